import Foundation
import Glibc
import Testing

/// A file made to stall, mislead or break the reader, and what is said of it: `regel:kolom code` for each finding, in
/// order. Nothing is said of what is only strange: that is text.
struct HostileFile: Sendable, CustomTestStringConvertible {
    enum Content: Sendable {
        case bytes(@Sendable () -> [UInt8])
        /// A link to another path.
        case link(String)
        /// A pipe into which nobody writes.
        case pipe
        case folder
    }

    let name: String
    let path: String
    let content: Content
    let expected: [String]
    /// Whether more findings may follow: of a text that is wrong on each line the first say enough.
    let mayGoOn: Bool

    var testDescription: String { name }

    init(
        _ name: String, at path: String = "kaarten/proef.yaml", _ content: Content, _ expected: [String],
        mayGoOn: Bool = false
    ) {
        self.name = name
        self.path = "Kwaliteitskaarten/" + path
        self.content = content
        self.expected = expected
        self.mayGoOn = mayGoOn
    }

    init(
        _ name: String, at path: String = "kaarten/proef.yaml",
        text: @autoclosure @escaping @Sendable () -> String,
        _ expected: [String], mayGoOn: Bool = false
    ) {
        self.init(name, at: path, .bytes { Array(text().utf8) }, expected, mayGoOn: mayGoOn)
    }

    /// Puts it where it belongs.
    func make(in folder: TemporaryFolder) throws {
        let place = folder.url.appending(path: path)
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        switch content {
        case .bytes(let bytes): try Data(bytes()).write(to: place)
        case .link(let target):
            try FileManager.default.createSymbolicLink(atPath: place.path, withDestinationPath: target)
        case .pipe: try #require(mkfifo(place.path, 0o600) == 0)
        case .folder: try FileManager.default.createDirectory(at: place, withIntermediateDirectories: false)
        }
    }

    // MARK: - Texts

    /// A card that is in order, but for what is given.
    static func card(
        id: String = "proef", title: String = "T", purpose: String = "D", more: String = "",
        steps: String = "  - {stap: doen, titel: Doen, wie: kc}\n"
    ) -> String {
        "kaart: \(id)\ntitel: \(title)\nversie: 1\nstatus: concept\nbetreft: leerling\neigenaar: kc\n"
            + "doel: \(purpose)\nstart: [{handmatig: [kc]}]\n\(more)stappen:\n\(steps)"
    }

    /// A card that asks for so many fields with so many options, before its other steps.
    static func asking(fields: Int, options: Int, steps: String) -> String {
        let names = (0..<fields).map { "f\($0)" }
        let answers = (0..<options).map { "o\($0)" }.joined(separator: ", ")
        return card(
            more: "gegevens:\n"
                + names.map { "  \($0): {titel: T, soort: keuze, opties: [\(answers)]}\n" }.joined(),
            steps: "  - {stap: v, titel: V, wie: kc, vul_in: [\(names.joined(separator: ", "))]}\n" + steps)
    }

    static func lines(_ count: Int, _ line: (Int) -> String) -> String { (0..<count).map(line).joined() }

    static func `repeat`(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
}

/// The program on a file, with the means that a hostile file gets.
enum Bounded {
    struct Result {
        let outcome: Outcome
        /// Processor time of the program.
        let milliseconds: Int
    }

    /// Five seconds on the processor and 512 MiB of addresses; more ends the program, with a status of its own.
    static func kaart(_ arguments: [String], in folder: URL) throws -> Result {
        let script =
            "prlimit --cpu=5 --as=536870912 \"$0\" \"$@\"; status=$?; times >&2; exit $status"
        let outcome = try RunningProcess(
            "/bin/sh", ["-c", script, BuiltProgram.path] + arguments, in: folder
        ).finish()
        // The shell tells the time of what it ran in its last line: `0m0.020000s 0m0.010000s`.
        var remarks = outcome.remarks.split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init)
        while let last = remarks.last, last.isEmpty { remarks.removeLast() }
        let seconds = (remarks.popLast() ?? "").split(separator: " ").compactMap { part in
            part.wholeMatch(of: #/(\d+)m([\d.]+)s/#).map { (Double($0.1) ?? 0) * 60 + (Double($0.2) ?? 0) }
        }
        try #require(seconds.count == 2, "\(outcome)")
        remarks.removeLast()
        return Result(
            outcome: Outcome(
                status: outcome.status, output: outcome.output, remarks: remarks.joined(separator: "\n")),
            milliseconds: Int(1000 * (seconds[0] + seconds[1])))
    }
}
