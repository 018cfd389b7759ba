import CardEngine
import CardLanguage
import SchoolTime

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
        if forms.contains(where: { !external.isDisjoint(with: $0.step.kind.completers) }) {
            columns.append(onBehalfOf)
        }
        if forms.contains(where: { $0.task?.checklist.isEmpty == false }) { columns.append(checklist) }
        let together = forms.flatMap { $0.task?.together ?? [] }.flatMap { role in
            [present + role.rawValue, absent + role.rawValue]
        }
        let fields = forms.flatMap { form in
            form.step.asked.filter { $0 != form.step.kind.entries }.map(\.rawValue)
        }
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

    /// The lines of a filled in table. Each says its outcome: what nobody spoke of must not be done by mistake. A line in
    /// which nothing is filled in stays undecided.
    ///
    /// - Parameters:
    ///   - daysOf: which fields are a day for the step of that text, done on that day.
    ///   - inLine: the failure that says in which line it is.
    /// - Throws: `CaseworkFailure`, all that is wrong at once.
    static func decisions(
        of text: String, daysOf: (_ step: String, _ doneOn: Day?) -> (String) -> Bool,
        inLine: (Int, CaseworkFailure) -> CaseworkFailure
    ) throws -> MeetingDecisions {
        let table = try CSVTable(text, mayBeRagged: true)
        for needed in [step, outcome] where !table.columns.contains(needed) {
            throw CaseworkFailure.notACSV(.meetingColumnMissing(needed))
        }
        let steps = table.columns.firstIndex(of: step) ?? 0
        let doneOn = table.columns.firstIndex(of: day)
        try table.checkDays { row in
            let isDay = daysOf(
                row.cells[steps].trimmed, doneOn.flatMap { FieldText.day(typed: row.cells[$0]) })
            return { $0 == day || ![subject, title].contains($0) && isDay($0) }
        }
        let rows = table.rows.filter { $0.cells.contains(where: \.hasText) }
        guard !rows.isEmpty else { throw CaseworkFailure.notACSV(.noStep) }
        var decisions = MeetingDecisions()
        var failures: [CaseworkFailure] = []
        for row in rows {
            do {
                if let reference = try undecided(row, table.columns) {
                    decisions.undecided.append(reference)
                } else {
                    decisions.lines.append(try line(row, table.columns))
                }
            } catch let failure as CaseworkFailure {
                failures.append(inLine(row.line, failure))
            }
        }
        if let failure = CaseworkFailure.together(failures) { throw failure }
        guard !decisions.lines.isEmpty else {
            throw CaseworkFailure.notACSV(.nothingDecided)
        }
        return decisions
    }

    /// The step of a line in which nothing is filled in; nil when something is.
    private static func undecided(_ row: CSVTable.Row, _ columns: [String]) throws -> CaseReference? {
        let given = zip(columns, row.cells).filter { $0.1.hasText }
        guard given.allSatisfy({ [step, subject, title].contains($0.0) }) else { return nil }
        return try given.first { $0.0 == step }.map { try CaseReference($0.1.trimmed) }
    }

    private static func line(_ row: CSVTable.Row, _ columns: [String]) throws -> MeetingLine {
        var reference: CaseReference?
        var answers = StepAnswers()
        for (column, cell) in zip(columns, row.cells) where cell.hasText {
            switch column {
            case step: reference = try CaseReference(cell.trimmed)
            case subject: answers.about = cell
            case title: break
            case outcome:
                // Word and spreadsheets leave double spaces where one was meant.
                answers.outcome = cell.unicodeScalars.split(separator: " ").map { String($0) }.joined(
                    separator: " ")
            case day:
                guard let day = FieldText.day(typed: cell) else {
                    throw CaseworkFailure.wrongCell(column, .notADate(cell))
                }
                answers.doneOn = day
            case onBehalfOf: answers.onBehalfOf = cell.trimmed
            case checklist:
                guard let isDone = FieldText.yesNo(typed: cell) else {
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
        guard FieldText.yesNo(typed: cell) != true else { return [] }
        return cell.unicodeScalars.split(separator: ",").map { String($0).asTyped }.filter(\.hasText)
    }
}

extension StepKind {
    /// The roles that complete it; of what nobody completes none.
    fileprivate var completers: [RoleID] {
        switch self {
        case .task(let task): task.performers.roles
        case .register(let register): register.performers.roles
        case .wait(let wait): wait.earlier
        case .sign, .choice, .parallel, .forEach, .call: []
        }
    }

    /// The list that fills by entries, and that who closes the register is not asked for.
    fileprivate var entries: FieldID? {
        switch self {
        case .register(let register): register.list
        case .task, .sign, .choice, .parallel, .forEach, .call, .wait: nil
        }
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
