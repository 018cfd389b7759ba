import CardEngine

/// A step as written.
struct StepDeclaration: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case task(TaskDeclaration)
        case choice([ChoiceRowDeclaration])
        /// A stand-in for what could not be read; a complaint has been made.
        case unread
    }

    let id: Located<String>
    let title: Located<String>
    let explanation: String?
    let phase: Phase?
    let documents: [String]
    let condition: ConditionDeclaration?
    let kind: Kind
    /// `daarna`.
    let next: Located<String>?
    let range: SourceRange
}

/// What is written of a task.
struct TaskDeclaration: Hashable, Sendable {
    let performers: [Located<String>]
    let together: [Located<String>]
    let earliest: MomentDeclaration?
    let term: MomentDeclaration?
    let required: [Located<String>]
    let optional: [Located<String>]
    let checklist: [String]
    let disclosure: DisclosureDeclaration?
    let otherThan: Located<String>?
    let sameAs: Located<String>?
    /// Nil without `uitkomsten`.
    let outcomes: [OutcomeDeclaration]?
}

/// An outcome in its short (`ja: verder`) or long form.
struct OutcomeDeclaration: Hashable, Sendable {
    let name: Located<String>
    let target: Located<String>
    let required: [Located<String>]
}

/// A provision as written.
struct DisclosureDeclaration: Hashable, Sendable {
    let recipient: Located<String>
    let fields: [Located<String>]
    let legalBasis: String
}

/// A row of a choice; without a condition it is `anders`.
struct ChoiceRowDeclaration: Hashable, Sendable {
    let condition: ConditionDeclaration?
    let target: Located<String>
    let range: SourceRange
}

/// The kinds of step that are read.
private enum KindWord {
    case task, choice
}

extension DeclarationReader {
    mutating func step(_ node: SyntaxNode) -> StepDeclaration {
        let kind = kindOfStep(node)
        let words = kind.map { self.words(of: node, $0 == .task ? .task : .choice) } ?? [:]
        return StepDeclaration(
            id: words[.step].map { id(word($0)) } ?? stepName(of: node), title: runningText(words[.title]),
            explanation: words[.explanation].map { runningText($0).value },
            phase: option(words[.phase], .phases), documents: runningTexts(words[.documents]),
            condition: condition(words[.condition]), kind: body(kind, words),
            next: words[.next].map { word($0) }, range: node.range)
    }

    /// The word that makes the kind of a step; nil, with a complaint, when there is none, or one too many.
    private mutating func kindOfStep(_ node: SyntaxNode) -> KindWord? {
        guard case .mapping(let entries) = node.content else {
            _ = words(of: node, .step)
            return nil
        }
        let kinds = Construct.stepKinds
        let found = entries.filter { entry in
            Keyword(rawValue: entry.key.value).map { (kinds.read + kinds.later).contains($0) } ?? false
        }
        guard let first = found.first, let keyword = Keyword(rawValue: first.key.value) else {
            reportNoKind(node, entries)
            return nil
        }
        if found.count > 1, Set(found.map(\.key.value)) != ["registreer", "wie"] {
            report(
                .notOneKind, at: found[1].key.range,
                "Een stap is van één soort: hier staan `\(first.key.value)` en `\(found[1].key.value)`. Maak er twee "
                    + "stappen van.",
                notes: [.init(range: first.key.range, message: "Dit woord maakt al de soort.")])
            return nil
        }
        if let later = found.first(where: { entry in kinds.later.contains { $0.rawValue == entry.key.value } }
        ) {
            reportLater("Een stap met `\(later.key.value)`", at: later.key.range)
            return nil
        }
        return keyword == .performers ? .task : .choice
    }

    /// A step without a word that makes its kind. A misspelt one is named, and then not missed as well.
    private mutating func reportNoKind(_ node: SyntaxNode, _ entries: [SyntaxNode.Entry]) {
        let kinds = Construct.stepKinds.read.map(\.rawValue)
        let meant = entries.lazy.filter { Keyword(rawValue: $0.key.value) == nil }
            .compactMap { kinds.nearest(to: $0.key.value) }.first
        if meant != nil || entries.isEmpty {
            _ = words(of: node, meant == Keyword.choose.rawValue ? .choice : .task)
        } else {
            report(
                .notOneKind, at: SourceRange(at: node.range.start),
                "Deze stap zegt niet wat voor stap hij is. Zet erbij `wie: ...` (iemand doet iets) of `kies: ...` (een keuze "
                    + "op wat is ingevuld).")
        }
    }

