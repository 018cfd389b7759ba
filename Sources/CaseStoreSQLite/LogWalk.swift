import CardEngine
import CaseStore
import GRDB

/// A walk along a whole log: first from entry to entry, to see that each follows from the one before it, then from history
/// to history, to replay them. It can stop on the way and go on in another transaction, for the log only grows.
struct LogWalk {
    /// The last entry that follows from those before it.
    private(set) var head = LogHead.origin
    /// Whether the mark that is sought was passed; nil when none is sought.
    private(set) var holdsMark: Bool?
    private(set) var replay = HistoryReplay()
    /// How many entries, as far as they were followed, have been replayed.
    private var replayed = 0
    private let mark: HeadMark?

    /// A walk that has not begun.
    ///
    /// - Parameter mark: to be looked for on the way.
    init(seeking mark: HeadMark? = nil) {
        self.mark = mark
        holdsMark = mark.map { $0 == HeadMark(.origin) }
    }

    /// Whether every entry that was followed has been replayed.
    var hasReplayedAll: Bool { replayed == head.position }

    /// Follows the next entries, at most so many; false when there are no more.
    ///
    /// - Throws: `StoreFailure.damaged` at the first that does not follow.
    mutating func follow(atMost count: Int, in transaction: SQLiteTransaction) throws -> Bool {
        let rows = try Row.fetchCursor(
            transaction.database.cachedStatement(
                sql: "SELECT position, body, hash FROM event WHERE position > ? ORDER BY position LIMIT ?"),
            arguments: [head.position, count])
        let before = head.position
        while let row = try rows.next() {
            let position = try row.whole(at: 0)
            guard position == head.position + 1, let body = try row.optionalBytes(at: 1),
                let stored = try row.optionalBytes(at: 2)
            else { throw transaction.damaged(at: head.position + 1) }
            let hash = EventCoding.hash(of: body, after: head.hash)
            guard stored == hash.bytes else { throw transaction.damaged(at: position) }
            head = LogHead(position: position, hash: hash)
            if let mark, holdsMark == false { holdsMark = mark == HeadMark(hash) }
        }
        return head.position == before + count
    }

    /// Replays the next histories, of at least so many entries; false when there are no more.
    ///
    /// - Parameter work: is told of each history, and what is to be looked up of it if it is a case.
    /// - Throws: `StoreFailure.damaged` at an entry that can't be replayed, or what `work` throws.
    mutating func replay(
        atLeast count: Int, in transaction: SQLiteTransaction,
        _ work: (CaseID, Projection?) throws -> Void
    ) throws -> Bool {
        var taken = 0
        var hasMore = false
        try transaction.eachStoredEntry(behind: replay.ended) { stored in
            if let id = replay.id, CaseKey(id) != CaseKey(stored.caseID) {
                try work(id, replay.end())
                hasMore = taken >= count
                guard !hasMore else { return false }
            }
            guard replay.accept(stored) else { throw transaction.damaged(at: stored.position) }
            taken += 1
            if stored.position <= head.position { replayed += 1 }
            return true
        }
        if let id = replay.id { try work(id, replay.end()) }
        return hasMore
    }
}

extension SQLiteTransaction {
    /// The last entry of a damaged log that is right, with the hash before it known and its bytes read, and when it was
    /// written.
    func lastRight() throws -> (head: LogHead, written: Stamp?) {
        var verification = ChainVerification()
        var written: Stamp?
        do {
            try StoreFailure.naming(path, in: database) {
                try eachStoredEntry { stored, _ in
                    guard let entry = verification.accept(stored) else {
                        throw damaged(at: stored.position)
                    }
                    written = entry.event.stamp
                }
            }
        } catch StoreFailure.damaged {
            // So far it is right.
        }
        return (verification.head, written)
    }
}
