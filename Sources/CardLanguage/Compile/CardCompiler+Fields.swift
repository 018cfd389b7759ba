import CardEngine

extension CardCompiler {
    mutating func field(_ field: FieldDeclaration) -> Field {
        let minimum = field.minimum.flatMap { bound($0, of: field) }
        let maximum = field.maximum.flatMap { bound($0, of: field) }
        if case .number(let least) = minimum, case .number(let most) = maximum, most < least,
            let place = field.maximum?.range
        {
            report(
                .limitsReversed, at: place,
                "`hoogstens` is kleiner dan `minstens`; dan past geen enkel getal. Draai ze om.")
        }
        return Field(
            id: FieldID(field.id.value), title: field.title.value, kind: kind(of: field), minimum: minimum,
            maximum: maximum, isSensitive: field.isSensitive,
            visibleTo: field.visibleTo.map { $0.map { role($0) } })
    }

    func kind(of field: FieldDeclaration) -> FieldKind {
        switch field.kind {
        case .text, nil: .text
        case .longText: .longText
        case .number: .number
        case .wholeNumber: .wholeNumber
        case .date: .date
        case .yesNo: .yesNo
        case .choice: .choice(field.options.map(\.value))
        case .multipleChoice: .multipleChoice(field.options.map(\.value))
        case .document: .document
        case .person: .person
        }
    }

    private mutating func bound(_ text: Located<String>, of field: FieldDeclaration) -> Bound? {
        switch field.kind {
        case .number, .wholeNumber:
            return number(text).map { .number($0) }
        case .date:
            return readMoment(text).map { .moment($0) }
        case .text, .longText, .yesNo, .choice, .multipleChoice, .document, .person, nil:
            return nil
        }
    }

    mutating func number(_ text: Located<String>) -> Number? {
        let number = Number(text.value)
        if text.value.isEmpty { return nil }
        if number == nil {
            report(
                .notANumber, at: text.range,
                "\(text.value.quoted) is geen getal. Schrijf cijfers, zoals 12 of 7,5.")
        }
        return number
    }
}
