import SchoolTime

@testable import CardEngine

/// In which role somebody does a step, if in one, and for whom outside the school.
struct NaiveCapacity {
    let role: RoleID?
    let onBehalfOf: RoleID?
}

/// Who can do what, who is at it, and to whom it is given.
extension NaiveCase {
    /// In which role somebody can do a visit; nil when not.
    func capacity(_ visit: NaiveVisit, of actor: PersonID, onBehalfOf asked: RoleID? = nil) -> NaiveCapacity?
    {
        let roster = roster(at: visit.place)
        let escalated = visit.escalatedTo ?? []
        if visit.person == actor, !roster.staff.contains(actor) { return nil }
        if visit.person == actor, asked.map((visit.performers + escalated).contains) ?? true {
            func holds(_ role: RoleID) -> Bool { roster.holders[role]?.contains(actor) == true }
            if let asked, !holds(asked) {
                return (roster.registrars[asked] ?? []).first(where: holds)
                    .map { NaiveCapacity(role: $0, onBehalfOf: asked) }
            }
            let own = asked ?? (visit.performers + escalated).first(where: holds)
            return NaiveCapacity(role: own, onBehalfOf: nil)
        }
        let roles = visit.person == nil ? visit.performers + escalated : escalated
        if asked == nil {
            for role in roles where roster.holders[role]?.contains(actor) == true {
                return NaiveCapacity(role: role, onBehalfOf: nil)
            }
        }
        for role in roles where asked == nil || role == asked {
            for registrar in roster.registrars[role] ?? []
            where roster.holders[registrar]?.contains(actor) == true {
                return NaiveCapacity(role: registrar, onBehalfOf: role)
            }
        }
        return nil
    }

    func isExcluded(_ actor: PersonID, from visit: NaiveVisit) -> Bool {
        do throws(NaiveRefusal) {
            try mayBe(actor, at: visit)
            return false
        } catch {
            return true
        }
    }

    /// Refuses whom `anders_dan` or `zelfde_als` shuts out.
    func mayBe(_ actor: PersonID, at visit: NaiveVisit) throws(NaiveRefusal) {
        guard case .task(let task) = step(visit).kind else { return }
        if let other = task.otherThan, doer(of: other, from: visit.place) == actor { throw .mustBeAnother }
        // Whom the owner assigned need not be the same one: then nobody could do it.
        if visit.isAssigned, visit.person == actor { return }
        if let same = task.sameAs, let doer = doer(of: same, from: visit.place), doer != actor {
            throw .mustBeTheSame
        }
    }

    private func doer(of step: StepID, from place: Place?) -> PersonID? {
        visits(of: step, from: place).last { $0.doer != nil }?.doer
    }

    mutating func assign(_ command: AssignPerson) throws(NaiveRefusal) {
        guard let visit = visit(command.visit) else { throw .noSuchVisit }
        try owner()
        guard visit.isOpen else { throw .isNotOpen }
        switch step(visit).kind {
        case .task, .register: break
        case .sign, .choice, .parallel, .forEach, .call, .wait: throw .notThisWay
        }
        try mayHaveAlone(command.person, visit)
        for person in roster(at: visit.place).staff
        where capacity(visit, of: person) != nil && !isExcluded(person, from: visit) {
            throw .somebodyCanDoIt
        }
        try reason(command.reason)
        try checkClock()
        give(visit, to: command.person, command.reason)
    }

    private func mayHaveAlone(_ person: PersonID, _ visit: NaiveVisit) throws(NaiveRefusal) {
        guard roster(at: nil).staff.contains(person) else { throw .notOnTheStaff }
        if case .task(let task) = step(visit).kind, let other = task.otherThan,
            doer(of: other, from: visit.place) == person
        {
            throw .mustBeAnother
        }
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

    mutating func take(_ command: TakeStep) throws(NaiveRefusal) {
        let visit = try openVisit(command.visit)
        let isOwner = isActors(card.owner)
        let text = command.reason.flatMap { isReadable($0) ? $0 : nil }
        guard let person = command.person else {
            guard let taker = visit.taker else { throw .nobodyHasIt }
            guard isOwner || taker == now.actor else { throw .isSomebodyElses }
            try checkClock()
            if text != nil || taker != now.actor { try reason(text ?? "") }
            visits[visit.number - 1].taker = nil
            tell(.stepTaken(StepTaken(visit: visit.number, person: nil)), Content(reason: text))
            return
        }
        switch step(visit).kind {
        case .task, .register, .sign: break
        case .wait(let wait): if wait.earlier.isEmpty, visit.escalatedTo == nil { throw .waitsByItself }
        case .choice, .parallel, .forEach, .call: throw .notThisWay
        }
        try checkClock()
        if let alone = visit.person {
            guard isOwner || alone == now.actor else { throw .isSomebodyElses }
            guard alone != person else { throw .hasItAlready }
            try mayHaveAlone(person, visit)
            try reason(text ?? "")
            return give(visit, to: person, text ?? "")
        }
        guard isOwner || visit.taker == now.actor || can(now.actor, visit) else { throw .noRole }
        guard visit.taker != person else { throw .hasItAlready }
        if can(person, visit) {
            let isMine = person == now.actor && (visit.taker ?? person) == person
            if text != nil || !isMine { try reason(text ?? "") }
            visits[visit.number - 1].taker = person
            tell(.stepTaken(StepTaken(visit: visit.number, person: person)), Content(reason: text))
            return
        }
        var hasRole = capacity(visit, of: person) != nil
        if case .sign = step(visit).kind { hasRole = false }
        guard hasRole else {
            throw roster(at: nil).staff.contains(person) ? .cannotDoIt : .notOnTheStaff
        }
        do throws(NaiveRefusal) {
            try mayBe(person, at: visit)
        } catch {
            // `zelfde_als` gives way when that same one hands it over, or the owner does.
            guard error == .mustBeTheSame, case .task(let task) = step(visit).kind,
                isOwner || task.sameAs.flatMap({ doer(of: $0, from: visit.place) }) == now.actor
            else { throw error }
        }
        try mayHaveAlone(person, visit)
        try reason(text ?? "")
        give(visit, to: person, text ?? "")
    }
}
