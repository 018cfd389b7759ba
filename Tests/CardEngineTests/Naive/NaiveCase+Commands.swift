import SchoolTime

@testable import CardEngine

/// What each command does, and when it is refused.
extension NaiveCase {
    mutating func carryOut(_ command: Command) throws(NaiveRefusal) {
        if case .open(let command) = command {
            try open(command)
            try settle(from: day, to: today)
            return
        }
        guard opening != nil else { throw NaiveRefusal("not opened") }
        try catchUp()
        try perform(command)
        guard isRunning else { return }
        // What was recorded becomes known today, whenever it was done; what opened by it runs from that day.
        let asOf = day
        day = today
        refresh(.anchor)
        try settle(from: asOf, to: today)
    }

    private mutating func perform(_ command: Command) throws(NaiveRefusal) {
        switch command {
        // What comes by itself is never refused.
        case .catchUp, .open: return
        // It is told of no other text than its own.
        case .migrate: throw NaiveRefusal("there is no other text")
        case .meet(let subject, let event, let on): return try meet(subject, event, on)
        case .linkCall(let number, let called): return try link(number, called)
        case .endCall(let called, let end, let on): return try endCall(called, end, on)
        case .reopen(let command):
            return try reopen(command)
        case .complete, .sign, .enter, .addItem, .assign, .take, .interrupt, .stop, .postpone, .suspend,
            .resume:
            break
        }
        guard isRunning else { throw NaiveRefusal("the case has ended") }
        switch command {
        case .complete(let command): try complete(command)
        case .sign(let command): try sign(command)
        case .enter(let command): try enter(command)
        case .addItem(let command): try addItem(command)
        case .assign(let command): try assign(command)
        case .take(let command): try take(command)
        case .interrupt(let command): try report(command)
        case .stop(let command):
            try ownerWithReason(command.reason)
            guard let lapsed = card.ends.first(where: { $0.id == End.lapsed }) else { return }
            end(lapsed, reason: command.reason)
        case .postpone(let command): try postpone(command)
        case .suspend(let reason):
            try ownerWithReason(reason)
            guard !isSuspended else { throw NaiveRefusal("already suspended") }
            suspensions.append((from: today, to: nil))
            tell(.caseSuspended(CaseSuspended(day: today)), Content(reason: reason))
        case .resume(let reason):
            try ownerWithReason(reason)
            guard isSuspended else { throw NaiveRefusal("not suspended") }
            suspensions[suspensions.count - 1].to = today
            tell(.caseResumed(CaseResumed(day: today)), Content(reason: reason))
            refresh(.suspended)
        case .catchUp, .open, .meet, .linkCall, .endCall, .reopen, .migrate: break
        }
    }

    // MARK: - Begin, stop, go back

    private mutating func open(_ command: OpenCase) throws(NaiveRefusal) {
        guard opening == nil else { throw NaiveRefusal("already opened") }
        guard command.subject.kind == card.subject else { throw NaiveRefusal("wrong subject") }
        var role: RoleID?
        if command.origin == nil {
            var roles: [RoleID] = []
            for rule in card.startRules { if case .manual(let these) = rule.trigger { roles += these } }
            role = roles.first { now.roster.holders[$0]?.contains(now.actor) == true }
            guard role != nil else { throw NaiveRefusal("may not start it") }
            if card.countsBackFromOccasion, command.occasion == nil { throw NaiveRefusal("no occasion") }
        }
        openedOn = today
        lastDay = today
        lastCalendar = now.calendar
        occasion = command.occasion ?? Occasion(day: today)
        // Its dates reckon with what is known of the subject; that is noted behind it.
        let blank = CaseOpened(
            card: card.id, version: card.version, textHash: command.textHash, subject: command.subject,
            role: role, deadline: nil, statutory: nil, origin: command.origin, occasion: occasion,
            limit: command.limit)
        opening = blank
        var informed = self
        informed.note(command.subject)
        deadline = informed.caseDeadline().day
        statutory = informed.caseStatutory().day
        let opened = CaseOpened(
            card: card.id, version: card.version, textHash: command.textHash, subject: command.subject,
            role: role, deadline: deadline, statutory: statutory, origin: command.origin, occasion: occasion,
            limit: command.limit)
        opening = opened
        tell(.caseOpened(opened), Content(values: command.proposals))
        note(command.subject)
        guard !card.steps.isEmpty else { throw NaiveRefusal("no steps") }
        try reach(0, at: nil)
    }

