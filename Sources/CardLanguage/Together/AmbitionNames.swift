import CardEngine

extension CardsTogether {
    /// What an ambition card names and is not there: a card, or a norm of it.
    func diagnostics(of named: [NamedCard]) -> [Diagnostic] {
        var hints = HintBudget()
        return named.compactMap { name -> Diagnostic? in
            guard name.card.value.isID else { return nil }
            guard let card = cards[name.card.value] else {
                let hint = hints.hint(name.card.value, among: names)
                return Diagnostic(
                    .unknownCard, at: name.card.range,
                    "Er is geen kaart \(name.card.value.quoted)."
                        + (hint.isEmpty ? " Schrijf die kaart eerst, of noem een kaart uit deze map." : hint))
            }
            guard let norm = name.norm, norm.value.hasText, let declaration = card.declaration else {
                return nil
            }
            let known = declaration.norms.map(\.title.value)
            guard !known.contains(norm.value) else { return nil }
            let choice = known.isEmpty ? "Zij heeft er geen." : "Kies uit: \(known.joined(separator: "; "))."
            return Diagnostic(
                .unknownNorm, at: norm.range,
                "De kaart `\(name.card.value)` heeft geen norm \(norm.value.quoted). \(choice)"
                    + hints.hint(norm.value, among: known))
        }
    }
}
