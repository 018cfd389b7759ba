public import CardEngine
import CaseStore
public import SchoolTime

/// What a command led to in a case, as far as the actor may see it.
public struct Progress: Hashable, Sendable {
    /// The id by which people name the case.
    public let caseID: CaseID
    /// The card that the case lives by.
    public let card: Card
    /// Whom or what the case is about.
    public let subject: Subject
    /// What waits for somebody now.
    public let open: [Visit]
    /// Of what waits: what the command had to do with, because it opened, got another day or other people.
    public let touched: Set<Int>
    /// What the branches of its blocks are about, each behind what those around it are about.
    public let items: [Place: [Item]]
    /// Whether no agreed term runs now.
    public let isSuspended: Bool
    /// What the law says of the whole case, while it runs; nil also for who does not see the whole case.
    public let statutory: Day?
    /// Whether it has ended.
    public let hasEnded: Bool
    /// How it ended; nil as long as it runs, and for who does not see the whole case.
    public let ending: CaseState.Ending?
    /// The part of it that the actor may see; nil when from now on the case does not exist for the actor.
    public let view: CaseView?
    /// The answers that were recorded of who was asked to sign.
    public let answers: [SignatureGiven]
    /// The consents that did not follow, or not for everybody, although all agreed: something else was decided on a later day,
    /// or until when, or for whom, can't be told.
    public let withoutConsent: [PurposeID]
    /// What was recorded before and does not hold any more by the command, whoever did that: an answer that was changed, a
    /// correction of what was corrected before; nothing for who does not see the whole case.
    public let overtaken: [HistoryLine]
    /// What else happened in the case by the command: what was cancelled or skipped, which dates moved, what was provided
    /// or called; nothing for who does not see the whole case.
    public let consequences: [HistoryLine]
    /// What happened by it in other cases that the actor sees.
    public let others: [Other]

    /// Another case in which something happened.
    public struct Other: Hashable, Sendable {
        /// The id by which people name the case.
        public let caseID: CaseID
        /// The card that it lives by.
        public let card: Card
        /// Whom or what it is about.
        public let subject: Subject
        /// Whether it began by this.
        public let isNew: Bool
        /// How it ended, if it did by this.
        public let ending: CaseState.Ending?
        /// The steps that opened.
        public let opened: [Visit]
        /// What the branches of its blocks are about, each behind what those around it are about.
        public let items: [Place: [Item]]
        /// What else happened there.
        public let consequences: [HistoryLine]
    }
}

extension Workplace {
    /// What an act led to in a case.
    ///
    /// - Parameter toldApart: the cases of which it is told apart what happened there; nil: tell of no other case.
    func progress(
        of id: CaseID, after act: Act, toldApart: Set<CaseID>?, in reading: any CaseReading
    ) throws -> Progress {
        let events = try reading.events(of: id)
        let loaded = try load(id, events, from: reading)
        let view = try view(of: loaded, from: reading)
        let isSeen = view?.seesCase == true
        let others = try toldApart.map { try self.others(after: act, apart: $0, in: reading) } ?? []
        let count = act.touched[id] ?? events.count
        let added = events.dropFirst(count)
        let history = isSeen ? try history(of: loaded, events, from: reading) : []
        return Progress(
            caseID: id, card: loaded.card, subject: loaded.subject,
            open: loaded.state.isRunning ? loaded.state.openVisits : [],
            touched: Set(added.compactMap(\.fact.visit)), items: loaded.state.itemsAround,
            isSuspended: loaded.state.isSuspended,
            statutory: isSeen && loaded.state.isRunning ? loaded.state.statutory : nil,
            hasEnded: loaded.state.ending != nil,
            ending: isSeen ? loaded.state.ending : nil, view: view,
            answers: added.compactMap { event in
                if case .signatureGiven(let fact) = event.fact { fact } else { nil }
            },
            withoutConsent: loaded.withoutConsent(after: added.map(\.fact)),
            overtaken: history.prefix(count).overtaken(by: added.map(\.fact)),
            consequences: history.dropFirst(count).filter(\.isConsequence),
            others: others)
    }

    /// What an act led to in each of these cases; what happened elsewhere is told once, with the last.
    func progress(ofEach ids: [CaseID], after act: Act, in reading: any CaseReading) throws -> [Progress] {
        try ids.map { id in
            try progress(of: id, after: act, toldApart: id == ids.last ? Set(ids) : nil, in: reading)
        }
    }

    /// What an act led to in the cases that the actor sees, but for those of which it is told apart.
    func others(
        after act: Act, apart: Set<CaseID>, in reading: any CaseReading
    ) throws -> [Progress.Other] {
        try act.touched.keys.filter { !apart.contains($0) }.sorted().compactMap {
            try other($0, after: act, in: reading)
        }
    }

