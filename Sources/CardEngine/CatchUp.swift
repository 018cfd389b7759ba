import SchoolTime

/// What falls due: by the clock, or because something changed outside. Handled by moment, then by place in the card
/// (kaarttaal, section 11), each as of the day on which it fell due, so that it makes no difference when the daily run
/// came.
extension Decision {
    /// Something that is due.
    struct Due {
        enum Kind: Int, Comparable {
            case happen, remind, escalate, endWait, endCall, endByConsent, expire, lapse, interrupt

            static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
        }

        /// As of which day.
        let day: Day
        /// The place in the card: a step, or behind the steps an interrupt.
        let place: Int
        /// The visit; 0 for the case as a whole.
        let visit: Int
        let kind: Kind
        /// Of a reminder, an interrupt or what was announced: which.
        var index = 0
        var roles: [RoleID]?
        /// Of consents that lapsed: which, all for the same purpose.
        var scopes: [Consent.Scope] = []
        /// Of a reminder or interrupt: the day that its moment means, which may be before it was known.
        var moment: Day?
        /// Of what was recorded only after the day as of which it is: when that was.
        var heardOn: Day?

        /// The day on which its turn comes: what is heard later can't have come before what had fallen due by then.
        var turn: Day { heardOn ?? day }

        /// What tells it apart from all else that is due.
        struct Key: Hashable {
            let kind: Kind
            let visit: Int
            let index: Int
            let day: Day
        }

        var key: Key { Key(kind: kind, visit: visit, index: index, day: day) }

        func comes(before other: Due) -> Bool {
            guard turn == other.turn, (heardOn == nil) == (other.heardOn == nil) else {
                return (turn, heardOn == nil ? 0 : 1) < (other.turn, other.heardOn == nil ? 0 : 1)
            }
            return (day, place, visit, kind, index) < (
                other.day, other.place, other.visit, other.kind, other.index
            )
        }
    }

    /// Brings dates up to date and does what is due, until nothing is: first what fell due before there was news, by what was
    /// known then; after that it notes what is new outside.
    mutating func catchUp() {
        guard state.isRunning else { return }
        isEngine = true
        defer { isEngine = false }
        day = now.today
        refreshDates()
        doWhatIsDue(until: now.newsDay - 1)
        guard state.isRunning else { return }
        day = now.newsDay
        if mayHaveNews {
            noteSubjects()
            mayHaveNews = false
        }
        refreshDates()
        doWhatIsDue(until: now.lastDay)
    }

    /// The first day on which something falls due that was not done yet; nil when nothing is due.
    mutating func firstDue() -> Day? {
        guard state.isRunning else { return nil }
        isEngine = true
        defer { isEngine = false }
        refreshDates()
        return allDue().first?.turn
    }

    /// Why something that is due can't be done; nil when nothing keeps the case from going on.
    mutating func hindrance() -> Refusal? {
        catchUp()
        guard state.isRunning else { return nil }
        isEngine = true
        for due in allDue() {
            var attempt = self
            attempt.day = due.day
            do throws(Refusal) { try attempt.handle(due) } catch { return error }
        }
        return nil
    }

    /// What can't be done, such as a choice on a field that is empty, stays due and keeps nothing else from being done.
    private mutating func doWhatIsDue(until last: Day) {
        var stuck = 0
        // What leads to a card that can't begin does so whatever else is done: each is tried once.
        var hopeless: Set<Due.Key> = []
        while state.isRunning {
            let due = allDue().filter { $0.turn <= last && !hopeless.contains($0.key) }
            guard due.indices.contains(stuck) else { return }
            var attempt = self
            do throws(Refusal) {
                if attempt.day < due[stuck].day { attempt.rounds = Rounds() }
                attempt.day = due[stuck].day
                try attempt.handle(due[stuck])
                attempt.refreshDates()
                self = attempt
                stuck = 0
            } catch {
                if case .notCallable = error { hopeless.insert(due[stuck].key) } else { stuck += 1 }
            }
        }
    }

    /// What is due today, in order. As long as nothing happens it stays the same, and is not looked for again.
    mutating func allDue() -> [Due] {
        if let lookedAt, lookedAt.after == events.count { return lookedAt.due }
        var found: [Due] = []
        for index in state.visits.indices where state.visits[index].isOpen {
            guard let place = card.place(of: state.visits[index].step), card.steps[place].canFallDue else {
                continue
            }
            addDue(of: state.visits[index], card.steps[place], at: place, to: &found)
        }
        addDueOfCase(to: &found)
        found += announcedEvents + lapsedConsents + comingMoments
        let due = found.filter { $0.turn <= now.today }.sorted { $0.comes(before: $1) }
        lookedAt = (events.count, due)
        return due
    }

