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
    /// - Parameter reports: what there is to say of the files.
    /// - Throws: `CaseworkFailure.noSuchCard`.
    public func card(named name: String, of reports: [Report]) throws(CaseworkFailure) -> AskedCard {
        let faulty = Self.faultyCards(of: reports)
        if let report = faulty.first(where: { $0.source.baseName == name }) { return .faulty(report) }
        if let shelved = cards[CardID(name)] { return .card(shelved.card) }
        let known = cards.keys.map(\.rawValue) + faulty.map(\.source.baseName)
        throw .noSuchCard(name, known: known.sorted())
    }

    /// The files of cards that can't be used, and those of which nothing can be read, in order of path.
    public static func faultyCards(of reports: [Report]) -> [Report] {
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
        let (adopted, last) = try store.read { reading in
            let adoption = try reading.record(of: id).adoptions.last { $0.version == version }
            return (
                try adoption.flatMap { try reading.cardText(hash: $0.textHash) },
                try reading.cardTexts(card: id, version: version).last
            )
        }
        if let shelved = shelf.cards[id], shelved.card.version == version,
            adopted.map({ $0.hash == shelved.text.hash }) ?? true
        {
            return shelved.card
        }
        let text = adopted ?? last
        let card = text.flatMap { ReadFile.archivedCard($0.source) }
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
