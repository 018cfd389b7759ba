/// The head of a log as it is written down elsewhere, to be compared later: `3fa2-11bc-90de-77aa-0b1c-5e6f`.
///
/// The first 96 bits of its hash: enough that nobody makes another log that ends alike, and short enough to copy by hand.
/// It does not tell how long the log is.
public struct HeadMark: Hashable, Sendable, CustomStringConvertible {
    private static let digitCount = 24
    private let digits: [UInt8]

    /// The mark of a head.
    public init(_ hash: Digest) {
        digits = Array(hash.hexadecimal.utf8.prefix(Self.digitCount))
    }

    /// Nil unless these are its digits, in large or small letters, with or without hyphens and spaces.
    public init?(_ text: String) {
        let separators = [UInt8(ascii: "-"), UInt8(ascii: " ")]
        let small = text.utf8.filter { !separators.contains($0) }
            .map { (65...70).contains($0) ? $0 + 32 : $0 }
        guard small.count == Self.digitCount,
            small.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
        else { return nil }
        digits = small
    }

    /// As it is written down.
    public var description: String {
        stride(from: 0, to: digits.count, by: 4)
            .map { String(decoding: digits[$0..<min($0 + 4, digits.count)], as: UTF8.self) }
            .joined(separator: "-")
    }
}
