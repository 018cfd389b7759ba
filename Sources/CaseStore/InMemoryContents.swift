import CardEngine

/// What an in-memory store holds, as a value: a transaction works on a copy.
struct InMemoryContents: Sendable {
    /// The log, in the same stored form as anywhere else.
    var entries: [StoredEntry] = []
    /// The same entries as they are read: nothing can change them here, so each is decoded once.
    var log: [LogEntry] = []
    /// Where in `entries` the history of each case is.
    var histories: [CaseKey: [Int]] = [:]
    var projections: [CaseKey: Projection] = [:]
    /// In the order in which they were first kept.
    var texts: [CardText] = []
    var fileTexts: [FileText] = []

    /// The hash that the entry at this index of `entries` follows.
    func hash(before index: Int) -> Digest {
        entries.indices.contains(index - 1) ? Digest(bytes: entries[index - 1].hash) ?? .origin : .origin
    }

    var head: LogHead { LogHead(position: entries.count, hash: hash(before: entries.count)) }
}
