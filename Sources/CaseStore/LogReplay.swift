public import CardEngine

/// A whole log, verified and replayed: what the projections must be.
public struct LogReplay: Sendable {
    private var verification = ChainVerification()
    private var states: [CaseKey: CaseState] = [:]
    /// The texts that the log names, by hash.
    public private(set) var texts: [String: Set<NamedText>] = [:]
    /// When the last entry that was replayed was written.
    public private(set) var written: Stamp?
    /// Whether the mark that is sought was passed; nil when none is sought.
    public private(set) var holdsMark: Bool?
    private let mark: HeadMark?

    /// A replay that has not begun.
    ///
    /// - Parameter mark: to be looked for on the way.
    public init(seeking mark: HeadMark? = nil) {
        self.mark = mark
        holdsMark = mark.map { $0 == HeadMark(.origin) }
    }

    /// The last entry that was replayed.
    public var head: LogHead { verification.head }

    /// Replays the next entry; false when it is not the one that belongs there, and then nothing was done.
    public mutating func accept(_ stored: StoredEntry) -> Bool {
        guard let entry = verification.accept(stored) else { return false }
        let key = CaseKey(entry.caseID)
        let state = evolve(states[key] ?? CaseState(), with: entry.event)
        note(entry, leadingTo: state)
        states[key] = state
        return true
    }

    private mutating func note(_ entry: LogEntry, leadingTo state: CaseState) {
        written = entry.event.stamp
        if let mark, mark == HeadMark(entry.hash) { holdsMark = true }
        let fact = entry.event.fact
        if entry.caseID == .files, case .fileUsed(let used) = fact, let hash = used.textHash {
            texts[hash, default: []].insert(.file(used.kind, name: used.name))
        }
        if case .cardAdopted(let adopted) = fact, entry.caseID == CaseID(streamOf: adopted.card) {
            texts[adopted.textHash, default: []]
                .insert(.adoptedCard(adopted.card, version: adopted.version))
        }
        if let card = state.opening?.facts.card, let version = state.cardVersion {
            texts[version.textHash, default: []].insert(.cardOfCase(card, version: version.version))
        }
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
