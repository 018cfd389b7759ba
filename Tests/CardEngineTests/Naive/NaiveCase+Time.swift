import SchoolTime

@testable import CardEngine

/// What time brings: dates that move, and what falls due, day by day (kaarttaal, sections 4, 6 and 11).
extension NaiveCase {
    /// What was due before a command: day by day by what was known, then what is new, today or since the day for which it was
    /// planned.
    mutating func catchUp() throws(NaiveRefusal) {
        guard isRunning else { return }
        if let calendar = lastCalendar, calendar != now.calendar {
            day = today
            refresh(.calendar)
        }
        lastCalendar = now.calendar
        let news = min(now.world.newsSince ?? today, today)
        try settle(from: lastDay, to: news - 1)
        guard isRunning else { return }
        day = news
        noteWhatIsNew()
        try settle(from: news, to: today)
        day = today
    }

    /// Lets time pass; on each day whatever is due is done, one after the other.
    mutating func settle(from first: Day, to last: Day) throws(NaiveRefusal) {
        var date = first
        while date <= last, isRunning {
            day = date
            refresh(.anchor)
            hops += 1
            guard hops < 2_000 else { throw .endless }
            if let earlier = try doWhatIsDue() {
                date = min(date, earlier)
            } else {
                date = date + 1
            }
        }
    }

    // MARK: - Dates that move

    mutating func refresh(_ cause: DateMoved.Cause) {
        let hasMoved = followOccasion()
        // Of what counts from the occasion the anchor moved, whatever else changed. Only a duration counts from `vanaf`.
        func why(_ moment: Moment?, _ base: Moment? = nil) -> DateMoved.Cause {
            let anchor: Anchor? =
                switch moment {
                case .relative(_, _, let anchor), .anchor(let anchor), .next(_, after: let anchor): anchor
                case .span, .today: base?.anchor
                case .period, .dayBefore, nil: nil
                }
            return hasMoved && anchor == .occasion ? .anchor : cause
        }
        deadline = moved(deadline, to: caseDeadline(), .deadline, nil, why(card.terms.term))
        statutory = moved(statutory, to: caseStatutory(), .statutory, nil, why(card.terms.statutory))
        for index in visits.indices where visits[index].isOpen {
            let number = visits[index].number
            let terms = step(visits[index]).terms
            visits[index].earliest = moved(
                visits[index].earliest, to: earliest(of: visits[index]), .earliest, number,
                why(terms.earliest))
            visits[index].deadline = moved(
                visits[index].deadline, to: deadline(of: visits[index]), .deadline, number,
                why(terms.term, terms.earliest))
            visits[index].statutory = moved(
                visits[index].statutory, to: statutory(of: visits[index]), .statutory, number,
                why(terms.statutory, terms.earliest))
            var goal: Moment?
            if case .wait(let wait) = step(visits[index]).kind, case .moment(let moment) = wait.goal {
                goal = moment
            }
            visits[index].until = moved(
                visits[index].until, to: until(of: visits[index]), .until, number, why(goal))
        }
        for (number, interrupt) in card.interrupts.enumerated() {
            guard case .moment(let moment) = interrupt.trigger else { continue }
            let means = day(of: moment, from: openedOn, year: openedOn, edge: .first, at: nil)
            let old = moments[number]?.day
            if means.isBeyondCalendar, why(moment) == .calendar { continue }
            guard means.day != old else { continue }
            moments[number] = means.day.map { (day: $0, knownOn: day) }
            tell(
                .momentMoved(
                    MomentMoved(
                        interrupt: number, from: old, to: means.day, day: day == today ? nil : day)))
        }
    }

    private mutating func moved(
        _ old: Day?, to new: NaiveDay, _ kind: DateMoved.Kind, _ visit: Int?, _ cause: DateMoved.Cause
    ) -> Day? {
        // A day that was known stays when the calendar does not reach it any more.
        if new.isBeyondCalendar, cause == .calendar { return old }
        guard new.day != old else { return old }
        if let visit {
            visits[visit - 1].knownOn = day
            visits[visit - 1].lostTerms.remove(kind)
            if new.day == nil, cause == .anchor { visits[visit - 1].lostTerms.insert(kind) }
        } else {
            lostTerms.remove(kind)
            if new.day == nil, cause == .anchor, kind == .statutory || !hadLimit { lostTerms.insert(kind) }
        }
        let asItWent = kind == .deadline && old == nil ? deadlineAsItWent(visit) : nil
        if kind == .deadline { noteGone(visit, isGone: new.day == nil) }
        let called = kind == .deadline ? visit.flatMap { visits[$0 - 1].called } : nil
        for (from, to, cause) in NaiveCase.moves(old, new.day, by: asItWent, cause) {
            tell(
                .dateMoved(
                    DateMoved(
                        visit: visit, kind: kind, from: from, to: to, cause: cause,
                        day: day == today ? nil : day, called: to == new.day ? called : nil)))
        }
        return new.day
    }

