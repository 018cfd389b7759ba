import CardEngine

/// A step as written.
struct StepDeclaration: Hashable, Sendable {
    /// Behind a reference, for steps are handed on and put into lists.
    indirect enum Kind: Hashable, Sendable {
        case task(TaskDeclaration)
        case sign(SignDeclaration)
        case choice([ChoiceRowDeclaration])
        case parallel(ParallelDeclaration)
        case forEach(ForEachDeclaration)
        case call(CallDeclaration)
        case wait(WaitDeclaration)
        case register(RegisterDeclaration)
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
    let terms: TermsDeclaration
    /// Nil without `uitkomsten`; `anders` is not among them.
    let outcomes: [OutcomeDeclaration]?
    /// Where `anders` leads, among the outcomes.
    let otherwise: Located<String>?
    /// `daarna`.
    let next: Located<String>?
    let range: SourceRange
}

extension StepDeclaration {
    /// The lists of steps within this one, in the order in which they are written.
    var lists: [[StepDeclaration]] {
        switch kind {
        case .parallel(let parallel): parallel.branches.map(\.steps)
        case .forEach(let forEach): [forEach.steps]
        case .task, .sign, .choice, .call, .wait, .register, .unread: []
        }
    }

    /// This step, then those within it.
    fileprivate func add(withNested found: inout [StepDeclaration]) {
        found.append(self)
        for list in lists { for step in list { step.add(withNested: &found) } }
    }
}

extension [StepDeclaration] {
    /// All steps at any depth, a block before what is within it: the order of `Card.steps`.
    var flattened: [StepDeclaration] {
        reduce(into: []) { found, step in step.add(withNested: &found) }
    }
}

extension DeclarationReader {
    mutating func step(_ node: SyntaxNode) -> StepDeclaration {
        let keywords = node.keywords
        let kind = kindOfStep(node, keywords)
        let words = kind.map { self.words(of: node, $0.construct, keywords) } ?? Words()
        let terms = terms(words)
        if kind != nil { checkDeadline(terms, words) }
        let body = kind.map { self.body($0, words) } ?? .unread
        let answers = words[.outcomes].map { outcomes($0, of: body, hasDeadline: terms.hasDeadline) }
        if answers == nil { reportMissingOutcomes(of: body, at: node.range) }
        return StepDeclaration(
            id: words[.step].map { id(word($0)) } ?? stepName(of: node), title: runningText(words[.title]),
            explanation: words[.explanation].map { runningText($0).value },
            phase: option(words[.phase], .phases), documents: runningTexts(words[.documents]),
            condition: condition(words[.condition]), kind: body, terms: terms, outcomes: answers?.named,
            otherwise: answers?.otherwise, next: words[.next].map { word($0) }, range: node.range)
    }

    /// The word that makes the kind of a step; nil, with a complaint, when there is none, or one too many.
    private mutating func kindOfStep(_ node: SyntaxNode, _ keywords: [Keyword?]) -> StepWord? {
        guard case .mapping(let entries) = node.content else {
            _ = words(of: node, .step)
            return nil
        }
        let found = entries.indices.compactMap { index in
            keywords[index].flatMap { StepWord($0) }.map { (kind: $0, key: entries[index].key) }
        }
        guard let first = found.first else { return meantKind(node, entries, keywords) }
        guard found.count > 1 else { return first.kind }
        // A register has `wie` besides.
        if found.count == 2, Set(found.map(\.kind)) == [.register, .task] { return .register }
        report(
            .notOneKind, at: found[1].key.range,
            "Een stap is van één soort: hier staan `\(first.key.value)` en `\(found[1].key.value)`. Maak er twee "
                + "stappen van.",
            notes: [.init(range: first.key.range, message: "Dit woord maakt al de soort.")])
        return nil
    }

    /// Of a step without a word that makes its kind. A misspelt one is named, and then not missed as well.
    private mutating func meantKind(
        _ node: SyntaxNode, _ entries: [SyntaxNode.Entry], _ keywords: [Keyword?]
    ) -> StepWord? {
        let kinds = StepWord.allCases.map(\.word.rawValue)
        let meant = entries.indices.lazy.filter { keywords[$0] == nil }
            .compactMap { kinds.nearest(to: entries[$0].key.value) }.first
        if meant != nil || entries.isEmpty {
            let kind = meant.flatMap { Keyword($0) }.flatMap { StepWord($0) } ?? .task
            _ = words(of: node, kind.construct, keywords)
        } else {
            report(
                .notOneKind, at: SourceRange(at: node.range.start),
                "Deze stap zegt niet wat voor stap hij is. Zet erbij `wie: ...` (iemand doet iets) of `kies: ...` (een keuze "
                    + "op wat is ingevuld), of een van \(kinds.filter { !["wie", "kies"].contains($0) }.joined(separator: ", "))."
            )
        }
        return nil
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

    private mutating func body(_ kind: StepWord, _ words: Words) -> StepDeclaration.Kind {
        switch kind {
        case .task: .task(task(words))
        case .sign: .sign(sign(words))
        case .choice: .choice(items(words[.choose], of: "regels").map { choiceRow($0) })
        case .parallel: .parallel(parallel(words))
        case .forEach: .forEach(forEach(words))
        case .call: .call(call(words))
        case .wait: wait(words).map { .wait($0) } ?? .unread
        case .register: .register(register(words))
        }
    }
}

/// The words of which a step has exactly one: they make its kind.
enum StepWord: CaseIterable {
    case task, sign, choice, parallel, forEach, call, wait, register

    init?(_ word: Keyword) {
        guard let kind = Self.allCases.first(where: { $0.word == word }) else { return nil }
        self = kind
    }

    init(of kind: StepKind) {
        self =
            switch kind {
            case .task: .task
            case .sign: .sign
            case .choice: .choice
            case .parallel: .parallel
            case .forEach: .forEach
            case .call: .call
            case .wait: .wait
            case .register: .register
            }
    }

    var word: Keyword {
        switch self {
        case .task: .performers
        case .sign: .sign
        case .choice: .choose
        case .parallel: .parallel
        case .forEach: .forEach
        case .call: .card
        case .wait: .wait
        case .register: .register
        }
    }

    var construct: Construct {
        switch self {
        case .task: .task
        case .sign: .sign
        case .choice: .choice
        case .parallel: .parallel
        case .forEach: .forEach
        case .call: .call
        case .wait: .wait
        case .register: .register
        }
    }
}
