import CardEngine
import SchoolTime

/// What the names in a scenario mean: those of its card, the other cards and the school.
struct ScenarioNames {
    let card: Card
    /// Every card that is known; nil for one that has errors.
    let cards: [CardID: Card?]
    /// Nil: roles and attributes are not looked up.
    let school: School?
}

extension DeclarationReader {
    /// A scenario; nil when it is wrong, or its card can't be used.
    ///
    /// - Parameter cards: every card that is known, nil for one that has errors; without it only words and shapes are
    ///   looked at.
    mutating func scenario(_ node: SyntaxNode, cards: [CardID: Card?]?, school: School?) -> Scenario? {
        let words = words(of: node, .scenario)
        let name = id(word(words[.scenario]))
        let cardName = id(word(words[.card]))
        let title = runningText(words[.title])
        let begin = day(words[.begin])
        let names = names(of: cardName, cards, school)
        let occasion = words[.occasion].flatMap { scenarioOccasion($0, names, school) }
        let starter = words[.by].flatMap { scenarioActor($0, names) }
        let consents = items(words[.consent], of: "toestemmingen").compactMap { scenarioConsent($0, names) }
        let subject = scenarioSubject(words, node, names, school)
        let lines = items(words[.happens], of: "regels").compactMap { scenarioLine($0, names) }
        let expected = expectation(words[.expected], names)
        checkBeginning(words, node, isRefused: expected.refused != nil)
        guard let names, let begin, let subject else { return nil }
        return Scenario(
            id: name.value, card: names.card.id, title: title.value, begin: begin.value,
            beginRange: begin.range, occasion: occasion, starter: starter, consents: consents,
            subject: subject,
            lines: lines, expected: expected)
    }

    /// When the case can't begin nothing happens, and else something must.
    private mutating func checkBeginning(
        _ words: Words, _ node: SyntaxNode, isRefused: Bool
    ) {
        if isRefused, let happens = words[.happens] {
            report(
                .wordDoesNotFit, at: SourceRange(at: happens.range.start),
                "Wordt het begin geweigerd, dan gebeurt er niets. Laat `gebeurt` weg, of `geweigerd` bij `verwacht`."
            )
        } else if !isRefused, words[.happens] == nil, !words.isEmpty {
            report(
                .missingWord, at: SourceRange(at: node.range.start),
                "In een scenario ontbreekt `gebeurt`. Zet erbij: `gebeurt: ...`.")
        }
    }

    /// A day, or the name of an attribute, date or period.
    private mutating func scenarioOccasion(
        _ node: SyntaxNode, _ names: ScenarioNames?, _ school: School?
    ) -> ScenarioOccasion? {
        guard case .text(let scalar) = node.content, scalar.text.isID else {
            return day(node).map { .day($0.value) }
        }
        return .named(AttributeID(word(node).value))
    }

    private mutating func scenarioConsent(_ node: SyntaxNode, _ names: ScenarioNames?) -> ScenarioConsent? {
        let words = words(of: node, .scenarioConsent)
        return words[.purpose].map { scenarioConsent($0, words, names) }
    }

    /// A consent for that purpose, with the words beside it.
    mutating func scenarioConsent(
        _ node: SyntaxNode, _ words: Words, _ names: ScenarioNames?
    ) -> ScenarioConsent {
        let purpose = word(node)
        checkPurpose(purpose, names)
        return ScenarioConsent(
            purpose: PurposeID(purpose.value),
            recipient: words[.recipient].flatMap { scenarioActor($0, names) }?.role,
            until: day(words[.until])?.value)
    }

    private mutating func names(
        of card: Located<String>, _ cards: [CardID: Card?]?, _ school: School?
    ) -> ScenarioNames? {
        guard let cards, !card.value.isEmpty else { return nil }
        guard let found = cards[CardID(card.value)] else {
            report(
                .unknownCard, at: card.range,
                "Er is geen kaart \(card.value.quoted)."
                    + hint(card.value, among: cards.keys.map(\.rawValue).sorted()))
            return nil
        }
        return found.map { ScenarioNames(card: $0, cards: cards, school: school) }
    }

    // MARK: - Whom it is about

    private mutating func scenarioSubject(
        _ words: Words, _ node: SyntaxNode, _ names: ScenarioNames?, _ school: School?
    ) -> ScenarioSubject? {
        let kinds: [(word: Keyword, kind: SubjectKind)] = [
            (.pupil, .pupil), (.group, .group), (.school, .school), (.staffMember, .staffMember),
        ]
        let given = kinds.filter { words[$0.word] != nil }
        guard let first = given.first, let value = words[first.word] else {
            let examples = kinds.map { "`\($0.word.rawValue): \(Self.example(of: $0.kind))`" }
            report(
                .missingWord, at: SourceRange(at: node.range.start),
                "In een scenario ontbreekt over wie het gaat. Zet erbij: "
                    + "\(examples.dropLast().joined(separator: ", ")) of \(examples[examples.count - 1]).")
            return nil
        }
        for other in given.dropFirst() {
            reportExcluded(other.word, by: first.word, at: words[other.word]?.range)
        }
        if let names, names.card.subject != first.kind {
            report(
                .wordDoesNotFit, at: SourceRange(at: value.range.start),
                "De kaart `\(names.card.id)` gaat over een \(Vocabulary.subjects.word(of: names.card.subject)), en dit "
                    + "scenario over een \(first.word.rawValue).")
        }
        return subject(value, first.kind, names, school)
    }