    private mutating func reopen(_ command: ReopenStep) throws(NaiveRefusal) {
        try ownerWithReason(command.reason)
        guard let visit = visit(command.visit) else { throw NaiveRefusal("unknown visit") }
        guard visit.status != .open, visit.status != .cancelled else { throw NaiveRefusal("not done") }
        if let place = visit.place {
            guard isRunning, visits[place.block - 1].isOpen,
                visits[place.block - 1].branches[place.branch].status == .open
            else { throw NaiveRefusal("in a closed block") }
        }
        hasEnded = false
        endedOn = nil
        tell(
            .caseReopened(CaseReopened(visit: visit.number, step: step(visit).id)),
            Content(reason: command.reason))
        if let place = visit.place {
            cancel(openWithin(branch: place))
        } else {
            cancel(visits.filter(\.isOpen))
        }
        try reach(visit.step, at: visit.place)
    }

    private mutating func report(_ command: InterruptCase) throws(NaiveRefusal) {
        try reason(command.reason)
        try checkClock()
        for (index, interrupt) in card.interrupts.enumerated() {
            guard case .person(command.outcome, let performers) = interrupt.trigger,
                let target = interrupt.target,
                let role = performers.first(where: { now.roster.holders[$0]?.contains(now.actor) == true })
            else { continue }
            if let condition = interrupt.condition, !holds(condition, at: nil) { continue }
            tell(
                .caseInterrupted(
                    CaseInterrupted(outcome: command.outcome, role: role, cause: nil, interrupt: index)),
                Content(reason: command.reason))
            cancel(visits.filter(\.isOpen))
            return try go(to: target, from: 0, at: nil)
        }
        throw NaiveRefusal("no such interrupt now, for this person")
    }

    // MARK: - Terms

    private mutating func postpone(_ command: PostponeTerm) throws(NaiveRefusal) {
        try ownerWithReason(command.reason)
        var old = deadline
        if let number = command.visit {
            guard let visit = visit(number), visit.isOpen else { throw NaiveRefusal("no such open visit") }
            old = visit.deadline
        }
        guard let old else { throw NaiveRefusal("no term") }
        guard command.to > old, NaiveDay(command.to).day != nil else { throw NaiveRefusal("not later") }
        if let number = command.visit {
            visits[number - 1].postponedBy += command.to - old
        } else {
            postponedBy += command.to - old
        }
        tell(
            .termPostponed(TermPostponed(visit: command.visit, days: command.to - old)),
            Content(reason: command.reason))
        refresh(.postponed)
    }

    // MARK: - Who

    private func ownerWithReason(_ text: String) throws(NaiveRefusal) {
        guard now.roster.holders[card.owner]?.contains(now.actor) == true else {
            throw NaiveRefusal("only for the owner")
        }
        try reason(text)
        try checkClock()
    }

    /// Nothing happens to a case before what happened to it.
    func checkClock() throws(NaiveRefusal) {
        var days = [openedOn]
        if let endedOn { days.append(endedOn) }
        for visit in visits { days += [visit.openedOn, visit.over, visit.recordedOn].compactMap(\.self) }
        for suspension in suspensions { days += [suspension.from, suspension.to].compactMap(\.self) }
        if days.contains(where: { today < $0 }) { throw NaiveRefusal("the clock has gone back") }
    }

