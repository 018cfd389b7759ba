public import CardEngine
import CardLanguage
import CaseStore

/// That the school adopted a version of a card: from then on that version is one text.
public struct Adoption: Hashable, Sendable {
    /// The card.
    public let card: CardID
    /// The version.
    public let version: Int
    /// Who adopted it, and when.
    public let stamp: Stamp
    /// Why; nil when that has been destroyed.
    public let reason: String?
    /// SHA-256 of the text, in hexadecimal.
    let textHash: String
}

extension CaseReading {
    /// The adopted versions of a card, in the order in which they were adopted.
    func adoptions(of card: CardID) throws -> [Adoption] {
        try events(of: CaseID(streamOf: card)).compactMap { event in
            guard case .cardAdopted(let fact) = event.fact else { return nil }
            return Adoption(
                card: fact.card, version: fact.version, stamp: event.stamp, reason: event.content?.reason,
                textHash: fact.textHash)
        }
    }

    /// Whether another text than this was used as the adopted one of its version. Of a practice folder a concept may have
    /// been used: that was no text that anybody agreed on.
    func isVersionTaken(from text: CardText) throws -> Bool {
        try cardTexts(card: text.card, version: text.version).contains { other in
            guard other.hash != text.hash else { return false }
            let source = SourceText(name: other.card.rawValue + ".yaml", text: other.text)
            return ReadFile.archivedCard(source)?.status != .draft
        }
    }
}

extension Workplace {
    /// - Throws: `CaseworkFailure` when a card can't be used as it stands in its file.
    func requireAgreedText(_ shelved: Shelf.ShelvedCard, from reading: any CaseReading) throws {
        if let failure = try shelf.disagreement(of: shelved, isPractice: store.isPractice, from: reading) {
            throw failure
        }
    }

    /// That no other text was used as the adopted one of this version.
    ///
    /// - Throws: `CaseworkFailure.versionReused`.
    func requireUnused(_ shelved: Shelf.ShelvedCard, from reading: any CaseReading) throws {
        guard try !reading.isVersionTaken(from: shelved.text) else {
            throw CaseworkFailure.versionReused(shelved.card.id, shelved.card.version)
        }
    }
}
