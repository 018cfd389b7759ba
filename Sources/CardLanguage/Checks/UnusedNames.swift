import CardEngine

extension CardCheck {
    /// A field that no step asks for, or an end that nothing leads to: probably forgotten.
    static let unusedNames = CardCheck(name: "UnusedNames") { checked in
        var asked: Set<FieldID> = []
        for step in checked.card.steps {
            switch step.kind {
            case .task(let task):
                asked.formUnion(task.required + task.optional + task.outcomes.flatMap(\.required))
                // A `vanaf` that counts from it is an error already.
                if case .field(let field)? = task.earliest?.anchor { asked.insert(field) }
            case .choice(let choice):
                // A choice that compares it is an error already.
                for case (.field(let field), let test) in choice.rows.compactMap(\.condition).flatMap(\.tests)
                where !test.asksForEmpty {
                    asked.insert(field)
                }
            }
        }
        let targets = Set(checked.card.interrupts.map(\.target) + checked.ways.flatMap { $0.map(\.target) })
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