    private func other(_ id: CaseID, after act: Act, in reading: any CaseReading) throws -> Progress.Other? {
        let events = try reading.events(of: id)
        let loaded = try load(id, events, from: reading)
        guard try view(of: loaded, from: reading)?.seesCase == true else { return nil }
        let lines = try lines(of: loaded, events, after: act, in: reading)
        let opened = lines.compactMap { line -> Visit? in
            guard case .stepOpened(let fact) = line.fact, let visit = loaded.state.visit(fact.visit),
                visit.isOpen, visit.branches.isEmpty
            else { return nil }
            return visit
        }
        let ends = lines.contains { if case .caseEnded = $0.fact { true } else { false } }
        let other = Progress.Other(
            caseID: id, card: loaded.card, subject: loaded.subject, isNew: act.touched[id] == 0,
            ending: ends ? loaded.state.ending : nil, opened: opened, items: loaded.state.itemsAround,
            consequences: lines.filter(\.isConsequence))
        let says = other.isNew || other.ending != nil || !opened.isEmpty || !other.consequences.isEmpty
        return says ? other : nil
    }

    /// What was added to a case by an act.
    private func lines(
        of loaded: LoadedCase, _ events: [Event], after act: Act, in reading: any CaseReading
    ) throws -> [HistoryLine] {
        guard let count = act.touched[loaded.id] else { return [] }
        return Array(try history(of: loaded, events, from: reading).dropFirst(count))
    }
}

extension LoadedCase {
    /// What all agreed to in a step of signatures that closed, and that is no consent all the same.
    fileprivate func withoutConsent(after facts: [Fact]) -> [PurposeID] {
        facts.compactMap { fact -> PurposeID? in
            guard case .stepClosed(let closed) = fact, closed.outcome == SignStep.agreed,
                let visit = state.visit(closed.visit), case .sign(let sign)? = card.step(visit.step)?.kind,
                let grant = sign.grant
            else { return nil }
            let given = facts.count { fact in
                if case .consentDecided(let decided) = fact {
                    decided.given && decided.consent.purpose == grant.purpose
                } else {
                    false
                }
            }
            let asked = if case .roles(let roles) = grant.recipient { Set(roles).count } else { 1 }
            return given < asked ? grant.purpose : nil
        }
    }
}

/// What is recorded anew when somebody changes an answer, or corrects what was corrected before.
private enum Replaceable: Hashable {
    case answer(visit: Int, Signer)
    case correction(visit: Int, FieldID)
}

extension Fact {
    fileprivate var replaceables: [Replaceable] {
        if case .signatureGiven(let fact) = self { return [.answer(visit: fact.visit, fact.signer)] }
        if case .valuesCorrected(let fact) = self {
            return fact.fields.map { .correction(visit: fact.visit, $0) }
        }
        return []
    }
}

extension ArraySlice<HistoryLine> {
    /// The lines of which something held until these facts, in order: of each answer and each field the latest.
    fileprivate func overtaken(by facts: [Fact]) -> [HistoryLine] {
        let latest = facts.flatMap(\.replaceables).compactMap { new in
            lastIndex { $0.fact.replaceables.contains(new) }
        }
        return Set(latest).sorted().map { self[$0] }
    }
}

extension HistoryLine {
    /// Whether somebody who did something else wants to know that this followed from it.
    fileprivate var isConsequence: Bool {
        switch fact {
        case .stepCancelled, .stepSkipped, .dateMoved, .dataDisclosed, .consentDecided, .consentLapsed,
            .cardCalled, .valuesCorrected:
            true
        // What ended for want of a consent, or was broken off by something else than a person, goes on otherwise.
        case .stepClosed(let fact): fact.outcome == Outcome.noConsent
        case .caseInterrupted(let fact): fact.cause != nil
        case .caseOpened, .stepOpened, .stepCompleted, .choiceMade, .branchClosed, .itemAdded,
            .signatureGiven, .entryAdded, .personAssigned, .stepTaken, .termPostponed, .caseSuspended,
            .caseResumed, .reminderSent, .stepEscalated, .attributeRecorded, .callLinked, .callEnded,
            .callReopened,
            .subjectNoted, .subjectEventMet, .subjectEventTakenBack, .limitMoved, .occasionMoved,
            .momentPassed, .momentMoved,
            .caseReopened, .caseMigrated, .caseEnded, .attributesSet, .authoritiesSet, .dayRun,
            .changePlanned,
            .planClosed, .dayForeseen, .fileUsed, .cardAdopted, .cardWithdrawn:
            false
        }
    }
}
