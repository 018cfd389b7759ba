public import CardEngine

/// How a card writes a condition: the reader's grammar the other way round.
public enum ConditionText {
    /// What stands behind `als`, without its braces.
    public static func text(of condition: Condition, on card: Card) -> String {
        CardNotation(card: card).text(condition) ?? ""
    }
}
