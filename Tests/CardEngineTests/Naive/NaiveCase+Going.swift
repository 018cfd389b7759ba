import SchoolTime

@testable import CardEngine

/// How a case goes from step to step (kaarttaal, section 4).
extension NaiveCase {
    /// The case reaches a step.
    mutating func reach(_ index: Int, at place: Place?) throws(NaiveRefusal) {
        hops += 1
        guard hops < 500, card.steps.indices.contains(index) else { throw .endless }
        let step = card.steps[index]
        var asksItems = false
        if case .forEach = step.kind { asksItems = true }
        if let condition = step.condition, !asksItems, !holds(condition, at: place) {
            try skip(index, at: place)
            return
        }
        if case .choice(let choice) = step.kind {
            try choose(index, choice, at: place)
            return
        }
        try open(index, at: place)
    }

    private mutating func skip(_ index: Int, at place: Place?) throws(NaiveRefusal) {
        let step = card.steps[index]
        var visit = NaiveVisit(number: visits.count + 1, step: index, place: place, openedOn: day)
        visit.status = .skipped
        visit.outcome = Outcome.skipped
        visit.over = day
        visits.append(visit)
        tell(.stepSkipped(StepSkipped(visit: visit.number, step: step.id, day: day, place: place)))
        // A branch that is one skipped step does not count.
        if let place, card.lists[step.list].steps.count == 1, step.next == .branchDone {
            try close(branch: place, counts: false)
        } else {
            try go(to: step.next, from: index, at: place)
        }
    }

    private mutating func choose(_ index: Int, _ choice: ChoiceStep, at place: Place?) throws(NaiveRefusal) {
        for (number, row) in choice.rows.enumerated() {
            if let condition = row.condition {
                guard holds(condition, at: place) else { continue }
            } else {
                // `anders` does not stand for a field that may be empty: that takes a row with `leeg`.
                let isLacking = choice.fieldsNotAskedEmpty.contains { value(of: $0, at: place) == nil }
                if isLacking { throw .undecided }
            }
            var visit = NaiveVisit(number: visits.count + 1, step: index, place: place, openedOn: day)
            visit.status = .decided
            visit.over = day
            visits.append(visit)
            tell(
                .choiceMade(
                    ChoiceMade(
                        visit: visit.number, step: card.steps[index].id, day: day, row: number + 1,
                        place: place)))
            try go(to: row.target, from: index, at: place)
            return
        }
        throw .undecided
    }

    /// Goes where an outcome of a step leads.
    mutating func go(to target: Target, from index: Int, at place: Place?) throws(NaiveRefusal) {
        switch target {
        case .branchDone:
            guard let place else { throw .endless }
            try close(branch: place, counts: true)
        case .end(let end):
            guard card.ends.indices.contains(end) else { throw .endless }
            self.end(card.ends[end])
        case .step(let next):
            guard card.steps.indices.contains(next) else { throw .endless }
            // Out of the blocks whose lists do not hold the step.
            var place = place
            var left: Int?
            while let here = place, list(of: here) != card.steps[next].list {
                left = here.block
                place = visit(here.block)?.place
            }
            if let left {
                cancel(visits.filter { $0.isOpen && ($0.number == left || isWithin($0, block: left)) })
            }
            try reach(next, at: place)
        }
    }

    private func isWithin(_ visit: NaiveVisit, block: Int) -> Bool {
        around(visit.place).contains { $0.block == block }
    }

    /// - Parameter reason: the day of what made it so; it may be told later.
    mutating func cancel(_ list: [NaiveVisit], because reason: Day? = nil) {
        var since = day
        if let reason, reason < since { since = reason }
        for visit in list {
            visits[visit.number - 1].status = .cancelled
            visits[visit.number - 1].suspensionsBefore = suspensions.filter { $0.to != nil }
            visits[visit.number - 1].outcome = nil
            tell(
                .stepCancelled(
                    StepCancelled(
                        visit: visit.number, step: step(visit).id, day: since == today ? nil : since)))
        }
    }

