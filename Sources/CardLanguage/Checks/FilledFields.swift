import CardEngine

extension CardCheck {
    /// A field that a choice looks at, that a `vanaf` or `wacht` counts from, that names a person, or the list of a
    /// `voor_elke`, that may not have been filled in: an error. An `als` on what may be empty, or a term that may lack its
    /// anchor: a warning; and a `vanaf` or `wacht` on an attribute that may be empty, for others may fill that in later.
    static let filledFields = CardCheck(name: "FilledFields") { checked in
        checked.card.steps.indices.flatMap { index -> [Diagnostic] in
            let step = checked.card.steps[index]
            var found = checked.warnings(about: step, at: index) + checked.emptyAnchors(of: step, at: index)
            switch step.kind {
            case .choice(let choice): found += checked.emptyFields(of: choice, at: index)
            case .forEach(let each): found += checked.emptyList(of: each, at: index)
            case .task, .sign, .parallel, .call, .wait, .register: break
            }
            return found + checked.emptyNames(of: step, at: index)
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

    /// A list that a `voor_elke` goes over before anybody could fill it in.
    fileprivate func emptyList(of each: ForEachStep, at index: Int) -> [Diagnostic] {
        guard let list = each.rows, let path = pathBeforeOffering(list, to: index) else { return [] }
        return [
            Diagnostic(
                .fieldMayBeEmpty, at: place(ofStep: index),
                "`voor_elke` gaat over de lijst `\(list)`, maar die kan nog niet ingevuld zijn: \(path). Vul haar eerder in."
            )
        ]
    }

    /// A `{veld: ...}` that may be empty when the step opens.
    fileprivate func emptyNames(of step: Step, at index: Int) -> [Diagnostic] {
        let known = step.condition?.filledFields(whenItHolds: true) ?? []
        return step.fieldsThatName.filter { !known.contains($0.field) }.compactMap { word, field in
            pathWithout(field, to: index).map { path in
                Diagnostic(
                    .fieldMayBeEmpty, at: place(ofStep: index),
                    "`\(word.rawValue)` noemt het veld `\(field)`, maar dat kan nog leeg zijn: \(path). Vul het eerder in."
                )
            }
        }
    }

    fileprivate func emptyAnchors(of step: Step, at index: Int) -> [Diagnostic] {
        var moments = [
            (Keyword.earliest, step.terms.earliest), (.term, step.terms.term),
            (.statutory, step.terms.statutory),
        ]
        if case .wait(let wait) = step.kind {
            switch wait.goal {
            case .moment(let moment): moments.append((.wait, moment))
            case .card(_, let since): moments.append((.since, since))
            }
        }
        var diagnostics: [Diagnostic] = []
        // The step opens only when its own `als` holds.
        let known = step.asksEachItem ? [] : step.condition?.filledFields(whenItHolds: true) ?? []
        for (word, moment) in moments {
            // Without its anchor a `vanaf` holds nobody back and a wait never ends; without a term there is just no term.
            let isTerm = word == .term || word == .statutory
            let severity: Diagnostic.Severity = isTerm ? .warning : .error
            let advice = isTerm ? " Dan is er geen termijn." : ""
            // That it then never expires says it all.
            if isTerm, step.expires, word == .term || step.terms.term == nil, let anchor = moment?.anchor,
                isNeverThere(anchor, at: index)
            {
                continue
            }
            switch moment?.anchor {
            case .start, .occasion, nil: continue
            case .named(let attribute):
                guard !isTerm, let path = pathWithout(attribute, to: index) else { continue }
                diagnostics.append(
                    Diagnostic(
                        .attributeMayBeEmpty, .warning, at: place(ofStep: index),
                        "`\(word.rawValue)` telt van het kenmerk `\(attribute)`, maar dat kan leeg zijn: \(path). Zolang dat zo is, "
                            + "\(word == .earliest ? "houdt niets de stap tegen: hij kan meteen gedaan worden" : "houdt het wachten niet op"). Zet er `als: "
                            + "{\(attribute): ingevuld}` bij, of leg het eerder vast."))
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
