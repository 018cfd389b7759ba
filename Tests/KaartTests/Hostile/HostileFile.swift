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
        /// So many bytes of which the disk holds none.
        case hole(Int)
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
        case .hole(let size):
            try Data().write(to: place)
            try #require(truncate(place.path, size) == 0)
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
        /// The most memory that it held at a time.
        let kibibytes: Int
    }

    /// What a file of at most 1 MiB may take: for more there are better uses.
    static let memoryLimit = 256 * 1_024

    /// Five seconds on the processor and 512 MiB of addresses; more ends the program, with a status of its own.
    ///
    /// Perl, which every Debian has, asks the system what the program took: of a child that we start ourselves it counts
    /// what we held when we did.
    static func kaart(_ arguments: [String], in folder: URL) throws -> Result {
        let script = """
            my $status = system "prlimit", "--cpu=5", "--as=536870912", @ARGV;
            my %number = (x86_64 => 98, aarch64 => 165);
            chomp(my $machine = `uname -m`);
            my $usage = "\\0" x 144;
            syscall($number{$machine}, -1, $usage) == 0 or die "getrusage: $!";
            my @fields = unpack "q5", $usage;
            printf STDERR "\\n%d %d", ($fields[0] + $fields[2]) * 1000 + ($fields[1] + $fields[3]) / 1000, $fields[4];
            exit($status & 127 ? 128 + ($status & 127) : $status >> 8);
            """
        let outcome = try RunningProcess(
            "/usr/bin/perl", ["-e", script, BuiltProgram.path] + arguments, in: folder
        ).finish()
        var remarks = outcome.remarks.split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init)
        let figures = (remarks.popLast() ?? "").split(separator: " ").compactMap { Int($0) }
        try #require(figures.count == 2, "\(outcome)")
        while let last = remarks.last, last.isEmpty { remarks.removeLast() }
        return Result(
            outcome: Outcome(
                status: outcome.status, output: outcome.output, remarks: remarks.joined(separator: "\n")),
            milliseconds: figures[0], kibibytes: figures[1])
    }
}
