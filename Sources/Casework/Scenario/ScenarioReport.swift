public import CardEngine
public import CardLanguage

/// How the play of a scenario went.
public struct ScenarioReport: Hashable, Sendable {
    /// The scenario that was played.
    public let scenario: Scenario
    /// What went otherwise than expected, in order of place; empty when all went as the scenario says.
    public let failures: [ScenarioFailure]
    /// The transitions of the card that the case passed.
    public let passed: Set<Transition>

    /// Whether all went as the scenario says.
    public var isPassed: Bool { failures.isEmpty }
}

/// Something that went otherwise than a scenario says.
public struct ScenarioFailure: Hashable, Sendable {
    /// The line of the scenario.
    public let range: SourceRange
    /// What was expected, in Dutch.
    public let expected: String
    /// What happened, in Dutch.
    public let happened: String
}

/// What no scenario of a card passes.
public struct ScenarioCoverage: Hashable, Sendable {
    /// The card.
    public let card: CardID
    /// How many transitions it has.
    public let total: Int
    /// Those that no scenario passes, in the order of the card.
    public let missing: [Transition]
    /// Whether there is a scenario of the card at all.
    public let hasScenario: Bool

    /// What the scenarios of a card together do not pass.
    public init(
        of card: Card, among cards: [CardID: Card], hasScenario: Bool = true, passed: Set<Transition>
    ) {
        let all = Transition.all(of: card, among: cards)
        self.card = card.id
        total = all.count
        self.hasScenario = hasScenario
        missing = all.filter { !passed.contains($0) }
    }
}
