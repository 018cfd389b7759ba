import CardEngine

/// A whole log, verified and replayed: what the projections must be. For a log that is in memory anyway.
struct LogReplay {
    private var verification = ChainVerification()
    private var states: [CaseKey: CaseState] = [:]

    /// The last entry that was replayed.
    var head: LogHead { verification.head }

    /// Replays the next entry; false when it is not the one that belongs there, and then nothing was done.
    mutating func accept(_ stored: StoredEntry) -> Bool {
        guard let entry = verification.accept(stored) else { return false }
        let key = CaseKey(entry.caseID)
        states[key] = evolve(states[key] ?? CaseState(), with: entry.event)
        return true
    }

    /// How many cases there are; the streams of subjects are none.
    var caseCount: Int { states.values.count { $0.opening != nil } }

    /// What is to be looked up of each case that has been opened.
    func projections() -> [CaseKey: Projection] {
        var projections: [CaseKey: Projection] = [:]
        for (key, state) in states { projections[key] = Projection(of: state, id: key.id) }
        return projections
    }
}
