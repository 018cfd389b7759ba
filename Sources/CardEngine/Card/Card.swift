public import SchoolTime

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
    public private(set) var status: CardStatus
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
    /// The deadline of the whole case, with its reminders; there is no `vanaf` and no `escaleer` among them.
    public let terms: StepTerms
    /// How long the content of a case is to be kept (`bewaar`), as the card says it; nothing acts on it.
    public let retention: String?
    /// What is asked, in the order of the card.
    public let fields: [Field]
    /// All steps, in the order of the card, those of a block behind the block; a case begins at the first.
    public let steps: [Step]
    /// The lists in which the steps stand; the first is the top level.
    public let lists: [StepList]
    /// The ends of the card, then those that every card has.
    public let ends: [End]
    /// What may happen at any moment, in the order of the card.
    public let interrupts: [Interrupt]
    /// What the yearly evaluation holds the card against, in the order of the card.
    public let norms: [Norm]
    /// The month, 1...12, in which the card itself is evaluated.
    public let evaluationMonth: Int?
    /// Who wrote this text last (`auteur`).
    public let authors: [PersonID]
    /// Per version what changed and why (`wijzigingen`), in the order of the card.
    public private(set) var changes: [CardChange]

    /// The attributes of the subject that the card looks at, with those that they follow from; found once, for each
    /// decision asks it.
    public private(set) var namedAttributes: Set<AttributeID> = []
    /// The same with the group, which decides who holds the roles, in order.
    private(set) var notedAttributes: [AttributeID] = []
    /// The purposes of consent that the card asks about, needs or gives.
    public private(set) var namedPurposes: Set<PurposeID> = []
    /// The roles that sign somewhere.
    public private(set) var signers: Set<RoleID> = []
    private var keptAs: [FieldID: [AttributeID]] = [:]
    /// Whether something is counted back from the occasion: then who starts by hand must give it.
    public private(set) var countsBackFromOccasion = false

    private let fieldIndex: [FieldID: Int]
    private let stepIndex: [StepID: Int]

    /// A card of parts whose references have been resolved: targets are places in `steps` and `ends`, and each step
    /// knows its place in `lists`; without lists all steps are at the top level.
    public init(
        id: CardID, title: String, version: Int, status: CardStatus, subject: SubjectKind, owner: RoleID,
        purpose: String, legalBasis: [String] = [], sources: [String] = [], visibleTo: [RoleID]? = nil,
        isHidden: Bool = false, startRules: [StartRule], terms: StepTerms = StepTerms(),
        retention: String? = nil, fields: [Field] = [], steps: [Step], lists: [StepList]? = nil, ends: [End],
        interrupts: [Interrupt] = [], norms: [Norm] = [], evaluationMonth: Int? = nil,
        authors: [PersonID] = [], changes: [CardChange] = []
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
        self.terms = terms
        self.retention = retention
        self.fields = fields
        self.steps = steps
        self.lists = lists ?? [StepList(steps: Array(steps.indices), block: nil)]
        self.ends = ends
        self.interrupts = interrupts
        self.norms = norms
        self.evaluationMonth = evaluationMonth
        self.authors = authors
        self.changes = changes
        fieldIndex = Dictionary(
            fields.indices.map { (fields[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
        stepIndex = Dictionary(
            steps.indices.map { (steps[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
        namedAttributes = findAttributes()
        notedAttributes = namedAttributes.union([.group]).sorted()
        signers = findSigners()
        countsBackFromOccasion = findCountingBack()
        namedPurposes = findPurposes()
        keptAs = findKept()
    }

    /// The field of that id, or nil when the card has none.
    public func field(_ id: FieldID) -> Field? { fieldIndex[id].map { fields[$0] } }

    /// Whether a field is a list with a row for each pupil: where there are none, nobody fills it in.
    public func goesOverPupils(_ list: FieldID) -> Bool {
        if case .list(_, .pupils)? = field(list)?.kind { true } else { false }
    }

    /// Whether a new row of a list needs a cell of this column: not when the card says so (`mag_leeg`), nor when a step
    /// within the branch of the row fills it in later.
    public func needsCell(_ column: Field) -> Bool {
        !column.mayBeEmpty && !(field(column.id)?.home != nil && isFilledByStep(column.id))
    }

    /// Whether some step asks for a field.
    func isFilledByStep(_ field: FieldID) -> Bool { steps.contains { $0.asked.contains(field) } }

    /// The step of that id, or nil when the card has none.
    public func step(_ id: StepID) -> Step? { stepIndex[id].map { steps[$0] } }

    /// The place in `steps` of the step of that id.
    public func place(of id: StepID) -> Int? { stepIndex[id] }

    /// As which attributes some step keeps a field (`leg_vast`).
    func attributes(keeping field: FieldID) -> [AttributeID] { keptAs[field] ?? [] }

    /// The card as it is once a school works by it, with a line that says so.
    public func adopted(noting change: CardChange) -> Card {
        var card = self
        card.status = .adopted
        card.changes.append(change)
        return card
    }

    /// The end of that id, or nil when the card has none.
    public func end(_ id: EndID) -> End? { ends.first { $0.id == id } }
}

/// Whether a school works by this text (`concept`, `vastgesteld`, `vervallen`).
public enum CardStatus: Hashable, Sendable, CaseIterable {
    case draft, adopted, withdrawn
}

/// What changed in a version of a card, and why.
public struct CardChange: Hashable, Sendable {
    /// The version.
    public let version: Int
    /// What changed and why, for people.
    public let text: String
    /// The day on which the school decided so.
    public let day: Day?
    /// Who decided so.
    public let person: PersonID?

    /// A change in that version.
    public init(version: Int, text: String, day: Day? = nil, person: PersonID? = nil) {
        self.version = version
        self.text = text
        self.day = day
        self.person = person
    }
}

/// One way in which cases begin.
public struct StartRule: Hashable, Sendable {
    /// What makes a case begin.
    public enum Trigger: Hashable, Sendable {
        /// These roles may start a case by hand.
        case manual([RoleID])
        /// An event of the subject (`bij`).
        case event(SubjectEvent)
        /// A moment that depends on an attribute of the subject (`op`).
        case moment(Moment)
        /// These moments in each school year, for every subject (`jaarlijks`).
        case yearly([Moment])
        /// So long after a case of that card ended for the same subject, with that end if one is named (`na`).
        case after(CardID, end: EndID?, delay: SchoolDuration?)
    }

    /// What makes a case begin.
    public let trigger: Trigger
    /// Chooses among subjects, by their attributes.
    public let condition: Condition?

    /// A way to begin.
    public init(_ trigger: Trigger, condition: Condition? = nil) {
        self.trigger = trigger
        self.condition = condition
    }

    /// The card after whose cases one begins (`na`).
    public var followedCard: CardID? {
        if case .after(let card, _, _) = trigger { card } else { nil }
    }

    /// The roles that may start a case by hand by this rule; none where that is not the way.
    public var starters: [RoleID] {
        if case .manual(let roles) = trigger { roles } else { [] }
    }

    /// These roles may start a case by hand.
    public static func manual(_ roles: [RoleID]) -> StartRule { StartRule(.manual(roles)) }
}

/// What can happen to a subject (kaarttaal, section 3). The raw values are a file format and never change.
public enum SubjectEvent: String, Hashable, Sendable, CaseIterable, Codable {
    /// `inschrijving`: enrolled by law.
    case enrolled
    /// `plaatsing`: the first day at school, definitive.
    case placed
    /// `uitschrijving`: left.
    case left
    /// `groepswissel`.
    case groupChanged
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

/// What may happen at any moment (`onderbreek`): it cancels what is open and goes to a step or an end.
public struct Interrupt: Hashable, Sendable {
    /// What makes it happen.
    public enum Trigger: Hashable, Sendable {
        /// An event of the subject (`bij`).
        case event(SubjectEvent)
        /// A consent was withdrawn or ran out (`ingetrokken`).
        case withdrawn(PurposeID)
        /// The clock, once per moment (`op`).
        case moment(Moment)
        /// A person of one of these roles reports it, with a reason (`uitkomst` and `door`).
        case person(outcome: String, performers: [RoleID])
    }

    /// What makes it happen.
    public let trigger: Trigger
    /// If it does not hold at that moment, nothing happens.
    public let condition: Condition?
    /// Where the case goes then, at the top level; nil for `verder`: the case goes on as if nothing happened.
    public let target: Target?

    /// An interrupt that leads there.
    public init(_ trigger: Trigger, condition: Condition? = nil, target: Target?) {
        self.trigger = trigger
        self.condition = condition
        self.target = target
    }

    /// What a person reports, and who may; nil when it is no person that makes it happen.
    public var report: (outcome: String, performers: [RoleID])? {
        switch trigger {
        case .person(let outcome, let performers): (outcome, performers)
        case .event, .withdrawn, .moment: nil
        }
    }
}
