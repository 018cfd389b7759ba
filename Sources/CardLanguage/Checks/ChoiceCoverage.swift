import CardEngine

extension CardCheck {
    /// A choice that leaves a case uncovered, or with a row that never decides: every combination of values that make a
    /// difference is tried, up to a bound.
    static let choiceCoverage = CardCheck(name: "ChoiceCoverage") { checked in
        var budget = cardLimit
        var searches = OutcomeSearches(checked)
        return checked.card.steps.indices.flatMap { index -> [Diagnostic] in
            guard case .choice(let choice) = checked.card.steps[index].kind else { return [] }
            return diagnostics(of: choice, at: index, in: checked, &searches, budget: &budget)
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
        of choice: ChoiceStep, at index: Int, in checked: CheckedCard, _ searches: inout OutcomeSearches,
        budget: inout Int
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
            if let values = checked.values(
                of: operand, in: choice, at: index, &searches, unasked: unasked)
            {
                table.add(values)
            } else if hasRest {
                // The rest is covered; what is left to prove is that nothing is asked of an empty field.
                isListed = false
                let mayBeEmpty = checked.mayBeEmpty(operand, at: index, &searches, unasked: unasked)
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
        guard case .choice(let rows) = declaration.allSteps[index].kind else { return [] }
        return rows.indices.filter { !deciding.contains($0) }.map { row in
            Diagnostic(
                .rowNeverDecides, .warning, at: SourceRange(at: rows[row].range.start),
                "Deze regel beslist nooit: de regels erboven gaan altijd voor. Zet hem hoger, of haal hem weg."
            )
        }
    }

    /// The values that make a difference; nil when they can't be listed.
    fileprivate func values(
        of operand: Operand, in choice: ChoiceStep, at index: Int, _ searches: inout OutcomeSearches,
        unasked: Set<FieldID>
    ) -> [FieldValue?]? {
        let tests = choice.rows.compactMap(\.condition).flatMap(\.tests).filter { $0.operand == operand }.map(
            \.test)
        let empty: [FieldValue?] =
            mayBeEmpty(operand, at: index, &searches, unasked: unasked) ? [nil] : []
        switch operand {
        case .outcome(let id):
            guard let step = card.place(of: id), let outcomes = latestOutcomes(of: step) else { return nil }
            // An outcome that leads elsewhere, such as to an end, is never the latest one here.
            return outcomes.filter { searches.leads(from: step, $0.target, to: index) }
                .map { .choice($0.name) } + empty
        case .visits(let id):
            let least = card.place(of: id).map { searches.mayLackVisit(of: $0, at: index) } ?? true ? 0 : 1
            return NumberPoints(tests, isWhole: true, minimum: Number(least), maximum: nil).values
        case .consent:
            return [.yesNo(true), .yesNo(false)]
        case .attribute(let id):
            guard let kind = attribute(id)?.kind else {
                return tests.allSatisfy(\.asksForEmpty) ? [.text("ingevuld")] + empty : nil
            }
            return filledValues(of: kind, tests).map { $0 + empty }
        case .field(let id):
            guard let field = card.field(id) else { return nil }
            return (itemValues(of: id) ?? filledValues(of: field, tests)).map { $0 + empty }
        }
    }

    /// Whether an operand may be empty here, and that has not been complained about.
    fileprivate func mayBeEmpty(
        _ operand: Operand, at index: Int, _ searches: inout OutcomeSearches, unasked: Set<FieldID>
    ) -> Bool {
        switch operand {
        case .field(let id): mayLack(id, at: index) && !unasked.contains(id)
        case .outcome(let id): card.place(of: id).map { searches.mayPassBy($0, at: index) } ?? true
        case .visits, .consent: false
        // The engine always knows it.
        case .attribute(let id): id != .isEnrolled
        }
    }

    /// Nil without a school, unless every school keeps it.
    private func attribute(_ id: AttributeID) -> Attribute? {
        school?.attribute(id) ?? Attribute.given.first { $0.id == id }
    }

    /// The outcomes that a visit can end with, with where each leads; nil when they are the ends of another card.
    private func latestOutcomes(of index: Int) -> [(name: String, target: Target)]? {
        let step = card.steps[index]
        var outcomes = step.outcomes.map { ($0.name, $0.target) }
        switch step.kind {
        case .task, .register, .wait, .parallel, .forEach: break
        case .choice: return nil
        case .sign:
            let named = Set(step.outcomes.map(\.name))
            outcomes += [SignStep.agreed, SignStep.refused, SignStep.incomplete]
                .filter { !named.contains($0) }.map { ($0, step.otherwise ?? step.next) }
        case .call(let call):
            let namesEnds = !step.answers.isEmpty && step.otherwise == nil
            guard call.goesOn || namesEnds else { return nil }
        }
        if step.condition != nil, !step.asksEachItem { outcomes.append((Outcome.skipped, step.next)) }
        return outcomes
    }

    /// The values of a fixed list; nil when the field is none of its items.
    private func itemValues(of id: FieldID) -> [FieldValue?]? {
        var found: [String] = []
        for case .forEach(let each) in card.steps.map(\.kind) {
            if case .fixed(id, let values) = each.source { found += values.filter { !found.contains($0) } }
        }
        return found.isEmpty ? nil : found.map { .choice($0) }
    }

    private func filledValues(of field: Field, _ tests: [Test]) -> [FieldValue?]? {
        switch field.kind {
        case .number, .wholeNumber:
            return NumberPoints(
                tests, isWhole: field.kind == .wholeNumber, minimum: field.minimum?.number,
                maximum: field.maximum?.number
            ).values
        case .yesNo, .choice, .multipleChoice, .text, .longText, .date, .document, .person, .pupil, .list:
            return filledValues(of: field.kind, tests)
        }
    }

    private func filledValues(of kind: FieldKind, _ tests: [Test]) -> [FieldValue?]? {
        switch kind {
        case .yesNo: return [.yesNo(true), .yesNo(false)]
        case .choice(let options): return options.map { .choice($0) }
        case .number, .wholeNumber:
            return NumberPoints(tests, isWhole: kind == .wholeNumber, minimum: nil, maximum: nil).values
        case .multipleChoice(let options):
            return Self.subsets(of: options, asked: tests)
        case .text, .longText, .document, .person, .pupil, .date, .list:
            // Only whether it is filled in can be asked for certain.
            return tests.allSatisfy(\.asksForEmpty) ? [.text("ingevuld")] : nil
        }
    }

    /// Every choice of the options that are asked for, with the others together as one; nil when they are too many.
    private static func subsets(of options: [String], asked tests: [Test]) -> [FieldValue?]? {
        var asked: Set<String> = []
        for case .oneOf(let values) in tests {
            for value in values {
                switch value {
                // What is asked of an attribute is kept as it is written.
                case .choice(let option), .text(let option): asked.insert(option)
                case .number, .date, .yesNo, .choices, .document, .person, .pupil, .rows: continue
                }
            }
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
        case .consent(let purpose): "toestemming.\(purpose)"
        case .attribute(let attribute): attribute.rawValue
        }
    }
}

/// What was found of the outcomes that choices look at: several choices, and several outcomes, ask the same.
private struct OutcomeSearches {
    private let checked: CheckedCard
    private var after: [Passage: [Bool]] = [:]
    private var around: [Int: [Bool]] = [:]
    private var undone: [Int: [Bool]] = [:]

    private struct Passage: Hashable {
        let step: Int
        let target: Target
    }

    init(_ checked: CheckedCard) { self.checked = checked }

    /// Whether a case in which a step led to that target can get from there to another, without doing the first again.
    mutating func leads(from step: Int, _ target: Target, to goal: Int) -> Bool {
        let passage = Passage(step: step, target: target)
        let reached = after[passage] ?? reached(by: checked.after(step, leadsTo: target))
        after[passage] = reached
        return reached[goal]
    }

    /// Whether a case can get to a step without having passed the other.
    mutating func mayPassBy(_ step: Int, at goal: Int) -> Bool {
        let reached = around[step] ?? reached(by: checked.around(step))
        around[step] = reached
        return reached[goal]
    }

    /// Whether a case can get to a step without the other having been done: passed around, or skipped.
    mutating func mayLackVisit(of step: Int, at goal: Int) -> Bool {
        let reached = undone[step] ?? reached(by: checked.withoutDoing(step))
        undone[step] = reached
        return reached[goal]
    }

    private func reached(by search: Search) -> [Bool] {
        checked.card.steps.indices.map { search.reaches($0) }
    }
}
