import CaseStore

extension Workplace {
    /// The same, where nothing is kept: what a command would lead to is told, and all of it is taken back.
    public var trial: Workplace { with(TrialStore(base: store)) }

    /// One transaction; of a trial nothing is kept.
    func inTransaction<Result>(
        _ isTrial: Bool, _ work: (any CaseWriting) throws -> Result
    ) throws -> Result {
        try isTrial ? trial.store.write(work) : store.write(work)
    }
}

/// A store of which every transaction is taken back once its work is done.
private struct TrialStore: CaseStore {
    let base: any CaseStore

    var isPractice: Bool { base.isPractice }

    func read<Result>(_ work: (any CaseReading) throws -> Result) throws -> Result { try base.read(work) }

    func write<Result>(_ work: (any CaseWriting) throws -> Result) throws -> Result {
        var result: Result?
        do {
            try base.write { writing in
                result = try work(writing)
                throw Over()
            }
        } catch is Over {
            // All of it has been taken back, as was meant.
        }
        guard let result else { throw Over() }
        return result
    }

    private struct Over: Error {}
}
