import CardEngine
import CardLanguage

/// The table of a meeting: a step on each line, with what was decided about it. Our own columns have a capital, which no
/// field of a card has; the other columns are fields.
enum MeetingTable {
    private static let step = "Stap"
    private static let subject = "Betreft"
    private static let title = "Wat"
    private static let outcome = "Uitkomst"
    private static let day = "Gedaan op"
    private static let onBehalfOf = "Namens"
    private static let checklist = "Afgevinkt"
    private static let present = "Aanwezig "
    private static let absent = "Afwezig "

    /// An empty table for these steps: what each asks, and nothing that is known of the case.
    ///
    /// - Parameters:
    ///   - external: the roles for which somebody else records.
    ///   - name: what people call a subject.
    static func form(_ forms: [StepForm], external: Set<RoleID>, name: (Subject) -> String) -> String {
        var columns = [step, subject, title, outcome, day]
        if forms.contains(where: { !external.isDisjoint(with: $0.task?.performers.roles ?? []) }) {
            columns.append(onBehalfOf)
        }
        if forms.contains(where: { $0.task?.checklist.isEmpty == false }) { columns.append(checklist) }
        let together = forms.flatMap { $0.task?.together ?? [] }.flatMap { role in
            [present + role.rawValue, absent + role.rawValue]
        }
        let fields = forms.flatMap { $0.step.asked.map(\.rawValue) }
        for column in together + fields where !columns.contains(column) { columns.append(column) }
        let rows = forms.map { form in
            columns.map { column -> CSVTable.Cell in
                switch column {
                case step: .text(form.reference.description)
                case subject: .text(name(form.subject))
                case title: .text(form.step.title)
                default: .plain("")
                }
            }
        }
        return CSVTable.written(columns: columns, rows: rows)
    }

    /// The lines of a filled in table. Each says its outcome: what nobody spoke of must not be done by mistake.
    ///
    /// - Parameter inLine: the failure that says in which line it is.
    /// - Throws: `CaseworkFailure`.
    static func lines(
        of text: String, inLine: (Int, CaseworkFailure) -> CaseworkFailure
    ) throws -> [MeetingLine] {
        let table = try CSVTable(text)
        for needed in [step, outcome] where !table.columns.contains(needed) {
            throw CaseworkFailure.notACSV(
                "de kolom '\(needed)' ontbreekt. Begin met een lege tabel: `kaart klaar --leeg-formulier`, met de stappen erachter."
            )
        }
        let rows = table.rows.filter { $0.cells.contains(where: \.hasText) }
        guard !rows.isEmpty else { throw CaseworkFailure.notACSV("er staat geen enkele stap in.") }
        return try rows.map { row in
            do {
                return try line(row, table.columns)
            } catch let failure as CaseworkFailure {
                throw inLine(row.line, failure)
            }
        }
    }

    private static func line(_ row: CSVTable.Row, _ columns: [String]) throws -> MeetingLine {
        var reference: CaseReference?
        var answers = StepAnswers()
        for (column, cell) in zip(columns, row.cells) where cell.hasText {
            switch column {
            case step: reference = try CaseReference(cell)
            case subject, title: break
            case outcome: answers.outcome = cell
            case day:
                guard let day = FieldText.day(of: cell) else {
                    throw CaseworkFailure.wrongCell(column, .notADate(cell))
                }
                answers.doneOn = day
            case onBehalfOf: answers.onBehalfOf = cell
            case checklist:
                guard let isDone = FieldText.yesNo(of: cell) else {
                    throw CaseworkFailure.wrongCell(column, .notYesOrNo(cell))
                }
                answers.checklistDone = isDone
            default:
                if let role = column.dropping(present) {
                    answers.present.append((role, people(in: cell)))
                } else if let role = column.dropping(absent) {
                    answers.absent.append((role, cell))
                } else {
                    answers.values.append((column, cell))
                }
            }
        }
        guard let reference else { throw CaseworkFailure.wrongCell(step, .empty) }
        guard answers.outcome != nil else { throw CaseworkFailure.wrongCell(outcome, .empty) }
        return MeetingLine(line: row.line, reference: reference, answers: answers)
    }

    /// `anna, bram`; or `ja`, of a role of which no persons are known.
    private static func people(in cell: String) -> [String] {
        guard FieldText.yesNo(of: cell) != true else { return [] }
        return cell.unicodeScalars.split(separator: ",").map { part in
            String(String.UnicodeScalarView(part.filter { $0 != " " }))
        }.filter(\.hasText)
    }
}

extension String {
    /// What comes behind a beginning; nil when the text does not begin so, or ends there.
    fileprivate func dropping(_ beginning: String) -> String? {
        let start = beginning.unicodeScalars
        guard unicodeScalars.starts(with: start), unicodeScalars.count > start.count else { return nil }
        return String(unicodeScalars.dropFirst(start.count))
    }
}