    mutating func end(_ end: End, reason: String? = nil, because happened: Day? = nil) {
        cancel(visits.filter(\.isOpen), because: happened)
        hasEnded = true
        endedOn = day
        tell(
            .caseEnded(CaseEnded(end: end.id, countsAs: end.countsAs, day: day == today ? nil : day)),
            Content(reason: reason))
    }

    // MARK: - Closing

    /// The engine ends a step.
    ///
    /// - Parameter heard: when it was known that a wait was over, if that was later.
    mutating func close(_ number: Int, _ outcome: String, heard: Day? = nil) throws(NaiveRefusal) {
        cancel(openWithin(block: number))
        visits[number - 1].status = .closed
        visits[number - 1].suspensionsBefore = suspensions.filter { $0.to != nil }
        visits[number - 1].outcome = outcome
        visits[number - 1].over = day
        let visit = visits[number - 1]
        tell(
            .stepClosed(
                StepClosed(
                    visit: number, step: step(visit).id, outcome: outcome, day: day, heardOn: heard)))
        try go(to: target(of: outcome, visit), from: visit.step, at: visit.place)
    }

    func target(of outcome: String, _ visit: NaiveVisit) -> Target {
        let step = step(visit)
        return step.outcomes.first { $0.name == outcome }?.target ?? step.otherwise ?? step.next
    }

    mutating func close(branch place: Place, counts: Bool, hasLeft: Bool = false) throws(NaiveRefusal) {
        visits[place.block - 1].branches[place.branch].status = counts ? .done : .passed
        visits[place.block - 1].branches[place.branch].over = day
        tell(.branchClosed(BranchClosed(place: place, counts: counts, leftOn: hasLeft ? day : nil)))
        try closeIfDone(block: place.block)
    }

    private mutating func closeIfDone(block number: Int) throws(NaiveRefusal) {
        guard let block = visit(number), block.isOpen else { return }
        let rule: ClosingRule
        switch step(block).kind {
        case .parallel(let parallel): rule = parallel.closesAt
        case .forEach(let each): rule = each.closesAt
        case .task, .sign, .choice, .call, .wait, .register: return
        }
        let done = block.branches.count { $0.status == .done }
        let isEnough =
            switch rule {
            case .all: false
            case .first: done >= 1
            case .count(let count): done >= count
            }
        if isEnough || !block.branches.contains(where: { $0.status == .open }) {
            // It waited for whichever was over last; when enough are done, no other branch matters.
            let waitedFor = isEnough ? block.branches.filter { $0.status == .done } : block.branches
            day = max(day, waitedFor.compactMap(\.over).max() ?? day)
            try close(number, Outcome.done)
        }
    }

    // MARK: - Opening

    private mutating func open(_ index: Int, at place: Place?) throws(NaiveRefusal) {
        let step = card.steps[index]
        try checkNeeds(step, at: place)
        let number = visits.count + 1
        var visit = NaiveVisit(number: number, step: index, place: place, openedOn: day)
        (visit.performers, visit.person) = performers(of: step, at: place)
        visit.signers = signers(of: step, at: place)
        var opened: [OpenedBranch]?
        var list: FieldID?
        switch step.kind {
        case .parallel(let parallel):
            opened = parallel.branches.map { OpenedBranch(id: $0.id, item: nil) }
        case .forEach(let each):
            if case .rows(let field) = each.source { list = field }
            opened = items(of: each, index, at: place).map { OpenedBranch(id: nil, item: $0) }
        case .task, .sign, .choice, .call, .wait, .register: break
        }
        visit.branches = (opened ?? []).map { NaiveBranch(item: $0.item) }
        visit.earliest = earliest(of: visit).day
        visit.deadline = deadline(of: visit).day
        visit.statutory = statutory(of: visit).day
        visit.until = until(of: visit).day
        visits.append(visit)
        tell(
            .stepOpened(
                StepOpened(
                    visit: number, step: step.id, openedOn: day, performers: visit.performers,
                    earliest: visit.earliest, deadline: visit.deadline, statutory: visit.statutory,
                    place: place,
                    person: visit.person, until: visit.until, branches: opened, list: list,
                    signers: visit.signers.isEmpty ? nil : visit.signers)))
        try begin(visit)
    }

