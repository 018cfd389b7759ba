/// Text that is shown to people: what can't be seen, or turns the order of letters round, is made visible. Every way out
/// (terminal, page) uses this, each before its own escapes.
extension Unicode.Scalar {
    /// Whether a reader of text could take it for a command, or show it where it does not stand.
    public var isTreacherous: Bool {
        switch value {
        case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x2069,
            0xFEFF,
            0xFFF9...0xFFFB, 0xE0000...0xE007F:
            true
        default: false
        }
    }

    /// `<U+202E>`: so that what can't be seen is seen.
    public var visibleEscape: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "<U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits + ">"
    }
}

extension String {
    /// The text with every control character, line separator and sign that turns the writing direction shown as
    /// `<U+202E>`. Judged by scalar: a grapheme can hide one.
    public var visible: String {
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
}
