import SchoolTime

/// What interrupts a case by itself (kaarttaal, section 4.11). Of what falls due on one day the first interrupt in the list
/// whose condition holds decides, whatever it is that brings it; the rest of that day passes, and what must be known of it
/// is recorded (docs/kaarttaal.md, choice 50).
extension Decision {
    /// The moments of interrupts that did not pass yet. What fell due before anybody could know counts as of the day on
    /// which it became known.
    var comingMoments: [Due] {
        state.moments.compactMap { number, moment in
            guard !state.passedMoments.contains(MomentPassed(interrupt: number, day: moment.day)) else {
                return nil
            }
            return Due(
                day: max(moment.day, moment.knownOn), place: card.steps.count + number, visit: 0,
                kind: .interrupt, index: number, moment: moment.day)
        }
    }

    /// Something happened, a consent lapsed or a moment came.
    mutating func interrupt(by due: Due) throws(Refusal) {
        guard firstInterrupt(by: due) != nil else { return try passAlone(due) }
        // Who left where no interrupt speaks of it is handled by itself: then the case ends.
        let together = allDue().filter { other in
            other.day == due.day && interrupts(by: other).first != nil
                && !(leaves(by: other) && firstInterrupt(by: other) == nil)
        }
        let first = together.compactMap { other in firstInterrupt(by: other).map { ($0, other) } }
            .min { $0.0 < $1.0 }
        for other in together { record(other) }
        guard let (place, cause) = first else { return }
        try carryOut(place, because: cause)
    }

    /// What no interrupt that holds speaks of: it is recorded, and who leaves ends the case.
    private mutating func passAlone(_ due: Due) throws(Refusal) {
        guard let met = met(by: due) else { return record(due) }
        try meet(met.subject, met.event, on: met.day)
    }

    /// Records that it happened, lapsed or came, whatever it leads to.
    private mutating func record(_ due: Due) {
        if let met = met(by: due), !hasMet(met) { emit(.subjectEventMet(met)) }
        if let purpose = lapsed(by: due) {
            emit(.consentLapsed(ConsentLapsed(purpose: purpose, day: due.day, scopes: due.scopes)))
        }
        pass(due)
    }

    /// The moment of an interrupt passes, whether it leads anywhere or not.
    private mutating func pass(_ due: Due) {
        guard due.kind == .interrupt, let moment = due.moment else { return }
        emit(.momentPassed(MomentPassed(interrupt: due.index, day: moment)))
    }

    /// What came while the case was ended interrupts nothing (docs/kaarttaal.md, choice 67).
    mutating func passMoments() {
        let missed = comingMoments.filter { $0.day <= now.today }
        for due in missed.sorted(by: { $0.comes(before: $1) }) { pass(due) }
    }

    // MARK: - Which interrupt

    private func met(by due: Due) -> SubjectEventMet? {
        guard due.kind == .happen, now.world.announced.indices.contains(due.index) else { return nil }
        return now.world.announced[due.index]
    }

    private func lapsed(by due: Due) -> PurposeID? { due.kind == .lapse ? due.scopes.first?.purpose : nil }

    private func leaves(by due: Due) -> Bool { met(by: due)?.event == .left }

    /// The interrupts that speak of it, in the order of the list, whether their conditions hold or not.
    private func interrupts(by due: Due) -> [Int] {
        if due.kind == .interrupt { return card.interrupts.indices.contains(due.index) ? [due.index] : [] }
        let trigger: Interrupt.Trigger
        if let purpose = lapsed(by: due) {
            trigger = .withdrawn(purpose)
        } else if let met = met(by: due), met.subject == state.opening?.facts.subject {
            trigger = .event(met.event)
        } else {
            return []
        }
        return card.interrupts.indices.filter { card.interrupts[$0].trigger == trigger }
    }

    private func firstInterrupt(by due: Due) -> Int? {
        interrupts(by: due).first { holds(card.interrupts[$0]) }
    }

    private mutating func carryOut(_ place: Int, because due: Due) throws(Refusal) {
        if let met = met(by: due) {
            try carryOut(place, named: met.event.rawValue, .event, since: met.day)
        } else if let purpose = lapsed(by: due) {
            try carryOut(place, named: purpose.rawValue, .withdrawn)
        } else if let moment = due.moment {
            try carryOut(place, named: moment.description, .moment)
        }
    }

    /// Cancels what is open and goes where an interrupt leads, if it leads anywhere.
    private mutating func carryOut(
        _ place: Int, named name: String, _ cause: CaseInterrupted.Cause, since happened: Day? = nil
    ) throws(Refusal) {
        guard let target = card.interrupts[place].target else { return }
        emit(.caseInterrupted(CaseInterrupted(outcome: name, role: nil, cause: cause, interrupt: place)))
        cancelOpenVisits(since: happened)
        try go(to: target, from: nil)
    }

    /// Carries out the first interrupt by that event whose condition holds; gives whether there was one.
    mutating func interruptIfAny(_ event: SubjectEvent, since happened: Day) throws(Refusal) -> Bool {
        let place = card.interrupts.firstIndex {
            $0.trigger == .event(event) && holds($0)
        }
        guard let place else { return false }
        try carryOut(place, named: event.rawValue, .event, since: happened)
        return true
    }
}
