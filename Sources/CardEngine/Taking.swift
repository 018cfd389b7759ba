/// Who can be at a visit from now on, when the actor says so (`TakeStep`), in order of id; nobody when the actor has no say
/// in it.
public func takers(
    of visit: Int, in state: CaseState, on card: Card, at now: Circumstances
) -> [PersonID] {
    var decision = Decision(state: state, card: card, now: now)
    decision.catchUp()
    decision.day = now.today
    return now.roster.staff.sorted().filter { (try? decision.taking(visit, by: $0)) != nil }
}

/// The members of staff who can do a visit, now or later, in order of id.
public func candidates(
    for visit: Int, in state: CaseState, on card: Card, at now: Circumstances
) -> [PersonID] {
    let decision = Decision(state: state, card: card, now: now)
    guard let open = state.visit(visit), open.isOpen, state.isRunning, let step = card.step(open.step) else {
        return []
    }
    return now.roster.staff.sorted().filter { decision.canDo($0, open, step) }
}

/// Who is at a step, and how it is handed over (kaarttaal, section 11: a change of assignment is an event with actor, time
/// and reason).
extension Decision {
    /// What taking a step comes to.
    fileprivate enum Taking {
        /// It stays open to others.
        case shared
        /// Nobody else can do it from then on.
        case alone
    }

    mutating func take(_ command: TakeStep) throws(Refusal) {
        guard let person = command.person else { return try letGo(command) }
        let taking = try taking(command.visit, by: person)
        let (visit, _) = try openVisit(command.visit)
        let isMine = person == now.actor && (visit.taken.map { $0.person == now.actor } ?? true)
        let reason = try reason(command, isNeeded: taking == .alone || !isMine)
        switch taking {
        case .shared:
            emit(.stepTaken(StepTaken(visit: visit.number, person: person)), Content(reason: reason))
        case .alone:
            emit(
                .personAssigned(PersonAssigned(visit: visit.number, person: person)), Content(reason: reason))
        }
    }

    private mutating func letGo(_ command: TakeStep) throws(Refusal) {
        let (visit, step) = try openVisit(command.visit)
        guard let taken = visit.taken else { throw .notTaken(step.id) }
        guard taken.person == now.actor || isOwner else { throw .takenBy(taken.person) }
        if let refusal = refusalByClock { throw refusal }
        let reason = try reason(command, isNeeded: taken.person != now.actor)
        emit(.stepTaken(StepTaken(visit: visit.number, person: nil)), Content(reason: reason))
    }

    /// What it comes to when the actor lets this person be at a visit.
    fileprivate func taking(_ number: Int, by person: PersonID) throws(Refusal) -> Taking {
        let (visit, step) = try openVisit(number)
        switch step.kind {
        case .task, .register, .sign: break
        case .wait: guard visit.isAsked else { throw .waitsByItself(step.id) }
        case .choice, .parallel, .forEach, .call: throw .wrongAct(step.id)
        }
        if let refusal = refusalByClock { throw refusal }
        if let alone = visit.person {
            guard alone == now.actor || isOwner else { throw .personNeeded(alone) }
            guard alone != person else { throw .alreadyTaken(step.id, person) }
            try requireAble(person, for: visit, step)
            return .alone
        }
        guard isOwner || visit.taken?.person == now.actor || canDo(now.actor, visit, step) else {
            throw .roleNeeded(visit.performers)
        }
        guard visit.taken?.person != person else { throw .alreadyTaken(step.id, person) }
        if canDo(person, visit, step) { return .shared }
        // To whom signatures were escalated can be among the performers, and yet sign for nobody.
        guard roster(at: visit.place).capacity(of: person, among: visit.performers) != nil,
            let exclusion = visit.exclusion(of: person, from: step, in: state)
        else {
            guard now.roster.staff.contains(person) else { throw .notOnStaff(person) }
            throw .cannotTake(person, rolesNeeded(for: visit, step))
        }
        // `zelfde_als` gives way when that same one hands it over, or the owner does.
        guard case .samePersonNeeded(let same, _) = exclusion, same == now.actor || isOwner else {
            throw exclusion
        }
        try requireAble(person, for: visit, step)
        return .alone
    }

    /// Whether a person can do a step, or sign where signatures are asked: to whom that was escalated can't.
    fileprivate func canDo(_ person: PersonID, _ visit: Visit, _ step: Step) -> Bool {
        guard case .sign = step.kind else { return qualifies(person, for: visit, step) }
        return roster(at: visit.place).capacity(of: person, among: rolesNeeded(for: visit, step)) != nil
    }

    /// The roles of which one is needed for a step that is nobody's alone.
    private func rolesNeeded(for visit: Visit, _ step: Step) -> [RoleID] {
        guard case .sign(let sign) = step.kind else { return visit.performers }
        return sign.signers
    }

    /// Whose alone a step becomes works here, and is not the one whom `anders_dan` excludes.
    private func requireAble(_ person: PersonID, for visit: Visit, _ step: Step) throws(Refusal) {
        guard now.roster.staff.contains(person) else { throw .notOnStaff(person) }
        if case .task(let task) = step.kind, let other = task.otherThan,
            state.performer(of: other, from: visit.place) == person
        {
            throw .otherPersonNeeded(person, other)
        }
    }

    private var isOwner: Bool { now.roster.holds(now.actor, card.owner) }

    /// The reason that was given, if any; who takes what nobody has needs none.
    private func reason(_ command: TakeStep, isNeeded: Bool) throws(Refusal) -> String? {
        guard isNeeded || command.reason?.hasText == true else { return nil }
        let reason = command.reason ?? ""
        try check(reason: reason)
        return reason
    }
}
