import CardEngine
import CardLanguage
import CaseStore

extension Workplace {
    /// Keeps the pupils of a table (`kaart inlezen`): all or nothing.
    ///
    /// Columns: `nummer`, `ouders` (how many persons have authority) and the attributes; an empty cell leaves a value as
    /// it is.
    ///
    /// - Parameter isTrial: tells what would change, and changes nothing.
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func importPupils(_ text: String, isTrial: Bool) throws -> PupilImport {
        var faults = LineFaults(Sentences(school: school))
        let texts = try pupilTexts(of: try pupilTable(text), &faults).map {
            (line: $0.row.line, pupil: $0.pupil)
        }
        return try keepPupils(texts, faults, isTrial: isTrial)
    }

    /// A table of pupils.
    ///
    /// - Parameter besides: columns that say something else.
    /// - Throws: `CaseworkFailure`.
    func pupilTable(_ text: String, besides: Set<String> = []) throws -> CSVTable {
        let attributes = Attribute.given + school.attributes
        let table = try CSVTable(
            text, naming: ["nummer", "ouders"] + besides + attributes.map(\.id.rawValue))
        let days = Set(attributes.filter { $0.kind == .date }.map(\.id.rawValue))
        try table.checkDays { _ in days.contains }
        return table
    }

    /// The pupils of a table, each with its row.
    ///
    /// - Parameters:
    ///   - faults: gets what is wrong in a line, which is left out then.
    ///   - besides: columns that say something else.
    /// - Throws: `CaseworkFailure.notACSV`.
    func pupilTexts(
        of table: CSVTable, _ faults: inout LineFaults, besides: Set<String> = []
    ) throws -> [(row: CSVTable.Row, pupil: PupilText)] {
        guard let numbers = table.columns.firstIndex(of: "nummer") else {
            throw CaseworkFailure.notACSV(.columnMissing("nummer"))
        }
        var seen: Set<String> = []
        return table.rows.compactMap { row in
            var pupil = PupilText(number: row.cells[numbers].asTyped)
            guard seen.insert(pupil.number).inserted else {
                faults.add("Deze leerling staat er al.", line: row.line)
                return nil
            }
            for (column, cell) in zip(table.columns, row.cells)
            where cell.hasText && column != "nummer" && !besides.contains(column) {
                if column == "ouders" {
                    guard let count = Int(cell.asTyped), (0...9).contains(count) else {
                        faults.add("Bij 'ouders' hoort een aantal van 0 tot 9.", line: row.line)
                        return nil
                    }
                    pupil.authorities = count
                } else {
                    pupil.attributes.append(PupilText.Entry(name: column, text: cell))
                }
            }
            return (row, pupil)
        }
    }
}

/// What is wrong in the lines of a table: who has to put it right wants to know of all at once.
struct LineFaults {
    private let sentences: Sentences
    private var faults: [(line: Int, failure: CaseworkFailure)] = []

    init(_ sentences: Sentences) {
        self.sentences = sentences
    }

    mutating func add(_ sentence: String, line: Int) {
        faults.append((line, CaseworkFailure.inLine(line, sentence)))
    }

    /// The result of the work of a line; nil when something is wrong there.
    mutating func gathering<Result>(_ line: Int, _ work: () throws -> Result) throws -> Result? {
        do {
            return try work()
        } catch let failure as CaseworkFailure {
            add(sentences.casework(failure), line: line)
            return nil
        }
    }

    /// - Throws: `CaseworkFailure`: all that was wrong.
    func check() throws {
        let failures = faults.sorted { $0.line < $1.line }.map(\.failure)
        if let failure = CaseworkFailure.together(failures) { throw failure }
    }
}
