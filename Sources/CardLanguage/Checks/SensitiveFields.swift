import CardEngine

extension CardCheck {
    /// A special category of personal data (AVG art. 9) that everyone who sees the case would see; and a hidden card that
    /// every internal role would see.
    static let sensitiveFields = CardCheck(name: "SensitiveFields") { checked in
        let hidden =
            checked.card.isHidden && checked.card.visibleTo == nil
            ? [
                Diagnostic(
                    .sensitiveForAll, at: checked.declaration.id.range,
                    "`verborgen: ja` verbergt zo niets: elke rol in de school ziet de trajecten. Schrijf erbij met "
                        + "`zichtbaar_voor` welke rollen ze mogen zien.")
            ] : []
        return hidden
            + checked.declaration.fields.filter { $0.holdsSensitive && $0.visibleTo == nil }.map { field in
                Diagnostic(
                    .sensitiveForAll, at: field.id.range,
                    "Het veld `\(field.id.value)` is bijzonder (AVG art. 9). Schrijf erbij met `zichtbaar_voor` welke rollen "
                        + "het mogen zien.")
            }
    }
}

extension FieldDeclaration {
    /// Whether it is sensitive itself, or has a column that is.
    fileprivate var holdsSensitive: Bool { isSensitive || columns.contains(where: \.isSensitive) }
}
