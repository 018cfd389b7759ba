public import CardEngine
public import SchoolTime

/// How a card writes a moment: the reader's grammar the other way round.
public enum MomentText {
    /// The text that a card would hold.
    public static func text(of moment: Moment) -> String {
        switch moment {
        case .span(let duration): text(of: duration)
        case .relative(let duration, let direction, let anchor):
            "\(text(of: duration)) \(direction == .after ? Keyword.after.rawValue : Keyword.before.rawValue) \(text(of: anchor))"
        case .anchor(let anchor): text(of: anchor)
        case .today: "vandaag"
        case .period(let period): text(of: period)
        case .dayBefore(let period): "\(Keyword.before.rawValue) \(text(of: period))"
        }
    }

    /// `6 weken`, `dezelfde dag`.
    public static func text(of duration: SchoolDuration) -> String {
        guard duration != .sameDay else { return "dezelfde dag" }
        let words = Vocabulary.units.words.filter { $0.value == duration.unit }.map(\.word)
        // Each unit stands with its plural first; a year has none of its own in a count.
        let word = duration.amount == 1 ? words.dropFirst().first : words.first
        return "\(duration.amount) \(duration.unit == .years ? "jaar" : word ?? "")"
    }

    private static func text(of anchor: Anchor) -> String {
        switch anchor {
        case .start: Keyword.start.rawValue
        case .occasion: Keyword.occasion.rawValue
        case .step(let step): step.rawValue
        case .field(let field): field.rawValue
        case .named(let name): name.rawValue
        }
    }

    private static func text(of period: YearPeriod) -> String {
        switch period {
        case .day(let month, let day): "\(day) \(name(ofMonth: month))"
        case .month(let month): name(ofMonth: month)
        case .week(let ordinal, let month):
            "\(Vocabulary.ordinals.words.first { $0.value == ordinal }?.word ?? "\(ordinal)e") week \(name(ofMonth: month))"
        case .planned(let name): name
        }
    }

    private static func name(ofMonth month: Int) -> String {
        Vocabulary.months.words.first { $0.value == month }?.word ?? String(month)
    }
}
