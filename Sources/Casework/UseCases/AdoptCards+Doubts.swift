public import CardEngine
public import CardLanguage

/// What there is to say against a card, and keeps nobody from adopting it: a school may have its reasons, but hears it first.
public struct AdoptionDoubts: Sendable {
    /// The card.
    public let card: CardID
    /// Its file.
    public let source: SourceText
    /// What is doubtful in that file.
    public let warnings: [Diagnostic]
    /// Its scenarios that can't be played, for there are errors in them.
    public let faulty: [Shelf.Report]
    /// Its scenarios that go otherwise than they say.
    public let failing: [PlayedScenarios.Played]
}

extension Workplace {
    /// What there is to say against each of these cards, before a reason is asked; none of which nothing is to be said.
    ///
    /// - Throws: `StoreFailure`.
    public func doubts(about cards: [CardID]) throws -> [AdoptionDoubts] {
        guard !cards.isEmpty else { return [] }
        let whole = try shelf.whole.knowing(store)
        return cards.compactMap { card in
            guard
                let report = whole.reports.first(where: {
                    $0.source.baseName == card.rawValue && whole.cards[card]?.isText(of: $0.source) == true
                })
            else { return nil }
            let own = whole.scenarios.filter { $0.scenario.card == card }.map(\.source.baseName)
            let failing = whole.playScenarios(in: Set(own)).played.filter {
                $0.report.scenario.card == card && !$0.report.isPassed
            }
            let faulty = whole.reports.filter {
                $0.diagnostics.hasErrors && ParsedFile($0.source).playedCard == card
            }
            guard !report.diagnostics.isEmpty || !faulty.isEmpty || !failing.isEmpty else { return nil }
            return AdoptionDoubts(
                card: card, source: report.source, warnings: report.diagnostics, faulty: faulty,
                failing: failing)
        }
    }
}
