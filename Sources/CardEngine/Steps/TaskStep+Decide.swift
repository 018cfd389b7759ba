import SchoolTime

extension Decision {
    /// Opens a visit of a task; a provision without its consent is over at once (kaarttaal, section 4.9).
    mutating func open(_ step: Step, _ task: TaskStep, at place: Place?) -> Target? {
        let number = nextVisit
        open(step, by: task.performers, at: place)
        guard let disclosure = task.disclosure, !mayDisclose(disclosure, at: place, on: day) else {
            return nil
        }
        return close(number, step, with: Outcome.noConsent)
    }

    /// Opens a visit that these people do.
    mutating func open(_ step: Step, by performers: Performers, at place: Place?) {
        switch performers {
        case .roles(let roles): emitOpened(step, performers: roles, at: place)
        case .field(let field):
            guard case .person(let person)? = value(of: field, at: place) else {
                // Nobody was named: the owner assigns it.
                emitOpened(step, at: place)
                return
            }
            if let role = now.roster.contacts[person] {
                emitOpened(step, performers: [role], at: place)
            } else {
                emitOpened(step, person: person, at: place)
            }
        }
    }

    /// Completes a task, a register or a wait, logs what it hands out, and carries on.
    mutating func complete(_ command: CompleteStep) throws(Refusal) {
        let missed = try missedProvision(command.visit, doneOn: command.doneOn)
        let (visit, step) = if let missed { missed } else { try openVisit(command.visit) }
        guard step.isCompletedByPerson else { throw .wrongAct(step.id) }
        if case .wait = step.kind, !visit.isAsked { throw .waitsByItself(step.id) }
        let capacity = try capacity(for: visit, step, onBehalfOf: command.onBehalfOf)
        if command.onBehalfOf == nil { try requireOneBehalf(capacity, for: visit) }
        let doneOn = command.doneOn ?? now.today
        if let refusal = refusal(of: visit, doneOn: doneOn) { throw refusal }
        let outcome = try outcome(command.outcome, of: step)
        let values = try checked(command.values, for: step, with: outcome, on: doneOn, at: visit.place)
        for field in values.keys.sorted() where missed != nil {
            // What was filled in since is not overwritten by what is from before it.
            if let other = otherFiller(of: field, than: visit, at: visit.place) {
                throw .filledElsewhere(field, other.step, other.number)
            }
        }
        if case .task(let task) = step.kind, !task.checklist.isEmpty, !command.checklistDone {
            throw .checklistOpen(task.checklist)
        }
        try check(command.presence, for: step, at: visit.place)

        let kept = values.keys.sorted().compactMap { field in
            home(of: field, at: visit.place).map { KeptField(field: field, place: $0) }
        }
        emit(
            .stepCompleted(
                StepCompleted(
                    visit: visit.number, step: step.id, outcome: outcome.name, doneOn: doneOn,
                    role: capacity?.role, onBehalfOf: capacity?.onBehalfOf, filled: values.keys.sorted(),
                    kept: kept.isEmpty ? nil : kept)),
            Content(values: values, presence: command.presence))
        if case .task(let task) = step.kind {
            record(task, visit, given: Set(values.keys), lateOf: missed.map { _ in doneOn })
        }
        // Where the case went without it, it is by now: what follows is for the owner to do anew.
        guard missed == nil else { return }
        day = doneOn
        try go(to: outcome.target, from: visit.place)
    }

