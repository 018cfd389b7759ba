import CardEngine

extension CardCompiler {
    mutating func condition(_ condition: ConditionDeclaration) -> Condition? {
        compile(condition) { compiler, key in compiler.operand(key) }
    }

    /// A condition of a start rule or a norm: nothing but the attributes of the subject is looked at.
    mutating func attributeCondition(_ condition: ConditionDeclaration) -> Condition? {
        compile(condition) { compiler, key in compiler.attributeOperand(key) }
    }

    private mutating func compile(
        _ condition: ConditionDeclaration, _ operand: (inout Self, Located<String>) -> Operand?
    ) -> Condition? {
        switch condition {
        case .all(let parts): return .all(parts.compactMap { compile($0, operand) })
        case .any(let parts): return .any(parts.compactMap { compile($0, operand) })
        case .not(let part): return compile(part, operand).map { .not($0) }
        case .test(let key, let test):
            guard let operand = operand(&self, key) else { return nil }
            return tests(test, of: operand, at: key.range)
        }
    }

    /// A key with a dot in two parts.
    private func parts(of key: Located<String>) -> (word: String, name: Located<String>)? {
        let parts = key.value.unicodeScalars.split(separator: ".", maxSplits: 1).map { String($0) }
        guard parts.count == 2 else { return nil }
        return (parts[0], Located(value: parts[1], range: key.range))
    }

    private mutating func operand(_ key: Located<String>) -> Operand? {
        if let (word, name) = parts(of: key) {
            switch word {
            case "uitkomst", "keer": return stepOperand(word, name)
            case "toestemming": return consentOperand(name)
            default: break
            }
        }
        if let entry = fields[key.value] {
            checkScope(of: entry, key)
            return .field(FieldID(key.value))
        }
        if attributes[key.value] != nil {
            look(at: key)
            return .attribute(AttributeID(key.value))
        }
        guard !isUnreadField(key) else { return nil }
        // Which attributes the school of an old case kept is not known any more.
        if school == nil, key.value.isID { return .attribute(AttributeID(key.value)) }
        if let index = stepIndex[key.value] {
            let step = layout.steps[index]
            report(
                .unknownField, at: key.range,
                "\(key.value.quoted) is een stap. Bedoelde u `uitkomst.\(key.value)`?",
                notes: [.init(range: step.id.range, message: "De stap staat hier.")])
            return nil
        }
        let meant = suggestion(
            key.value, among: [fieldNames, attributeNames].joined(),
            otherwise: "Zet het onder `gegevens`, of in het schoolbestand onder `kenmerken`.")
        report(
            .unknownField, at: key.range,
            "\(key.value.quoted) is geen veld onder `gegevens` en geen kenmerk van de leerling.\(meant.text)",
            notes: meant.notes)
        return nil
    }

    private mutating func attributeOperand(_ key: Located<String>) -> Operand? {
        if attributes[key.value] != nil, fields[key.value] == nil {
            look(at: key)
            return .attribute(AttributeID(key.value))
        }
        if parts(of: key) != nil || fields[key.value] != nil {
            report(
                .testDoesNotFit, at: key.range,
                "Hier telt alleen om wie het gaat, niet wat er in een traject is ingevuld of gedaan. Vraag alleen naar "
                    + "kenmerken, zoals `jaargroep`."
            )
            return nil
        }
        if school == nil, key.value.isID { return .attribute(AttributeID(key.value)) }
        report(
            .unknownAttribute, at: key.range,
            "\(key.value.quoted) is geen kenmerk van de leerling."
                + hint(
                    key.value, among: attributeNames,
                    otherwise: "Zet het in het schoolbestand onder `kenmerken`."))
        return nil
    }

    private mutating func consentOperand(_ purpose: Located<String>) -> Operand? {
        guard purpose.value.isID else {
            report(
                .notAnID, at: purpose.range,
                "\(purpose.value.quoted) kan geen doel zijn. Schrijf het zoals bij `geeft_toestemming`, bijvoorbeeld "
                    + "`toestemming.zib-vo`.")
            return nil
        }
        return .consent(PurposeID(purpose.value))
    }

    private mutating func stepOperand(_ word: String, _ name: Located<String>) -> Operand? {
        let step = stepID(name)
        guard let index = stepIndex[name.value] else { return nil }
        switch layout.steps[index].kind {
        case .unread: return nil
        case .task, .sign, .parallel, .forEach, .call, .wait, .register:
            return word == "uitkomst" ? .outcome(step) : .visits(step)
        case .choice:
            report(
                .testDoesNotFit, at: name.range,
                "`\(name.value)` is een keuze: die maakt het programma zelf, en zij heeft geen uitkomst of aantal keer. Vraag "
                    + "naar een andere stap.")
            return nil
        }
    }

    private mutating func tests(
        _ test: TestDeclaration, of operand: Operand, at range: SourceRange
    ) -> Condition? {
        switch test {
        case .empty, .filled:
            switch operand {
            case .visits:
                report(
                    .testDoesNotFit, at: range,
                    "`keer` is altijd een getal, nooit leeg. Vraag bijvoorbeeld `{minstens: 1}`.")
                return nil
            case .consent:
                report(
                    .testDoesNotFit, at: range,
                    "Een toestemming is er of is er niet, en nooit leeg. Vraag `ja` of `nee`.")
                return nil
            case .field, .outcome, .attribute:
                return .test(operand, test == .empty ? .empty : .filled)
            }
        case .oneOf(let words):
            if kind(of: operand) == .list {
                report(
                    .testDoesNotFit, at: range,
                    "Een lijst heeft niet één waarde. Vraag `leeg` of `ingevuld`.")
                return nil
            }
            let values = words.compactMap { value($0, of: operand) }
            return values.count == words.count ? .test(operand, .oneOf(values)) : nil
        case .compare(let comparisons):
            let tests = comparisons.compactMap { compare($0, operand) }
            guard tests.count == comparisons.count else { return nil }
            return tests.count == 1 ? .test(operand, tests[0]) : .all(tests.map { .test(operand, $0) })
        }
    }

    private mutating func compare(_ comparison: TestDeclaration.Comparison, _ operand: Operand) -> Test? {
        guard !comparison.value.value.isEmpty else { return nil }
        switch (comparison.word, isNumber(operand), isDate(operand)) {
        case (.minimum, true, _): return limit(comparison.value, operand).map { .atLeast($0) }
        case (.maximum, true, _): return limit(comparison.value, operand).map { .atMost($0) }
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

    private mutating func limit(_ word: Located<String>, _ operand: Operand) -> Number? {
        guard let number = number(word) else { return nil }
        guard case .attribute(let id) = operand, school != nil else { return number }
        return canBe(number, id, at: word.range) ? number : nil
    }

    private func kind(of operand: Operand) -> FieldWord? {
        guard case .field(let id) = operand else { return nil }
        return fields[id.rawValue]?.declaration.kind
    }

    private func isNumber(_ operand: Operand) -> Bool {
        switch operand {
        case .visits: return true
        case .attribute(let id):
            // Of the school of an old case it is not known.
            guard let attribute = attributes[id.rawValue] else { return true }
            return attribute.kind == .number || attribute.kind == .wholeNumber
        case .field, .outcome, .consent:
            let kind = kind(of: operand)
            return kind == .number || kind == .wholeNumber
        }
    }

    private func isDate(_ operand: Operand) -> Bool {
        switch operand {
        case .attribute(let id): attributes[id.rawValue].map { $0.kind == .date } ?? true
        case .field, .outcome, .visits, .consent: kind(of: operand) == .date
        }
    }
}
