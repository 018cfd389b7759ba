public import CardEngine
import CaseStore
public import SchoolTime

/// A case as one person may see it.
public struct CaseReport: Hashable, Sendable {
    /// The id by which people name the case.
    public let caseID: CaseID
    /// The card that the case lives by.
    public let card: Card
    /// Which card, about whom, by whom and when.
    public let opening: CaseState.Opening
    /// Whom or what it is about, in the group of that day.
    public let subject: Subject
    /// The case that called it, if one did that the person may know of: a hidden card may call others.
    public let caller: CaseID?
    /// The last day, if there is one.
    public let deadline: Day?
    /// The last day by law, if there is one.
    public let statutory: Day?
    /// By how many days its own term has passed; 0 when it is on time, and for who may only see that it runs.
    public let daysLate: Int
    /// What the branches of its blocks are about, each behind what those around it are about.
    public let items: [Place: [Item]]
    /// Whether the case has ended.
    public let hasEnded: Bool
    /// How it ended; nil as long as the case runs, and for who may only see that it runs.
    public let ending: CaseState.Ending?
    /// Nil when the person may only see that the case runs, and the steps that are the person's to do.
    public let history: [HistoryLine]?
    /// The open visits that the person may see.
    public let open: [Visit]
    /// What the person can do now.
    public let possibilities: [Possibility]
    /// The visits that others can do as well, and that the actor can say to be at.
    public let takeable: [Int]
    /// Whether no term runs now.
    public let isSuspended: Bool
    /// The values that the person may see, in the order of the card, those of items behind those of the case.
    public let values: [FilledField]
    /// The day as of which it is told.
    public let day: Day
    /// Whether it is told as it was known on that day, and not as it is.
    public let isPast: Bool
}

/// A field with its value.
public struct FilledField: Hashable, Sendable {
    /// The field.
    public let field: Field
    /// What it holds.
    public let value: FieldValue
    /// The branch to whose item it belongs; nil when it is one of the whole case.
    public let place: Place?
    /// The items around it, each with its block, from the outermost inwards; empty when it is one of the whole case.
    public let around: [Surrounding]

    /// An item of a block in which something stands.
    public struct Surrounding: Hashable, Sendable {
        /// The block.
        public let step: StepID
        /// What the branch is about.
        public let item: Item
    }
}

/// One line of the history of a case.
public struct HistoryLine: Hashable, Sendable {
    /// Who recorded it, and when.
    public let stamp: Stamp
    /// Whether the clock then stood earlier than at the event before it: somebody had set it back.
    public let isClockBack: Bool
    /// What happened.
    public let fact: Fact
    /// For what happened to a visit: the visit as it is now, with its deadline; of a reminder as it was then.
    public let visit: Visit?
    /// Of each role of `samen_met`: who was there, or why nobody was.
    public let presence: [RoleID: Presence]
    /// Why, of an interrupt, a stop and what only the owner does; of a signature the remark; of a correction only for who sees
    /// all that was corrected.
    public let reason: String?
    /// Of what the program did in answer to an act in this case: by whom that was.
    public let causedBy: Stamp?
    /// Of an attribute of the subject: whether the field that it is kept of was emptied.
    public let keepsNothing: Bool
    /// The case that called this one; nil also when the person may not know of it.
    public let caller: CaseID?
    /// Whether the person may know of the other case that did it, or to which it happened.
    public let isTold: Bool
    /// The card by which the case lived then: what happened is told in its words.
    public let card: Card
}

/// A case in a list, for somebody who may see it.
public struct CaseLine: Hashable, Sendable {
    /// The id by which people name the case.
    public let caseID: CaseID
    /// The card that the case lives by.
    public let card: CardID
    /// The title of the card, in Dutch.
    public let cardTitle: String
    /// Whom or what the case is about.
    public let subject: Subject
    /// The day on which it began.
    public let startedOn: Day
    /// Whether a deadline has passed.
    public let isLate: Bool
    /// Whether it has ended.
    public let hasEnded: Bool
    /// Its end; nil as long as it runs, and for who may only see that it runs.
    public let end: End?
}

