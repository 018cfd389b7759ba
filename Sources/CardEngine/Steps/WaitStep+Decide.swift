import SchoolTime

extension Decision {
    /// Opens a wait; when its moment is past, or what it waits for is there, the case goes on at once.
    mutating func open(_ step: Step, _ wait: WaitStep, at place: Place?) -> Target? {
        let number = nextVisit
        emitOpened(step, performers: wait.earlier, at: place)
        guard let visit = state.visit(number) else { return nil }
        switch wait.goal {
        case .moment: guard let over = visit.until, over <= day else { return nil }
        case .card(let awaited, let since):
            guard let over = completion(of: awaited, since: since, for: visit), over.day <= day,
                over.heardOn ?? day <= day
            else { return nil }
        }
        return close(number, step, with: Outcome.done)
    }

    /// When all that a wait waits for was there: as of which day, and when that was recorded, if that was later.
    struct AwaitedEnd {
        let day: Day
        let heardOn: Day?
    }

    /// Nil as long as something is missing.
    func completion(of awaited: CardID, since: Moment?, for visit: Visit) -> AwaitedEnd? {
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
        var heardOn = visit.openedOn
        /// The one that was known first: what is recorded later changes nothing that was over by then.
        func done(by subject: Subject) -> (heardOn: Day, day: Day)? {
            (world.completed[subject] ?? []).filter { $0 >= first }
                .map { (heardOn: world.recordedOn[subject]?[$0] ?? $0, day: $0) }.min { $0 < $1 }
        }
        for subject in world.subjects {
            guard let done = done(by: subject) else { return nil }
            latest = max(latest, done.day)
            heardOn = max(heardOn, done.heardOn)
        }
        for (subject, day) in world.gone {
            // What was not known by then was not waited for any more.
            let known = done(by: subject).flatMap { $0.heardOn < day ? $0 : nil }
            latest = max(latest, known?.day ?? day)
            heardOn = max(heardOn, known?.heardOn ?? day)
        }
        return AwaitedEnd(day: latest, heardOn: heardOn > latest ? heardOn : nil)
    }
}
