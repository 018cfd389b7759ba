import CardEngine
import CardLanguage
import CaseStore

extension Workplace {
    /// The text of each card by which cases begin now, or that of its file when none do.
    func textsThatServe(from reading: any CaseReading) throws -> [CardID: SourceText] {
        try Dictionary(
            uniqueKeysWithValues: shelf.named.compactMap { id in
                (try cardInForce(id, from: reading) ?? shelf.cards[id]).map { (id, $0.text.source) }
            })
    }

    /// That what serves from now on fits together: what is adopted with what it names, and with what names it, also where of
    /// the latter a next version stands in the file.
    ///
    /// - Parameters:
    ///   - revised: the texts that are adopted.
    ///   - serving: the texts that served before that.
    /// - Throws: `CaseworkFailure`.
    func requireFit(of revised: [CardID: SourceText], amid serving: [CardID: SourceText]) throws {
        let texts = serving.sorted { $0.key < $1.key }
        let before = texts.map { (source: $0.value, read: read($0.value)) }
        let after = zip(texts, before).map { text, known in
            revised[text.key].map { (source: $0, read: read($0)) } ?? known
        }
        let (was, will) = (CardsTogether(before, school: school), CardsTogether(after, school: school))
        for (_, read) in after {
            guard case .card(let card)? = read.value else { continue }
            let isRevised = revised[card.id] != nil
            // What is a concept itself keeps nobody from adopting.
            let isNamer =
                card.status == .adopted
                && card.namedCards.contains(where: { revised[$0] != nil })
            guard isRevised || isNamer else { continue }
            // What did not fit before either is no reason to adopt nothing.
            let known = isRevised ? [] : Set(was.check(read).diagnostics)
            let fault = will.check(read).diagnostics.first { $0.severity == .error && !known.contains($0) }
            if let fault { throw CaseworkFailure.adoption(.doesNotFit(card.id, card.version, fault.message)) }
        }
    }
}
