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
}

extension DeclarationReader {
    mutating func field(_ id: Located<String>, _ node: SyntaxNode) -> FieldDeclaration {
        let words = words(of: node, .field)
        let kind = option(words[.kind], .fieldKinds)
        let options = words[.options].map { node in
            bounded(items(node, of: "opties"), "opties", at: node.range).map { runningText($0) }
        }
        reportDuplicates(options ?? [], "De optie")
        for option in options ?? [] where emptinessWords.contains(option.value) {
            report(
                .reservedName, at: option.range,
                "\(option.value.quoted) heeft in een voorwaarde een eigen betekenis. Kies een ander woord.")
        }
        switch kind {
        case .choice, .multipleChoice:
            if options == nil {
                report(
                    .missingWord, at: id.range,
                    "Een veld van soort keuze of meerkeuze heeft `opties` nodig: de antwoorden waaruit men kiest."
                )
            }
        case .text, .longText, .number, .wholeNumber, .date, .yesNo, .document, .person:
            if let node = words[.options] {
                report(
                    .wordDoesNotFit, at: SourceRange(at: node.range.start),
                    "`opties` hoort alleen bij een veld van soort keuze of meerkeuze.")
            }
        case nil: break
        }
        let limits = [words[.minimum], words[.maximum]].map { $0.map { word($0) } }
        switch kind {
        case .number, .wholeNumber, .date, nil: break
        case .text, .longText, .yesNo, .choice, .multipleChoice, .document, .person:
            for limit in limits.compactMap({ $0 }) {
                report(
                    .wordDoesNotFit, at: limit.range,
                    "`minstens` en `hoogstens` horen alleen bij een getal of een datum.")
            }
        }
        return FieldDeclaration(
            id: id, title: runningText(words[.title]), kind: kind, options: options ?? [],
            isSensitive: yesNo(words[.sensitive]), visibleTo: words[.visibleTo].map { oneOrMore($0) },
            minimum: limits[0], maximum: limits[1])
    }
}
