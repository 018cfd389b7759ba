import CardEngine

extension CardCompiler {
    /// What a card can count from in parts of the language that are not read yet.
    private static let laterAnchors: Set<String> = [
        "aanleiding", "inschrijving", "plaatsing", "uitschrijving", "groepswissel",
    ]

    /// The moment with its anchor looked up; nil, with a complaint, when there is no such anchor.
    mutating func moment(_ moment: MomentDeclaration) -> Moment? {
        switch moment.form {
        case .span(let duration): .span(duration)
        case .relative(let duration, let direction, let name):
            anchor(name).map { .relative(duration, direction, $0) }
        case .anchor(let name): anchor(name).map { .anchor($0) }
        case .today: .today
        case .unread: nil
        }
    }

    private mutating func anchor(_ name: Located<String>) -> Anchor? {
        if name.value == "start" { return .start }
        if stepIndex[name.value] != nil { return .step(StepID(name.value)) }
        if let index = fieldIndex[name.value] {
            let kind = declaration.fields[index].kind
            if kind != nil, kind != .date {
                report(
                    .unknownAnchor, at: name.range,
                    "Het veld \(name.value.quoted) is geen datum; daar kan een termijn niet van tellen.")
                return nil
            }
            return .field(FieldID(name.value))
        }
        if Self.laterAnchors.contains(name.value) {
            report(
                .wordNotReadYet, at: name.range,
                "Tellen vanaf `\(name.value)` hoort bij de kaarttaal, maar wordt in deze uitgave nog niet gelezen. "
                    + "Laat het voorlopig weg."
            )
            return nil
        }
        guard !isUnreadStep(name), !declaration.unread.fields else { return nil }
        // A name of the school year may look like that of a step: only a slip of the pen is taken for one.
        let hint = hint(name.value, among: anchorNames, share: 5)
        if hint.isEmpty {
            // Which dates a school year has, and which attributes a pupil, is not known in this release.
            report(
                .wordNotReadYet, at: name.range,
                "\(name.value.quoted) is geen stap, geen datumveld en niet `start`. Een datum uit het schooljaar of een "
                    + "kenmerk van de leerling wordt in deze uitgave nog niet gelezen. Laat het voorlopig weg."
            )
        } else {
            report(
                .unknownAnchor, at: name.range,
                "\(name.value.quoted) is geen stap, geen datumveld en niet `start`; daar kan een termijn niet van "
                    + "tellen.\(hint)")
        }
        return nil
    }
}
