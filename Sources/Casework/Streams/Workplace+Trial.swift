import CaseStore

extension Workplace {
    /// One transaction; of a trial nothing is kept.
    func inTransaction<Result>(
        _ isTrial: Bool, _ work: (any CaseWriting) throws -> Result
    ) throws -> Result {
        guard isTrial else { return try store.write(work) }
        var result: Result?
        do {
            try store.write { writing in
                result = try work(writing)
                throw TrialOver()
            }
        } catch is TrialOver {
            // All of it has been taken back, as was meant.
        }
        guard let result else { throw TrialOver() }
        return result
    }

    struct TrialOver: Error {}
}
