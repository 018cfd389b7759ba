public import SchoolTime

/// What a command leads to: events, or a refusal that changes nothing.
///
/// Pure: the same arguments always give the same answer. What was due before is done first, so that it makes no
/// difference whether the daily run came in time; after the command the engine carries on through choices, skips and
/// calls until every open step waits for a person or a moment (kaarttaal, section 11).
public func decide(
    _ command: Command, in state: CaseState, on card: Card, at now: Circumstances
) -> Result<[Event], Refusal> {
    var decision = Decision(state: state, card: card, now: now)
    do throws(Refusal) {
        try decision.carryOut(command)
        return .success(decision.events)
    } catch {
        return .failure(error)
    }
}

/// The first day on which something fell due in a case and was not done yet, as far as it is known now; nil when nothing
/// is due.
public func firstDue(in state: CaseState, on card: Card, at now: Circumstances) -> Day? {
    var decision = Decision(state: state, card: card, now: now)
    return decision.firstDue()
}

/// Why a case can't go on now by what is due; nil when nothing keeps it from that.
public func hindrance(in state: CaseState, on card: Card, at now: Circumstances) -> Refusal? {
    var decision = Decision(state: state, card: card, now: now)
    return decision.hindrance()
}

/// A decision in the making: what has been emitted so far, and the state that follows from it.
struct Decision {
    let card: Card
    let now: Circumstances
    /// The state before the command.
    let before: CaseState
    private(set) var state: CaseState
    private(set) var events: [Event] = []
    /// After how many of these events the dates were found to be up to date, so that they are not looked at once more.
    var datesKnownAfter: Int?
    /// What is due, and after how many of these events it was looked at.
    var lookedAt: (after: Int, due: [Due])?
    /// As of which day new consents of a subject were noted in this decision.
    var consentsNotedOn: [Subject: Day] = [:]
    /// The day as of which the case goes on: today, that on which a step was done which is recorded later, or that on
    /// which something fell due.
    var day: Day
    /// Whether what happens now is the engine's own doing, and nobody's act.
    var isEngine = false
    /// Whether something may be known outside that the case has not noted: nothing changes outside while it is decided,
    /// but for what the decision itself leaves there, and what of it the case asks for.
    var mayHaveNews = true
    /// Where the engine went by itself on this day; a card that goes round is refused, never run for ever.
    var rounds = Rounds()
    /// How many blocks are being opened within each other; one that leads back to itself before it stands open would go
    /// down for ever.
    var openingDepth = 0
    /// More than blocks can be nested in a file.
    static let deepestOpening = 64

    init(state: CaseState, card: Card, now: Circumstances) {
        self.card = card
        self.now = now
        self.state = state
        before = state
        day = now.today
    }

    var nextVisit: Int { state.visits.count + 1 }

    /// The day as of which something is, as it is recorded: nil when that is today.
    func unlessToday(_ day: Day) -> Day? { day == now.today ? nil : day }

    /// Whether the condition of an interrupt, if it has one, holds now.
    func holds(_ interrupt: Interrupt) -> Bool { interrupt.condition.map { holds($0, at: nil) } ?? true }

    mutating func carryOut(_ command: Command) throws(Refusal) {
        // What is due by the old text is not for the new one to do: who migrates a case catches up first.
        if case .migrate = command {} else { catchUp() }
        // What was planned for a day happens as of that day; a step that was reached later stays.
        day = min(now.today, max(now.newsDay, state.visits.last?.openedOn ?? now.newsDay))
        switch command {
        case .open(let command): try open(command)
        case .complete(let command): try complete(command)
        case .sign(let command): try sign(command)
        case .enter(let command): try enter(command)
        case .addItem(let command): try addItem(command)
        case .assign(let command): try assign(command)
        case .take(let command): try take(command)
        case .interrupt(let command): try interrupt(command)
        case .stop(let command): try stop(command)
        case .reopen(let command): try reopen(command)
        case .correct(let command): try correct(command)
        case .postpone(let command): try postpone(command)
        case .suspend(let reason): try suspend(reason)
        case .resume(let reason): try resume(reason)
        case .migrate(let command): try migrate(command)
        case .catchUp: break
        case .meet(let subject, let event, let day): try meet(subject, event, on: day)
        case .linkCall(let visit, let caseID): linkCall(visit, caseID)
        case .endCall(let caseID, let end, let day): endCall(caseID, end, on: day)
        case .reopenCall, .limit, .calledAgain: hear(command)
        }
        catchUp()
    }

    mutating func emit(_ fact: Fact, _ content: Content = Content()) {
        let stamp = isEngine ? now.engineStamp : now.stamp
        let event = Event(stamp: stamp, fact: fact, content: content.ifAny)
        state.apply(event)
        events.append(event)
        if fact.bringsNews { mayHaveNews = true }
    }

