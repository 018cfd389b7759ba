import SchoolTime

/// The state after an event. It can't refuse and needs no card: what happened, happened.
public func evolve(_ state: CaseState, with event: Event) -> CaseState {
    var state = state
    state.apply(event)
    return state
}

/// The state that follows from a history.
public func replay(_ events: some Sequence<Event>) -> CaseState {
    var state = CaseState()
    for event in events { state.apply(event) }
    return state
}

extension CaseState {
    /// `evolve` in place.
    mutating func apply(_ event: Event) {
        eventCount += 1
        switch event.fact {
        case .caseOpened(let fact):
            opening = Opening(facts: fact, stamp: event.stamp)
            deadline = fact.deadline
        case .stepOpened(let fact):
            visits.append(
                Visit(
                    number: fact.visit, step: fact.step, openedOn: fact.openedOn,
                    performers: fact.performers, earliest: fact.earliest,
                    deadline: fact.deadline, status: .open))
        case .stepCompleted(let fact):
            let completion = Completion(
                outcome: fact.outcome, doneOn: fact.doneOn, stamp: event.stamp, role: fact.role,
                onBehalfOf: fact.onBehalfOf, presence: event.content?.presence ?? [:])
            close(fact.visit, as: .done(completion))
            // The latest entry counts, also when its content has been destroyed: then there is no value left.
            for field in fact.filled { values[field] = event.content?.values[field] }
        case .stepSkipped(let fact):
            pass(fact.step, number: fact.visit, on: fact.day, as: .skipped(fact.day))
        case .choiceMade(let fact):
            pass(fact.step, number: fact.visit, on: fact.day, as: .decided(fact.day))
        case .stepCancelled(let fact):
            close(fact.visit, as: .cancelled(event.stamp))
        case .dateMoved(let fact):
            move(fact)
        case .caseEnded(let fact):
            ending = Ending(
                end: fact.end, countsAs: fact.countsAs, stamp: event.stamp, reason: event.content?.reason)
        case .dataDisclosed, .caseInterrupted:
            break
        }
    }

    private mutating func close(_ number: Int, as status: Visit.Status) {
        guard visit(number) != nil else { return }
        visits[number - 1].status = status
    }

    private mutating func pass(_ step: StepID, number: Int, on day: Day, as status: Visit.Status) {
        visits.append(
            Visit(
                number: number, step: step, openedOn: day, performers: [], earliest: nil, deadline: nil,
                status: status))
    }

    private mutating func move(_ fact: DateMoved) {
        guard let number = fact.visit else {
            deadline = fact.to
            return
        }
        guard visit(number) != nil else { return }
        switch fact.kind {
        case .earliest: visits[number - 1].earliest = fact.to
        case .deadline: visits[number - 1].deadline = fact.to
        }
    }
}
