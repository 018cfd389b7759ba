/// A day that was passed over in counting, and what it is to the school: the reason.
public struct SkippedDay: Hashable, Sendable {
    /// The day.
    public let day: Day
    /// Why it did not count.
    public let kind: DayKind

    /// A day that did not count because it is of this kind.
    public init(day: Day, kind: DayKind) {
        self.day = day
        self.kind = kind
    }
}
