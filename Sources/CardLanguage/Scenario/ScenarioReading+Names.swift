import CardEngine
import SchoolTime

/// What the names and values in a scenario mean.
extension DeclarationReader {
    /// A step of the card; nil with a complaint, and silently when the card can't be used.
    ///
    /// - Parameter others: what may stand there besides.
    mutating func scenarioStep(
        _ name: Located<String>, _ names: ScenarioNames?, or others: [String] = []
    ) -> StepID? {
        guard let names, !name.value.isEmpty else { return nil }
        let id = StepID(name.value)
        guard names.card.step(id) == nil else { return id }
        report(
            .unknownStep, at: name.range,
            "De kaart `\(names.card.id)` heeft geen stap \(name.value.quoted)."
                + hint(name.value, among: names.card.steps.map(\.id.rawValue) + others))
        return nil
    }

    mutating func checkEnd(_ name: Located<String>, of card: Card) {
        guard !name.value.isEmpty, card.end(EndID(name.value)) == nil else { return }
        report(
            .unknownTarget, at: name.range,
            "De kaart `\(card.id)` heeft geen einde \(name.value.quoted)."
                + hint(name.value, among: card.ends.map(\.id.rawValue)))
    }

    mutating func checkInterrupt(_ name: Located<String>, _ names: ScenarioNames?) {
        guard let names, !name.value.isEmpty else { return }
        let known = names.card.interrupts.compactMap { $0.report?.outcome }
        guard !known.contains(name.value) else { return }
        report(
            .unknownOutcome, at: name.range,
            "Bij de kaart `\(names.card.id)` kan niemand \(name.value.quoted) melden: dat staat niet onder `onderbreek`."
                + hint(name.value, among: known))
    }

    mutating func checkPurpose(_ name: Located<String>, _ names: ScenarioNames?) {
        guard let names, !name.value.isEmpty else { return }
        let known = names.card.namedPurposes
        guard !known.contains(PurposeID(name.value)) else { return }
        report(
            .wordDoesNotFit, at: name.range,
            "De kaart `\(names.card.id)` noemt geen toestemming voor \(name.value.quoted)."
                + hint(name.value, among: known.map(\.rawValue).sorted()))
    }

    /// A role of the school; without a school any name will do.
    mutating func scenarioRole(_ name: Located<String>, _ names: ScenarioNames?) -> RoleID {
        let id = RoleID(name.value)
        guard let school = names?.school, !name.value.isEmpty else { return id }
        if let role = school.role(id) { return role.id }
        report(
            .unknownRole, at: name.range,
            "De rol \(name.value.quoted) staat niet in het schoolbestand."
                + hint(name.value, among: school.roles.flatMap { [$0.id] + $0.aliases }.map(\.rawValue)))
        return id
    }

    /// A group of the school; without a school any name will do.
    mutating func scenarioGroup(_ name: Located<String>, _ names: ScenarioNames?) -> GroupID {
        let groups = names?.school?.groups.map(\.id.rawValue) ?? []
        if names?.school != nil, !name.value.isEmpty, !groups.contains(name.value) {
            report(
                .unknownGroup, at: name.range,
                "De groep \(name.value.quoted) staat niet in het schoolbestand."
                    + hint(name.value, among: groups))
        }
        return GroupID(name.value)
    }

    /// `leerkracht`, or `leerkracht 2`.
    mutating func scenarioActor(_ node: SyntaxNode, _ names: ScenarioNames?) -> ScenarioActor? {
        let text = word(node)
        guard !text.value.isEmpty else { return nil }
        let words = text.value.words
        var number: Int?
        if words.count == 2, let given = words[1].wholeNumber(in: 1...9) {
            number = given
        } else if words.count != 1 {
            report(
                .notAnOption, at: text.range,
                "\(text.value.quoted) is niemand. Noem een rol, zoals `leerkracht`, of één persoon ervan, zoals `ouders 1`."
            )
            return nil
        }
        let role = scenarioRole(Located(value: words[0], range: text.range), names)
        return ScenarioActor(role: role, number: number)
    }

    mutating func scenarioDuration(_ node: SyntaxNode) -> SchoolDuration? {
        let before = diagnostics.count
        guard let moment = moment(node) else { return nil }
        if case .span(let duration) = moment.form { return duration }
        if diagnostics.count == before, !node.isEmpty {
            report(
                .notAMoment, at: moment.range,
                "Hier hoort te staan hoe lang na de vorige regel dit is, zoals `10 dagen` of `3 schooldagen`."
            )
        }
        return nil
    }

    // MARK: - Values

