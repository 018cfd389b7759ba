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
    /// The roles of each `handmatig`.
    let manualStarts: [[Located<String>]]
    let term: MomentDeclaration?
    let fields: [FieldDeclaration]
    let steps: [StepDeclaration]
    let ends: [EndDeclaration]
    let interrupts: [InterruptDeclaration]
    let evaluationMonth: Int?
    let range: SourceRange
    /// Parts that could not be read: a name that is not found may well be one of these, and nothing is said of it.
    let unread: UnreadParts
}

/// What of a card could not be read.
struct UnreadParts: Hashable, Sendable {
    var fields = false
    var steps = false
    var ends = false
    /// The ids of steps within blocks, which are not read yet.
    var nestedSteps: Set<String> = []
}

/// An end as written.
struct EndDeclaration: Hashable, Sendable {
    let id: Located<String>
    let title: Located<String>
    let countsAs: EndCount?
}

/// An interrupt by a person, as written.
struct InterruptDeclaration: Hashable, Sendable {
    let outcome: Located<String>
    let performers: [Located<String>]
    let condition: ConditionDeclaration?
    let target: Located<String>
}

extension DeclarationReader {
    mutating func card(_ node: SyntaxNode) -> CardDeclaration {
        let words = words(of: node, .card)
        let before = diagnostics.contains { $0.code == .unknownWord }
        let fields = entries(words[.fields], of: "velden").map { field($0.id, $0.value) }
        let steps = items(words[.steps], of: "stappen").map { step($0) }
        let ends = entries(words[.ends], of: "einden").map { end($0.id, $0.value) }
        reportDuplicates(steps.map(\.id), "De stap")
        reportReserved(steps.map(\.id) + ends.map(\.id), among: reservedNames)
        reportReserved(fields.map(\.id), among: reservedFieldNames)
        let unread = UnreadParts(
            fields: !isMapping(words[.fields], orAbsent: !before),
            steps: steps.isEmpty || steps.contains { $0.id.value.isEmpty },
            ends: !isMapping(words[.ends], orAbsent: !before), nestedSteps: nestedSteps(in: words[.steps]))
        return CardDeclaration(
            id: id(word(words[.card])), title: runningText(words[.title]),
            version: wholeNumber(words[.version]),
            status: option(words[.status], .statuses), subject: option(words[.subject], .subjects),
            owner: word(words[.owner]), purpose: runningText(words[.purpose]).value,
            legalBasis: runningTexts(words[.legalBasis]), sources: runningTexts(words[.sources]),
            visibleTo: words[.visibleTo].map { oneOrMore($0) }, isHidden: yesNo(words[.hidden]),
            manualStarts: items(words[.start], of: "manieren om te beginnen").map { start($0) },
            term: moment(words[.term]), fields: fields, steps: steps, ends: ends,
            interrupts: items(words[.interrupts], of: "onderbrekingen").map { interrupt($0) },
            evaluationMonth: option(words[.evaluation], .months), range: node.range, unread: unread)
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
                switch (Keyword(rawValue: entry.key.value), entry.value.content) {
                case (.step, .text(let name)), (.branch, .text(let name)): names.insert(name.text)
                case (.steps, _), (.parallel, _): names.formUnion(nestedSteps(in: entry.value))
                case (_, _): continue
                }
            }
            return names
        }
    }

    private mutating func start(_ node: SyntaxNode) -> [Located<String>] {
        let words = words(of: node, .startRule)
        return oneOrMore(words[.manual])
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

    private mutating func interrupt(_ node: SyntaxNode) -> InterruptDeclaration {
        let words = words(of: node, .interrupt)
        var target = word(words[.to])
        // `verder` belongs to an event, which is not read yet.
        if words[.outcome] == nil, target.value == "verder" {
            target = Located(value: "", range: target.range)
        }
        return InterruptDeclaration(
            outcome: word(words[.outcome]), performers: oneOrMore(words[.by]),
            condition: condition(words[.condition]), target: target)
    }

    private mutating func reportReserved(_ names: [Located<String>], among reserved: Set<String>) {
        for name in names where reserved.contains(name.value) {
            report(
                .reservedName, at: name.range,
                "\(name.value.quoted) heeft in de kaarttaal een eigen betekenis. Kies een andere naam.")
        }
    }
}
