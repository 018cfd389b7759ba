public import CardEngine
import CardLanguage
import CaseStore
import SchoolTime

extension Shelf {
    /// A card of the shelf as people ask for it by name (`kaart toon`).
    public enum AskedCard: Sendable {
        /// It can be used.
        case card(Card)
        /// There is a file of that name, but it has faults.
        case faulty(Report)
    }

    /// The card of that name. What a card says is no secret, also of a hidden one: only its cases are.
    ///
    /// - Throws: `CaseworkFailure.noSuchCard`.
    public func card(named name: String) throws(CaseworkFailure) -> AskedCard {
        if let shelved = cards[CardID(name)] { return .card(shelved.card) }
        let faulty = faultyCards
        if let report = faulty.first(where: { $0.source.baseName == name }) { return .faulty(report) }
        let known = cards.keys.map(\.rawValue) + faulty.map(\.source.baseName)
        throw .noSuchCard(name, known: known.sorted())
    }

    /// The files of cards that can't be used, and those of which nothing can be read, in order of path.
    public var faultyCards: [Report] {
        reports.filter { report in
            guard report.diagnostics.hasErrors else { return false }
            let kind = ParsedFile(report.source).kind
            return kind == .card || kind == nil && !report.source.bytes.isEmpty
        }
    }
}

extension Workplace {
    /// An earlier version of a card, by the text that cases were started by (`kaart toon meldcode 1`).
    ///
    /// That a version of a hidden card was used tells that there was a case: to who can't see its cases it was never kept.
    /// - Throws: `CaseworkFailure.noSuchCardVersion`, `StoreFailure`.
    public func readCard(named name: String, version: Int) throws -> Card {
        let id = CardID(name)
        if let shelved = shelf.cards[id], shelved.card.version == version { return shelved.card }
        let text = try store.read { try $0.cardTexts(card: id, version: version).last }
        let card = text.flatMap { ReadFile.archivedCard(SourceText(name: name + ".yaml", text: $0.text)) }
        guard let card, !card.isHidden || mayKnowCases(of: card) else {
            throw CaseworkFailure.noSuchCardVersion(name, version)
        }
        return card
    }

    private func mayKnowCases(of card: Card) -> Bool {
        let roles = Set(([card.owner] + (card.visibleTo ?? [])).map { school.role($0)?.id ?? $0 })
        return school.person(identity.actor)?.holdsAny(roles, on: clock.today) ?? false
    }
}
