import CardEngine
import CaseStore
import SchoolTime

/// A command with all that follows from it in other streams, within one transaction: the only place where `react` is
/// carried out on a store. All of it is kept, or nothing.
struct Act {
    private let workplace: Workplace
    private let writing: any CaseWriting
    /// What is still to be done, first come first served, each with the act of the command that it follows from.
    private var waiting: ArraySlice<(reaction: Reaction, cause: Int)> = []
    /// From how many acts something followed so far.
    private var causes = 0
    /// The one of which the consequences are being carried out.
    private var cause: Int?
    /// The cases to which something was added, each with how many events it had before.
    private(set) var touched: [CaseID: Int] = [:]
    /// How much followed from each; streams that keep answering each other are refused, never run for ever. A table of a
    /// big school has more lines than any of them has consequences.
    private var steps: [Int: Int] = [:]
    /// As of which day what is kept of a subject holds, when that is before today.
    var newsSince: Day?
    /// For which last day what is known is good, when that is before today.
    var factsUntil: Day?
    private static let stepLimit = 20_000

    init(_ workplace: Workplace, _ writing: any CaseWriting) {
        self.workplace = workplace
        self.writing = writing
    }

    /// Decides on a command and appends what it leads to, with the cases that it calls; what else follows elsewhere waits
    /// for `rest`.
    ///
    /// - Returns: why not all that is due could be done; nil when it could.
    /// - Throws: `CaseworkFailure.refused`, and when the command itself leads to a case that can't be opened, why not.
    @discardableResult
    mutating func carryOut(_ command: Command, on loaded: LoadedCase) throws -> CaseworkFailure? {
        try withCalls(of: loaded.card) { act, barred in
            try act.append(command, on: loaded, except: barred)
        }.hindrance
    }

    private mutating func append(
        _ command: Command, on loaded: LoadedCase, except barred: Set<CardID>
    ) throws {
        var now = try workplace.circumstances(
            for: loaded.opening.facts.subject, on: loaded.card, state: loaded.state, from: writing)
        now.world.newsSince = newsSince
        now.world.factsUntil = factsUntil
        switch try decided(command, in: loaded.kept, on: loaded.card, at: now, except: barred) {
        case .failure(let refusal): throw try failure(refusal, on: loaded.card)
        case .success(let events):
            guard !events.isEmpty else { return }
            try writing.append(events, to: loaded.id, after: loaded.kept)
            if touched[loaded.id] == nil { touched[loaded.id] = loaded.kept.eventCount }
            note(events, of: .ofCase(loaded.id, loaded.opening.facts))
        }
    }

    /// Does some work for a case of a card, and opens the cases that it calls. Of which none can be opened, however deep the
    /// reason lies, is to that case as a card that can't begin: the work is done again without it, so that what leads to it
    /// stays due and keeps nothing else from being done (docs/kaarttaal.md, choice 34).
    private mutating func withCalls<Result>(
        of card: Card, _ work: (inout Act, _ except: Set<CardID>) throws -> Result
    ) throws -> (result: Result, hindrance: CaseworkFailure?) {
        guard !card.calledCards.isEmpty else { return (try work(&self, []), nil) }
        var barred: Set<CardID> = []
        var hindrance: CaseworkFailure?
        while true {
            var attempt = self
            attempt.waiting = []
            do {
                let result = try writing.attempt {
                    let result = try work(&attempt, barred)
                    try attempt.openCalls()
                    return result
                }
                attempt.waiting = waiting + attempt.waiting
                self = attempt
                return (result, hindrance)
            } catch let call as HinderedCall {
                hindrance = hindrance ?? call.failure
                guard barred.insert(call.card).inserted else { throw call.failure }
            } catch let failure as CaseworkFailure {
                throw hindrance ?? failure
            }
        }
    }

    /// Carries out what waits until no call is among it.
    private mutating func openCalls() throws {
        let before = cause
        defer { cause = before }
        while waiting.contains(where: { $0.reaction.opensCase }) { try carryOutNext() }
    }

