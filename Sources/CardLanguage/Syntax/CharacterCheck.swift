import CardEngine

/// Characters that can't stand in a file, or that are not what they seem: looked for before YAML is read, since
/// libyaml takes some of them as the end of a line.
struct CharacterCheck {
    /// A file with more strange characters than this is no text; the rest adds nothing.
    private static let limit = 100

    private(set) var diagnostics: [Diagnostic] = []
    private var line = 1
    private var column = 1
    private var isIndentation = true
    /// What has been complained about on this line: one complaint a line for the same character.
    private var reported: Set<Unicode.Scalar> = []

    static func diagnostics(of source: SourceText) -> [Diagnostic] { diagnostics(of: SourceLines(source)) }

    static func diagnostics(of lines: SourceLines) -> [Diagnostic] {
        var check = CharacterCheck()
        if let null = lines.bytes.firstIndex(of: 0) {
            return [
                Diagnostic(
                    .forbiddenCharacter, at: check.place(of: null, in: lines.bytes),
                    "Dit is geen gewone tekst: er staan nulbytes in. Sla het bestand opnieuw op als UTF-8 (in Kladblok: "
                        + "Opslaan als, Codering UTF-8).")
            ]
        }
        for (index, range) in lines.ranges.enumerated() where check.diagnostics.count < Self.limit {
            // Nearly every line is of signs that nobody can mistake.
            guard let strange = lines.bytes[range].firstIndex(where: { !Self.isPlain($0) }) else { continue }
            check.line = index + 1
            guard check.run(lines.bytes[range], from: strange) else { break }
        }
        return check.diagnostics
    }

    /// The place of a byte.
    private func place(of byte: Int, in bytes: [UInt8]) -> SourceRange {
        let before = String(decoding: bytes[..<byte], as: UTF8.self)
        let lines = SourceText(name: "", text: before).lines
        return SourceRange(
            at: SourcePosition(line: lines.count, column: (lines.last?.unicodeScalars.count ?? 0) + 1))
    }

    /// Whether a byte is a sign by itself that can be seen, or an ordinary space.
    private static func isPlain(_ byte: UInt8) -> Bool { byte == 0x09 || (0x20...0x7E).contains(byte) }

    /// Looks at a line from its first strange byte on; false when it is no UTF-8, and there is no use in going on.
    private mutating func run(_ bytes: ArraySlice<UInt8>, from strange: Int) -> Bool {
        column = strange - bytes.startIndex + 1
        isIndentation = bytes[..<strange].allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-") }
        reported.removeAll()
        var index = strange
        while index < bytes.endIndex, diagnostics.count < Self.limit {
            let byte = bytes[index]
            if Self.isPlain(byte) {
                if byte != UInt8(ascii: " "), byte != UInt8(ascii: "-") { isIndentation = false }
                index += 1
            } else {
                guard let (scalar, length) = Self.scalar(at: index, in: bytes) else {
                    report(
                        .notUTF8,
                        "Hier staat een teken dat geen UTF-8 is. Sla het bestand op als UTF-8 (in Kladblok: "
                            + "Opslaan als, Codering UTF-8).")
                    return false
                }
                inspect(scalar)
                index += length
            }
            column += 1
        }
        return true
    }

    /// The scalar that begins at this byte, and how many bytes it takes; nil when they are no UTF-8.
    private static func scalar(
        at index: Int, in bytes: ArraySlice<UInt8>
    ) -> (Unicode.Scalar, length: Int)? {
        var decoder = UTF8()
        var iterator = bytes[index..<min(index + 4, bytes.endIndex)].makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return nil }
        return (scalar, UTF8.width(scalar))
    }

    private mutating func inspect(_ scalar: Unicode.Scalar) {
        if scalar.isHidden {
            isIndentation = false
            guard reported.insert(scalar).inserted else { return }
            report(
                .forbiddenCharacter,
                "Hier staat een onzichtbaar teken, \(scalar.visibleEscape). Wis het en typ de tekst opnieuw.",
                isOfLaterRule: scalar.isWithoutInk)
        } else if scalar.properties.generalCategory == .spaceSeparator {
            let place = isIndentation
            guard reported.insert(scalar).inserted else { return }
            if place {
                report(
                    .hardSpace,
                    "Deze regel springt in met een vaste spatie (\(scalar.visibleEscape)), zoals Word die zet. "
                        + "Gebruik gewone spaties.")
            } else {
                report(
                    .hardSpace,
                    "Hier staat een vaste spatie (\(scalar.visibleEscape)), zoals Word die zet. Typ een gewone "
                        + "spatie.",
                    .warning)
            }
        } else {
            isIndentation = false
        }
    }

    private mutating func report(
        _ code: DiagnosticCode, _ message: String, _ severity: Diagnostic.Severity = .error,
        isOfLaterRule: Bool = false
    ) {
        let place = SourcePosition(line: line, column: column)
        diagnostics.append(
            Diagnostic(
                code, severity, at: SourceRange(at: place), message, isOfLaterRule: isOfLaterRule))
    }
}

extension Unicode.Scalar {
    /// Whether it can't be seen, or turns the reading order: controls, line and paragraph separators, marks of
    /// direction, tags, letters and patterns without ink. The joiners that some scripts and emoji need may stay.
    var isHidden: Bool {
        switch value {
        case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028...0x202E,
            0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB, 0xFFFE, 0xFFFF, 0xE0000...0xE007F:
            true
        default: isWithoutInk
        }
    }

    /// Letters and a pattern that show nothing.
    fileprivate var isWithoutInk: Bool {
        switch value {
        case 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0: true
        default: false
        }
    }
}

extension String {
    /// The text as a complaint quotes it: short, with every invisible scalar visible.
    var quoted: String {
        var shown = ""
        for scalar in unicodeScalars.prefix(60) {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
                shown += scalar.visibleEscape
            case .spaceSeparator where scalar != " ":
                shown += scalar.visibleEscape
            default: shown.unicodeScalars.append(scalar)
            }
        }
        return "'" + shown + (unicodeScalars.dropFirst(60).isEmpty ? "" : "…") + "'"
    }
}
