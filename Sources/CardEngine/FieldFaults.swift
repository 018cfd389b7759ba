import SchoolTime

extension Decision {
    /// What is wrong with a value of a field, filled in on that day at that place; nil when nothing is.
    ///
    /// What could not be read back from its stored form is refused here, before it becomes an event.
    func fault(
        in value: FieldValue, of field: Field, isRequired: Bool = true, on day: Day, at place: Place?
    ) -> ValueFault? {
        switch (field.kind, value) {
        case (.text, .text(let text)), (.longText, .text(let text)), (.document, .document(let text)):
            return fault(in: text)
        case (.number, .number(let number)):
            return fault(in: number, of: field)
        case (.wholeNumber, .number(let number)):
            return number.isWhole ? fault(in: number, of: field) : .notWhole(number.description)
        case (.date, .date(let date)):
            return fault(in: date, of: field, on: day, at: place)
        case (.yesNo, .yesNo):
            return nil
        case (.choice(let options), .choice(let option)):
            return options.contains(option) ? nil : .notAnOption(option, known: options)
        case (.multipleChoice(let options), .choices(let chosen)):
            guard !chosen.isEmpty else { return .empty }
            return chosen.first { !options.contains($0) }.map { .notAnOption($0, known: options) }
        case (.person, .person(let person)):
            let isKnown = now.roster.staff.contains(person) || now.roster.contacts[person] != nil
            return isKnown ? nil : .unknownPerson(person.rawValue)
        case (.pupil, .pupil(let number)):
            return now.world.pupils.contains { $0.id == number } ? nil : .unknownPupil(number)
        case (.list(let columns, let source), .rows(let rows)):
            return fault(in: rows, of: field, columns, source, isRequired: isRequired, on: day, at: place)
        case (.text, _), (.longText, _), (.document, _), (.number, _), (.wholeNumber, _), (.date, _),
            (.yesNo, _), (.choice, _), (.multipleChoice, _), (.person, _), (.pupil, _), (.list, _):
            return .wrongKind
        }
    }

    /// A reason is a text like that of a field.
    func check(reason: String) throws(Refusal) {
        guard reason.hasText else { throw .reasonNeeded }
        guard reason.unicodeScalars.count <= FieldValue.textLimit else {
            throw .reasonTooLong(limit: FieldValue.textLimit)
        }
    }

    private func fault(in text: String) -> ValueFault? {
        guard text.hasText else { return .empty }
        return text.unicodeScalars.count > FieldValue.textLimit ? .tooLong(limit: FieldValue.textLimit) : nil
    }

    private func fault(in number: Number, of field: Field) -> ValueFault? {
        guard Number(number.description) == number else { return .notANumber(number.description) }
        if case .number(let least) = field.minimum, number < least { return .tooSmall(least: least) }
        if case .number(let most) = field.maximum, number > most { return .tooLarge(most: most) }
        return nil
    }

    private func fault(in date: Day, of field: Field, on day: Day, at place: Place?) -> ValueFault? {
        guard date.isStorable else { return .notADate(date.description) }
        let least = bound(field.minimum, .first, on: day, at: place)
        if let least, date < least { return .tooSoon(least: least) }
        let most = bound(field.maximum, .last, on: day, at: place)
        if let most, date > most { return .tooLate(most: most) }
        return nil
    }

    /// The day that a limit means; nil when there is none, or its day is not known.
    private func bound(_ bound: Bound?, _ edge: Edge, on day: Day, at place: Place?) -> Day? {
        switch bound {
        case .moment(let moment): self.day(of: moment, from: day, at: place, edge: edge)
        case .number, nil: nil
        }
    }
}

extension FieldValue {
    /// The longest text that a field takes, in unicode scalars: some ten pages.
    public static let textLimit = 20_000
}

extension String {
    /// Whether there is something in it to read: more than white space and invisible signs, judged by scalar, for a
    /// grapheme can hide one.
    public var hasText: Bool {
        unicodeScalars.contains { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format: false
            default: !scalar.properties.isWhitespace
            }
        }
    }
}
