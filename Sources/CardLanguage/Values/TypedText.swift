public import CardEngine
public import SchoolTime

extension String {
    /// What is meant by a typed word: without the spaces around it, or the curly quotes that a word processor makes.
    public var asTyped: String {
        func isEdge(_ scalar: Unicode.Scalar) -> Bool {
            switch scalar {
            case "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}", "\u{201E}": true
            default: scalar.properties.isWhitespace
            }
        }
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !isEdge($0) }),
            let last = scalars.lastIndex(where: { !isEdge($0) })
        else { return "" }
        return String(scalars[first...last])
    }

    /// The one of these words that is meant when only capitals differ; what was typed when that is none of them, or more.
    public func meant(among words: some Sequence<String>) -> String {
        let word = asTyped
        let alike = Set(words.filter { $0.lowercased() == word.lowercased() })
        if alike.contains(word) { return word }
        return alike.count == 1 ? alike.first ?? word : word
    }
}

extension FieldText {
    /// Whether a person who types it means `ja` or `nee`; nil for anything else.
    public static func yesNo(typed text: String) -> Bool? {
        Vocabulary.yesNo.value(of: text.meant(among: Vocabulary.yesNo.all))
    }

    /// The day that a person means who types it: `2026-11-23`, `23-11-2026`, `23/11/2026`, `23 november 2026` or `23 nov 2026`,
    /// and, where it is known which day it is, `vandaag` and `gisteren`; nil when it is none. A day without its year is not
    /// guessed at: terms count from it.
    public static func day(typed text: String, today: Day? = nil) -> Day? {
        let text = text.asTyped.lowercased()
        if let today, text == "vandaag" { return today }
        if let today, text == "gisteren" { return today - 1 }
        if let day = day(of: text) { return day }
        let slashed = text.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false)
        if slashed.count == 3 { return day(of: slashed.map { String($0) }.joined(separator: "-")) }
        let words = text.unicodeScalars.split(whereSeparator: \.properties.isWhitespace).map { String($0) }
        guard words.count == 3, let month = month(words[1]) else { return nil }
        return day(of: "\(words[0])-\(month)-\(words[2])")
    }

    /// `november`, `nov` or `nov.`; and `sept`, as many write it.
    private static func month(_ word: String) -> Int? {
        let letters = word.hasSuffix(".") ? String(word.dropLast()) : word
        let index = YearPeriod.dutchMonths.firstIndex { name in
            name == letters || letters.utf8.count >= 3 && letters.utf8.count <= 4 && name.hasPrefix(letters)
        }
        // What is short for March is not how it begins.
        return (index ?? (letters == "mrt" ? 2 : nil)).map { $0 + 1 }
    }

    /// The value that a person means who types it: as in a card, whatever the capitals where that leaves one meaning, and a date
    /// as people write it.
    ///
    /// - Parameter today: for who types `vandaag`; nil where that is not known.
    public static func value(
        typed text: String, for field: Field, today: Day? = nil
    ) -> Result<FieldValue, ValueFault> {
        switch field.kind {
        case .text, .longText, .document, .list: value(of: text, for: field)
        case .date:
            day(typed: text, today: today).map { .success(.date($0)) } ?? value(of: text.asTyped, for: field)
        case .person, .pupil, .number, .wholeNumber: value(of: text.asTyped, for: field)
        case .yesNo: value(of: text.meant(among: Vocabulary.yesNo.all), for: field)
        case .choice(let options): value(of: text.meant(among: options), for: field)
        case .multipleChoice(let options):
            text.hasText ? choices(in: text, options) { $0.meant(among: $1) } : .failure(.empty)
        }
    }
}
