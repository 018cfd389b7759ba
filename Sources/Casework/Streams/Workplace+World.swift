import CardEngine
import CaseStore
import SchoolTime

extension Workplace {
    /// What a decision may depend on, for a case about this subject, as if a case of every card can begin.
    func circumstances(
        for subject: Subject, on card: Card, state: CaseState, from reading: any CaseReading
    ) throws -> Circumstances {
        let time = clock.now()
        var around = try Surroundings(self, of: state, about: subject, on: card, as: time.day, reading)
        try around.addParts()
        try around.addItems()
        around.addHappenings()
        try around.addAwaited()
        around.world.callsElsewhere = try callsElsewhere(
            of: state, on: card, knowing: around.histories, from: reading)
        return Circumstances(
            today: time.day, time: time, actor: identity.actor, enteredBy: identity.enteredBy,
            roster: rosters.roster(for: around.subject, on: time.day), calendar: shelf.calendar,
            world: around.world)
    }
}

/// What is around a case, as its world is put together: of whom it is about and of each item, and which cases it waits for.
private struct Surroundings {
    let workplace: Workplace
    let reading: any CaseReading
    let today: Day
    let card: Card
    let state: CaseState
    /// Whom the case is about, as it was opened.
    let opened: Subject
    /// The same, in the group of now.
    let subject: Subject
    /// What the open branches are about.
    let items: [Subject]
    /// Every stream is read once.
    var histories: [Subject: SubjectHistory]
    /// Everyone who is known, for who was part while the case ran and is none any more; only where that is looked at.
    var all: [(subject: Subject, history: SubjectHistory)] = []
    var world = World()

    init(
        _ workplace: Workplace, of state: CaseState, about subject: Subject, on card: Card, as today: Day,
        _ reading: any CaseReading
    ) throws {
        let history = try workplace.history(of: subject, from: reading)
        (self.workplace, self.reading, self.today, self.card, self.state) = (
            workplace, reading, today, card, state
        )
        opened = subject
        self.subject = subject.now(knowing: history)
        items = state.openVisits.flatMap { $0.branches.compactMap(\.item?.subject) }
        histories = [subject: history]
        if !history.isEmpty { world.facts[subject] = history.facts }
    }

    /// Who and what is part of whom it is about, where the card looks at them.
    mutating func addParts() throws {
        guard card.looksAtParts || !card.awaitedCards.isEmpty else { return }
        all = try workplace.pupils(from: reading)
        for (pupil, history) in all {
            // Somebody of the staff is of the whole school.
            guard history.facts.isEnrolled(on: today),
                subject.kind == .staffMember || pupil.isPart(of: subject)
            else { continue }
            histories[pupil] = history
            world.pupils.append(pupil)
            world.facts[pupil] = history.facts
            world.rosters[pupil] = workplace.rosters.roster(for: pupil, on: today)
        }
        for group in workplace.school.groups {
            let group = Subject(group: group.id)
            world.groups.append(group)
            world.rosters[group] = workplace.rosters.roster(for: group, on: today)
        }
    }

    /// A pupil who left is known as long as a branch about it is open.
    mutating func addItems() throws {
        for item in items where world.facts[item] == nil {
            let history = try histories[item] ?? workplace.history(of: item, from: reading)
            histories[item] = history
            if !history.isEmpty { world.facts[item] = history.facts }
            world.rosters[item] = workplace.school.roster(for: item.now(knowing: history), on: today)
        }
    }

    /// What happened to the pupils that it is about, and what is taken back.
    mutating func addHappenings() {
        for subject in Set([opened] + items) where subject.kind == .pupil {
            for happening in histories[subject]?.happened ?? [] {
                let met = SubjectEventMet(subject: subject, event: happening.event, day: happening.day)
                // Also what a case did not meet when it was recorded, because it leads to a card that could not begin.
                if happening.day > happening.recordedOn || happening.recordedOn < today,
                    happening.day <= today
                {
                    world.announced.append(met)
                }
                if !happening.wrongDays.isEmpty { world.wrongDays[met] = happening.wrongDays }
            }
        }
        world.takenBack = state.metEvents.filter { met in
            met.subject.kind == .pupil && histories[met.subject]?.tells(met) == false
        }
        // In one order, so that a decision is the same on any machine.
        world.announced.sort { $0.comes(before: $1) }
        world.takenBack.sort { $0.comes(before: $1) }
    }

    /// The cases that it, or one of its branches, waits for.
    mutating func addAwaited() throws {
        let inBranches = items.map { item in histories[item].map { item.now(knowing: $0) } ?? item }
        let waiting =
            [subject]
            + (card.awaitsWithinItems ? Array(Set(world.pupils + world.groups + inBranches)) : [])
        for awaited in card.awaitedCards {
            let found = try self.awaited(awaited, by: waiting)
            world.awaited[awaited] = found[subject]
            for item in waiting.dropFirst() {
                world.awaitedByItems[item, default: [:]][awaited] = found[item]
            }
        }
    }