    /// What happens at once when a step has opened.
    private mutating func begin(_ visit: NaiveVisit) throws(NaiveRefusal) {
        switch step(visit).kind {
        case .task:
            if lacksConsent(visit) { try close(visit.number, Outcome.noConsent) }
        case .sign, .register, .choice: break
        case .wait:
            // What is past as it opens need not run, also while the case is suspended.
            if let over = visit.until ?? overSince(visit)?.day, over <= day {
                try close(visit.number, Outcome.done)
            }
        case .call(let call):
            self.call(visit, call)
            if call.goesOn { try close(visit.number, Outcome.done) }
        case .parallel, .forEach:
            for branch in visit.branches.indices { try enter(branch, of: visit.number) }
            try closeIfDone(block: visit.number)
        }
    }

    /// A branch begins, unless the block is over before its turn has come.
    mutating func enter(_ branch: Int, of number: Int) throws(NaiveRefusal) {
        guard let block = visit(number), block.isOpen else { return }
        let place = Place(block: number, branch: branch)
        if let subject = block.branches[branch].item?.subject { note(subject) }
        guard let first = card.lists[list(of: place)].steps.first else {
            try close(branch: place, counts: true)
            return
        }
        try reach(first, at: place)
    }

    private func performers(of step: Step, at place: Place?) -> ([RoleID], PersonID?) {
        let who: Performers
        switch step.kind {
        case .task(let task): who = task.performers
        case .register(let register): who = register.performers
        case .sign(let sign): return (sign.signers, nil)
        case .wait(let wait): return (wait.earlier, nil)
        case .choice, .parallel, .forEach, .call: return ([], nil)
        }
        switch who {
        case .roles(let roles): return (roles, nil)
        case .field(let field):
            guard case .person(let person)? = value(of: field, at: place) else { return ([], nil) }
            if now.roster.staff.contains(person) { return ([], person) }
            return (now.roster.contacts[person].map { [$0] } ?? [], nil)
        }
    }

    private func signers(of step: Step, at place: Place?) -> [Signer] {
        guard case .sign(let sign) = step.kind else { return [] }
        var signers: [Signer] = []
        for role in sign.signers {
            let parents = known[subject(at: place)]?.authorities ?? 0
            if role == SignStep.parents, parents > 1 {
                for number in 1...parents { signers.append(Signer(role: role, number: number)) }
            } else {
                signers.append(Signer(role: role))
            }
        }
        return signers
    }

    private func items(of each: ForEachStep, _ index: Int, at place: Place?) -> [Item] {
        let all: [Item]
        switch each.source {
        case .fixed(_, let values): all = values.map { Item(value: $0) }
        case .rows(let list): all = rows(of: list, at: place).map { Item(row: $0.number) }
        case .pupils: all = pupils(at: place).map { Item(subject: $0) }
        case .groups: all = now.world.groups.map { Item(subject: $0) }
        }
        guard let condition = card.steps[index].condition else { return all }
        return all.filter { holds(condition, of: $0, in: each, home: index, at: place) }
    }

    func pupils(at place: Place?) -> [Subject] {
        let about = subject(at: place)
        return now.world.pupils.filter { about.kind == .school || $0.group == about.group }
    }

    // MARK: - Consent and calls

    func lacksConsent(_ visit: NaiveVisit) -> Bool {
        guard case .task(let task) = step(visit).kind, let disclosure = task.disclosure,
            case .consent(let purpose) = disclosure.ground
        else { return false }
        return !consents(to: purpose, for: disclosure.recipient, at: visit.place)
    }

