public import CardEngine

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

    /// The value that a person means who types it: as in a card, whatever the capitals where that leaves one meaning.
    public static func value(typed text: String, for field: Field) -> Result<FieldValue, ValueFault> {
        switch field.kind {
        case .text, .longText, .document, .list: value(of: text, for: field)
        case .person, .pupil, .number, .wholeNumber, .date: value(of: text.asTyped, for: field)
        case .yesNo: value(of: text.meant(among: Vocabulary.yesNo.all), for: field)
        case .choice(let options): value(of: text.meant(among: options), for: field)
        case .multipleChoice(let options):
            text.hasText ? choices(in: text, options) { $0.meant(among: $1) } : .failure(.empty)
        }
    }
}