    private mutating func subject(
        _ node: SyntaxNode, _ kind: SubjectKind, _ names: ScenarioNames?, _ school: School?
    ) -> ScenarioSubject {
        var (age, parents, isEnrolled): (Int?, Int, Bool) = (nil, 0, true)
        var attributes: [AttributeID: FieldValue] = [:]
        if case .text(let scalar) = node.content, !scalar.text.isEmpty {
            report(
                .wrongShape, at: SourceRange(at: node.range.start),
                "Hier hoort tussen accolades wat er van bekend is, zoals `\(Self.example(of: kind))`. De mensen in een "
                    + "scenario zijn verzonnen.")
            return ScenarioSubject(
                kind: kind, attributes: attributes, age: age, isEnrolled: isEnrolled, parents: parents)
        }
        for entry in entries(node, of: "kenmerken") {
            switch entry.id.value {
            case Keyword.parents.rawValue: parents = parentCount(entry.value)
            case AttributeID.age.rawValue: age = wholeNumber(entry.value)
            case AttributeID.isEnrolled.rawValue: isEnrolled = yesNo(entry.value)
            default:
                let id = AttributeID(entry.id.value)
                if let value = attribute(entry.id, entry.value, names, school) { attributes[id] = value }
            }
        }
        return ScenarioSubject(
            kind: kind, attributes: attributes, age: age, isEnrolled: isEnrolled, parents: parents)
    }

    /// What may be known of whom it is about.
    private static func example(of kind: SubjectKind) -> String {
        switch kind {
        case .pupil: "{ouders: 2}"
        case .group: "{groep: groep-5}"
        case .school, .staffMember: "{ouders: 0}"
        }
    }

    /// How many persons have authority.
    mutating func parentCount(_ node: SyntaxNode) -> Int {
        let word = word(node)
        guard !word.value.isEmpty else { return 0 }
        guard let count = word.value.wholeNumber(in: 0...9) else {
            report(
                .notANumber, at: word.range,
                "Bij `ouders` hoort een aantal van 0 tot 9, geen \(word.value.quoted).")
            return 0
        }
        return count
    }

    /// Complains about a word that can't stand beside another.
    mutating func reportExcluded(_ word: Keyword, by other: Keyword, at range: SourceRange?) {
        guard let range else { return }
        report(
            .wordDoesNotFit, at: SourceRange(at: range.start),
            "`\(word.rawValue)` kan niet naast `\(other.rawValue)` staan. Kies één van beide.")
    }

    // MARK: - What must hold

    private mutating func expectation(_ node: SyntaxNode?, _ names: ScenarioNames?) -> ScenarioExpectation {
        guard let node else {
            return ScenarioExpectation(end: nil, onTime: nil, path: nil, open: nil, refused: nil)
        }
        let words = words(of: node, .scenarioExpectation)
        let end = words[.end].map { node in
            let name = word(node)
            if let names { checkEnd(name, of: names.card) }
            return ScenarioExpectation.Part(value: EndID(name.value), range: node.range)
        }
        var refused: ScenarioExpectation.Part<ScenarioRefusal?>?
        if let node = words[.refused] {
            let (isRefused, why) = scenarioRefusal(node)
            if isRefused { refused = .init(value: why, range: node.range) }
            for other in [Keyword.end, .onTime, .path, .open] where isRefused {
                reportExcluded(other, by: .refused, at: words[other]?.range)
            }
        }
        return ScenarioExpectation(
            end: end,
            onTime: words[.onTime].map { .init(value: yesNo($0), range: $0.range) },
            path: words[.path].map { .init(value: steps($0, names), range: $0.range) },
            open: words[.open].map { .init(value: steps($0, names), range: $0.range) }, refused: refused)
    }

    /// The steps that a list names, some more than once.
    private mutating func steps(_ node: SyntaxNode, _ names: ScenarioNames?) -> [StepID] {
        if case .list(let items) = node.content, items.isEmpty { return [] }
        return items(node, of: "stappen").map { StepID(scenarioStep(word($0), names)?.rawValue ?? "") }
    }
}

extension Vocabulary where Value: Equatable {
    /// How a value is written.
    func word(of value: Value) -> String { words.first { $0.value == value }?.word ?? "" }
}