    /// Opens a case of a card that is on the shelf.
    ///
    /// - Throws: `CaseworkFailure`.
    mutating func open(_ shelved: Shelf.ShelvedCard, _ command: OpenCase) throws -> CaseID {
        try withCalls(of: shelved.card) { act, barred in
            try act.append(command, by: shelved, except: barred)
        }.result
    }

    private mutating func append(
        _ command: OpenCase, by shelved: Shelf.ShelvedCard, except barred: Set<CardID>
    ) throws -> CaseID {
        let card = shelved.card
        let now = try workplace.circumstances(
            for: command.subject, on: card, state: CaseState(), from: writing)
        switch try decided(.open(command), in: CaseState(), on: card, at: now, except: barred) {
        case .failure(let refusal): throw try failure(refusal, on: card)
        case .success(let events):
            try workplace.requireAgreedText(shelved, from: writing)
            let id = try workplace.freeCaseID(writing)
            try writing.keep(shelved.text)
            try writing.append(events, to: id, after: CaseState())
            touched[id] = 0
            if let opening = replay(events).opening {
                note(events, of: .ofCase(id, opening.facts))
            }
            return id
        }
    }

    /// Lets a case go on by the text of a card that is on the shelf, with all that follows.
    ///
    /// - Throws: `CaseworkFailure`.
    mutating func migrate(_ id: CaseID, to shelved: Shelf.ShelvedCard, reason: String) throws {
        // What was due is still done by the old text.
        try carryOut(.catchUp, on: try workplace.load(id, from: writing))
        try rest()
        let loaded = try workplace.load(id, from: writing)
        let card = shelved.card
        let now = try workplace.circumstances(
            for: loaded.opening.facts.subject, on: card, state: loaded.state, from: writing)
        let command = MigrateCase(from: loaded.card, textHash: shelved.text.hash, reason: reason)
        switch try decided(.migrate(command), in: loaded.state, on: card, at: now) {
        case .failure(let refusal): throw try failure(refusal, on: loaded.card)
        case .success(let events):
            try workplace.requireAgreedText(shelved, from: writing)
            try writing.keep(shelved.text)
            try writing.append(events, to: id, after: loaded.state)
            if touched[id] == nil { touched[id] = loaded.state.eventCount }
            note(events, of: .ofCase(id, loaded.opening.facts))
        }
        try rest()
    }

    /// What a command leads to.
    private func decided(
        _ command: Command, in state: CaseState, on card: Card, at now: Circumstances,
        except barred: Set<CardID> = []
    ) throws -> Result<[Event], Refusal> {
        try workplace.decided(command, in: state, on: card, at: now, except: barred, from: writing).result
    }

    /// Why a command can't be done: of a card that can't be called, what is the matter with it.
    private func failure(_ refusal: Refusal, on card: Card) throws -> CaseworkFailure {
        if case .notCallable(_, let called) = refusal,
            case .failure(let failure) = try workplace.beginning(of: called, from: writing)
        {
            return failure
        }
        return .refused(refusal, card: card)
    }

    /// Why a case can't go on now by what is due; nil when that is not so.
    func hindrance(of id: CaseID) throws -> CaseworkFailure? {
        let loaded = try workplace.load(id, from: writing)
        guard loaded.card.mayBeHeldUp else { return nil }
        let now = try workplace.circumstances(for: loaded, from: writing)
        return try CardEngine.hindrance(in: loaded.kept, on: loaded.card, at: now).map {
            try failure($0, on: loaded.card)
        }
    }

    /// Keeps facts in the stream of a subject.
    ///
    /// - Parameter other: whose act it is, if not that of who is at work.
    mutating func keep(
        _ facts: [(fact: Fact, content: Content)], of subject: Subject, by other: Stamp? = nil
    ) throws {
        let id = CaseID(streamOf: subject)
        let known = try writing.events(of: id)
        let stamp = other ?? workplace.stamp
        let events = facts.map { Event(stamp: stamp, fact: $0.fact, content: $0.content.ifAny) }
        try writing.append(events, to: id, after: replay(known))
        note(events, of: .ofSubject(subject))
    }

    /// Notes what events ask of other streams.
    private mutating func note(_ events: [Event], of stream: Stream) {
        for reaction in events.flatMap({ react(to: $0, of: stream) }) {
            if cause == nil { causes += 1 }
            waiting.append((reaction, cause ?? causes))
        }
    }

