import SchoolTime

/// What a command leads to: events, or a refusal that changes nothing.
///
/// Pure: the same arguments always give the same answer. After the command the engine carries on through choices
/// and skips until every open step waits for a person (kaarttaal, section 11).
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

/// A decision in the making: what has been emitted so far, and the state that follows from it.
struct Decision {
    let card: Card
    let now: Circumstances
    /// The state before the command.
    let before: CaseState
    private(set) var state: CaseState
    private(set) var events: [Event] = []
    /// The day as of which the case goes on: today, or that on which a step was done which is recorded later.
    var day: Day
    /// How often the engine went on by itself; a card that goes round is refused, never run for ever.
    private var passes = 0

    init(state: CaseState, card: Card, now: Circumstances) {
        self.card = card
        self.now = now
        self.state = state
        before = state
        day = now.today
    }

    var nextVisit: Int { state.visits.count + 1 }

    mutating func carryOut(_ command: Command) throws(Refusal) {
        switch command {
        case .open(let command): try open(command)
        case .complete(let command): try complete(command)
        case .interrupt(let command): try interrupt(command)
        case .stop(let command): try stop(command)
        }
        refreshDates()
    }

    mutating func emit(_ fact: Fact, _ content: Content = Content()) {
        let event = Event(stamp: now.stamp, fact: fact, content: content.ifAny)
        state.apply(event)
        events.append(event)
    }

    func requireRunning() throws(Refusal) {
        guard state.opening != nil else { throw .notOpened }
        if let ending = state.ending { throw .caseEnded(ending.end, ending.stamp) }
    }

    /// Why nothing can be done with the case as a whole today: a clock that has been set back would let things happen
    /// before what led to them. Nil when the clock is right.
    var refusalByClock: Refusal? {
        guard let last = state.visits.last?.openedOn, now.today < last else { return nil }
        return .dayOutside(from: last, to: now.today)
    }

    // MARK: - The commands on the case as a whole

    private mutating func open(_ command: OpenCase) throws(Refusal) {
        guard state.opening == nil else { throw .alreadyOpened }
        guard command.subject.kind == card.subject else { throw .wrongSubject(expected: card.subject) }
        let role = try startRole()
        emit(
            .caseOpened(
                CaseOpened(
                    card: card.id, version: card.version, textHash: command.textHash,
                    subject: command.subject, role: role,
                    deadline: card.term.flatMap { day(of: $0, from: now.today) })))
        try go(to: .step(0))
    }

    /// The role in which the actor may start a case by hand.
    private func startRole() throws(Refusal) -> RoleID {
        let roles = card.startRules.flatMap { rule in
            switch rule {
            case .manual(let roles): roles
            }
        }
        guard !roles.isEmpty else { throw .notByHand }
        guard let role = roles.first(where: { now.roster.holds(now.actor, $0) }) else {
            throw .roleNeeded(roles)
        }
        return role
    }

    private mutating func interrupt(_ command: InterruptCase) throws(Refusal) {
        try requireRunning()
        let candidates = card.interrupts.filter { $0.outcome == command.outcome }
        guard !candidates.isEmpty else {
            throw .unknownInterrupt(command.outcome, known: card.interrupts.map(\.outcome))
        }
        let allowed = candidates.filter { now.roster.holdsAny(now.actor, $0.performers) }
        guard !allowed.isEmpty else { throw .roleNeeded(candidates.flatMap(\.performers)) }
        guard let interrupt = allowed.first(where: { $0.condition.map(holds) ?? true }),
            let role = interrupt.performers.first(where: { now.roster.holds(now.actor, $0) })
        else { throw .interruptNotNow(command.outcome) }
        try check(reason: command.reason)
        if let refusal = refusalByClock { throw refusal }
        emit(
            .caseInterrupted(CaseInterrupted(outcome: command.outcome, role: role)),
            Content(reason: command.reason))
        cancelOpenVisits()
        try go(to: interrupt.target)
    }

    private mutating func stop(_ command: StopCase) throws(Refusal) {
        try requireRunning()
        guard now.roster.holds(now.actor, card.owner) else { throw .roleNeeded([card.owner]) }
        try check(reason: command.reason)
        if let refusal = refusalByClock { throw refusal }
        cancelOpenVisits()
        emit(.caseEnded(CaseEnded(end: End.lapsed, countsAs: .aborted)), Content(reason: command.reason))
    }

    private mutating func cancelOpenVisits() {
        for visit in state.openVisits {
            emit(.stepCancelled(StepCancelled(visit: visit.number, step: visit.step)))
        }
    }

    // MARK: - Run to completion

    /// Goes to a target and on, until a step waits for a person or the case has ended.
    mutating func go(to target: Target) throws(Refusal) {
        var target = target
        while true {
            switch target {
            case .end(let index):
                guard card.ends.indices.contains(index) else { throw leadsNowhere }
                let end = card.ends[index]
                cancelOpenVisits()
                emit(.caseEnded(CaseEnded(end: end.id, countsAs: end.countsAs)))
                return
            case .step(let index):
                guard card.steps.indices.contains(index) else { throw leadsNowhere }
                let step = card.steps[index]
                passes += 1
                guard passes <= 100 + 10 * card.steps.count else { throw .endless(step.id) }
                if let condition = step.condition, !holds(condition) {
                    emit(.stepSkipped(StepSkipped(visit: nextVisit, step: step.id, day: day)))
                    target = step.next
                    continue
                }
                switch step.kind {
                case .task(let task):
                    open(step, task)
                    return
                case .choice(let choice):
                    target = try choose(step, choice)
                }
            }
        }
    }

    /// The card names a place that it does not have. No card that was read does; one made by hand must not trap.
    private var leadsNowhere: Refusal { .endless(state.visits.last?.step ?? "start") }
}
