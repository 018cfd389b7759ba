import CardEngine

extension CardCheck {
    /// An adopted card without norms: the yearly evaluation has nothing to hold it against. A draft is still being written.
    static let normsThere = CardCheck(name: "NormsThere") { checked in
        guard checked.card.status == .adopted, checked.declaration.norms.isEmpty else { return [] }
        return [
            Diagnostic(
                .noNorms, .warning, at: checked.declaration.id.range,
                "Deze kaart heeft geen `normen`: bij de jaarlijkse evaluatie is dan niet te zeggen of het goed gaat. Zet erbij "
                    + "wat u wilt meten, zoals `normen: [{norm: Afgemaakt, meet: voltooid, minstens: 90%}]`.")
        ]
    }
}
