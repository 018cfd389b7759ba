/// A compiled quality card (kwaliteitskaart): every reference resolved, nothing optional that must exist.
///
/// Only the language module makes cards, from a declaration without errors.
public struct Card: Hashable, Sendable {
    /// The name of the card, and of its file.
    public let id: CardID
    /// What people read.
    public let title: String
    /// Whole number; an adopted revision gets the next one.
    public let version: Int
    /// Whether the school works by this text.
    public let status: CardStatus
    /// What a case of this card is about.
    public let subject: SubjectKind
    /// The role that maintains the card and looks after its cases; it always sees them.
    public let owner: RoleID
    /// What the card is for (`doel`).
    public let purpose: String
    /// The laws that it rests on (`grondslag`).
    public let legalBasis: [String]
    /// Where its text comes from (`bronnen`).
    public let sources: [String]
    /// Who may see the cases; nil: every internal role (kaarttaal, section 2).
    public let visibleTo: [RoleID]?
    /// For others the cases do not even exist, in lists, counts and searches.
    public let isHidden: Bool
    /// The ways in which cases begin.
    public let startRules: [StartRule]
    /// The deadline of the whole case.
    public let term: Moment?
    /// What is asked, in the order of the card.
    public let fields: [Field]
    /// The steps, in the order of the card; a case begins at the first.
    public let steps: [Step]
    /// The ends of the card, then those that every card has.
    public let ends: [End]
    /// What may be reported at any moment, in the order of the card.
    public let interrupts: [Interrupt]
    /// The month, 1...12, in which the card itself is evaluated.
    public let evaluationMonth: Int?

    private let fieldIndex: [FieldID: Int]
    private let stepIndex: [StepID: Int]

    /// A card of parts whose references have been resolved: targets are places in `steps` and `ends`.
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
        fieldIndex = Dictionary(
            fields.indices.map { (fields[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
        stepIndex = Dictionary(
            steps.indices.map { (steps[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
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
    /// Unique among the ends and steps of the card.
    public let id: EndID
    /// What people read.
    public let title: String
    /// How it counts in the yearly evaluation.
    public let countsAs: EndCount

    /// An end of that name.
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
    /// What is reported, as the card writes it.
    public let outcome: String
    /// Any one of these roles may report it.
    public let performers: [RoleID]
    /// If it does not hold, it can't be reported now.
    public let condition: Condition?
    /// Where the case goes then.
    public let target: Target

    /// An interrupt that leads there.
    public init(outcome: String, performers: [RoleID], condition: Condition?, target: Target) {
        self.outcome = outcome
        self.performers = performers
        self.condition = condition
        self.target = target
    }
}
