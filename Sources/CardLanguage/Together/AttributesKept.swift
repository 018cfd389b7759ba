import CardEngine

extension TogetherCheck {
    /// An attribute that is asked of a group, the school or a member of staff, and that no card keeps of one (`leg_vast`): the
    /// school itself keeps them of pupils.
    static let attributesKept = TogetherCheck(name: "AttributesKept") { among in
        // What could not be read may well keep it.
        guard among.others.isComplete, let asked = among.checked?.askedOfOthers, !asked.isEmpty else {
            return []
        }
        let kept = among.others.cards.values.compactMap(\.declaration).map(\.kept)
        return asked.compactMap { asked in
            guard !kept.contains(where: { $0[asked.kind]?.contains(asked.name.value) == true }) else {
                return nil
            }
            return Diagnostic(
                .ofPupilsOnly, at: asked.name.range,
                "`\(asked.name.value)` wordt bijgehouden van leerlingen, en hier gaat het over \(asked.kind.words). Geen enkele "
                    + "kaart legt het daarvan vast (`leg_vast`). Haal het weg, of leg het vast.")
        }
    }
}

extension CardDeclaration {
    /// The attributes that it keeps, of each kind of subject.
    fileprivate var kept: [SubjectKind: Set<String>] {
        let layout = CardLayout(steps)
        var kept: [SubjectKind: Set<String>] = [:]
        for (place, step) in layout.steps.enumerated() {
            guard case .task(let task) = step.kind,
                let kind = layout.subject(inside: layout.home[place], of: subject)
            else { continue }
            kept[kind, default: []].formUnion(task.records.map(\.attribute.value))
        }
        return kept
    }
}
