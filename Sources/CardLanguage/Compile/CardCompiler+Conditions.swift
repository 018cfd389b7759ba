import CardEngine

extension CardCompiler {
    /// What a condition can ask in parts of the language that are not read yet.
    private static let laterOperands: Set<String> = ["leeftijd", "jaargroep", "groep", "ingeschreven"]

    mutating func condition(_ condition: ConditionDeclaration) -> Condition? {
        switch condition {
        case .all(let parts): return .all(parts.compactMap { self.condition($0) })
        case .any(let parts): return .any(parts.compactMap { self.condition($0) })
        case .not(let part): return self.condition(part).map { .not($0) }
        case .test(let key, let test):
            guard let operand = operand(key) else { return nil }
            return tests(test, of: operand, at: key.range)
        }
    }

    private mutating func operand(_ key: Located<String>) -> Operand? {
        let parts = key.value.split(separator: ".", maxSplits: 1).map(String.init)
        if parts.count == 2, parts[0] == "uitkomst" || parts[0] == "keer" {
            return stepOperand(parts[0], Located(value: parts[1], range: key.range))
        }
        if parts.first == "toestemming" || Self.laterOperands.contains(key.value) {
            report(
                .wordNotReadYet, at: key.range,
                "Een voorwaarde op `\(parts[0])` hoort bij de kaarttaal, maar wordt in deze uitgave nog niet gelezen.")
            return nil
        }
        guard fieldIndex[key.value] != nil else {
            _ = fieldID(key)
            return nil
        }
        return .field(FieldID(key.value))
    }

    private mutating func stepOperand(_ word: String, _ name: Located<String>) -> Operand? {
        let step = stepID(name)
        guard let index = stepIndex[name.value] else { return nil }
        switch declaration.steps[index].kind {
        case .unread: return nil
        case .task: return word == "uitkomst" ? .outcome(step) : .visits(step)
        case .choice:
            report(.testDoesNotFit, at: name.range, "`\(name.value)` is een keuze; die heeft geen uitkomst. Vraag naar een taak.")
            return nil
        }
    }

    private mutating func tests(_ test: TestDeclaration, of operand: Operand, at range: SourceRange) -> Condition? {
        switch test {
        case .empty: return .test(operand, .empty)
        case .filled: return .test(operand, .filled)
        case .oneOf(let words):
            let values = words.compactMap { value($0, of: operand) }
            return values.count == words.count ? .test(operand, .oneOf(values)) : nil
        case .compare(let comparisons):
            let tests = comparisons.compactMap { compare($0, operand) }
            guard tests.count == comparisons.count else { return nil }
            return tests.count == 1 ? .test(operand, tests[0]) : .all(tests.map { .test(operand, $0) })
        }
    }

    /// A plain value, of the type of the field: the schema decides, never the look of the value.
    private mutating func value(_ word: Located<String>, of operand: Operand) -> FieldValue? {
        switch operand {
        case .visits:
            return number(word).map { .number($0) }
        case .outcome(let step):
            guard let index = stepIndex[step.rawValue], case .task(let task) = declaration.steps[index].kind else { return nil }
            let known = (task.outcomes?.map(\.name.value) ?? [Outcome.done]) + [Outcome.skipped]
            if !known.contains(word.value) {
                report(
                    .unknownOutcome, at: word.range,
                    "De stap `\(step)` heeft geen uitkomst \(word.value.quoted). Kies uit: \(known.joined(separator: ", "))."
                        + didYouMean(word.value, among: known))
            }
            return .choice(word.value)
        case .field(let id):
            guard let index = fieldIndex[id.rawValue], declaration.fields[index].kind != nil else { return nil }
            return value(word, of: field(declaration.fields[index]))
        }
    }

    private mutating func value(_ word: Located<String>, of field: Field) -> FieldValue? {
        switch FieldText.value(of: word.value, for: field) {
        case .success(.choices(let options)): return options.first.map { .choice($0) }
        case .success(let value): return value
        case .failure(let fault):
            let reason =
                switch fault {
                case .notAnOption(_, let known): " Kies uit: \(known.joined(separator: ", "))." + didYouMean(word.value, among: known)
                case .notYesOrNo: " Kies uit: ja, nee."
                case .notANumber, .notWhole: " Het veld is een getal."
                case .notADate: " Het veld is een datum: jaar-maand-dag."
                case .empty, .unknownPerson, .wrongKind, .tooSmall, .tooLarge, .tooSoon, .tooLate, .tooLong: ""
                }
            report(
                .valueOutsideField, at: word.range, "Het veld `\(field.id)` kan nooit \(word.value.quoted) zijn.\(reason)")
            return nil
        }
    }

    private mutating func compare(_ comparison: TestDeclaration.Comparison, _ operand: Operand) -> Test? {
        let kind: FieldWord? =
            switch operand {
            case .visits: .number
            case .outcome: nil
            case .field(let id): fieldIndex[id.rawValue].flatMap { declaration.fields[$0].kind }
            }
        switch (comparison.word, kind) {
        case (.minimum, .number), (.minimum, .wholeNumber):
            return number(comparison.value).map { .atLeast($0) }
        case (.maximum, .number), (.maximum, .wholeNumber):
            return number(comparison.value).map { .atMost($0) }
        case (.before, .date), (.after, .date):
            var reader = DeclarationReader()
            let written = reader.moment(comparison.value)
            diagnostics += reader.diagnostics
            return moment(written).map { comparison.word == .before ? .before($0) : .after($0) }
        default:
            report(
                .testDoesNotFit, at: comparison.value.range,
                "`\(comparison.word.rawValue)` past hier niet: `minstens` en `hoogstens` horen bij een getal, `voor` en `na` bij een datum.")
            return nil
        }
    }
}
