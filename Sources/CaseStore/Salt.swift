/// Sixteen random bytes that go before a content when it is hashed: without them a short content, such as yes or
/// no, could be guessed from its hash.
public struct Salt: Hashable, Sendable {
    /// How many bytes a salt has.
    public static let byteCount = 16

    /// The sixteen bytes.
    public let bytes: [UInt8]

    /// Nil unless there are sixteen bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
    }

    /// A salt from this source; one that has to keep a secret needs a cryptographic source.
    public init(using generator: inout some RandomNumberGenerator) {
        bytes = (0..<Self.byteCount).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    /// A salt that nobody can foresee: from the system's cryptographic source.
    public static func random() -> Salt {
        var generator = SystemRandomNumberGenerator()
        return Salt(using: &generator)
    }
}
