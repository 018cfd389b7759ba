public import CardEngine

extension ReadFile {
    /// Of a card that can't be used: which version it says to be a concept of. Nil when it does not say that clearly, by its
    /// own name and with each word once, or can be used.
    public var faultyConcept: (card: CardID, version: Int)? {
        guard kind == .card, value == nil, let written, written.status == .draft, written.version > 1,
            !diagnostics.contains(where: { [.duplicateKey, .fileNameDiffers].contains($0.code) })
        else { return nil }
        return (CardID(written.id.value), written.version)
    }
}

extension ParsedFile {
    /// Of a text that is no YAML, such as one in which a quote is not closed: of which card it says to be a concept, and of
    /// which version. Nil when it does not say that clearly, its name first and each word once, on lines of their own.
    public var unreadableConcept: (card: CardID, version: Int)? {
        guard !holdsForbiddenCharacters, let words = unreadableWords(of: .card),
            let name = words.value(behind: .card), name.isID,
            let number = words.value(behind: .version)?.wholeNumber(in: 2...Int.max),
            let status = words.value(behind: .status),
            Vocabulary<CardStatus>.statuses.value(of: status) == .draft
        else { return nil }
        return (CardID(name), number)
    }

    /// What a text that is no YAML says on lines of their own, if its first says that it is of that kind.
    func unreadableWords(of kind: Keyword) -> TopLines? {
        guard self.kind == nil, source.bytes.count <= SourceText.sizeLimit else { return nil }
        let first = source.lines.first { !$0.isEmpty && !$0.utf8.starts(with: "#".utf8) }
        return first.map(TopLine.init)?.word == kind.rawValue
            ? TopLines(lines: source.lines.map(TopLine.init)) : nil
    }
}

/// The lines of a text as words at its top.
struct TopLines {
    fileprivate let lines: [TopLine]

    /// What stands behind a word that is there once.
    func value(behind word: Keyword) -> String? {
        let found = lines.filter { $0.word == word.rawValue }
        return found.count == 1 ? found.first?.value : nil
    }
}

/// A line as one that says something at the top of a file; what is indented says nothing there.
private struct TopLine {
    private let line: String
    /// What stands before its colon. No line is read further than the longest word could stand, for there can be very many.
    let word: String

    init(_ line: String) {
        self.line = line
        let start = line.utf8.prefix(32)
        guard let colon = start.firstIndex(of: UInt8(ascii: ":")), start.first != UInt8(ascii: " ") else {
            word = ""
            return
        }
        word = String(line[..<colon].unicodeScalars.filter { !["\"", "'", "?", " "].contains($0) })
    }

    /// What stands behind its colon, without a comment.
    var value: String {
        let rest = line.unicodeScalars.drop { $0 != ":" }.dropFirst()
        let comment = rest.indices.first {
            rest[$0] == "#" && (rest[rest.startIndex..<$0].last ?? " ") == " "
        }
        return String(rest[..<(comment ?? rest.endIndex)]).words.joined(separator: " ")
    }
}