    /// Which cases of another card are waited for, by a case and by its branches: of the same subject, of the one it is part
    /// of, or, when that card is about smaller ones, of all that are part of it (kaarttaal, section 4.7).
    private func awaited(_ card: CardID, by waiting: [Subject]) throws -> [Subject: World.Awaited] {
        let known =
            try workplace.shelf.contents.unproved(card)?.subject
            ?? reading.someCase(CaseFilter(cards: [card]))?.subject.kind
        let asked = waiting.compactMap {
            subject -> (by: Subject, subjects: [Subject], gone: [Subject: Day])? in
            let kind = known ?? subject.kind
            // Of whom no group is known, nobody can tell for which case it waits: it goes on waiting.
            if kind == .group, subject.kind == .pupil, subject.group == nil { return nil }
            let subjects: [Subject] =
                switch (kind, subject.kind) {
                case (.pupil, .group), (.pupil, .school): world.pupils.filter { $0.isPart(of: subject) }
                case (.group, .school): world.groups
                case (.group, .pupil):
                    subject.group.map { [Subject(group: $0)] } ?? []
                case (.school, _): [Subject(kind: .school, id: workplace.school.id.rawValue)]
                case (.pupil, _), (.group, _), (.staffMember, _): [subject]
                }
            return (subject, subjects, kind == .pupil && subject.kind != .pupil ? gone(from: subject) : [:])
        }
        let all = Set(asked.flatMap { $0.subjects + $0.gone.keys })
        var completed: [Subject: [Day]] = [:]
        var recordedOn: [Subject: [Day: Day]] = [:]
        let ofThem = CaseFilter(isRunning: false, cards: [card], subject: all.count == 1 ? all.first : nil)
        for record in try reading.cases(ofThem)
        where try all.contains(record.subject) && !isHidden(record) {
            let state = replay(try reading.events(of: record.caseID))
            guard let ending = state.ending, ending.countsAs == .completed else { continue }
            completed[record.subject, default: []].append(ending.day)
            let recorded = try heard(ending, of: record.caseID)
            let known = recordedOn[record.subject]?[ending.day]
            recordedOn[record.subject, default: [:]][ending.day] = min(known ?? recorded, recorded)
        }
        var found: [Subject: World.Awaited] = [:]
        for asked in asked {
            let mine = Set(asked.subjects + asked.gone.keys)
            found[asked.by] = World.Awaited(
                subjects: asked.subjects, completed: completed.filter { mine.contains($0.key) },
                gone: asked.gone, recordedOn: recordedOn.filter { mine.contains($0.key) })
        }
        return found
    }

    /// Who was part of a group or of the school since the case began and is none any more, each as of which day.
    private func gone(from whole: Subject) -> [Subject: Day] {
        guard let first = state.opening?.day else { return [:] }
        var gone: [Subject: Day] = [:]
        for (pupil, history) in all where !(history.facts.isEnrolled(on: today) && pupil.isPart(of: whole)) {
            guard let day = history.dayGone(from: whole), day > first, day <= today else { continue }
            gone[pupil] = day
        }
        return gone
    }

    /// When the end of a case was there for who waits for it. What the clock brought to an end did so on its day, whenever the
    /// daily run came; what a person did, or what followed from that here, in a case that it waited for, called or was called
    /// by, when that was recorded.
    private func heard(_ ending: CaseState.Ending, of id: CaseID) throws -> Day {
        let events = try reading.events(of: id)
        let end = events.lastIndex { if case .caseEnded = $0.fact { true } else { false } }
        return try heard(ending.day, after: events[...(end ?? events.startIndex)])
    }

    /// When what came to pass as of a day after these events was known. What was recorded after that day found it still to come.
    private func heard(_ day: Day, after events: ArraySlice<Event>) throws -> Day {
        var heard = day
        for event in events where event.stamp.day > heard {
            if event.stamp.actor != Stamp.engine {
                heard = event.stamp.day
            } else if case .callEnded(let call) = event.fact, call.day <= day,
                let ending = replay(try reading.events(of: call.caseID)).ending
            {
                heard = max(heard, try self.heard(ending, of: call.caseID))
            } else if case .stepClosed(let wait) = event.fact, wait.day <= day, let known = wait.heardOn {
                heard = max(heard, known)
            } else if case .caseOpened(let opened) = event.fact, let caller = opened.origin?.caller {
                let calling = try reading.events(of: caller.caseID)
                let call = calling.firstIndex {
                    if case .cardCalled(let call) = $0.fact { call.visit == caller.visit } else { false }
                }
                heard = max(heard, try self.heard(day, after: calling[..<(call ?? 0)]))
            }
        }
        return heard
    }

    /// Whether a case is hidden, so that one that waits for its card must not show that it is there; only cases of that card itself
    /// may. The text that waits may be older than that.
    private func isHidden(_ record: CaseRecord) throws -> Bool {
        guard record.card != card.id, !card.isHidden else { return false }
        let other =
            try workplace.shelf.contents.unproved(record.card, hash: record.textHash)
            ?? workplace.keptCards.card(record.card, hash: record.textHash, from: reading)
        return other?.isHidden ?? false
    }
}

extension SubjectEventMet {
    /// One order for all.
    fileprivate func comes(before other: Self) -> Bool {
        (day, subject.id, event.rawValue) < (other.day, other.subject.id, other.event.rawValue)
    }
}