    /// Carries out all that follows, until nothing does.
    mutating func rest() throws {
        do {
            while !waiting.isEmpty { try carryOutNext() }
        } catch let call as HinderedCall {
            throw call.failure
        }
        cause = nil
    }

    private mutating func carryOutNext() throws {
        guard let next = waiting.popFirst() else { return }
        steps[next.cause, default: 0] += 1
        guard steps[next.cause, default: 0] <= Self.stepLimit else { throw CaseworkFailure.endless }
        cause = next.cause
        try carryOut(next.reaction)
    }

    /// What follows in another case never keeps the act from being done, nor is it told why it can't be: that case may be
    /// hidden for who acts. It stays due there, and the daily run tells of it whoever may know.
    private mutating func follow(_ command: Command, on loaded: LoadedCase) throws {
        do {
            try carryOut(command, on: loaded)
        } catch CaseworkFailure.endless {
            throw CaseworkFailure.endless
        } catch is CaseworkFailure {
            return
        }
    }

    private mutating func carryOut(_ reaction: Reaction) throws {
        switch reaction {
        case .open(let call, by: let caller, let proposals): try open(call, by: caller, proposals)
        case .tell(let id, let command):
            let events = try writing.events(of: id)
            guard !events.isEmpty else { return }
            guard let loaded = try workplace.loadUnlessLost(id, events, from: writing) else {
                return try keep(command, in: id, after: replay(events))
            }
            try follow(try workplace.passed(command, to: loaded, from: writing), on: loaded)
        case .keep(let subject, let fact, let content):
            guard try !isKnown(fact, content, of: subject) else { return }
            try keep([try withConsequences(fact, content ?? Content(), of: subject)], of: subject)
        case .refresh(let subject):
            for loaded in try openCases(
                among: casesThatMayKnow(subject),
                where: { try $0.knows(subject) || $0.waits(for: subject, card: $1) })
            {
                try follow(.catchUp, on: loaded)
            }
        case .refreshWaiting(let card):
            for loaded in try openCases(
                among: cases(by: { $0?.awaitedCards.contains(card) ?? false }), where: { _, _ in true })
            {
                try follow(.catchUp, on: loaded)
            }
        case .meet(let subject, let event, let day):
            for loaded in try openCases(
                among: casesThatMayKnow(subject), where: { state, _ in state.knows(subject) })
            {
                try follow(.meet(subject, event, day), on: loaded)
            }
        }
    }

    /// Opens the case that a step of another one calls, and tells that one which it is.
    ///
    /// - Throws: `HinderedCall`.
    private mutating func open(
        _ call: CardCalled, by caller: Origin.Caller, _ proposals: [FieldID: FieldValue]
    ) throws {
        do {
            try begin(call, by: caller, proposals)
        } catch CaseworkFailure.endless {
            throw CaseworkFailure.endless
        } catch let failure as CaseworkFailure {
            throw HinderedCall(card: call.card, failure: failure)
        }
    }

    private mutating func begin(
        _ call: CardCalled, by caller: Origin.Caller, _ proposals: [FieldID: FieldValue]
    ) throws {
        let shelved = try workplace.startableCard(call.card, from: writing)
        let subject = try workplace.subject(of: shelved.card, from: call.subject)
        // The deadline may have moved since, in the same decision.
        let from = try workplace.load(caller.caseID, from: writing)
        let calling = from.state.visit(caller.visit)
        let id = try open(
            shelved,
            OpenCase(
                subject: subject, textHash: shelved.text.hash, origin: Origin(caller: caller),
                occasion: call.given, limit: calling?.deadline,
                proposals: workplace.passed(proposals, by: calling?.step, of: from.card, to: shelved.card),
                day: calling?.openedOn))
        waiting.insert(
            (.tell(caller.caseID, .linkCall(visit: caller.visit, id)), cause ?? causes),
            at: waiting.startIndex)
    }

    /// What a case is told while its text is lost is kept, for it is told once; what follows from it there is due once the text is
    /// back.
    private func keep(_ command: Command, in id: CaseID, after state: CaseState) throws {
        let stamp = workplace.engineStamp
        let told = state.told(command, on: stamp.day)
        guard !told.isEmpty else { return }
        try writing.append(
            told.map { Event(stamp: stamp, fact: $0.fact, content: $0.content.ifAny) }, to: id, after: state)
    }

