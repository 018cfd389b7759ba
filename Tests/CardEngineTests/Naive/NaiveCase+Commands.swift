import SchoolTime

@testable import CardEngine

/// What each command does, and when it is refused.
extension NaiveCase {
    mutating func carryOut(_ command: Command) throws(NaiveRefusal) {
        if case .open(let command) = command {
            try open(command)
            try settle(from: day, to: today)
            return
        }
        guard opening != nil else { throw .notOpened }
        try catchUp()
        try perform(command)
        guard isRunning else { return }
        // What was recorded becomes known today, whenever it was done; what opened by it runs from that day.
        let asOf = day
        day = today
        refresh(.anchor)
        try settle(from: asOf, to: today)
    }

    private mutating func perform(_ command: Command) throws(NaiveRefusal) {
        switch command {
        // What comes by itself is never refused.
        case .catchUp, .open: return
        case .migrate(let command): return try migrate(command)
        case .meet(let subject, let event, let on): return try meet(subject, event, on)
        case .linkCall(let number, let called): return try link(number, called)
        case .endCall(let called, let end, let on): return try endCall(called, end, on)
        case .reopenCall(let called):
            guard let ended = endedCalls.firstIndex(where: { $0.called == called }) else { return }
            endedCalls.remove(at: ended)
            tell(.callReopened(CallReopened(caseID: called)))
            return
        case .limit(let day):
            guard isRunning, day != limit else { return }
            limit = day
            hadLimit = true
            tell(.limitMoved(LimitMoved(limit: day, since: nil)))
            return
        case .calledAgain(let call):
            guard isRunning else { return }
            limit = call.limit
            limitSince = day
            hadLimit = true
            tell(
                .limitMoved(LimitMoved(limit: limit, since: day, proposes: true)),
                Content(values: call.proposals))
            guard let new = call.occasion, new != occasion else { return }
            occasion = new
            tell(.occasionMoved(OccasionMoved(occasion: new)))
            return
        case .reopen(let command):
            return try reopen(command)
        case .correct(let command):
            return try correct(command)
        case .complete, .sign, .enter, .addItem, .assign, .take, .interrupt, .stop, .postpone, .suspend,
            .resume:
            break
        }
        guard isRunning else {
            if let number = worksAt(command), visit(number)?.status == .done { throw .isDone }
            throw .hasEnded
        }
        switch command {
        case .complete(let command): try complete(command)
        case .sign(let command): try sign(command)
        case .enter(let command): try enter(command)
        case .addItem(let command): try addItem(command)
        case .assign(let command): try assign(command)
        case .take(let command): try take(command)
        case .interrupt(let command): try report(command)
        case .stop(let command):
            try ownerWithReason(command.reason)
            guard let lapsed = card.ends.first(where: { $0.id == End.lapsed }) else { return }
            end(lapsed, reason: command.reason)
        case .postpone(let command): try postpone(command)
        case .suspend(let reason):
            try ownerWithReason(reason)
            guard !isSuspended else { throw .isSuspended }
            suspensions.append(NaiveSuspension(from: today, to: nil))
            tell(.caseSuspended(CaseSuspended(day: today)), Content(reason: reason))
        case .resume(let reason):
            try ownerWithReason(reason)
            guard isSuspended else { throw .isNotSuspended }
            suspensions[suspensions.count - 1].to = today
            tell(.caseResumed(CaseResumed(day: today)), Content(reason: reason))
            refresh(.suspended)
        case .catchUp, .open, .meet, .linkCall, .endCall, .reopenCall, .limit, .calledAgain, .reopen,
            .correct,
            .migrate:
            break
        }
    }

    // MARK: - Begin, stop, go back

