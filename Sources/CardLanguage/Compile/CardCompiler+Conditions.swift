import CardEngine

extension CardCompiler {
    /// What a condition can ask of a subject, in parts of the language that are not read yet.
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
        let parts = key.value.unicodeScalars.split(separator: ".", maxSplits: 1).map { String($0) }
        if parts.count == 2, parts[0] == "uitkomst" || parts[0] == "keer" {
            return stepOperand(parts[0], Located(value: parts[1], range: key.range))
        }
        if parts.count == 2, parts[0] == "toestemming" {
            reportLaterOperand("toestemming", at: key.range)
            return nil
        }
        if Self.laterOperands.contains(key.value) {
            reportLaterOperand(key.value, at: key.range)
            return nil
        }
        if fieldIndex[key.value] != nil { return .field(FieldID(key.value)) }
        guard !declaration.unread.fields else { return nil }
        let hint = hint(key.value, among: declaration.fields.lazy.map(\.id.value), share: 5)
        if hint.isEmpty, key.value.isID {
            // Which attributes a pupil has is not known in this release.
            report(
                .wordNotReadYet, at: key.range,
                "Het veld \(key.value.quoted) staat niet onder `gegevens`. Een kenmerk van de leerling wordt in deze "
                    + "uitgave nog niet gelezen. Laat het voorlopig weg.")
        } else {
            report(
                .unknownField, at: key.range,
                "Het veld \(key.value.quoted) staat niet onder `gegevens`.\(hint)")
        }
        return nil
    }

    private mutating func reportLaterOperand(_ word: String, at range: SourceRange) {
        report(
            .wordNotReadYet, at: range,
            "Een voorwaarde op `\(word)` hoort bij de kaarttaal, maar wordt in deze uitgave nog niet gelezen. Laat haar "
                + "voorlopig weg.")
    }

    private mutating func stepOperand(_ word: String, _ name: Located<String>) -> Operand? {
        let step = stepID(name)
        guard let index = stepIndex[name.value] else { return nil }
        switch declaration.steps[index].kind {
        case .unread: return nil
        case .task: return word == "uitkomst" ? .outcome(step) : .visits(step)
        case .choice:
            report(
                .testDoesNotFit, at: name.range,
                "`\(name.value)` is een keuze: die maakt het programma zelf, en zij heeft geen uitkomst of aantal keer. Vraag "
                    + "naar een stap die iemand doet.")
            return nil
        }
    }

    private mutating func tests(_ test: TestDeclaration, of operand: Operand, at range: SourceRange)
        -> Condition?
    {
        switch test {
        case .empty, .filled:
            if case .visits = operand {
                report(
                    .testDoesNotFit, at: range,
                    "`keer` is altijd een getal, nooit leeg. Vraag bijvoorbeeld `{minstens: 1}`.")
                return nil
            }
            return .test(operand, test == .empty ? .empty : .filled)
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
        guard !word.value.isEmpty else { return nil }
        switch operand {
        case .visits:
            guard word.value.isDigits, let number = Number(word.value) else {
                report(
                    .valueOutsideField, at: word.range,
                    "`keer` is een heel getal, 0 of meer, en nooit \(word.value.quoted).")
                return nil
            }
            return .number(number)
        case .outcome(let step):
            return outcome(word, of: step)
        case .field(let id):
            guard let index = fieldIndex[id.rawValue], let kind = declaration.fields[index].kind else {
                return nil
            }
            // Only the kind and the options count here; the limits have been looked at with the field itself.
            let field = declaration.fields[index]
            let plain = Field(id: id, title: field.title.value, kind: self.kind(of: field))
            return kind == .multipleChoice ? option(word, of: plain) : value(word, of: plain)
        }
    }

    private mutating func outcome(_ word: Located<String>, of step: StepID) -> FieldValue? {
        guard let index = stepIndex[step.rawValue], case .task(let task) = declaration.steps[index].kind
        else {
            return nil
        }
        if engineOutcomes.contains(word.value) {
            report(
                .wordNotReadYet, at: word.range,
                "De uitkomst `\(word.value)` hoort bij de kaarttaal, maar wordt in deze uitgave nog niet gelezen. "
                    + "Laat haar voorlopig weg."
            )
            return nil
        }
        let skipped = declaration.steps[index].condition == nil ? [] : [Outcome.skipped]
        let known = (task.outcomes?.map(\.name.value) ?? [Outcome.done]) + skipped
        guard known.contains(word.value) else {
            report(
                .unknownOutcome, at: word.range,
                "De stap `\(step)` heeft geen uitkomst \(word.value.quoted). Kies uit: \(known.joined(separator: ", "))."
                    + hint(word.value, among: known))
            return nil
        }
        return .choice(word.value)
    }

    /// One option of a multiple choice: what is written is never split.
    private mutating func option(_ word: Located<String>, of field: Field) -> FieldValue? {
        guard case .multipleChoice(let options) = field.kind else { return nil }
        return value(word, of: Field(id: field.id, title: field.title, kind: .choice(options)))
    }

    private mutating func value(_ word: Located<String>, of field: Field) -> FieldValue? {
        switch FieldText.value(of: word.value, for: field) {
        case .success(.person(let person)):
            if let school, school.person(person) == nil {
                report(
                    .valueOutsideField, at: word.range,
                    "\(word.value.quoted) staat in het schoolbestand niet onder `medewerkers`.")
                return nil
            }
            return .person(person)
        case .success(let value): return value
        case .failure(let fault):
            let reason =
                switch fault {
                case .notAnOption(_, let known):
                    " Kies uit: \(known.joined(separator: ", "))." + hint(word.value, among: known)
                case .notYesOrNo: " Kies uit: ja, nee."
                case .notANumber: " Het veld is een getal."
                case .notWhole: " Het veld is een heel getal."
                case .notADate: " Het veld is een datum: jaar-maand-dag."
                case .empty, .unknownPerson, .wrongKind, .tooSmall, .tooLarge, .tooSoon, .tooLate, .tooLong:
                    ""
                }
            report(
                .valueOutsideField, at: word.range,
                "Het veld `\(field.id)` kan nooit \(word.value.quoted) zijn.\(reason)")
            return nil
        }
    }

    private mutating func compare(_ comparison: TestDeclaration.Comparison, _ operand: Operand) -> Test? {
        guard !comparison.value.value.isEmpty else { return nil }
        switch (comparison.word, isNumber(operand), isDate(operand)) {
        case (.minimum, true, _): return number(comparison.value).map { .atLeast($0) }
        case (.maximum, true, _): return number(comparison.value).map { .atMost($0) }
        case (.before, _, true): return readMoment(comparison.value).map { .before($0) }
        case (.after, _, true): return readMoment(comparison.value).map { .after($0) }
        case (_, _, _):
            report(
                .testDoesNotFit, at: comparison.value.range,
                "`\(comparison.word.rawValue)` past hier niet: `minstens` en `hoogstens` horen bij een getal, `voor` en "
                    + "`na` bij een datum.")
            return nil
        }
    }

    private func fieldWord(of operand: Operand) -> FieldWord? {
        guard case .field(let id) = operand, let index = fieldIndex[id.rawValue] else { return nil }
        return declaration.fields[index].kind
    }

    private func isNumber(_ operand: Operand) -> Bool {
        if case .visits = operand { return true }
        let kind = fieldWord(of: operand)
        return kind == .number || kind == .wholeNumber
    }

    private func isDate(_ operand: Operand) -> Bool { fieldWord(of: operand) == .date }

    /// A moment that stands where a value can stand.
    mutating func readMoment(_ text: Located<String>) -> Moment? {
        var reader = DeclarationReader()
        let written = reader.moment(text)
        diagnostics += reader.diagnostics
        return moment(written)
    }
}
