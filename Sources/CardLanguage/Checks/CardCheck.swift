import CardEngine

/// What is proved of a card of which every name has been found (kaarttaal, section 8). One check per file.
struct CardCheck: Sendable {
    /// The name of its file.
    let name: String
    let run: @Sendable (CheckedCard) -> [Diagnostic]

    /// Every check; a test compares this list with the folder.
    static let all: [CardCheck] = [
        .choiceCoverage, .endlessRounds, .filledFields, .interruptPerformers, .performersExist, .reachableSteps,
        .sensitiveFields, .unusedNames, .waysOut,
    ]
}

/// A compiled card with the places where its parts are written.
struct CheckedCard: Sendable {
    let card: Card
    let declaration: CardDeclaration
    let school: School?

    /// The place of the id of a step.
    func place(ofStep index: Int) -> SourceRange { declaration.steps[index].id.range }

    /// The ways out of a step with how each is taken, in the order in which they are written.
    func ways(from index: Int) -> [Way] {
        let step = card.steps[index]
        var ways: [Way] = step.condition == nil ? [] : [Way(label: "overgeslagen", target: step.next, isAutomatic: true)]
        switch step.kind {
        case .task(let task):
            ways += task.outcomes.map {
                Way(label: $0.name, target: $0.target, isAutomatic: false, fills: Set(task.required(with: $0)))
            }
        case .choice(let choice):
            ways += choice.rows.enumerated().map { Way(label: "regel \($0.offset + 1)", target: $0.element.target, isAutomatic: true) }
        }
        return ways
    }

    /// Where a case can be without having passed the steps before: the begin, and where an interrupt leads.
    var entries: [(label: String, target: Target)] {
        [("Start", .step(0))] + card.interrupts.map { ("Onderbreking '\($0.outcome)'", $0.target) }
    }

    /// A way out of a step.
    struct Way: Sendable {
        let label: String
        let target: Target
        /// Whether the engine takes it without a person.
        let isAutomatic: Bool
        /// The fields that surely have a value after it.
        var fills: Set<FieldID> = []
    }

    /// The shortest path, as complaints tell it, from an entry to the point where a step opens, along ways that are
    /// not `blocked`; nil when there is none.
    func path(to goal: Int, blocked: (_ step: Int, Way) -> Bool) -> String? {
        var seen: Set<Int> = []
        var queue: [(step: Int, path: String)] = []
        func visit(_ target: Target, _ path: String) {
            guard case .step(let index) = target, seen.insert(index).inserted else { return }
            queue.append((index, path + " → " + card.steps[index].id.rawValue))
        }
        for entry in entries { visit(entry.target, entry.label) }
        var next = 0
        while next < queue.count {
            let (step, path) = queue[next]
            next += 1
            if step == goal { return path }
            let several = ways(from: step).count > 1
            for way in ways(from: step) where !blocked(step, way) {
                visit(way.target, several ? path + " [\(way.label)]" : path)
            }
        }
        return nil
    }
}
