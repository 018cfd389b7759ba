public import CaseStore

extension CaseStore {
    /// Verifies the log, makes the projections anew and tells what differed (`kaart herbouw`).
    ///
    /// - Throws: `StoreFailure.damaged` when the log itself is not as it was written; then nothing is touched.
    public func rebuildProjections() throws -> RebuildReport {
        try write { try $0.rebuild() }
    }
}
