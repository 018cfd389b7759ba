import CardEngine
import CardLanguage
import Casework

/// A complaint as a person reads it: the place, the sentence, the line and what is meant in it.
struct DiagnosticText {
    let file: String
    let lines: [String]

    init(_ source: SourceText) {
        file = source.name
        lines = source.lines
    }

    func text(of diagnostic: Diagnostic) -> TerminalText {
        let severity: TerminalText =
            switch diagnostic.severity {
            case .error: "fout"
            case .warning: "waarschuwing"
            }
        let start = diagnostic.range.start
        var text: TerminalText =
            "\(file):\(start.line):\(start.column): \(severity) \(diagnostic.code.rawValue): \(diagnostic.message)"
        text += snippet(diagnostic.range)
        for note in diagnostic.notes {
            text += "\n  \(note.message)"
            text += snippet(note.range)
        }
        return text
    }

    /// What went otherwise than a scenario says.
    func text(of failure: ScenarioFailure) -> TerminalText {
        let start = failure.range.start
        let text: TerminalText = "\(file):\(start.line):\(start.column): anders dan verwacht"
        return text + snippet(failure.range)
            + "\n  Verwacht: \(failure.expected).\n  Gebeurd:  \(Self.sentence(failure.happened))"
    }

    /// With a full stop, if it has none.
    private static func sentence(_ text: String) -> String {
        text.unicodeScalars.last == "." || text.unicodeScalars.last == "?" ? text : text + "."
    }

    /// The line with a mark under what is meant; nothing when there is no such line.
    private func snippet(_ range: SourceRange) -> TerminalText {
        guard lines.indices.contains(range.start.line - 1), lines != [""] else { return "" }
        let line = Array(lines[range.start.line - 1].unicodeScalars)
        let first = min(range.start.column - 1, line.count)
        let end = range.end.line == range.start.line ? range.end.column - 1 : line.count
        let last = max(first + 1, min(end, line.count))
        // A long line is shown around what is meant.
        let from = first > 90 ? first - 60 : 0
        let to = min(line.count, max(from + 110, min(last, from + 160)))
        let shown = String(String.UnicodeScalarView(line[from..<to]))
        let before = String(String.UnicodeScalarView(line[from..<first])).visible
        let meant = String(String.UnicodeScalarView(line[first..<max(first, min(last, to))])).visible
        let number = String(range.start.line)
        let margin = String(repeating: " ", count: number.count)
        let mark = String(repeating: "^", count: max(1, min(meant.width, 160)))
        return "\n  \(number) | \(shown)\n  \(margin) | \(String(repeating: " ", count: before.width))\(mark)"
    }
}
