/// A stretch of days.
public struct DaySpan: Hashable, Sendable {
    /// The first day.
    public let first: Day
    /// The last day, included.
    public let last: Day

    /// The days from the first up to and including the last.
    public init(first: Day, last: Day) {
        self.first = first
        self.last = last
    }

    /// Whether the day is one of them.
    public func contains(_ day: Day) -> Bool {
        first <= day && day <= last
    }
}
