import SchoolTime

// A deadline that went with what it counted from and comes back (docs/kaarttaal.md, choice 195).
extension Decision {
    /// Records that a date moved. A postponed deadline that comes back is told as it was when it went, and then by how much it stood
    /// still meanwhile: the last day of before it was postponed goes with the one and not with the other.
    mutating func record(_ moved: DateMoved) {
        guard let day = deadlineAsItWent(moved), day != moved.to, day.isStorable else {
            emit(.dateMoved(moved))
            return
        }
        for (from, to, cause) in [(nil, day, moved.cause), (day, moved.to, .suspended)] {
            emit(
                .dateMoved(
                    DateMoved(
                        visit: moved.visit, kind: moved.kind, from: from, to: to, cause: cause,
                        day: moved.day,
                        // What was called hears of the day that it is now, and of no other.
                        called: to == moved.to ? moved.called : nil)))
        }
    }

    /// A postponed deadline that comes back, without the suspensions since it went; nil when it is no such date.
    private func deadlineAsItWent(_ moved: DateMoved) -> Day? {
        guard moved.kind == .deadline, moved.from == nil, moved.to != nil else { return nil }
        guard let number = moved.visit else {
            guard state.limit?.day == nil, let gone = state.postponements.last?.gone,
                let opening = state.opening
            else { return nil }
            return Decision(state: state.suspended(atMost: gone.over), card: card, now: now)
                .caseDates(openedOn: opening.day).deadline
        }
        guard let visit = state.visit(number), let gone = visit.postponements.last?.gone,
            let step = card.step(visit.step)
        else { return nil }
        let then = state.asSuspended(when: visit).suspended(atMost: gone.over)
        return Decision(state: then, card: card, now: now).dates(
            of: step, at: visit.place, openedOn: visit.openedOn, keeping: visit.earliest,
            postponements: visit.postponements
        ).deadline
    }
}
