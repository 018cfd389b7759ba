/// What the first step of a card tells.
public struct FirstWords: Hashable, Sendable {
    /// The title of the step.
    public let title: String
    /// How it is done.
    public let explanation: String
}

extension ParsedFile {
    /// What the first step of a hidden card tells, whatever else is wrong with the card: who begins by such a card may have
    /// to do something at once. Nil when it is no hidden card, or the step tells nothing.
    public var hiddenFirstWords: FirstWords? {
        guard kind == .card, let card = read(school: nil).written, card.isHidden,
            let step = card.allSteps.first
        else { return nil }
        return step.explanation.map { FirstWords(title: step.title.value, explanation: $0) }
    }
}
