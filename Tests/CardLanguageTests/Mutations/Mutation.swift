@testable import CardLanguage

/// One change of a known kind to a card that was in order, after which it is not.
///
/// What leaves a right card is left out beforehand, by a rule on the place and never by what the reader says: a step that
/// nothing names may get another name, a line that belongs to a text may be indented as one likes.
struct Mutation {
    enum Kind: String, CaseIterable {
        case definition = "name changed where it is given"
        case reference = "name changed where it is used"
        case key = "word misspelt"
        case indent = "indent broken"
        case role = "role unknown"
        case target = "target removed"
        case step = "step removed that others name"
        case quote = "quote opened"
        case colon = "colon dropped"
        case number = "number turned into a word"
        case duplicate = "line written twice"
        case swap = "line swapped with the one under it"
        case curly = "curly quotes of Word"
        case hardSpace = "hard space of Word"
        case tab = "tab to indent with"
    }

    let lines: [String]
    /// The lines to look at, counted from 1 in the text as changed.
    let places: [Int]

    /// A change of that kind, or nil when the card has no place for it.
    static func make(_ kind: Kind, of card: CardParts, _ random: inout SeededGenerator) -> Mutation? {
        switch kind {
        case .definition:
            let named = card.definitions.filter { !card.references(to: $0.text).isEmpty }
            return named.randomElement(using: &random).flatMap { rename($0, in: card, &random) }
        case .reference:
            let ids = Set(card.definitions.map(\.text))
            let used = ids.sorted().flatMap { card.references(to: $0) }.filter { ids.contains($0.text) }
            return used.randomElement(using: &random).flatMap { rename($0, in: card, &random) }
        case .key:
            let namesOfOthers: Set<String> = [
                "gegevens", "einden", "kolommen", "uitkomsten", "als", "leg_vast", "neem_mee", "voor_elke",
                "niet",
            ]
            let words = card.parts.filter {
                $0.isKey && Keyword(rawValue: $0.text) != nil && !namesOfOthers.contains($0.parent)
            }
            return words.randomElement(using: &random).flatMap { rename($0, in: card, &random) }
        case .role:
            let asking: Set<String> = ["wie", "samen_met", "eigenaar", "door", "zichtbaar_voor", "handmatig"]
            let roles = card.parts.filter { !$0.isKey && asking.contains($0.parent) && $0.text.isID }
            return roles.randomElement(using: &random).flatMap { rename($0, in: card, &random) }
        case .indent: return indent(card, &random)
        case .target:
            let targets = card.parts.filter {
                !$0.isKey && $0.isOnOneLine
                    && (["naar", "daarna"].contains($0.parent) || $0.path.dropLast().last == "uitkomsten")
            }
            return targets.randomElement(using: &random).map { change($0, to: "", in: card) }
        case .step: return removeStep(card, &random)
        case .quote: return quote(card, &random)
        case .colon:
            let keys = card.parts.filter { $0.isKey && $0.isOnOneLine }
            guard let key = keys.randomElement(using: &random) else { return nil }
            let colon = SourceRange(
                start: key.range.end, end: SourcePosition(line: key.line, column: key.range.end.column + 1))
            return Mutation(lines: card.replacing(colon, by: ""), places: [key.line])
        case .number:
            let counting: Set<String> = ["versie", "termijn", "wettelijk", "wacht", "hoogstens", "minstens"]
            let numbers = card.parts.filter { part in
                !part.isKey && part.isOnOneLine && counting.contains(part.parent)
                    && part.text.split(separator: " ").first?.utf8.allSatisfy { (0x30...0x39).contains($0) }
                        == true
            }
            return numbers.randomElement(using: &random).map { part in
                change(part, to: (["zes"] + part.text.words.dropFirst()).joined(separator: " "), in: card)
            }
        case .duplicate:
            let rows = card.rows.filter { row in
                row.lines.count == 1 && row.key.map { begins($0, in: card) } == true
            }
            guard let line = rows.randomElement(using: &random)?.lines.lowerBound else { return nil }
            var lines = card.lines
            lines.insert(lines[line - 1], at: line)
            return Mutation(lines: lines, places: [line, line + 1])
        case .swap:
            let openers = card.rows.filter { $0.key != nil && $0.valueLine == $0.lines.lowerBound + 1 }
            guard let line = openers.randomElement(using: &random)?.lines.lowerBound else { return nil }
            var lines = card.lines
            lines.swapAt(line - 1, line)
            return Mutation(lines: lines, places: [line, line + 1])
        case .curly:
            let texts = card.parts.filter { !$0.isKey && $0.isOnOneLine && $0.parent == "titel" }
            return texts.randomElement(using: &random).map {
                change($0, to: "\u{201C}\($0.text)\u{201D}", in: card)
            }
        case .hardSpace: return hardSpace(card, &random)
        case .tab:
            let indented = card.rows.filter { card.lines[$0.lines.lowerBound - 1].hasPrefix("  ") }
            guard let line = indented.randomElement(using: &random)?.lines.lowerBound else { return nil }
            var lines = card.lines
            lines[line - 1] = "\t" + lines[line - 1].dropFirst(2)
            return Mutation(lines: lines, places: [line])
        }
    }

    // MARK: - Parts of it

    private static func change(_ part: CardParts.Part, to text: String, in card: CardParts) -> Mutation {
        Mutation(lines: card.replacing(part.range, by: text), places: [part.line])
    }

