import CardEngine

extension CardCheck {
    /// A choice that leaves a case uncovered, or with a row that never decides: every combination of values that make a
    /// difference is tried, up to a bound.
    static let choiceCoverage = CardCheck(name: "ChoiceCoverage") { checked in
        var budget = cardLimit
        return checked.card.steps.indices.flatMap { index -> [Diagnostic] in
            guard case .choice(let choice) = checked.card.steps[index].kind else { return [] }
            return diagnostics(of: choice, at: index, in: checked, budget: &budget)
        }
    }

    /// How many tests are tried, for one choice and for a whole card.
    private static let choiceLimit = 200_000
    private static let cardLimit = 1_000_000

    private static func tooLarge(at place: SourceRange) -> Diagnostic {
        Diagnostic(
            .tooLargeToProve, at: place,
            "Deze keuze kijkt naar te veel tegelijk om na te gaan of alles gedekt is. Zet er een laatste regel met "
                + "`anders` bij.")
    }

    private static func diagnostics(
        of choice: ChoiceStep, at index: Int, in checked: CheckedCard, budget: inout Int
    ) -> [Diagnostic] {
        let place = checked.place(ofStep: index)
        let hasRest = choice.rows.contains { $0.condition == nil }
        var table = ChoiceTable(choice)
        var isListed = true
        let unasked = Set(checked.unaskedEmptyFields(of: choice, at: index))
        let looks = table.size
        guard looks <= min(choiceLimit, budget) else { return hasRest ? [] : [tooLarge(at: place)] }
        budget -= looks
        for operand in table.operands {
            if let values = checked.values(of: operand, in: choice, at: index, unasked: unasked) {
                table.add(values)
            } else if hasRest {
                // The rest is covered; what is left to prove is that nothing is asked of an empty field.
                isListed = false
                let mayBeEmpty = checked.mayBeEmpty(operand, at: index, unasked: unasked)
                table.add([.text("iets anders")] + (mayBeEmpty ? [nil] : []))
            } else {
                return [
                    Diagnostic(
                        .uncoveredChoice, at: place,
                        "Deze keuze kijkt naar `\(operand.written)`; daarbij hoort een laatste regel met `anders`."
                    )
                ]
            }
        }
        let work = table.work
        guard work <= min(choiceLimit, budget) else {
            return hasRest ? [] : [tooLarge(at: place)]
        }
        budget -= work
        let outcome = table.tryAll()
        if let uncovered = outcome.uncovered {
            let described = uncovered.joined(separator: ", ")
            let advice =
                hasRest
                ? "`anders` geldt niet voor een leeg veld. Zet er een regel bij met `leeg`."
                : "Zet die regel erbij, of een laatste met `anders`."
            return [
                Diagnostic(
                    .uncoveredChoice, at: place, "Bij \(described) beslist geen enkele regel. \(advice)")
            ]
        }
        // Of a field that may be empty, that has been said; then nothing is sure of its rows.
        guard isListed, unasked.isEmpty else { return [] }
        return checked.idleRows(of: index, deciding: outcome.deciding)
    }
}

extension CheckedCard {
    fileprivate func idleRows(of index: Int, deciding: Set<Int>) -> [Diagnostic] {
        guard case .choice(let rows) = declaration.steps[index].kind else { return [] }
        return rows.indices.filter { !deciding.contains($0) }.map { row in
            Diagnostic(
                .rowNeverDecides, .warning, at: SourceRange(at: rows[row].range.start),
                "Deze regel beslist nooit: de regels erboven gaan altijd voor. Zet hem hoger, of haal hem weg."
            )
        }
    }

    /// The values that make a difference; nil when they can't be listed.
    fileprivate func values(
        of operand: Operand, in choice: ChoiceStep, at index: Int, unasked: Set<FieldID>
    ) -> [FieldValue?]? {
        let tests = choice.rows.compactMap(\.condition).flatMap(\.tests).filter { $0.operand == operand }.map(
            \.test)
        switch operand {
        case .outcome(let id):
            guard let step = card.step(id), case .task(let task) = step.kind else { return nil }
            // An outcome that leads elsewhere, such as to an end, is never the latest one here.
            let outcomes: [FieldValue?] = task.outcomes.filter { leads($0.target, to: index, without: id) }
                .map { .choice($0.name) }
            let isSkipped = step.condition != nil && leads(step.next, to: index, without: id)
            let skipped: [FieldValue?] = isSkipped ? [.choice(Outcome.skipped)] : []
            return outcomes + skipped + (pathAround(id, to: index) == nil ? [] : [nil])
        case .visits(let id):
            let least = mayLackCompletion(of: id, at: index) ? 0 : 1
            return NumberPoints(tests, isWhole: true, minimum: Number(least), maximum: nil).values
        case .field(let id):
            guard let field = card.field(id), let values = filledValues(of: field, tests) else { return nil }
            return values + (mayBeEmpty(operand, at: index, unasked: unasked) ? [nil] : [])
        }
    }

    /// Whether a field may be empty here, and that has not been complained about.
    fileprivate func mayBeEmpty(_ operand: Operand, at index: Int, unasked: Set<FieldID>) -> Bool {
        guard case .field(let id) = operand else { return false }
        return mayLack(id, at: index) && !unasked.contains(id)
    }

    private func filledValues(of field: Field, _ tests: [Test]) -> [FieldValue?]? {
        switch field.kind {
        case .yesNo: return [.yesNo(true), .yesNo(false)]
        case .choice(let options): return options.map { .choice($0) }
        case .number, .wholeNumber:
            return NumberPoints(
                tests, isWhole: field.kind == .wholeNumber, minimum: field.minimum?.number,
                maximum: field.maximum?.number
            ).values
        case .multipleChoice(let options):
            return Self.subsets(of: options, asked: tests)
        case .text, .longText, .document, .person:
            // Only whether it is filled in can be asked for certain.
            return tests.allSatisfy(\.asksForEmpty) ? [.text("ingevuld")] : nil
        case .date:
            return tests.allSatisfy(\.asksForEmpty) ? [.text("ingevuld")] : nil
        }
    }

    /// Every choice of the options that are asked for, with the others together as one; nil when they are too many.
    private static func subsets(of options: [String], asked tests: [Test]) -> [FieldValue?]? {
        var asked: Set<String> = []
        for case .oneOf(let values) in tests {
            for case .choice(let option) in values { asked.insert(option) }
        }
        let shown = options.filter { asked.contains($0) } + options.filter { !asked.contains($0) }.prefix(1)
        guard shown.count <= 8 else { return nil }
        return (1..<(1 << shown.count)).map { bits in
            .choices(shown.indices.filter { bits & (1 << $0) != 0 }.map { shown[$0] })
        }
    }
}

extension Bound {
    fileprivate var number: Number? {
        switch self {
        case .number(let number): number
        case .moment: nil
        }
    }
}

extension Operand {
    /// As a card writes it.
    var written: String {
        switch self {
        case .field(let field): field.rawValue
        case .outcome(let step): "uitkomst.\(step)"
        case .visits(let step): "keer.\(step)"
        }
    }
}
