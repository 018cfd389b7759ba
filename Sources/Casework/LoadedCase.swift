import CardEngine
import CardLanguage
import CaseStore

/// A case with the card it lives by.
struct LoadedCase {
    let id: CaseID
    let state: CaseState
    let card: Card
    let opening: CaseState.Opening
}

extension Workplace {
    /// The case with its history folded and its own version of the card.
    ///
    /// - Throws: `CaseworkFailure.noSuchCase`, `CaseworkFailure.cardTextLost`.
    func load(_ id: CaseID, from reading: any CaseReading) throws -> LoadedCase {
        let state = replay(try reading.events(of: id))
        guard let opening = state.opening else { throw CaseworkFailure.noSuchCase(id.rawValue) }
        return LoadedCase(id: id, state: state, card: try card(of: opening, from: reading), opening: opening)
    }

    /// The case, if for the actor it exists.
    func loadVisible(_ id: CaseID, from reading: any CaseReading) throws -> (LoadedCase, CaseView) {
        let loaded = try load(id, from: reading)
        let roster = school.roster(for: loaded.opening.facts.subject)
        guard let view = view(of: loaded.state, on: loaded.card, for: identity.actor, in: roster) else {
            throw CaseworkFailure.noSuchCase(id.rawValue)
        }
        return (loaded, view)
    }

    /// The card that the case was opened by, from the text that was kept then.
    private func card(of opening: CaseState.Opening, from reading: any CaseReading) throws -> Card {
        let facts = opening.facts
        if let shelved = shelf.cards[facts.card], shelved.text.hash == facts.textHash { return shelved.card }
        let source = try reading.cardText(hash: facts.textHash).map { text in
            SourceText(name: facts.card.rawValue + ".yaml", text: text.text)
        }
        guard let card = source.flatMap({ ReadFile.archivedCard($0) }) else {
            throw CaseworkFailure.cardTextLost(facts.card, version: facts.version)
        }
        return card
    }

    /// A command on a case as a whole, for who may see it.
    func change(_ id: CaseID, by command: Command) throws -> Progress {
        try store.write { writing in
            let (loaded, view) = try loadVisible(id, from: writing)
            guard view.seesCase else {
                throw CaseworkFailure.refused(.roleNeeded([loaded.card.owner]), card: loaded.card)
            }
            return try carryOut(command, on: loaded, in: writing)
        }
    }

    /// Decides on a command, keeps what follows, and tells what it led to.
    ///
    /// - Throws: `CaseworkFailure.refused`.
    func carryOut(_ command: Command, on loaded: LoadedCase, in writing: any CaseWriting) throws -> Progress {
        let circumstances = circumstances(for: loaded.opening.facts.subject)
        switch decide(command, in: loaded.state, on: loaded.card, at: circumstances) {
        case .failure(let refusal): throw CaseworkFailure.refused(refusal, card: loaded.card)
        case .success(let events):
            try writing.append(events, to: loaded.id, after: loaded.state)
            let state = events.reduce(loaded.state) { evolve($0, with: $1) }
            let view = view(of: state, on: loaded.card, for: identity.actor, in: circumstances.roster)
            return Progress(loaded.id, loaded.card, state, loaded.opening.facts.subject, view)
        }
    }
}
