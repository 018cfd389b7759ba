import SchoolTime

/// Lists: rows of columns (kaarttaal, section 5).
extension Decision {
    /// What is wrong with the rows of a list; nil when nothing is.
    func fault(
        in rows: [Row], of field: Field, _ columns: [Field], _ source: RowSource?, isRequired: Bool,
        on form: Form
    ) -> ValueFault? {
        guard Set(rows.map(\.number)).count == rows.count, rows.allSatisfy({ $0.number > 0 }) else {
            return .wrongKind
        }
        for row in rows {
            if let fault = fault(in: row, of: columns, in: field.id, on: form) { return fault }
        }
        if let fault = faultOfFixed(rows, columns, source, holding: form.kept[field.id]) { return fault }
        if let fault = fault(inCountOf: rows, of: field, at: form.place) { return fault }
        if let open = openRow(of: field.id, without: rows, at: form.place) { return .rowInUse(open) }
        guard isRequired, let missing = missingRow(in: rows, columns, source, at: form.place) else {
            return nil
        }
        return .rowNeeded(missing)
    }

    /// What is wrong with rows that `rijen` fixes, besides one that is not there: one that is there twice, or none of them.
    /// A row that stands as it was is not asked anew: the text that the case goes by may have been another.
    private func faultOfFixed(
        _ rows: [Row], _ columns: [Field], _ source: RowSource?, holding kept: FieldValue?
    ) -> ValueFault? {
        guard let column = source?.column(among: columns) else { return nil }
        var known: [Row] = []
        if case .rows(let rows)? = kept { known = rows }
        var seen = Set(rows.filter(known.contains).compactMap { $0.cells[column] })
        for row in rows where !known.contains(row) {
            guard let cell = row.cells[column] else { continue }
            if case .fixed(_, let values) = source, !values.contains(cell.name) {
                return .wrongCell(row: row.number, column, .notAnOption(cell.name, known: values))
            }
            guard seen.insert(cell).inserted else { return .rowTwice(cell.name) }
        }
        return nil
    }

    /// Whether it is a list with a row for each pupil where there are no pupils: what nobody can fill in is not asked.
    func isOfNobody(_ list: FieldID, at place: Place?) -> Bool {
        card.goesOverPupils(list) && now.pupils(at: place, in: state).isEmpty
    }

    /// What is wrong with one row; nil when nothing is.
    func fault(in row: Row, of columns: [Field], in list: FieldID, on form: Form) -> ValueFault? {
        let form = form.within(row, of: list)
        for column in columns {
            guard let cell = row.cells[column.id] else {
                guard card.needsCell(column) else { continue }
                return .cellNeeded(row: row.number, column.id)
            }
            if let fault = fault(in: cell, of: column, on: form) {
                return .wrongCell(row: row.number, column.id, fault)
            }
            // What a step within the branch of the row keeps as an attribute.
            for attribute in card.attributes(keeping: column.id) {
                if let fault = attribute.fault(in: cell, on: now.today) {
                    return .wrongCell(row: row.number, column.id, fault)
                }
            }
        }
        return nil
    }

    /// The cells of rows that somebody gave for which the list has no column.
    func strayCells(in value: FieldValue, of list: FieldID) -> [FieldID] {
        guard case .rows(let rows) = value, case .list(let columns, _)? = card.field(list)?.kind else {
            return []
        }
        return Set(rows.flatMap(\.cells.keys)).subtracting(columns.map(\.id)).sorted()
    }

    /// What is wrong with how many rows there are; nil when nothing is.
    func fault(inCountOf rows: [Row], of field: Field, at place: Place?) -> ValueFault? {
        guard !rows.isEmpty else { return isOfNobody(field.id, at: place) ? nil : .empty }
        if let fault = fault(inCount: rows.count, most: field) { return fault }
        guard case .number(let least)? = field.minimum, Number(rows.count) < least else { return nil }
        return .tooFewRows(least: least)
    }

    /// Whether a list of so many rows has too many.
    func fault(inCount count: Int, most field: Field) -> ValueFault? {
        guard case .number(let most)? = field.maximum, Number(count) > most else { return nil }
        return .tooManyRows(most: most)
    }

    /// A list that is filled in again: a row that stays keeps what its branch filled in beside the columns.
    func merged(_ value: FieldValue, into id: FieldID, at place: Place?) -> FieldValue {
        guard case .rows(let rows) = value, case .rows(let known)? = self.value(of: id, at: place) else {
            return value
        }
        let columns: Set<FieldID> =
            if case .list(let columns, _)? = card.field(id)?.kind { Set(columns.map(\.id)) } else { [] }
        return .rows(
            rows.map { row in
                let kept = known.first { $0.number == row.number }?.cells.filter { cell in
                    !columns.contains(cell.key) || row.cells[cell.key] == nil && card.isFilledByStep(cell.key)
                }
                return Row(number: row.number, cells: (kept ?? [:]).merging(row.cells) { $1 })
            })
    }

    /// A row whose branch is open can't be removed; of another item it is another row.
    private func openRow(of list: FieldID, without rows: [Row], at place: Place?) -> Int? {
        let numbers = Set(rows.map(\.number))
        let home = home(of: list, at: place)
        return state.openVisits.filter { $0.list == list && self.home(of: list, at: $0.place) == home }
            .flatMap(\.branches)
            .filter { $0.status == .open }.compactMap { $0.item?.row }.first { !numbers.contains($0) }
    }

    /// A row that a list holds and would lose with these, though something was filled in for it besides, or a branch is or was
    /// about it: what others did for it would go with it.
    func lostRow(of list: FieldID, holding kept: FieldValue?, with value: FieldValue, at place: Place?)
        -> Int?
    {
        guard case .rows(let rows) = value, case .rows(let known)? = kept,
            case .list(let columns, _)? = card.field(list)?.kind
        else { return nil }
        let own = Set(columns.map(\.id))
        let home = home(of: list, at: place)
        let branched = Set(
            state.visits.filter { visit in
                visit.list == list && self.home(of: list, at: state.latestPlace(like: visit.place)) == home
            }.flatMap(\.branches).compactMap { $0.item?.row })
        return known.first { row in
            !rows.contains { $0.number == row.number }
                && (branched.contains(row.number) || !own.isSuperset(of: row.cells.keys))
        }?.number
    }

    /// Whether a list lacks a row that it needs when it is required.
    func lacksRow(_ value: FieldValue, of field: Field, at place: Place?) -> Bool {
        guard case .rows(let rows) = value, case .list(let columns, let source) = field.kind else {
            return false
        }
        return missingRow(in: rows, columns, source, at: place) != nil
    }

    /// A required list with `rijen` needs every row: of the pupils, those of whom it is about there.
    private func missingRow(
        in rows: [Row], _ columns: [Field], _ source: RowSource?, at place: Place?
    ) -> String? {
        guard let source, let column = source.column(among: columns) else { return nil }
        let there = Set(rows.compactMap { $0.cells[column]?.name })
        return switch source {
        case .pupils: now.pupils(at: place, in: state).map(\.id).first { !there.contains($0) }
        case .fixed(_, let values): values.first { !there.contains($0) }
        }
    }
}

extension FieldValue {
    /// What a row of a list with `rijen` is called by: the number of its pupil, or its fixed value.
    fileprivate var name: String {
        switch self {
        case .pupil(let name), .choice(let name), .text(let name): name
        case .number, .date, .yesNo, .choices, .document, .person, .rows: ""
        }
    }
}
