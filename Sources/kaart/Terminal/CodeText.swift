import CardLanguage

/// The explanation of a code, as `kaart controleer --uitleg` shows it.
enum CodeText {
    /// - Parameter typed: the code as somebody typed it.
    static func text(of typed: String) throws -> TerminalText {
        guard let code = DiagnosticCode(typed: typed) else {
            if let was = DiagnosticCode.retired(typed: typed) {
                throw Refused(message: "De code \(typed) wordt niet meer gebruikt. Zij was voor \(was).")
            }
            throw Refused(
                message:
                    "Er is geen code '\(typed)'. Een code staat achter 'fout' of 'waarschuwing', zoals F0304."
            )
        }
        let explanation = code.explanation
        var text: TerminalText = "\(code.rawValue): \(explanation.title)\n"
        text += "\n\(explanation.meaning) \(explanation.reason)\n\(explanation.advice)"
        if let example = explanation.example {
            text += "\n\nFout:\(indented(example.wrong))\n\nGoed:\(indented(example.right))"
        }
        return text
    }

    private static func indented(_ example: String) -> TerminalText {
        var text: TerminalText = ""
        for line in example.split(separator: "\n") { text += "\n  \(String(line))" }
        return text
    }
}
