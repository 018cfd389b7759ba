import CardEngine

extension CardCheck {
    /// A choice that leaves a case uncovered: every combination of values is tried, up to a bound.
    static let choiceCoverage = CardCheck(name: "ChoiceCoverage") { checked in
        checked.card.steps.indices.compactMap { index in
            guard case .choice(let choice) = checked.card.steps[index].kind,
                !choice.rows.contains(where: { $0.condition == nil })
            else { return nil }
            return diagnostic(of: choice, at: index, in: checked)
        }
    }

    private static let limit = 20_000

    private static func diagnostic(of choice: ChoiceStep, at index: Int, in checked: CheckedCard) -> Diagnostic? {
        let place = checked.place(ofStep: index)
        let conditions = choice.rows.compactMap(\.condition)
        var operands: [Operand] = []
        for (operand, _) in conditions.flatMap(\.tests) where !operands.contains(operand) { operands.append(operand) }
        var domains: [[FieldValue?]] = []
        for operand in operands {
            guard let domain = domain(of: operand, conditions, before: index, in: checked) else {
                return Diagnostic(
                    .uncoveredChoice, at: place, "Deze keuze kijkt naar `\(operand.written)`; daarbij hoort een laatste regel met `anders`.")
            }
            domains.append(domain)
        }
        guard domains.reduce(1, { $0 > limit ? $0 : $0 * $1.count }) <= limit else {
            return Diagnostic(
                .tooLargeToProve, at: place,
                "Deze keuze kijkt naar te veel velden tegelijk om na te gaan of alles gedekt is. Zet er een laatste regel met `anders` bij.")
        }
        return uncovered(conditions, operands, domains).map { values in
            let described = zip(operands, values).map { "\($0.written) = \($1.map(FieldText.text) ?? "leeg")" }
            return Diagnostic(
                .uncoveredChoice, at: place,
                "Bij \(described.joined(separator: ", ")) beslist geen enkele regel. Zet die regel erbij, of een laatste met `anders`.")
        }
    }

    /// The first combination for which no condition holds.
    private static func uncovered(
        _ conditions: [Condition], _ operands: [Operand], _ domains: [[FieldValue?]]
    ) -> [FieldValue?]? {
        var places = Array(repeating: 0, count: domains.count)
        while true {
            let values = zip(domains, places).map { $0[$1] }
            let byOperand = Dictionary(zip(operands, values), uniquingKeysWith: { first, _ in first })
            let isCovered = conditions.contains { condition in
                condition.holds(valueOf: { byOperand[$0] ?? nil }, dayOf: { _ in nil })
            }
            if !isCovered { return values }
            guard let turn = places.indices.last(where: { places[$0] + 1 < domains[$0].count }) else { return nil }
            places[turn] += 1
            for index in places.indices where index > turn { places[index] = 0 }
        }
    }

    /// The values that make a difference; nil when they can't be listed.
    private static func domain(
        of operand: Operand, _ conditions: [Condition], before index: Int, in checked: CheckedCard
    ) -> [FieldValue?]? {
        switch operand {
        case .outcome(let step):
            guard case .task(let task)? = checked.card.step(step)?.kind else { return nil }
            return task.outcomes.map { .choice($0.name) } + [.choice(Outcome.skipped), nil]
        case .visits:
            return numbers(of: operand, conditions).map(Optional.some)
        case .field(let id):
            guard let field = checked.card.field(id) else { return nil }
            let empty: [FieldValue?] = checked.pathWithout(id, to: index) == nil ? [] : [nil]
            switch field.kind {
            case .yesNo: return [.yesNo(true), .yesNo(false)] + empty
            case .choice(let options): return options.map { .choice($0) } + empty
            case .number, .wholeNumber: return numbers(of: operand, conditions).map(Optional.some) + empty
            case .text, .longText, .document, .person:
                // Only whether it is filled in can be asked for certain.
                let compared = conditions.flatMap(\.tests).contains { $0.operand == operand && !$0.test.asksForEmpty }
                return compared ? nil : [.text("x")] + empty
            case .date, .multipleChoice: return nil
            }
        }
    }

    /// Below, at and above each number that the conditions compare with.
    private static func numbers(of operand: Operand, _ conditions: [Condition]) -> [FieldValue] {
        var bounds: Set<Number> = []
        for (other, test) in conditions.flatMap(\.tests) where other == operand {
            switch test {
            case .atLeast(let number), .atMost(let number): bounds.insert(number)
            case .oneOf(let values):
                for case .number(let number) in values { bounds.insert(number) }
            case .before, .after, .empty, .filled: break
            }
        }
        let sorted = bounds.sorted()
        var points: [Number] = sorted
        for number in sorted {
            let whole = number.coefficient / (0..<number.scale).reduce(1) { power, _ in power * 10 }
            points += [Number(whole - 1), Number(whole + 1)]
        }
        let isCount = if case .visits = operand { true } else { false }
        return Set(points).sorted().filter { !isCount || $0 >= Number(0) }.map { .number($0) }
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
