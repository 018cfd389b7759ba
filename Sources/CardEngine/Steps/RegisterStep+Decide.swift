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
        let stray = command.cells.keys.filter { id in !columns.contains { $0.id == id } }
        guard stray.isEmpty else { throw .fieldsNotAsked(stray.sorted()) }
        let home = home(of: field.id, at: visit.place)
        var rows: [Row] = []
        if case .rows(let known)? = value(of: field.id, at: visit.place) { rows = known }
        let row = Row(number: (rows.map(\.number).max() ?? 0) + 1, cells: command.cells)
        if let fault = fault(in: row, of: columns, on: day, at: visit.place) {
            throw .wrongValue(field.id, fault)
        }
        if let fault = fault(inCount: rows.count + 1, most: field) { throw .wrongValue(field.id, fault) }
        emit(
            .entryAdded(
                EntryAdded(
                    visit: visit.number, list: field.id, row: row.number, day: day, role: capacity.role,
                    onBehalfOf: capacity.onBehalfOf, place: home)),
            Content(values: command.cells))
    }
}
