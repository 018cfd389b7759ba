/// A date or period that a school gave a name, such as "lib-midden": an entry of its toetskalender or
/// jaarplanning.
///
/// Source: the card language, section 1 (`schooljaar`).
public struct PlannedPeriod: Hashable, Sendable {
    /// The name by which cards call it.
    public let name: String
    /// The first day.
    public let firstDay: Day
    /// The last day, included; for a date the first day again. Never before the first day.
    public let lastDay: Day
    /// The group that it is planned for, or nil for the whole school.
    public let group: String?

    /// A period from its first up to and including its last day, for one group or for the whole school.
    public init(name: String, firstDay: Day, lastDay: Day, group: String?) {
        self.name = name
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.group = group
    }
}
