import CardEngine

/// A small card in a few lines: steps lead to each other by name, and to the next one in the list when nothing is said.
struct Sketch {
    var steps: [StepSketch]
    var fields: [Field] = []
    var ends: [End] = []
    var interrupts: [(outcome: String, by: [RoleID], when: Condition?, to: String)] = []
    var term: Moment?
    var owner: RoleID = "kc"
    var visibleTo: [RoleID]?
    var start: [StartRule] = [.manual(["leerkracht", "kc"])]

    /// The card, with the ends that every card has behind its own.
    var card: Card {
        let ends =
            ends + [
                End(id: End.completed, title: "Voltooid", countsAs: .completed),
                End(id: End.lapsed, title: "Vervallen", countsAs: .aborted),
            ]
        func target(_ name: String, next: Target) -> Target {
            if name == "verder" { return next }
            if let index = steps.firstIndex(where: { $0.id == name }) { return .step(index) }
            return .end(ends.firstIndex { $0.id.rawValue == name }!)
        }
        let voltooid = target(End.completed.rawValue, next: .end(0))
        let compiled = steps.enumerated().map { index, sketch in
            let following = index + 1 < steps.count ? Target.step(index + 1) : voltooid
            let next = sketch.then.map { target($0, next: following) } ?? following
            let kind: StepKind =
                switch sketch.kind {
                case .task(let task): .task(task.step { target($0, next: next) })
                case .choice(let rows):
                    .choice(
                        ChoiceStep(
                            rows: rows.map {
                                ChoiceRow(condition: $0.when, target: target($0.to, next: next))
                            }))
                }
            return Step(
                id: StepID(sketch.id), title: sketch.id, condition: sketch.when, kind: kind, next: next)
        }
        return Card(
            id: "proef", title: "Proef", version: 1, status: .adopted, subject: .pupil, owner: owner,
            purpose: "Proef", visibleTo: visibleTo, startRules: start, term: term, fields: fields,
            steps: compiled, ends: ends,
            interrupts: interrupts.map {
                Interrupt(
                    outcome: $0.outcome, performers: $0.by, condition: $0.when,
                    target: target($0.to, next: voltooid))
            })
    }
}

struct StepSketch {
    enum Kind {
        case task(TaskSketch)
        case choice([(when: Condition?, to: String)])
    }

    let id: String
    let when: Condition?
    let then: String?
    let kind: Kind

    static func task(
        _ id: String, by performers: [RoleID] = ["leerkracht"], when: Condition? = nil, then: String? = nil,
        _ change: (inout TaskSketch) -> Void = { _ in }
    ) -> StepSketch {
        var task = TaskSketch(performers: performers)
        change(&task)
        return StepSketch(id: id, when: when, then: then, kind: .task(task))
    }

    static func choice(
        _ id: String, when: Condition? = nil, _ rows: [(when: Condition?, to: String)]
    ) -> StepSketch {
        StepSketch(id: id, when: when, then: nil, kind: .choice(rows))
    }
}

struct TaskSketch {
    var performers: [RoleID]
    var together: [RoleID] = []
    var earliest: Moment?
    var term: Moment?
    var required: [FieldID] = []
    var optional: [FieldID] = []
    var checklist: [String] = []
    var disclosure: Disclosure?
    var otherThan: StepID?
    var sameAs: StepID?
    var outcomes: [(name: String, to: String, required: [FieldID])] = [(Outcome.done, "verder", [])]

    func step(_ target: (String) -> Target) -> TaskStep {
        TaskStep(
            performers: performers, together: together, earliest: earliest, term: term, required: required,
            optional: optional, checklist: checklist, disclosure: disclosure, otherThan: otherThan,
            sameAs: sameAs,
            outcomes: outcomes.map { Outcome(name: $0.name, target: target($0.to), required: $0.required) })
    }
}
