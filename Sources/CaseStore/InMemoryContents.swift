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

    var head: LogHead {
        LogHead(
            position: entries.count, hash: entries.last.flatMap { Digest(bytes: $0.hash) } ?? .origin)
    }
}
