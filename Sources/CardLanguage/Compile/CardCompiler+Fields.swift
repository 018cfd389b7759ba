import CardEngine

extension CardCompiler {
    mutating func field(_ field: FieldDeclaration) -> Field {
        Field(
            id: FieldID(field.id.value), title: field.title.value, kind: kind(of: field),
            minimum: field.minimum.flatMap { bound($0, of: field) },
            maximum: field.maximum.flatMap { bound($0, of: field) }, isSensitive: field.isSensitive,
            visibleTo: field.visibleTo.map { $0.map { role($0) } })
    }

    private func kind(of field: FieldDeclaration) -> FieldKind {
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
            var reader = DeclarationReader()
            let written = reader.moment(text)
            diagnostics += reader.diagnostics
            return moment(written).map { .moment($0) }
        case .text, .longText, .yesNo, .choice, .multipleChoice, .document, .person, nil:
            return nil
        }
    }

    mutating func number(_ text: Located<String>) -> Number? {
        let number = Number(text.value)
        if number == nil { report(.notANumber, at: text.range, "\(text.value.quoted) is geen getal.") }
        return number
    }
}