    /// The id of a step of which the rest can't be read, so that others can still name it.
    private func stepName(of node: SyntaxNode) -> Located<String> {
        if case .mapping(let entries) = node.content,
            let entry = entries.first(where: { $0.key.value == Keyword.step.rawValue }),
            case .text(let scalar) = entry.value.content
        {
            return Located(value: scalar.text, range: entry.value.range)
        }
        return Located(value: "", range: node.range)
    }

    private mutating func body(_ kind: KindWord?, _ words: [Keyword: SyntaxNode]) -> StepDeclaration.Kind {
        switch kind {
        case .task: .task(task(words))
        case .choice: .choice(items(words[.choose], of: "regels").map { choiceRow($0) })
        case nil: .unread
        }
    }

    private mutating func task(_ words: [Keyword: SyntaxNode]) -> TaskDeclaration {
        var performers: [Located<String>] = []
        if let node = words[.performers] {
            if case .mapping(let entries) = node.content, entries.first?.key.value == "veld" {
                reportLater("`wie` met een veld", at: entries[0].key.range)
            } else {
                performers = oneOrMore(node)
            }
        }
        let required = oneOrMore(words[.fillIn])
        let optional = oneOrMore(words[.fillAlso])
        let asked = Set(required.map(\.value))
        for name in optional where !name.value.isEmpty && asked.contains(name.value) {
            report(
                .duplicateName, at: name.range,
                "\(name.value.quoted) staat ook bij `vul_in`, en is dus verplicht. Haal het bij een van beide weg."
            )
        }
        return TaskDeclaration(
            performers: performers, together: oneOrMore(words[.together]), earliest: moment(words[.earliest]),
            term: moment(words[.term]), required: required, optional: optional,
            checklist: runningTexts(words[.checklist]), disclosure: words[.discloses].map { disclosure($0) },
            otherThan: words[.otherThan].map { word($0) }, sameAs: words[.sameAs].map { word($0) },
            outcomes: words[.outcomes].map { outcomes($0) })
    }

    private mutating func outcomes(_ node: SyntaxNode) -> [OutcomeDeclaration] {
        guard !node.isEmpty else { return [] }
        guard case .mapping(let entries) = node.content, !entries.isEmpty else {
            report(
                .wrongShape, at: SourceRange(at: node.range.start),
                "Hier horen uitkomsten te staan, elk met waar het heen gaat, zoals `akkoord: verder`.")
            return []
        }
        return bounded(entries, "uitkomsten", at: node.range).compactMap { entry in
            if engineOutcomes.contains(entry.key.value) {
                reportLater("De uitkomst `\(entry.key.value)`", at: entry.key.range)
                return nil
            }
            if entry.key.value == Keyword.otherwise.rawValue {
                report(
                    .wordDoesNotFit, at: entry.key.range,
                    "Bij een taak wordt elke uitkomst genoemd; `anders` kan hier niet.")
                return nil
            }
            if emptinessWords.contains(entry.key.value) || entry.key.value == Outcome.skipped {
                report(
                    .reservedName, at: entry.key.range,
                    "\(entry.key.value.quoted) heeft in een voorwaarde een eigen betekenis. Noem de uitkomst anders."
                )
            }
            if case .text = entry.value.content {
                return OutcomeDeclaration(name: entry.key, target: word(entry.value), required: [])
            }
            let words = words(of: entry.value, .outcome)
            return OutcomeDeclaration(
                name: entry.key, target: word(words[.to]), required: oneOrMore(words[.fillIn]))
        }
    }

    private mutating func disclosure(_ node: SyntaxNode) -> DisclosureDeclaration {
        let words = words(of: node, .disclosure)
        return DisclosureDeclaration(
            recipient: word(words[.recipient]), fields: oneOrMore(words[.fields]),
            legalBasis: runningText(words[.legalBasis]).value)
    }

    private mutating func choiceRow(_ node: SyntaxNode) -> ChoiceRowDeclaration {
        let words = words(of: node, .choiceRow)
        if let otherwise = words[.otherwise] {
            if words.count > 1 {
                report(
                    .wordDoesNotFit, at: SourceRange(at: node.range.start),
                    "Een regel met `anders` heeft geen `als` of `naar`. Schrijf alleen `anders: <stap of einde>`."
                )
            }
            return ChoiceRowDeclaration(condition: nil, target: word(otherwise), range: node.range)
        }
        if words[.condition] == nil || words[.to] == nil, case .mapping(let entries) = node.content,
            entries.allSatisfy({ Construct.choiceRow.known.map(\.rawValue).contains($0.key.value) }),
            !entries.isEmpty
        {
            report(
                .missingWord, at: SourceRange(at: node.range.start),
                "Een regel van `kies` heeft `als` en `naar`, of alleen `anders`.")
        }
        return ChoiceRowDeclaration(
            condition: condition(words[.condition]) ?? .all([]), target: word(words[.to]), range: node.range)
    }
}
