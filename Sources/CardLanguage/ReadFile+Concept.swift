public import CardEngine

extension ReadFile {
    /// Of a card that can't be used: which version it says to be a concept of. Nil when it does not say that clearly, by its
    /// own name and with each word once, or can be used.
    public var faultyConcept: (card: CardID, version: Int)? {
        guard kind == .card, value == nil, let written, written.status == .draft, written.version > 1,
            !diagnostics.contains(where: { [.duplicateKey, .fileNameDiffers].contains($0.code) })
        else { return nil }
        return (CardID(written.id.value), written.version)
    }
}
