import Crypto

/// A SHA-256 hash: 32 bytes.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
    /// The 32 bytes.
    public let bytes: [UInt8]

    /// Nil unless there are 32 bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == SHA256.byteCount else { return nil }
        self.bytes = bytes
    }

    private init(_ digest: SHA256Digest) {
        bytes = Array(digest)
    }

    /// What comes before the first entry of a log: 32 zero bytes.
    public static let origin = Digest(zeroBytes: SHA256.byteCount)

    private init(zeroBytes count: Int) {
        bytes = Array(repeating: 0, count: count)
    }

    /// The hash of some bytes.
    public static func of(_ bytes: some Sequence<UInt8>) -> Digest { of(Array(bytes), []) }

    /// The hash of some bytes and those behind them.
    static func of(_ bytes: [UInt8], _ more: [UInt8]) -> Digest {
        var hash = SHA256()
        hash.update(data: bytes)
        hash.update(data: more)
        return Digest(hash.finalize())
    }

    /// The hash of a text in UTF-8.
    public static func of(_ text: String) -> Digest { of(text.utf8) }

    /// 64 digits.
    public var hexadecimal: String {
        func digit(_ value: UInt8) -> UInt8 {
            value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
        }
        return String(unsafeUninitializedCapacity: 2 * bytes.count) { text in
            for (index, byte) in bytes.enumerated() {
                text[2 * index] = digit(byte >> 4)
                text[2 * index + 1] = digit(byte & 15)
            }
            return 2 * bytes.count
        }
    }

    /// The hash in hexadecimal.
    public var description: String { hexadecimal }
}
