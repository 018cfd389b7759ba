import CardEngine

/// What is compared in a condition: plain values, of the type that the schema gives them.
extension CardCompiler {
    /// A plain value, of the type of the operand: the schema decides, never the look of the value.
    mutating func value(_ word: Located<String>, of operand: Operand) -> FieldValue? {
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
        case .consent:
            let plain = Field(id: "toestemming", title: "", kind: .yesNo)
            return value(word, of: plain, called: "Een toestemming")
        case .attribute(let id):
            return attributeValue(word, of: id)
        case .field(let id):
            guard let entry = fields[id.rawValue], entry.declaration.kind != nil else { return nil }
            // Only the kind and the options count here; the limits have been looked at with the field itself.
            let plain = Field(id: id, title: "", kind: single(plainKind(of: entry.declaration)))
            return value(word, of: plain, called: "Het veld `\(id)`")
        }
    }

    /// Of a multiple choice one option is asked: what is written is never split.
    private func single(_ kind: FieldKind) -> FieldKind {
        if case .multipleChoice(let options) = kind { .choice(options) } else { kind }
    }

    /// As it is written, when the attribute can be that: its kind is the school's, and may change.
    private mutating func attributeValue(_ word: Located<String>, of id: AttributeID) -> FieldValue? {
        if id == .group, let school, !school.groups.contains(where: { $0.id.rawValue == word.value }) {
            report(
                .unknownGroup, at: word.range,
                "De groep \(word.value.quoted) staat niet onder `groepen`."
                    + hint(word.value, among: school.groups.map(\.id.rawValue)))
            return nil
        }
        if let attribute = attributes[id.rawValue] {
            let plain = Field(id: FieldID(id.rawValue), title: "", kind: single(attribute.kind))
            guard let value = value(word, of: plain, called: "Het kenmerk `\(id)`") else { return nil }
            if case .number(let number) = value, school != nil, !canBe(number, id, at: word.range) {
                return nil
            }
        }
        return .text(word.value)
    }

    private mutating func outcome(_ word: Located<String>, of step: StepID) -> FieldValue? {
        guard let index = stepIndex[step.rawValue] else { return nil }
        let declared = layout.steps[index]
        // The ends of another card are looked up with the cards together.
        guard let own = declared.knownOutcomes else { return .choice(word.value) }
        let known = own + (declared.condition == nil ? [] : [Outcome.skipped])
        guard known.contains(word.value) else {
            report(
                .unknownOutcome, at: word.range,
                "De stap `\(step)` heeft geen uitkomst \(word.value.quoted). Kies uit: \(known.joined(separator: ", "))."
                    + hint(word.value, among: known))
            return nil
        }
        return .choice(word.value)
    }

    private mutating func value(_ word: Located<String>, of field: Field, called name: String) -> FieldValue?
    {
        switch FieldText.value(of: word.value, for: field) {
        case .success(.person(let person)):
            if let school, school.person(person) == nil, !school.contacts.contains(where: { $0.id == person })
            {
                report(
                    .valueOutsideField, at: word.range,
                    "\(word.value.quoted) staat in het schoolbestand niet onder `medewerkers` of `contacten`."
                )
                return nil
            }
            return .person(person)
        case .success(.pupil(let number)):
            // Of an old text it is as it was.
            guard school != nil, !number.isPupilNumber || number.holdsBSN else { return .pupil(number) }
            report(
                .valueOutsideField, at: word.range,
                "\(name) kan dit nooit zijn. Het is het nummer van een leerling: met een cijfer, hooguit vier letters, en geen "
                    + "burgerservicenummer.")
            return nil
        case .success(let value): return value
        case .failure(let fault):
            let reason =
                switch fault {
                case .notAnOption(_, let known):
                    " Kies uit: \(known.joined(separator: ", "))." + hint(word.value, among: known)
                case .notYesOrNo: " Kies uit: ja, nee."
                case .notANumber:
                    " Het is een getal; van een getal af of tot een getal schrijft u als `{minstens: 3}` of `{hoogstens: 3}`."
                case .notWhole: " Het is een heel getal."
                case .notADate: " Het is een datum: jaar-maand-dag."
                case .empty, .unknownPerson, .unknownPupil, .wrongKind, .tooSmall, .tooLarge, .tooSoon,
                    .tooLate,
                    .tooLong, .tooFewRows, .tooManyRows, .cellNeeded, .wrongCell, .rowInUse, .rowNeeded,
                    .rowTwice:
                    ""
                }
            report(
                .valueOutsideField, at: word.range, "\(name) kan nooit \(word.value.quoted) zijn.\(reason)")
            return nil
        }
    }
}

extension StepDeclaration {
    /// The outcomes that the step can have, but for that of being skipped; nil when they are the ends of another card.
    fileprivate var knownOutcomes: [String]? {
        let named = outcomes?.map(\.name.value)
        switch kind {
        case .task, .register, .unread: return named ?? [Outcome.done]
        case .call(let call) where !call.goesOn: return nil
        case .sign, .choice, .parallel, .forEach, .call, .wait:
            let own = kind.ownOutcomes ?? []
            return own + (named ?? []).filter { !own.contains($0) }
        }
    }
}
