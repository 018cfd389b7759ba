/// An exact decimal number: `coefficient` × 10^-`scale`, kept without trailing zeros so that equal numbers are equal.
public struct Number: Hashable, Comparable, Sendable {
    /// The digits as a whole number, with the sign.
    public let coefficient: Int
    /// How many of the digits are decimals, 0 or more.
    public let scale: Int

    /// A number without decimals.
    public init(_ whole: Int) {
        coefficient = whole
        scale = 0
    }

    /// Reads `12`, `-3`, `7,5` or `7.5`, of at most fifteen digits; nil for anything else.
    ///
    /// `1.000` is refused too: in Dutch a point before three digits means thousands, and one is not a thousand.
    public init?(_ text: String) {
        var digits: [UInt8] = []
        var decimals: Int?
        var hasPoint = false
        var bytes = Array(text.utf8)[...]
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative { bytes = bytes.dropFirst() }
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits.append(byte - UInt8(ascii: "0"))
                if let count = decimals { decimals = count + 1 }
            case UInt8(ascii: ","), UInt8(ascii: "."):
                guard decimals == nil, !digits.isEmpty else { return nil }
                decimals = 0
                hasPoint = byte == UInt8(ascii: ".")
            default:
                return nil
            }
        }
        guard !digits.isEmpty, digits.count <= 15, decimals != 0 else { return nil }
        guard !(hasPoint && decimals == 3) else { return nil }
        var coefficient = digits.reduce(0) { $0 * 10 + Int($1) }
        var scale = decimals ?? 0
        while scale > 0, coefficient % 10 == 0 {
            coefficient /= 10
            scale -= 1
        }
        self.coefficient = isNegative ? -coefficient : coefficient
        self.scale = scale
    }

    /// Whether the number has no decimals.
    public var isWhole: Bool { scale == 0 }

    /// By value, whatever the number of decimals.
    public static func < (left: Self, right: Self) -> Bool {
        // Both have at most fifteen digits: beside their whole parts, their decimals fit an Int as well.
        let (leftWhole, leftRest) = left.parts
        let (rightWhole, rightRest) = right.parts
        return (leftWhole, leftRest) < (rightWhole, rightRest)
    }

    /// The whole part, and the decimals in units of 10^-15 (both with the sign of the number).
    private var parts: (Int, Int) {
        let unit = (0..<scale).reduce(1) { power, _ in power * 10 }
        let rest = coefficient % unit
        return (coefficient / unit, (scale..<15).reduce(rest) { value, _ in value * 10 })
    }
}

extension Number: CustomStringConvertible {
    /// As a Dutch reader writes it: a comma before the decimals.
    public var description: String {
        guard scale > 0 else { return String(coefficient) }
        var digits = String(coefficient.magnitude)
        while digits.utf8.count <= scale { digits = "0" + digits }
        let whole = digits.dropLast(scale)
        return (coefficient < 0 ? "-" : "") + whole + "," + digits.suffix(scale)
    }
}
