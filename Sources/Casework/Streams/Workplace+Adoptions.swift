public import CardEngine
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
}

extension Workplace {
    /// An adopted text is what a school agreed on: another text is another version. So is one that was used as adopted
    /// before the school put adoption on record.
    ///
    /// - Throws: `CaseworkFailure`.
    func requireAgreedText(_ shelved: Shelf.ShelvedCard, from reading: any CaseReading) throws {
        let fault = AdoptionFault(
            of: shelved, in: school, isPractice: store.isPractice,
            after: try reading.adoptions(of: shelved.card.id))
        if let fault { throw CaseworkFailure.adoption(fault) }
        if shelved.card.status == .adopted { try requireUnused(shelved, from: reading) }
    }

    /// That no other text was used as the adopted one of this version.
    ///
    /// - Throws: `CaseworkFailure.versionReused`.
    func requireUnused(_ shelved: Shelf.ShelvedCard, from reading: any CaseReading) throws {
        let card = shelved.card
        let others = try reading.cardTexts(card: card.id, version: card.version)
            .filter { $0.hash != shelved.text.hash }
        // Of a practice folder a concept may have been used: that was no text that anybody agreed on.
        guard try others.allSatisfy({ try isConcept($0, from: reading) }) else {
            throw CaseworkFailure.versionReused(card.id, card.version)
        }
    }

    private func isConcept(_ text: CardText, from reading: any CaseReading) throws -> Bool {
        do {
            let version = CardVersion(version: text.version, textHash: text.hash)
            return try card(text.card, version, from: reading).status == .draft
        } catch CaseworkFailure.cardTextLost {
            return false
        }
    }
}
