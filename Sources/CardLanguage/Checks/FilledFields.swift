import CardEngine

extension CardCheck {
    /// A field that a choice looks at, or that a `vanaf` counts from, that may not have been filled in: an error. An
    /// `als` on what may be empty, or a `termijn` that may lack its anchor: a warning.
    static let filledFields = CardCheck(name: "FilledFields") { checked in
        checked.card.steps.indices.flatMap { index -> [Diagnostic] in
            let step = checked.card.steps[index]
            let condition = checked.warnings(about: step, at: index)
            switch step.kind {
            case .choice(let choice):
                return condition + checked.emptyFields(of: choice, at: index)
            case .task(let task):
                return condition + checked.emptyAnchor(of: task, at: index)
            }
        }
    }
}

extension CheckedCard {
    /// The fields that a choice compares and that may be empty, though no row speaks of `leeg`.
    func unaskedEmptyFields(of choice: ChoiceStep, at index: Int) -> [FieldID] {
        choice.fieldsNotAskedEmpty.filter { mayLack($0, at: index) }
    }

    fileprivate func emptyFields(of choice: ChoiceStep, at index: Int) -> [Diagnostic] {
        let fields = unaskedEmptyFields(of: choice, at: index)
        guard let first = fields.first, let path = pathWithout(first, to: index) else { return [] }
        return [
            Diagnostic(
                .fieldMayBeEmpty, at: place(ofStep: index),
                "De keuze `\(card.steps[index].id)` kijkt naar \(Self.list(fields)), maar dat kan nog leeg zijn: \(path). Vul "
                    + "het eerder in, of zet er een regel bij met `{\(first): leeg}`.")
        ]
    }

    fileprivate func warnings(about step: Step, at index: Int) -> [Diagnostic] {
        guard let condition = step.condition else { return [] }
        var asked: Set<FieldID> = []
        for case (.field(let field), let test) in condition.tests where test.asksForEmpty {
            asked.insert(field)
        }
        var fields: [FieldID] = []
        for case (.field(let field), _) in condition.tests
        where asked.insert(field).inserted && mayLack(field, at: index) {
            fields.append(field)
        }
        guard let first = fields.first, let path = pathWithout(first, to: index) else { return [] }
        return [
            Diagnostic(
                .fieldMayBeEmpty, .warning, at: place(ofStep: index),
                "De `als` van de stap `\(step.id)` kijkt naar \(Self.list(fields)), maar dat kan nog leeg zijn: \(path). Dan "
                    + "past er geen enkele waarde bij.")
        ]
    }

    /// The first few, and how many more there are.
    private static func list(_ fields: [FieldID]) -> String {
        let shown = fields.prefix(3).map { "`\($0)`" }.joined(separator: ", ")
        return fields.count > 3 ? shown + " en nog \(fields.count - 3)" : shown
    }

    fileprivate func emptyAnchor(of task: TaskStep, at index: Int) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        // The step opens only when its own `als` holds.
        let known = card.steps[index].condition?.filledFields(whenItHolds: true) ?? []
        for (word, moment) in [(Keyword.earliest, task.earliest), (.term, task.term)] {
            // Without its anchor a `vanaf` holds nobody back; without a term there is just no term.
            let severity: Diagnostic.Severity = word == .earliest ? .error : .warning
            let advice = word == .earliest ? "" : " Dan is er geen termijn."
            switch moment?.anchor {
            case .start, nil: continue
            case .field(let field) where known.contains(field): continue
            case .field(let field):
                // The step itself may fill the field in for a next visit; what counts is how it was reached.
                guard let path = pathWithout(field, to: index) else { continue }
                diagnostics.append(
                    Diagnostic(
                        .fieldMayBeEmpty, severity, at: place(ofStep: index),
                        "`\(word.rawValue)` telt van `\(field)`, maar dat kan nog leeg zijn: \(path).\(advice) Vul het eerder "
                            + "in."))
            case .step(let anchor):
                guard let path = pathAround(anchor, to: index) else { continue }
                diagnostics.append(
                    Diagnostic(
                        .fieldMayBeEmpty, severity, at: place(ofStep: index),
                        "`\(word.rawValue)` telt van de stap `\(anchor)`, maar die is dan misschien niet gedaan: "
                            + "\(path).\(advice) Tel van iets dat zeker gedaan is."))
            }
        }
        return diagnostics
    }
}