    /// What comes back after a suspension is told as it was, and then how long it stood still.
    static func moves(_ old: Day?, _ new: Day?, by asItWent: Day?, _ cause: DateMoved.Cause)
        -> [(Day?, Day?, DateMoved.Cause)]
    {
        guard let asItWent, asItWent != new else { return [(old, new, cause)] }
        return [(old, asItWent, cause), (asItWent, new, .suspended)]
    }

    /// A postponed deadline that comes back, as if nothing was suspended since it went.
    func deadlineAsItWent(_ number: Int?) -> Day? {
        var then = self
        guard let number else {
            guard limit == nil, let gone = goneAfter else { return nil }
            then.suspensions = gone
            return then.caseDeadline().day
        }
        var visit = visits[number - 1]
        guard let gone = visit.goneAfter else { return nil }
        let stood = visit.isOpen ? suspensions : visit.suspensionsBefore
        then.suspensions = stood.count < gone.count ? stood : gone
        if !visit.isOpen { visit.earliest = then.earliest(of: visit).day }
        return then.deadline(of: visit).day
    }

    mutating func noteGone(_ number: Int?, isGone: Bool) {
        let over = suspensions.filter { $0.to != nil }
        if let number {
            let isPostponed = !visits[number - 1].postponements.isEmpty
            visits[number - 1].goneAfter = isGone && isPostponed ? over : nil
        } else if limit == nil {
            goneAfter = isGone && !postponements.isEmpty ? over : nil
        }
    }

    /// A date or period that moves takes its occasion along.
    private mutating func followOccasion() -> Bool {
        guard let name = occasion.name, let subject = opening?.subject else { return false }
        var days = known[subject]?.date(of: name).map { DaySpan(first: $0, last: $0) }
        if now.calendar.plannedNames.contains(name.rawValue) {
            days = now.calendar.span(
                of: .planned(name.rawValue), in: SchoolYearNumber(of: occasion.firstDay),
                group: self.subject(at: nil).group?.rawValue)
        }
        guard let days, days.first != occasion.firstDay || days.last != occasion.lastDay else { return false }
        occasion = Occasion(firstDay: days.first, lastDay: days.last, name: name)
        tell(.occasionMoved(OccasionMoved(occasion: occasion)))
        return true
    }

    // MARK: - What falls due

    /// Does the first thing that is due and can be done; gives the day as of which it was, nil when there is nothing.
    private mutating func doWhatIsDue() throws(NaiveRefusal) -> Day? {
        let due = dues().filter { $0.day <= day }.sorted { $0.order < $1.order }
        for first in due {
            var attempt = self
            do throws(NaiveRefusal) {
                try attempt.perform(first, among: due)
                self = attempt
                return day
            } catch {
                // What lacks something stays due, and keeps nothing else from being done.
                if case .endless = error { throw error }
            }
        }
        return nil
    }

    private mutating func perform(_ first: DueThing, among due: [DueThing]) throws(NaiveRefusal) {
        day = first.day
        switch first.what {
        case .wait(let visit, let heard): try close(visit, Outcome.done, heard: heard)
        case .call(let visit, let end): try close(visit, end.rawValue)
        case .expiry(let visit):
            countRefusals(visits[visit - 1])
            try close(visit, Outcome.expired)
        case .noConsent(let visit): try close(visit, Outcome.noConsent)
        case .reminder(let visit, let reminder, let roles):
            if let visit {
                visits[visit - 1].sentReminders.insert(reminder)
            } else {
                sentReminders.insert(reminder)
            }
            tell(
                .reminderSent(
                    ReminderSent(visit: visit, reminder: reminder.number, day: reminder.day, roles: roles)))
        case .escalation(let visit, let roles):
            visits[visit - 1].escalatedTo = roles
            tell(.stepEscalated(StepEscalated(visit: visit, roles: roles, day: day)))
        case .lapse, .moment: try interrupt(by: first, among: due)
        }
    }

