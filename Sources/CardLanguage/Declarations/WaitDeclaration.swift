import CardEngine

/// What is written of a wait.
struct WaitDeclaration: Hashable, Sendable {
    enum Goal: Hashable, Sendable {
        case moment(MomentDeclaration)
        case card(Located<String>, since: MomentDeclaration?)
    }

    let goal: Goal
    let earlier: [Located<String>]
}

extension StepDeclaration.Kind {
    /// Whether the step waits for another card: that may never come.
    var waitsForCard: Bool {
        if case .wait(let wait) = self, case .card = wait.goal { true } else { false }
    }
}

extension DeclarationReader {
    /// Nil when what it waits for is missing; a complaint has been made.
    mutating func wait(_ words: Words) -> WaitDeclaration? {
        let earlier = oneOrMore(words[.earlier])
        guard let node = words[.wait] else { return nil }
        if case .mapping = node.content {
            let goal = self.words(of: node, .waitForCard)
            return WaitDeclaration(
                goal: .card(id(word(goal[.card])), since: moment(goal[.since])), earlier: earlier)
        }
        return moment(node).map { WaitDeclaration(goal: .moment($0), earlier: earlier) }
    }
}
