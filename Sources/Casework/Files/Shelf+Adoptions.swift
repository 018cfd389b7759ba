import CardEngine
import CardLanguage
public import CaseStore

extension AdoptionFault {
    /// What keeps a card from being used as its file has it: its version was adopted with another text, or is not adopted on
    /// record where the school asks for that.
    init?(of shelved: Shelf.ShelvedCard, in school: School?, isPractice: Bool, after adoptions: [Adoption]) {
        let card = shelved.card
        if let adoption = adoptions.last(where: { $0.version == card.version }) {
            guard adoption.textHash != shelved.text.hash else { return nil }
            self = .adoptedTextChanged(card.id, card.version)
        } else {
            guard card.status == .adopted, school?.adoption != nil, !isPractice else { return nil }
            self = .adoptionNotOnRecord(card.id, card.version)
        }
    }
}

extension Shelf {
    /// Every file, with what the store knows of a card otherwise than its file says (`kaart controleer`).
    ///
    /// - Throws: `StoreFailure`.
    public func reports(knowing store: any CaseStore) throws -> [Report] {
        let faults = try adoptionFaults(from: store)
        guard !faults.isEmpty else { return reports }
        return reports.map { report in
            // A file of the same name elsewhere has been complained about, and is not the card.
            guard let fault = faults[CardID(report.source.baseName)],
                cards[CardID(report.source.baseName)]?.isText(of: report.source) == true
            else { return report }
            let diagnostic = Diagnostic(
                .adoptedTextDiffers, at: CardFileText.place(ofVersionIn: report.source),
                Sentences(school: school).casework(.adoption(fault)))
            return Report(source: report.source, diagnostics: (report.diagnostics + [diagnostic]).inOrder)
        }
    }

    /// The cards that can't be used as they stand in their files.
    private func adoptionFaults(from store: any CaseStore) throws -> [CardID: AdoptionFault] {
        try store.read { reading in
            try cards.compactMapValues { shelved in
                AdoptionFault(
                    of: shelved, in: school, isPractice: store.isPractice,
                    after: try reading.adoptions(of: shelved.card.id))
            }
        }
    }
}

extension Shelf.ShelvedCard {
    /// Whether it was compiled from this text.
    func isText(of source: SourceText) -> Bool {
        String(decoding: source.bytes, as: UTF8.self).utf8.elementsEqual(text.text.utf8)
    }
}
