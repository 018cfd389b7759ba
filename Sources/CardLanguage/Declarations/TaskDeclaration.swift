import CardEngine

/// What is written of a task.
struct TaskDeclaration: Hashable, Sendable {
    let performers: PerformersDeclaration
    let together: [Located<String>]
    let required: [Located<String>]
    let optional: [Located<String>]
    let checklist: [String]
    let records: [RecordDeclaration]
    let disclosure: DisclosureDeclaration?
    let otherThan: Located<String>?
    let sameAs: Located<String>?
}

/// What is written of a register.
struct RegisterDeclaration: Hashable, Sendable {
    let performers: PerformersDeclaration
    let list: Located<String>
}

/// `wie` as written.
enum PerformersDeclaration: Hashable, Sendable {
    case roles([Located<String>])
    case field(Located<String>)
}

/// An entry of `leg_vast` as written.
struct RecordDeclaration: Hashable, Sendable {
    let attribute: Located<String>
    let field: Located<String>
}

/// A provision as written.
struct DisclosureDeclaration: Hashable, Sendable {
    enum Ground: Hashable, Sendable {
        case law(String)
        case consent(Located<String>)
        /// A stand-in for what could not be read; a complaint has been made.
        case unread
    }

    let recipient: Located<String>
    let fields: [Located<String>]
    let ground: Ground
}

extension DeclarationReader {
    mutating func task(_ words: Words) -> TaskDeclaration {
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
            performers: performers(words[.performers]), together: oneOrMore(words[.together]),
            required: required, optional: optional, checklist: runningTexts(words[.checklist]),
            records: pairs(words[.record], of: "kenmerken").map {
                RecordDeclaration(attribute: $0.key, field: $0.value)
            },
            disclosure: words[.discloses].map { disclosure($0) },
            otherThan: words[.otherThan].map { word($0) }, sameAs: words[.sameAs].map { word($0) })
    }

    mutating func register(_ words: Words) -> RegisterDeclaration {
        RegisterDeclaration(performers: performers(words[.performers]), list: word(words[.register]))
    }

    private mutating func performers(_ node: SyntaxNode?) -> PerformersDeclaration {
        if let node, case .mapping = node.content { return .field(fieldReference(node)) }
        return .roles(oneOrMore(node))
    }

    /// `{veld: ...}`.
    mutating func fieldReference(_ node: SyntaxNode) -> Located<String> {
        word(words(of: node, .personField)[.field])
    }

    /// A mapping of names to names.
    mutating func pairs(
        _ node: SyntaxNode?, of what: String
    ) -> [(key: Located<String>, value: Located<String>)] {
        entries(node, of: what).map { ($0.id, word($0.value)) }
    }

    private mutating func disclosure(_ node: SyntaxNode) -> DisclosureDeclaration {
        let words = words(of: node, .disclosure)
        return DisclosureDeclaration(
            recipient: word(words[.recipient]), fields: oneOrMore(words[.fields]),
            ground: ground(words, at: node))
    }

    private mutating func ground(
        _ words: Words, at node: SyntaxNode
    ) -> DisclosureDeclaration.Ground {
        switch (words[.legalBasis], words[.consent]) {
        case (let law?, nil): return .law(runningText(law).value)
        case (nil, let purpose?): return .consent(id(word(purpose)))
        case (_?, let purpose?):
            report(
                .wordDoesNotFit, at: SourceRange(at: purpose.range.start),
                "Een verstrekking heeft een `grondslag` of een `toestemming`, niet allebei. Laat er één weg.")
        case (nil, nil):
            if !words.isEmpty {
                report(
                    .missingWord, at: SourceRange(at: node.range.start),
                    "In een verstrekking ontbreekt waarom zij mag. Zet erbij `toestemming: <doel>`, of `grondslag: <wet>` als "
                        + "er geen toestemming nodig is.")
            }
        }
        return .unread
    }
}
