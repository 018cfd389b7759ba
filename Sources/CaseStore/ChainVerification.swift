import CardEngine

/// Goes along a log from its first entry and tells whether each follows from the one before it.
///
/// It notices an entry that was changed, moved, put in or taken out. It can't notice that the last entries are gone:
/// for that, compare `head` with one that was kept elsewhere.
public struct ChainVerification: Sendable {
    /// The last entry that was right.
    public private(set) var head = LogHead.origin
    private var numbers: [CaseKey: Int] = [:]

    /// Stands before the first entry.
    public init() {}

    /// What the next entry holds, or nil when it is not the one that belongs at `head.position + 1`.
    public mutating func accept(_ stored: StoredEntry) -> LogEntry? {
        let key = CaseKey(stored.caseID)
        guard
            stored.position == head.position + 1,
            stored.number == numbers[key, default: 0] + 1,
            let entry = EventCoding.decode(stored, after: head.hash)
        else { return nil }
        numbers[key] = entry.number
        head = LogHead(position: entry.position, hash: entry.hash)
        return entry
    }
}
