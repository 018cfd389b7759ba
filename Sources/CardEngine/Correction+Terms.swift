import SchoolTime

// What a term of something that is over counted from was wrong: it was another one all the while, and who was late by a typing
// error was not (docs/kaarttaal.md, choice 185).
extension Decision {
    /// Records what the terms of visits and of a case that are over were by what has been put right. Only of what stands as it
    /// follows from what was there: what counted from an earlier round, or another calendar, stays.
    ///
    /// - Parameter old: the state before it was put right, now and the times before: a log of before this was done may hold a
    ///   term that no correction moved.
    mutating func putRightTerms(since old: [CaseState]) {
        if let openedOn = state.opening?.day, !state.isRunning {
            let was = old.map { Decision(state: $0, card: card, now: now).caseDates(openedOn: openedOn) }
            let dates = caseDates(openedOn: openedOn)
            putRight(nil, .deadline, state.deadline, was: was.map(\.deadline), is: dates.deadline)
            putRight(nil, .statutory, state.statutory, was: was.map(\.statutory), is: dates.statutory)
        }
        for visit in state.visits where visit.suspensionsOver != nil {
            guard let step = card.step(visit.step), step.hasDates else { continue }
            let was = old.map { termsWhenOver(of: visit, step, in: $0) }
            let dates = termsWhenOver(of: visit, step, in: state)
            putRight(visit, .earliest, visit.earliest, was: was.map(\.earliest), is: dates.earliest)
            putRight(visit, .deadline, visit.deadline, was: was.map(\.deadline), is: dates.deadline)
            putRight(visit, .statutory, visit.statutory, was: was.map(\.statutory), is: dates.statutory)
        }
    }

    /// The dates of a visit that is over, by the suspensions of before that.
    private func termsWhenOver(of visit: Visit, _ step: Step, in state: CaseState) -> Dates {
        Decision(state: state.asSuspended(when: visit), card: card, now: now).dates(
            of: step, at: visit.place, openedOn: visit.openedOn, postponements: visit.postponements)
    }

    private mutating func putRight(
        _ visit: Visit?, _ kind: DateMoved.Kind, _ known: Day?, was: [Day?], is day: Day?
    ) {
        // What never had a term gets none now that it is over.
        let hadOne = known != nil || (visit?.lostTerms ?? state.lostTerms).contains(kind)
        guard hadOne, was.contains(known), day != known, day?.isStorable ?? true else { return }
        record(
            DateMoved(
                visit: visit?.number, kind: kind, from: known, to: day, cause: .anchor,
                called: kind == .deadline ? visit.flatMap { caseLimited(by: $0) } : nil))
    }

    /// The case whose deadline is that of a visit which went on at once; not once another visit took it up.
    private func caseLimited(by visit: Visit) -> CaseID? {
        let latest = state.visits.last { $0.calledCase != nil && $0.calledCase == visit.calledCase }
        return latest?.number == visit.number ? visit.calledCase : nil
    }
}

extension CaseState {
    /// As it was suspended when a visit was over: what came later moved none of its terms. Of an open one: as it is.
    func asSuspended(when visit: Visit) -> CaseState {
        visit.suspensionsOver.map(suspended(atMost:)) ?? self
    }

    /// Without the suspensions that came after so many.
    func suspended(atMost count: Int) -> CaseState {
        guard count < suspensions.count else { return self }
        var state = self
        state.suspensions.removeLast(suspensions.count - count)
        return state
    }

    /// Of which item each of these fields is, as it was recorded.
    func homes(of fields: [FieldID], _ kept: [KeptField]?) -> [FieldHome] {
        let places = Dictionary(
            (kept ?? []).map { ($0.field, $0.place) }, uniquingKeysWith: { first, _ in first })
        return fields.map { FieldHome(field: $0, place: places[$0]) }
    }

    /// As it was, and as it was before each time that one of these fields was put right since it was filled in.
    func before(correcting fields: [FieldID], _ kept: [KeptField]?) -> [CaseState] {
        [self]
            + homes(of: fields, kept).flatMap { home in
                (replaced[home] ?? []).map { value in
                    var state = self
                    state.keep(value, as: home.field, at: home.place)
                    return state
                }
            }
    }
}

extension Set<DateMoved.Kind> {
    /// Notes that a date went with what it counts from, or came back.
    mutating func note(_ fact: DateMoved) {
        if fact.to == nil, fact.cause == .anchor { insert(fact.kind) } else { remove(fact.kind) }
    }
}
