import SchoolTime

/// Run to completion: from a target on, until every open step waits for a person or a moment, or the case has ended.
extension Decision {
    /// Goes to a target from a place in the case.
    mutating func go(to target: Target, from place: Place?) throws(Refusal) {
        var (target, place) = (target, place)
        while true {
            switch target {
            case .end(let index):
                guard card.ends.indices.contains(index) else { throw leadsNowhere }
                let end = card.ends[index]
                cancelOpenVisits()
                emit(
                    .caseEnded(
                        CaseEnded(end: end.id, countsAs: end.countsAs, day: unlessToday(day))))
                return
            case .branchDone:
                guard let branch = place, let block = state.visit(branch.block) else { throw leadsNowhere }
                emit(.branchClosed(BranchClosed(place: branch, counts: true)))
                cancelOpenVisits(in: branch)
                guard let on = closeIfReady(block.number) else { return }
                (target, place) = (on, block.place)
            case .step(let index):
                guard card.steps.indices.contains(index) else { throw leadsNowhere }
                let step = card.steps[index]
                place = try leave(place, for: step)
                guard rounds.reach(index, at: place, of: card) else { throw .endless(step.id) }
                if let condition = step.condition, !asksEachItem(step), !holds(condition, at: place) {
                    emit(.stepSkipped(StepSkipped(visit: nextVisit, step: step.id, day: day, place: place)))
                    if let branch = place, step.next == .branchDone, isWholeBranch(step) {
                        emit(.branchClosed(BranchClosed(place: branch, counts: false)))
                        guard let on = closeIfReady(branch.block) else { return }
                        (target, place) = (on, state.visit(branch.block)?.place)
                    } else {
                        target = step.next
                    }
                    continue
                }
                guard let on = try enter(step, at: place) else { return }
                target = on
            }
        }
    }

    /// Opens a step; gives where the case goes on at once, if it does.
    private mutating func enter(_ step: Step, at place: Place?) throws(Refusal) -> Target? {
        try requireNeeded(step, at: place)
        switch step.kind {
        case .choice(let choice): return try choose(step, choice, at: place)
        case .task(let task): return open(step, task, at: place)
        case .register(let register):
            open(step, by: register.performers, at: place)
            return nil
        case .sign(let sign):
            open(step, sign, at: place)
            return nil
        case .wait(let wait): return open(step, wait, at: place)
        case .call(let call): return try open(step, call, at: place)
        case .parallel(let parallel):
            return try open(step, parallel.branches.map { OpenedBranch(id: $0.id, item: nil) }, at: place)
        case .forEach(let each):
            return try open(step, branches(of: each, step, at: place), list: each.rowList, at: place)
        }
    }

    /// Opens a block and its branches in order. A branch may close the block, or leave it, before the next one opens.
    private mutating func open(
        _ step: Step, _ branches: [OpenedBranch], list: FieldID? = nil, at place: Place?
    ) throws(Refusal) -> Target? {
        let number = nextVisit
        emitOpened(step, branches: branches, list: list, at: place)
        for branch in branches.indices {
            guard state.visit(number)?.isOpen == true else { return nil }
            try openBranch(Place(block: number, branch: branch), of: step)
        }
        guard branches.isEmpty else { return nil }
        return close(number, step, with: Outcome.done)
    }

    /// Opens a visit of a step with the dates that its terms mean.
    mutating func emitOpened(
        _ step: Step, performers: [RoleID] = [], person: PersonID? = nil, branches: [OpenedBranch]? = nil,
        list: FieldID? = nil, signers: [Signer]? = nil, at place: Place?
    ) {
        // What is recorded late may have opened before the case was suspended.
        let dates = dates(of: step, at: place, openedOn: day)
        emit(
            .stepOpened(
                StepOpened(
                    visit: nextVisit, step: step.id, openedOn: day, performers: performers,
                    earliest: dates.earliest, deadline: dates.deadline, statutory: dates.statutory,
                    place: place,
                    person: person, until: dates.until, branches: branches, list: list, signers: signers)))
    }

    /// Opens one branch of a block: its first step, or of an item that its condition leaves out, nothing.
    mutating func openBranch(_ place: Place, of step: Step) throws(Refusal) {
        let list: Int
        switch step.kind {
        case .parallel(let parallel): list = parallel.branches[place.branch].list
        case .forEach(let each): list = each.list
        case .task, .sign, .choice, .call, .wait, .register: return
        }
        guard openingDepth < Decision.deepestOpening else { throw .endless(step.id) }
        openingDepth += 1
        defer { openingDepth -= 1 }
        if let item = state.item(at: place)?.subject { noteSubject(item) }
        guard card.lists.indices.contains(list), let first = card.lists[list].steps.first else {
            throw leadsNowhere
        }
        try go(to: .step(first), from: place)
    }