    /// What was announced to happen to the subject, or to an item that is open, while the case ran.
    private var announcedEvents: [Due] {
        guard !now.world.announced.isEmpty, let opening = state.opening else { return [] }
        let began = state.reopenedOn ?? opening.day
        // But for one that begins by a departure, or is called by one that goes on after it.
        let endsLater =
            opening.facts.origin?.caller == nil
            && !card.startRules.contains { $0.trigger == .event(.left) || $0.asksEnrolment }
        return now.world.announced.enumerated().compactMap { index, announced in
            let subject = announced.subject
            let isItem =
                announced.event == .left
                && state.openVisits.contains { visit in
                    visit.branches.contains { $0.status == .open && $0.item?.subject == subject }
                }
            // Who leaves is there that whole day: a case that begins on it runs until the day after.
            let isLastDay = endsLater && announced.event == .left && announced.day == began
            guard subject == opening.facts.subject || isItem, !hasMet(announced),
                announced.day > began || isLastDay
            else { return nil }
            // What happened before it becomes known counts as of the latest that happened.
            let known = state.visits.last?.openedOn ?? opening.day
            return Due(
                day: max(isLastDay ? announced.day + 1 : announced.day, known), place: -2, visit: 0,
                kind: .happen, index: index)
        }
    }

    private func addDue(of visit: Visit, _ step: Step, at index: Int, to found: inout [Due]) {
        func add(
            _ kind: Due.Kind, on day: Day, _ number: Int = 0, _ roles: [RoleID]? = nil, moment: Day? = nil,
            heardOn: Day? = nil
        ) {
            let day = max(day, visit.datesKnownOn)
            guard day <= now.today else { return }
            found.append(
                Due(
                    day: day, place: index, visit: visit.number, kind: kind, index: number, roles: roles,
                    moment: moment, heardOn: heardOn))
        }
        if case .wait(let wait) = step.kind {
            switch wait.goal {
            case .moment(let moment):
                if let until = visit.until, !(state.isSuspended && moment.isSpan) { add(.endWait, on: until) }
            case .card(let awaited, let since):
                if let over = completion(of: awaited, since: since, for: visit) {
                    add(.endWait, on: over.day, heardOn: over.heardOn)
                }
            }
        }
        if let ended = visit.calledCase.flatMap({ state.endedCalls[$0] }) {
            found.append(
                Due(
                    day: max(ended.day, visit.openedOn), place: index, visit: visit.number, kind: .endCall))
        }
        if case .task(let task) = step.kind, let disclosure = task.disclosure,
            !mayDisclose(disclosure, at: visit.place, on: now.today)
        {
            add(.endByConsent, on: dayWithout(disclosure, at: visit.place))
        }
        let deadline = running(visit.deadline, visit.statutory)
        if step.expires, let deadline { add(.expire, on: deadline + 1) }
        for (number, reminder) in step.terms.reminders.enumerated() {
            guard
                let day = day(
                    of: reminder, before: deadline, openedOn: visit.openedOn, earliest: visit.earliest,
                    at: visit.place), day <= now.today,
                !visit.reminded.contains(.init(reminder: number, day: day))
            else { continue }
            add(.remind, on: day, number, reminder.roles, moment: day)
        }
        if let escalation = step.terms.escalation, !escalation.roles.isEmpty, visit.escalatedTo.isEmpty,
            let deadline,
            let day = now.calendar.reachedDay(escalation.delay, .after, from: deadline)
        {
            add(.escalate, on: max(day, deadline + 1), 0, escalation.roles)
        }
    }

    /// What `verlopen`, reminders and escalation count from: the `termijn`, which does not run while the case is suspended, or
    /// without one what the law says, which does.
    private func running(_ term: Day?, _ statutory: Day?) -> Day? {
        term == nil ? statutory : state.isSuspended ? nil : term
    }

    /// The day of a reminder, if it has one.
    private func day(
        of reminder: Reminder, before deadline: Day?, openedOn: Day, earliest: Day? = nil, at place: Place?
    ) -> Day? {
        switch reminder {
        case .before(let span):
            return deadline.flatMap { now.calendar.reachedDay(span, .before, from: $0) }
                .map { max($0, openedOn) }
        case .at(let moment, _):
            let base = max(openedOn, earliest ?? openedOn)
            return day(of: moment, from: base, edge: .first, at: place, openedOn: openedOn)
                .map { max($0, openedOn) }
        }
    }

