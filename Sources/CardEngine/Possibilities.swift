/// Something that the actor can do with a case now.
public enum Possibility: Hashable, Sendable {
    /// Complete this visit of a task, in this capacity.
    case complete(Visit, TaskStep, Capacity)
    /// Report what may happen at any moment.
    case interrupt(Interrupt)
    /// End the case as `vervallen`.
    case stop
}

/// What can the actor do now? In the order of the visits, then the interrupts as written, then the stop.
///
/// The command line, the random walks and later the web pages all ask this one question; `decide` uses the same
/// checks.
public func possibilities(in state: CaseState, on card: Card, at now: Circumstances) -> [Possibility] {
    guard state.isRunning else { return [] }
    let decision = Decision(state: state, card: card, now: now)
    var found: [Possibility] = []
    for open in state.openVisits {
        guard let (visit, task, capacity) = try? decision.completable(open.number),
            decision.refusal(of: visit, doneOn: now.today) == nil
        else { continue }
        found.append(.complete(visit, task, capacity))
    }
    guard decision.refusalByClock == nil else { return found }
    var reported: Set<String> = []
    for interrupt in card.interrupts
    where now.roster.holdsAny(now.actor, interrupt.performers)
        && interrupt.condition.map(decision.holds) ?? true && reported.insert(interrupt.outcome).inserted
    {
        found.append(.interrupt(interrupt))
    }
    if now.roster.holds(now.actor, card.owner) { found.append(.stop) }
    return found
}

/// Why the actor can't complete this visit today, whatever the answers; nil when the actor can.
public func refusal(
    toComplete visit: Int, in state: CaseState, on card: Card, at now: Circumstances
) -> Refusal? {
    do throws(Refusal) {
        let decision = Decision(state: state, card: card, now: now)
        return decision.refusal(of: try decision.completable(visit).0, doneOn: now.today)
    } catch {
        return error
    }
}

/// Whether the work is the actor's, now or later.
public func mayComplete(_ visit: Int, in state: CaseState, on card: Card, at now: Circumstances) -> Bool {
    (try? Decision(state: state, card: card, now: now).completable(visit)) != nil
}

extension Decision {
    /// An open visit with its task, and the capacity in which the actor may complete it.
    fileprivate func completable(_ number: Int) throws(Refusal) -> (Visit, TaskStep, Capacity) {
        let (visit, _, task) = try openTask(number)
        return (visit, task, try capacity(for: visit, task))
    }
}
