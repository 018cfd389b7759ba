import Foundation
import Testing

/// A terminal session as a text file: commands and what the screen then shows.
///
/// `# ...` is a remark, `$ ...` a command with its continuation lines `> ...`, and all lines after it are what it
/// must say, with `[exit 1]` when it does not end with 0. The n-th case that is started is `$T1`, `$T2` in a
/// command and `<T1>`, `<T2>` on the screen. With the remark `# Met de hele uitgave.` the school and the cards are those
/// that are shipped, else the small school of the tests.
struct RecordedSession {
    struct Entry {
        var remarks: [String] = []
        var command: [String] = []
        var expected: [String] = []
    }

    var entries: [Entry] = []

    init(_ text: String) {
        var entry = Entry()
        func isEmpty(_ entry: Entry) -> Bool { entry.command.isEmpty && entry.remarks.isEmpty }
        for line in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init)
        {
            if line.hasPrefix("# ") || line == "#" {
                if !entry.command.isEmpty {
                    entries.append(entry)
                    entry = Entry()
                }
                entry.remarks.append(line)
            } else if line.hasPrefix("$ ") {
                if !entry.command.isEmpty {
                    entries.append(entry)
                    entry = Entry()
                }
                entry.command.append(String(line.dropFirst(2)))
            } else if line.hasPrefix("> "), entry.expected.isEmpty, !entry.command.isEmpty {
                entry.command.append(String(line.dropFirst(2)))
            } else if !entry.command.isEmpty {
                entry.expected.append(line)
            }
        }
        if !isEmpty(entry) { entries.append(entry) }
    }

    /// Where its `kaart` stands.
    var programs: URL {
        entries.contains { $0.remarks.contains("# Met de hele uitgave.") }
            ? BuiltProgram.release : BuiltProgram.folder
    }

    /// The file as it should look.
    var text: String {
        entries.map { entry in
            let commands = entry.command.enumerated().map { ($0.offset == 0 ? "$ " : "> ") + $0.element }
            let expected = entry.expected.reversed().drop { $0.isEmpty }.reversed()
            return (entry.remarks + commands + expected).joined(separator: "\n") + "\n"
        }.joined(separator: "\n")
    }
}

/// Plays a session in an empty folder of its own.
struct SessionPlayer {
    private let folder: TemporaryFolder
    private let login: String
    private var cases: [String] = []

    init() throws {
        folder = try TemporaryFolder()
        login = getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? String(getuid())
    }

    /// The same session with what the screen really shows.
    mutating func play(_ session: RecordedSession) throws -> RecordedSession {
        var played = session
        for index in played.entries.indices where !played.entries[index].command.isEmpty {
            played.entries[index].expected = try run(
                played.entries[index].command.joined(separator: "\n"), with: session.programs)
        }
        return played
    }

    private mutating func run(_ command: String, with programs: URL) throws -> [String] {
        let variables = cases.enumerated().map { ("T\($0.offset + 1)", $0.element) }
        let process = try RunningProcess(
            "/bin/sh", ["-c", command], in: folder.url,
            environment: Dictionary(uniqueKeysWithValues: variables), programs: programs, isJoined: true)
        let outcome = try process.finish()
        for line in outcome.output.split(separator: "\n") {
            let marker = "Begonnen: traject "
            if line.hasPrefix(marker) { cases.append(String(line.dropFirst(marker.count).prefix(4))) }
        }
        var lines = shown(outcome.output).split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init)
        if outcome.status != 0 {
            if lines.last?.isEmpty == true { lines.removeLast() }
            lines.append("[exit \(outcome.status)]")
        }
        return lines
    }

    /// The output without what differs from one run to the next.
    private func shown(_ output: String) -> String {
        var text = output.replacing(folder.url.path, with: "<map>").replacing("'\(login)'", with: "'<login>'")
        text = text.replacing(#/om [0-9]{2}\.[0-9]{2}/#, with: "om <tijd>")
        text = text.replacing(#/\b[0-9a-f]{4}(-[0-9a-f]{4}){5}\b/#, with: "<kop>")
        text = text.replacing(#/tot en met [a-z]+ [0-9]+ [a-z]+ [0-9]{4}/#, with: "tot en met <dag>")
        for (index, id) in cases.enumerated() {
            text = text.replacing(#/[a-z0-9]+/#) { $0.output == id ? "<T\(index + 1)>" : String($0.output) }
        }
        return text
    }
}

/// Two texts line by line: `-` was expected, `+` came instead.
func difference(from expected: String, to actual: String) -> String {
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let new = actual.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let changes = new.difference(from: old)
    let removed = Set(changes.removals.map(\.offset))
    let inserted = Set(changes.insertions.map(\.offset))
    var lines: [String] = []
    var (left, right) = (0, 0)
    while left < old.count || right < new.count {
        if removed.contains(left) {
            lines.append("- " + old[left])
            left += 1
        } else if inserted.contains(right) {
            lines.append("+ " + new[right])
            right += 1
        } else {
            lines.append("  " + new[right])
            left += 1
            right += 1
        }
    }
    return lines.joined(separator: "\n")
}

extension CollectionDifference.Change {
    fileprivate var offset: Int {
        switch self {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }
}
