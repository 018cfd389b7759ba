public import SchoolTime

/// How a case came to begin, if not by hand: exactly one of these.
public struct Origin: Hashable, Sendable, Codable {
    /// By a start rule of its card.
    public struct Rule: Hashable, Sendable, Codable {
        /// Which start rule, from 0.
        public let rule: Int
        /// Which moment of that rule, from 0.
        public let item: Int
        /// Of `na`: the case that it follows.
        public let after: CaseID?

        /// A moment of a start rule.
        public init(rule: Int, item: Int, after: CaseID? = nil) {
            self.rule = rule
            self.item = item
            self.after = after
        }
    }

    /// By a step of another case.
    public struct Caller: Hashable, Sendable, Codable {
        /// The case.
        public let caseID: CaseID
        /// The visit of that case.
        public let visit: Int

        /// A visit of a case.
        public init(caseID: CaseID, visit: Int) {
            self.caseID = caseID
            self.visit = visit
        }
    }

    /// The start rule, if one started it.
    public let rule: Rule?
    /// The caller, if one called it.
    public let caller: Caller?

    /// Started by a rule.
    public init(rule: Rule) { (self.rule, caller) = (rule, nil) }

    /// Called by another case.
    public init(caller: Caller) { (rule, self.caller) = (nil, caller) }
}

/// The date or period that the start rule of a case counts from (`aanleiding`; kaarttaal, section 3).
public struct Occasion: Hashable, Sendable, Codable {
    /// The first day.
    public let firstDay: Day
    /// The last day; of a date the same.
    public let lastDay: Day
    /// The attribute or planned name that it is, if it is one: when that moves, it moves along.
    public let name: AttributeID?

    /// A period, or a date when both days are the same.
    public init(firstDay: Day, lastDay: Day, name: AttributeID? = nil) {
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.name = name
    }

    /// A day.
    public init(day: Day) { self.init(firstDay: day, lastDay: day) }
}
