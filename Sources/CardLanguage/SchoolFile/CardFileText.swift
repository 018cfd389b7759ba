public import CardEngine

/// The text of a card as it is once a school has adopted it.
///
/// Its author wrote it by hand: it is changed by span, so that comments, order and layout stay. What can't be changed so
/// with certainty is left alone: the new text is read, and must mean exactly the card that was asked for.
public enum CardFileText {
    /// Why a text could not be changed; nothing was.
    public enum Failure: Error, Hashable, Sendable {
        /// It is laid out in a way that only a person can change.
        case onlyByHand
    }

    /// The text with the status of an adopted card and a line that says what was decided, by whom and when.
    ///
    /// - Throws: `Failure`.
    public static func adopted(_ source: SourceText, noting change: CardChange) throws -> SourceText {
        guard let card = ReadFile.archivedCard(source) else { throw Failure.onlyByHand }
        let (root, _) = YAMLReader.read(source)
        guard let root, root.close == nil, case .mapping(let entries) = root.content,
            let status = entries.first(where: { $0.key.value == Keyword.status.rawValue }),
            let adopted = Vocabulary.statuses.words.first(where: { $0.value == .adopted })
        else { throw Failure.onlyByHand }
        var text = EditableText(source)
        text.replace(status.value.range, by: adopted.word)
        try add(change.asItem, to: entries, in: &text)
        let revised = SourceText(name: source.name, bytes: text.bytes)
        guard ReadFile.archivedCard(revised) == card.adopted(noting: change) else { throw Failure.onlyByHand }
        return revised
    }

    /// Where the text says which version it is; its beginning when it does not.
    public static func place(ofVersionIn source: SourceText) -> SourceRange {
        place(of: .version, in: source)
    }

    /// Where the text says in which month the card is evaluated; its beginning when it does not.
    public static func place(ofEvaluationIn source: SourceText) -> SourceRange {
        place(of: .evaluation, in: source)
    }

    /// Where the text of a school year says what is planned; its beginning when it does not.
    public static func place(ofPlanningIn source: SourceText) -> SourceRange {
        place(of: .planning, in: source)
    }

    private static func place(of word: Keyword, in source: SourceText) -> SourceRange {
        guard let root = YAMLReader.read(source).0, case .mapping(let entries) = root.content,
            let found = entries.first(where: { $0.key.value == word.rawValue })
        else { return SourceRange(at: .start) }
        return found.value.range
    }

    /// At the end of the changes, or else of the card.
    private static func add(
        _ item: String, to entries: [SyntaxNode.Entry], in text: inout EditableText
    ) throws {
        guard let found = entries.first(where: { $0.key.value == Keyword.changes.rawValue }) else {
            guard let last = entries.last, let first = entries.first else { throw Failure.onlyByHand }
            // Keys at the top may be indented, all alike.
            let indent = String(repeating: " ", count: first.key.range.start.column - 1)
            return text.insertLines(
                ["\(indent)\(Keyword.changes.rawValue):", "\(indent)  - \(item)"], below: last.value.end)
        }
        guard case .list(let items) = found.value.content, let last = items.last else {
            throw Failure.onlyByHand
        }
        if let close = found.value.close {
            text.insert(", " + item, beforeBracketAt: close)
        } else {
            let indent = String(repeating: " ", count: found.value.range.start.column - 1)
            text.insertLines(["\(indent)- \(item)"], below: last.end)
        }
    }
}

extension CardChange {
    /// As it stands in a list: `{versie: 2, wat: Korter, op: 2027-03-05, door: carla}`.
    fileprivate var asItem: String {
        var parts = ["\(Keyword.version.rawValue): \(version)", "\(Keyword.what.rawValue): \(text.asScalar)"]
        if let day { parts.append("\(Keyword.on.rawValue): \(day)") }
        if let person { parts.append("\(Keyword.by.rawValue): \(person)") }
        return "{" + parts.joined(separator: ", ") + "}"
    }
}
