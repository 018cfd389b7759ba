public import CardEngine

/// One entry of the log as it is stored: bytes, not yet believed.
public struct StoredEntry: Hashable, Sendable {
    /// The place in the one order of the store, from 1 without gaps.
    public let position: Int
    /// The case in which it happened.
    public let caseID: CaseID
    /// The place in the history of its case, from 1 without gaps.
    public let number: Int
    /// The canonical bytes of the event (hash format 1).
    public let body: [UInt8]
    /// SHA-256 of the hash before and `body`.
    public let hash: [UInt8]
    /// Nil when there is nothing personal in the event, or when it is there no more.
    public let content: StoredContent?

    /// Takes what it holds.
    public init(
        position: Int, caseID: CaseID, number: Int, body: [UInt8], hash: [UInt8], content: StoredContent?
    ) {
        self.position = position
        self.caseID = caseID
        self.number = number
        self.body = body
        self.hash = hash
        self.content = content
    }
}

/// What is personal in an event as it is stored, beside the event.
public struct StoredContent: Hashable, Sendable {
    /// The random bytes that were hashed before the content.
    public let salt: [UInt8]
    /// The content as JSON.
    public let body: [UInt8]

    /// Takes what it holds.
    public init(salt: [UInt8], body: [UInt8]) {
        self.salt = salt
        self.body = body
    }
}
