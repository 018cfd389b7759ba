import CardEngine

/// What is written of signatures.
struct SignDeclaration: Hashable, Sendable {
    let signers: [Located<String>]
    let question: SignStep.Question?
    let needsProof: Bool
    let grant: ConsentGrantDeclaration?
}

/// A consent as written (`geeft_toestemming`).
struct ConsentGrantDeclaration: Hashable, Sendable {
    enum Recipient: Hashable, Sendable {
        case school
        case roles([Located<String>])
        case field(Located<String>)
    }

    let purpose: Located<String>
    let recipient: Recipient
    let until: MomentDeclaration?
}

extension DeclarationReader {
    mutating func sign(_ words: Words) -> SignDeclaration {
        let declaration = SignDeclaration(
            signers: oneOrMore(words[.sign]), question: option(words[.asks], .questions),
            needsProof: yesNo(words[.proof]), grant: words[.givesConsent].map { consentGrant($0) })
        if declaration.question == .seen, let grant = declaration.grant {
            report(
                .wordDoesNotFit, at: grant.purpose.range,
                "Wie iets gezien heeft, geeft daarmee geen toestemming. Laat `vraagt: gezien` of `geeft_toestemming` weg.",
                isOfLaterRule: true)
        }
        return declaration
    }

    private mutating func consentGrant(_ node: SyntaxNode) -> ConsentGrantDeclaration {
        let words = words(of: node, .consentGrant)
        return ConsentGrantDeclaration(
            purpose: id(word(words[.purpose])), recipient: recipient(words[.recipient]),
            until: moment(words[.until]))
    }

    private mutating func recipient(_ node: SyntaxNode?) -> ConsentGrantDeclaration.Recipient {
        guard let node else { return .school }
        if case .mapping = node.content { return .field(fieldReference(node)) }
        return .roles(oneOrMore(node))
    }
}
