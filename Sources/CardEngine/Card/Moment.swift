public import SchoolTime

/// A moment as a card writes it (kaarttaal, section 6): a rule from which a day follows.
public enum Moment: Hashable, Sendable {
    /// `6 weken`, `dezelfde dag`: from when the step or case opens, or from its `vanaf` if later.
    case span(SchoolDuration)
    /// `10 schooldagen na bespreken`, `3 werkdagen voor gespreksdatum`.
    case relative(SchoolDuration, Direction, Anchor)
    /// The anchor alone: `gespreksdatum`.
    case anchor(Anchor)
    /// `vandaag`.
    case today
    /// `1 februari`, `september`, `derde week september`: in the school year of the occasion, or in that in which the
    /// step opens if later.
    case period(YearPeriod)
    /// `voor 1 februari`: the day before it begins.
    case dayBefore(YearPeriod)
    /// `31 juli na aanleiding`: the first one that is not over yet on the (last) day of the anchor, whatever the school
    /// year in which the step opens (docs/kaarttaal.md, choice 200).
    case next(YearPeriod, after: Anchor)
}

/// What a moment counts from.
public enum Anchor: Hashable, Sendable {
    /// The day on which the case started.
    case start
    /// The day on which the latest visit of that step was done; a cancelled visit does not count.
    case step(StepID)
    /// A date field of the card.
    case field(FieldID)
    /// `aanleiding`: the date or period that the start rule of the case counts from.
    case occasion
    /// An event or attribute of the subject (`inschrijving`, `tlv-einddatum`), or a named date or period of the school
    /// year (`lib-midden`). Which of the two is known only with the school and its years: no name is both.
    case named(AttributeID)
}

/// Which day of a period counts (kaarttaal, section 6).
public enum Edge: Hashable, Sendable {
    /// After `voor` and in `vanaf`, `sinds`, `wacht`, `op` and `jaarlijks`.
    case first
    /// Everywhere else.
    case last
}
