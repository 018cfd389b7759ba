import CardEngine
import CardLanguage
import CaseStore
import SchoolTime

extension CaseID {
    /// The name of the stream of a subject: a history in the same log, under a name that no case can have.
    init(streamOf subject: Subject) {
        self.init(Self.prefix(of: subject.kind) + subject.id)
    }

    /// What the names of the streams of all subjects of a kind begin with.
    static func prefix(of kind: SubjectKind) -> String {
        switch kind {
        case .pupil: "leerling:"
        case .group: "groep:"
        case .school: "school:"
        case .staffMember: "medewerker:"
        }
    }

    /// The stream of the daily run.
    static let dailyRun: CaseID = "dag"
}

extension Workplace {
    /// Who acts now, for the record.
    var stamp: Stamp {
        let time = clock.now()
        return Stamp(day: time.day, time: time, actor: identity.actor, enteredBy: identity.enteredBy)
    }

    /// The engine, for what nobody does.
    var engineStamp: Stamp {
        let time = clock.now()
        return Stamp(day: time.day, time: time, actor: Stamp.engine)
    }

    /// What the stream of a subject tells.
    func history(of subject: Subject, from reading: any CaseReading) throws -> SubjectHistory {
        SubjectHistory(replaying: try reading.events(of: CaseID(streamOf: subject)))
    }

    /// The pupils that have a stream, in order of number, each in the group of now.
    func pupils(from reading: any CaseReading) throws -> [(subject: Subject, history: SubjectHistory)] {
        try pupilStreams(from: reading).map { pupil, events in
            let history = SubjectHistory(replaying: events)
            return (pupil.moved(to: history.facts.group), history)
        }
    }

    /// The pupils that have a stream, in order of number, without a group, each with what the stream holds.
    func pupilStreams(from reading: any CaseReading) throws -> [(subject: Subject, events: [Event])] {
        let prefix = CaseID.prefix(of: .pupil)
        return try reading.streams(startingWith: prefix).map { id in
            let pupil = Subject(kind: .pupil, id: String(id.rawValue.dropFirst(prefix.count)))
            return (pupil, try reading.events(of: id))
        }
    }

    /// What a decision may depend on, for a case that does what is due.
    func circumstances(for loaded: LoadedCase, from reading: any CaseReading) throws -> Circumstances {
        try due(in: loaded, from: reading).now
    }

    /// What is due in a case, and what that was decided on.
    func due(in loaded: LoadedCase, from reading: any CaseReading) throws -> Decided {
        let now = try circumstances(
            for: loaded.opening.facts.subject, on: loaded.card, state: loaded.state, from: reading)
        return try decided(.catchUp, in: loaded.kept, on: loaded.card, at: now, from: reading)
    }

    /// What a command leads to, and what that was decided on.
    typealias Decided = (result: Result<[Event], Refusal>, now: Circumstances)

    /// Decides on a command. Which cards can begin now is looked up only if it leads to a call: it seldom does, and to tell
    /// which can, all cards are proved.
    ///
    /// - Parameter barred: cards of which a case was found not to open.
    func decided(
        _ command: Command, in state: CaseState, on card: Card, at now: Circumstances,
        except barred: Set<CardID> = [], from reading: any CaseReading
    ) throws -> Decided {
        let result = decide(command, in: state, on: card, at: now)
        // Only what runs goes on by itself; who reopens a case hears it from the card that can't begin.
        guard state.ending == nil, !card.calledCards.isEmpty else { return (result, now) }
        if case .success(let events) = result, !events.contains(where: \.beginsCall) { return (result, now) }
        var knowing = now
        let callable = try callable(card.calledCards.subtracting(barred), by: card, from: reading)
        knowing.world.callable = callable.mapValues(\.subject)
        knowing.world.countingBack = Set(callable.filter { $0.value.countsBackFromOccasion }.keys)
        return (decide(command, in: state, on: card, at: knowing), knowing)
    }

