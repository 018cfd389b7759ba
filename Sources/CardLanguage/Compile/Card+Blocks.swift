import CardEngine

/// Where the steps of a card stand: in which blocks, and what belongs to an item.
extension Card {
    /// The blocks that hold a step, from the inside out, each with the list that leads to it.
    func blocks(around step: Int) -> [(block: Int, list: Int)] {
        var found: [(block: Int, list: Int)] = []
        var list = steps[step].list
        while let block = lists[list].block {
            found.append((block, list))
            list = steps[block].list
        }
        return found
    }

    /// The innermost `voor_elke` that holds a step.
    func home(of step: Int) -> Int? { blocks(around: step).first { steps[$0.block].asksEachItem }?.block }

    /// Whether a target leaves a block open.
    func stays(_ target: Target, in block: Int) -> Bool {
        switch target {
        case .end: false
        case .branchDone: true
        case .step(let step): blocks(around: step).contains { $0.block == block }
        }
    }

    /// The first step of a list.
    func first(of list: Int) -> Target? { lists[list].steps.first.map { .step($0) } }

    /// Whether a branch of a `tegelijk` is this one step.
    func isWholeBranch(_ step: Step) -> Bool {
        guard let block = lists[step.list].block, case .parallel = steps[block].kind else { return false }
        return lists[step.list].steps.count == 1
    }

    /// The lists that a `voor_elke` goes over.
    var listsGoneOver: Set<FieldID> {
        Set(steps.compactMap { if case .forEach(let each) = $0.kind { each.rows } else { nil } })
    }

    /// The fields of which each item has a value when its branch opens: the value of a fixed list, and the columns that a
    /// row can't do without.
    var filledFromTheBegin: Set<FieldID> {
        let asked = Set(steps.flatMap(\.asked))
        var filled: Set<FieldID> = []
        for case .forEach(let each) in steps.map(\.kind) {
            switch each.source {
            case .pupils, .groups: continue
            case .fixed(let field, _): filled.insert(field)
            case .rows(let list):
                guard case .list(let columns, _)? = field(list)?.kind else { continue }
                // A column that is filled in later, in the branch of the row, need not be there yet.
                filled.formUnion(columns.filter { !$0.mayBeEmpty && !asked.contains($0.id) }.map(\.id))
            }
        }
        return filled
    }

    /// The fields whose being filled in is of interest: those of conditions, of anchors and of `{veld: ...}`.
    var fieldsLookedAt: Set<FieldID> {
        var fields = listsGoneOver
        for condition in conditions {
            for case (.field(let field), _) in condition.tests { fields.insert(field) }
        }
        for case .field(let field)? in moments.map(\.anchor) { fields.insert(field) }
        for step in steps { fields.formUnion(step.fieldsThatName.map(\.field)) }
        return fields
    }
}

extension ForEachStep {
    /// The list whose rows it goes over, if it does.
    var rows: FieldID? { if case .rows(let list) = source { list } else { nil } }
}

extension Step {
    /// The fields of `{veld: ...}`, each behind its word.
    var fieldsThatName: [(word: Keyword, field: FieldID)] {
        switch kind {
        case .task, .register: kind.performers?.field.map { [(.performers, $0)] } ?? []
        case .call(let call):
            if case .field(let field) = call.about { [(.subject, field)] } else { [] }
        case .sign(let sign):
            if case .field(let field)? = sign.grant?.recipient { [(.recipient, field)] } else { [] }
        case .choice, .parallel, .forEach, .wait: []
        }
    }
}

extension Performers {
    /// The field that names the person.
    var field: FieldID? {
        switch self {
        case .roles: nil
        case .field(let field): field
        }
    }
}
