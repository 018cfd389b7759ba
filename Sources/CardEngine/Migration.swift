import SchoolTime

/// A running case goes on by another text of its card (kaarttaal, section 2). Here `card` is that of the new text.
extension Decision {
    mutating func migrate(_ command: MigrateCase) throws(Refusal) {
        try requireRunning()
        // Who looks after the case now lets it go.
        guard now.roster.holds(now.actor, command.from.owner) else {
            throw .roleNeeded([command.from.owner])
        }
        try check(reason: command.reason)
        if let refusal = refusalByClock { throw refusal }
        if let fault = migrationFault(command) { throw .cannotMigrate(fault) }
        emit(.caseMigrated(migrated(command)), Content(reason: command.reason))
        isEngine = true
        defer { isEngine = false }
        noteSubjects()
        moveDates(from: command.from)
        // A block may need fewer branches than before.
        for visit in state.openVisits.reversed() {
            guard let on = closeIfReady(visit.number) else { continue }
            try go(to: on, from: visit.place)
        }
    }

    // MARK: - Whether it can

    private func migrationFault(_ command: MigrateCase) -> MigrationFault? {
        let old = command.from
        guard state.cardVersion?.textHash != command.textHash else { return .sameText }
        guard old.id == card.id, old.subject == card.subject else { return .otherSubject }
        // What was recorded under the promise of secrecy stays under it.
        guard old.isHidden == card.isHidden else { return .hiddenChanged }
        for visit in state.openVisits {
            if let fault = fault(in: visit, from: old) { return fault }
        }
        return valueFault(from: old) ?? outcomeFault
    }

    private func fault(in visit: Visit, from old: Card) -> MigrationFault? {
        let id = visit.step
        guard let step = card.step(id), let before = old.step(id) else { return .stepGone(id) }
        switch (before.kind, step.kind) {
        case (.task, .task): break
        case (.register(let before), .register(let after)):
            if before.list != after.list { return .kindChanged(id) }
        case (.sign(let before), .sign(let after)):
            guard before.signers == after.signers, before.question == after.question,
                before.grant == after.grant
            else { return .signersChanged(id) }
        case (.parallel(let before), .parallel(let after)):
            guard before.branches.map(\.id) == after.branches.map(\.id) else { return .branchesChanged(id) }
        case (.forEach(let before), .forEach(let after)):
            guard goesOverTheSame(before.source, after.source, in: visit) else { return .itemsChanged(id) }
        case (.call(let before), .call(let after)):
            guard before.card == after.card, before.about == after.about, before.goesOn == after.goesOn else {
                return .callChanged(id)
            }
        case (.wait(let before), .wait(let after)):
            switch (before.goal, after.goal) {
            case (.moment(let before), .moment(let after)):
                if let fault = neverCame(after, insteadOf: before, in: visit, from: old) { return fault }
            case (.card, .card): break
            case (.moment, .card), (.card, .moment): return .kindChanged(id)
            }
        case (.choice, _), (.task, _), (.register, _), (.sign, _), (.parallel, _), (.forEach, _), (.call, _),
            (.wait, _):
            return .kindChanged(id)
        }
        return list(at: visit.place) == step.list ? nil : .stepMoved(id)
    }

    /// Why a wait that is open would wait for a day that never comes; nil when it comes. What it never came for by the old text
    /// either is no worse off.
    private func neverCame(_ moment: Moment, insteadOf before: Moment, in visit: Visit, from old: Card)
        -> MigrationFault?
    {
        switch moment.anchor {
        case .field(let field):
            guard value(of: field, at: visit.place) == nil, !canBeFilledIn(field, at: visit.place),
                moment.anchor != before.anchor
                    || Decision(state: state, card: old, now: now).canBeFilledIn(field, at: visit.place)
            else { return nil }
            return .dayMissing(visit.step, field)
        case .step(let step):
            // A step that a wait counts from comes before it, and never beside it: it is not reached as long as this is open.
            guard state.day(of: step, from: visit.place) == nil, moment.anchor != before.anchor else {
                return nil
            }
            return .stepNotDone(visit.step, step)
        case .start, .occasion, .named, nil: return nil
        }
    }

    /// Whether what is open in a block is still something that it goes over.
    private func goesOverTheSame(
        _ before: ForEachStep.Source, _ after: ForEachStep.Source, in visit: Visit
    ) -> Bool {
        guard case .fixed(let field, _) = before, case .fixed(field, let values) = after else {
            return before == after
        }
        return visit.branches.compactMap { $0.item?.value }.allSatisfy(values.contains)
    }

