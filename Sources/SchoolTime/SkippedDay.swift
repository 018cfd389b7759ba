/// A day that was passed over in counting, with what it is to the school and the rule that passes such days
/// over: together the reason.
public struct SkippedDay: Hashable, Sendable {
    /// The day.
    public let day: Day
    /// What the day is.
    public let kind: DayKind
    /// The rule by which a day of this kind did not count, or could not be the last one.
    public let rule: CountingRule

    /// A day that was passed over by this rule because it is of this kind.
    public init(day: Day, kind: DayKind, rule: CountingRule = .unit) {
        self.day = day
        self.kind = kind
        self.rule = rule
    }
}
