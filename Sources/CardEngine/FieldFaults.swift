import SchoolTime

/// What is filled in at once. A limit that counts from a field means its value on this form, not the one it replaces.
struct Form {
    /// The day on which it was done.
    let day: Day
    let place: Place?
    var values: [FieldID: FieldValue] = [:]
    /// What the fields held before.
    var kept: [FieldID: FieldValue] = [:]
    /// What is taken away: no limit counts from it any more.
    var emptied: Set<FieldID> = []

    /// The same with the cells of one row of a list.
    func within(_ row: Row, of list: FieldID) -> Form {
        var known: [Row] = []
        if case .rows(let rows)? = kept[list] { known = rows }
        return Form(
            day: day, place: place, values: values.merging(row.cells) { $1 },
            kept: known.first { $0.number == row.number }?.cells ?? [:], emptied: emptied)
    }
}

extension Decision {
    /// What is wrong with a value of a field, filled in on that form; nil when nothing is.
    ///
    /// Who has left since stays who it was about. What could not be read back from its stored form is refused here, before it becomes an event.
    func fault(
        in value: FieldValue, of field: Field, isRequired: Bool = true, on form: Form
    ) -> ValueFault? {
        switch (field.kind, value) {
        case (.text, .text(let text)), (.longText, .text(let text)), (.document, .document(let text)):
            return fault(in: text)
        case (.number, .number(let number)):
            return fault(in: number, of: field)
        case (.wholeNumber, .number(let number)):
            return number.isWhole ? fault(in: number, of: field) : .notWhole(number.description)
        case (.date, .date(let date)):
            return fault(in: date, of: field, on: form)
        case (.yesNo, .yesNo):
            return nil
        case (.choice(let options), .choice(let option)):
            return options.contains(option) ? nil : .notAnOption(option, known: options)
        case (.multipleChoice(let options), .choices(let chosen)):
            guard !chosen.isEmpty else { return .empty }
            return chosen.first { !options.contains($0) }.map { .notAnOption($0, known: options) }
        case (.person, .person(let person)):
            // A contact is nobody whom a case can be about.
            let isKnown =
                now.roster.staff.contains(person)
                || now.roster.contacts[person] != nil && !card.callsAbout(field.id)
            return isKnown || form.kept[field.id] == value ? nil : .unknownPerson(person.rawValue)
        case (.pupil, .pupil(let number)):
            let isThere = now.pupils(at: form.place, in: state).contains { $0.id == number }
            return isThere || form.kept[field.id] == value ? nil : .unknownPupil(number)
        case (.list(let columns, let source), .rows(let rows)):
            return fault(in: rows, of: field, columns, source, isRequired: isRequired, on: form)
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
        Number(number.description) == number ? field.limitFault(of: number) : .notANumber(number.description)
    }

    private func fault(in date: Day, of field: Field, on form: Form) -> ValueFault? {
        guard date.isStorable else { return .notADate(date.description) }
        let least = bound(field.minimum, .first, on: form)
        if let least, date < least { return .tooSoon(least: tells(field.minimum, on: form) ? least : nil) }
        let most = bound(field.maximum, .last, on: form)
        if let most, date > most { return .tooLate(most: tells(field.maximum, on: form) ? most : nil) }
        return nil
    }

    /// Whether the actor may know the day that a limit comes to: what it counts from stands on this form, can be seen in
    /// the case, or is a day of the school year.
    private func tells(_ bound: Bound?, on form: Form) -> Bool {
        guard case .moment(let moment)? = bound, let anchor = moment.anchor else { return true }
        switch anchor {
        case .field(let field) where form.values[field] != nil: return true
        case .named(let name) where !isOfSubject(name, at: form.place): return true
        case .field, .named, .step, .start, .occasion: break
        }
        return view(of: state, on: card, for: now.actor, in: now.roster, parts: now.world.rosters)?
            .sees(anchor, on: card) { home(of: $0, at: form.place) } ?? false
    }

    /// The day that a limit means; nil when there is none, or its day is not known.
    private func bound(_ bound: Bound?, _ edge: Edge, on form: Form) -> Day? {
        switch bound {
        case .moment(let moment) where moment.anchor?.isField(of: form.emptied) == true: nil
        case .moment(let moment):
            day(of: moment, from: form.day, edge: edge, at: form.place, filledIn: form.values)
        case .number, nil: nil
        }
    }
}

extension Field {
    /// What is wrong with a number by the limits of the field; nil when nothing is.
    public func limitFault(of number: Number) -> ValueFault? {
        if case .number(let least) = minimum, number < least { return .tooSmall(least: least) }
        if case .number(let most) = maximum, number > most { return .tooLarge(most: most) }
        return nil
    }
}

extension Anchor {
    fileprivate func isField(of fields: Set<FieldID>) -> Bool {
        if case .field(let field) = self { fields.contains(field) } else { false }
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