    private mutating func open(_ command: OpenCase) throws(NaiveRefusal) {
        guard opening == nil else { throw .openedBefore }
        guard command.subject.kind == card.subject else { throw .wrongSubject }
        var role: RoleID?
        if command.origin == nil {
            var isByHand = false
            var hasRole = false
            for rule in card.startRules {
                guard case .manual(let roles) = rule.trigger else { continue }
                isByHand = true
                for one in roles where now.roster.holders[one]?.contains(now.actor) == true {
                    hasRole = true
                    if let condition = rule.condition, !holds(condition, of: command.subject) { continue }
                    if role == nil { role = one }
                }
            }
            guard isByHand else { throw .notByHand }
            guard hasRole else { throw .noRole }
            guard role != nil else { throw .notForThisOne }
            if card.countsBackFromOccasion, command.occasion == nil { throw .noOccasion }
        }
        // Who is called as of a day begins then; what is known of the subject, it knows as of today.
        let begins = min(today, command.day ?? today)
        let told = begins == today ? nil : begins
        openedOn = begins
        openingToldOn = today
        beganOn = begins
        limit = command.limit
        limitSince = begins
        hadLimit = limit != nil
        lastDay = today
        lastCalendar = now.calendar
        occasion = command.occasion ?? Occasion(day: begins)
        textHash = command.textHash
        // Its dates reckon with what is known of the subject; that is noted behind it.
        let blank = CaseOpened(
            card: card.id, version: card.version, textHash: command.textHash, subject: command.subject,
            role: role, deadline: nil, statutory: nil, origin: command.origin, occasion: occasion,
            limit: command.limit, day: told)
        opening = blank
        var informed = self
        informed.note(command.subject)
        deadline = informed.caseDeadline().day
        statutory = informed.caseStatutory().day
        let opened = CaseOpened(
            card: card.id, version: card.version, textHash: command.textHash, subject: command.subject,
            role: role, deadline: deadline, statutory: statutory, origin: command.origin, occasion: occasion,
            limit: command.limit, day: told)
        opening = opened
        tell(.caseOpened(opened), Content(values: command.proposals))
        note(command.subject)
        guard !card.steps.isEmpty else { throw .endless }
        day = begins
        try reach(0, at: nil)
        day = today
    }

    /// The visit that somebody wants to do, or to be at.
    private func worksAt(_ command: Command) -> Int? {
        switch command {
        case .complete(let command): command.visit
        case .sign(let command): command.visit
        case .enter(let command): command.visit
        case .take(let command): command.visit
        default: nil
        }
    }

    private mutating func reopen(_ command: ReopenStep) throws(NaiveRefusal) {
        guard let visit = visit(command.visit) else { throw .noSuchVisit }
        try ownerWithReason(command.reason)
        let wasOver = visit.status == .done || visit.status == .closed
        guard wasOver || (hasEnded && visit.status == .cancelled) else { throw .notDone }
        if let place = visit.place {
            guard isRunning, visits[place.block - 1].isOpen,
                visits[place.block - 1].branches[place.branch].status == .open
            else { throw .inClosedBlock }
        }
        if visits.contains(where: {
            $0.isOpen && $0.step == visit.step && isAmongTheSame($0.place, visit.place)
        }) {
            throw .isOpenAgain
        }
        let hadEnded = hasEnded
        if hadEnded {
            // Nothing reached it: what holds is what is known now, whatever it knew when it ended.
            noteWhatIsNew()
            heldConsents = []
            rememberConsents(known[subject(at: nil)]?.consents ?? [], before: [])
        }
        hasEnded = false
        beganOn = today
        reopenedOn = today
        endedOn = nil
        tell(
            .caseReopened(CaseReopened(visit: visit.number, step: step(visit).id)),
            Content(reason: command.reason))
        if hadEnded {
            refresh(.anchor)
            // A day that came while there was no case interrupts none.
            let missed = moments.filter { number, moment in
                max(moment.day, moment.knownOn) <= today
                    && !passedMoments.contains(MomentPassed(interrupt: number, day: moment.day))
            }
            let order = missed.map { (max($0.value.day, $0.value.knownOn), $0.key) }.sorted { $0 < $1 }
            for (_, number) in order { if let moment = moments[number] { pass(number, moment.day) } }
        }
        if let place = visit.place {
            cancel(openWithin(branch: place))
        } else {
            cancel(visits.filter(\.isOpen))
        }
        try reach(visit.step, at: visit.place)
    }

    private mutating func report(_ command: InterruptCase) throws(NaiveRefusal) {
        var reports: [(index: Int, interrupt: Interrupt, performers: [RoleID])] = []
        for (index, interrupt) in card.interrupts.enumerated() {
            if case .person(command.outcome, let performers) = interrupt.trigger {
                reports.append((index, interrupt, performers))
            }
        }
        if reports.isEmpty { throw .noSuchInterrupt }
        reports = reports.filter { $0.performers.contains(where: isActors) }
        if reports.isEmpty { throw .noRole }
        // Of several the first in the list counts.
        let fitting = reports.first { $0.interrupt.condition.map { holds($0, at: nil) } ?? true }
        guard let fitting, let target = fitting.interrupt.target else { throw .notNow }
        try reason(command.reason)
        try checkClock()
        tell(
            .caseInterrupted(
                CaseInterrupted(
                    outcome: command.outcome, role: fitting.performers.first(where: isActors), cause: nil,
                    interrupt: fitting.index)), Content(reason: command.reason))
        cancel(visits.filter(\.isOpen))
        try go(to: target, from: 0, at: nil)
    }