extension Workplace {
    /// One case with its history (`kaart traject k7m3`).
    ///
    /// - Parameter past: as the school knew it at the end of that day (kaarttaal, section 11), for who may see the whole case
    ///   today; nil: as it is.
    /// - Throws: `CaseworkFailure.noSuchCase`, also for a case that the actor may not see; `.notBegunOn`.
    public func showCase(_ id: CaseID, asOf past: Day? = nil) throws -> CaseReport {
        try store.read { reading in
            var (loaded, view) = try loadVisible(id, from: reading)
            var events = try reading.events(of: id) + loaded.due
            if let past {
                guard view.seesCase else {
                    throw CaseworkFailure.pastNotSeen(card: loaded.card)
                }
                // What was recorded later, also of an earlier day, nobody knew.
                events = Array(events.prefix { $0.stamp.day <= past })
                guard !events.isEmpty else { throw CaseworkFailure.notBegunOn(past) }
                loaded = try load(id, events, from: reading)
                // What the text of now does not know, or shows to fewer, is not seen by the text of then.
                view = view.intersection(try self.view(of: loaded, from: reading))
            }
            let open = loaded.state.isRunning ? loaded.state.openVisits.filter { $0.branches.isEmpty } : []
            let history =
                view.seesCase ? try history(of: loaded, events, seenBy: view, from: reading) : nil
            return CaseReport(
                caseID: id, card: loaded.card, opening: loaded.opening, subject: loaded.subject,
                caller: try visibleCaller(of: loaded.state, from: reading),
                deadline: view.seesCase ? loaded.state.deadline : nil,
                statutory: view.seesCase ? loaded.state.statutory : nil,
                daysLate: view.seesCase ? loaded.state.daysLate(on: past ?? clock.today) : 0,
                items: loaded.state.itemsAround,
                hasEnded: loaded.state.ending != nil,
                ending: view.seesCase ? loaded.state.ending : nil, history: history,
                open: open.filter { view.seesCase || view.doable.contains($0.number) },
                possibilities: past == nil
                    ? possibilities(
                        in: loaded.state, on: loaded.card, at: try circumstances(for: loaded, from: reading))
                    : [],
                takeable: past == nil
                    ? takeable(in: loaded, at: try circumstances(for: loaded, from: reading)) : [],
                isSuspended: loaded.state.isSuspended && (view.seesCase || !view.doable.isEmpty),
                values: values(of: loaded, view),
                day: past ?? clock.today, isPast: past != nil)
        }
    }

    /// The case that called this one; nil also when the actor may not know of it, for its card may be hidden.
    func visibleCaller(of state: CaseState, from reading: any CaseReading) throws -> CaseID? {
        try state.opening?.facts.origin?.caller.flatMap { caller in
            try loadUnlessLost(caller.caseID, reading.events(of: caller.caseID), from: reading)
                .flatMap { try view(of: $0, from: reading) }.map { _ in caller.caseID }
        }
    }

    /// All cases that the actor may see, as they are today, newest first (`kaart traject`).
    public func listCases() throws -> [CaseLine] {
        try store.read { reading in
            try reading.cases().compactMap { record in
                guard let (loaded, circumstances) = try loadCurrentUnlessLost(record.caseID, from: reading)
                else { return nil }
                return view(of: loaded, at: circumstances).map { line(of: loaded, record, $0) }
            }
        }
    }

    /// A case in a list, as far as it may be seen.
    func line(of loaded: LoadedCase, _ record: CaseRecord, _ view: CaseView) -> CaseLine {
        let (state, today) = (loaded.state, clock.today)
        let late =
            state.isRunning
            && (state.daysLate(on: today) > 0 || state.openVisits.contains { $0.isLate(on: today) })
        return CaseLine(
            caseID: record.caseID, card: record.card, cardTitle: loaded.card.title, subject: record.subject,
            startedOn: record.startedOn, isLate: view.seesCase && late, hasEnded: state.ending != nil,
            end: (view.seesCase ? state.ending : nil).flatMap { loaded.card.end($0.end) })
    }

    private func values(of loaded: LoadedCase, _ view: CaseView) -> [FilledField] {
        let ofCase = loaded.card.fields.compactMap { field in
            loaded.state.values[field.id].map { FilledField(field: field, value: $0, place: nil, around: []) }
        }
        let ofItem = loaded.state.currentItemValues
        let places = ofItem.keys.sorted { ($0.block, $0.branch) < ($1.block, $1.branch) }
        let items = loaded.state.items
        let ofItems = places.flatMap { place in
            let around = loaded.state.branches(from: place).reversed().compactMap { place in
                items[place].flatMap { item in
                    loaded.state.visit(place.block).map {
                        FilledField.Surrounding(step: $0.step, item: item)
                    }
                }
            }
            return loaded.card.fields.compactMap { field in
                ofItem[place]?[field.id].map {
                    FilledField(field: field, value: $0, place: place, around: around)
                }
            }
        }
        return (ofCase + ofItems).filter { view.sees($0.field.id, at: $0.place) }.map { $0.seen(by: view) }
    }

