import CardEngine

/// Text for a page, the one door to HTML. What is written in the source stands as it is; what is put in is escaped scalar
/// by scalar, so that no title can end an element, an attribute or a style, or turn the order of letters round.
public struct HTMLText: ExpressibleByStringInterpolation, Sendable {
    /// As it is written to a file.
    public private(set) var raw: String

    /// A text of ours.
    public init(stringLiteral value: String) {
        raw = value
    }

    /// A text of ours, with untrusted ones in it.
    public init(stringInterpolation: Interpolation) {
        raw = stringInterpolation.raw
    }

    /// One after the other.
    public static func + (left: Self, right: Self) -> Self {
        var both = left
        both += right
        return both
    }

    /// Adds what comes after it.
    public static func += (left: inout Self, right: Self) { left.raw += right.raw }

    /// Takes what is put in.
    public struct Interpolation: StringInterpolationProtocol {
        var raw = ""

        /// Makes room.
        public init(literalCapacity: Int, interpolationCount: Int) {
            raw.reserveCapacity(literalCapacity)
        }

        /// A text of ours.
        public mutating func appendLiteral(_ literal: String) { raw += literal }
        /// An untrusted text.
        public mutating func appendInterpolation(_ untrusted: String) { raw += untrusted.escapedForHTML }
        /// A number.
        public mutating func appendInterpolation(_ number: Int) { raw += String(number) }
        /// What has been through this door.
        public mutating func appendInterpolation(_ trusted: HTMLText) { raw += trusted.raw }
        /// An untrusted text as a string of a style sheet, with its quotes.
        public mutating func appendInterpolation(style untrusted: String) {
            raw += "\"" + untrusted.escapedForStyle + "\""
        }
    }
}

extension Sequence<HTMLText> {
    /// All of them, with that between.
    func joined(_ separator: HTMLText = "") -> HTMLText {
        var joined: HTMLText = ""
        for (index, part) in enumerated() { joined += index == 0 ? part : separator + part }
        return joined
    }
}

extension String {
    fileprivate var escapedForHTML: String {
        var escaped = String.UnicodeScalarView()
        for scalar in visible.unicodeScalars {
            switch scalar {
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
            case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
            default:
                // A page may not hold these, not even by number (HTML, section 13.2.3.5).
                if scalar.properties.isNoncharacterCodePoint {
                    escaped.append(contentsOf: scalar.visibleEscape.escapedForHTML.unicodeScalars)
                } else {
                    escaped.append(scalar)
                }
            }
        }
        return String(escaped)
    }

    /// Letters, digits and spaces as they are, anything else by its number (CSS Syntax, section 4.3.7).
    fileprivate var escapedForStyle: String {
        var escaped = ""
        for scalar in visible.unicodeScalars {
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", " ": escaped.unicodeScalars.append(scalar)
            default: escaped += "\\" + String(scalar.value, radix: 16) + " "
            }
        }
        return escaped
    }
}