    /// What a decision may depend on, for a case about this subject, as if a case of every card can begin.
    func circumstances(
        for subject: Subject, on card: Card, state: CaseState, from reading: any CaseReading
    ) throws -> Circumstances {
        let time = clock.now()
        let history = try history(of: subject, from: reading)
        // Of whom it is about and of each item: every stream is read once.
        var histories = [subject: history]
        let now = subject.kind == .pupil ? subject.moved(to: history.facts.group ?? subject.group) : subject
        var world = World()
        if !history.isEmpty { world.facts[subject] = history.facts }
        // Who is known, for who was part while the case ran, and is none any more.
        var all: [(subject: Subject, history: SubjectHistory)] = []
        if card.looksAtParts || !card.awaitedCards.isEmpty {
            all = try pupils(from: reading)
            for (pupil, history) in all {
                // Somebody of the staff is of the whole school.
                guard history.facts.isEnrolled(on: time.day),
                    now.kind == .staffMember || pupil.isPart(of: now)
                else { continue }
                histories[pupil] = history
                world.pupils.append(pupil)
                world.facts[pupil] = history.facts
                world.rosters[pupil] = rosters.roster(for: pupil, on: time.day)
            }
            for group in school.groups {
                let group = Subject(group: group.id)
                world.groups.append(group)
                world.rosters[group] = rosters.roster(for: group, on: time.day)
            }
        }
        // A pupil who left is known as long as a branch about it is open.
        for visit in state.openVisits {
            for item in visit.branches.compactMap(\.item?.subject) where world.facts[item] == nil {
                let history = try histories[item] ?? self.history(of: item, from: reading)
                histories[item] = history
                if !history.isEmpty { world.facts[item] = history.facts }
                world.rosters[item] = school.roster(
                    for: item.kind == .pupil ? item.moved(to: history.facts.group ?? item.group) : item,
                    on: time.day)
            }
        }
        let items = state.openVisits.flatMap { $0.branches.compactMap(\.item?.subject) }
        for subject in Set([subject] + items) where subject.kind == .pupil {
            for happening in histories[subject]?.happened ?? [] {
                let met = SubjectEventMet(subject: subject, event: happening.event, day: happening.day)
                // Also what a case did not meet when it was recorded, because it leads to a card that could not begin.
                if happening.day > happening.recordedOn || happening.recordedOn < time.day,
                    happening.day <= time.day
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
        let inBranches = items.map { item in
            item.kind == .pupil ? item.moved(to: histories[item]?.facts.group ?? item.group) : item
        }
        let waiting =
            [now] + (card.awaitsWithinItems ? Array(Set(world.pupils + world.groups + inBranches)) : [])
        for awaited in card.awaitedCards {
            let found = try self.awaited(
                awaited, by: waiting, of: card, in: world,
                gone: { whole in
                    guard let opened = state.opening?.day else { return [:] }
                    return gone(from: whole, among: all, between: opened, and: time.day)
                }, from: reading)
            world.awaited[awaited] = found[now]
            for item in waiting.dropFirst() {
                world.awaitedByItems[item, default: [:]][awaited] = found[item]
            }
        }
        world.callsElsewhere = try callsElsewhere(of: state, on: card, knowing: histories, from: reading)
        return Circumstances(
            today: time.day, time: time, actor: identity.actor, enteredBy: identity.enteredBy,
            roster: rosters.roster(for: now, on: time.day), calendar: shelf.calendar, world: world)
    }

    /// Who was part of a group or of the school after a day and is none any more, each as of which day.
    private func gone(
        from whole: Subject, among all: [(subject: Subject, history: SubjectHistory)], between first: Day,
        and last: Day
    ) -> [Subject: Day] {
        var gone: [Subject: Day] = [:]
        for (pupil, history) in all where !(history.facts.isEnrolled(on: last) && pupil.isPart(of: whole)) {
            guard let day = history.dayGone(from: whole), day > first, day <= last else { continue }
            gone[pupil] = day
        }
        return gone
    }

    /// Which cases of another card are waited for, by a case and by its branches: of the same subject, of the one it is part
    /// of, or, when that card is about smaller ones, of all that are part of it (kaarttaal, section 4.7).
    private func awaited(
        _ card: CardID, by waiting: [Subject], of waiter: Card, in world: World,
        gone: (Subject) -> [Subject: Day],
        from reading: any CaseReading
    ) throws -> [Subject: World.Awaited] {
        let known =
            try shelf.contents.unproved(card)?.subject
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
                case (.school, _): [Subject(kind: .school, id: school.id.rawValue)]
                case (.pupil, _), (.group, _), (.staffMember, _): [subject]
                }
            return (subject, subjects, kind == .pupil && subject.kind != .pupil ? gone(subject) : [:])
        }
        let all = Set(asked.flatMap { $0.subjects + $0.gone.keys })
        var completed: [Subject: [Day]] = [:]
        var recordedOn: [Subject: [Day: Day]] = [:]
        let ofThem = CaseFilter(isRunning: false, cards: [card], subject: all.count == 1 ? all.first : nil)
        for record in try reading.cases(ofThem)
        where try all.contains(record.subject)
            && !isHidden(record, from: waiter, reading)
        {
            let state = replay(try reading.events(of: record.caseID))
            guard let ending = state.ending, ending.countsAs == .completed else { continue }
            completed[record.subject, default: []].append(ending.day)
            let recorded = try heard(ending, of: record.caseID, from: reading)
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

    /// When the end of a case was there for who waits for it. What the clock brought to an end did so on its day, whenever the
    /// daily run came; what a person did, or what followed from that here, in a case that it waited for, called or was called
    /// by, when that was recorded.
    private func heard(_ ending: CaseState.Ending, of id: CaseID, from reading: any CaseReading) throws -> Day
    {
        let events = try reading.events(of: id)
        let end = events.lastIndex { if case .caseEnded = $0.fact { true } else { false } }
        return try heard(ending.day, after: events[...(end ?? events.startIndex)], from: reading)
    }

    /// When what came to pass as of a day after these events was known. What was recorded after that day found it still to come.
    private func heard(
        _ day: Day, after events: ArraySlice<Event>, from reading: any CaseReading
    ) throws -> Day {
        var heard = day
        for event in events where event.stamp.day > heard {
            if event.stamp.actor != Stamp.engine {
                heard = event.stamp.day
            } else if case .callEnded(let call) = event.fact, call.day <= day,
                let ending = replay(try reading.events(of: call.caseID)).ending
            {
                heard = max(heard, try self.heard(ending, of: call.caseID, from: reading))
            } else if case .stepClosed(let wait) = event.fact, wait.day <= day, let known = wait.heardOn {
                heard = max(heard, known)
            } else if case .caseOpened(let opened) = event.fact, let caller = opened.origin?.caller {
                let calling = try reading.events(of: caller.caseID)
                let call = calling.firstIndex {
                    if case .cardCalled(let call) = $0.fact { call.visit == caller.visit } else { false }
                }
                heard = max(heard, try self.heard(day, after: calling[..<(call ?? 0)], from: reading))
            }
        }
        return heard
    }

    /// Whether a case is hidden, so that one that waits for its card must not show that it is there; only cases of that card itself
    /// may. The text that waits may be older than that.
    private func isHidden(
        _ record: CaseRecord, from waiter: Card, _ reading: any CaseReading
    ) throws -> Bool {
        guard record.card != waiter.id, !waiter.isHidden else { return false }
        let card =
            try shelf.contents.unproved(record.card, hash: record.textHash)
            ?? keptCards.card(record.card, hash: record.textHash, from: reading)
        return card?.isHidden ?? false
    }

    /// Whom a called case is about: the same subject, or the group or school that it is part of, when the card is about
    /// that (kaarttaal, section 4.6).
    ///
    /// - Throws: `CaseworkFailure.noSubjectForCall`.
    func subject(of card: Card, from caller: Subject) throws -> Subject {
        guard card.subject.follows(from: caller) else { throw CaseworkFailure.noSubjectForCall(card.id) }
        guard card.subject != caller.kind else { return caller }
        // A pupil is part of a group, and all are of the school.
        if card.subject == .group, let group = caller.group { return Subject(group: group) }
        return Subject(kind: .school, id: school.id.rawValue)
    }

    /// An id that no case has.
    func freeCaseID(_ reading: any CaseReading) throws -> CaseID {
        while true {
            let id = drawCaseID()
            if try reading.events(of: id).isEmpty { return id }
        }
    }
}

extension Event {
    /// Whether a case of another card is to begin by it.
    fileprivate var beginsCall: Bool {
        if case .cardCalled(let call) = fact { call.resumes == nil } else { false }
    }
}

extension Subject {
    /// Whether a pupil is part of a group or school.
    func isPart(of whole: Subject) -> Bool {
        switch whole.kind {
        case .group: group?.rawValue == whole.id
        case .school: true
        case .pupil: group != nil && group == whole.group
        case .staffMember: false
        }
    }
}

extension SubjectEventMet {
    /// One order for all.
    fileprivate func comes(before other: Self) -> Bool {
        (day, subject.id, event.rawValue) < (other.day, other.subject.id, other.event.rawValue)
    }
}

extension SubjectFacts {
    /// The group that the pupil is in now, if one is known.
    var group: GroupID? {
        if case .text(let group)? = attributes[.group] { GroupID(group) } else { nil }
    }
}
