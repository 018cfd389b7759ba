import CardEngine
import CardLanguage

/// A list as a table: the names of the columns in its first line and, for rows that stay, their number in a column of its
/// own. What is written here reads back in to the same rows.
struct ListTable {
    private let columns: [Field]
    /// `nr`; where a column of the card is called so, a name that no column can have.
    private let number: String

    init(_ columns: [Field]) {
        self.columns = columns
        number = columns.contains { $0.id.rawValue == "nr" } ? "#" : "nr"
    }

    /// The rows as a table, with the numbers by which they stay the same.
    func text(of rows: [Row]) -> String {
        CSVTable.written(
            columns: [number] + columns.map(\.id.rawValue),
            rows: rows.map { row in
                [.plain(String(row.number))] + columns.map { row.cells[$0.id].map(cell) ?? .plain("") }
            })
    }

    private func cell(_ value: FieldValue) -> CSVTable.Cell {
        let text = FieldText.text(of: value)
        switch value {
        case .number, .date, .yesNo: return .plain(text)
        case .text, .choice, .choices, .document, .person, .pupil, .rows: return .text(text)
        }
    }

    /// The rows of a table; a line without any text, as spreadsheets leave them at the end, is none. A row without a number
    /// is a new one: it gets a number that no row had. A number that no row has is a mistake, but in a list that never had
    /// rows, where it says nothing. A row that stays keeps what it has in columns that the table lacks.
    ///
    /// - Parameters:
    ///   - known: the rows that the list has now.
    ///   - highest: the highest number that a row of it ever had.
    ///   - values: reads cells by the names of their columns, in this line.
    /// - Throws: `CaseworkFailure`.
    func rows(
        of text: String, known: [Row], highest: Int,
        values: ([(name: String, text: String)], Int) throws -> [FieldID: FieldValue]
    ) throws -> [Row] {
        let names = [number] + columns.map(\.id.rawValue)
        let table = try CSVTable(text, naming: names, keepsSpaces: true)
        if let strange = table.columns.first(where: { !names.contains($0) && $0.hasText }) {
            throw CaseworkFailure.unknownColumn(strange, known: names)
        }
        let days = Set(columns.filter { $0.kind == .date }.map(\.id.rawValue))
        try table.checkDays { _ in days.contains }
        let there = highest == 0 ? nil : Set(known.map(\.number))
        let read = try table.rows.filter { $0.cells.contains(where: \.hasText) }.map { line in
            var cells = zip(table.columns, line.cells).filter { $0.1.hasText }.map {
                (name: $0.0, text: $0.1)
            }
            let written = cells.first { $0.name == number }?.text
            cells.removeAll { $0.name == number }
            return (
                try written.map { try rowNumber($0, among: there, in: line.line) },
                try values(cells, line.line)
            )
        }
        var numbers: Set<Int> = []
        for number in read.compactMap(\.0) where !numbers.insert(number).inserted {
            throw CaseworkFailure.notACSV(.rowTwice(column: self.number, number))
        }
        let absent = Set(columns.map(\.id).filter { !table.columns.contains($0.rawValue) })
        var next = max(highest, read.compactMap(\.0).max() ?? 0)
        return read.map { number, cells in
            guard let number else {
                next += 1
                return Row(number: next, cells: cells)
            }
            let kept = known.first { $0.number == number }?.cells.filter { absent.contains($0.key) }
            return Row(number: number, cells: cells.merging(kept ?? [:]) { written, _ in written })
        }
    }

    private func rowNumber(_ text: String, among known: Set<Int>?, in line: Int) throws -> Int {
        guard let number = Int(text.asTyped), known?.contains(number) ?? Self.firstNumbers.contains(number)
        else {
            throw CaseworkFailure.notACSV(.unknownRow(line: line, column: self.number))
        }
        return number
    }

    /// The numbers that the rows of a list can have at first: far from those that no number follows.
    private static let firstNumbers = 1...1_000_000
}
