import CardEngine

/// A card as written: words and shapes read, names not looked up.
struct CardDeclaration: Hashable, Sendable {
    let id: Located<String>
    let title: Located<String>
    let version: Int
    let status: CardStatus?
    let subject: SubjectKind?
    let owner: Located<String>
    let purpose: String
    let legalBasis: [String]
    let sources: [String]
    let visibleTo: [Located<String>]?
    let isHidden: Bool
    let starts: [StartRuleDeclaration]
    let terms: TermsDeclaration
    let retention: String?
    let fields: [FieldDeclaration]
    /// The steps of the top level; those of blocks are within them.
    let steps: [StepDeclaration]
    /// All steps at any depth, each block before what is within it: `Card.steps[i]` is written at `allSteps[i]`.
    let allSteps: [StepDeclaration]
    let ends: [EndDeclaration]
    let interrupts: [InterruptDeclaration]
    let norms: [NormDeclaration]
    let evaluationMonth: Int?
    let authors: [PersonID]
    let changes: [CardChange]
    let range: SourceRange
    /// Parts that could not be read: a name that is not found may well be one of these, and nothing is said of it.
    let unread: UnreadParts
}

/// What of a card could not be read.
struct UnreadParts: Hashable, Sendable {
    var fields = false
    var steps = false
    var ends = false
    /// The ids of steps and branches at any depth, also of those within a block that could not be read.
    var nestedSteps: Set<String> = []
}

/// An end as written.
struct EndDeclaration: Hashable, Sendable {
    let id: Located<String>
    let title: Located<String>
    let countsAs: EndCount?
}

extension DeclarationReader {
    mutating func card(_ node: SyntaxNode) -> CardDeclaration {
        let words = words(of: node, .card)
        let before = diagnostics.contains { $0.code == .unknownWord }
        let fields = entries(words[.fields], of: "velden").map { field($0.id, $0.value) }
        let steps = items(words[.steps], of: "stappen").map { step($0) }
        let ends = entries(words[.ends], of: "einden").map { end($0.id, $0.value) }
        let allSteps = steps.flattened
        let stepNames = steps.flatMap(\.names)
        reportDuplicates(stepNames, "De stap")
        reportReserved(stepNames + ends.map(\.id), among: reservedNames)
        // That of a field of an older card is told only beside a school: what has begun goes on.
        reportReserved(
            fields.flatMap(\.names) + implied(by: allSteps),
            among: reservedFieldNames.subtracting([AttributeID.birth.rawValue]))
        let unread = UnreadParts(
            fields: !isMapping(words[.fields], orAbsent: !before),
            steps: steps.isEmpty || allSteps.contains { $0.id.value.isEmpty },
            ends: !isMapping(words[.ends], orAbsent: !before),
            // Without a complaint everything was read.
            nestedSteps: diagnostics.isEmpty ? [] : nestedSteps(in: words[.steps]))
        let terms = terms(words)
        checkDeadline(terms, words)
        return CardDeclaration(
            id: id(word(words[.card])), title: runningText(words[.title]),
            version: wholeNumber(words[.version]),
            status: option(words[.status], .statuses), subject: option(words[.subject], .subjects),
            owner: word(words[.owner]), purpose: runningText(words[.purpose]).value,
            legalBasis: runningTexts(words[.legalBasis]), sources: runningTexts(words[.sources]),
            visibleTo: words[.visibleTo].map { oneOrMore($0) }, isHidden: yesNo(words[.hidden]),
            starts: items(words[.start], of: "manieren om te beginnen").map { start($0) }, terms: terms,
            retention: words[.retention].map { text($0).value }, fields: fields, steps: steps,
            allSteps: allSteps, ends: ends,
            interrupts: items(words[.interrupts], of: "onderbrekingen").map { interrupt($0) },
            norms: norms(words[.norms]), evaluationMonth: option(words[.evaluation], .months),
            authors: oneOrMore(words[.author]).map { PersonID(id($0).value) },
            changes: items(words[.changes], of: "wijzigingen").map { change($0) }, range: node.range,
            unread: unread)
    }

    private func isMapping(_ node: SyntaxNode?, orAbsent: Bool) -> Bool {
        switch node?.content {
        case .mapping: true
        case .text, .list: false
        case nil: orAbsent
        }
    }

    /// The names of steps and branches at any depth.
    private func nestedSteps(in node: SyntaxNode?) -> Set<String> {
        switch node?.content {
        case .text, nil: return []
        case .list(let items): return items.reduce(into: []) { $0.formUnion(nestedSteps(in: $1)) }
        case .mapping(let entries):
            var names: Set<String> = []
            for entry in entries {
                switch (Keyword(entry.key.value), entry.value.content) {
                case (.step, .text(let name)), (.branch, .text(let name)): names.insert(name.text)
                case (.steps, _), (.parallel, _): names.formUnion(nestedSteps(in: entry.value))
                case (_, _): continue
                }
            }
            return names
        }
    }

    mutating func change(_ node: SyntaxNode) -> CardChange {
        let words = words(of: node, .change)
        return CardChange(
            version: wholeNumber(words[.version]), text: runningText(words[.what]).value,
            day: day(words[.on])?.value, person: words[.by].map { PersonID(id(word($0)).value) })
    }

    private mutating func end(_ id: Located<String>, _ node: SyntaxNode) -> EndDeclaration {
        let words = words(of: node, .end)
        let countsAs = option(words[.countsAs], .endCounts)
        let fixed: EndCount? = [End.completed: .completed, End.lapsed: .aborted][EndID(id.value)]
        if let fixed, let countsAs, countsAs != fixed, let node = words[.countsAs] {
            report(
                .wrongEnd, at: node.range,
                "Het einde `\(id.value)` telt altijd als \(fixed == .completed ? "voltooid" : "afgebroken"). Pas dit aan, "
                    + "of geef het einde een andere naam.")
        }
        return EndDeclaration(id: id, title: runningText(words[.title]), countsAs: countsAs)
    }

    private mutating func reportReserved(_ names: [Located<String>], among reserved: Set<String>) {
        for name in names where reserved.contains(name.value) {
            report(
                .reservedName, at: name.range,
                "\(name.value.quoted) heeft in de kaarttaal een eigen betekenis. Kies een andere naam.")
        }
    }
}

extension StepDeclaration {
    /// The ids of this step, of its branches and of the steps within it, in the order in which they are written.
    fileprivate var names: [Located<String>] {
        switch kind {
        case .parallel(let parallel):
            [id] + parallel.branches.flatMap { ($0.id.map { [$0] } ?? []) + $0.steps.flatMap(\.names) }
        case .forEach(let forEach): [id] + forEach.steps.flatMap(\.names)
        case .task, .sign, .choice, .call, .wait, .register, .unread: [id]
        }
    }
}

/// The fields that blocks make by themselves: `{vakgebied: [...]}`.
private func implied(by steps: [StepDeclaration]) -> [Located<String>] {
    steps.compactMap { step in
        if case .forEach(let forEach) = step.kind, case .fixed(let name, _) = forEach.source {
            name
        } else {
            nil
        }
    }
}

extension FieldDeclaration {
    /// Its id, and those of its columns.
    fileprivate var names: [Located<String>] { [id] + columns.map(\.id) }
}
