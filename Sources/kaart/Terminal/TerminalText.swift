import CardEngine
import Casework

/// Text for a terminal. What is written in the source stands as it is; what is put in is made visible first, so that no
/// name or title can move the cursor, change colours, or turn the order of letters round.
struct TerminalText: ExpressibleByStringInterpolation, Sendable {
    private(set) var raw: String

    init(stringLiteral value: String) {
        raw = value
    }

    init(stringInterpolation: Interpolation) {
        raw = stringInterpolation.raw
    }

    /// An untrusted text alone.
    init(_ untrusted: String) {
        raw = untrusted.visible
    }

    /// A title or question before what is said or typed of it.
    var label: TerminalText {
        var text = self
        text.raw = raw.label
        return text
    }

    static func + (left: Self, right: Self) -> Self { "\(left)\(right)" }

    static func += (left: inout Self, right: Self) { left.raw += right.raw }

    struct Interpolation: StringInterpolationProtocol {
        var raw = ""

        init(literalCapacity: Int, interpolationCount: Int) {
            raw.reserveCapacity(literalCapacity)
        }

        mutating func appendLiteral(_ literal: String) { raw += literal }
        mutating func appendInterpolation(_ untrusted: some CustomStringConvertible) {
            raw += untrusted.description.visible
        }
        mutating func appendInterpolation(_ trusted: TerminalText) { raw += trusted.raw }
    }
}

extension Sequence<TerminalText> {
    func joined(_ separator: TerminalText) -> TerminalText {
        var joined: TerminalText = ""
        for (index, part) in enumerated() { joined += index == 0 ? part : separator + part }
        return joined
    }
}

extension String {
    /// How many places the text takes on a terminal: scalars, without marks that stand on another.
    var width: Int { unicodeScalars.count(where: \.takesPlace) }

    /// The text with spaces behind it up to a width.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - self.width)) }
}

extension Unicode.Scalar {
    /// Whether it takes a place of its own on a terminal, and does not stand on another.
    var takesPlace: Bool {
        if isASCII { return true }
        return switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: false
        default: true
        }
    }
}