    func isActors(_ role: RoleID) -> Bool { now.roster.holders[role]?.contains(now.actor) == true }

    // MARK: - Terms

    private mutating func postpone(_ command: PostponeTerm) throws(NaiveRefusal) {
        try ownerWithReason(command.reason)
        var old = deadline
        if let number = command.visit {
            guard let visit = visit(number) else { throw .noSuchVisit }
            guard visit.isOpen else { throw .isNotOpen }
            old = visit.deadline
        }
        guard let old else { throw .noTerm }
        guard command.to > old, NaiveDay(command.to).day != nil else { throw .notLater }
        let postponement = NaivePostponement(days: command.to - old, suspensions: suspensions)
        if let number = command.visit {
            visits[number - 1].postponements.append(postponement)
        } else {
            postponements.append(postponement)
        }
        tell(
            .termPostponed(TermPostponed(visit: command.visit, days: command.to - old)),
            Content(reason: command.reason))
        refresh(.postponed)
    }

    // MARK: - Another text

    /// It goes on by a text that asks fields of other steps, and is otherwise the same.
    private mutating func migrate(_ command: MigrateCase) throws(NaiveRefusal) {
        guard isRunning else { throw .hasEnded }
        try ownerWithReason(command.reason)
        guard let text = otherText, command.textHash != textHash else { throw .otherText }
        func marks(_ sent: Set<NaiveReminder>) -> [ReminderMark] {
            sent.map { ReminderMark(reminder: $0.number, day: $0.day) }.sorted {
                ($0.reminder, $0.day) < ($1.reminder, $1.day)
            }
        }
        let open = visits.filter(\.isOpen).map { visit in
            let escalated = (visit.escalatedTo ?? []).filter { !visit.performers.contains($0) }
            return MigratedVisit(
                visit: visit.number, performers: visit.performers + escalated, person: visit.person,
                reminded: marks(visit.sentReminders))
        }
        let known = moments.sorted { $0.key < $1.key }.map { number, moment in
            MomentMark(interrupt: number, day: moment.day, knownOn: moment.knownOn)
        }
        tell(
            .caseMigrated(
                CaseMigrated(
                    version: text.version, textHash: command.textHash, visits: open,
                    reminded: marks(sentReminders),
                    passed: passedMoments.sorted { ($0.interrupt, $0.day) < ($1.interrupt, $1.day) },
                    purposes: text.namedPurposes.sorted(), moments: known.isEmpty ? nil : known)),
            Content(reason: command.reason))
        textHash = command.textHash
        lostTerms = []
        goOn(by: text)
    }

    // MARK: - What is asked of each

    private func ownerWithReason(_ text: String) throws(NaiveRefusal) {
        try owner()
        try reason(text)
        try checkClock()
    }

    func owner() throws(NaiveRefusal) {
        guard isActors(card.owner) else { throw .noRole }
    }

    /// Nothing happens to a case before what happened to it.
    func checkClock() throws(NaiveRefusal) {
        var days = [openingToldOn]
        if let endedOn { days.append(endedOn) }
        for visit in visits { days += [visit.openedOn, visit.over, visit.recordedOn].compactMap(\.self) }
        for suspension in suspensions { days += [suspension.from, suspension.to].compactMap(\.self) }
        if days.contains(where: { today < $0 }) { throw .clockWentBack }
    }

    func reason(_ text: String) throws(NaiveRefusal) {
        guard isReadable(text) else { throw .noReason }
        guard text.unicodeScalars.count <= 20_000 else { throw .tooLongAReason }
    }

    /// Whether there is more in it than white space and signs that nobody sees.
    func isReadable(_ text: String) -> Bool {
        text.unicodeScalars.contains {
            !$0.properties.isWhitespace && $0.properties.generalCategory != .control
                && $0.properties.generalCategory != .format
        }
    }

    // MARK: - Items

