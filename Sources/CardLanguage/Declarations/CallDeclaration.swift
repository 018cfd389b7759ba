import CardEngine

/// What is written of a call of another card.
struct CallDeclaration: Hashable, Sendable {
    let card: Located<String>
    /// The field of `betreft`.
    let about: Located<String>?
    let occasion: MomentDeclaration?
    let proposals: [ProposalDeclaration]
    let goesOn: Bool
}

/// An entry of `neem_mee` as written.
struct ProposalDeclaration: Hashable, Sendable {
    let theirs: Located<String>
    let ours: Located<String>
}

extension DeclarationReader {
    mutating func call(_ words: Words) -> CallDeclaration {
        CallDeclaration(
            card: id(word(words[.card])), about: words[.subject].map { fieldReference($0) },
            occasion: moment(words[.occasion]),
            proposals: pairs(words[.passAlong], of: "velden").map {
                ProposalDeclaration(theirs: $0.key, ours: $0.value)
            },
            goesOn: yesNo(words[.goOn]))
    }
}
