import SchoolTime

extension Decision {
    /// Makes an entry in an open register.
    mutating func enter(_ command: AddEntry) throws(Refusal) {
        let (visit, step) = try openVisit(command.visit)
        guard case .register(let register) = step.kind else { throw .wrongAct(step.id) }
        let capacity = try capacity(for: visit, step, onBehalfOf: command.onBehalfOf)
        if command.onBehalfOf == nil { try requireOneBehalf(capacity, for: visit) }
        let day = command.day ?? now.today
        if let refusal = refusal(of: visit, doneOn: day) { throw refusal }
        guard let field = card.field(register.list), case .list(let columns, _) = field.kind else {
            throw .fieldsNotAsked([register.list])
        }
        let home = home(of: field.id, at: visit.place)
        let row = try newRow(command.cells, of: field, columns, on: day, at: visit.place)
        emit(
            .entryAdded(
                EntryAdded(
                    visit: visit.number, list: field.id, row: row.number, day: day, role: capacity?.role,
                    onBehalfOf: capacity?.onBehalfOf, place: home)),
            Content(values: command.cells))
    }

    /// A row behind all that a list has, and had.
    func newRow(
        _ cells: [FieldID: FieldValue], of list: Field, _ columns: [Field], on day: Day, at place: Place?
    ) throws(Refusal) -> Row {
        let stray = cells.keys.filter { id in !columns.contains { $0.id == id } }
        guard stray.isEmpty else { throw .fieldsNotAsked(stray.sorted()) }
        var rows: [Row] = []
        if case .rows(let known)? = value(of: list.id, at: place) { rows = known }
        let highest = state.highestRow(of: list.id, at: home(of: list.id, at: place))
        let row = Row(number: highest + 1, cells: cells)
        if let fault = fault(in: row, of: columns, in: list.id, on: Form(day: day, place: place)) {
            throw .wrongValue(list.id, fault)
        }
        if let fault = fault(inCount: rows.count + 1, most: list) { throw .wrongValue(list.id, fault) }
        return row
    }
}