    private func addDueOfCase(to found: inout [Due]) {
        guard !card.terms.reminders.isEmpty, let openedOn = state.opening?.day else { return }
        let deadline = running(state.deadline, state.statutory)
        for (number, reminder) in card.terms.reminders.enumerated() {
            guard let day = day(of: reminder, before: deadline, openedOn: openedOn, at: nil),
                day <= now.today, !state.reminded.contains(.init(reminder: number, day: day))
            else { continue }
            found.append(
                Due(day: day, place: -1, visit: 0, kind: .remind, index: number, roles: reminder.roles))
        }
    }

    /// Consents that this case knew of and that were withdrawn, or ran out: what lapses of one purpose on one day does so
    /// together.
    private var lapsedConsents: [Due] {
        guard !state.heldConsents.isEmpty else { return [] }
        let facts = facts(at: nil)
        var lapsed: [Lapse: [Consent.Scope]] = [:]
        for scope in state.heldConsents {
            guard let day = lapse(of: scope, in: facts, of: state.opening?.facts.subject) else { continue }
            lapsed[Lapse(purpose: scope.purpose, day: day), default: []].append(scope)
        }
        let order = lapsed.keys.sorted { ($0.purpose, $0.day) < ($1.purpose, $1.day) }
        return order.enumerated().map { number, lapse in
            Due(
                day: lapse.day, place: -1, visit: 0, kind: .lapse, index: number,
                scopes: (lapsed[lapse] ?? []).sorted {
                    ($0.recipient?.rawValue ?? "") < ($1.recipient?.rawValue ?? "")
                })
        }
    }

    /// Since when a consent does not hold; nil when it does. One that was withdrawn held until today; one that had run out
    /// when the case came to know of it held until that day, which is that on which a step of what is caught up fell due.
    func lapse(of scope: Consent.Scope, in facts: SubjectFacts, of subject: Subject?) -> Day? {
        let scope = now.roster.own(scope)
        guard let consent = facts.consent(for: scope) else { return now.today }
        guard let until = consent.until, until < now.today else { return nil }
        let isOwnDecision = events.contains { event in
            guard case .consentDecided(let fact) = event.fact else { return false }
            return fact.subject == subject && fact.consent.scope == scope
        }
        let known = subject.flatMap { before.subjects[$0] }?.consents.map { now.roster.own($0) }
            .longest(for: scope)
        guard !isOwnDecision, known != consent, let subject else { return until + 1 }
        return max(until + 1, consentsNotedOn[subject] ?? now.today)
    }

    private struct Lapse: Hashable {
        let purpose: PurposeID
        let day: Day
    }

    private mutating func handle(_ due: Due) throws(Refusal) {
        let visit = state.visit(due.visit)
        switch due.kind {
        case .remind:
            emit(
                .reminderSent(
                    ReminderSent(
                        visit: visit?.number, reminder: due.index, day: due.moment ?? due.day,
                        roles: due.roles)))
        case .escalate:
            emit(.stepEscalated(StepEscalated(visit: due.visit, roles: due.roles ?? [], day: due.day)))
        case .endWait: try end(visit, with: Outcome.done, heardOn: due.heardOn)
        case .endCall:
            guard let ended = visit?.calledCase.flatMap({ state.endedCalls[$0] }) else { return }
            try end(visit, with: ended.end.rawValue)
        case .expire:
            if let visit { refuseConsentIfAny(in: visit) }
            try end(visit, with: Outcome.expired)
        case .endByConsent: try end(visit, with: Outcome.noConsent)
        case .happen, .lapse, .interrupt: try interrupt(by: due)
        }
    }

    /// The engine ends a visit and carries on.
    mutating func end(_ visit: Visit?, with outcome: String, heardOn: Day? = nil) throws(Refusal) {
        guard let visit, visit.isOpen, let step = card.step(visit.step) else { return }
        try go(to: close(visit.number, step, with: outcome, heardOn: heardOn), from: visit.place)
    }
}

extension Moment {
    /// Whether it counts from when the step opens, and so stands still while a case is suspended.
    var isSpan: Bool {
        if case .span = self { true } else { false }
    }
}
