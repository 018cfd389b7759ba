import CardEngine
import SchoolTime

/// A step of a sketch: what only one kind has stays as it is for the others.
struct StepSketch {
    indirect enum Kind {
        case task
        case sign([RoleID])
        case choice([(when: Condition?, to: String)])
        case parallel([BranchSketch])
        case forEach(ForEachStep.Source, [StepSketch])
        case call(CardID)
        case wait(WaitStep.Goal)
        case register(FieldID)
    }

    let id: String
    let kind: Kind
    var when: Condition?
    var then: String?
    var earliest: Moment?
    var term: Moment?
    var statutory: Moment?
    var reminders: [Reminder] = []
    var escalation: Escalation?
    /// Nil: those that the step has by itself, which lead on.
    var outcomes: [(name: String, to: String, required: [FieldID])]?
    /// `anders`.
    var otherwise: String?

    // Of tasks and registers.
    var performers = Performers.roles(["leerkracht"])
    var together: [RoleID] = []
    var required: [FieldID] = []
    var optional: [FieldID] = []
    var checklist: [String] = []
    var records: [AttributeRecord] = []
    var disclosure: Disclosure?
    var otherThan: StepID?
    var sameAs: StepID?
    // Of signatures.
    var question = SignStep.Question.agreement
    var needsProof = false
    var grant: ConsentGrant?
    // Of blocks.
    var closesAt = ClosingRule.all
    // Of calls.
    var about = CallStep.About.same
    var occasion: Moment?
    var proposals: [CallStep.Proposal] = []
    var goesOn = false
    // Of waits.
    var earlier: [RoleID] = []

    private init(
        _ id: String, _ kind: Kind, when: Condition?, then: String?, _ change: (inout StepSketch) -> Void
    ) {
        self.id = id
        self.kind = kind
        self.when = when
        self.then = then
        change(&self)
    }

    static func task(
        _ id: String, by performers: [RoleID] = ["leerkracht"], when: Condition? = nil, then: String? = nil,
        _ change: (inout StepSketch) -> Void = { _ in }
    ) -> StepSketch {
        StepSketch(id, .task, when: when, then: then) {
            $0.performers = .roles(performers)
            change(&$0)
        }
    }

    /// A task of whoever a field names.
    static func task(
        _ id: String, byField field: FieldID, then: String? = nil,
        _ change: (inout StepSketch) -> Void = { _ in }
    ) -> StepSketch {
        StepSketch(id, .task, when: nil, then: then) {
            $0.performers = .field(field)
            change(&$0)
        }
    }

    static func sign(
        _ id: String, _ signers: [RoleID], when: Condition? = nil, then: String? = nil,
        _ change: (inout StepSketch) -> Void = { _ in }
    ) -> StepSketch {
        StepSketch(id, .sign(signers), when: when, then: then, change)
    }

    static func choice(
        _ id: String, when: Condition? = nil, _ rows: [(when: Condition?, to: String)]
    ) -> StepSketch {
        StepSketch(id, .choice(rows), when: when, then: nil) { _ in }
    }

    static func parallel(
        _ id: String, _ branches: [BranchSketch], closesAt: ClosingRule = .all, when: Condition? = nil,
        then: String? = nil, _ change: (inout StepSketch) -> Void = { _ in }
    ) -> StepSketch {
        StepSketch(id, .parallel(branches), when: when, then: then) {
            $0.closesAt = closesAt
            change(&$0)
        }
    }

    static func forEach(
        _ id: String, _ source: ForEachStep.Source, _ steps: [StepSketch], closesAt: ClosingRule = .all,
        when: Condition? = nil, then: String? = nil, _ change: (inout StepSketch) -> Void = { _ in }
    ) -> StepSketch {
        StepSketch(id, .forEach(source, steps), when: when, then: then) {
            $0.closesAt = closesAt
            change(&$0)
        }
    }

    static func call(
        _ id: String, _ card: CardID, when: Condition? = nil, then: String? = nil,
        _ change: (inout StepSketch) -> Void = { _ in }
    ) -> StepSketch {
        StepSketch(id, .call(card), when: when, then: then, change)
    }

    static func wait(
        _ id: String, _ moment: Moment, when: Condition? = nil, then: String? = nil,
        _ change: (inout StepSketch) -> Void = { _ in }
    ) -> StepSketch {
        StepSketch(id, .wait(.moment(moment)), when: when, then: then, change)
    }

    static func wait(
        _ id: String, forCard card: CardID, since: Moment? = nil, then: String? = nil,
        _ change: (inout StepSketch) -> Void = { _ in }
    ) -> StepSketch {
        StepSketch(id, .wait(.card(card, since: since)), when: nil, then: then, change)
    }

    static func register(
        _ id: String, _ list: FieldID, by performers: [RoleID] = ["leerkracht"], when: Condition? = nil,
        then: String? = nil, _ change: (inout StepSketch) -> Void = { _ in }
    ) -> StepSketch {
        StepSketch(id, .register(list), when: when, then: then) {
            $0.performers = .roles(performers)
            change(&$0)
        }
    }
}

/// A branch of a `tegelijk` in a sketch.
struct BranchSketch {
    let id: String
    let steps: [StepSketch]

    static func branch(_ id: String, _ steps: [StepSketch]) -> BranchSketch {
        BranchSketch(id: id, steps: steps)
    }

    /// A branch of one step.
    static func only(_ step: StepSketch) -> BranchSketch { BranchSketch(id: step.id, steps: [step]) }
}

extension StepSketch {
    var terms: StepTerms {
        StepTerms(
            earliest: earliest, term: term, statutory: statutory, reminders: reminders, escalation: escalation
        )
    }

    var task: TaskStep {
        TaskStep(
            performers: performers, together: together, required: required, optional: optional,
            checklist: checklist, records: records, disclosure: disclosure, otherThan: otherThan,
            sameAs: sameAs)
    }

    var sign: SignStep {
        var signers: [RoleID] = []
        if case .sign(let roles) = kind { signers = roles }
        return SignStep(signers: signers, question: question, needsProof: needsProof, grant: grant)
    }

    /// The lists of steps that it holds.
    var lists: [[StepSketch]] {
        switch kind {
        case .parallel(let branches): branches.map(\.steps)
        case .forEach(_, let steps): [steps]
        case .task, .sign, .choice, .call, .wait, .register: []
        }
    }

    /// The outcomes of a step that names none.
    var ownOutcomes: [(name: String, to: String, required: [FieldID])] {
        switch kind {
        case .task, .parallel, .forEach, .wait, .register: [(Outcome.done, "verder", [])]
        case .sign, .choice, .call: []
        }
    }

    /// The fields that somebody fills in here.
    var asked: [FieldID] {
        var own = required + optional
        if case .register(let list) = kind { own.append(list) }
        return own + (outcomes ?? []).flatMap(\.required)
    }
}
