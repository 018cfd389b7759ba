public import CardEngine
import CardLanguage
import CaseStore

/// That a school or school year file was in use from a day on.
public struct FileVersion: Hashable, Sendable {
    /// Which kind of file.
    public let kind: FileUsed.Kind
    /// Its name.
    public let name: String
    /// Which of its texts, counted from 1 by first use; nil when it was in use no more.
    public let number: Int?
    /// Since when, and by whose first act with it.
    public let stamp: Stamp
    /// The SHA-256 of the text.
    let hash: String?
}

extension Workplace {
    /// Which texts of the school and its years were in use since when, by file and then by time (`kaart versies`).
    ///
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func listVersions() throws -> [FileVersion] {
        try requireRegistry()
        return try store.read { try versions(from: $0) }
    }

    /// Which versions of cards were adopted and which cards withdrawn, by card and then by time (`kaart versies`). Cards are
    /// no secret: they name roles, not people.
    ///
    /// - Parameter card: nil for every card.
    /// - Throws: `CaseworkFailure.noSuchCard` for what is nearly a card, `StoreFailure`.
    public func listDecisions(of card: CardID?) throws -> [CardDecision] {
        let decisions = try store.read { reading in
            try CaseID.cards(in: reading).filter { card == nil || $0 == card }
                .flatMap { try reading.record(of: $0).decisions }
        }
        let known = shelf.named.map(\.rawValue).sorted()
        if let card, decisions.isEmpty, !hasCard(card.rawValue), known.nearest(to: card.rawValue) != nil {
            throw CaseworkFailure.noSuchCard(card.rawValue, known: known)
        }
        return decisions
    }

    /// The cards of which the file holds an earlier version than was adopted last, in order of id.
    ///
    /// - Throws: `StoreFailure`.
    public func listEarlierVersions() throws -> [EarlierVersion] { try shelf.returnedTexts(with: store) }

    /// Whether there is a file of a card of that name.
    public func hasCard(_ name: String) -> Bool { shelf.named.contains(CardID(name)) }

    /// One of these texts (`kaart versies de-wilgen 2`), or an adopted version of a card (`kaart versies meldcode 1`).
    ///
    /// - Throws: `CaseworkFailure.noSuchVersion`, `StoreFailure`.
    public func showVersion(_ number: Int, of name: String) throws -> String {
        let record = try store.read { try $0.record(of: CardID(name)) }
        if let adoption = record.adoptions.last(where: { $0.version == number }) {
            return try store.read { reading in
                guard let text = try reading.cardText(hash: adoption.textHash) else {
                    throw CaseworkFailure.cardTextLost(adoption.card, version: number)
                }
                return text.text
            }
        }
        try requireRegistry()
        return try store.read { reading in
            let found = try versions(from: reading).first { $0.name == name && $0.number == number }
            guard let hash = found?.hash, let text = try reading.fileText(hash: hash) else {
                throw CaseworkFailure.noSuchVersion(name, number)
            }
            return text.text
        }
    }

    /// The school first, then its years; what was recorded of one file stays in order.
    private func versions(from reading: any CaseReading) throws -> [FileVersion] {
        try reading.fileVersions().enumerated().sorted {
            ($0.element.kind.rawValue, $0.element.name, $0.offset)
                < ($1.element.kind.rawValue, $1.element.name, $1.offset)
        }.map(\.element)
    }
}

extension CaseReading {
    /// Which texts of the school and its years were in use since when, in the order in which that was recorded.
    func fileVersions() throws -> [FileVersion] {
        var texts: [String: [String]] = [:]
        return try events(of: .files).compactMap { event in
            guard case .fileUsed(let fact) = event.fact else { return nil }
            let key = fact.kind.rawValue + " " + fact.name
            if let hash = fact.textHash, texts[key]?.contains(hash) != true {
                texts[key, default: []].append(hash)
            }
            let number = fact.textHash.flatMap { texts[key]?.firstIndex(of: $0) }.map { $0 + 1 }
            return FileVersion(
                kind: fact.kind, name: fact.name, number: number, stamp: event.stamp, hash: fact.textHash)
        }
    }
}
