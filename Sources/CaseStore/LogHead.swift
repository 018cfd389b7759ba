/// Where a log has come to: its last entry, which the next one follows.
public struct LogHead: Hashable, Sendable {
    /// The number of entries.
    public let position: Int
    /// The hash of the last of them.
    public let hash: Digest

    /// Takes what it holds.
    public init(position: Int, hash: Digest) {
        self.position = position
        self.hash = hash
    }

    /// Before the first entry.
    public static let origin = LogHead(position: 0, hash: .origin)
}
