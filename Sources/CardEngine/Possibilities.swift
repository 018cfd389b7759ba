public import SchoolTime

/// Something that the actor can do with a case now.
public enum Possibility: Hashable, Sendable {
    /// Complete this visit, in this capacity; nil: it is the actor's by name.
    case complete(Visit, Step, Capacity?)
    /// Answer for these signers of this visit.
    case sign(Visit, Step, [Signer])
    /// Make an entry in this register.
    case enter(Visit, Step, Capacity?)
    /// Report what may happen at any moment, under this name.
    case interrupt(String)
    /// Go back to this visit, which was done.
    case reopen(Visit)
    /// Postpone the term of this visit, or of the whole case.
    case postpone(Visit?)
    /// Let somebody do this visit, which nobody can.
    case assign(Visit)
    case suspend, resume
    /// End the case as `vervallen`.
    case stop
}

/// What can the actor do now? In the order of the visits, then the interrupts as written, then what only the owner does.
///
/// The command line, the random walks and later the web pages all ask this one question; `decide` uses the same
/// checks.
public func possibilities(in state: CaseState, on card: Card, at now: Circumstances) -> [Possibility] {
    var decision = Decision(state: state, card: card, now: now)
    decision.catchUp()
    decision.day = now.today
    return decision.possibilities
}

/// Why the actor can't complete this visit today, whatever the answers; nil when the actor can.
///
/// - Parameter doneOn: the day on which it was done; nil: today.
public func refusal(
    toComplete visit: Int, doneOn: Day? = nil, in state: CaseState, on card: Card, at now: Circumstances
) -> Refusal? {
    var decision = Decision(state: state, card: card, now: now)
    decision.catchUp()
    do throws(Refusal) {
        let (visit, _, _) = try decision.completable(visit, doneOn: doneOn)
        return decision.refusal(of: visit, doneOn: doneOn ?? now.today)
    } catch {
        return error
    }
}

/// Whether the actor can still record a provision that was made on that day, before the engine ended its step for want of a
/// consent (docs/kaarttaal.md, choice 100).
public func mayRecordProvision(
    _ visit: Int, doneOn: Day?, in state: CaseState, on card: Card, at now: Circumstances
) -> Bool {
    let decision = Decision(state: state, card: card, now: now)
    guard let missed = try? decision.missedProvision(visit, doneOn: doneOn) else { return false }
    return (try? decision.capacity(for: missed.0, missed.1)) != nil
}

/// Whether the work is the actor's, now or later.
public func mayComplete(_ visit: Int, in state: CaseState, on card: Card, at now: Circumstances) -> Bool {
    let decision = Decision(state: state, card: card, now: now)
    return (try? decision.completable(visit)) != nil || !decision.signable(visit).isEmpty
}

/// Whether a step waits for a person and nobody in the school can do it: the owner assigns it.
public func isNobodys(_ visit: Int, in state: CaseState, on card: Card, at now: Circumstances) -> Bool {
    let decision = Decision(state: state, card: card, now: now)
    return (try? decision.openVisit(visit)).map { decision.isNobodys($0.0) } ?? false
}

extension Decision {
    fileprivate var possibilities: [Possibility] {
        guard state.isRunning else { return reopenings }
        var found: [Possibility] = []
        for visit in state.openVisits where refusal(of: visit, doneOn: now.today) == nil {
            guard let step = card.step(visit.step) else { continue }
            if let (_, _, capacity) = try? completable(visit.number) {
                if case .register = step.kind { found.append(.enter(visit, step, capacity)) }
                found.append(.complete(visit, step, capacity))
            }
            let signers = signable(visit.number)
            if !signers.isEmpty { found.append(.sign(visit, step, signers)) }
        }
        guard refusalByClock == nil else { return found }
        var reported: Set<String> = []
        for interrupt in card.interrupts {
            guard let (outcome, performers) = interrupt.report, now.roster.holdsAny(now.actor, performers),
                holds(interrupt), reported.insert(outcome).inserted
            else { continue }
            if interrupt.target != nil { found.append(.interrupt(outcome)) }
        }
        guard now.roster.holds(now.actor, card.owner) else { return found }
        for visit in state.openVisits where isNobodys(visit) { found.append(.assign(visit)) }
        for visit in state.openVisits where visit.deadline != nil { found.append(.postpone(visit)) }
        if state.deadline != nil { found.append(.postpone(nil)) }
        found += reopenings
        found.append(state.isSuspended ? .resume : .suspend)
        found.append(.stop)
        return found
    }

    private var reopenings: [Possibility] {
        guard now.roster.holds(now.actor, card.owner), refusalByClock == nil else { return [] }
        return state.visits.filter { (try? reopenable($0)) != nil }.map(Possibility.reopen)
    }

    /// An open visit with its step, and the capacity in which the actor may complete it.
    fileprivate func completable(
        _ number: Int, doneOn: Day? = nil
    ) throws(Refusal) -> (Visit, Step, Capacity?) {
        let missed = try missedProvision(number, doneOn: doneOn)
        let (visit, step) = if let missed { missed } else { try openVisit(number) }
        guard step.isCompletedByPerson else { throw .wrongAct(step.id) }
        return (visit, step, try capacity(for: visit, step))
    }

    /// The signers for whom the actor may answer.
    fileprivate func signable(_ number: Int) -> [Signer] {
        guard let visit = state.visit(number), visit.isOpen, state.isRunning else { return [] }
        let roster = roster(at: visit.place)
        return visit.signatures.map(\.signer).filter {
            roster.capacity(of: now.actor, among: [$0.role]) != nil
        }
    }

    /// Whether a step waits for a person and nobody in the school can do it.
    fileprivate func isNobodys(_ visit: Visit) -> Bool {
        guard let step = card.step(visit.step) else { return false }
        switch step.kind {
        case .task, .register: return !now.roster.staff.contains { qualifies($0, for: visit, step) }
        case .sign, .choice, .parallel, .forEach, .call, .wait: return false
        }
    }
}