    /// When enough branches of a block are done, closes it and cancels the rest; gives where the case goes on.
    mutating func closeIfReady(_ number: Int) -> Target? {
        guard let block = state.visit(number), block.isOpen, let step = card.step(block.step) else {
            return nil
        }
        let rule: ClosingRule
        switch step.kind {
        case .parallel(let parallel): rule = parallel.closesAt
        case .forEach(let each): rule = each.closesAt
        case .task, .sign, .choice, .call, .wait, .register: return nil
        }
        let done = block.branches.count { $0.status == .done }
        let open = block.branches.count { $0.status == .open }
        let enough: Bool =
            switch rule {
            case .all: false
            case .first: done >= 1
            case .count(let count): done >= count
            }
        guard enough || open == 0 else { return nil }
        day = max(day, lastDay(of: block, isEnough: enough))
        return close(number, step, with: Outcome.done)
    }

    /// The latest day of those on which the branches were over that let a block close: as many as it needs are done, or
    /// none is open any more. They may have been recorded in another order.
    private func lastDay(of block: Visit, isEnough: Bool) -> Day {
        let counting = block.branches.indices.filter { branch in
            switch block.branches[branch].status {
            case .done: true
            case .passed: !isEnough
            case .open: false
            }
        }
        var latest = counting.compactMap { block.branches[$0].leftOn }.max() ?? block.openedOn
        let counts = Set(counting)
        for visit in state.visits {
            guard let place = visit.place, place.block == block.number, counts.contains(place.branch),
                let day = visit.closedOn
            else { continue }
            latest = max(latest, day)
        }
        return latest
    }

    /// The engine ends a visit with an outcome, and cancels what is open inside; gives where the case goes on.
    mutating func close(
        _ number: Int, _ step: Step, with outcome: String, heardOn: Day? = nil
    ) -> Target {
        cancel(state.openVisits.filter { state.isInside(number, $0) })
        emit(
            .stepClosed(
                StepClosed(visit: number, step: step.id, outcome: outcome, day: day, heardOn: heardOn)))
        return step.target(of: outcome)
    }

    /// A branch is over without counting, such as of a pupil who left.
    mutating func passBranch(_ place: Place, since happened: Day? = nil) throws(Refusal) {
        cancelOpenVisits(in: place, since: happened)
        emit(.branchClosed(BranchClosed(place: place, counts: false, leftOn: day)))
        let outside = state.visit(place.block)?.place
        if let on = closeIfReady(place.block) { try go(to: on, from: outside) }
    }

    /// Leaves blocks until the list of the step is reached; what is open in them is cancelled.
    private mutating func leave(_ place: Place?, for step: Step) throws(Refusal) -> Place? {
        var place = place
        var outermost: Int?
        while list(at: place) != step.list {
            guard let branch = place, let block = state.visit(branch.block) else { throw .endless(step.id) }
            outermost = block.number
            place = block.place
        }
        if let outermost {
            cancel(
                state.openVisits.filter { $0.number == outermost || state.isInside(outermost, $0) })
        }
        return place
    }

    /// The list whose steps follow each other at a place.
    func list(at place: Place?) -> Int? {
        guard let place else { return 0 }
        switch state.visit(place.block).flatMap({ card.step($0.step) })?.kind {
        case .parallel(let parallel):
            return parallel.branches.indices.contains(place.branch)
                ? parallel.branches[place.branch].list : nil
        case .forEach(let each): return each.list
        case .task, .sign, .choice, .call, .wait, .register, nil: return nil
        }
    }

    /// Whether `als` is asked of each item, and not of the step.
    private func asksEachItem(_ step: Step) -> Bool {
        if case .forEach = step.kind { true } else { false }
    }

    /// Whether a branch is this one step: when it is skipped, the branch does not count.
    private func isWholeBranch(_ step: Step) -> Bool {
        card.lists.indices.contains(step.list) && card.lists[step.list].steps.count == 1
    }

    // MARK: - Cancelling

    /// Cancels what is open: all of it, or what stands in a branch.
    ///
    /// - Parameter happened: the day of what made it so, where that is recorded later.
    mutating func cancelOpenVisits(in place: Place? = nil, since happened: Day? = nil) {
        cancel(
            state.openVisits.filter { visit in
                place.map { state.branches(from: visit.place).contains($0) } ?? true
            }, since: happened)
    }

    private mutating func cancel(_ visits: [Visit], since happened: Day? = nil) {
        let day = min(self.day, happened ?? self.day)
        for visit in visits {
            emit(
                .stepCancelled(
                    StepCancelled(
                        visit: visit.number, step: visit.step, day: unlessToday(day))))
        }
    }

    /// The card names a place that it does not have. No card that was read does; one made by hand must not trap.
    private var leadsNowhere: Refusal { .endless(state.visits.last?.step ?? "start") }
}

extension CaseState {
    /// Whether a visit stands within a block.
    fileprivate func isInside(_ block: Int, _ visit: Visit) -> Bool {
        branches(from: visit.place).contains { $0.block == block }
    }
}
