import CardEngine
import CaseStore
import SchoolTime

/// A case with the card it lives by.
struct LoadedCase {
    let id: CaseID
    /// Where it stands: as it is kept, or, once it was brought up to date, with what is due done.
    private(set) var state: CaseState
    /// As it is kept: what a command goes on from.
    let kept: CaseState
    /// What is due, and will be kept with the next command.
    private(set) var due: [Event] = []
    let card: Card
    let opening: CaseState.Opening

    init(id: CaseID, state: CaseState, card: Card, opening: CaseState.Opening) {
        self.id = id
        self.state = state
        kept = state
        self.card = card
        self.opening = opening
    }

    /// Whom or what it is about, in the group of now.
    var subject: Subject { state.subject(at: nil) ?? opening.facts.subject }

    /// The rows that a list has as seen from a place, and the highest number that one of it ever had.
    func list(_ field: FieldID, at place: Place?) -> (rows: [Row], highest: Int) {
        let highest = state.highestRow(of: field, at: state.home(of: field, at: place, on: card))
        guard case .rows(let rows)? = state.value(of: field, at: place, on: card) else {
            return ([], highest)
        }
        return (rows, highest)
    }

    /// Does what is due, as every command does first, so that who looks finds what a command would find. Nothing of it is
    /// kept.
    ///
    /// - Parameter result: what `catchUp` was decided to lead to.
    mutating func catchUp(by result: Result<[Event], Refusal>) {
        guard case .success(let events) = result else { return }
        due = events
        state = evolve(kept, with: events)
    }
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

    /// The same; nil when its text is lost.
    func loadUnlessLost(_ id: CaseID, _ events: [Event], from reading: any CaseReading) throws -> LoadedCase?
    {
        do {
            return try load(id, events, from: reading)
        } catch CaseworkFailure.cardTextLost {
            return nil
        }
    }

    /// The case as it is today, with what is due done but not kept.
    ///
    /// - Throws: `CaseworkFailure.noSuchCase`, also where its text is lost and with that who may see it, but for whom its card
    ///   says so now: who does hears which text it is.
    func loadCurrent(_ id: CaseID, from reading: any CaseReading) throws -> (LoadedCase, Circumstances) {
        do {
            return try current(try load(id, from: reading), from: reading)
        } catch CaseworkFailure.cardTextLost(let card, let version) {
            guard try isSeenNow(id, of: card, from: reading) else {
                throw CaseworkFailure.noSuchCase(id.rawValue)
            }
            throw CaseworkFailure.cardTextLost(card, version: version)
        }
    }

    /// The same in a list, from which a case of which the text is lost keeps no other; nil for that one. `kaart dag` and `kaart
    /// nazien` tell of it.
    func loadCurrentUnlessLost(
        _ id: CaseID, from reading: any CaseReading
    ) throws -> (LoadedCase, Circumstances)? {
        try loadUnlessLost(id, try reading.events(of: id), from: reading).map {
            try current($0, from: reading)
        }
    }

    private func current(
        _ loaded: LoadedCase, from reading: any CaseReading
    ) throws -> (LoadedCase, Circumstances) {
        var loaded = loaded
        let (due, now) = try due(in: loaded, from: reading)
        loaded.catchUp(by: due)
        return (loaded, now)
    }

    /// Whether the actor sees the cases of a card about the subject of one, as the school works by that card now.
    func isSeenNow(_ id: CaseID, of card: CardID, from reading: any CaseReading) throws -> Bool {
        guard let subject = replay(try reading.events(of: id)).opening?.facts.subject,
            let card = try cardAtWork(card, from: reading)
        else { return false }
        return roster(for: subject.now(knowing: try history(of: subject, from: reading)))
            .sees(identity.actor, card)
    }

    /// The first day on which something fell due in a case and was not done yet; nil when nothing is due, the case has
    /// ended, or its text is lost.
    func firstDue(of id: CaseID, from reading: any CaseReading) throws -> Day? {
        guard let loaded = try loadUnlessLost(id, try reading.events(of: id), from: reading),
            loaded.state.isRunning
        else { return nil }
        return CardEngine.firstDue(
            in: loaded.state, on: loaded.card, at: try circumstances(for: loaded, from: reading))
    }

    /// The case as it is today, if for the actor it exists.
    func loadVisible(_ id: CaseID, from reading: any CaseReading) throws -> (LoadedCase, CaseView) {
        let (loaded, circumstances) = try loadCurrent(id, from: reading)
        guard let view = view(of: loaded, at: circumstances) else {
            throw CaseworkFailure.noSuchCase(id.rawValue)
        }
        return (loaded, view)
    }

    /// The running cases of a card, by whom or what they are about and then by when they began.
    func runningCases(of card: CardID, from reading: any CaseReading) throws -> [CaseID] {
        try reading.cases(CaseFilter(isRunning: true, cards: [card]))
            .sorted { ($0.subject.id, $0.startedOn, $0.caseID) < ($1.subject.id, $1.startedOn, $1.caseID) }
            .map(\.caseID)
    }

    /// What the actor may see of a case; nil when for the actor it does not exist.
    func view(of loaded: LoadedCase, from reading: any CaseReading) throws -> CaseView? {
        // Which cards can begin makes no difference to who sees what.
        let now = try circumstances(
            for: loaded.opening.facts.subject, on: loaded.card, state: loaded.state, from: reading)
        return view(of: loaded, at: now)
    }

    /// The same, where the circumstances are known.
    func view(of loaded: LoadedCase, at now: Circumstances) -> CaseView? {
        CardEngine.view(
            of: loaded.state, on: loaded.card, for: identity.actor, in: now.roster, parts: now.world.rosters)
    }

    /// The card of a text that a case lives by, or lived by, as it was kept then.
    func card(_ id: CardID, _ version: CardVersion, from reading: any CaseReading) throws -> Card {
        if let card = shelf.contents.unproved(id, hash: version.textHash) { return card }
        guard let card = try keptCards.card(id, hash: version.textHash, from: reading) else {
            throw CaseworkFailure.cardTextLost(id, version: version.version)
        }
        return card
    }

    /// A command on a case as a whole, for who may see it.
    func change(_ id: CaseID, by command: Command) throws -> Progress {
        try change(id) { _ in command }
    }

    /// The same, of a command that its card helps to read.
    func change(_ id: CaseID, by command: (Card) throws -> Command) throws -> Progress {
        try store.write { try change(id, by: command, in: $0) }
    }

    /// The same within a transaction.
    func change(
        _ id: CaseID, by command: (Card) throws -> Command, in writing: any CaseWriting
    ) throws -> Progress {
        let (loaded, view) = try loadVisible(id, from: writing)
        guard view.seesCase else {
            throw CaseworkFailure.refused(.roleNeeded([loaded.card.owner]), card: loaded.card)
        }
        return try carryOut(try command(loaded.card), on: loaded, in: writing)
    }

    /// Decides on a command, keeps what follows here and in other streams, and tells what it led to.
    ///
    /// - Throws: `CaseworkFailure.refused`.
    func carryOut(_ command: Command, on loaded: LoadedCase, in writing: any CaseWriting) throws -> Progress {
        var act = Act(self, writing)
        try act.carryOut(command, on: loaded)
        try act.rest()
        return try progress(of: loaded.id, after: act, toldApart: [loaded.id], in: writing)
    }
}
