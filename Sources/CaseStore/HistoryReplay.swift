public import CardEngine

/// The histories of a store, replayed one after the other: what is to be looked up of each, and which texts they name. Of
/// no more than one history the state is kept.
public struct HistoryReplay: Sendable {
    /// The texts that the histories name, by hash.
    public private(set) var texts: [String: Set<NamedText>] = [:]
    /// Of the entries whose content is there no more, the first in the log, and when it was written.
    public private(set) var firstLoss: (position: Int, written: Stamp)?
    /// How many of them are cases; the streams of subjects are none.
    public private(set) var caseCount = 0
    /// The last history that was ended.
    public private(set) var ended: CaseID?
    private var current: (id: CaseID, state: CaseState, position: Int)?

    /// Before the first history.
    public init() {}

    /// The history that is being replayed.
    public var id: CaseID? { current?.id }

    /// Takes the next entry of a history; false when it is not the one that belongs there.
    ///
    /// - Parameter stored: verified to stand where it stands in the log.
    public mutating func accept(_ stored: StoredEntry) -> Bool {
        var (id, state, position) = current ?? (stored.caseID, CaseState(), 0)
        guard CaseKey(id) == CaseKey(stored.caseID), stored.number == state.eventCount + 1,
            stored.position > position, let (event, hasLostContent) = EventCoding.opened(stored)
        else { return false }
        if hasLostContent, stored.position < firstLoss?.position ?? .max {
            firstLoss = (stored.position, event.stamp)
        }
        let before = state.cardVersion
        current = nil
        state = evolve(state, with: event)
        note(event.fact, of: id)
        if let version = state.cardVersion, version != before, let card = state.opening?.facts.card {
            texts[version.textHash, default: []].insert(.cardOfCase(card, version: version.version))
        }
        position = stored.position
        current = (id, state, position)
        return true
    }

    private mutating func note(_ fact: Fact, of id: CaseID) {
        if case .fileUsed(let used) = fact, id == .files, let hash = used.textHash {
            texts[hash, default: []].insert(.file(used.kind, name: used.name))
        }
        if case .cardAdopted(let adopted) = fact, id == CaseID(streamOf: adopted.card) {
            texts[adopted.textHash, default: []]
                .insert(.adoptedCard(adopted.card, version: adopted.version))
        }
    }

    /// Ends the history that is being replayed.
    ///
    /// - Returns: what is to be looked up of it; nil unless it is a case.
    public mutating func end() -> Projection? {
        guard let (id, state, _) = current else { return nil }
        (ended, current) = (id, nil)
        let projection = Projection(of: state, id: id)
        if projection != nil { caseCount += 1 }
        return projection
    }
}