    private func valueFault(from old: Card) -> MigrationFault? {
        let ofItems = state.itemValues.sorted {
            ($0.key.block, $0.key.branch) < ($1.key.block, $1.key.branch)
        }
        for values in [state.values] + ofItems.map(\.value) {
            for (id, value) in values.sorted(by: { $0.key < $1.key }) {
                // What the new text does not ask stays in the history.
                guard let field = card.field(id) else { continue }
                if let unfit = unfit(value, for: field) { return .valueUnfit(unfit) }
                let homes = [(old, old.field(id)?.home), (card, field.home)].map { card, home in
                    home.map { card.steps[$0].id }
                }
                guard homes[0] == homes[1] else { return .fieldMoved(id) }
            }
        }
        return nil
    }

    /// The field whose kind or options a value does not fit; of a list it may be that of a cell. Limits are not looked at:
    /// they held on the day on which it was filled in.
    private func unfit(_ value: FieldValue, for field: Field) -> FieldID? {
        switch (field.kind, value) {
        case (.text, .text), (.longText, .text), (.document, .document), (.number, .number), (.date, .date),
            (.yesNo, .yesNo), (.person, .person), (.pupil, .pupil):
            return nil
        case (.wholeNumber, .number(let number)): return number.isWhole ? nil : field.id
        case (.choice(let options), .choice(let option)): return options.contains(option) ? nil : field.id
        case (.multipleChoice(let options), .choices(let chosen)):
            return chosen.allSatisfy(options.contains) ? nil : field.id
        case (.list(let columns, _), .rows(let rows)):
            for (id, cell) in rows.flatMap({ $0.cells.sorted { $0.key < $1.key } }) {
                // A cell is of a column, or of a field that is filled in for each row.
                guard let cellField = columns.first(where: { $0.id == id }) ?? card.field(id) else {
                    continue
                }
                if unfit(cell, for: cellField) != nil { return id }
            }
            return nil
        case (.text, _), (.longText, _), (.document, _), (.number, _), (.wholeNumber, _), (.date, _),
            (.yesNo, _), (.person, _), (.pupil, _), (.choice, _), (.multipleChoice, _), (.list, _):
            return field.id
        }
    }

    /// An outcome that stands and that the new text asks after, but no longer has: a choice would have no answer.
    private var outcomeFault: MigrationFault? {
        var asked: Set<StepID> = []
        for case (.outcome(let step), _) in card.conditions.flatMap(\.tests) { asked.insert(step) }
        for visit in state.visits where asked.contains(visit.step) {
            guard state.latestVisit(of: visit.step, from: visit.place)?.number == visit.number,
                let outcome = state.outcome(of: visit.step, from: visit.place), outcome != Outcome.skipped,
                let step = card.step(visit.step)
            else { continue }
            switch step.kind {
            // These have the outcomes that their kind gives, whatever is written.
            case .sign, .call, .choice: continue
            case .task, .parallel, .forEach, .wait, .register: break
            }
            let isKnown = step.outcomes.contains { $0.name == outcome }
            if !isKnown, step.otherwise == nil { return .outcomeGone(visit.step, outcome) }
        }
        return nil
    }

    // MARK: - What it changes

    private func migrated(_ command: MigrateCase) -> CaseMigrated {
        let old = command.from
        return CaseMigrated(
            version: card.version, textHash: command.textHash,
            visits: state.openVisits.compactMap { visit in
                guard let step = card.step(visit.step), let before = old.step(visit.step) else { return nil }
                let (performers, person) = performers(of: visit, step, before)
                let hasOtherTerms = before.terms != step.terms || before.expires != step.expires
                return MigratedVisit(
                    visit: visit.number,
                    performers: performers + visit.escalatedTo.filter { !performers.contains($0) },
                    person: person,
                    reminded: marks(visit.reminded, before.terms.reminders, step.terms.reminders),
                    hasOtherTerms: hasOtherTerms ? true : nil)
            },
            reminded: marks(state.reminded, old.terms.reminders, card.terms.reminders),
            passed: passed(from: old), purposes: card.namedPurposes.sorted(), moments: moments(from: old),
            began: began(by: old))
    }

    /// By which event the case began, where the new text would tell otherwise.
    private func began(by old: Card) -> BeganBy? {
        guard state.began == nil, let rule = state.opening?.facts.origin?.rule?.rule,
            old.startEvent(rule) != card.startEvent(rule)
        else { return nil }
        return BeganBy(event: old.startEvent(rule))
    }

