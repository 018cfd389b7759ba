import CardEngine
import CaseStore

extension Workplace {
    /// A list as a table for a spreadsheet (`kaart lijst`), with the latest rows; of one without any, what a caller proposes,
    /// or what its card fixes of the rows. Read back in with `kaart klaar` it gives the same rows.
    ///
    /// - Parameters:
    ///   - reference: the case, or a step of it: then the list of the item that this step is about.
    ///   - name: the field.
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func exportList(_ reference: CaseReference, _ name: String) throws -> String {
        try store.read { reading in
            let (loaded, view) = try loadVisible(reference.caseID, from: reading)
            let id = FieldID(name)
            guard let field = loaded.card.field(id), case .list(let columns, let source) = field.kind else {
                throw CaseworkFailure.notAList(
                    name, known: loaded.card.fields.filter(\.isList).map(\.id.rawValue))
            }
            var place: Place?
            if let number = reference.visit {
                guard view.seesCase || view.doable.contains(number), let visit = loaded.state.visit(number)
                else { throw CaseworkFailure.refused(.unknownVisit(number), card: loaded.card) }
                place = visit.place
            }
            let home = loaded.state.home(of: id, at: place, on: loaded.card)
            guard view.sees(id, at: home) else {
                let roles = view.seesCase ? field.visibleTo : nil
                throw CaseworkFailure.refused(
                    .roleNeeded(roles ?? [loaded.card.owner]), card: loaded.card)
            }
            guard field.home == nil || home != nil else { throw CaseworkFailure.itemNeeded(name) }
            let seen = columns.filter { view.sees($0.id, of: field, at: home) }
            var rows: [Row] = []
            if case .rows(let known)? = loaded.state.value(of: id, at: place, on: loaded.card) {
                rows = known
            } else if home == nil, case .rows(let proposed)? = try proposals(to: loaded, from: reading)[id] {
                // What a caller proposes stands there to be read in.
                rows = proposed
            } else {
                let now = try circumstances(for: loaded, from: reading)
                let pupils = now.pupils(at: place, in: loaded.state)
                rows = Self.fixedRows(source, columns, pupils.map(\.id))
            }
            return ListTable(seen).text(of: rows)
        }
    }

    /// The rows of a list that is still empty: those that `rijen` asks for.
    private static func fixedRows(_ source: RowSource?, _ columns: [Field], _ pupils: [String]) -> [Row] {
        let cells: [[FieldID: FieldValue]]
        switch source {
        case .fixed(let column, let values): cells = values.map { [column: .choice($0)] }
        case .pupils:
            guard let column = source?.column(among: columns) else { return [] }
            cells = pupils.map { [column: .pupil($0)] }
        case nil: cells = []
        }
        return cells.enumerated().map { Row(number: $0.offset + 1, cells: $0.element) }
    }
}

extension Field {
    fileprivate var isList: Bool { if case .list = kind { true } else { false } }
}
