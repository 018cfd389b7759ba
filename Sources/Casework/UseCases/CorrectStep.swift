import CardEngine
import CaseStore

extension Workplace {
    /// Puts right what a step that was done filled in (`kaart verbeter`).
    ///
    /// - Parameter typed: field and text, in the order in which they were typed; no text empties the field.
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func correct(
        _ reference: CaseReference, _ typed: [(field: String, text: String?)], reason: String
    ) throws -> Progress {
        try store.write { writing in
            let (loaded, view) = try loadVisible(reference.caseID, from: writing)
            let card = loaded.card
            guard view.seesCase else { throw CaseworkFailure.refused(.roleNeeded([card.owner]), card: card) }
            guard let visit = reference.visit else {
                let now = try circumstances(for: loaded, from: writing)
                throw loaded.stepNeeded(
                    among: correctable(in: loaded.state, on: card, at: now), at: now)
            }
            let place = loaded.state.latestPlace(like: loaded.state.visit(visit)?.place)
            let filled = typed.compactMap { entry in entry.text.map { (entry.field, $0) } }
            let values = try values(filled, of: card.fields) { field in
                // Which rows there are is not told to who may not see them.
                view.sees(field, at: loaded.state.home(of: field, at: place, on: card))
                    ? loaded.list(field, at: place) : ([], 0)
            }
            var emptied: Set<FieldID> = []
            for entry in typed where entry.text == nil {
                let field = try self.field(entry.field, among: card.fields)
                guard values[field.id] == nil, emptied.insert(field.id).inserted else {
                    throw CaseworkFailure.givenTwice(entry.field)
                }
            }
            return try carryOut(
                .correct(CorrectValues(visit: visit, values: values, emptied: emptied, reason: reason)),
                on: loaded, in: writing)
        }
    }
}
