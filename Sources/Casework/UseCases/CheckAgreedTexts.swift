import CardEngine
import CaseStore

extension Workplace {
    /// The card files that call themselves adopted and do not hold the text that was (`kaart nazien`), in order of card: why
    /// they can't be used as they are.
    ///
    /// - Throws: `StoreFailure`.
    public func cardsNotAsAgreed() throws -> [CaseworkFailure] {
        try store.read { reading in
            try shelf.cards.values.sorted { $0.card.id < $1.card.id }.compactMap { shelved in
                guard shelved.card.status == .adopted else { return nil }
                do {
                    try requireAgreedText(shelved, from: reading)
                    return nil
                } catch let failure as CaseworkFailure {
                    return failure
                }
            }
        }
    }
}
