import SchoolTime

// What a term of something that is over counted from was wrong: it was another one all the while, and who was late by a typing
// error was not (docs/kaarttaal.md, choice 185).
extension Decision {
    /// Records what the terms of visits and of a case that are over were by what has been put right. Only of what stands as it
    /// follows from what was there: what counted from an earlier round, or another calendar, stays.
    ///
    /// - Parameter old: the state before it was put right.
    mutating func putRightTerms(since old: CaseState) {
        if let openedOn = state.opening?.day, !state.isRunning {
            let was = Decision(state: old, card: card, now: now).caseDates(openedOn: openedOn)
            let dates = caseDates(openedOn: openedOn)
            putRight(nil, .deadline, state.deadline, was: was.deadline, is: dates.deadline)
            putRight(nil, .statutory, state.statutory, was: was.statutory, is: dates.statutory)
        }
        for visit in state.visits where visit.suspensionsOver != nil {
            guard let step = card.step(visit.step), step.hasDates else { continue }
            let was = termsWhenOver(of: visit, step, in: old)
            let dates = termsWhenOver(of: visit, step, in: state)
            putRight(visit, .earliest, visit.earliest, was: was.earliest, is: dates.earliest)
            putRight(visit, .deadline, visit.deadline, was: was.deadline, is: dates.deadline)
            putRight(visit, .statutory, visit.statutory, was: was.statutory, is: dates.statutory)
        }
    }

    /// The dates of a visit that is over, by the suspensions of before that.
    private func termsWhenOver(of visit: Visit, _ step: Step, in state: CaseState) -> Dates {
        Decision(state: state.asSuspended(when: visit), card: card, now: now).dates(
            of: step, at: visit.place, openedOn: visit.openedOn, postponements: visit.postponements)
    }

    private mutating func putRight(
        _ visit: Visit?, _ kind: DateMoved.Kind, _ known: Day?, was: Day?, is day: Day?
    ) {
        // What never had a term gets none now that it is over.
        guard let was, known == was, day != was, day?.isStorable ?? true else { return }
        emit(.dateMoved(DateMoved(visit: visit?.number, kind: kind, from: was, to: day, cause: .anchor)))
    }
}

extension CaseState {
    /// As it was suspended when a visit was over: what came later moved none of its terms. Of an open one: as it is.
    func asSuspended(when visit: Visit) -> CaseState {
        guard let over = visit.suspensionsOver, over < suspensions.count else { return self }
        var state = self
        state.suspensions.removeLast(suspensions.count - over)
        return state
    }
}
