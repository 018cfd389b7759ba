import CardEngine

extension TogetherCheck {
    /// A limit that counts from a field which not all who fill in the limited one may see: who tries days, finds it.
    static let hiddenLimits = TogetherCheck(name: "HiddenLimits") { among in
        guard let card = among.checked?.card else { return [] }
        let fields = card.fields.flatMap(\.withColumns)
        return among.declaration.fields.flatMap { [$0] + $0.columns }.flatMap { declared -> [Diagnostic] in
            guard let field = fields.first(where: { $0.id.rawValue == declared.id.value }) else { return [] }
            return [(field.minimum, declared.minimum), (field.maximum, declared.maximum)].compactMap {
                bound, written in
                guard case .moment(let moment)? = bound, case .field(let anchor)? = moment.anchor,
                    let written,
                    let counted = fields.first(where: { $0.id == anchor })
                else { return nil }
                let blind = among.others.fillers(of: field, on: card)
                    .subtracting(among.others.viewers(of: counted, on: card))
                guard !blind.isEmpty else { return nil }
                return Diagnostic(
                    .limitByHiddenDay, .warning, at: written.range,
                    "Niet ieder die `\(field.id)` invult mag `\(anchor)` zien, waar deze grens van telt: \(blind.shown). Wie dagen "
                        + "probeert, vindt zo die dag. Laat hen `\(anchor)` ook zien (`zichtbaar_voor`), of laat de grens "
                        + "van iets anders tellen.")
            }
        }
    }
}
