import Foundation

@testable import CardLanguage

/// A card taken apart: what stands where, so that a mutation can change one known thing.
struct CardParts: Sendable {
    /// A text between its neighbours.
    struct Part: Sendable {
        let text: String
        let range: SourceRange
        let isKey: Bool
        /// The keys around it, the outermost first.
        let path: [String]

        var isOnOneLine: Bool { range.start.line == range.end.line }
        var line: Int { range.start.line }
        /// What it is the value of; of a key, what it stands under.
        var parent: String { path.last ?? "" }
    }

    /// An entry of a mapping or an item of a list that is written as lines.
    struct Row: Sendable {
        /// The first and last line.
        let lines: ClosedRange<Int>
        let key: Part?
        /// How many there are beside it, each on a line of its own.
        let siblings: Int
        /// Where its value begins: on a next line when the key stands alone.
        let valueLine: Int
    }

    let name: String
    let lines: [String]
    private(set) var parts: [Part] = []
    private(set) var rows: [Row] = []

    init(name: String, text: String) {
        self.name = name
        lines = text.components(separatedBy: "\n")
        if let root = YAMLReader.read(SourceText(name: name, text: text)).root { take(root, []) }
    }

    private mutating func take(_ node: SyntaxNode, _ path: [String]) {
        switch node.content {
        case .text(let scalar):
            parts.append(Part(text: scalar.text, range: node.range, isKey: false, path: path))
        case .list(let items):
            if node.close == nil {
                for item in items {
                    rows.append(
                        Row(
                            lines: item.range.start.line...max(item.range.start.line, lastLine(of: item)),
                            key: nil,
                            siblings: items.count - 1, valueLine: item.range.start.line))
                }
            }
            for item in items { take(item, path) }
        case .mapping(let entries):
            for entry in entries {
                let key = Part(text: entry.key.value, range: entry.key.range, isKey: true, path: path)
                parts.append(key)
                if node.close == nil {
                    rows.append(
                        Row(
                            lines: key.line...max(key.line, lastLine(of: entry.value)), key: key,
                            siblings: entries.count - 1, valueLine: entry.value.range.start.line))
                }
                take(entry.value, path + [entry.key.value])
            }
        }
    }

    private func lastLine(of node: SyntaxNode) -> Int { node.end.line }

    // MARK: - Names

    /// Where a step, branch, field, column or end gets its name.
    var definitions: [Part] {
        parts.filter { part in
            part.isOnOneLine && part.text.isID
                && (part.isKey
                    ? ["gegevens", "kolommen", "einden"].contains(part.parent)
                    : part.parent == "stap")
        }
    }

    private static let naming: Set<String> = [
        "naar", "daarna", "vul_in", "vul_aan", "anders", "registreer", "voor_elke", "veld", "zelfde_als",
        "anders_dan", "leg_vast",
    ]
    private static let counting: Set<String> = [
        "termijn", "wettelijk", "vanaf", "wacht", "op", "sinds", "hoogstens", "minstens", "meet",
        "aanleiding",
        "voor", "na", "herinner",
    ]

    /// Where a name is used, by where names may stand in the card language: never in what is only read.
    func references(to name: String) -> [Part] {
        parts.filter { part in
            guard part.isOnOneLine, !part.path.contains("einden") else { return false }
            if part.isKey {
                return part.path.contains("als")
                    && [name, "uitkomst." + name, "keer." + name].contains(part.text)
            }
            if Self.counting.contains(part.parent) {
                return part.text.split(separator: " ").contains { $0 == name }
            }
            return part.text == name
                && (Self.naming.contains(part.parent) || part.path.dropLast().last == "uitkomsten")
        }
    }

    // MARK: - Changes

    /// The lines with something else in the place of a part.
    func replacing(_ range: SourceRange, by text: String) -> [String] {
        var lines = lines
        var scalars = Array(lines[range.start.line - 1].unicodeScalars)
        scalars.replaceSubrange(
            (range.start.column - 1)..<(range.end.column - 1), with: Array(text.unicodeScalars))
        lines[range.start.line - 1] = String(String.UnicodeScalarView(scalars))
        return lines
    }

    func source(of range: SourceRange) -> String {
        let scalars = Array(lines[range.start.line - 1].unicodeScalars)
        return String(String.UnicodeScalarView(scalars[(range.start.column - 1)..<(range.end.column - 1)]))
    }
}