    private mutating func addItem(_ command: AddItem) throws(NaiveRefusal) {
        try owner()
        try checkClock()
        guard let visit = visit(command.visit) else { throw .noSuchVisit }
        guard visit.isOpen, case .forEach(let each) = step(visit).kind else { throw .isNotOpen }
        guard let item = command.item else { return try addRow(command.cells, visit, each) }
        let isKnown: Bool
        switch each.source {
        case .fixed(_, let values): isKnown = item.value.map(values.contains) ?? false
        case .rows(let list):
            isKnown = rows(of: list, at: visit.place).contains { $0.number == item.row }
        case .pupils: isKnown = item.subject.map(pupils(at: visit.place).contains) ?? false
        case .groups: isKnown = item.subject.map(now.world.groups.contains) ?? false
        }
        guard isKnown else { throw .noSuchItem }
        guard !visit.branches.contains(where: { $0.status == .open && $0.item == item }) else {
            throw .itemIsThere
        }
        visits[visit.number - 1].branches.append(NaiveBranch(item: item))
        tell(
            .itemAdded(ItemAdded(visit: visit.number, branch: OpenedBranch(id: nil, item: item))))
        try enter(visit.branches.count, of: visit.number)
    }

    private mutating func addRow(
        _ cells: [FieldID: FieldValue], _ visit: NaiveVisit, _ each: ForEachStep
    ) throws(NaiveRefusal) {
        guard case .rows(let list) = each.source, case .list(_, nil)? = card.field(list)?.kind else {
            throw .noSuchItem
        }
        let row = try newRow(cells, of: list, at: visit.place)
        _ = keep(.rows(rows(of: list, at: visit.place) + [row]), as: list, at: visit.place)
        visits[visit.number - 1].branches.append(NaiveBranch(item: Item(row: row.number)))
        tell(
            .itemAdded(
                ItemAdded(
                    visit: visit.number, branch: OpenedBranch(id: nil, item: Item(row: row.number)),
                    isNewRow: true)), Content(values: cells))
        try enter(visit.branches.count, of: visit.number)
    }

    // MARK: - News from elsewhere

    private mutating func meet(_ subject: Subject, _ event: SubjectEvent, _ on: Day) throws(NaiveRefusal) {
        guard isRunning else { return }
        let met = SubjectEventMet(subject: subject, event: event, day: on)
        // One whose day is put right is the same one: what was met, or was known to be past when the case began, is over.
        var wrong = now.world.wrongDays[met] ?? []
        if event == .left, let since = reopenedOn, on > since { wrong = wrong.filter { $0 > since } }
        guard
            !metEvents.contains(where: {
                $0.subject == subject && $0.event == event && (wrong + [on]).contains($0.day)
            })
        else { return }
        if subject == self.subject(at: nil), on <= beganOn, wrong.contains(where: { $0 <= beganOn }) {
            return
        }
        if subject == self.subject(at: nil) {
            metEvents.append(met)
            tell(.subjectEventMet(met))
            let isSpokenOf = try interrupt(.event, event.rawValue, because: on) { $0 == .event(event) }
            if !isSpokenOf, event == .left, let lapsed = card.ends.first(where: { $0.id == End.lapsed }) {
                end(lapsed, because: on)
            }
            return
        }
        let places = visits.filter(\.isOpen).flatMap { visit in
            visit.branches.indices.filter {
                visit.branches[$0].status == .open && visit.branches[$0].item?.subject == subject
            }.map { Place(block: visit.number, branch: $0) }
        }
        // Of a pupil or group that is an item only this matters.
        guard !places.isEmpty, event == .left else { return }
        metEvents.append(met)
        tell(.subjectEventMet(met))
        for place in places where visits[place.block - 1].isOpen {
            cancel(openWithin(branch: place), because: on)
            try close(branch: place, counts: false, hasLeft: true)
        }
    }

    private mutating func link(_ number: Int, _ called: CaseID) throws(NaiveRefusal) {
        guard let visit = visit(number), case .call = step(visit).kind, visit.called == nil else { return }
        visits[number - 1].called = called
        tell(.callLinked(CallLinked(visit: number, caseID: called)))
    }

    private mutating func endCall(_ called: CaseID, _ end: EndID, _ on: Day) throws(NaiveRefusal) {
        guard visits.contains(where: { $0.called == called }),
            !endedCalls.contains(where: { $0.called == called })
        else { return }
        endedCalls.append(NaiveCallEnd(called: called, end: end, on: on))
        tell(.callEnded(CallEnded(caseID: called, end: end, day: on)))
        for visit in visits where visit.called == called && visits[visit.number - 1].isOpen {
            var attempt = self
            attempt.day = max(on, visit.openedOn)
            do throws(NaiveRefusal) {
                try attempt.close(visit.number, end.rawValue)
                self = attempt
            } catch {
                // It goes on from there once it can.
                if case .endless = error { throw error }
            }
        }
    }
}
