public import SchoolTime

/// What the yearly evaluation holds a card against (kaarttaal, section 9). Nothing is measured here.
public struct Norm: Hashable, Sendable {
    /// What is measured (`meet`).
    public enum Measure: Hashable, Sendable {
        /// The share of cases, or of visits of a step, that were on time; by the law if `isStatutory`.
        case onTime(StepID?, isStatutory: Bool)
        /// The share of the subjects with so many completed cases in the school year; nil: with one, ever.
        case coverage(Int?)
        /// The share of cases that ended as completed.
        case completed
        /// The median time that a case took.
        case caseTime
        /// The median time that visits of a step took.
        case visitTime(StepID)
        /// The median time from the start until a step was done.
        case timeUntil(StepID)
        /// The share of visits of a step with that outcome.
        case outcome(StepID, String)
        /// The share of visits of a step at which somebody of that role was present.
        case attendance(StepID, RoleID)
        /// How many times a case did a step, on average.
        case repetition(StepID)
    }

    /// A limit, of the kind of its measure.
    public enum Limit: Hashable, Sendable {
        /// A share in percents, 0...100.
        case share(Number)
        case time(SchoolDuration)
        case number(Number)
    }

    /// What people read.
    public let title: String
    /// What is measured.
    public let measure: Measure
    /// Narrows the subjects, by their attributes.
    public let condition: Condition?
    /// The least that is good enough (`minstens`).
    public let minimum: Limit?
    /// The most that is good enough (`hoogstens`).
    public let maximum: Limit?

    /// A norm; one of the limits is there.
    public init(
        title: String, measure: Measure, condition: Condition? = nil, minimum: Limit? = nil,
        maximum: Limit? = nil
    ) {
        self.title = title
        self.measure = measure
        self.condition = condition
        self.minimum = minimum
        self.maximum = maximum
    }
}