    /// Of the consents that lapse and the moments that come on one day the first interrupt in the list counts; no other of
    /// that day does.
    private mutating func interrupt(by first: DueThing, among due: [DueThing]) throws(NaiveRefusal) {
        func bring(_ thing: DueThing) -> [Int] {
            card.interrupts.indices.filter { index in
                switch thing.what {
                case .lapse(let purpose, _): card.interrupts[index].trigger == .withdrawn(purpose)
                case .moment(let number, _): number == index
                case .wait, .call, .expiry, .noConsent, .reminder, .escalation: false
                }
            }
        }
        let open = card.interrupts.indices.filter { index in
            card.interrupts[index].condition.map { holds($0, at: nil) } ?? true
        }
        guard bring(first).contains(where: open.contains) else { return note(first) }
        let sameDay = due.filter { $0.day == first.day && !bring($0).isEmpty }.sorted { $0.order < $1.order }
        guard let wanted = sameDay.flatMap(bring).filter(open.contains).min() else { return }
        for thing in sameDay { note(thing) }
        let bringer = sameDay.first { bring($0).contains(wanted) }
        switch bringer?.what {
        case .lapse(let purpose, _)?: try interrupt(.withdrawn, purpose.rawValue, only: wanted) { _ in true }
        case .moment(_, let means)?: try interrupt(.moment, means.description, only: wanted) { _ in true }
        case .wait?, .call?, .expiry?, .noConsent?, .reminder?, .escalation?, nil: break
        }
    }

    /// What is known of it from now on, wherever it leads.
    private mutating func note(_ thing: DueThing) {
        switch thing.what {
        case .lapse(let purpose, let scopes):
            heldConsents.subtract(scopes)
            tell(.consentLapsed(ConsentLapsed(purpose: purpose, day: day, scopes: scopes)))
        case .moment(let number, let means): pass(number, means)
        case .wait, .call, .expiry, .noConsent, .reminder, .escalation: break
        }
    }

    mutating func pass(_ interrupt: Int, _ means: Day) {
        let passed = MomentPassed(interrupt: interrupt, day: means)
        passedMoments.append(passed)
        tell(.momentPassed(passed))
    }

    private enum Due {
        case wait(Int, heard: Day?)
        case call(Int, EndID)
        case expiry(Int)
        case noConsent(Int)
        case reminder(Int?, NaiveReminder, [RoleID]?)
        case escalation(Int, [RoleID])
        case lapse(PurposeID, [Consent.Scope])
        case moment(Int, Day)
    }

    private struct DueThing {
        /// As of which day: that on which it fell due, but not before that could be known.
        let day: Day
        /// The day, the place in the card, the visit, and the order of what can be due of one visit.
        let order: NaiveOrder
        let what: Due
    }

