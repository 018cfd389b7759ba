import CardEngine
import CardLanguage
import CaseStore
import SchoolTime

extension Workplace {
    /// The text of a card by which a case can begin: that of its file, or, while the concept of the next version stands
    /// there, also with faults, the one that was adopted last. Who revises a card stops nobody who works by it (kaarttaal,
    /// section 2). In a practice folder a concept serves.
    ///
    /// Nil when there is none: a concept that does not follow an adopted version, a card that was withdrawn, or one with
    /// faults that is no such concept.
    func cardInForce(_ id: CardID, from reading: any CaseReading) throws -> Shelf.ShelvedCard? {
        if let shelved = shelf.cards[id], isInForce(shelved.card) { return shelved }
        return try textBeforeConcept(of: id, from: reading).flatMap { compiled($0) }
    }

    /// What was adopted last of a card of which the concept of the next version stands in the file.
    private func textBeforeConcept(of id: CardID, from reading: any CaseReading) throws -> CardText? {
        store.isPractice ? nil : try reading.adoptedText(of: id, before: shelf.conceptVersion(of: id))
    }

    /// The card as it was adopted last, if the concept in its file is to follow that, whether or not another text was used between;
    /// nil where nothing was adopted, or people practise.
    ///
    /// - Throws: `CaseworkFailure` when it does not fit the school of now.
    func cardBeforeConcept(of id: CardID, from reading: any CaseReading) throws -> Card? {
        guard !store.isPractice,
            let adoption = try reading.adoption(of: id, before: shelf.conceptVersion(of: id)),
            let text = try reading.cardText(hash: adoption.textHash)
        else { return nil }
        guard let shelved = compiled(text) else {
            throw CaseworkFailure.adoption(.adoptedTextUnfit(id, text.version))
        }
        return shelved.card
    }

    /// Who looks after what began by a card: the text in force, or, when nothing begins by the card any more, the one that
    /// was adopted last, or else the file. A concept that nobody adopted has no say while there is another.
    func cardAtWork(_ id: CardID, from reading: any CaseReading) throws -> Card? {
        if let inForce = try cardInForce(id, from: reading) { return inForce.card }
        let last = try reading.record(of: id).adoptions.last
        let text = try last.flatMap { try reading.cardText(hash: $0.textHash) }
        return text.flatMap { compiled($0)?.card } ?? shelf.cards[id]?.card
    }

    /// Whether cases can begin by a card as it stands in its file, or go on by it.
    func isInForce(_ card: Card) -> Bool {
        switch card.status {
        case .adopted: true
        case .draft: store.isPractice
        case .withdrawn: false
        }
    }

    /// A card by which a case can begin.
    ///
    /// - Throws: `CaseworkFailure` when there is none, it has faults, or it is not adopted.
    func startableCard(_ id: CardID, from reading: any CaseReading) throws -> Shelf.ShelvedCard {
        // A concept by the number of an adopted version is no next version.
        if let shelved = shelf.cards[id], shelved.card.status == .draft {
            try requireAgreedText(shelved, from: reading)
        }
        if let inForce = try cardInForce(id, from: reading) { return inForce }
        if let unfit = try unfitText(of: id, from: reading) { throw unfit }
        if !shelf.hasFile(id), let adoption = try reading.record(of: id).standing {
            throw CaseworkFailure.adoption(.fileGone(id, adoption.version))
        }
        let isWithdrawn = try shelvedCard(id).card.status == .withdrawn
        throw isWithdrawn ? CaseworkFailure.cardWithdrawn(id) : .cardNotAdopted(id)
    }

    /// Those of these cards of which a case can begin now. One that is hidden by now is not called by an old text that knew it
    /// otherwise: the caller would tell that there is a case of it.
    func callable(
        _ cards: Set<CardID>, by caller: Card, from reading: any CaseReading
    ) throws -> [CardID: Card] {
        var callable: [CardID: Card] = [:]
        for id in cards {
            if case .success(let shelved) = try beginning(of: id, from: reading),
                !shelved.card.isHidden || id == caller.id
            {
                callable[id] = shelved.card
            }
        }
        return callable
    }

    /// The card by which a case begins when it is called, or why none can.
    func beginning(
        of id: CardID, from reading: any CaseReading
    ) throws -> Result<Shelf.ShelvedCard, CaseworkFailure> {
        do {
            let shelved = try startableCard(id, from: reading)
            try requireAgreedText(shelved, from: reading)
            return .success(shelved)
        } catch let failure as CaseworkFailure {
            return .failure(failure)
        }
    }

    /// That the adopted text of which the next version is being written does not fit the school of now, so that nothing can
    /// begin by it; nil when that is not so.
    private func unfitText(of id: CardID, from reading: any CaseReading) throws -> CaseworkFailure? {
        guard let text = try textBeforeConcept(of: id, from: reading), compiled(text) == nil else {
            return nil
        }
        return .adoption(.adoptedTextUnfit(id, text.version))
    }

    /// The cards that the school adopted, and by which no case can begin as their files are now, each with why.
    func hinderedCards(from reading: any CaseReading) throws -> [(card: CardID, failure: CaseworkFailure)] {
        try CaseID.cards(in: reading).compactMap { id in
            guard try reading.record(of: id).standing != nil,
                case .failure(let failure) = try beginning(of: id, from: reading)
            else { return nil }
            // The file calls it withdrawn: that is put on record, and no fault.
            if case .cardWithdrawn = failure { return nil }
            return (id, failure)
        }
    }

    /// Whether it tells that there was a case of a hidden card: that a text of it was used.
    func tellsOfCases(_ failure: CaseworkFailure, _ card: CardID) -> Bool {
        guard shelf.contents.unproved(card)?.isHidden == true else { return false }
        if case .versionReused = failure { return true }
        if case .cardNotAdopted = failure { return true }
        return false
    }

    /// The card of a kept text, for cases that are to begin: its roles are those of the school as it is now.
    private func compiled(_ text: CardText) -> Shelf.ShelvedCard? {
        keptCards.cardInForce(hash: text.hash) {
            if case .card(let card)? = read(text.source).value { card } else { nil }
        }.map { Shelf.ShelvedCard(card: $0, text: text) }
    }

    /// A text of a card, read in the school of now.
    func read(_ source: SourceText) -> ReadFile {
        let planned = shelf.calendar.plannedNames
        return ReadFile.read(source, school: school, plannedNames: planned.isEmpty ? nil : planned)
    }
}

extension CaseReading {
    /// The text that was adopted last, if this concept is to follow it: the card was not withdrawn since, and no version
    /// between was used by who writes `status` by hand.
    ///
    /// - Parameter concept: the version that is a concept; nil when none is.
    func adoptedText(of card: CardID, before concept: Int?) throws -> CardText? {
        guard let concept, let adoption = try adoption(of: card, before: concept) else { return nil }
        let isPassed = try keptTexts().contains { text in
            guard text.card == card, let version = try cardText(hash: text.hash)?.version else {
                return false
            }
            return adoption.version < version && version < concept
        }
        return isPassed ? nil : try cardText(hash: adoption.textHash)
    }

    /// The adoption that this concept comes after; nil where none stands.
    func adoption(of card: CardID, before concept: Int?) throws -> Adoption? {
        guard let concept, let adoption = try record(of: card).standing, adoption.version < concept else {
            return nil
        }
        return adoption
    }
}
