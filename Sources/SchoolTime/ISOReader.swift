/// Reads the fixed parts of an ISO 8601 text byte by byte.
///
/// On bytes, since characters and `Int(_:)` would let other digits, signs and combining marks through.
struct ISOReader {
    private var rest: String.UTF8View.Iterator

    init(_ text: String) {
        rest = text.utf8.makeIterator()
    }

    /// The number that exactly so many ASCII digits write, or nil when the next bytes are not that.
    mutating func number(digits: Int) -> Int? {
        var value = 0
        for _ in 0..<digits {
            guard let byte = rest.next(), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else {
                return nil
            }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return value
    }

    /// 1 for a plus sign, -1 for a hyphen-minus, or nil when the next byte is neither.
    mutating func sign() -> Int? {
        switch rest.next() {
        case UInt8(ascii: "+"): 1
        case UInt8(ascii: "-"): -1
        default: nil
        }
    }

    /// Passes the next byte and tells whether it was this ASCII character.
    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        rest.next() == UInt8(ascii: character)
    }
}
