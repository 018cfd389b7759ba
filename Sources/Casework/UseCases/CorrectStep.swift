import CardEngine
import CaseStore

extension Workplace {
    /// Puts right what a step that was done filled in (`kaart verbeter`).
    ///
    /// - Parameter typed: field and text, in the order in which they were typed.
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func correct(
        _ reference: CaseReference, _ typed: [(field: String, text: String)], reason: String
    ) throws -> Progress {
        try store.write { writing in
            let (loaded, view) = try loadVisible(reference.caseID, from: writing)
            let card = loaded.card
            guard view.seesCase else { throw CaseworkFailure.refused(.roleNeeded([card.owner]), card: card) }
            guard let visit = reference.visit else {
                let now = try circumstances(for: loaded, from: writing)
                throw loaded.stepNeeded(among: correctable(in: loaded.state, on: card, at: now))
            }
            let place = loaded.state.latestPlace(like: loaded.state.visit(visit)?.place)
            let values = try values(typed.map { ($0.field, $0.text) }, of: card.fields) { field in
                // Which rows there are is not told to who may not see them.
                view.sees(field, at: loaded.state.home(of: field, at: place, on: card))
                    ? loaded.list(field, at: place) : ([], 0)
            }
            return try carryOut(
                .correct(CorrectValues(visit: visit, values: values, reason: reason)), on: loaded, in: writing
            )
        }
    }
}