    /// What a task that is done leaves behind: provisions for the parents' right to know, attributes for other cards.
    ///
    /// A value that this case kept as the attribute before and that was not given again, may have been overtaken by what
    /// the subject's stream got since. Of what is recorded late that counts that was there on that day, and what the subject got
    /// since is not overwritten (docs/kaarttaal.md, choice 115).
    ///
    /// - Parameter late: the day on which it was done, where the case went on without it.
    private mutating func record(
        _ task: TaskStep, _ visit: Visit, given: Set<FieldID>, lateOf late: Day? = nil
    ) {
        if let disclosure = task.disclosure {
            let (law, purpose): (String?, PurposeID?) =
                switch disclosure.ground {
                case .law(let law): (law, nil)
                case .consent(let purpose): (nil, purpose)
                }
            emit(
                .dataDisclosed(
                    DataDisclosed(
                        visit: visit.number, recipient: disclosure.recipient,
                        // What has no value can't have been provided.
                        fields: disclosure.fields.filter { field in
                            late.map { had(field, at: visit.place, on: $0) }
                                ?? (value(of: field, at: visit.place) != nil)
                        },
                        legalBasis: law, consent: purpose)))
        }
        guard let subject = state.subject(at: visit.place) else { return }
        for record in task.records {
            guard let value = value(of: record.field, at: visit.place),
                given.contains(record.field) || state.recorded[subject]?[record.attribute] != value
            else { continue }
            if let late {
                let known = (known(of: subject) ?? state.subjects[subject])?.attributes[record.attribute]
                guard had(record.field, at: visit.place, on: late),
                    known == nil || known == state.recorded[subject]?[record.attribute]
                else { continue }
            }
            emit(
                .attributeRecorded(AttributeRecorded(subject: subject, attribute: record.attribute)),
                Content(attributes: [record.attribute: value]))
        }
    }

    /// Whether the data may be provided on that day.
    func mayDisclose(_ disclosure: Disclosure, at place: Place?, on day: Day) -> Bool {
        switch disclosure.ground {
        case .law: true
        case .consent(let purpose):
            facts(at: place).consents(to: purpose, for: now.roster.own(disclosure.recipient), on: day)
        }
    }

    /// The first day without the consent: that after it ran out, or today when it was withdrawn.
    func dayWithout(_ disclosure: Disclosure, at place: Place?) -> Day {
        guard case .consent(let purpose) = disclosure.ground else { return now.today }
        let scope = Consent.Scope(purpose: purpose, recipient: now.roster.own(disclosure.recipient))
        return lapse(of: scope, in: facts(at: place), of: state.subject(at: place)) ?? now.today
    }

    /// The open visit of that number with its step, or why there is none: who was first, also when the case ended with it.
    func openVisit(_ number: Int) throws(Refusal) -> (Visit, Step) {
        let visit = state.visit(number)
        if visit?.completion == nil { try requireRunning() }
        guard let visit else { throw .unknownVisit(number) }
        switch visit.status {
        case .open: break
        case .done(let completion): throw .stepDone(visit.step, completion)
        case .closed(let outcome, let day): throw .stepClosed(visit.step, outcome, day)
        case .cancelled(let stamp, _): throw .stepCancelled(visit.step, stamp)
        case .decided, .skipped: throw .stepPassed(visit.step)
        }
        guard let step = card.step(visit.step) else { throw .stepPassed(visit.step) }
        return (visit, step)
    }

    /// Why the visit can't be done on that day; nil when it can. When the clock has gone back to before the visit
    /// opened, there is no such day.
    func refusal(of visit: Visit, doneOn day: Day) -> Refusal? {
        guard visit.openedOn <= day, day <= now.today else {
            return .dayOutside(from: visit.openedOn, to: now.today)
        }
        guard let earliest = visit.earliest, day < earliest else { return nil }
        return .tooEarly(visit.step, earliest)
    }

    /// A provision that was made while its consent held, and that nobody recorded before the engine ended the step for want of
    /// it (docs/kaarttaal.md, choice 100): the log for the parents' right to know must be true. Nil when this is none.
    func missedProvision(_ number: Int, doneOn: Day?) throws(Refusal) -> (Visit, Step)? {
        guard let doneOn, let visit = state.visit(number),
            let step = card.step(visit.step),
            case .closed(Outcome.noConsent, let day) = visit.status, visit.openedOn < day
        else { return nil }
        guard visit.openedOn <= doneOn, doneOn < day else {
            throw .dayOutside(from: visit.openedOn, to: day - 1)
        }
        let around = state.itemsByStep(around: visit.place)
        let latest = state.visits.last {
            $0.step == visit.step && $0.completion != nil && state.itemsByStep(around: $0.place) == around
        }
        if let latest, latest.number > visit.number { throw .doneAgain(step.id, latest.number) }
        if let refusal = refusalByClock { throw refusal }
        return (visit, step)
    }

