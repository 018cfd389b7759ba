import CardEngine

extension CardCompiler {
    mutating func parallel(_ block: ParallelDeclaration, at index: Int) -> ParallelStep {
        let lists = layout.branches[index] ?? []
        return ParallelStep(
            branches: zip(block.branches, lists).map { branch, list in
                let only = branch.steps.first
                return Branch(
                    id: branch.id?.value ?? only?.id.value ?? "",
                    title: branch.title ?? branch.id?.value ?? only?.title.value ?? "", list: list)
            },
            closesAt: block.closesAt?.value ?? .all)
    }

    mutating func forEach(_ block: ForEachDeclaration, at index: Int) -> ForEachStep {
        let closesAt = block.closesAt?.value ?? .all
        return ForEachStep(
            source: source(block, at: index), list: layout.branches[index]?.first ?? 0, closesAt: closesAt)
    }

    private mutating func source(_ block: ForEachDeclaration, at index: Int) -> ForEachStep.Source {
        switch block.source {
        case .pupils(let range):
            if let subject = layout.subject(inside: layout.home[index], of: declaration.subject),
                subject != .group, subject != .school
            {
                reportSubject(range, "`voor_elke: leerling` gaat over de leerlingen van een groep of school")
            }
            return .pupils
        case .groups(let range):
            if let subject = layout.subject(inside: layout.home[index], of: declaration.subject),
                subject != .school
            {
                reportSubject(range, "`voor_elke: groep` gaat over de groepen van de school")
            }
            return .groups
        case .rows(let name):
            let words = Vocabulary.itemSources.all
            return .rows(fieldID(name, of: [.list], "lijst", orOneOf: words))
        case .fixed(let name, let values):
            checkItem(name, values)
            if let closesAt = block.closesAt, case .count(let count) = closesAt.value, count > values.count {
                report(
                    .limitsReversed, at: closesAt.range,
                    "Er zijn maar \(values.count) waarden; \(count) kunnen er nooit klaar zijn. Noem een kleiner getal, of "
                        + "`alle`.")
            }
            return .fixed(FieldID(name.value), values.map(\.value))
        case .unread:
            return .pupils
        }
    }

    private mutating func reportSubject(_ range: SourceRange, _ rule: String) {
        report(.wordDoesNotFit, at: range, "\(rule), en daar gaat het hier niet over. Kijk naar `betreft`.")
    }

    /// The field of a fixed list may be declared; then it must be able to hold the values.
    private mutating func checkItem(_ name: Located<String>, _ values: [Located<String>]) {
        guard let field = declaration.fields.first(where: { $0.id.value == name.value }),
            let kind = field.kind
        else { return }
        switch kind {
        case .text: break
        case .choice:
            let options = Set(field.options.map(\.value))
            for value in values where !value.value.isEmpty && !options.contains(value.value) {
                report(
                    .valueOutsideField, at: value.range,
                    "Het veld `\(name.value)` heeft geen optie \(value.value.quoted)."
                        + hint(value.value, among: options.sorted()))
            }
        case .longText, .number, .wholeNumber, .date, .yesNo, .multipleChoice, .document, .person, .pupil,
            .list:
            report(
                .kindDoesNotFit, at: name.range,
                "Het veld `\(name.value)` is hier van de verkeerde soort: hier hoort een veld van soort keuze of tekst."
            )
        }
    }

    /// The value for which a branch runs is that of the branch: nobody fills it in there. Of a text that is kept, and by which
    /// cases run, it is not asked.
    mutating func checkFixedItems(of step: StepDeclaration) {
        guard school != nil else { return }
        var fixed: Set<String> = []
        var next = scope
        while let place = next {
            if case .forEach(let block) = layout.steps[place].kind {
                switch block.source {
                case .fixed(let name, _): fixed.insert(name.value)
                case .rows(let list):
                    if case .fixed(let column, _)? = fields[list.value]?.declaration.rows {
                        fixed.insert(column.value)
                    }
                case .pupils, .groups, .unread: break
                }
            }
            next = layout.home[place]
        }
        for name in step.filled where fixed.contains(name.value) {
            report(
                .fixedItemFilled, at: name.range,
                "`\(name.value)` staat hier vast: deze stap komt voor elke waarde apart. Haal het hier weg, of vul een ander veld "
                    + "in.")
        }
    }

    /// An entry of `leg_vast`.
    mutating func record(_ record: RecordDeclaration) -> AttributeRecord {
        let field = knownField(record.field)?.declaration
        let name = record.attribute
        if school != nil, !name.value.isEmpty {
            if attributes[name.value]?.id == .group {
                report(
                    .unknownAttribute, at: name.range,
                    "In welke groep een leerling zit legt een kaart niet vast: dat doet `kaart leerling`. Laat \(name.value.quoted) weg."
                )
            } else if let attribute = attributes[name.value], ![.age, .isEnrolled].contains(attribute.id) {
                // What is kept by a card may be of whatever the case is about; what every school keeps is of pupils.
                if Attribute.given.contains(attribute) { look(at: name) }
                if let field, let kind = field.kind, !kind.fits(attribute.kind, field.options.map(\.value)) {
                    report(
                        .kindDoesNotFit, at: record.field.range,
                        "Het veld `\(record.field.value)` past niet in het kenmerk `\(name.value)`: dat is van een andere "
                            + "soort, of heeft andere opties.")
                }
            } else {
                reportUnknownAttribute(name)
            }
        }
        return AttributeRecord(attribute: AttributeID(name.value), field: FieldID(record.field.value))
    }

    private mutating func reportUnknownAttribute(_ name: Located<String>) {
        let known = (school?.attributes ?? []).map(\.id.rawValue)
        report(
            .unknownAttribute, at: name.range,
            "\(name.value.quoted) kan niet worden vastgelegd: het staat in het schoolbestand niet onder `kenmerken`."
                + hint(name.value, among: known))
    }
}

extension FieldWord {
    /// Whether every value of such a field can be kept in an attribute of that kind.
    fileprivate func fits(_ kind: FieldKind, _ options: [String]) -> Bool {
        switch (self, kind) {
        case (.text, .text), (.longText, .longText), (.text, .longText), (.choice, .text), (.number, .number),
            (.wholeNumber, .number), (.wholeNumber, .wholeNumber), (.date, .date), (.yesNo, .yesNo),
            (.document, .document), (.person, .person), (.pupil, .pupil):
            true
        case (.choice, .choice(let known)), (.multipleChoice, .multipleChoice(let known)):
            Set(options).isSubset(of: known)
        case (_, _):
            false
        }
    }
}