    /// Another name for it, as a hand slips or as somebody thinks of a better one; never one that is there already.
    private static func rename(
        _ part: CardParts.Part, in card: CardParts, _ random: inout SeededGenerator
    ) -> Mutation? {
        guard part.isOnOneLine, card.source(of: part.range) == part.text else { return nil }
        let known = Set(card.parts.map(\.text))
        for _ in 0..<20 {
            var letters = Array(part.text.unicodeScalars)
            let place = Int.random(in: 0..<letters.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0 where letters.count > 2: letters.remove(at: place)
            case 1: letters.insert(letters[place], at: place)
            case 2 where place > 0: letters.swapAt(place - 1, place)
            default: letters += Array("-nieuw".unicodeScalars)
            }
            let name = String(String.UnicodeScalarView(letters))
            guard name != part.text, !known.contains(name), Keyword(rawValue: name) == nil,
                part.isKey || name.isID
            else { continue }
            return change(part, to: name, in: card)
        }
        return nil
    }

    /// Whether nothing but spaces stands before it on its line.
    private static func begins(_ part: CardParts.Part, in card: CardParts) -> Bool {
        card.lines[part.line - 1].unicodeScalars.prefix(part.range.start.column - 1).allSatisfy { $0 == " " }
    }

    /// A line of a block that has others beside it, moved by a space or two. Alone it may stand where it likes, and so
    /// may the last of a list of texts that moves into the one before.
    private static func indent(_ card: CardParts, _ random: inout SeededGenerator) -> Mutation? {
        let rows = card.rows.filter { row in
            row.siblings > 0 && (row.key.map { begins($0, in: card) } ?? true)
        }
        guard let line = rows.randomElement(using: &random)?.lines.lowerBound else { return nil }
        let step = Int.random(in: 1...2, using: &random)
        var lines = card.lines
        if Bool.random(using: &random) {
            lines[line - 1] = String(repeating: " ", count: step) + lines[line - 1]
        } else {
            guard lines[line - 1].hasPrefix(String(repeating: " ", count: step)) else { return nil }
            lines[line - 1] = String(lines[line - 1].dropFirst(step))
        }
        return Mutation(lines: lines, places: [line])
    }

    /// A whole step of several that others name. To be mended where it is named, or where it stood.
    private static func removeStep(_ card: CardParts, _ random: inout SeededGenerator) -> Mutation? {
        let steps = card.parts.filter { !$0.isKey && $0.parent == "stap" && $0.isOnOneLine }
        guard let step = steps.randomElement(using: &random),
            let row = card.rows.last(where: { $0.key == nil && $0.lines.lowerBound == step.line }),
            row.siblings > 0
        else { return nil }
        let named = card.references(to: step.text).map(\.line).filter { !row.lines.contains($0) }
        guard !named.isEmpty else { return nil }
        var lines = card.lines
        lines.removeSubrange((row.lines.lowerBound - 1)..<row.lines.upperBound)
        return Mutation(
            lines: lines,
            places: [row.lines.lowerBound]
                + named.map { $0 > row.lines.upperBound ? $0 - row.lines.count : $0 })
    }

    /// A quote before a text that has none, or without the one that closes.
    private static func quote(_ card: CardParts, _ random: inout SeededGenerator) -> Mutation? {
        let texts = card.parts.filter { !$0.isKey && $0.isOnOneLine }
        guard let part = texts.randomElement(using: &random) else { return nil }
        let written = card.source(of: part.range)
        guard let first = written.unicodeScalars.first else { return nil }
        let text = first == "\"" || first == "'" ? String(written.dropLast()) : "\"" + written
        return change(part, to: text, in: card)
    }

    private static func hardSpace(_ card: CardParts, _ random: inout SeededGenerator) -> Mutation? {
        let line = Int.random(in: 0..<card.lines.count, using: &random)
        var scalars = Array(card.lines[line].unicodeScalars)
        guard let place = scalars.indices.filter({ scalars[$0] == " " }).randomElement(using: &random) else {
            return nil
        }
        scalars[place] = "\u{A0}"
        var lines = card.lines
        lines[line] = String(String.UnicodeScalarView(scalars))
        return Mutation(lines: lines, places: [line + 1])
    }

    // MARK: - Anything

    /// Any change: lines gone, doubled or swapped, strange bytes, a text cut off.
    static func any(of bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
        let line = Int.random(in: 0..<lines.count, using: &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: lines.remove(at: line)
        case 1: lines.insert(lines[line], at: line)
        case 2: lines.swapAt(line, Int.random(in: 0..<lines.count, using: &random))
        case 3: return Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random)))
        case 4:
            let place = Int.random(in: 0...lines[line].count, using: &random)
            let signs = [
                "\"", "'", ":", "{", "}", "[", "]", ",", "#", "-", "&", "*", "!", "|", ">", "%", "@", "`",
                "\t", "\u{301}",
            ]
            lines[line].insert(
                contentsOf: Array((signs.randomElement(using: &random) ?? "?").utf8), at: place)
        default:
            for _ in 0...Int.random(in: 0...3, using: &random) where !lines[line].isEmpty {
                let place = Int.random(in: 0..<lines[line].count, using: &random)
                lines[line][place] = UInt8.random(in: 0...255, using: &random)
            }
        }
        return Array(lines.joined(separator: [0x0A]))
    }
}