    func requireRunning() throws(Refusal) {
        guard state.opening != nil else { throw .notOpened }
        if let ending = state.ending { throw .caseEnded(ending.end, ending.stamp) }
    }

    /// Only the owner of the card does this, and says why.
    func requireOwner(_ reason: String) throws(Refusal) {
        guard now.roster.holds(now.actor, card.owner) else { throw .roleNeeded([card.owner]) }
        try check(reason: reason)
        if let refusal = refusalByClock { throw refusal }
    }

    /// Why nothing can be done with the case as a whole today: a clock that has been set back would let things happen
    /// before what led to them. Nil when the clock is right.
    var refusalByClock: Refusal? {
        guard let last = state.lastDay, now.today < last else { return nil }
        return .clockBehind(last)
    }

    // MARK: - The commands on the case as a whole

    private mutating func open(_ command: OpenCase) throws(Refusal) {
        guard state.opening == nil else { throw .alreadyOpened }
        guard command.subject.kind == card.subject else { throw .wrongSubject(expected: card.subject) }
        let role: RoleID? = command.origin == nil ? try startRole(about: command.subject) : nil
        isEngine = command.origin != nil
        defer { isEngine = false }
        if command.origin == nil, command.occasion == nil, card.countsBackFromOccasion {
            throw .occasionNeeded
        }
        let begins = min(now.today, command.day ?? now.today)
        let occasion = command.occasion ?? Occasion(day: begins)
        let dates = datesOnceOpen(command, role, occasion)
        emit(.caseOpened(opening(command, role, occasion, dates)), Content(values: command.proposals))
        noteSubject(command.subject)
        // What is known of the subject it knows as of today; the steps begin when the call was made.
        day = min(day, begins)
        try go(to: .step(0), from: nil)
    }

    /// The dates of the case count from what is known once it is open.
    private func datesOnceOpen(
        _ command: OpenCase, _ role: RoleID?, _ occasion: Occasion
    ) -> (deadline: Day?, statutory: Day?) {
        guard card.terms.term != nil || card.terms.statutory != nil || command.limit != nil else {
            return (nil, nil)
        }
        var opened = self
        opened.emit(.caseOpened(opening(command, role, occasion, (nil, nil))))
        opened.noteSubject(command.subject)
        return opened.caseDates(openedOn: opened.state.opening?.day ?? now.today)
    }

    private func opening(
        _ command: OpenCase, _ role: RoleID?, _ occasion: Occasion, _ dates: (deadline: Day?, statutory: Day?)
    ) -> CaseOpened {
        CaseOpened(
            card: card.id, version: card.version, textHash: command.textHash, subject: command.subject,
            role: role, deadline: dates.deadline, statutory: dates.statutory, origin: command.origin,
            occasion: occasion, limit: command.limit,
            day: unlessToday(min(now.today, command.day ?? now.today)))
    }

    /// The role in which the actor may start a case by hand.
    private func startRole(about subject: Subject) throws(Refusal) -> RoleID {
        let rules = card.startRules.filter { !$0.starters.isEmpty }
        guard !rules.isEmpty else { throw .notByHand }
        let held = rules.filter { now.roster.holdsAny(now.actor, $0.starters) }
        let facts = known(of: subject) ?? SubjectFacts()
        let chosen = held.first {
            $0.condition?.chooses(subject, knownBy: facts, on: now.today, in: now.calendar) ?? true
        }
        guard let role = chosen?.starters.first(where: { now.roster.holds(now.actor, $0) }) else {
            throw held.isEmpty
                ? .roleNeeded(rules.flatMap(\.starters)) : .notChosen(held.compactMap(\.condition))
        }
        return role
    }

    private mutating func interrupt(_ command: InterruptCase) throws(Refusal) {
        try requireRunning()
        let reports = card.interrupts.enumerated().filter { $0.element.report?.outcome == command.outcome }
        guard !reports.isEmpty else {
            throw .unknownInterrupt(command.outcome, known: card.interrupts.compactMap { $0.report?.outcome })
        }
        let allowed = reports.filter { now.roster.holdsAny(now.actor, $0.element.report?.performers ?? []) }
        guard !allowed.isEmpty else {
            throw .roleNeeded(reports.flatMap { $0.element.report?.performers ?? [] })
        }
        guard
            let (place, interrupt) = allowed.first(where: { holds($0.element) }),
            let role = interrupt.report?.performers.first(where: { now.roster.holds(now.actor, $0) }),
            let target = interrupt.target
        else { throw .interruptNotNow(command.outcome) }
        try check(reason: command.reason)
        if let refusal = refusalByClock { throw refusal }
        emit(
            .caseInterrupted(
                CaseInterrupted(outcome: command.outcome, role: role, cause: nil, interrupt: place)),
            Content(reason: command.reason))
        cancelOpenVisits()
        try go(to: target, from: nil)
    }

