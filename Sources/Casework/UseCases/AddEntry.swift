import CardEngine
import CardLanguage
import CaseStore
public import SchoolTime

extension Workplace {
    /// Makes an entry in a register (`kaart noteer`): one transaction.
    ///
    /// - Parameters:
    ///   - cells: column and text, in the order in which they were typed.
    ///   - day: the day on which it happened; nil for today.
    ///   - external: the external role for which it is recorded.
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func addEntry(
        _ reference: CaseReference, _ cells: [(column: String, text: String)], day: Day?,
        onBehalfOf external: String?
    ) throws -> Progress {
        try store.write { writing in
            let (loaded, visit) = try loadToComplete(reference, from: writing)
            guard let open = loaded.state.visit(visit), let step = loaded.card.step(open.step),
                case .register(let register) = step.kind, let field = loaded.card.field(register.list),
                case .list(let columns, _) = field.kind
            else { throw CaseworkFailure.notARegister(reference) }
            let command = CardEngine.AddEntry(
                visit: visit, cells: try values(cells.map { ($0.column, $0.text) }, of: columns), day: day,
                onBehalfOf: try external.map { try role($0, on: loaded.card) })
            do {
                return try carryOut(.enter(command), on: loaded, in: writing)
            } catch CaseworkFailure.refused(.wrongValue(field.id, .cellNeeded), _) {
                // By what people type; that it would have been row so many says nothing.
                let open = columns.filter { command.cells[$0.id] == nil }
                throw CaseworkFailure.cellsNeeded(
                    open.filter { loaded.card.needsCell($0) },
                    optional: open.filter { !loaded.card.needsCell($0) })
            }
        }
    }

    /// The values of typed texts, by the fields that they are for.
    ///
    /// - Parameter known: the rows that a list has now, and the highest number that one of it ever had.
    func values(
        _ typed: [(name: String, text: String)], of fields: [Field],
        known: (FieldID) throws -> (rows: [Row], highest: Int) = { _ in ([], 0) }
    ) throws -> [FieldID: FieldValue] {
        var values: [FieldID: FieldValue] = [:]
        for (name, text) in typed {
            let field = try field(name, among: fields)
            guard values[field.id] == nil else { throw CaseworkFailure.givenTwice(name) }
            values[field.id] = try value(of: text, for: field, try known(field.id))
        }
        return values
    }

    /// The field of that name.
    ///
    /// - Throws: `CaseworkFailure.unknownField`.
    func field(_ name: String, among fields: [Field]) throws -> Field {
        guard let field = fields.first(where: { $0.id.rawValue == name }) else {
            let title = name.meant(among: fields.map(\.title))
            let titled = fields.filter { $0.title == title }.map(\.id.rawValue)
            throw CaseworkFailure.unknownField(
                name, known: fields.map(\.id.rawValue), titled: titled.count == 1 ? titled.first : nil)
        }
        return field
    }

    /// The value of a typed text; of a list the text is a table (`ListTable`).
    private func value(
        of text: String, for field: Field, _ known: @autoclosure () throws -> (rows: [Row], highest: Int)
    ) throws -> FieldValue {
        guard case .list(let columns, _) = field.kind else {
            switch FieldText.value(typed: text, for: field) {
            case .success(let value): return value
            case .failure(let fault): throw CaseworkFailure.wrongValue(field, fault)
            }
        }
        let sentences = Sentences(school: school)
        let (rows, highest) = try known()
        return .rows(
            try ListTable(columns).rows(of: text, known: rows, highest: highest) { cells, line in
                do {
                    return try values(cells, of: columns)
                } catch let failure as CaseworkFailure {
                    throw CaseworkFailure.inLine(line, sentences.casework(failure))
                }
            })
    }
}
