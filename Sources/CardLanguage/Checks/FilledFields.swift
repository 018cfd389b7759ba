import CardEngine

extension CardCheck {
    /// A field that a choice looks at, or that a `vanaf` counts from, that may not have been filled in.
    static let filledFields = CardCheck(name: "FilledFields") { checked in
        var diagnostics: [Diagnostic] = []
        for (index, step) in checked.card.steps.enumerated() {
            switch step.kind {
            case .choice(let choice):
                for field in choice.fieldsNotAskedEmpty {
                    guard let path = checked.pathWithout(field, to: index) else { continue }
                    diagnostics.append(
                        Diagnostic(
                            .fieldMayBeEmpty, at: checked.place(ofStep: index),
                            "De keuze `\(step.id)` kijkt naar `\(field)`, maar dat kan nog leeg zijn: \(path). Vul het eerder in, of "
                                + "zet er een regel bij met `{\(field): leeg}`."))
                }
            case .task(let task):
                guard let earliest = task.earliest, let anchor = earliest.anchor else { continue }
                switch anchor {
                case .start: continue
                case .field(let field):
                    // The step itself may fill the field in for a next visit; what counts is how it was reached.
                    guard let path = checked.pathWithout(field, to: index) else { continue }
                    diagnostics.append(
                        Diagnostic(
                            .fieldMayBeEmpty, at: checked.place(ofStep: index),
                            "`vanaf` telt van `\(field)`, maar dat kan nog leeg zijn: \(path). Vul het eerder in."))
                case .step(let anchor):
                    let path = checked.path(to: index) { at, _ in checked.card.steps[at].id == anchor }
                    guard let path else { continue }
                    diagnostics.append(
                        Diagnostic(
                            .fieldMayBeEmpty, at: checked.place(ofStep: index),
                            "`vanaf` telt van de stap `\(anchor)`, maar die is dan misschien niet gedaan: \(path)."))
                }
            }
        }
        return diagnostics
    }
}

extension CheckedCard {
    /// A path to a step along which the field is not surely filled in; nil when it always is.
    func pathWithout(_ field: FieldID, to index: Int) -> String? {
        path(to: index) { _, way in way.fills.contains(field) }
    }
}

extension ChoiceStep {
    /// The fields that the rows compare, without a row that asks whether they are empty.
    fileprivate var fieldsNotAskedEmpty: [FieldID] {
        let tests = rows.compactMap(\.condition).flatMap(\.tests)
        var asked: Set<FieldID> = []
        for case (.field(let field), .empty) in tests { asked.insert(field) }
        var compared: [FieldID] = []
        for case (.field(let field), let test) in tests
        where !test.asksForEmpty && !asked.contains(field) && !compared.contains(field) {
            compared.append(field)
        }
        return compared
    }
}

extension Moment {
    /// What it counts from, if that is named.
    var anchor: Anchor? {
        switch self {
        case .span, .today: nil
        case .relative(_, _, let anchor), .anchor(let anchor): anchor
        }
    }
}
