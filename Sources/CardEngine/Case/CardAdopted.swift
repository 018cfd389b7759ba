/// The school adopted a version of a card: from now on that version is this text. Why is in the content.
public struct CardAdopted: Hashable, Sendable, Codable {
    /// The card.
    public let card: CardID
    /// The version.
    public let version: Int
    /// SHA-256 of the text, in hexadecimal.
    public let textHash: String

    /// That this text is that version.
    public init(card: CardID, version: Int, textHash: String) {
        self.card = card
        self.version = version
        self.textHash = textHash
    }
}