    private func dues() -> [DueThing] {
        var found: [DueThing] = []
        func add(_ day: Day, _ place: Int, _ visit: Int, _ rank: Int, _ what: Due) {
            found.append(DueThing(day: day, order: NaiveOrder([day.number, place, visit, rank]), what: what))
        }
        for purpose in Set(heldConsents.map(\.purpose)).sorted() {
            var lapsed: [Day: [Consent.Scope]] = [:]
            for held in heldConsents where held.purpose == purpose {
                // It ran out, or else it was withdrawn, which is seen today.
                let standing = known[subject(at: nil)]?.consents.first { $0.scope == held }
                guard let standing else {
                    lapsed[today, default: []].append(held)
                    continue
                }
                guard let until = standing.until, until < day else { continue }
                // Also where what was done late is recorded, and the case has come further meanwhile.
                lapsed[max(until + 1, consentsKnownOn[held] ?? day), default: []].append(held)
            }
            for (on, scopes) in lapsed {
                let order = scopes.sorted {
                    ($0.recipient?.rawValue ?? "") < ($1.recipient?.rawValue ?? "")
                }
                add(on, -1, 0, 99, .lapse(purpose, order))
            }
        }
        for (reminder, roles) in reminders(
            card.terms.reminders, deadline, statutory, from: openedOn, openedOn, nil)
        where !sentReminders.contains(reminder) {
            add(reminder.day, -1, 0, reminder.number, .reminder(nil, reminder, roles))
        }
        for visit in visits where visit.isOpen {
            let step = step(visit)
            func add(_ day: Day, _ rank: Int, _ what: Due) {
                found.append(
                    DueThing(
                        day: max(day, visit.knownOn),
                        order: NaiveOrder([max(day, visit.knownOn).number, visit.step, visit.number, rank]),
                        what: what))
            }
            for (reminder, roles) in reminders(
                step.terms.reminders, visit.deadline, visit.statutory, from: base(of: visit), visit.openedOn,
                visit.place)
            where !visit.sentReminders.contains(reminder) {
                add(reminder.day, reminder.number, .reminder(visit.number, reminder, roles))
            }
            if let escalation = step.terms.escalation, !escalation.roles.isEmpty, visit.escalatedTo == nil,
                !isSuspended || visit.deadline == nil, let last = visit.deadline ?? visit.statutory,
                let due = now.calendar.count(escalation.delay, .after, from: last).day
            {
                // It is not late on the last day itself.
                add(max(due, last + 1), 100, .escalation(visit.number, escalation.roles))
            }
            if let over = overSince(visit) {
                if over.heard > over.day {
                    // Behind all that had fallen due when it was heard.
                    found.append(
                        DueThing(
                            day: max(over.day, visit.knownOn),
                            order: NaiveOrder([over.heard.number, Int.max, visit.step, visit.number]),
                            what: .wait(visit.number, heard: over.heard)))
                } else {
                    add(over.day, 101, .wait(visit.number, heard: nil))
                }
            }
            if let ended = endedCalls.first(where: { $0.called == visit.called }) {
                let over = max(ended.on, visit.openedOn)
                found.append(
                    DueThing(
                        day: over, order: NaiveOrder([over.number, visit.step, visit.number, 101]),
                        what: .call(visit.number, ended.end)))
            }
            if lacksConsent(visit) { add(lackOfConsentKnown(visit), 102, .noConsent(visit.number)) }
            if step.expires {
                if let last = visit.deadline {
                    if !isSuspended { add(last + 1, 103, .expiry(visit.number)) }
                } else if let last = visit.statutory {
                    add(last + 1, 103, .expiry(visit.number))
                }
            }
        }
        for (number, moment) in moments
        where !passedMoments.contains(MomentPassed(interrupt: number, day: moment.day)) {
            add(
                max(moment.day, moment.knownOn), card.steps.count + number, 0, 0, .moment(number, moment.day))
        }
        return found
    }

    /// As of when an open step has no consent any more: when that ran out, and today when it was withdrawn or refused, for what
    /// was recorded becomes known today.
    private func lackOfConsentKnown(_ visit: NaiveVisit) -> Day {
        guard case .task(let task) = step(visit).kind, let disclosure = task.disclosure,
            case .consent(let purpose) = disclosure.ground
        else { return day }
        let hasRunOut = known[subject(at: visit.place)]?.consents.contains {
            $0.purpose == purpose && $0.recipient == disclosure.recipient
        }
        return hasRunOut == true ? day : today
    }

    /// The reminders that have a day, which is not before the step opened.
    private func reminders(
        _ reminders: [Reminder], _ deadline: Day?, _ statutory: Day?, from base: Day, _ openedOn: Day,
        _ place: Place?
    ) -> [(NaiveReminder, [RoleID]?)] {
        var found: [(NaiveReminder, [RoleID]?)] = []
        for (number, reminder) in reminders.enumerated() {
            switch reminder {
            case .before(let duration):
                // A `termijn` does not run while the case is suspended.
                guard !isSuspended || deadline == nil, let last = deadline ?? statutory,
                    let due = now.calendar.count(duration, .before, from: last).day
                else { continue }
                found.append((NaiveReminder(number: number, day: max(due, openedOn)), nil))
            case .at(let moment, let roles):
                guard let due = day(of: moment, from: base, year: openedOn, edge: .first, at: place).day
                else {
                    continue
                }
                found.append((NaiveReminder(number: number, day: max(due, openedOn)), roles))
            }
        }
        return found
    }

    /// Which consents of its subject held at some time in this case: of those that it is told of as of a day, which stood
    /// otherwise before, each that has not run out before that day.
    mutating func rememberConsents(_ told: [Consent], before: [Consent]) {
        for consent in told {
            if before.contains(consent) { continue }
            consentsKnownOn[consent.scope] = day
            if let last = consent.until, last < day { continue }
            heldConsents.insert(consent.scope)
        }
    }

