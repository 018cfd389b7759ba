import Crypto
import Foundation

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
    public static func of(_ bytes: some Sequence<UInt8>) -> Digest { Digest(SHA256.hash(data: Data(bytes))) }

    /// The hash of a text in UTF-8.
    public static func of(_ text: String) -> Digest { of(text.utf8) }

    /// 64 digits.
    public var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// The hash in hexadecimal.
    public var description: String { hexadecimal }
}
