/// A construct as a section of the list of words.
struct ConstructTable {
    private let construct: Construct

    init(_ construct: Construct) {
        self.construct = construct
    }

    var text: String {
        let rows = construct.entries.map { entry in
            "| `\(entry.word.rawValue)` | \(entry.shape.dutch) | \(presence(of: entry)) | \(entry.meaning) |"
        }
        let free = construct.free.map {
            "| een \($0.names.dutch) | \($0.shape.dutch) |  | \($0.meaning) |"
        }
        return """
            ### \(construct.title.capitalizedFirst)

            \(construct.meaning)

            | woord | wat er staat | verplicht | betekenis |
            |---|---|---|---|
            \((rows + [free].compactMap { $0 }).joined(separator: "\n"))
            """
    }

    private func presence(of entry: Construct.Entry) -> String {
        switch construct.alternatives {
        case .exactlyOne(let words) where words.contains(entry.word): return "precies één van deze"
        case .atMostOne(let words) where words.contains(entry.word): return "hooguit één van deze"
        case .none, .exactlyOne, .atMostOne: break
        }
        if isStepKind(entry.word) { return "precies één van deze" }
        switch entry.presence {
        case .required: return "ja"
        case .optional: return ""
        case .optionalOnly(let circumstance): return "kan alleen \(circumstance.dutch)"
        case .requiredOnly(let circumstance): return "ja, \(circumstance.dutch)"
        }
    }

    /// In the table of all steps the words of the kinds exclude each other.
    private func isStepKind(_ word: Keyword) -> Bool {
        construct.title == Construct.step.title && Construct.stepKinds.contains(word)
    }
}

extension Construct.Circumstance {
    fileprivate var dutch: String {
        switch self {
        case .beside(let words): "bij \(Self.words(words.map(\.rawValue)))"
        case .when(let word, let values): "bij `\(word.rawValue)` \(Self.words(values))"
        }
    }

    /// "`a`, `b` of `c`".
    private static func words(_ words: [String]) -> String {
        let marked = words.map { "`\($0)`" }
        return [marked.dropLast().joined(separator: ", "), marked.last ?? ""].filter { !$0.isEmpty }
            .joined(separator: " of ")
    }
}

extension Construct {
    /// A link to its section, as Markdown makes the names of sections.
    fileprivate var link: String {
        let kept = title.lowercased().unicodeScalars.filter { scalar in
            scalar.properties.isAlphabetic || scalar == "_" || scalar == "-" || scalar == " "
        }
        return "[\(title)](#\(String(String.UnicodeScalarView(kept)).words.joined(separator: "-")))"
    }
}

extension Shape {
    /// What stands there, in a few words.
    fileprivate var dutch: String {
        switch self {
        case .text, .answer: "tekst"
        case .id: "naam"
        case .schoolYearName: "twee jaren, zoals `2026-2027`"
        case .yesNo: "`ja` of `nee`"
        case .wholeNumber: "heel getal"
        case .parentCount: "aantal van 0 tot 9"
        case .date: "datum, zoals `2026-11-23`"
        case .number: "getal"
        case .moment: "[moment](#moment)"
        case .duration: "duur, zoals `6 weken`"
        case .measure: "[maat](#maat)"
        case .normLimit: "deel zoals `90%`, duur zoals `6 weken`, of getal"
        case .option(let words): words.map { "`\($0)`" }.joined(separator: ", ")
        case .reference(let reference): reference.dutch
        case .value: "waarde"
        case .condition: "[voorwaarde](#voorwaarde)"
        case .step: Construct.step.link
        case .construct(let construct): construct.link
        case .list(let shape), .anyList(let shape): "lijst, elk: \(shape.dutch)"
        case .oneOrMore(let shape): "\(shape.dutch), of een lijst daarvan"
        case .mapping(let names, let shape): "per \(names.dutch): \(shape.dutch)"
        case .anyOf(let shapes): shapes.map(\.dutch).joined(separator: "; of ")
        }
    }
}

extension Names {
    fileprivate var dutch: String {
        switch self {
        case .ids: "naam"
        case .references(let reference): reference.dutch
        case .texts: "uitkomst"
        case .words(let words): "uitkomst (\(words.map { "`\($0)`" }.joined(separator: ", ")))"
        }
    }
}

extension Reference {
    fileprivate var dutch: String {
        switch self {
        case .role: "rol"
        case .step: "stap"
        case .field: "veld"
        case .listField: "veld van soort `lijst`"
        case .card: "kaart"
        case .end: "einde"
        case .group: "groep"
        case .person: "medewerker"
        case .externalRole: "rol van buiten"
        case .purpose: "doel van een toestemming"
        case .attribute: "kenmerk"
        case .instrument: "meetinstrument"
        case .target: "`verder`, een stap, een einde of `klaar`"
        case .cardOrEnd: "`<kaart>` of `<kaart>.<einde>`"
        case .performer: "rol, of `ouders 1`"
        }
    }
}
