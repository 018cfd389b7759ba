/// A school year with its holidays and study days.
///
/// By law it runs from 1 August up to and including 31 July (Wet op het primair onderwijs, article 1).
public struct SchoolYear: Hashable, Sendable {
    /// The name, such as "2026-2027".
    public let name: String
    /// The first day.
    public let firstDay: Day
    /// The last day, included.
    public let lastDay: Day
    /// The days without lessons, in any order. They may reach outside the year.
    public let closures: [Closure]

    /// A school year from its first up to and including its last day.
    public init(name: String, firstDay: Day, lastDay: Day, closures: [Closure]) {
        self.name = name
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.closures = closures
    }

    /// Whether the day lies in this year.
    func contains(_ day: Day) -> Bool {
        firstDay <= day && day <= lastDay
    }
}
