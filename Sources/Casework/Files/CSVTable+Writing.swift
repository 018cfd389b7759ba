extension CSVTable {
    /// A cell that is to be written.
    public enum Cell: Hashable, Sendable {
        /// What somebody typed: it can look like a formula.
        case text(String)
        /// A number or date that we wrote: it stays what it is.
        case plain(String)
    }

    /// A table as Dutch Excel opens it with a double click: `;`, UTF-8 with BOM, CRLF. The reader gives the same texts back.
    ///
    /// A text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP ASVS 5.0, 1.2.10), and the
    /// reader takes that off again.
    public static func written(columns: [String], rows: [[Cell]]) -> String {
        let lines = [columns.map { Cell.text($0) }] + rows
        return "\u{FEFF}" + lines.map { $0.map(written).joined(separator: ";") + "\r\n" }.joined()
    }

    private static func written(_ cell: Cell) -> String {
        let text =
            switch cell {
            case .text(let text): text.guarded
            case .plain(let text): text
            }
        guard text.unicodeScalars.contains(where: needsQuotes) else { return text }
        var quoted = String.UnicodeScalarView("\"".unicodeScalars)
        for scalar in text.unicodeScalars {
            if scalar == "\"" { quoted.append("\"") }
            quoted.append(scalar)
        }
        quoted.append("\"")
        return String(quoted)
    }

    private static func needsQuotes(_ scalar: Unicode.Scalar) -> Bool {
        scalar == ";" || scalar == "," || scalar == "\t" || scalar == "\"" || scalar == "\n" || scalar == "\r"
    }
}

extension String {
    /// The text with an apostrophe before what a spreadsheet would take for a formula. A text that looks as if it had one
    /// already gets another, so that taking one off gives the same text back.
    fileprivate var guarded: String { isFormulaBehindApostrophes ? "'" + self : self }

    /// The text without the apostrophe that `guarded` put before it.
    var unguarded: String {
        guard unicodeScalars.first == "'", isFormulaBehindApostrophes else { return self }
        return String(unicodeScalars.dropFirst())
    }

    /// Judged by scalar, for `=` with a combining sign is one grapheme and still a formula.
    private var isFormulaBehindApostrophes: Bool {
        guard let first = unicodeScalars.first(where: { $0 != "'" }) else { return false }
        switch first {
        case "=", "+", "-", "@", "\t", "\r", "\n", "\0", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}":
            return true
        default: return false
        }
    }
}
