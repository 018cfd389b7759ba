public import CardEngine
import CaseStore

extension Workplace {
    /// Reports what may happen at any moment (`kaart onderbreek`).
    ///
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func interruptCase(_ id: CaseID, outcome: String, reason: String) throws -> Progress {
        try change(id, by: .interrupt(InterruptCase(outcome: outcome, reason: reason)))
    }

    /// Ends a case as `vervallen` (`kaart stop`): for the owner of its card.
    ///
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func stopCase(_ id: CaseID, reason: String) throws -> Progress {
        try change(id, by: .stop(StopCase(reason: reason)))
    }

    private func change(_ id: CaseID, by command: Command) throws -> Progress {
        try store.write { writing in
            let (loaded, view) = try loadVisible(id, from: writing)
            guard view.seesCase else {
                throw CaseworkFailure.refused(.roleNeeded([loaded.card.owner]), card: loaded.card)
            }
            return try progress(of: command, on: loaded, in: writing)
        }
    }
}
