// What an open step waits for, or one that is to open needs, can't stay empty as long as somebody can put it right
// (docs/kaarttaal.md, choices 116 and 127).
extension Decision {
    /// A field with the day that an open step waits for, and of which item it is.
    struct Awaited {
        let step: StepID
        let field: FieldID
        let home: Place?
    }

    /// What open steps wait for: without it they would wait for ever, or be asked at once.
    var awaited: [Awaited] {
        guard state.isRunning else { return [] }
        return state.openVisits.flatMap { visit -> [Awaited] in
            guard let step = card.step(visit.step) else { return [] }
            let earliest = visit.earliest.map { $0 > now.today } == true ? step.terms.earliest : nil
            return [earliest, step.kind.awaitedMoment].compactMap { moment in
                guard case .field(let field)? = moment?.anchor else { return nil }
                return Awaited(
                    step: step.id, field: field,
                    home: home(of: field, at: state.latestPlace(like: visit.place)))
            }
        }
    }

    /// The cell that a list would lose with these rows, though an open step of its row waits for the day in it.
    func awaitedCell(of list: FieldID, holding kept: FieldValue?, with value: FieldValue, at place: Place?)
        -> Awaited?
    {
        guard case .rows(let rows) = value, case .rows(let known)? = kept else { return nil }
        let home = home(of: list, at: place)
        return awaited.first { waiting in
            guard let row = waiting.home, let number = state.item(at: row)?.row,
                let block = state.visit(row.block), block.list == list,
                self.home(of: list, at: state.latestPlace(like: block.place)) == home
            else { return false }
            func cell(in rows: [Row]) -> FieldValue? {
                rows.first { $0.number == number }?.cells[waiting.field]
            }
            return cell(in: known) != nil && cell(in: rows) == nil
        }
    }

    /// A step that lacks the day that it waits for, or whom a case is about that it calls, does not open as long as somebody
    /// can fill that in. Where nobody can, as after a migration to a text that asks it of a step that this case never did, it
    /// opens: the case would be held up for good.
    func requireNeeded(_ step: Step, at place: Place?) throws(Refusal) {
        guard let field = step.neededField, value(of: field, at: place) == nil,
            let asker = correctableVisit(with: field, at: place)
        else { return }
        // What this very command leaves empty is asked of who gives it.
        if before.visit(asker.number)?.completion == nil || isOfNewRow(field, at: place) {
            throw .fieldsNeeded([field])
        }
        throw canCorrect(field, at: asker)
            ? .fieldMissing(step.id, field, at: asker.step, asker.number) : .cannotOpen(step.id)
    }

    /// Whether somebody can still fill in a field, as seen from a place: where it was asked before, or in a step that is open.
    func canBeFilledIn(_ field: FieldID, at place: Place?) -> Bool {
        correctableVisit(with: field, at: place) != nil
            || state.openVisits.contains { isAsked(field, at: place, by: $0) }
    }

    /// Whether an open visit asks for a field of there, or for the list of which it is a cell.
    private func isAsked(_ field: FieldID, at place: Place?, by visit: Visit) -> Bool {
        let asked = card.step(visit.step)?.asked ?? []
        let there = home(of: field, at: place)
        if asked.contains(field), home(of: field, at: visit.place) == there { return true }
        guard let there, let (list, place) = listOfCell(field, in: there) else { return false }
        return asked.contains(list) && home(of: list, at: visit.place) == home(of: list, at: place)
    }

    /// The list that a field is a cell of, when its home is a row, and the place of the block that goes over it.
    private func listOfCell(_ field: FieldID, in home: Place) -> (list: FieldID, place: Place?)? {
        guard state.item(at: home)?.row != nil, let block = state.visit(home.block), let list = block.list,
            isColumn(field, of: list)
        else { return nil }
        return (list, block.place)
    }

    /// Whether the actor can fill in a field at that visit, or in a row of the list that it asked for: only who sees the case.
    private func canCorrect(_ field: FieldID, at visit: Visit) -> Bool {
        guard now.roster.sees(now.actor, card), let fields = try? correctableFields(of: visit.number),
            let asked = fields.first(where: { $0 == field || isColumn(field, of: $0) })
        else { return false }
        return rolesLacked(toCorrect: [asked], among: fields) == nil
    }

    private func isColumn(_ field: FieldID, of list: FieldID) -> Bool {
        guard case .list(let columns, _) = card.field(list)?.kind else { return false }
        return columns.contains { $0.id == field }
    }

    private func isOfNewRow(_ field: FieldID, at place: Place?) -> Bool {
        guard let home = home(of: field, at: place), let item = state.item(at: home) else { return false }
        return events.contains { event in
            guard case .itemAdded(let fact) = event.fact else { return false }
            return fact.isNewRow == true && fact.visit == home.block && fact.branch.item == item
        }
    }

    /// The visit at which a field can be put right, as seen from a place: of a step that was done and by the text of now asks
    /// for it, or for the list of which it is a cell.
    private func correctableVisit(with field: FieldID, at place: Place?) -> Visit? {
        if let visit = correctableVisit(asking: field, at: place) { return visit }
        guard let home = home(of: field, at: place), let (list, place) = listOfCell(field, in: home) else {
            return nil
        }
        return correctableVisit(asking: list, at: place)
    }

    private func correctableVisit(asking field: FieldID, at place: Place?) -> Visit? {
        let home = home(of: field, at: state.latestPlace(like: place))
        return state.visits.last { visit in
            let there = state.latestPlace(like: visit.place)
            return askedFields(of: visit).contains(field) && self.home(of: field, at: there) == home
                && state.latestDone(like: visit)?.number == visit.number
                && otherFiller(of: field, than: visit, at: there) == nil
        }
    }
}