    /// What a card keeps of a subject, as a person would: nobody leaves before coming, and who comes back has not left.
    ///
    /// - Throws: `CaseworkFailure.leftBeforeEnrolled`.
    private func withConsequences(
        _ fact: Fact, _ content: Content, of subject: Subject
    ) throws -> (fact: Fact, content: Content) {
        guard case .attributesSet(let set) = fact else { return (fact, content) }
        let before = try workplace.history(of: subject, from: writing).facts
        var facts = before
        for name in set.attributes { facts.attributes[name] = content.attributes[name] }
        try facts.settleDeparture(after: before)
        let isBack = before.date(of: .departure) != nil && facts.date(of: .departure) == nil
        let names = set.attributes + (isBack ? [.departure] : [])
        return (.attributesSet(AttributesSet(attributes: names)), content)
    }

    /// Whether the stream of a subject holds this already, so that keeping it again would change nothing.
    private func isKnown(_ fact: Fact, _ content: Content?, of subject: Subject) throws -> Bool {
        let history = try workplace.history(of: subject, from: writing)
        if case .attributesSet(let set) = fact {
            return set.attributes.allSatisfy { history.facts.attributes[$0] == content?.attributes[$0] }
        }
        guard case .subjectEventMet(let met) = fact else { return false }
        return history.happened.last { $0.event == met.event }?.day == met.day
    }

    /// The running cases to which a subject may matter: those about it, and those whose card may look at others. By what is
    /// looked up of them, so that no history is read of the rest.
    private func casesThatMayKnow(_ subject: Subject) throws -> Set<CaseID> {
        let about = try writing.cases(CaseFilter(isRunning: true, subject: subject)).map(\.caseID)
        return try cases(by: { $0.map { $0.looksAtParts || !$0.awaitedCards.isEmpty } ?? true }).union(about)
    }

    /// The running cases that live by such a card; of a text that is lost it is nil.
    private func cases(by fits: (Card?) -> Bool) throws -> Set<CaseID> {
        let texts = try writing.texts(of: .running).filter { fits(try workplace.card(by: $0, from: writing)) }
        guard !texts.isEmpty else { return [] }
        let wanted = CaseFilter.running(by: texts)
        return Set(try writing.cases(wanted).map(\.caseID))
    }

    /// Those of these cases of which that holds, in order of id, so that the order of a run does not depend on the store.
    ///
    /// A case whose text is lost can't go on, and holds up no others: its card is nil, and the daily run tells that there is one.
    private func openCases(
        among cases: Set<CaseID>, where fits: (CaseState, _ card: () throws -> Card?) throws -> Bool
    ) throws -> [LoadedCase] {
        try cases.sorted().compactMap { id in
            let events = try writing.events(of: id)
            var known: LoadedCase?
            func load() throws -> LoadedCase? {
                if known == nil { known = try workplace.loadUnlessLost(id, events, from: writing) }
                return known
            }
            guard try fits(replay(events), { try load()?.card }) else { return nil }
            return try load()
        }
    }
}

/// A call of which the case can't be opened now.
private struct HinderedCall: Error {
    let card: CardID
    let failure: CaseworkFailure
}

extension Reaction {
    fileprivate var opensCase: Bool { if case .open = self { true } else { false } }
}

extension CaseState {
    /// Whether a subject matters to the case: it is about it, or it is an item of an open block.
    fileprivate func knows(_ subject: Subject) -> Bool {
        opening?.facts.subject == subject
            || openVisits.contains { visit in
                visit.branches.contains { $0.status == .open && $0.item?.subject == subject }
            }
    }

    /// Whether it may be waiting for cases of a subject that is part of its own.
    fileprivate func waits(for part: Subject, card: () throws -> Card?) rethrows -> Bool {
        switch opening?.facts.subject.kind {
        case .group, .school: try part.kind != .school && card()?.awaitedCards.isEmpty == false
        case .pupil, .staffMember, nil: false
        }
    }
}
