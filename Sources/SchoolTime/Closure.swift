/// A stretch of days on which pupils have no lessons.
public struct Closure: Hashable, Sendable {
    /// Why there are no lessons.
    public enum Kind: Hashable, Sendable {
        /// A school holiday ("vakantie") or a free day that the school chose ("margedag").
        case holiday
        /// A study day ("studiedag"): pupils are free, staff works.
        case studyDay
    }

    /// Why there are no lessons.
    public let kind: Kind
    /// The name that the school gave it, such as "kerstvakantie".
    public let title: String
    /// The first day without lessons.
    public let firstDay: Day
    /// The last day without lessons, included. Before the first day, the closure is empty.
    public let lastDay: Day

    /// A closure from its first up to and including its last day.
    public init(kind: Kind, title: String, firstDay: Day, lastDay: Day) {
        self.kind = kind
        self.title = title
        self.firstDay = firstDay
        self.lastDay = lastDay
    }
}
