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

    /// Everything on standard input, at most 1 MiB.
    func readAll() -> String {
        let data = (try? FileHandle.standardInput.read(upToCount: 1 << 20)) ?? Data()
        return String(decoding: data, as: UTF8.self)
    }

    /// A reader who has gone away (a closed pipe) is no reason to complain.
    private static func put(_ text: String, to handle: FileHandle) {
        try? handle.write(contentsOf: Data(text.utf8))
    }
}
