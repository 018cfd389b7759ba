import SchoolTime

extension Decision {
    /// Opens a visit of a task.
    mutating func open(_ step: Step, _ task: TaskStep) {
        let earliest = task.earliest.flatMap { day(of: $0, from: day) }
        emit(
            .stepOpened(
                StepOpened(
                    visit: nextVisit, step: step.id, openedOn: day, performers: task.performers,
                    earliest: earliest,
                    deadline: deadline(of: task, openedOn: day, earliest: earliest))))
    }

    /// The deadline of a task: from when it opened, or from its `vanaf` if later.
    func deadline(of task: TaskStep, openedOn: Day, earliest: Day?) -> Day? {
        task.term.flatMap { day(of: $0, from: max(openedOn, earliest ?? openedOn)) }
    }

    /// Completes a task, logs what it hands out, and carries on.
    mutating func complete(_ command: CompleteStep) throws(Refusal) {
        let (visit, step, task) = try openTask(command.visit)
        let capacity = try capacity(for: visit, task, onBehalfOf: command.onBehalfOf)
        let doneOn = command.doneOn ?? now.today
        if let refusal = refusal(of: visit, doneOn: doneOn) { throw refusal }
        let outcome = try outcome(command.outcome, of: task)
        try check(command.values, for: task, with: outcome, on: doneOn)
        if !task.checklist.isEmpty, !command.checklistDone { throw .checklistOpen(task.checklist) }
        try check(command.presence, for: task)

        emit(
            .stepCompleted(
                StepCompleted(
                    visit: visit.number, step: step.id, outcome: outcome.name, doneOn: doneOn,
                    role: capacity.role, onBehalfOf: capacity.onBehalfOf,
                    filled: command.values.keys.sorted())),
            Content(values: command.values, presence: command.presence))
        if let disclosure = task.disclosure {
            emit(
                .dataDisclosed(
                    DataDisclosed(
                        visit: visit.number, recipient: disclosure.recipient,
                        // What has no value can't have been provided.
                        fields: disclosure.fields.filter { state.values[$0] != nil },
                        legalBasis: disclosure.legalBasis)))
        }
        day = doneOn
        try go(to: outcome.target)
    }

    /// The open visit of that number with its task, or why there is none.
    func openTask(_ number: Int) throws(Refusal) -> (Visit, Step, TaskStep) {
        try requireRunning()
        guard let visit = state.visit(number) else { throw .unknownVisit(number) }
        switch visit.status {
        case .open: break
        case .done(let completion): throw .stepDone(visit.step, completion)
        case .cancelled(let stamp): throw .stepCancelled(visit.step, stamp)
        case .decided, .skipped: throw .stepPassed(visit.step)
        }
        guard let step = card.step(visit.step), case .task(let task) = step.kind else {
            throw .stepPassed(visit.step)
        }
        return (visit, step, task)
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

    /// In which role the actor may do the task.
    func capacity(
        for visit: Visit, _ task: TaskStep, onBehalfOf external: RoleID? = nil
    ) throws(Refusal) -> Capacity {
        let asked = external.map { role in visit.performers.filter { $0 == role } } ?? visit.performers
        guard let capacity = now.roster.capacity(of: now.actor, among: asked) else {
            throw .roleNeeded(visit.performers)
        }
        if let refusal = task.refusal(of: now.actor, in: state) { throw refusal }
        return capacity
    }

    private func outcome(_ name: String?, of task: TaskStep) throws(Refusal) -> Outcome {
        guard let name else {
            guard task.outcomes.count == 1 else { throw .outcomeNeeded(task.outcomes.map(\.name)) }
            return task.outcomes[0]
        }
        guard let outcome = task.outcomes.first(where: { $0.name == name }) else {
            throw .unknownOutcome(name, known: task.outcomes.map(\.name))
        }
        return outcome
    }

    /// Every value asked, of its kind and within its limits. A required field may have kept its value; that counts
    /// as filled in again, so it must be right on this day too.
    private func check(
        _ values: [FieldID: FieldValue], for task: TaskStep, with outcome: Outcome, on day: Day
    ) throws(Refusal) {
        let required = task.required(with: outcome)
        let stray = values.keys.filter { !required.contains($0) && !task.optional.contains($0) }
        guard stray.isEmpty else { throw .fieldsNotAsked(stray.sorted()) }
        var answers = values
        for id in required where answers[id] == nil { answers[id] = state.values[id] }
        let missing = required.filter { answers[$0] == nil }
        guard missing.isEmpty else { throw .fieldsNeeded(missing) }
        for (id, value) in answers.sorted(by: { $0.key < $1.key }) {
            guard let field = card.field(id) else { throw .fieldsNotAsked([id]) }
            if let fault = fault(in: value, of: field, on: day) { throw .wrongValue(id, fault) }
        }
    }

    private func check(_ presence: [RoleID: Presence], for task: TaskStep) throws(Refusal) {
        let stray = presence.keys.filter { !task.together.contains($0) }
        guard stray.isEmpty else { throw .presenceNotAsked(stray.sorted()) }
        let missing = task.together.filter { presence[$0] == nil }
        guard missing.isEmpty else { throw .presenceNeeded(missing) }
        for role in task.together {
            switch presence[role] {
            case .present(let people):
                let isExternal = now.roster.registrars[role] != nil
                guard isExternal || !people.isEmpty else { throw .presenceNeeded([role]) }
                let strangers = people.filter { !now.roster.holds($0, role) }
                guard strangers.isEmpty else { throw .notOfRole(strangers, role) }
            case .absent(let reason):
                try check(reason: reason)
            case nil:
                throw .presenceNeeded([role])
            }
        }
    }
}

extension TaskStep {
    /// Why this person may not do the task, whatever roles the person holds: `anders_dan` and `zelfde_als`.
    func refusal(of person: PersonID, in state: CaseState) -> Refusal? {
        if let other = otherThan, state.performer(of: other) == person {
            return .otherPersonNeeded(person, other)
        }
        if let same = sameAs, let performer = state.performer(of: same), performer != person {
            return .samePersonNeeded(performer, same)
        }
        return nil
    }
}
