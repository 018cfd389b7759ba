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
        case .next(let period, let anchor):
            "\(text(of: period)) \(Keyword.after.rawValue) \(text(of: anchor))"
        }
    }

    /// `6 weken`, `dezelfde dag`.
    public static func text(of duration: SchoolDuration) -> String { duration.dutch }

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
        case .day(let month, let day): "\(day) \(YearPeriod.dutchName(ofMonth: month))"
        case .month(let month): YearPeriod.dutchName(ofMonth: month)
        case .week(let ordinal, let month):
            "\(YearPeriod.dutchOrdinal(ordinal)) week \(YearPeriod.dutchName(ofMonth: month))"
        case .planned(let name): name
        }
    }
}
