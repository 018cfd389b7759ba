import CardEngine
import SchoolTime

/// A small card in a few lines: steps lead to each other by name, and to the next one in the list when nothing is said.
struct Sketch {
    var steps: [StepSketch]
    var fields: [Field] = []
    var ends: [End] = []
    var interrupts: [InterruptSketch] = []
    var term: Moment?
    var statutory: Moment?
    var reminders: [Reminder] = []
    var subject = SubjectKind.pupil
    var owner: RoleID = "kc"
    var visibleTo: [RoleID]?
    var isHidden = false
    var start: [StartRule] = [.manual(["leerkracht", "kc"])]

    /// The card, with the ends that every card has behind its own.
    var card: Card {
        let ends =
            ends + [
                End(id: End.completed, title: "Voltooid", countsAs: .completed),
                End(id: End.lapsed, title: "Vervallen", countsAs: .aborted),
            ]
        var layout = SketchLayout()
        layout.place(steps, in: nil, home: nil)
        let compiler = SketchCompiler(layout: layout, ends: ends)
        return Card(
            id: "proef", title: "Proef", version: 1, status: .adopted, subject: subject, owner: owner,
            purpose: "Proef", visibleTo: visibleTo, isHidden: isHidden, startRules: start,
            terms: StepTerms(term: term, statutory: statutory, reminders: reminders),
            fields: layout.fields(fields), steps: layout.steps.indices.map(compiler.step),
            lists: layout.lists, ends: ends,
            interrupts: interrupts.map {
                Interrupt(
                    $0.trigger, condition: $0.when,
                    target: $0.to == "verder" ? nil : compiler.target($0.to, next: .branchDone))
            })
    }
}

/// What may happen at any moment, in a sketch.
struct InterruptSketch {
    let trigger: Interrupt.Trigger
    let when: Condition?
    let to: String

    static func report(_ outcome: String, by roles: [RoleID] = ["kc"], when: Condition? = nil, to: String)
        -> InterruptSketch
    {
        InterruptSketch(trigger: .person(outcome: outcome, performers: roles), when: when, to: to)
    }

    static func event(_ event: SubjectEvent, when: Condition? = nil, to: String) -> InterruptSketch {
        InterruptSketch(trigger: .event(event), when: when, to: to)
    }

    static func withdrawn(_ purpose: PurposeID, when: Condition? = nil, to: String) -> InterruptSketch {
        InterruptSketch(trigger: .withdrawn(purpose), when: when, to: to)
    }

    static func moment(_ moment: Moment, when: Condition? = nil, to: String) -> InterruptSketch {
        InterruptSketch(trigger: .moment(moment), when: when, to: to)
    }
}

/// Where each step of a sketch stands: a block before what is within it, as in a card that was read.
struct SketchLayout {
    private(set) var steps: [StepSketch] = []
    private(set) var lists: [StepList] = []
    private(set) var listOfStep: [Int] = []
    /// For each step the innermost `voor_elke` that holds it.
    private(set) var home: [Int?] = []
    /// For each step the one that follows it in its list.
    private(set) var following: [Int?] = []
    /// For each block the lists of its branches.
    private(set) var branches: [Int: [Int]] = [:]

    @discardableResult
    mutating func place(_ sketches: [StepSketch], in block: Int?, home: Int?) -> Int {
        let list = lists.count
        lists.append(StepList(steps: [], block: block))
        var places: [Int] = []
        for sketch in sketches {
            let place = steps.count
            places.append(place)
            steps.append(sketch)
            listOfStep.append(list)
            self.home.append(home)
            following.append(nil)
            var inner = home
            if case .forEach = sketch.kind { inner = place }
            for nested in sketch.lists {
                branches[place, default: []].append(self.place(nested, in: place, home: inner))
            }
        }
        for (place, next) in zip(places, places.dropFirst()) { following[place] = next }
        lists[list] = StepList(steps: places, block: block)
        return list
    }

    /// The fields with the `voor_elke` that each belongs to: that in which it is filled in, or whose rows or fixed values
    /// it is of.
    func fields(_ declared: [Field]) -> [Field] {
        var homes: [FieldID: Int] = [:]
        var made: [Field] = []
        for (place, sketch) in steps.enumerated() {
            guard case .forEach(let source, _) = sketch.kind else { continue }
            switch source {
            case .fixed(let field, let values):
                homes[field] = homes[field] ?? place
                let isKnown = (declared + made).contains { $0.id == field }
                if !isKnown { made.append(Field(id: field, title: "", kind: .choice(values))) }
            case .rows(let list):
                guard case .list(let columns, _)? = declared.first(where: { $0.id == list })?.kind else {
                    continue
                }
                for column in columns where homes[column.id] == nil {
                    homes[column.id] = place
                    made.append(column)
                }
            case .pupils, .groups: break
            }
        }
        for (place, sketch) in steps.enumerated() {
            for field in sketch.asked where homes[field] == nil { homes[field] = home[place] }
        }
        return (declared + made).map { field in
            Field(
                id: field.id, title: field.title, kind: field.kind, minimum: field.minimum,
                maximum: field.maximum, isSensitive: field.isSensitive, visibleTo: field.visibleTo,
                mayBeEmpty: field.mayBeEmpty, home: homes[field.id])
        }
    }
}

/// Resolves the names of a sketch.
private struct SketchCompiler {
    let layout: SketchLayout
    let ends: [End]

    func step(at index: Int) -> Step {
        let sketch = layout.steps[index]
        let following: Target =
            layout.following[index].map(Target.step)
            ?? (layout.listOfStep[index] == 0 ? target(End.completed.rawValue, next: .end(0)) : .branchDone)
        let next = sketch.then.map { target($0, next: following) } ?? following
        return Step(
            id: StepID(sketch.id), title: sketch.id, condition: sketch.when,
            kind: kind(of: sketch, at: index, next: next), terms: sketch.terms,
            outcomes: (sketch.outcomes ?? sketch.ownOutcomes).map {
                Outcome(name: $0.name, target: target($0.to, next: next), required: $0.required)
            }, otherwise: sketch.otherwise.map { target($0, next: next) }, next: next,
            list: layout.listOfStep[index])
    }

    func target(_ name: String, next: Target) -> Target {
        if name == "verder" { return next }
        if name == "klaar" { return .branchDone }
        if let index = layout.steps.firstIndex(where: { $0.id == name }) { return .step(index) }
        return .end(ends.firstIndex { $0.id.rawValue == name }!)
    }

    private func kind(of sketch: StepSketch, at index: Int, next: Target) -> StepKind {
        let lists = layout.branches[index] ?? []
        switch sketch.kind {
        case .task: return .task(sketch.task)
        case .sign: return .sign(sketch.sign)
        case .choice(let rows):
            return .choice(
                ChoiceStep(
                    rows: rows.map { ChoiceRow(condition: $0.when, target: target($0.to, next: next)) }))
        case .parallel(let branches):
            return .parallel(
                ParallelStep(
                    branches: zip(branches, lists).map { branch, list in
                        Branch(id: branch.id, title: branch.id, list: list)
                    }, closesAt: sketch.closesAt))
        case .forEach(let source, _):
            return .forEach(ForEachStep(source: source, list: lists[0], closesAt: sketch.closesAt))
        case .call(let card):
            return .call(
                CallStep(
                    card: card, about: sketch.about, occasion: sketch.occasion, proposals: sketch.proposals,
                    goesOn: sketch.goesOn))
        case .wait(let goal): return .wait(WaitStep(goal: goal, earlier: sketch.earlier))
        case .register(let list):
            return .register(RegisterStep(performers: sketch.performers, list: list))
        }
    }
}