    /// The history that led to where a case stands.
    ///
    /// - Parameter known: what the actor may see of it; nil: to be looked up.
    func history(
        of loaded: LoadedCase, _ events: [Event], seenBy known: CaseView? = nil,
        from reading: any CaseReading
    ) throws -> [HistoryLine] {
        let id = loaded.opening.facts.card
        var cards: [CardVersion: Card] = [:]
        if let version = loaded.state.cardVersion { cards[version] = loaded.card }
        func card(_ version: CardVersion) throws -> Card {
            if let known = cards[version] { return known }
            let card: Card
            do {
                card = try self.card(id, version, from: reading)
            } catch CaseworkFailure.cardTextLost {
                // Of a text that is lost the words are those of now.
                card = loaded.card
            }
            cards[version] = card
            return card
        }
        let caller = try visibleCaller(of: loaded.state, from: reading)
        var current = try card(CardVersion(loaded.opening.facts))
        var before = loaded.opening.stamp.time
        var act: Stamp?
        let then = visitsReminded(of: events)
        let view =
            try known
            ?? (events.contains { $0.isCorrection || $0.movesMoment } ? view(of: loaded, from: reading) : nil)
        func sees(_ call: CaseID) throws -> Bool {
            let called = try loadUnlessLost(call, reading.events(of: call), from: reading)
            return try called.flatMap { try self.view(of: $0, from: reading) } != nil
        }
        let hidesCaller = caller == nil && loaded.opening.facts.origin?.caller != nil
        func isTold(_ fact: Fact) throws -> Bool {
            if case .momentMoved(let fact) = fact {
                return view?.seesMoment(ofInterrupt: fact.interrupt, on: current) == true
            }
            if case .limitMoved = fact { return !hidesCaller }
            if case .occasionMoved = fact { return !hidesCaller }
            if case .callEnded(let fact) = fact { return try sees(fact.caseID) }
            if case .callReopened(let fact) = fact { return try sees(fact.caseID) }
            return true
        }
        return try events.enumerated().map { index, event in
            let time = event.stamp.time
            defer { before = time }
            if event.stamp.actor != Stamp.engine { act = event.stamp }
            if case .caseMigrated(let fact) = event.fact {
                current = try card(CardVersion(version: fact.version, textHash: fact.textHash))
            }
            var reason = event.content?.reason
            if case .valuesCorrected(let fact) = event.fact, view?.sees(fact, of: current) != true {
                reason = nil
            }
            return HistoryLine(
                stamp: event.stamp, isClockBack: time.secondsSince1970 < before.secondsSince1970,
                fact: event.fact,
                visit: then[index] ?? event.fact.visit.flatMap { loaded.state.visit($0) },
                presence: event.content?.presence ?? [:], reason: reason,
                causedBy: event.stamp.actor == Stamp.engine && act?.time == time ? act : nil,
                keepsNothing: event.content?.attributes.isEmpty ?? true, caller: caller,
                isTold: try isTold(event.fact), card: current)
        }
    }

    /// The visits of which somebody was reminded, each as it was then, by the place of the event: who could do it may have
    /// changed since.
    private func visitsReminded(of events: [Event]) -> [Int: Visit] {
        guard let last = events.lastIndex(where: { $0.isReminder }) else { return [:] }
        var visits: [Int: Visit] = [:]
        var state = CaseState()
        for (index, event) in events[...last].enumerated() {
            state = evolve(state, with: event)
            if event.isReminder { visits[index] = event.fact.visit.flatMap { state.visit($0) } }
        }
        return visits
    }
}

extension CaseView {
    /// Whether the person sees all that a correction was about, every column of a list included.
    fileprivate func sees(_ fact: ValuesCorrected, of card: Card) -> Bool {
        fact.fields.allSatisfy { id in
            let home = fact.kept?.first { $0.field == id }?.place
            guard sees(id, at: home) else { return false }
            guard let field = card.field(id), case .list(let columns, _) = field.kind else { return true }
            return columns.allSatisfy { sees($0.id, of: field, at: home) }
        }
    }
}

extension Event {
    fileprivate var isCorrection: Bool { if case .valuesCorrected = fact { true } else { false } }

    fileprivate var movesMoment: Bool { if case .momentMoved = fact { true } else { false } }

    fileprivate var isReminder: Bool {
        if case .reminderSent = fact { true } else { false }
    }
}

extension FilledField {
    /// Of a list only the cells that may be seen.
    fileprivate func seen(by view: CaseView) -> FilledField {
        guard case .rows(let rows) = value else { return self }
        let seen = rows.map { row in
            Row(number: row.number, cells: row.cells.filter { view.sees($0.key, of: field, at: place) })
        }
        return FilledField(field: field, value: .rows(seen), place: place, around: around)
    }
}
