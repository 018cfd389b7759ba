import CardEngine

/// A whole log, verified and replayed: what the projections must be.
public struct LogReplay: Sendable {
    private var verification = ChainVerification()
    private var states: [CaseKey: CaseState] = [:]
    /// The texts of school and school year files that the log names.
    public private(set) var fileHashes: Set<String> = []
    /// The texts of cards that the school adopted.
    public private(set) var adoptedHashes: Set<String> = []

    /// A replay that has not begun.
    public init() {}

    /// The last entry that was replayed.
    public var head: LogHead { verification.head }

    /// Replays the next entry; false when it is not the one that belongs there, and then nothing was done.
    public mutating func accept(_ stored: StoredEntry) -> Bool {
        guard let entry = verification.accept(stored) else { return false }
        let key = CaseKey(entry.caseID)
        if entry.caseID == .files, case .fileUsed(let fact) = entry.event.fact, let hash = fact.textHash {
            fileHashes.insert(hash)
        }
        if case .cardAdopted(let fact) = entry.event.fact, entry.caseID == CaseID(streamOf: fact.card) {
            adoptedHashes.insert(fact.textHash)
        }
        states[key] = evolve(states[key] ?? CaseState(), with: entry.event)
        return true
    }

    /// How many cases there are; the streams of subjects are none.
    public var caseCount: Int { states.values.count { $0.opening != nil } }

    /// What is to be looked up of each case that has been opened.
    public func projections() -> [CaseKey: Projection] {
        var projections: [CaseKey: Projection] = [:]
        for (key, state) in states { projections[key] = Projection(of: state, id: key.id) }
        return projections
    }
}
