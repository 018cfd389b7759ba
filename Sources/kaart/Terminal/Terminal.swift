import CardEngine
import CardLanguage
import CaseStore
import Casework
import Documents
import Foundation
import Glibc

/// The one door to the terminal: results on standard output, remarks and questions on standard error.
struct Terminal {
    /// Whether there is somebody to ask.
    let isInteractive: Bool
    private let output = Output()
    private let input = TypedInput()
    private let standardInput = StandardInput()

    init() {
        // A reader who goes away (a closed pipe) is told by the write, not by a signal that leaves work half done.
        signal(SIGPIPE, SIG_IGN)
        // Nor is a file that may not become so large.
        signal(SIGXFSZ, SIG_IGN)
        isInteractive = isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1
    }

    /// How many places wide and lines high the screen is on which results appear: 80 by 24 where that can't be told.
    var screen: (width: Int, height: Int) {
        var size = winsize()
        guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0,
            size.ws_col > 0, size.ws_row > 0
        else { return (80, 24) }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    /// A line of the result.
    func write(_ line: TerminalText = "") { output.put(line.raw + "\n", to: .standardOutput) }

    /// A remark, for a person rather than a program.
    func remark(_ line: TerminalText) { output.put(line.raw + "\n", to: .standardError) }

    /// A result for a program: JSON of which every control character and sign of direction is escaped.
    func write(json value: some Encodable) throws {
        output.put(try JSONOutput.text(of: value) + "\n", to: .standardOutput)
    }

    /// A page: what is untrusted in it has been escaped.
    func write(page: HTMLText) { output.put(page.raw, to: .standardOutput) }

    /// A table for a spreadsheet: exactly as it is into a file; on a screen each treacherous character is shown.
    func write(csv table: String) {
        guard isatty(STDOUT_FILENO) == 1 else { return output.put(table, to: .standardOutput) }
        for line in table.unicodeScalars.split(separator: "\n") {
            write("\(String(line.filter { $0 != "\r" && $0 != "\u{FEFF}" }))")
        }
    }

    /// Asks a question of one line; nil when it is broken off. What was pasted besides answers no other question.
    func ask(_ question: TerminalText) -> String? {
        guard let line = typedLine(question) else { return nil }
        if input.discard() {
            remark("U plakte meer dan één regel. Alleen de eerste is overgenomen; kijk die na.")
        }
        return line
    }

    /// Asks for a text of one line or more, that ends before an empty line; nil when it is broken off. An empty line behind
    /// which more waits was pasted with the rest, and is part of the text.
    ///
    /// - Parameter hold: is given what there is of the text, after each line.
    func askText(_ question: TerminalText, hold: (String) -> Void) -> String? {
        var text = TypedLines()
        var prompt: TerminalText? = question
        while let line = typedLine(prompt) {
            prompt = nil
            guard line.hasText || input.holdsMore else { return text.joined }
            text.append(line)
            hold(text.joined)
        }
        return nil
    }

    /// A line that could be read; nil when it is broken off.
    ///
    /// - Parameter question: nil where a text goes on.
    private func typedLine(_ question: TerminalText?) -> String? {
        var prompt = question
        while let line = input.line(prompt: { if let prompt { put(prompt) } }) {
            let fault: TerminalText
            switch line {
            case .text(let text): return text
            // What could not be read must not be recorded as something else.
            case .unreadable:
                fault =
                    "Er stond een teken in dat niet gelezen kan worden. Typ die regel, en wat erachter kwam, opnieuw:"
            case .cut:
                fault =
                    "Zo'n lange regel geeft een terminal niet helemaal door; er is niets van overgenomen. Typ die regel, en wat erachter kwam, opnieuw in kortere regels:"
            }
            input.discard()
            prompt = fault
        }
        return nil
    }

    private func put(_ question: TerminalText) { output.put(question.raw + " ", to: .standardError) }

    /// Asks whether something is so; nil when it is broken off. What was typed before the question stood there is no answer.
    func isConfirmed(_ question: TerminalText) -> Bool? {
        if input.discard() { remark("Wat u al typte voordat deze vraag er stond, telt niet mee.") }
        while let text = ask(question + " [ja/nee]") {
            switch text.asTyped.lowercased() {
            case "ja", "j": return true
            case "nee", "n": return false
            default: remark("Typ ja of nee.")
            }
        }
        return nil
    }

    /// Goes on when something is confirmed.
    ///
    /// - Throws: `Refused` with what to say when it is not.
    func confirm(_ question: TerminalText, else refusal: TerminalText) throws {
        guard let isConfirmed = isConfirmed(question) else { throw Refused.brokenOff }
        guard isConfirmed else { throw Refused(message: refusal) }
    }

    /// Everything on standard input, at most 1 MiB, without the line end at its end.
    ///
    /// - Throws: `Refused` when it can't be read, is longer or no UTF-8: what can't be read must not be recorded as something
    ///   else. `WrongUse` when it was read before: the second time there is nothing left.
    func readAll() throws -> String {
        guard standardInput.isUnread else {
            throw WrongUse(
                message:
                    "Een `-` kan maar op één plaats staan: wat op de standaardinvoer staat is er één keer.")
        }
        standardInput.isUnread = false
        let data: Data?
        do {
            data = try FileHandle.standardInput.read(upToCount: Self.inputLimit + 1)
        } catch {
            throw Refused(message: "De standaardinvoer kan niet gelezen worden. Er is niets veranderd.")
        }
        return try Self.text(of: Array(data ?? Data()), from: "Wat op de standaardinvoer staat")
    }

    /// Everything in a file, at most 1 MiB, without the line end at its end.
    ///
    /// - Throws: `Refused` when it can't be read, is longer, or is no UTF-8.
    func readFile(at path: String) throws -> String {
        do {
            let bytes = try RegularFile.read(path, limit: Self.inputLimit, followsLinks: true)
            return try Self.text(of: bytes, from: "Wat in '\(path)' staat")
        } catch let unreadable as RegularFile.Unreadable {
            throw Refused(
                message:
                    "Het bestand '\(path)' kan niet gelezen worden: \(unreadable.reason). Er is niets veranderd."
            )
        }
    }

    private static let inputLimit = 1 << 20

    private static func text(of bytes: [UInt8], from source: TerminalText) throws -> String {
        guard bytes.count <= inputLimit else {
            throw Refused(
                message: source
                    + " is groter dan 1 MiB. Er is niets veranderd. Verdeel het over meer bestanden.")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Refused(
                message: source
                    + " is geen tekst in UTF-8. Er is niets veranderd. In Excel: bewaar als 'CSV UTF-8'.")
        }
        var scalars = text.unicodeScalars
        while let last = scalars.last, last == "\n" || last == "\r" { scalars.removeLast() }
        return String(scalars)
    }

    /// Whether somebody broke off with Ctrl-C at a question.
    var isInterrupted: Bool { input.isInterrupted }

    /// Why something that was written did not arrive, when that is not that the reader had gone.
    var lostOutput: DiskFault? { output.lost }

    private final class StandardInput {
        var isUnread = true
    }

    private final class Output {
        private(set) var lost: DiskFault?

        func put(_ text: String, to handle: FileHandle) {
            var bytes = Array(text.utf8)[...]
            while !bytes.isEmpty {
                let count = bytes.withUnsafeBytes {
                    Glibc.write(handle.fileDescriptor, $0.baseAddress, $0.count)
                }
                guard count < 0 else {
                    bytes = bytes.dropFirst(count)
                    continue
                }
                guard errno == EINTR else {
                    if errno != EPIPE { lost = DiskFault(code: errno) }
                    return
                }
            }
        }
    }
}
