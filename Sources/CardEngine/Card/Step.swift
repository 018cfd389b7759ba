/// A place in a card.
public struct Step: Hashable, Sendable {
    /// Unique within the card; events name the step by it.
    public let id: StepID
    /// What people read.
    public let title: String
    /// How it is done (`uitleg`).
    public let explanation: String?
    /// The phase of the quality circle that the step belongs to (`fase`).
    public let phase: Phase?
    /// Names or links of forms.
    public let documents: [String]
    /// If it does not hold when the case gets here, the step is skipped.
    public let condition: Condition?
    /// What the step is, with what only that kind has.
    public let kind: StepKind
    /// Where a skipped step leads; also where `verder` goes.
    public let next: Target

    /// A step that leads to `next`.
    public init(
        id: StepID, title: String, explanation: String? = nil, phase: Phase? = nil, documents: [String] = [],
        condition: Condition? = nil, kind: StepKind, next: Target
    ) {
        self.id = id
        self.title = title
        self.explanation = explanation
        self.phase = phase
        self.documents = documents
        self.condition = condition
        self.kind = kind
        self.next = next
    }
}

extension Step {
    /// Whether the card gives the step a term.
    public var hasTerm: Bool {
        switch kind {
        case .task(let task): task.term != nil
        case .choice: false
        }
    }
}

/// What a step is. A new kind is a case here and a file in `Steps/`; the compiler lists the rest.
public enum StepKind: Hashable, Sendable {
    case task(TaskStep)
    case choice(ChoiceStep)
}

/// Where the case goes: places in `Card.steps` and `Card.ends`.
public enum Target: Hashable, Sendable {
    case step(Int)
    case end(Int)
}

/// The phase of the quality circle.
public enum Phase: String, Hashable, Sendable, CaseIterable {
    case plan, `do`, check, act
}
