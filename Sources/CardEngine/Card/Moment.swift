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
}

/// What a moment counts from.
public enum Anchor: Hashable, Sendable {
    /// The day on which the case started.
    case start
    /// The day on which the latest visit of that step was done; a cancelled visit does not count.
    case step(StepID)
    /// A date field of the card.
    case field(FieldID)
}
