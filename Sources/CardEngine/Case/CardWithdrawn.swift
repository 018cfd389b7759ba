/// The school had withdrawn a card that it had adopted: whoever recorded something then found `vervallen` in its file. A fact
/// of the stream of the card. It ends what was adopted before, until the school adopts again.
public struct CardWithdrawn: Hashable, Sendable, Codable {
    /// The card.
    public let card: CardID
    /// The version that stood in the file.
    public let version: Int

    /// That the card was withdrawn.
    public init(card: CardID, version: Int) {
        self.card = card
        self.version = version
    }
}