    /// Who does an open visit by the new text. Where the card says the same as before, and where somebody was assigned, it
    /// stays as it is.
    private func performers(of visit: Visit, _ step: Step, _ before: Step) -> ([RoleID], PersonID?) {
        guard let new = step.kind.performers, let old = before.kind.performers, new != old else {
            if case .wait(let wait) = step.kind { return (wait.earlier, visit.person) }
            return (visit.performers, visit.person)
        }
        switch new {
        case .roles(let roles):
            return (roles, visit.isAssigned ? visit.person : nil)
        case .field(let field):
            guard case .person(let person)? = value(of: field, at: visit.place) else {
                return ([], visit.person)
            }
            if let role = now.roster.contacts[person] { return ([role], nil) }
            return ([], person)
        }
    }

    /// The reminders that were sent, by the numbers of the new text; one that it does not have is forgotten.
    private func marks(
        _ sent: Set<CaseState.SentReminder>, _ old: [Reminder], _ new: [Reminder]
    ) -> [ReminderMark] {
        sent.compactMap { mark in
            place(of: mark.reminder, in: old, among: new).map { ReminderMark(reminder: $0, day: mark.day) }
        }.sorted { ($0.reminder, $0.day) < ($1.reminder, $1.day) }
    }

    private func passed(from old: Card) -> [MomentPassed] {
        let (before, after) = (old.interrupts.map(\.trigger), card.interrupts.map(\.trigger))
        return state.passedMoments.compactMap { passed in
            place(of: passed.interrupt, in: before, among: after).map {
                MomentPassed(interrupt: $0, day: passed.day)
            }
        }.sorted { ($0.interrupt, $0.day) < ($1.interrupt, $1.day) }
    }

    /// What is known of the moments that the new text has as well; one that it names for the first time is known as of today.
    private func moments(from old: Card) -> [MomentMark]? {
        let before = old.interrupts.map(\.trigger)
        let marks = card.interrupts.enumerated().compactMap { number, interrupt in
            place(of: number, in: card.interrupts.map(\.trigger), among: before)
                .flatMap { state.moments[$0] }
                .map { MomentMark(interrupt: number, day: $0.day, knownOn: $0.knownOn) }
        }
        return marks.isEmpty ? nil : marks
    }

    /// Where the one of that number stands now; of several that are the same, at its own place if that is one.
    private func place<Part: Equatable>(of number: Int, in old: [Part], among new: [Part]) -> Int? {
        guard old.indices.contains(number) else { return nil }
        if new.indices.contains(number), new[number] == old[number] { return number }
        return new.firstIndex(of: old[number])
    }

    /// Brings every date to what the new text makes of it, also where that has none any more.
    private mutating func moveDates(from old: Card) {
        guard let opening = state.opening else { return }
        let ofCase = caseDates(openedOn: opening.day)
        moved(nil, .deadline, state.deadline, ofCase.deadline, old.terms.term, card.terms.term)
        moved(nil, .statutory, state.statutory, ofCase.statutory, old.terms.statutory, card.terms.statutory)
        for visit in state.openVisits {
            guard let step = card.step(visit.step), let before = old.step(visit.step) else { continue }
            let (was, terms) = (before.terms, step.terms)
            let dates = dates(
                of: step, at: visit.place, openedOn: visit.openedOn,
                keeping: was.earliest == terms.earliest ? visit.earliest : nil,
                postponements: visit.postponements
            )
            moved(visit, .earliest, visit.earliest, dates.earliest, was.earliest, terms.earliest)
            moved(visit, .deadline, visit.deadline, dates.deadline, was.term, terms.term)
            moved(visit, .statutory, visit.statutory, dates.statutory, was.statutory, terms.statutory)
            moved(visit, .until, visit.until, dates.until, before.kind.awaitedMoment, step.kind.awaitedMoment)
        }
    }

    /// A date that the calendar no longer tells stays where the text says the same as before.
    private mutating func moved(
        _ visit: Visit?, _ kind: DateMoved.Kind, _ from: Day?, _ to: Day?, _ old: Moment?, _ new: Moment?
    ) {
        guard from != to, to != nil || old != new, to?.isStorable ?? true else { return }
        record(
            DateMoved(
                visit: visit?.number, kind: kind, from: from, to: to, cause: .migrated,
                called: kind == .deadline ? visit?.calledCase : nil))
    }
}

extension Card {
    /// The event of the subject by which a start rule of that number begins a case; nil when it is another rule, or none.
    func startEvent(_ rule: Int) -> SubjectEvent? {
        guard startRules.indices.contains(rule), case .event(let event) = startRules[rule].trigger else {
            return nil
        }
        return event
    }
}
