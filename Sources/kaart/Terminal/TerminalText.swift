import CardLanguage

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
    /// The text with every control character, line separator and sign that turns the writing direction shown as
    /// `<U+202E>`. Judged by scalar: a grapheme can hide one.
    var visible: String {
        guard unicodeScalars.contains(where: \.isTreacherous) else { return self }
        var shown = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            if scalar.isTreacherous {
                shown.append(contentsOf: scalar.visibleEscape.unicodeScalars)
            } else {
                shown.append(scalar)
            }
        }
        return String(shown)
    }

    /// How many places the text takes on a terminal: scalars, without marks that stand on another.
    var width: Int {
        unicodeScalars.count { scalar in
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark, .format: false
            default: true
            }
        }
    }

    /// The text with spaces behind it up to a width.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - self.width)) }
}

extension Unicode.Scalar {
    /// Whether a terminal could take it for a command, or show it where it does not stand.
    var isTreacherous: Bool {
        switch value {
        case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x2069,
            0xFEFF,
            0xFFF9...0xFFFB, 0xE0000...0xE007F:
            true
        default: false
        }
    }
}
