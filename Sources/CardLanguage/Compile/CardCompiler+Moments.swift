import CardEngine

extension CardCompiler {
    /// The moment with its anchor looked up; nil, with a complaint, when there is no such anchor.
    mutating func moment(_ moment: MomentDeclaration) -> Moment? {
        switch moment.form {
        case .span(let duration): .span(duration)
        case .relative(let duration, let direction, let name):
            anchor(name).map { .relative(duration, direction, $0) }
        case .anchor(let name): anchor(name).map { .anchor($0) }
        case .today: .today
        case .period(let period): .period(period)
        case .dayBefore(let period): .dayBefore(period)
        case .next(let period, let name): anchor(name).map { .next(period, after: $0) }
        case .unread: nil
        }
    }

    /// A moment that stands where a value can stand.
    mutating func readMoment(_ text: Located<String>) -> Moment? {
        var reader = DeclarationReader()
        let written = reader.moment(text)
        diagnostics += reader.diagnostics
        return moment(written)
    }

    private mutating func anchor(_ name: Located<String>) -> Anchor? {
        if name.value == Keyword.start.rawValue { return .start }
        if name.value == Keyword.occasion.rawValue { return .occasion }
        if stepIndex[name.value] != nil { return .step(stepID(name)) }
        if let entry = fields[name.value] {
            if let kind = entry.declaration.kind, kind != .date {
                report(
                    .unknownAnchor, at: name.range,
                    "Het veld \(name.value.quoted) is geen datum; daar kan een termijn niet van tellen.")
                return nil
            }
            checkScope(of: entry, name)
            return .field(FieldID(name.value))
        }
        if let attribute = attributes[name.value], attribute.kind != .date {
            report(
                .unknownAnchor, at: name.range,
                "Het kenmerk \(name.value.quoted) is geen datum; daar kan een termijn niet van tellen.")
            return nil
        }
        if attributes[name.value] == nil, let plannedNames, school != nil, !plannedNames.contains(name.value)
        {
            reportUnknownAnchor(name)
            return nil
        }
        if attributes[name.value] != nil { look(at: name) }
        return .named(AttributeID(name.value))
    }

    private mutating func reportUnknownAnchor(_ name: Located<String>) {
        guard !isUnreadStep(name), !isUnreadField(name) else { return }
        let meant = suggestion(name.value, among: anchorNames)
        let planned =
            " Een naam voor een dag of periode zet u onder `planning` in het bestand van het schooljaar; die van een vakantie is er geen."
        report(
            .unknownAnchor, at: name.range,
            "\(name.value.quoted) is geen stap, geen datumveld, geen datum van de leerling en geen naam in het schooljaar; "
                + "daar kan een termijn niet van tellen.\(meant.text.isEmpty ? planned : meant.text)",
            notes: meant.notes)
    }
}
