/// A school year with its holidays, study days and planning.
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
    /// The dates and periods that the school gave a name, in any order.
    public let planning: [PlannedPeriod]

    /// A school year from its first up to and including its last day.
    public init(
        name: String, firstDay: Day, lastDay: Day, closures: [Closure], planning: [PlannedPeriod] = []
    ) {
        self.name = name
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.closures = closures
        self.planning = planning
    }

    /// Which year of law this is: the one that holds its first day.
    public var number: SchoolYearNumber { SchoolYearNumber(of: firstDay) }

    /// What the school planned under this name. The group's own entry comes before that of the whole school;
    /// without a group only the latter is looked at. Of two entries for the same, the first is given.
    public func planned(_ name: String, group: String?) -> PlannedPeriod? {
        let entries = planning.filter { $0.name == name }
        return entries.first { $0.group == group } ?? entries.first { $0.group == nil }
    }

    /// Whether the day lies in this year.
    func contains(_ day: Day) -> Bool {
        firstDay <= day && day <= lastDay
    }
}