    /// Who holds which role at a place: for the pupil or group of an item, else for the subject of the case.
    func roster(at place: Place?) -> Roster {
        guard let subject = state.subject(at: place), subject != state.opening?.facts.subject else {
            return now.roster
        }
        return now.world.rosters[subject] ?? now.roster
    }

    /// In which role the actor may do the step; nil when it is the actor's by name, who holds none of the roles asked: no
    /// role is made up for the log.
    func capacity(
        for visit: Visit, _ step: Step, onBehalfOf external: RoleID? = nil
    ) throws(Refusal) -> Capacity? {
        if visit.person == now.actor {
            let roster = roster(at: visit.place)
            guard roster.staff.contains(now.actor) else { throw .notOnStaff(now.actor) }
            var capacity = visit.performers.first { roster.holds(now.actor, $0) }
                .map { Capacity(role: $0, onBehalfOf: nil) }
            if let external {
                // On behalf of a role that was never asked, or for which the actor may not record, nobody can do it; to leave
                // that out would be a lie.
                guard visit.performers.contains(external),
                    let found = roster.capacity(of: now.actor, among: [external])
                else { throw .personNeeded(now.actor) }
                capacity = found
            }
            if let refusal = visit.exclusion(of: now.actor, from: step, in: state) { throw refusal }
            return capacity
        }
        // Who was named or assigned does it, and with that nobody else; who it was escalated to may as well.
        let open = visit.person == nil ? visit.performers : visit.escalatedTo
        let asked = external.map { role in open.filter { $0 == role } } ?? open
        guard let capacity = roster(at: visit.place).capacity(of: now.actor, among: asked) else {
            if let person = visit.person { throw .personNeeded(person) }
            throw .roleNeeded(visit.performers)
        }
        if let refusal = visit.exclusion(of: now.actor, from: step, in: state) { throw refusal }
        return capacity
    }

    /// Who records for one of several external roles says for which: both are kept, so a guess would be a lie.
    func requireOneBehalf(_ capacity: Capacity?, for visit: Visit) throws(Refusal) {
        guard capacity?.onBehalfOf != nil else { return }
        let roster = roster(at: visit.place)
        let open = visit.performers.filter { role in
            roster.registrars[role]?.contains { roster.holds(now.actor, $0) } ?? false
        }
        guard open.count > 1 else { return }
        throw .behalfNeeded(open)
    }

    /// Whether a person can do the step, leaving aside when.
    func qualifies(_ person: PersonID, for visit: Visit, _ step: Step) -> Bool {
        guard visit.exclusion(of: person, from: step, in: state) == nil else { return false }
        if visit.person == person { return now.roster.staff.contains(person) }
        let open = visit.person == nil ? visit.performers : visit.escalatedTo
        return roster(at: visit.place).capacity(of: person, among: open) != nil
    }

    private func outcome(_ name: String?, of step: Step) throws(Refusal) -> Outcome {
        let answers = step.answers
        guard let name else {
            guard let only = answers.first, answers.count == 1 else {
                throw .outcomeNeeded(answers.map(\.name))
            }
            return only
        }
        guard let outcome = answers.first(where: { $0.name == name }) else {
            throw .unknownOutcome(name, known: answers.map(\.name))
        }
        return outcome
    }