    /// What is filled in, by field.
    mutating func input(_ node: SyntaxNode?, _ names: ScenarioNames) -> [FieldID: FieldValue] {
        var values: [FieldID: FieldValue] = [:]
        for entry in entries(node, of: "velden") {
            guard let field = scenarioField(entry.id, names) else { continue }
            values[field.id] = value(entry.value, of: field, names)
        }
        return values
    }

    /// A field of the card; nil with a complaint.
    mutating func scenarioField(_ name: Located<String>, _ names: ScenarioNames) -> Field? {
        if let field = names.card.field(FieldID(name.value)) { return field }
        reportUnknownField(name, names.card.fields, "De kaart `\(names.card.id)` heeft geen veld")
        return nil
    }

    /// A row of a list, by column.
    mutating func cells(_ node: SyntaxNode, of list: FieldID, _ names: ScenarioNames) -> [FieldID: FieldValue]
    {
        guard case .list(let columns, _)? = names.card.field(list)?.kind else { return [:] }
        return cells(node, columns, names)
    }

    private mutating func cells(
        _ node: SyntaxNode, _ columns: [Field], _ names: ScenarioNames
    ) -> [FieldID: FieldValue] {
        var cells: [FieldID: FieldValue] = [:]
        for entry in entries(node, of: "kolommen") {
            let id = FieldID(entry.id.value)
            guard let column = columns.first(where: { $0.id == id }) else {
                reportUnknownField(entry.id, columns, "Deze lijst heeft geen kolom")
                continue
            }
            cells[id] = value(entry.value, of: column, names)
        }
        return cells
    }

    private mutating func reportUnknownField(_ name: Located<String>, _ fields: [Field], _ sentence: String) {
        guard !name.value.isEmpty else { return }
        report(
            .unknownField, at: name.range,
            "\(sentence) \(name.value.quoted)." + hint(name.value, among: fields.map(\.id.rawValue)))
    }

    mutating func value(_ node: SyntaxNode, of field: Field, _ names: ScenarioNames) -> FieldValue? {
        if case .list(let columns, _) = field.kind {
            let rows = items(node, of: "rijen").enumerated().map { index, row in
                Row(number: index + 1, cells: cells(row, columns, names))
            }
            return .rows(rows)
        }
        if case .multipleChoice(let options) = field.kind, case .list(let items) = node.content {
            let chosen = items.map { word($0) }
            for word in chosen { _ = plain(word, of: field) }
            return .choices(options.filter { option in chosen.contains { $0.value == option } })
        }
        return plain(word(node), of: field)
    }

    private mutating func plain(_ text: Located<String>, of field: Field) -> FieldValue? {
        guard !text.value.isEmpty else { return nil }
        switch FieldText.value(of: text.value, for: field) {
        case .success(let value): return value
        case .failure(let fault):
            var advice = ""
            switch fault {
            case .notAnOption(_, let known):
                advice = " Kies uit: \(known.joined(separator: ", "))." + hint(text.value, among: known)
            case .notYesOrNo: advice = " Kies uit: ja, nee."
            case .notANumber, .notWhole: advice = " Het is een getal."
            case .notADate: advice = " Het is een datum: jaar-maand-dag."
            case .empty, .unknownPerson, .unknownPupil, .wrongKind, .tooSmall, .tooLarge, .tooSoon, .tooLate,
                .tooLong, .tooFewRows, .tooManyRows, .cellNeeded, .wrongCell, .rowInUse, .rowNeeded,
                .rowTwice:
                break
            }
            report(
                .valueOutsideField, at: text.range,
                "`\(field.id)` kan nooit \(text.value.quoted) zijn.\(advice)")
            return nil
        }
    }

    /// The value of an attribute of the subject. Of one that no school describes, the card tells by how it is used
    /// whether it is a date; else it is text.
    mutating func attribute(
        _ name: Located<String>, _ node: SyntaxNode, _ names: ScenarioNames?, _ school: School?
    ) -> FieldValue? {
        let id = AttributeID(name.value)
        let known = Attribute.given.first { $0.id == id } ?? school?.attribute(id)
        if known == nil, let school {
            report(
                .unknownAttribute, at: name.range,
                "\(name.value.quoted) is geen kenmerk."
                    + hint(
                        name.value,
                        among: [Keyword.parents.rawValue]
                            + (Attribute.given + school.attributes).map(\.id.rawValue)))
            return nil
        }
        let isAnchor = names?.card.moments.contains { $0.anchor == .named(id) } ?? false
        let kind = known?.kind ?? (isAnchor ? .date : .text)
        return plain(word(node), of: Field(id: FieldID(name.value), title: name.value, kind: kind))
    }
}
