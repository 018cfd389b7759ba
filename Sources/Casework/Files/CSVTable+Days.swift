import CardLanguage
import SchoolTime

/// Days between slashes, of which a spreadsheet may mean the month first.
extension CSVTable {
    /// Throws when a day between slashes may be two days, and no other in the table shows which comes first: the day or the month.
    ///
    /// - Parameter daysOf: which columns hold a day in that row, asked once of a row that has a cell like one; in another it is a
    ///   text like any other.
    /// - Throws: `CaseworkFailure.together`, with the lines.
    public func checkDays(in daysOf: (Row) -> (String) -> Bool) throws {
        let found = rows.flatMap { row in
            let slashed = zip(columns, row.cells).compactMap { column, cell in
                SlashedDay(cell).map { (column: column, day: $0) }
            }
            guard !slashed.isEmpty else { return [(Int, SlashedDay)]() }
            let isDay = daysOf(row)
            return slashed.filter { isDay($0.column) }.map { (row.line, $0.day) }
        }
        let showsOrder =
            found.contains { $0.1.first > 12 } && !found.contains { $0.1.second > 12 }
        guard !showsOrder else { return }
        var lines: Set<Int> = []
        let failures = found.filter { $0.1.isDoubtful && lines.insert($0.0).inserted }.map { line, day in
            CaseworkFailure.doubtfulDay(line, day.text, day.options)
        }
        if let failure = CaseworkFailure.together(failures) { throw failure }
    }

    private struct SlashedDay {
        let text: String
        let first: Int
        let second: Int
        private let year: String

        /// Nil when the text is no such day.
        init?(_ text: String) {
            let parts = text.asTyped.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false)
                .map { String($0) }
            guard parts.count == 3, parts[2].utf8.count == 4,
                parts.allSatisfy({ $0.utf8.allSatisfy(Self.isDigit) }),
                let first = Int(parts[0]), let second = Int(parts[1])
            else { return nil }
            self.text = text.asTyped
            self.first = first
            self.second = second
            year = parts[2]
        }

        /// The day with its first number as the day of the month, and with its second.
        var options: [Day] {
            [(first, second), (second, first)].compactMap { FieldText.day(of: "\($0)-\($1)-\(year)") }
        }

        var isDoubtful: Bool { first != second && options.count == 2 }

        private static func isDigit(_ byte: UInt8) -> Bool {
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
    }
}
