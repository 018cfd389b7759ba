/// A compiled quality card (kwaliteitskaart): every reference resolved, nothing optional that must exist.
///
/// Only the language module makes cards, from a declaration without errors.
public struct Card: Hashable, Sendable {
    public let id: CardID
    public let title: String
    /// Whole number; an adopted revision gets the next one.
    public let version: Int
    public let status: CardStatus
    /// What a case of this card is about.
    public let subject: SubjectKind
    /// The role that maintains the card and looks after its cases; it always sees them.
    public let owner: RoleID
    public let purpose: String
    public let legalBasis: [String]
    public let sources: [String]
    /// Who may see the cases; nil: every internal role (kaarttaal, section 2).
    public let visibleTo: [RoleID]?
    /// For others the cases do not even exist, in lists, counts and searches.
    public let isHidden: Bool
    public let startRules: [StartRule]
    /// The deadline of the whole case.
    public let term: Moment?
    public let fields: [Field]
    public let steps: [Step]
    public let ends: [End]
    public let interrupts: [Interrupt]
    /// The month, 1...12, in which the card itself is evaluated.
    public let evaluationMonth: Int?

    private let fieldIndex: [FieldID: Int]
    private let stepIndex: [StepID: Int]

    public init(
        id: CardID, title: String, version: Int, status: CardStatus, subject: SubjectKind, owner: RoleID,
        purpose: String, legalBasis: [String] = [], sources: [String] = [], visibleTo: [RoleID]? = nil,
        isHidden: Bool = false, startRules: [StartRule], term: Moment? = nil, fields: [Field] = [],
        steps: [Step], ends: [End], interrupts: [Interrupt] = [], evaluationMonth: Int? = nil
    ) {
        self.id = id
        self.title = title
        self.version = version
        self.status = status
        self.subject = subject
        self.owner = owner
        self.purpose = purpose
        self.legalBasis = legalBasis
        self.sources = sources
        self.visibleTo = visibleTo
        self.isHidden = isHidden
        self.startRules = startRules
        self.term = term
        self.fields = fields
        self.steps = steps
        self.ends = ends
        self.interrupts = interrupts
        self.evaluationMonth = evaluationMonth
        fieldIndex = Dictionary(fields.indices.map { (fields[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
        stepIndex = Dictionary(steps.indices.map { (steps[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The field of that id, or nil when the card has none.
    public func field(_ id: FieldID) -> Field? { fieldIndex[id].map { fields[$0] } }

    /// The step of that id, or nil when the card has none.
    public func step(_ id: StepID) -> Step? { stepIndex[id].map { steps[$0] } }

    /// The end of that id, or nil when the card has none.
    public func end(_ id: EndID) -> End? { ends.first { $0.id == id } }
}

/// Whether a school works by this text (`concept`, `vastgesteld`, `vervallen`).
public enum CardStatus: Hashable, Sendable, CaseIterable {
    case draft, adopted, withdrawn
}

/// One way in which cases begin.
public enum StartRule: Hashable, Sendable {
    /// These roles may start a case by hand.
    case manual([RoleID])
}

/// A named end of a case.
public struct End: Hashable, Sendable {
    public let id: EndID
    public let title: String
    public let countsAs: EndCount

    public init(id: EndID, title: String, countsAs: EndCount) {
        self.id = id
        self.title = title
        self.countsAs = countsAs
    }

    /// The end that every card has for a list of steps that runs out.
    public static let completed: EndID = "voltooid"
    /// The end that every card has for a case that the owner stops.
    public static let lapsed: EndID = "vervallen"
}

/// How an end counts in the yearly evaluation.
public enum EndCount: String, Hashable, Sendable, CaseIterable, Codable {
    case completed, aborted
}

/// What a person may report at any moment: it cancels what is open and goes to a step or an end.
public struct Interrupt: Hashable, Sendable {
    public let outcome: String
    public let performers: [RoleID]
    public let condition: Condition?
    public let target: Target

    public init(outcome: String, performers: [RoleID], condition: Condition?, target: Target) {
        self.outcome = outcome
        self.performers = performers
        self.condition = condition
        self.target = target
    }
}
