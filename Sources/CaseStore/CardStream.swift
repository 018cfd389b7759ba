public import CardEngine

extension CaseID {
    private static let cardPrefix = "kaart:"

    /// The name of the stream of a card: which versions of it the school adopted. No case can have such a name.
    public init(streamOf card: CardID) {
        self.init(Self.cardPrefix + card.rawValue)
    }

    /// The cards that have a stream, in order.
    public static func cards(in reading: any CaseReading) throws -> [CardID] {
        try reading.streams(startingWith: cardPrefix).map {
            CardID(String($0.rawValue.unicodeScalars.dropFirst(cardPrefix.unicodeScalars.count)))
        }
    }
}