    /// Every value asked, of its kind and within its limits. A required field may have kept its value; that counts
    /// as filled in again, so it must be right on this day too.
    private func checked(
        _ values: [FieldID: FieldValue], for step: Step, with outcome: Outcome, on day: Day, at place: Place?
    ) throws(Refusal) -> [FieldID: FieldValue] {
        var required = step.required(with: outcome)
        var optional: [FieldID] = []
        switch step.kind {
        case .task(let task): optional = task.optional
        case .register(let register):
            // It is filled by entries; what it must hold at least is asked when it is closed.
            if case .number? = card.field(register.list)?.minimum { required.append(register.list) }
        case .sign, .choice, .parallel, .forEach, .call, .wait: break
        }
        let stray = values.keys.filter { !step.mayFill($0, with: outcome) && !optional.contains($0) }
        guard stray.isEmpty else { throw .fieldsNotAsked(stray.sorted()) }
        var answers: [FieldID: FieldValue] = [:]
        for (id, value) in values {
            let unknown = strayCells(in: value, of: id)
            guard unknown.isEmpty else { throw .fieldsNotAsked(unknown) }
            answers[id] = merged(value, into: id, at: place)
        }
        let given = answers
        for id in required where answers[id] == nil { answers[id] = value(of: id, at: place) }
        let missing = required.filter { answers[$0] == nil && !isOfNobody($0, at: place) }
        guard missing.isEmpty else { throw .fieldsNeeded(missing) }
        let kept = answers.keys.compactMap { id in value(of: id, at: place).map { (id, $0) } }
        let form = Form(
            day: day, place: place, values: answers,
            kept: Dictionary(kept, uniquingKeysWith: { first, _ in first }))
        for (id, value) in answers.sorted(by: { $0.key < $1.key }) {
            guard let field = card.field(id) else { throw .fieldsNotAsked([id]) }
            if case .register(let register) = step.kind, register.list == id, given[id] == nil,
                case .rows(let entries) = value
            {
                // Each was right on its day: only how many there are is asked.
                if let fault = fault(inCountOf: entries, of: field, at: place) {
                    throw .wrongValue(id, fault)
                }
                continue
            }
            let isRequired = required.contains(id)
            if let fault = fault(in: value, of: field, isRequired: isRequired, on: form) {
                throw .wrongValue(id, fault)
            }
            // Also what a later step keeps.
            for attribute in card.attributes(keeping: id) {
                if let fault = attribute.fault(in: value, on: now.today) { throw .wrongValue(id, fault) }
            }
        }
        return given
    }

    private func check(
        _ presence: [RoleID: Presence], for step: Step, at place: Place?
    ) throws(Refusal) {
        var together: [RoleID] = []
        if case .task(let task) = step.kind { together = task.together }
        let stray = presence.keys.filter { !together.contains($0) }
        guard stray.isEmpty else { throw .presenceNotAsked(stray.sorted()) }
        let missing = together.filter { presence[$0] == nil }
        guard missing.isEmpty else { throw .presenceNeeded(missing) }
        let roster = roster(at: place)
        for role in together {
            switch presence[role] {
            case .present(let people):
                let isExternal = roster.registrars[role] != nil
                guard isExternal || !people.isEmpty else { throw .presenceNeeded([role]) }
                let strangers = people.filter { person in
                    !roster.holds(person, role) && roster.contacts[person].map(roster.own) != roster.own(role)
                }
                guard strangers.isEmpty else { throw .notOfRole(strangers, role) }
            case .absent(let reason):
                guard reason.hasText else { throw .presenceNeeded([role]) }
                try check(reason: reason)
            case nil:
                throw .presenceNeeded([role])
            }
        }
    }
}

extension Step {
    /// Whether a person completes it with an outcome.
    var isCompletedByPerson: Bool {
        switch kind {
        case .task, .register, .wait: true
        case .sign, .choice, .parallel, .forEach, .call: false
        }
    }

    /// Whether a field can be filled in as required with this outcome.
    fileprivate func mayFill(_ field: FieldID, with outcome: Outcome) -> Bool {
        required(with: outcome).contains(field)
    }
}

extension Visit {
    /// Why this person may not do the step, whatever roles the person holds: `anders_dan` and `zelfde_als`. The latter
    /// gives way to the owner, who assigns the step when that same person can't do it.
    func exclusion(of person: PersonID, from step: Step, in state: CaseState) -> Refusal? {
        guard case .task(let task) = step.kind else { return nil }
        if let other = task.otherThan, state.performer(of: other, from: place) == person {
            return .otherPersonNeeded(person, other)
        }
        if isAssigned, self.person == person { return nil }
        if let same = task.sameAs, let performer = state.performer(of: same, from: place), performer != person
        {
            return .samePersonNeeded(performer, same)
        }
        return nil
    }
}
