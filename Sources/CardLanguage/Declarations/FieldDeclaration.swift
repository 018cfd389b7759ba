import CardEngine

/// A field as written.
struct FieldDeclaration: Hashable, Sendable {
    let id: Located<String>
    let title: Located<String>
    /// Nil when the kind could not be read.
    let kind: FieldWord?
    let options: [Located<String>]
    let isSensitive: Bool
    let visibleTo: [Located<String>]?
    let minimum: Located<String>?
    let maximum: Located<String>?
    /// For a column: `mag_leeg`.
    let mayBeEmpty: Bool
    let columns: [FieldDeclaration]
    let rows: RowsDeclaration?
}

/// What fixes the rows of a list, as written (`rijen`).
enum RowsDeclaration: Hashable, Sendable {
    case pupils
    case fixed(Located<String>, [Located<String>])
}

extension DeclarationReader {
    mutating func field(
        _ id: Located<String>, _ node: SyntaxNode, isColumn: Bool = false
    ) -> FieldDeclaration {
        let words = words(of: node, isColumn ? .column : .field)
        let kind = option(words[.kind], .fieldKinds)
        if isColumn, kind == .list, let node = words[.kind] {
            report(
                .wordDoesNotFit, at: node.range,
                "Een kolom kan zelf geen lijst zijn. Maak er een eigen veld van.")
        }
        let options = words[.options].map { node in
            bounded(items(node, of: "opties"), "opties", at: node.range).map { runningText($0) }
        }
        reportDuplicates(options ?? [], "De optie")
        for option in options ?? [] where emptinessWords.contains(option.value) {
            report(
                .reservedName, at: option.range,
                "\(option.value.quoted) heeft in een voorwaarde een eigen betekenis. Kies een ander woord.")
        }
        checkOptions(words, of: kind, at: id.range)
        let limits = [words[.minimum], words[.maximum]].map { $0.map { word($0) } }
        checkLimits(limits.compactMap { $0 }, of: kind)
        if !isColumn { checkList(words, of: kind, at: id.range) }
        return FieldDeclaration(
            id: id, title: runningText(words[.title]), kind: kind, options: options ?? [],
            isSensitive: yesNo(words[.sensitive]), visibleTo: words[.visibleTo].map { oneOrMore($0) },
            minimum: limits[0], maximum: limits[1], mayBeEmpty: yesNo(words[.mayBeEmpty]),
            columns: isColumn
                ? []
                : entries(words[.columns], of: "kolommen").map { field($0.id, $0.value, isColumn: true) },
            rows: isColumn ? nil : words[.rows].flatMap { rows($0) })
    }

    /// `leerling`, or `{vakgebied: [...]}`.
    private mutating func rows(_ node: SyntaxNode) -> RowsDeclaration? {
        if case .mapping = node.content { return fixedItems(node).map { .fixed($0.id, $0.values) } }
        let word = word(node)
        if Vocabulary.rowSources.value(of: word.value) != nil { return .pupils }
        if !word.value.isEmpty {
            report(
                .notAnOption, at: word.range,
                "\(word.value.quoted) kan hier niet. Schrijf `leerling`, of een kolom met haar waarden zoals `{vakgebied: "
                    + "[rekenen, spelling]}`.")
        }
        return nil
    }

    mutating func checkOptions(
        _ words: Words, of kind: FieldWord?, at place: SourceRange
    ) {
        switch kind {
        case .choice, .multipleChoice:
            if words[.options] == nil {
                report(
                    .missingWord, at: place,
                    "Een veld van soort keuze of meerkeuze heeft `opties` nodig: de antwoorden waaruit men kiest."
                )
            }
        case .text, .longText, .number, .wholeNumber, .date, .yesNo, .document, .person, .pupil, .list:
            if let node = words[.options] {
                report(
                    .wordDoesNotFit, at: SourceRange(at: node.range.start),
                    "`opties` hoort alleen bij een veld van soort keuze of meerkeuze.")
            }
        case nil: break
        }
    }

    private mutating func checkLimits(_ limits: [Located<String>], of kind: FieldWord?) {
        switch kind {
        case .number, .wholeNumber, .date, .list, nil: break
        case .text, .longText, .yesNo, .choice, .multipleChoice, .document, .person, .pupil:
            for limit in limits {
                report(
                    .wordDoesNotFit, at: limit.range,
                    "`minstens` en `hoogstens` horen alleen bij een getal, een datum of een lijst.")
            }
        }
    }

    private mutating func checkList(
        _ words: Words, of kind: FieldWord?, at place: SourceRange
    ) {
        guard let kind else { return }
        if kind == .list {
            if words[.columns] == nil {
                report(
                    .missingWord, at: place,
                    "Een veld van soort lijst heeft `kolommen` nodig: wat er in elke rij wordt ingevuld.")
            }
            return
        }
        for word in [Keyword.columns, .rows] {
            guard let node = words[word] else { continue }
            report(
                .wordDoesNotFit, at: SourceRange(at: node.range.start),
                "`\(word.rawValue)` hoort alleen bij een veld van soort lijst.")
        }
    }
}

extension DeclarationReader {
    /// The title and kind of an attribute of the school file; it holds what a field can hold, but no list.
    mutating func attributeKind(_ node: SyntaxNode, at place: SourceRange) -> (title: String, kind: FieldKind)
    {
        let words = words(of: node, .attribute)
        let kind = option(words[.kind], .fieldKinds)
        if kind == .list, let node = words[.kind] {
            report(.wordDoesNotFit, at: node.range, "Een kenmerk kan geen lijst zijn. Kies een andere soort.")
        }
        let options = items(words[.options], of: "opties").map { runningText($0) }
        reportDuplicates(options, "De optie")
        checkOptions(words, of: kind, at: place)
        return (runningText(words[.title]).value, kind?.kind(options: options.map(\.value)) ?? .text)
    }
}

extension FieldWord {
    /// The kind that the word means; of a list without its columns.
    func kind(options: [String]) -> FieldKind {
        switch self {
        case .text: .text
        case .longText: .longText
        case .number: .number
        case .wholeNumber: .wholeNumber
        case .date: .date
        case .yesNo: .yesNo
        case .choice: .choice(options)
        case .multipleChoice: .multipleChoice(options)
        case .document: .document
        case .person: .person
        case .pupil: .pupil
        case .list: .list([], nil)
        }
    }
}
