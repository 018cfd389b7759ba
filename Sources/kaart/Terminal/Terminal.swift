import Foundation

/// The one door to the terminal: results on standard output, remarks and questions on standard error.
struct Terminal {
    /// Whether there is somebody to ask.
    let isInteractive: Bool

    init() {
        isInteractive = isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1
    }

    /// A line of the result.
    func write(_ line: TerminalText = "") { Self.put(line.raw + "\n", to: .standardOutput) }

    /// A remark, for a person rather than a program.
    func remark(_ line: TerminalText) { Self.put(line.raw + "\n", to: .standardError) }

    /// A result for a program: JSON of which every control character and sign of direction is escaped.
    func write(json value: some Encodable) throws {
        Self.put(try JSONOutput.text(of: value) + "\n", to: .standardOutput)
    }

    /// Asks a question; nil at the end of the input.
    func ask(_ question: TerminalText) -> String? {
        Self.put(question.raw + " ", to: .standardError)
        return readLine()
    }

    /// Everything on standard input, at most 1 MiB, without the line end at its end.
    ///
    /// - Throws: `Refused` when it is no UTF-8: what can't be read must not be recorded as something else.
    func readAll() throws -> String {
        let data = (try? FileHandle.standardInput.read(upToCount: 1 << 20)) ?? Data()
        guard let text = String(validating: data, as: UTF8.self) else {
            throw Refused(
                message: "Wat op de standaardinvoer staat is geen tekst in UTF-8. Er is niets veranderd.")
        }
        var scalars = text.unicodeScalars
        while let last = scalars.last, last == "\n" || last == "\r" { scalars.removeLast() }
        return String(scalars)
    }

    /// A reader who has gone away (a closed pipe) is no reason to complain.
    private static func put(_ text: String, to handle: FileHandle) {
        try? handle.write(contentsOf: Data(text.utf8))
    }
}
