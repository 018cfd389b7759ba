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
    /// If it does not hold when the case gets here, the step is skipped; of a `voor_elke` it is asked of each item.
    public let condition: Condition?
    /// What the step is, with what only that kind has.
    public let kind: StepKind
    /// When it may be done, and by when.
    public let terms: StepTerms
    /// What it can lead to; of a choice none. What the engine alone gives (`verlopen`) stands here only when the card
    /// names it.
    public let outcomes: [Outcome]
    /// Where an outcome leads that is not among `outcomes` (`anders`): of signatures and calls; nil: to `next`.
    public let otherwise: Target?
    /// Where a skipped step leads; also where `verder` goes.
    public let next: Target
    /// The list that it stands in: a place in `Card.lists`.
    public let list: Int
    /// The field without which it would stay open for ever: a wait waits for the day in it, or it says whom a called case is
    /// about.
    let neededField: FieldID?
    /// Whether a visit of it has dates; found once, for each decision asks it of all that is open.
    let hasDates: Bool
    /// Whether something of a visit can fall due; found once too.
    let canFallDue: Bool

    /// A step that leads to `next`.
    public init(
        id: StepID, title: String, explanation: String? = nil, phase: Phase? = nil, documents: [String] = [],
        condition: Condition? = nil, kind: StepKind, terms: StepTerms = StepTerms(), outcomes: [Outcome] = [],
        otherwise: Target? = nil, next: Target, list: Int = 0
    ) {
        self.id = id
        self.title = title
        self.explanation = explanation
        self.phase = phase
        self.documents = documents
        self.condition = condition
        self.kind = kind
        self.terms = terms
        self.outcomes = outcomes
        self.otherwise = otherwise
        self.next = next
        self.list = list
        let awaited = kind.awaitedMoment
        let day: FieldID? = if case .field(let field)? = awaited?.anchor { field } else { nil }
        neededField = day ?? kind.about
        hasDates = terms.earliest != nil || terms.term != nil || terms.statutory != nil || awaited != nil
        let expires = outcomes.contains { $0.name == Outcome.expired }
        canFallDue =
            kind.endsByItself || expires || !terms.reminders.isEmpty || terms.escalation != nil
    }
}

extension Step {
    /// The outcomes among which a person chooses.
    public var answers: [Outcome] { outcomes.filter { !Outcome.givenByEngine.contains($0.name) } }

    /// Whether the engine ends it when its term has passed.
    public var expires: Bool { outcomes.contains { $0.name == Outcome.expired } }

    /// Where the case goes with an outcome.
    func target(of outcome: String) -> Target {
        outcomes.first { $0.name == outcome }?.target ?? otherwise ?? next
    }

    /// The fields that must have a value when it is done with this outcome, each once.
    public func required(with outcome: Outcome) -> [FieldID] {
        guard case .task(let task) = kind else { return outcome.required }
        return task.required + outcome.required.filter { !task.required.contains($0) }
    }

    /// The fields that it asks for, whatever the outcome, each once.
    public var asked: [FieldID] {
        let own: [FieldID] =
            switch kind {
            case .task(let task): task.required + task.optional
            case .register(let register): [register.list]
            case .sign, .choice, .parallel, .forEach, .call, .wait: []
            }
        var seen: Set<FieldID> = []
        return (own + outcomes.flatMap(\.required)).filter { seen.insert($0).inserted }
    }

    /// The roles that are asked: of each list any one is enough. None when nobody does it, or a field says who.
    public var askedRoles: [[RoleID]] {
        if case .sign(let sign) = kind { return sign.signers.map { [$0] } }
        let roles = kind.performers?.roles ?? []
        return roles.isEmpty ? [] : [roles]
    }
}

/// What a step is. A new kind is a case here and a file in `Steps/`; the compiler lists the rest.
public indirect enum StepKind: Hashable, Sendable {
    case task(TaskStep)
    case sign(SignStep)
    case choice(ChoiceStep)
    case parallel(ParallelStep)
    case forEach(ForEachStep)
    case call(CallStep)
    case wait(WaitStep)
    case register(RegisterStep)
}

extension StepKind {
    /// Who does it, of a step that a person completes as one of these or as the one whom a field names.
    public var performers: Performers? {
        switch self {
        case .task(let task): task.performers
        case .register(let register): register.performers
        case .sign, .choice, .parallel, .forEach, .call, .wait: nil
        }
    }

    /// The moment that a wait waits for.
    var awaitedMoment: Moment? {
        if case .wait(let wait) = self, case .moment(let moment) = wait.goal { moment } else { nil }
    }

    /// The field that says whom a called case is about.
    fileprivate var about: FieldID? {
        if case .call(let call) = self, case .field(let field) = call.about { field } else { nil }
    }

    /// Whether it can be over without anybody doing it, apart from its terms: a wait, a call, and a provision without
    /// its consent.
    fileprivate var endsByItself: Bool {
        switch self {
        case .wait: true
        case .task(let task): task.disclosure != nil
        case .call: true
        case .sign, .choice, .parallel, .forEach, .register: false
        }
    }
}

/// Where the case goes.
public enum Target: Hashable, Sendable {
    /// A place in `Card.steps`: in the same list, or in one that encloses it.
    case step(Int)
    /// A place in `Card.ends`.
    case end(Int)
    /// `klaar`: this branch of the block is done.
    case branchDone
}

/// Steps that follow each other: those of the card itself, or of a branch.
public struct StepList: Hashable, Sendable {
    /// Places in `Card.steps`, in the order of the card.
    public let steps: [Int]
    /// The step that holds the list, a place in `Card.steps`; nil for the top level.
    public let block: Int?

    /// The list of those steps.
    public init(steps: [Int], block: Int?) {
        self.steps = steps
        self.block = block
    }
}

/// What a step can lead to, and where the case goes then.
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

    /// The only outcome of a step that names none.
    public static let done = "gereed"
    /// What `uitkomst.<stap>` says of a step that was skipped.
    public static let skipped = "overgeslagen"
    /// Given by the engine when the term has passed, where the card names it.
    public static let expired = "verlopen"
    /// Given by the engine when the consent for a provision does not hold.
    public static let noConsent = "geen toestemming"
    /// No person chooses these.
    public static let givenByEngine: Set<String> = [expired, noConsent]
}

/// The phase of the quality circle.
public enum Phase: String, Hashable, Sendable, CaseIterable {
    case plan, `do`, check, act
}
