public import CardEngine
import CaseStore
public import SchoolTime

// What only the owner of a card does with a case.
extension Workplace {
    /// Goes back to a step that was done (`kaart heropen`).
    ///
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func reopen(_ reference: CaseReference, reason: String) throws -> Progress {
        let visit = try neededVisit(reference) {
            if case .reopen(let visit) = $0 { visit } else { nil }
        }
        return try store.write { writing in
            let id = reference.caseID
            let ends = replay(try writing.events(of: id)).endsTakenBack.count
            let progress = try change(
                id, by: { _ in .reopen(ReopenStep(visit: visit, reason: reason)) }, in: writing)
            if replay(try writing.events(of: id)).endsTakenBack.count > ends,
                let other = try calledInstead(of: id, from: writing)
            {
                throw CaseworkFailure.calledInstead(other)
            }
            return progress
        }
    }

    /// The running case that the caller of this one waits for since it came to that step once more, about the same; nil also for
    /// who does not see it. Beside it this one would have no caller that waits for it (docs/kaarttaal.md, choice 128).
    private func calledInstead(of id: CaseID, from reading: any CaseReading) throws -> CaseID? {
        guard let caller = replay(try reading.events(of: id)).opening?.facts.origin?.caller,
            let calling = try loadUnlessLost(caller.caseID, reading.events(of: caller.caseID), from: reading),
            let visit = calling.state.visit(caller.visit), let subject = visit.calledAbout
        else { return nil }
        let state = calling.state
        let elsewhere = try callsElsewhere(of: state, on: calling.card, knowing: [:], from: reading)
        guard !elsewhere.contains(id),
            let other = state.openCall(
                of: visit.step, about: subject, from: visit.place, except: elsewhere.union([id])),
            let last = state.visits.last(where: { $0.calledCase == id }),
            state.openVisits.contains(where: { $0.calledCase == other && $0.number > last.number }),
            let loaded = try loadUnlessLost(other, reading.events(of: other), from: reading),
            try view(of: loaded, from: reading)?.seesCase == true
        else { return nil }
        return other
    }

    /// Postpones the term of a step, or of the whole case (`kaart uitstel`).
    ///
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func postpone(_ reference: CaseReference, to day: Day, reason: String) throws -> Progress {
        try change(
            reference.caseID, by: .postpone(PostponeTerm(visit: reference.visit, to: day, reason: reason)))
    }

    /// Lets no term run until the case is resumed (`kaart opschorten`).
    ///
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func suspend(_ id: CaseID, reason: String) throws -> Progress {
        try change(id, by: .suspend(reason: reason))
    }

    /// Lets a suspended case go on (`kaart hervat`).
    ///
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func resume(_ id: CaseID, reason: String) throws -> Progress {
        try change(id, by: .resume(reason: reason))
    }

    /// Lets a person do a step that nobody can do (`kaart wijs-toe`).
    ///
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func assign(_ reference: CaseReference, to person: String, reason: String) throws
        -> Progress
    {
        let visit = try neededVisit(reference) {
            if case .assign(let visit) = $0 { visit } else { nil }
        }
        let person = try staffMember(person)
        return try change(
            reference.caseID,
            by: .assign(AssignPerson(visit: visit, person: person.id, reason: reason)))
    }

    /// Adds an item to an open `voor_elke` (`kaart voeg-toe`): the number of a pupil or row, the id of a group, or a value
    /// of the list.
    ///
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func addItem(_ name: String, to reference: CaseReference) throws -> Progress {
        try add(to: reference) { visit, each, _ in
            let item: Item =
                switch each.source {
                case .pupils: Item(subject: Subject(kind: .pupil, id: name))
                case .groups: Item(subject: Subject(group: GroupID(name)))
                case .rows: Item(row: Int(name) ?? 0)
                case .fixed: Item(value: name)
                }
            return AddItem(visit: visit, item: item)
        }
    }

    /// Adds a row to the list that an open `voor_elke` goes over, and takes it up (`kaart voeg-toe --veld`).
    ///
    /// - Parameter cells: column and text, in the order in which they were typed.
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func addRow(_ cells: [(column: String, text: String)], to reference: CaseReference) throws
        -> Progress
    {
        try add(to: reference) { visit, each, card in
            guard case .rows(let list) = each.source, case .list(let columns, _)? = card.field(list)?.kind
            else {
                throw CaseworkFailure.notOverRows(reference)
            }
            return AddItem(visit: visit, newRow: try values(cells.map { ($0.column, $0.text) }, of: columns))
        }
    }

    private func add(
        to reference: CaseReference, _ command: (Int, ForEachStep, Card) throws -> AddItem
    ) throws -> Progress {
        let visit = try neededVisit(reference, ofBlock: true)
        return try store.write { writing in
            let (loaded, view) = try loadVisible(reference.caseID, from: writing)
            guard view.seesCase else {
                throw CaseworkFailure.refused(.roleNeeded([loaded.card.owner]), card: loaded.card)
            }
            guard let found = loaded.state.visit(visit), let step = loaded.card.step(found.step) else {
                throw CaseworkFailure.refused(.unknownVisit(visit), card: loaded.card)
            }
            guard case .forEach(let each) = step.kind else {
                throw CaseworkFailure.otherAct(reference, step.id, card: loaded.card)
            }
            return try carryOut(.addItem(try command(visit, each, loaded.card)), on: loaded, in: writing)
        }
    }

    /// The visit that was named.
    ///
    /// - Parameters:
    ///   - isOfBlock: whether an open `voor_elke` is meant.
    ///   - meant: else the visits of these possibilities.
    /// - Throws: `CaseworkFailure.stepNeeded` with those that could have been.
    private func neededVisit(
        _ reference: CaseReference, ofBlock isOfBlock: Bool = false,
        _ meant: (Possibility) -> Visit? = { _ in nil }
    ) throws -> Int {
        if let visit = reference.visit { return visit }
        throw try store.read { reading in
            let (loaded, view) = try loadVisible(reference.caseID, from: reading)
            let card = loaded.card
            guard view.seesCase else {
                return CaseworkFailure.refused(.roleNeeded([card.owner]), card: card)
            }
            let now = try circumstances(for: loaded, from: reading)
            let visits =
                isOfBlock
                ? loaded.state.openVisits.filter { visit in
                    if case .forEach? = card.step(visit.step)?.kind { true } else { false }
                } : possibilities(in: loaded.state, on: card, at: now).compactMap(meant)
            return loaded.stepNeeded(among: visits, at: now)
        }
    }
}

extension LoadedCase {
    /// That a step must be named: which it could be, or that there is none.
    func stepNeeded(among visits: [Visit], at now: Circumstances) -> CaseworkFailure {
        guard !visits.isEmpty else {
            return .noSuchStep(id, owner: now.roster.holds(now.actor, card.owner) ? nil : card.owner)
        }
        return .stepNeeded(
            id,
            open: visits.map { visit in
                CaseworkFailure.OpenStep(
                    reference: CaseReference(caseID: id, visit: visit.number),
                    title: card.step(visit.step)?.title ?? visit.step.rawValue)
            })
    }
}
