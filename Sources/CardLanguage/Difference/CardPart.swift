public import CardEngine

/// A part of a card that people have a word for.
public enum CardPart: Hashable, Sendable {
    case card
    /// A way to begin, as the card writes it.
    case start(String)
    case field(FieldID)
    case column(FieldID, FieldID)
    case step(StepID)
    /// A branch of a `tegelijk` that has a name of its own.
    case branch(StepID, String)
    case outcome(StepID, String)
    case end(EndID)
    /// What may happen at any moment, as the card writes it.
    case interrupt(String)
    case norm(String)
}

/// What a card says of a part.
public enum CardAspect: Hashable, Sendable {
    /// Behind a word of the language.
    case word(String)
    /// What kind of step it is.
    case kind
    /// In which block it stands.
    case place
    /// In which order things stand in it.
    case order
}

/// A part with all that the card says of it, in the words of the card: what means the same reads the same.
struct OutlinedPart: Hashable {
    let part: CardPart
    let title: String
    /// Parts that come and go with these need not be told.
    let within: [CardPart]
    private(set) var said: [(aspect: CardAspect, text: String)] = []

    init(_ part: CardPart, title: String, within: [CardPart] = []) {
        self.part = part
        self.title = title
        self.within = within
    }

    mutating func say(_ word: Keyword, _ text: String?) { say(.word(word.rawValue), text) }

    mutating func say(_ aspect: CardAspect, _ text: String?) {
        if let text, !text.isEmpty { said.append((aspect, text)) }
    }

    func text(of aspect: CardAspect) -> String? { said.first { $0.aspect == aspect }?.text }

    static func == (left: Self, right: Self) -> Bool {
        left.part == right.part && left.title == right.title && left.said.elementsEqual(right.said, by: ==)
    }

    func hash(into hasher: inout Hasher) { hasher.combine(part) }
}
