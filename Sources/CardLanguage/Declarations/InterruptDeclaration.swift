import CardEngine

/// What may happen at any moment, as written.
struct InterruptDeclaration: Hashable, Sendable {
    enum Trigger: Hashable, Sendable {
        case event(SubjectEvent)
        case withdrawn(Located<String>)
        case moment(MomentDeclaration)
        case person(outcome: Located<String>, performers: [Located<String>])
        /// A stand-in for what could not be read; a complaint has been made.
        case unread
    }

    let trigger: Trigger
    let condition: ConditionDeclaration?
    let target: Located<String>
    let range: SourceRange
}

extension DeclarationReader {
    /// The words of which an interrupt has exactly one.
    private static let interruptWords: [Keyword] = [.at, .withdrawn, .on, .outcome]

    mutating func interrupt(_ node: SyntaxNode) -> InterruptDeclaration {
        let words = words(of: node, .interrupt)
        let chosen = onlyWord(of: Self.interruptWords, words, in: node, "Een onderbreking")
        if chosen == .outcome, words[.by] == nil {
            report(
                .missingWord, at: SourceRange(at: node.range.start),
                "In een onderbreking met `uitkomst` ontbreekt `door`. Zet erbij wie dit mag melden: `door: [...]`."
            )
        } else if let by = words[.by], chosen != nil, chosen != .outcome {
            report(
                .wordDoesNotFit, at: SourceRange(at: by.range.start),
                "`door` hoort bij een onderbreking met `uitkomst`: die meldt iemand. Laat het hier weg.")
        }
        return InterruptDeclaration(
            trigger: trigger(chosen, words), condition: condition(words[.condition]),
            target: word(words[.to]), range: node.range)
    }

    private mutating func trigger(
        _ chosen: Keyword?, _ words: Words
    ) -> InterruptDeclaration.Trigger {
        switch chosen {
        case .at: return option(words[.at], .events).map { .event($0) } ?? .unread
        case .withdrawn: return .withdrawn(id(word(words[.withdrawn])))
        case .on: return moment(words[.on]).map { .moment($0) } ?? .unread
        case .outcome: return .person(outcome: word(words[.outcome]), performers: oneOrMore(words[.by]))
        case _: return .unread
        }
    }
}
