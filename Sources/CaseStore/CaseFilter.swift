public import CardEngine
public import SchoolTime

/// Which cases are asked for: those of which all holds that is said. Of a store with many, the others are not looked at when it
/// is said whom they are about, or that they run.
public struct CaseFilter: Hashable, Sendable {
    /// Whether they run, or have ended; nil: either.
    public var isRunning: Bool?
    /// The cards by which they live; nil: any.
    public var cards: Set<CardID>?
    /// The texts by which they live, by SHA-256 in hexadecimal; nil: any.
    public var textHashes: Set<String>?
    /// Whom or what they are about; nil: whatever.
    public var subject: Subject?
    /// They began before this day; nil: at any time.
    public var startedBefore: Day?

    /// What is not said does not matter.
    public init(
        isRunning: Bool? = nil, cards: Set<CardID>? = nil, textHashes: Set<String>? = nil,
        subject: Subject? = nil, startedBefore: Day? = nil
    ) {
        self.isRunning = isRunning
        self.cards = cards
        self.textHashes = textHashes
        self.subject = subject
        self.startedBefore = startedBefore
    }

    /// The cases that run.
    public static let running = CaseFilter(isRunning: true)

    /// The cases that run and live by one of these texts.
    public static func running(by texts: Set<TextOfCases>) -> CaseFilter {
        CaseFilter(isRunning: true, cards: Set(texts.map(\.card)), textHashes: Set(texts.map(\.hash)))
    }

    /// Whether a case is among them.
    func includes(_ record: CaseRecord) -> Bool {
        (isRunning.map { $0 == (record.end == nil) } ?? true) && (cards?.contains(record.card) ?? true)
            && (textHashes?.contains(record.textHash) ?? true)
            && (subject.map { $0 == record.subject } ?? true)
            && (startedBefore.map { record.startedOn < $0 } ?? true)
    }
}

/// A text of a card that is kept, or by which cases live.
public struct TextOfCases: Hashable, Sendable {
    /// The card.
    public let card: CardID
    /// SHA-256 of the text, in hexadecimal.
    public let hash: String

    /// Takes what it holds.
    public init(card: CardID, hash: String) {
        self.card = card
        self.hash = hash
    }
}
