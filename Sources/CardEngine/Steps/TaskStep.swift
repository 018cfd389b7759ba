/// A task (`wie`): a step that a person does.
public struct TaskStep: Hashable, Sendable {
    /// Any one of these roles does it.
    public let performers: [RoleID]
    /// Of each of these roles it is said who was there, or why nobody was.
    public let together: [RoleID]
    /// Not to be done before this moment.
    public let earliest: Moment?
    /// What the school agreed.
    public let term: Moment?
    /// The fields that must have a value when the step is done (`vul_in`).
    public let required: [FieldID]
    /// The fields that may be filled in besides (`vul_aan`).
    public let optional: [FieldID]
    /// All must be ticked.
    public let checklist: [String]
    /// The personal data that this step hands out, if it does (`verstrekt`).
    public let disclosure: Disclosure?
    /// Demands another person than did that step last.
    public let otherThan: StepID?
    /// Demands the person who did that step last.
    public let sameAs: StepID?
    /// At least one; without `uitkomsten` it is `gereed`.
    public let outcomes: [Outcome]

    /// Takes what it holds.
    public init(
        performers: [RoleID], together: [RoleID] = [], earliest: Moment? = nil, term: Moment? = nil,
        required: [FieldID] = [], optional: [FieldID] = [], checklist: [String] = [],
        disclosure: Disclosure? = nil, otherThan: StepID? = nil, sameAs: StepID? = nil, outcomes: [Outcome]
    ) {
        self.performers = performers
        self.together = together
        self.earliest = earliest
        self.term = term
        self.required = required
        self.optional = optional
        self.checklist = checklist
        self.disclosure = disclosure
        self.otherThan = otherThan
        self.sameAs = sameAs
        self.outcomes = outcomes
    }

    /// The fields that must have a value when the step is done with this outcome, each once.
    public func required(with outcome: Outcome) -> [FieldID] {
        required + outcome.required.filter { !required.contains($0) }
    }
}

/// What a task can lead to, and where the case goes then.
public struct Outcome: Hashable, Sendable {
    /// The name, as the card writes it and events keep it.
    public let name: String
    /// Where the case goes with this outcome.
    public let target: Target
    /// Required besides, with this outcome.
    public let required: [FieldID]

    /// An outcome that leads there.
    public init(name: String, target: Target, required: [FieldID] = []) {
        self.name = name
        self.target = target
        self.required = required
    }

    /// The only outcome of a task that names none.
    public static let done = "gereed"
    /// What `uitkomst.<stap>` says of a step that was skipped.
    public static let skipped = "overgeslagen"
}

/// A provision of personal data to someone outside the school (`verstrekt`), on a legal basis.
public struct Disclosure: Hashable, Sendable {
    /// The external role that receives them.
    public let recipient: RoleID
    /// The fields that are handed out.
    public let fields: [FieldID]
    /// The law that says why no consent is needed.
    public let legalBasis: String

    /// A provision to this role.
    public init(recipient: RoleID, fields: [FieldID], legalBasis: String) {
        self.recipient = recipient
        self.fields = fields
        self.legalBasis = legalBasis
    }
}
