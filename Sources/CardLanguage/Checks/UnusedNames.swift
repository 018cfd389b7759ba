import CardEngine

extension CardCheck {
    /// A field that no step asks for, or an end that nothing leads to: probably forgotten.
    static let unusedNames = CardCheck(name: "UnusedNames") { checked in
        var asked: Set<FieldID> = []
        for step in checked.card.steps {
            asked.formUnion(step.asked)
            // A `vanaf` or `wacht` that counts from it, or a `{veld: ...}`, is an error already.
            asked.formUnion(step.fieldsThatName.map(\.field))
            if case .field(let field)? = step.terms.earliest?.anchor { asked.insert(field) }
            switch step.kind {
            case .choice(let choice):
                // A choice that compares it is an error already.
                for case (.field(let field), let test) in choice.rows.compactMap(\.condition).flatMap(\.tests)
                where !test.asksForEmpty {
                    asked.insert(field)
                }
            case .wait(let wait):
                if case .moment(let moment) = wait.goal, case .field(let field)? = moment.anchor {
                    asked.insert(field)
                }
            case .forEach(let each):
                switch each.source {
                case .rows(let field), .fixed(let field, _): asked.insert(field)
                case .pupils, .groups: break
                }
            case .task, .sign, .parallel, .call, .register: break
            }
        }
        let targets = Set(
            checked.card.interrupts.compactMap(\.target) + checked.ways.flatMap { $0.map(\.target) })
        let fields = checked.declaration.fields.filter { !asked.contains(FieldID($0.id.value)) }.map {
            field in
            Diagnostic(
                .unused, .warning, at: field.id.range,
                "Geen enkele stap vraagt naar het veld `\(field.id.value)`. Zet het in een `vul_in`, of haal het weg."
            )
        }
        let ends = checked.declaration.ends.enumerated().filter { index, end in
            !targets.contains(.end(index)) && ![End.completed, End.lapsed].contains(EndID(end.id.value))
        }.map { _, end in
            Diagnostic(
                .unused, .warning, at: end.id.range,
                "Niets leidt naar het einde `\(end.id.value)`. Laat een uitkomst erheen gaan, of haal het weg."
            )
        }
        return fields + ends
    }
}
