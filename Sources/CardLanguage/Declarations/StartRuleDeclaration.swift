import CardEngine
import SchoolTime

/// A way to begin, as written.
struct StartRuleDeclaration: Hashable, Sendable {
    enum Trigger: Hashable, Sendable {
        case manual([Located<String>])
        case event(SubjectEvent)
        case moment(MomentDeclaration)
        case yearly([MomentDeclaration])
        case after(Located<String>, end: Located<String>?, delay: SchoolDuration?)
        /// A stand-in for what could not be read; a complaint has been made.
        case unread
    }

    let trigger: Trigger
    let condition: ConditionDeclaration?
    let range: SourceRange
}

extension DeclarationReader {
    /// The words of which a start rule has exactly one.
    private static let startWords: [Keyword] = [.manual, .at, .on, .yearly, .after]

    mutating func start(_ node: SyntaxNode) -> StartRuleDeclaration {
        let words = words(of: node, .startRule)
        let chosen = onlyWord(of: Self.startWords, words, in: node, "Een begin")
        if let over = words[.over], chosen != nil, chosen != .after {
            report(
                .wordDoesNotFit, at: SourceRange(at: over.range.start),
                "`over` hoort bij `na`: zo lang na het einde van die kaart.")
        }
        return StartRuleDeclaration(
            trigger: trigger(chosen, words), condition: condition(words[.condition]), range: node.range)
    }

    private mutating func trigger(
        _ chosen: Keyword?, _ words: Words
    ) -> StartRuleDeclaration.Trigger {
        switch chosen {
        case .manual: return .manual(oneOrMore(words[.manual]))
        case .at: return option(words[.at], .events).map { .event($0) } ?? .unread
        case .on: return moment(words[.on]).map { .moment($0) } ?? .unread
        case .yearly: return .yearly(oneOrMore(words[.yearly]).map { moment($0) })
        case .after: return cardWithEnd(word(words[.after]), delay: duration(words[.over]))
        case _: return .unread
        }
    }

    /// `cito-lib`, or `medicijnprotocol.jaar-om` for one end of it.
    private mutating func cardWithEnd(
        _ text: Located<String>, delay: SchoolDuration?
    ) -> StartRuleDeclaration.Trigger {
        guard !text.value.isEmpty else { return .unread }
        let parts = text.value.unicodeScalars.split(
            separator: ".", maxSplits: 1, omittingEmptySubsequences: false
        ).map { id(Located(value: String($0), range: text.range)) }
        return .after(parts[0], end: parts.count > 1 ? parts[1] : nil, delay: delay)
    }

    /// Of some words exactly one must be there; nil, with a complaint, otherwise.
    mutating func onlyWord(
        of choices: [Keyword], _ words: Words, in node: SyntaxNode, _ what: String
    ) -> Keyword? {
        guard case .mapping(let entries) = node.content, !entries.isEmpty else { return nil }
        let found = entries.filter { entry in choices.contains { $0.rawValue == entry.key.value } }
        let names = choices.map { "`\($0.rawValue)`" }.joined(separator: ", ")
        if found.count > 1 {
            report(
                .notOneKind, at: found[1].key.range,
                "\(what) heeft één van \(names). Maak hier twee regels van.",
                notes: [.init(range: found[0].key.range, message: "Hier staat de eerste.")])
            return nil
        }
        if let first = found.first { return Keyword(first.key.value) }
        // A strange word has been complained about, and may stand for the one that is missing.
        if entries.count == words.count {
            report(
                .missingWord, at: SourceRange(at: node.range.start),
                "\(what) heeft één van \(names), en die ontbreekt hier.")
        }
        return nil
    }
}