    private mutating func stop(_ command: StopCase) throws(Refusal) {
        try requireRunning()
        try requireOwner(command.reason)
        cancelOpenVisits()
        emit(
            .caseEnded(CaseEnded(end: End.lapsed, countsAs: .aborted, day: nil)),
            Content(reason: command.reason))
    }

    /// Back to a step that was done, or of an ended case broken off, along the same lines as an outcome (kaarttaal,
    /// section 11).
    private mutating func reopen(_ command: ReopenStep) throws(Refusal) {
        guard state.opening != nil else { throw .notOpened }
        guard let visit = state.visit(command.visit) else { throw .unknownVisit(command.visit) }
        try requireOwner(command.reason)
        let index = try reopenable(visit)
        // A case that had ended heard nothing since: it goes on by what is known today.
        let hadEnded = !state.isRunning
        if hadEnded { byEngine { $0.noteSubjects() } }
        emit(
            .caseReopened(CaseReopened(visit: visit.number, step: visit.step)),
            Content(reason: command.reason))
        if hadEnded {
            byEngine {
                $0.refreshDates()
                $0.passMoments()
            }
        }
        cancelOpenVisits(in: visit.place)
        try go(to: .step(index), from: visit.place)
    }

    private mutating func byEngine(_ work: (inout Decision) -> Void) {
        isEngine = true
        work(&self)
        isEngine = false
    }

    /// Where in the card the step of a visit stands that can be done anew.
    func reopenable(_ visit: Visit) throws(Refusal) -> Int {
        // What was broken off is where an ended case goes on when that was a mistake.
        guard visit.isDone || (state.ending != nil && visit.isCancelled) else { throw .notDone(visit.step) }
        if let place = visit.place {
            // From what is open to its own list or one around it; of an ended case only the top level is left.
            guard let block = state.visit(place.block), block.isOpen,
                block.branches.indices.contains(place.branch)
            else { throw .closedBlock(visit.step) }
            guard block.branches[place.branch].status == .open else {
                throw .closedBranch(visit.step, of: block.step)
            }
        }
        // The text that the case goes by now may have it elsewhere, or no more.
        guard let index = card.place(of: visit.step), list(at: visit.place) == card.steps[index].list else {
            throw .notThere(visit.step)
        }
        // Somebody else was first: once more would break off what goes on there.
        let around = state.itemsByStep(around: visit.place)
        let open = state.openVisits.first {
            $0.step == visit.step && state.itemsByStep(around: $0.place) == around
        }
        if let open { throw .openAgain(visit.step, open.number) }
        return index
    }

    private mutating func postpone(_ command: PostponeTerm) throws(Refusal) {
        try requireRunning()
        try requireOwner(command.reason)
        let deadline: Day?
        if let number = command.visit {
            guard let visit = state.visit(number) else { throw .unknownVisit(number) }
            guard visit.isOpen else { throw .stepPassed(visit.step) }
            deadline = visit.deadline
        } else {
            deadline = state.deadline
        }
        guard let deadline else { throw .noTerm }
        guard deadline < command.to, command.to.isStorable else { throw .notLater(deadline) }
        emit(
            .termPostponed(TermPostponed(visit: command.visit, days: command.to - deadline)),
            Content(reason: command.reason))
    }

    private mutating func suspend(_ reason: String) throws(Refusal) {
        try requireRunning()
        try requireOwner(reason)
        guard !state.isSuspended else { throw .alreadySuspended }
        emit(.caseSuspended(CaseSuspended(day: now.today)), Content(reason: reason))
    }

    private mutating func resume(_ reason: String) throws(Refusal) {
        try requireRunning()
        try requireOwner(reason)
        guard state.isSuspended else { throw .notSuspended }
        emit(.caseResumed(CaseResumed(day: now.today)), Content(reason: reason))
    }

    private mutating func assign(_ command: AssignPerson) throws(Refusal) {
        try requireRunning()
        guard let visit = state.visit(command.visit) else { throw .unknownVisit(command.visit) }
        guard now.roster.holds(now.actor, card.owner) else { throw .roleNeeded([card.owner]) }
        guard visit.isOpen, let step = card.step(visit.step) else { throw .stepPassed(visit.step) }
        switch step.kind {
        case .task, .register: break
        case .sign, .choice, .parallel, .forEach, .call, .wait: throw .wrongAct(visit.step)
        }
        guard now.roster.staff.contains(command.person) else {
            throw .notOnStaff(command.person)
        }
        if case .task(let task) = step.kind, let other = task.otherThan,
            state.performer(of: other, from: visit.place) == command.person
        {
            throw .otherPersonNeeded(command.person, other)
        }
        guard !now.roster.staff.contains(where: { qualifies($0, for: visit, step) }) else {
            throw .someoneQualifies(visit.step)
        }
        try check(reason: command.reason)
        if let refusal = refusalByClock { throw refusal }
        emit(
            .personAssigned(PersonAssigned(visit: visit.number, person: command.person)),
            Content(reason: command.reason))
    }
}