    func reason(_ text: String) throws(NaiveRefusal) {
        guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
            throw NaiveRefusal("no reason")
        }
        guard text.unicodeScalars.count <= 20_000 else { throw NaiveRefusal("too long a reason") }
    }

    /// In which role somebody can do a visit; nil when not.
    func capacity(_ visit: NaiveVisit, of actor: PersonID, onBehalfOf asked: RoleID? = nil) -> Capacity? {
        let roster = roster(at: visit.place)
        let escalated = visit.escalatedTo ?? []
        if visit.person == actor, asked == nil {
            return Capacity(role: (visit.performers + escalated).first ?? card.owner, onBehalfOf: nil)
        }
        let roles = visit.person == nil ? visit.performers + escalated : escalated
        if asked == nil {
            for role in roles where roster.holders[role]?.contains(actor) == true {
                return Capacity(role: role, onBehalfOf: nil)
            }
        }
        for role in roles where asked == nil || role == asked {
            for registrar in roster.registrars[role] ?? []
            where roster.holders[registrar]?.contains(actor) == true {
                return Capacity(role: registrar, onBehalfOf: role)
            }
        }
        return nil
    }

    func isExcluded(_ actor: PersonID, from visit: NaiveVisit) -> Bool {
        guard case .task(let task) = step(visit).kind else { return false }
        if let other = task.otherThan, doer(of: other, from: visit.place) == actor { return true }
        // Whom the owner assigned need not be the same one: then nobody could do it.
        let isAssigned = visit.isAssigned && visit.person == actor
        if !isAssigned, let same = task.sameAs, let doer = doer(of: same, from: visit.place), doer != actor {
            return true
        }
        return false
    }

    private func doer(of step: StepID, from place: Place?) -> PersonID? {
        visits(of: step, from: place).last { $0.doer != nil }?.doer
    }

    private mutating func assign(_ command: AssignPerson) throws(NaiveRefusal) {
        guard now.roster.holders[card.owner]?.contains(now.actor) == true else {
            throw NaiveRefusal("only for the owner")
        }
        guard let visit = visit(command.visit), visit.isOpen else { throw NaiveRefusal("no such open visit") }
        switch step(visit).kind {
        case .task, .register: break
        case .sign, .choice, .parallel, .forEach, .call, .wait: throw NaiveRefusal("not to be assigned")
        }
        let roster = roster(at: visit.place)
        for person in roster.staff
        where capacity(visit, of: person) != nil && !isExcluded(person, from: visit) {
            throw NaiveRefusal("\(person) can do it")
        }
        guard roster.staff.contains(command.person) else { throw NaiveRefusal("not on the staff") }
        if case .task(let task) = step(visit).kind, let other = task.otherThan,
            doer(of: other, from: visit.place) == command.person
        {
            throw NaiveRefusal("another person")
        }
        try reason(command.reason)
        try checkClock()
        give(visit, to: command.person, command.reason)
    }

    private mutating func give(_ visit: NaiveVisit, to person: PersonID, _ reason: String) {
        visits[visit.number - 1].person = person
        visits[visit.number - 1].isAssigned = true
        visits[visit.number - 1].taker = nil
        tell(
            .personAssigned(PersonAssigned(visit: visit.number, person: person)), Content(reason: reason))
    }

    private func can(_ person: PersonID, _ visit: NaiveVisit) -> Bool {
        switch step(visit).kind {
        case .sign(let sign):
            sign.signers.contains { role in
                let roster = roster(at: visit.place)
                return ([role] + (roster.registrars[role] ?? [])).contains {
                    roster.holders[$0]?.contains(person) == true
                }
            }
        case .task, .register, .wait: capacity(visit, of: person) != nil && !isExcluded(person, from: visit)
        case .choice, .parallel, .forEach, .call: false
        }
    }

    private mutating func take(_ command: TakeStep) throws(NaiveRefusal) {
        guard let visit = visit(command.visit), visit.isOpen else { throw NaiveRefusal("no such open visit") }
        try checkClock()
        let isOwner = now.roster.holders[card.owner]?.contains(now.actor) == true
        let text = command.reason.flatMap { $0.contains { !$0.isWhitespace } ? $0 : nil }
        guard let person = command.person else {
            guard let taker = visit.taker else { throw NaiveRefusal("nobody is at it") }
            guard isOwner || taker == now.actor else { throw NaiveRefusal("not yours to give back") }
            if taker != now.actor { try reason(text ?? "") }
            visits[visit.number - 1].taker = nil
            tell(.stepTaken(StepTaken(visit: visit.number, person: nil)), Content(reason: text))
            return
        }
        guard person != (visit.person ?? visit.taker) else { throw NaiveRefusal("has it already") }
        guard roster(at: nil).staff.contains(person) else { throw NaiveRefusal("not on the staff") }
        if let alone = visit.person {
            guard isOwner || alone == now.actor else { throw NaiveRefusal("somebody else's") }
            if case .task(let task) = step(visit).kind, let other = task.otherThan,
                doer(of: other, from: visit.place) == person
            {
                throw NaiveRefusal("another person")
            }
            try reason(text ?? "")
            return give(visit, to: person, text ?? "")
        }
        guard isOwner || visit.taker == now.actor || can(now.actor, visit) else {
            throw NaiveRefusal("not one of those who can do it")
        }
        guard can(person, visit) else {
            guard case .task(let task) = step(visit).kind, let same = task.sameAs,
                capacity(visit, of: person) != nil,
                task.otherThan.flatMap({ doer(of: $0, from: visit.place) }) != person,
                isOwner || doer(of: same, from: visit.place) == now.actor
            else { throw NaiveRefusal("can't do it") }
            try reason(text ?? "")
            return give(visit, to: person, text ?? "")
        }
        if person != now.actor || (visit.taker ?? person) != person { try reason(text ?? "") }
        visits[visit.number - 1].taker = person
        tell(.stepTaken(StepTaken(visit: visit.number, person: person)), Content(reason: text))
    }

    // MARK: - Items

    private mutating func addItem(_ command: AddItem) throws(NaiveRefusal) {
        guard now.roster.holders[card.owner]?.contains(now.actor) == true else {
            throw NaiveRefusal("only for the owner")
        }
        guard let visit = visit(command.visit), visit.isOpen, case .forEach(let each) = step(visit).kind
        else {
            throw NaiveRefusal("no open block over items")
        }
        try checkClock()
        guard let item = command.item else { return try addRow(command.cells, visit, each) }
        let isKnown: Bool
        switch each.source {
        case .fixed(_, let values): isKnown = item.value.map(values.contains) ?? false
        case .rows(let list):
            isKnown = rows(of: list, at: visit.place).contains { $0.number == item.row }
        case .pupils: isKnown = item.subject.map(pupils(at: visit.place).contains) ?? false
        case .groups: isKnown = item.subject.map(now.world.groups.contains) ?? false
        }
        guard isKnown else { throw NaiveRefusal("unknown item") }
        guard !visit.branches.contains(where: { $0.status == .open && $0.item == item }) else {
            throw NaiveRefusal("the item is there")
        }
        visits[visit.number - 1].branches.append(NaiveBranch(item: item))
        tell(
            .itemAdded(ItemAdded(visit: visit.number, branch: OpenedBranch(id: nil, item: item))))
        try enter(visit.branches.count, of: visit.number)
    }

    private mutating func addRow(
        _ cells: [FieldID: FieldValue], _ visit: NaiveVisit, _ each: ForEachStep
    ) throws(NaiveRefusal) {
        guard case .rows(let list) = each.source, case .list(_, nil)? = card.field(list)?.kind else {
            throw NaiveRefusal("no rows to add to")
        }
        let row = try newRow(cells, of: list, at: visit.place)
        put(.rows(rows(of: list, at: visit.place) + [row]), as: list, at: visit.place)
        visits[visit.number - 1].branches.append(NaiveBranch(item: Item(row: row.number)))
        tell(
            .itemAdded(
                ItemAdded(
                    visit: visit.number, branch: OpenedBranch(id: nil, item: Item(row: row.number)),
                    isNewRow: true)), Content(values: cells))
        try enter(visit.branches.count, of: visit.number)
    }

    // MARK: - News from elsewhere

    private mutating func meet(_ subject: Subject, _ event: SubjectEvent, _ on: Day) throws(NaiveRefusal) {
        guard isRunning else { return }
        let met = SubjectEventMet(subject: subject, event: event, day: on)
        guard !metEvents.contains(met) else { return }
        if subject == self.subject(at: nil) {
            metEvents.append(met)
            tell(.subjectEventMet(met))
            let isSpokenOf = try interrupt(.event, event.rawValue) { $0 == .event(event) }
            if !isSpokenOf, event == .left, let lapsed = card.ends.first(where: { $0.id == End.lapsed }) {
                end(lapsed)
            }
            return
        }
        let places = visits.filter(\.isOpen).flatMap { visit in
            visit.branches.indices.filter {
                visit.branches[$0].status == .open && visit.branches[$0].item?.subject == subject
            }.map { Place(block: visit.number, branch: $0) }
        }
        // Of a pupil or group that is an item only this matters.
        guard !places.isEmpty, event == .left else { return }
        metEvents.append(met)
        tell(.subjectEventMet(met))
        for place in places where visits[place.block - 1].isOpen {
            cancel(openWithin(branch: place))
            try close(branch: place, counts: false)
        }
    }

    private mutating func link(_ number: Int, _ called: CaseID) throws(NaiveRefusal) {
        guard let visit = visit(number), case .call = step(visit).kind, visit.called == nil else { return }
        visits[number - 1].called = called
        tell(.callLinked(CallLinked(visit: number, caseID: called)))
    }

    private mutating func endCall(_ called: CaseID, _ end: EndID, _ on: Day) throws(NaiveRefusal) {
        guard visits.contains(where: { $0.called == called }), !endedCalls.contains(called) else { return }
        endedCalls.append(called)
        tell(.callEnded(CallEnded(caseID: called, end: end, day: on)))
        for visit in visits where visit.called == called && visits[visit.number - 1].isOpen {
            day = max(on, visit.openedOn)
            try close(visit.number, end.rawValue)
        }
    }
}
