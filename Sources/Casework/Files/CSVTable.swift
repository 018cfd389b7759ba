import CardEngine
import CardLanguage

/// A table as a spreadsheet writes it (RFC 4180, with the separator that the first line uses: `;`, `,` or tab).
///
/// Read by scalar, for a combining sign behind a separator would hide it from whoever reads by character. The apostrophe
/// that keeps a spreadsheet from taking a text for a formula is taken off.
public struct CSVTable: Hashable, Sendable {
    /// The names of the columns, from the first line.
    public let columns: [String]
    /// The rows, each with as many cells as there are columns, and the line on which it begins, from 1.
    public let rows: [Row]

    /// A row of a table.
    public struct Row: Hashable, Sendable {
        /// The line of the text on which it begins, from 1.
        public let line: Int
        /// One text for each column.
        public let cells: [String]
    }

    /// Reads a table; empty lines are skipped.
    ///
    /// - Parameter mayBeRagged: a spreadsheet leaves out separators behind the last cell that is filled in, and writes
    ///   some where something stood once: then a row may be shorter, and longer by cells in which nothing stands.
    /// - Throws: `CaseworkFailure.notACSV`, with what is wrong and in which line.
    public init(_ text: String, mayBeRagged: Bool = false) throws {
        var scalars = Array(text.unicodeScalars)
        if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
        var reader = Reader(scalars: scalars, separator: Self.separator(of: scalars))
        var records = try reader.records()
        // Some spreadsheets write `sep=;` above the table, which has done its work by now.
        if records.first?.cells == ["sep=", ""] { records.removeFirst() }
        guard !records.isEmpty else { throw CaseworkFailure.notACSV(.empty) }
        var header = records.removeFirst()
        if mayBeRagged {
            let width = header.cells.lastIndex(where: \.hasText).map { $0 + 1 } ?? 0
            header = Row(line: header.line, cells: header.cells.prefix(width).map(\.trimmed))
            if let last = records.last, last.cells.count < width, scalars.last != "\n", scalars.last != "\r" {
                throw CaseworkFailure.notACSV(.cutOff(line: last.line))
            }
            records = records.map { $0.fitted(to: width) }
        }
        try self.init(columns: header.cells, rows: records)
    }

    /// A table of ours, as people and their spreadsheets leave it: with capitals in the names of columns, spaces around what
    /// is filled in, cells without anything behind the last column and lines without anything.
    ///
    /// - Parameters:
    ///   - known: the names that columns can have; others stay as they are.
    ///   - keepsSpaces: whether those around what is filled in may be meant, as in a text of ours that is read back in.
    /// - Throws: `CaseworkFailure.notACSV`, with what is wrong and in which line.
    init(_ text: String, naming known: [String], keepsSpaces: Bool = false) throws {
        let table = try CSVTable(text, mayBeRagged: true)
        try self.init(
            columns: table.columns.map { $0.meant(among: known) },
            rows: table.rows.filter { $0.cells.contains(where: \.hasText) }.map {
                Row(line: $0.line, cells: keepsSpaces ? $0.cells : $0.cells.map(\.withoutSpacesAround))
            })
    }

    private init(columns: [String], rows: [Row]) throws {
        if let twice = Dictionary(grouping: columns, by: \.self).first(where: { $0.value.count > 1 }) {
            throw CaseworkFailure.notACSV(.columnTwice(twice.key))
        }
        for row in rows where row.cells.count != columns.count {
            throw CaseworkFailure.notACSV(
                .ragged(line: row.line, cells: row.cells.count, columns: columns.count))
        }
        self.columns = columns
        self.rows = rows
    }

    /// The separator that stands first in the first line, outside quotes.
    private static func separator(of scalars: [Unicode.Scalar]) -> Unicode.Scalar {
        var isQuoted = false
        for scalar in scalars {
            if scalar == "\"" { isQuoted.toggle() }
            guard !isQuoted else { continue }
            if scalar == "\n" || scalar == "\r" { break }
            if scalar == ";" || scalar == "," || scalar == "\t" { return scalar }
        }
        return ";"
    }

    private struct Reader {
        let scalars: [Unicode.Scalar]
        let separator: Unicode.Scalar
        private var next = 0
        private var line = 1

        init(scalars: [Unicode.Scalar], separator: Unicode.Scalar) {
            self.scalars = scalars
            self.separator = separator
        }

        mutating func records() throws -> [Row] {
            var records: [Row] = []
            while next < scalars.count {
                let start = line
                let cells = try record()
                if cells != [""] { records.append(Row(line: start, cells: cells)) }
            }
            return records
        }

        private mutating func record() throws -> [String] {
            var cells: [String] = []
            while true {
                cells.append(try cell())
                guard next < scalars.count else { return cells }
                let end = scalars[next]
                next += 1
                if end == separator { continue }
                if end == "\r", next < scalars.count, scalars[next] == "\n" { next += 1 }
                line += 1
                return cells
            }
        }

        private mutating func cell() throws -> String {
            guard next < scalars.count, scalars[next] == "\"" else { return plainCell() }
            let start = line
            next += 1
            var cell = String.UnicodeScalarView()
            while next < scalars.count {
                let scalar = scalars[next]
                next += 1
                if scalar == "\n" { line += 1 }
                guard scalar == "\"" else {
                    cell.append(scalar)
                    continue
                }
                if next < scalars.count, scalars[next] == "\"" {
                    cell.append("\"")
                    next += 1
                } else if next == scalars.count || isEnd(scalars[next]) {
                    return String(cell).unguarded
                } else {
                    throw CaseworkFailure.notACSV(.textBehindQuote(line: line))
                }
            }
            throw CaseworkFailure.notACSV(.quoteNotClosed(line: start))
        }

        private mutating func plainCell() -> String {
            var cell = String.UnicodeScalarView()
            while next < scalars.count, !isEnd(scalars[next]) {
                cell.append(scalars[next])
                next += 1
            }
            return String(cell).unguarded
        }

        private func isEnd(_ scalar: Unicode.Scalar) -> Bool {
            scalar == separator || scalar == "\n" || scalar == "\r"
        }
    }
}

extension CSVTable.Row {
    /// As wide as the first line, as far as no cell is lost that something stands in.
    fileprivate func fitted(to width: Int) -> CSVTable.Row {
        var cells = cells
        while cells.count > width, let last = cells.last, !last.hasText { cells.removeLast() }
        while cells.count < width { cells.append("") }
        return CSVTable.Row(line: line, cells: cells)
    }
}

extension String {
    /// The text without the spaces that somebody typed around it: a sign that can't be seen stays, and is refused.
    fileprivate var withoutSpacesAround: String {
        func isSpace(_ scalar: Unicode.Scalar) -> Bool { [" ", "\t", "\u{A0}"].contains(scalar) }
        let scalars = unicodeScalars.drop(while: isSpace).reversed().drop(while: isSpace).reversed()
        return String(String.UnicodeScalarView(scalars))
    }

    /// The text without the white space around it.
    var trimmed: String {
        let scalars = unicodeScalars.drop { $0.properties.isWhitespace }
        let count = scalars.reversed().drop { $0.properties.isWhitespace }.count
        return String(String.UnicodeScalarView(scalars.prefix(count)))
    }
}
