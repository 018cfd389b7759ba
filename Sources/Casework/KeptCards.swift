import CardEngine
import CardLanguage
import CaseStore
import Synchronization

/// The cards of texts that were kept, each read once: a text that has that hash never says anything else.
final class KeptCards: Sendable {
    private let known = Mutex<[String: Card]>([:])
    /// Those by which cases can begin, for the school of now; nil: the text does not fit it.
    private let inForce = Mutex<[String: Card?]>([:])

    /// The card of a text that a case lives by, or lived by; nil when the text is not there, or can't be read.
    func card(_ id: CardID, hash: String, from reading: any CaseReading) throws -> Card? {
        if let card = known.withLock({ $0[hash] }), card.id == id { return card }
        guard let text = try reading.cardText(hash: hash),
            let card = ReadFile.archivedCard(text.source)
        else { return nil }
        known.withLock { $0[hash] = card }
        return card
    }

    /// The card of a text by which cases are to begin.
    func cardInForce(hash: String, read: () -> Card?) -> Card? {
        if let card = inForce.withLock({ $0[hash] }) { return card }
        let card = read()
        inForce.withLock { $0[hash] = .some(card) }
        return card
    }
}
