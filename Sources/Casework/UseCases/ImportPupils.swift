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
        let texts = try pupilTexts(of: try pupilTable(text)).map { (line: $0.row.line, pupil: $0.pupil) }
        return try keepPupils(texts, isTrial: isTrial)
    }

    /// A table of pupils.
    ///
    /// - Parameter besides: columns that say something else.
    /// - Throws: `CaseworkFailure.notACSV`.
    func pupilTable(_ text: String, besides: Set<String> = []) throws -> CSVTable {
        let attributes = (Attribute.given + school.attributes).map(\.id.rawValue)
        return try CSVTable(text, naming: ["nummer", "ouders"] + besides + attributes)
    }

    /// The pupils of a table, each with its row.
    ///
    /// - Parameter besides: columns that say something else.
    /// - Throws: `CaseworkFailure.notACSV`.
    func pupilTexts(
        of table: CSVTable, besides: Set<String> = []
    ) throws -> [(row: CSVTable.Row, pupil: PupilText)] {
        guard let numbers = table.columns.firstIndex(of: "nummer") else {
            throw CaseworkFailure.notACSV("de kolom 'nummer' ontbreekt.")
        }
        var seen: Set<String> = []
        return try table.rows.map { row in
            var pupil = PupilText(number: row.cells[numbers].asTyped)
            guard seen.insert(pupil.number).inserted else {
                throw CaseworkFailure.notACSV("regel \(row.line) gaat over een leerling die er al staat.")
            }
            for (column, cell) in zip(table.columns, row.cells)
            where cell.hasText && column != "nummer" && !besides.contains(column) {
                if column == "ouders" {
                    guard let count = Int(cell.asTyped), (0...9).contains(count) else {
                        throw CaseworkFailure.notACSV(
                            "bij 'ouders' in regel \(row.line) hoort een aantal van 0 tot 9.")
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