    // MARK: - What interrupts

    /// The first interrupt of this kind whose condition holds, if there is one.
    @discardableResult
    mutating func interrupt(
        _ cause: CaseInterrupted.Cause, _ name: String, only number: Int? = nil,
        because happened: Day? = nil, _ fits: (Interrupt.Trigger) -> Bool
    ) throws(NaiveRefusal) -> Bool {
        for (index, interrupt) in card.interrupts.enumerated() {
            guard fits(interrupt.trigger), number == nil || number == index else { continue }
            if let condition = interrupt.condition, !holds(condition, at: nil) { continue }
            guard let target = interrupt.target else { return true }
            tell(
                .caseInterrupted(
                    CaseInterrupted(outcome: name, role: nil, cause: cause, interrupt: index)))
            cancel(visits.filter(\.isOpen), because: happened)
            try go(to: target, from: 0, at: nil)
            return true
        }
        return false
    }

    // MARK: - What is known outside

    mutating func noteWhatIsNew() {
        // What did not happen after all was not met either.
        for undone in now.world.takenBack where metEvents.contains(undone) {
            metEvents.removeAll { $0 == undone }
            tell(.subjectEventTakenBack(undone))
        }
        note(subject(at: nil))
        for visit in visits where visit.isOpen {
            for branch in visit.branches where branch.status == .open {
                if let subject = branch.item?.subject { note(subject) }
            }
        }
    }

    /// Notes what is known of a subject and was not yet, as far as the card asks for it.
    mutating func note(_ subject: Subject) {
        guard var outside = now.world.facts[subject] else { return }
        var mine = known[subject] ?? SubjectFacts()
        // What this very command decided is not outside yet.
        for fact in told.map(\.fact) {
            if case .attributeRecorded(let recorded) = fact, recorded.subject == subject {
                outside.attributes[recorded.attribute] = mine.attributes[recorded.attribute]
            }
            if case .consentDecided(let decided) = fact, decided.subject == subject {
                outside.consents = mine.consents
            }
        }
        var names = card.namedAttributes
        // What the case counts from is something of its own subject, and of no other child.
        if let name = occasion.name, subject == opening?.subject { names.insert(name) }
        let asksGroup = names.remove(.group) != nil
        var changed = names.filter { mine.attributes[$0] != outside.attributes[$0] }
        // The group with which it came needs no note, whether a condition asks for it or only the roles do.
        if asksGroup || subject.kind == .pupil {
            let group = mine.attributes[.group] ?? subject.group.map { .text($0.rawValue) }
            let isGone = outside.attributes[.group] == nil && mine.attributes[.group] == nil
            if group != outside.attributes[.group], !isGone { changed.insert(.group) }
        }
        let consents = outside.consents.filter { card.namedPurposes.contains($0.purpose) }
        let asksAuthorities = card.steps.contains { step in
            if case .sign(let sign) = step.kind { sign.signers.contains(SignStep.parents) } else { false }
        }
        let hasNewConsents = consents != mine.consents
        let hasNewAuthorities = asksAuthorities && outside.authorities != mine.authorities
        guard !changed.isEmpty || hasNewConsents || hasNewAuthorities else { return }
        var content: [AttributeID: FieldValue] = [:]
        for name in changed {
            mine.attributes[name] = outside.attributes[name]
            content[name] = outside.attributes[name]
        }
        if hasNewConsents {
            if subject == opening?.subject { rememberConsents(consents, before: mine.consents) }
            mine.consents = consents
        }
        if hasNewAuthorities { mine.authorities = outside.authorities }
        known[subject] = mine
        tell(
            .subjectNoted(
                SubjectNoted(
                    subject: subject, attributes: changed.sorted(), consents: hasNewConsents ? consents : nil,
                    authorities: hasNewAuthorities ? outside.authorities : nil,
                    day: day == today ? nil : day)), Content(attributes: content))
    }
}

/// Compares as the list of its numbers.
struct NaiveOrder: Comparable {
    let numbers: [Int]

    init(_ numbers: [Int]) { self.numbers = numbers }

    static func < (left: Self, right: Self) -> Bool { left.numbers.lexicographicallyPrecedes(right.numbers) }
}
