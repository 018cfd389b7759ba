public import CardEngine

extension Workplace {
    /// Ends a case as `vervallen` (`kaart stop`): for the owner of its card.
    ///
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func stopCase(_ id: CaseID, reason: String) throws -> Progress {
        try change(id, by: .stop(StopCase(reason: reason)))
    }
}
