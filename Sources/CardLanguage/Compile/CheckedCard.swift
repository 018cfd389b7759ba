import CardEngine

/// A compiled card with the places where its parts are written and the ways between its steps: what the checks look at.
struct CheckedCard: Sendable {
    let card: Card
    let declaration: CardDeclaration
    let school: School?
    /// The ways out of each step with how each is taken, in the order in which they are written.
    let ways: [[Way]]
    /// Where a case can be without having passed the steps before: the begin, and where an interrupt leads.
    let entries: [(label: String, target: Target)]
    /// For each field that a choice, an `als` or a moment looks at: where a case can come without it.
    private let unfilled: [FieldID: Search]

    /// A way out of a step.
    struct Way: Sendable {
        let label: String
        let target: Target
        /// Whether the engine takes it without a person.
        let isAutomatic: Bool
        /// The fields that surely have a value after it.
        var fills: Set<FieldID> = []
    }

    /// How each step was first reached.
    struct Search: Sendable {
        /// For each step that was reached: the entry, or the step before with the number of the way.
        var cameFrom: [Origin?]

        enum Origin: Sendable {
            case entry(Int)
            case step(Int, way: Int)
        }

        func reaches(_ step: Int) -> Bool { cameFrom[step] != nil }
    }

    init(card: Card, declaration: CardDeclaration, school: School?) {
        self.card = card
        self.declaration = declaration
        self.school = school
        ways = card.steps.map { Self.ways(from: $0) }
        entries =
            [("Start", .step(0))] + card.interrupts.map { ("Onderbreking \($0.outcome.quoted)", $0.target) }
        var searches: [FieldID: Search] = [:]
        for field in card.fieldsLookedAt {
            searches[field] = Self.search(ways, entries) { _, way in way.fills.contains(field) }
        }
        unfilled = searches
    }

    private static func ways(from step: Step) -> [Way] {
        var ways: [Way] = []
        var known: Set<FieldID> = []
        if let condition = step.condition {
            let skipped = condition.filledFields(whenItHolds: false)
            ways.append(Way(label: Outcome.skipped, target: step.next, isAutomatic: true, fills: skipped))
            known = condition.filledFields(whenItHolds: true)
        }
        switch step.kind {
        case .task(let task):
            ways += task.outcomes.map {
                Way(
                    label: $0.name, target: $0.target, isAutomatic: false,
                    fills: known.union(task.required(with: $0)))
            }
        case .choice(let choice):
            for (index, row) in choice.rows.enumerated() {
                let held = row.condition?.filledFields(whenItHolds: true) ?? []
                ways.append(
                    Way(
                        label: "regel \(index + 1)", target: row.target, isAutomatic: true,
                        fills: known.union(held)))
                // The rows below are reached when this one does not hold.
                known.formUnion(row.condition?.filledFields(whenItHolds: false) ?? [])
            }
        }
        return ways
    }

    /// The place of the id of a step.
    func place(ofStep index: Int) -> SourceRange { declaration.steps[index].id.range }

    /// Whether a case can get to a step without the field being surely filled in.
    func mayLack(_ field: FieldID, at index: Int) -> Bool { unfilled[field]?.reaches(index) ?? false }

    /// Whether a case that did a step can get from there to another, without doing the first again.
    func leads(_ target: Target, to goal: Int, without step: StepID) -> Bool {
        let around = card.steps.firstIndex { $0.id == step }
        // While the case is somewhere, it can be interrupted.
        let isRunning = if case .step = target { true } else { false }
        let entries = [("", target)] + (isRunning ? card.interrupts.map { ("", $0.target) } : [])
        return Self.search(ways, entries) { at, _ in at == around }.reaches(goal)
    }

    /// Whether a case can get to a step without that other step having been done: passed around, or skipped.
    func mayLackCompletion(of step: StepID, at goal: Int) -> Bool {
        let around = card.steps.firstIndex { $0.id == step }
        return Self.search(ways, entries) { at, way in at == around && way.label != Outcome.skipped }.reaches(
            goal)
    }

    /// A path to the point where a step opens along which the field is not surely filled in; nil when it always is.
    func pathWithout(_ field: FieldID, to index: Int) -> String? {
        unfilled[field].flatMap { path(to: index, in: $0) }
    }

    /// A path to the point where a step opens along which that other step is not passed; nil when it always is.
    func pathAround(_ step: StepID, to index: Int) -> String? {
        let around = card.steps.firstIndex { $0.id == step }
        return path(to: index, in: Self.search(ways, entries) { at, _ in at == around })
    }

    /// The steps that some case can reach.
    func reached() -> Search { Self.search(ways, entries) { _, _ in false } }

    /// The shortest way to everything from the entries, along ways that are not `blocked`.
    private static func search(
        _ ways: [[Way]], _ entries: [(label: String, target: Target)], blocked: (_ step: Int, Way) -> Bool
    ) -> Search {
        var search = Search(cameFrom: Array(repeating: nil, count: ways.count))
        var queue: [Int] = []
        for (number, entry) in entries.enumerated() {
            guard case .step(let step) = entry.target, search.cameFrom[step] == nil else { continue }
            search.cameFrom[step] = .entry(number)
            queue.append(step)
        }
        var next = 0
        while next < queue.count {
            let step = queue[next]
            next += 1
            for (number, way) in ways[step].enumerated() {
                guard case .step(let target) = way.target, search.cameFrom[target] == nil, !blocked(step, way)
                else {
                    continue
                }
                search.cameFrom[target] = .step(step, way: number)
                queue.append(target)
            }
        }
        return search
    }

    /// The path as complaints tell it: "Start → concept → bespreken [oneens] → ...".
    private func path(to goal: Int, in search: Search) -> String? {
        guard search.reaches(goal) else { return nil }
        var parts = [card.steps[goal].id.rawValue]
        var step = goal
        while case .step(let before, let way)? = search.cameFrom[step] {
            let label = ways[before].count > 1 ? " [\(ways[before][way].label)]" : ""
            parts.append(card.steps[before].id.rawValue + label)
            step = before
        }
        if case .entry(let number)? = search.cameFrom[step] { parts.append(entries[number].label) }
        // Of a very long path the middle is left out.
        if parts.count > 20 { parts.replaceSubrange(10..<(parts.count - 9), with: ["..."]) }
        return parts.reversed().joined(separator: " → ")
    }
}

extension Card {
    /// The fields whose being filled in is of interest: those of conditions and of anchors.
    fileprivate var fieldsLookedAt: Set<FieldID> {
        var fields: Set<FieldID> = []
        func note(_ condition: Condition?) {
            for case (.field(let field), _) in condition?.tests ?? [] { fields.insert(field) }
        }
        func note(_ moment: Moment?) {
            if case .field(let field)? = moment?.anchor { fields.insert(field) }
        }
        for step in steps {
            note(step.condition)
            switch step.kind {
            case .task(let task):
                note(task.earliest)
                note(task.term)
            case .choice(let choice):
                for row in choice.rows { note(row.condition) }
            }
        }
        return fields
    }
}

extension Moment {
    /// What it counts from, if that is named.
    var anchor: Anchor? {
        switch self {
        case .span, .today: nil
        case .relative(_, _, let anchor), .anchor(let anchor): anchor
        }
    }
}
