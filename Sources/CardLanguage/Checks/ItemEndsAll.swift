import CardEngine

extension CardCheck {
    /// A way out of a `voor_elke` from within: what happens to one item breaks off what is open for all others (kaarttaal, section
    /// 8). Of one that closes at the first, that is what the card says.
    static let itemEndsAll = CardCheck(name: "ItemEndsAll") { checked in
        let card = checked.card
        return card.steps.indices.compactMap { index -> Diagnostic? in
            guard
                let block = card.blocks(around: index).map(\.block).last(where: { card.steps[$0].mayHoldMore }
                )
            else {
                return nil
            }
            let leaving = checked.ways[index].indices.filter { number in
                !card.stays(checked.ways[index][number].target, in: block)
            }
            guard let first = leaving.first else { return nil }
            return Diagnostic(
                .itemEndsAll, .warning, at: checked.place(ofStep: index),
                "`\(checked.shown(index, leavingBy: first))` leidt uit het blok `\(card.steps[block].id)`: wat daar voor de "
                    + "andere nog openstaat, vervalt dan ook. Is alleen deze ene klaar, schrijf dan `klaar`.")
        }
    }
}

extension Step {
    /// Whether it is a `voor_elke` of which more items are open beside each other, and all must be done.
    fileprivate var mayHoldMore: Bool {
        guard case .forEach(let each) = kind, each.closesAt != .first else { return false }
        return switch each.source {
        case .fixed(_, let values): values.count > 1
        case .pupils, .groups, .rows: true
        }
    }
}
