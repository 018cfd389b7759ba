import Foundation
import Testing

@testable import CardLanguage

@Suite("What a finding advises to type")
struct AdviceTests {
    /// Wrong texts of which a finding gives an example that none of those in `fout` brings out.
    static let more = ["leerling", "groep", "school", "medewerker"].map { subject in
        SourceText(
            name: "proef.yaml",
            text: "scenario: proef\nkaart: een-kaart\ntitel: Proef\nbegin: 2026-09-07\n\(subject): Sam\n")
    }

    @Test("is taken when it is typed")
    func taken() throws {
        let texts = try Fixture.all(in: "fout").map { try $0.source } + Self.more
        var count = 0
        for source in texts {
            let before = try Self.findings(of: source)
            for finding in before {
                for example in Self.examples(in: finding.message) {
                    guard let typed = Typed(example, for: finding, in: source) else { continue }
                    count += 1
                    let after = try Self.findings(of: typed.text)
                    let left = after.filter { found in
                        typed.holds(found.range.start)
                            && (found.code.rawValue.hasPrefix("F00") || found.code.rawValue.hasPrefix("F01")
                                || found.message == finding.message)
                    }
                    #expect(left.text == "", "\(source.name): `\(example)` in \([finding].text)")
                }
            }
        }
        #expect(count > 60)
    }

    private static func findings(of source: SourceText) throws -> [Diagnostic] {
        ReadFile.read(
            source, school: try Fixture.school.get(), plannedNames: try Fixture.plannedNames.get(),
            cards: try Fixture.cards.get()
        ).diagnostics
    }

    /// What stands between backticks behind a word that advises; what leaves something open is no example.
    private static func examples(in message: String) -> [String] {
        let advice =
            #/
            (?:[Zz]et\ erbij | zoals | [Ss]chrijf(?!\ erbij\ met) | ,\ bijvoorbeeld) [^`.]*
            (`[^`]+` (?:(?:,\  | \ of\ ) `[^`]+`)*)
            /#
        return message.matches(of: advice).flatMap { match in
            match.1.matches(of: /`([^`]+)`/).map { String($0.1) }
        }.filter { !$0.contains("...") && !$0.contains("<") }
    }
}

/// A text in which somebody typed an example: in the place of what the finding is about, or beside it.
private struct Typed {
    let text: SourceText
    private let first: SourcePosition
    private let last: SourcePosition

    func holds(_ place: SourcePosition) -> Bool { first <= place && place <= last }

    /// Nil where a single line does not tell the place.
    init?(_ example: String, for finding: Diagnostic, in source: SourceText) {
        var lines = String(decoding: source.bytes, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false
        ).map { Array($0) }
        let row = finding.range.start.line - 1
        var column = finding.range.start.column - 1
        guard lines.indices.contains(row), column < lines[row].count else { return nil }
        var written = Array(example)
        if finding.message.contains("et erbij") {
            let open = lines[row][...column].lastIndex(of: "{")
            if let open {
                column = open + 1
                lines[row].insert(contentsOf: written + ", ", at: column)
            } else if lines[row].first != " ", lines[row].first != "-" {
                lines.append(written)
                (first, last) = (
                    SourcePosition(line: lines.count, column: 1),
                    SourcePosition(line: lines.count, column: written.count)
                )
                text = SourceText(name: source.name, text: lines.map { String($0) }.joined(separator: "\n"))
                return
            } else {
                column = lines[row].firstIndex { $0 != " " && $0 != "-" } ?? 0
                lines[row].insert(
                    contentsOf: written + "\n" + String(repeating: " ", count: column), at: column)
            }
        } else {
            let start = String(lines[row][..<column])
            // A list below its word, and one item of which another word tells the rest.
            guard lines[row][column] != "-", !start.hasSuffix("{rol: ") else { return nil }
            let end = Self.end(of: lines[row], from: column)
            if finding.message.contains("chrijf `\(example)"), example.prefixMatch(of: #/[a-z_]+: /#) != nil {
                column -= start.firstMatch(of: /[a-z_]+: $/)?.0.count ?? 0
            } else if example.contains(": "), !example.hasPrefix("{") {
                written = "{" + written + "}"
            }
            lines[row].replaceSubrange(column..<end, with: written)
        }
        first = SourcePosition(line: row + 1, column: column + 1)
        last = SourcePosition(line: row + 1, column: column + written.count)
        text = SourceText(name: source.name, text: lines.map { String($0) }.joined(separator: "\n"))
    }

    /// Where what begins there ends: at the bracket that closes it, or before what follows it.
    private static func end(of line: [Character], from start: Int) -> Int {
        var depth = 0
        var quote: Character?
        for index in start..<line.count {
            let character = line[index]
            let isFollowedBySpace = index + 1 == line.count || line[index + 1] == " "
            switch character {
            case _ where quote != nil: if character == quote { quote = nil }
            case "\"", "'": quote = character
            case "[", "{": depth += 1
            case "]", "}":
                depth -= 1
                if depth < 0 { return index }
                if depth == 0, "[{".contains(line[start]) { return index + 1 }
            case ",": if depth == 0 { return index }
            case ":": if depth == 0, isFollowedBySpace { return index }
            default: break
            }
        }
        return line.count
    }
}
