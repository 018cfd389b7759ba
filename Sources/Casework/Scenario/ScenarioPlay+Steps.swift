import CardEngine
import CardLanguage
import SchoolTime

/// What a line of a scenario does at a step.
extension ScenarioPlay {
    mutating func addItem(_ step: StepID, _ line: ScenarioLine, by owner: PersonID) -> Reason? {
        let block = state.visits.last { $0.step == step }
        guard let block, case .forEach(let each)? = card.step(step)?.kind else { return neverHere(step) }
        let items = items(of: each, at: block.place)
        guard let number = line.item, items.indices.contains(number - 1) else { return noItem }
        let command = AddItem(visit: block.number, item: items[number - 1])
        return told(carryOut(.addItem(command), by: owner))
    }

    /// Everything that a `voor_elke` goes over, whether its `als` holds or not.
    private func items(of each: ForEachStep, at place: Place?) -> [Item] {
        switch each.source {
        case .pupils:
            let subject = state.subject(at: place)
            return school.pupils.filter { subject?.kind != .group || $0.group?.rawValue == subject?.id }
                .map { Item(subject: $0) }
        case .groups: return school.groups.map { Item(subject: $0) }
        case .rows(let list):
            guard case .rows(let rows)? = state.value(of: list, at: place, on: card) else { return [] }
            return rows.map { Item(row: $0.number) }
        case .fixed(_, let values): return values.map { Item(value: $0) }
        }
    }

    mutating func complete(_ step: StepID, _ work: ScenarioWork, _ line: ScenarioLine) -> Reason? {
        guard let visit = visit(of: step, line) else { return neverHere(step) }
        let asked: [RoleID] = if case .task(let task)? = card.step(step)?.kind { task.together } else { [] }
        var presence = work.absent.mapValues { Presence.absent(reason: $0) }
        for role in work.present ?? asked where presence[role] == nil {
            presence[role] = .present(school.isExternal(role) ? [] : [school.anyone(of: [role])])
        }
        let command = CompleteStep(
            visit: visit.number, outcome: work.outcome, doneOn: work.day, onBehalfOf: external(line),
            values: work.values, checklistDone: work.isChecked, presence: presence)
        var attempt = self
        if let refusal = attempt.carryOut(.complete(command), by: actor(of: line, for: visit)) {
            return told(refusal)
        }
        // As by `kaart klaar`: who wants to write in a register would close it by mistake.
        if work.outcome == nil, let register = card.step(step), case .register = register.kind {
            return Reason(
                text: "geweigerd: `\(step)` is een register, en dit sluit het. Zet erbij met welke uitkomst "
                    + "(\(register.answers.map(\.name).joined(separator: ", "))), of schrijf er iets bij met `rij`",
                names: [.outcome])
        }
        self = attempt
        return nil
    }

    mutating func sign(
        _ step: StepID, _ answer: SignatureAnswer, _ day: Day?, _ hasProof: Bool, _ line: ScenarioLine
    ) -> Reason? {
        guard let visit = visit(of: step, line) else { return neverHere(step) }
        let first = visit.signatures.first { $0.answer == nil } ?? visit.signatures.first
        let role = line.actor?.role ?? first?.signer.role ?? card.owner
        // One parent is `ouders`, also when the scenario counts.
        let own = school.roster.own(role)
        let isCounted = visit.signatures.contains {
            school.roster.own($0.signer.role) == own && $0.signer.number != nil
        }
        let signer = Signer(role: role, number: isCounted || own != SignStep.parents ? number(line) : nil)
        let meant = school.isExternal(role) ? signer : Signer(role: role)
        if let others = visit.answeredOtherwise(than: answer, by: meant, own: school.roster.own) {
            return Reason(
                text: "geweigerd: " + sentences.casework(.answeredOtherwise(others)), names: [.person])
        }
        let command = GiveSignature(
            visit: visit.number, signer: meant, answer: answer,
            remark: answer == .agreedWithRemark ? Self.reason : nil,
            document: hasProof ? Self.reason : nil, day: day)
        let actor = line.actor ?? ScenarioActor(role: role, number: nil)
        return told(carryOut(.sign(command), by: school.person(for: actor)))
    }

    private func number(_ line: ScenarioLine) -> Int? { line.actor?.number }

    mutating func enter(
        _ step: StepID, _ cells: [FieldID: FieldValue], _ day: Day?, _ line: ScenarioLine
    ) -> Reason? {
        guard let visit = visit(of: step, line) else { return neverHere(step) }
        let command = AddEntry(visit: visit.number, cells: cells, day: day, onBehalfOf: external(line))
        return told(carryOut(.enter(command), by: actor(of: line, for: visit)))
    }

    mutating func endCall(_ step: StepID, _ end: EndID, _ line: ScenarioLine) -> Reason? {
        let running = visit(of: step, line) { visit in
            visit.calledCase.map { state.endedCalls[$0] == nil } ?? false
        }
        guard let running else { return neverHere(step) }
        guard let called = running.calledCase, state.endedCalls[called] == nil else {
            return Reason(
                text: "er loopt geen traject dat de stap `\(step)` gestart is; \(whereItStands)",
                names: running.isOpen ? [.notOpen] : [.over, .notOpen])
        }
        return told(carryOut(.endCall(called, end, today), by: school.ownerPerson))
    }

    /// Whose act it is: the person of the line, else the first who is asked.
    private func actor(of line: ScenarioLine, for visit: Visit) -> PersonID {
        if let actor = line.actor { return school.person(for: actor) }
        let present = visit.performers.lazy.compactMap { roster.holders[$0]?.first }.first
        return visit.person ?? present ?? school.anyone(of: visit.performers)
    }

    /// The external role for which it is recorded.
    private func external(_ line: ScenarioLine) -> RoleID? {
        line.actor.flatMap { school.isExternal($0.role) ? $0.role : nil }
    }
}
