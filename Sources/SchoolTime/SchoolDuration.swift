/// A length of time as a card writes it, such as `6 weken` or `10 schooldagen`.
public struct SchoolDuration: Hashable, Sendable {
    /// What is counted.
    public enum Unit: Hashable, Sendable, CaseIterable {
        /// Calendar days.
        case days
        /// Seven calendar days each.
        case weeks
        /// Calendar months; a day that the month does not have becomes its last day.
        case months
        /// Twelve calendar months each.
        case years
        /// Monday to Friday without public holidays.
        case workingDays
        /// Days on which pupils of the school have lessons.
        case schoolDays
        /// Weeks, Monday to Friday, with at least one school day.
        case schoolWeeks
    }

    /// How many units; 0 or more.
    public let amount: Int
    /// What is counted.
    public let unit: Unit

    /// A duration of so many units. The amount must not be negative: the direction is given when counting.
    public init(amount: Int, unit: Unit) {
        precondition(amount >= 0, "a duration cannot be negative")
        self.amount = amount
        self.unit = unit
    }

    /// `dezelfde dag`: no days at all.
    public static let sameDay = SchoolDuration(amount: 0, unit: .days)
}
