import CardEngine
import CardLanguage
import CaseStore
import SchoolTime

extension Workplace {
    /// The text of a card by which a case can begin: that of its file, or, while a concept stands there, the one that was
    /// adopted last. Who revises a card stops nobody who works by it (kaarttaal, section 2). In a practice folder a
    /// concept serves.
    ///
    /// Nil when there is none: a concept that was never adopted, or a card that was withdrawn or has faults.
    func cardInForce(_ id: CardID, from reading: any CaseReading) throws -> Shelf.ShelvedCard? {
        guard let shelved = shelf.cards[id] else { return nil }
        switch shelved.card.status {
        case .adopted: return shelved
        case .withdrawn: return nil
        case .draft: return store.isPractice ? shelved : try adoptedLast(id, from: reading)
        }
    }

    /// A card by which a case can begin.
    ///
    /// - Throws: `CaseworkFailure` when there is none, it has faults, or it is not adopted.
    func startableCard(_ id: CardID, from reading: any CaseReading) throws -> Shelf.ShelvedCard {
        let shelved = try shelvedCard(id)
        guard shelved.card.status != .withdrawn else { throw CaseworkFailure.cardWithdrawn(id) }
        guard let inForce = try cardInForce(id, from: reading) else {
            throw CaseworkFailure.cardNotAdopted(id)
        }
        return inForce
    }

    /// A card as the school has it now.
    ///
    /// - Throws: `CaseworkFailure` when there is none, or it has faults.
    func shelvedCard(_ id: CardID) throws -> Shelf.ShelvedCard {
        if let shelved = shelf.cards[id] { return shelved }
        if shelf.reports.contains(where: { $0.source.baseName == id.rawValue }) {
            throw CaseworkFailure.cardHasFaults(id.rawValue)
        }
        throw CaseworkFailure.noSuchCard(id.rawValue, known: shelf.cards.keys.map(\.rawValue).sorted())
    }

    /// The text that was adopted last, for cases that are to begin: its roles are those of the school as it is now.
    private func adoptedLast(_ id: CardID, from reading: any CaseReading) throws -> Shelf.ShelvedCard? {
        guard let adoption = try reading.adoptions(of: id).last,
            let text = try reading.cardText(hash: adoption.textHash)
        else { return nil }
        let planned = shelf.calendar.plannedNames
        let read = ReadFile.read(
            SourceText(name: id.rawValue + ".yaml", text: text.text), school: school,
            plannedNames: planned.isEmpty ? nil : planned)
        guard case .card(let card)? = read.value else { return nil }
        return Shelf.ShelvedCard(card: card, text: text)
    }
}
