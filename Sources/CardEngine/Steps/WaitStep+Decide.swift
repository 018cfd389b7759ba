import SchoolTime

extension Decision {
    /// Opens a wait; when its moment is past, or what it waits for is there, the case goes on at once.
    mutating func open(_ step: Step, _ wait: WaitStep, at place: Place?) -> Target? {
        let number = nextVisit
        emitOpened(step, performers: wait.earlier, at: place)
        guard let visit = state.visit(number) else { return nil }
        let over: Day? =
            switch wait.goal {
            case .moment: visit.until
            case .card(let awaited, let since): completion(of: awaited, since: since, for: visit)
            }
        guard let over, over <= day else { return nil }
        return close(number, step, with: Outcome.done)
    }

    /// The day on which all that a wait waits for was there; nil as long as something is missing.
    func completion(of awaited: CardID, since: Moment?, for visit: Visit) -> Day? {
        let subject = state.subjectAsOpened(at: visit.place)
        let isOfCase = subject == state.opening?.facts.subject
        guard
            let world = isOfCase
                ? now.world.awaited[awaited] : subject.flatMap({ now.world.awaitedByItems[$0]?[awaited] })
        else { return nil }
        let first: Day
        if let since {
            guard
                let day = day(of: since, from: visit.openedOn, edge: .first, at: visit.place)
            else { return nil }
            first = day
        } else {
            first = SchoolYearNumber(of: visit.openedOn).firstDay
        }
        var latest = visit.openedOn
        for subject in world.subjects {
            guard let day = world.completed[subject]?.filter({ $0 >= first }).min() else { return nil }
            latest = max(latest, day)
        }
        for (subject, day) in world.gone {
            let done = world.completed[subject]?.filter { $0 >= first }.min()
            latest = max(latest, done.map { min($0, day) } ?? day)
        }
        return latest
    }
}
