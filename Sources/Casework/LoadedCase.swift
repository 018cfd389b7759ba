import CardEngine
import CardLanguage
import CaseStore
import SchoolTime

/// A case with the card it lives by.
struct LoadedCase {
    let id: CaseID
    var state: CaseState
    let card: Card
    let opening: CaseState.Opening

    /// Whom or what it is about, in the group of now.
    var subject: Subject { state.subject(at: nil) ?? opening.facts.subject }
}

extension Workplace {
    /// The case with its history folded and its own version of the card.
    ///
    /// - Throws: `CaseworkFailure.noSuchCase`, `CaseworkFailure.cardTextLost`.
    func load(_ id: CaseID, from reading: any CaseReading) throws -> LoadedCase {
        try load(id, try reading.events(of: id), from: reading)
    }

    /// The case as these events of it tell.
    func load(_ id: CaseID, _ events: [Event], from reading: any CaseReading) throws -> LoadedCase {
        let state = replay(events)
        guard let opening = state.opening else { throw CaseworkFailure.noSuchCase(id.rawValue) }
        let version = state.cardVersion ?? CardVersion(opening.facts)
        return LoadedCase(
            id: id, state: state, card: try card(opening.facts.card, version, from: reading), opening: opening
        )
    }

    /// The case, if for the actor it exists.
    func loadVisible(_ id: CaseID, from reading: any CaseReading) throws -> (LoadedCase, CaseView) {
        let loaded = try load(id, from: reading)
        guard let view = try view(of: loaded, from: reading) else {
            throw CaseworkFailure.noSuchCase(id.rawValue)
        }
        return (loaded, view)
    }

    /// What the actor may see of a case; nil when for the actor it does not exist.
    func view(of loaded: LoadedCase, from reading: any CaseReading) throws -> CaseView? {
        let circumstances = try circumstances(for: loaded, from: reading)
        return CardEngine.view(
            of: loaded.state, on: loaded.card, for: identity.actor, in: circumstances.roster,
            parts: circumstances.world.rosters)
    }

    /// The card of a text that a case lives by, or lived by, as it was kept then.
    func card(_ id: CardID, _ version: CardVersion, from reading: any CaseReading) throws -> Card {
        if let shelved = shelf.cards[id], shelved.text.hash == version.textHash { return shelved.card }
        let source = try reading.cardText(hash: version.textHash).map { text in
            SourceText(name: id.rawValue + ".yaml", text: text.text)
        }
        guard let card = source.flatMap({ ReadFile.archivedCard($0) }) else {
            throw CaseworkFailure.cardTextLost(id, version: version.version)
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

    /// Decides on a command, keeps what follows here and in other streams, and tells what it led to.
    ///
    /// - Throws: `CaseworkFailure.refused`.
    func carryOut(_ command: Command, on loaded: LoadedCase, in writing: any CaseWriting) throws -> Progress {
        var act = Act(self, writing)
        try act.carryOut(command, on: loaded)
        try act.rest()
        return try progress(of: loaded.id, in: writing)
    }

    /// Where a case stands, as far as the actor may see it.
    func progress(of id: CaseID, in reading: any CaseReading) throws -> Progress {
        let loaded = try load(id, from: reading)
        return Progress(loaded, try view(of: loaded, from: reading))
    }
}