    /// Since when a wait is over; nil while it is not.
    func overSince(_ visit: NaiveVisit) -> (day: Day, heard: Day)? {
        guard case .wait(let wait) = step(visit).kind else { return nil }
        switch wait.goal {
        case .moment(let moment):
            if case .span = moment, isSuspended { return nil }
            return visit.until.map { ($0, $0) }
        case .card(let card, let moment):
            // Within a branch about a pupil or group that is the subject.
            let items = around(visit.place).compactMap { item($0)?.subject }
            let mine = items.first.map { now.world.awaitedByItems[$0] ?? [:] } ?? now.world.awaited
            guard let awaited = mine[card] else { return nil }
            let since: Day?
            if let moment {
                since =
                    day(
                        of: moment, from: visit.openedOn, year: visit.openedOn, edge: .first, at: visit.place
                    ).day
            } else {
                since = SchoolYearNumber(of: visit.openedOn).firstDay
            }
            guard let since else { return nil }
            var over = (day: visit.openedOn, heard: visit.openedOn)
            // The end of a case is there for who waits when somebody has recorded it.
            func heard(_ subject: Subject, _ end: Day) -> Day { awaited.recordedOn[subject]?[end] ?? end }
            func count(_ subject: Subject, _ end: Day) {
                over = (max(over.day, end), max(over.heard, heard(subject, end)))
            }
            for subject in awaited.subjects {
                let ends = (awaited.completed[subject] ?? []).filter { since <= $0 }.sorted()
                guard let first = ends.min(by: { heard(subject, $0) < heard(subject, $1) }),
                    heard(subject, first) <= day
                else { return nil }
                count(subject, first)
            }
            // Until then they waited for whoever went without one.
            for (subject, gone) in awaited.gone {
                guard gone <= day else { return nil }
                let ends = (awaited.completed[subject] ?? []).filter { since <= $0 }.sorted()
                if let first = ends.min(by: { heard(subject, $0) < heard(subject, $1) }),
                    heard(subject, first) < gone
                {
                    count(subject, first)
                } else {
                    over = (max(over.day, gone), max(over.heard, gone))
                }
            }
            return over
        }
    }

    private mutating func call(_ visit: NaiveVisit, _ call: CallStep) {
        var about = subject(at: visit.place)
        if case .field(let field) = call.about {
            switch value(of: field, at: visit.place) {
            case .pupil(let number)?:
                about = now.world.pupils.first { $0.id == number } ?? Subject(kind: .pupil, id: number)
            case .person(let person)?: about = Subject(kind: .staffMember, id: person.rawValue)
            // Nobody was filled in, which the checker forbids: there is nobody to call it about.
            case .text?, .number?, .date?, .yesNo?, .choice?, .choices?, .document?, .rows?, nil: return
            }
        }
        var given = Occasion(day: day)
        var says = false
        if let moment = call.occasion {
            func when(_ edge: Edge) -> Day? {
                self.day(of: moment, from: visit.openedOn, year: visit.openedOn, edge: edge, at: visit.place)
                    .day
            }
            // Another child has dates of its own.
            var name: AttributeID?
            if about == subject(at: visit.place) {
                switch moment.anchor {
                case .named(let named)?: if case .anchor = moment { name = named }
                case .occasion?:
                    if case .anchor = moment, about == subject(at: nil) { name = occasion.name }
                case .start?, .step?, .field?, nil: break
                }
            }
            if let first = when(.first), let last = when(.last) {
                says = true
                given = Occasion(firstDay: first, lastDay: last, name: name)
            }
        }
        // A new visit takes up the case that it started before, if that is still open.
        let before = visits.filter { other in
            other.step == visit.step && other.calledAbout == about && isAmongTheSame(other.place, visit.place)
        }.compactMap(\.called)
        let resumes = before.last {
            !endedCalls.map(\.called).contains($0)
                && !now.world.callsElsewhere.contains($0)
        }
        visits[visit.number - 1].called = resumes
        visits[visit.number - 1].calledAbout = about
        var proposals: [FieldID: FieldValue] = [:]
        for proposal in call.proposals {
            proposals[proposal.theirs] = value(of: proposal.ours, at: visit.place)
        }
        tell(
            .cardCalled(
                CardCalled(
                    visit: visit.number, card: call.card, subject: about, occasion: given,
                    limit: visit.deadline, resumes: resumes,
                    movesOccasion: resumes != nil && says)),
            Content(values: proposals))
    }
}
