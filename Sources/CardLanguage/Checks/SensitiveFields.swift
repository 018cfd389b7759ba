import CardEngine

extension CardCheck {
    /// A special category of personal data (AVG art. 9) that everyone who sees the case would see.
    static let sensitiveFields = CardCheck(name: "SensitiveFields") { checked in
        checked.declaration.fields.filter { $0.isSensitive && $0.visibleTo == nil }.map { field in
            Diagnostic(
                .sensitiveForAll, at: field.id.range,
                "Het veld `\(field.id.value)` is bijzonder (AVG art. 9). Schrijf erbij met `zichtbaar_voor` welke rollen "
                    + "het mogen zien.")
        }
    }
}
