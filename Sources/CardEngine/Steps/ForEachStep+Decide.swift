extension ForEachStep {
    /// The list whose rows it goes over, if it does.
    var rowList: FieldID? {
        if case .rows(let list) = source { list } else { nil }
    }
}

extension Decision {
    /// The items for which the block opens a branch: those for which its `als` holds, each asked by itself.
    func branches(of each: ForEachStep, _ step: Step, at place: Place?) -> [OpenedBranch] {
        let all = candidates(of: each, at: place).map { OpenedBranch(id: nil, item: $0) }
        guard let condition = step.condition else { return all }
        // As if all were opened: what the condition looks at is seen from within each branch.
        var trial = self
        let block = nextVisit
        trial.emitOpened(step, branches: all, list: each.rowList, at: place)
        for branch in all { branch.item?.subject.map { trial.noteSubject($0) } }
        return all.indices.filter { branch in
            let inside = Place(block: block, branch: branch)
            return condition.holds(
                // Of the block itself it asks how it ended the last time: it does not stand open yet.
                valueOf: {
                    $0 == .outcome(step.id) ? value(of: $0, at: place) : trial.value(of: $0, at: inside)
                },
                dayOf: { trial.day(of: $0, from: day, edge: $1, at: inside) })
        }.map { all[$0] }
    }

    private func candidates(of each: ForEachStep, at place: Place?) -> [Item] {
        switch each.source {
        case .pupils: return now.pupils(at: place, in: state).map { Item(subject: $0) }
        case .groups: return now.world.groups.map { Item(subject: $0) }
        case .rows(let list):
            guard case .rows(let rows)? = value(of: list, at: place) else { return [] }
            return rows.map { Item(row: $0.number) }
        case .fixed(_, let values): return values.map { Item(value: $0) }
        }
    }

    /// The owner adds an item while the block is open.
    mutating func addItem(_ command: AddItem) throws(Refusal) {
        try requireRunning()
        guard now.roster.holds(now.actor, card.owner) else { throw .roleNeeded([card.owner]) }
        if let refusal = refusalByClock { throw refusal }
        guard let visit = state.visit(command.visit) else { throw .unknownVisit(command.visit) }
        guard visit.isOpen, let step = card.step(visit.step), case .forEach(let each) = step.kind else {
            throw .stepPassed(visit.step)
        }
        if let asked = command.item {
            guard let item = candidates(of: each, at: visit.place).first(where: { $0 == asked }) else {
                throw .unknownItem(visit.step)
            }
            guard !visit.branches.contains(where: { $0.item == item && $0.status == .open }) else {
                throw .itemThere(visit.step)
            }
            emit(.itemAdded(ItemAdded(visit: visit.number, branch: OpenedBranch(id: nil, item: item))))
        } else {
            // What `rijen` fixes gets no other rows.
            guard case .rows(let list) = each.source, let field = card.field(list),
                case .list(let columns, nil) = field.kind
            else { throw .unknownItem(visit.step) }
            let row = try newRow(command.cells, of: field, columns, on: now.today, at: visit.place)
            emit(
                .itemAdded(
                    ItemAdded(
                        visit: visit.number, branch: OpenedBranch(id: nil, item: Item(row: row.number)),
                        isNewRow: true)), Content(values: row.cells))
        }
        try openBranch(Place(block: visit.number, branch: visit.branches.count), of: step)
    }
}
