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
    /// The same, in the group of now.
    func now(knowing history: SubjectHistory) -> Subject {
        kind == .pupil ? moved(to: history.facts.group ?? group) : self
    }

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
