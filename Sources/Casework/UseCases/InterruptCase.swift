public import CardEngine

extension Workplace {
    /// Reports what may happen at any moment (`kaart onderbreek`).
    ///
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func interruptCase(_ id: CaseID, outcome: String, reason: String) throws -> Progress {
        try change(id, by: .interrupt(InterruptCase(outcome: outcome, reason: reason)))
    }
}
