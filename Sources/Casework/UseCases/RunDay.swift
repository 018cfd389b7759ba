public import CardEngine
import CaseStore
import SchoolTime

/// What the daily run did, or would do.
public struct DayReport: Hashable, Sendable {
    /// A case that began by itself.
    public struct Start: Hashable, Sendable {
        /// The case; nil in a trial, where none is made.
        public let caseID: CaseID?
        /// Its card.
        public let card: CardID
        /// Whom or what it is about.
        public let subject: Subject
        /// What its terms count from.
        public let occasion: Occasion
    }

    /// What fell due in a case.
    public struct Change: Hashable, Sendable {
        /// The case.
        public let caseID: CaseID
        /// The card that it lives by.
        public let card: Card
        /// Whom or what it is about.
        public let subject: Subject
        /// What happened, in order.
        public let lines: [HistoryLine]
    }

    /// Something that could not be done; the rest was.
    public struct Failure: Hashable, Sendable {
        /// The case that could not go on; nil when one could not begin.
        public let caseID: CaseID?
        /// The card.
        public let card: CardID
        /// Why.
        public let failure: CaseworkFailure
    }

    /// What fell due in cases, in order of id.
    public fileprivate(set) var changes: [Change] = []
    /// What began.
    public fileprivate(set) var starts: [Start] = []
    /// What could not be done.
    public fileprivate(set) var failures: [Failure] = []
    /// In how many cases something fell due, or began, that the actor may not see.
    public fileprivate(set) var unseen = 0
}

extension Workplace {
    /// Does all that is due: waits, expiry, reminders, escalation, interrupts of the clock and starts (`kaart dag`). Any
    /// number of times with the same result. Each case and each start is a transaction of its own, so that one that can't
    /// go on keeps nothing else from being done.
    ///
    /// - Parameter isTrial: tells what it would do, and does nothing.
    /// - Throws: `StoreFailure`, and `CaseworkFailure` when the run as a whole can't be done.
    public func runDay(isTrial: Bool = false) throws -> DayReport {
        var report = DayReport()
        let ids = try store.read { try $0.cases() }.filter { $0.end == nil }.map(\.caseID).sorted()
        for id in ids { try catchUp(id, isTrial, &report) }
        for start in try wantedStarts() { try begin(start, isTrial, &report) }
        guard !isTrial else { return report }
        try store.write { writing in
            let known = replay(try writing.events(of: .dailyRun))
            let cards = shelf.cards.keys.sorted()
            let today = clock.today
            // One line a day is enough, unless other cards came.
            let last = try writing.events(of: .dailyRun).last
            if last?.stamp.day == today, last?.fact == .dayRun(DayRun(cards: cards)) { return }
            try writing.append(
                [Event(stamp: engineStamp, fact: .dayRun(DayRun(cards: cards)))], to: .dailyRun, after: known)
        }
        return report
    }

    private func catchUp(_ id: CaseID, _ isTrial: Bool, _ report: inout DayReport) throws {
        var card: Card?
        do {
            let change = try inTransaction(isTrial) { writing -> (DayReport.Change, isSeen: Bool)? in
                let loaded = try load(id, from: writing)
                card = loaded.card
                var act = Act(self, writing)
                try act.carryOut(.catchUp, on: loaded)
                try act.rest()
                let after = try load(id, from: writing)
                let events = try writing.events(of: id).dropFirst(loaded.state.eventCount)
                guard !events.isEmpty else { return nil }
                let change = DayReport.Change(
                    caseID: id, card: loaded.card, subject: loaded.subject,
                    lines: history(Array(events), after.state))
                return (change, try view(of: after, from: writing)?.seesCase ?? false)
            }
            guard let (change, isSeen) = change else { return }
            if isSeen { report.changes.append(change) } else { report.unseen += 1 }
        } catch let failure as CaseworkFailure {
            report.failures.append(DayReport.Failure(caseID: id, card: card?.id ?? "", failure: failure))
        }
    }

    // MARK: - Starts

    private struct Wanted {
        let shelved: Shelf.ShelvedCard
        let subject: Subject
        let start: DueStart
    }

    /// The cases that the start rules of the adopted cards want and that have not begun before.
    private func wantedStarts() throws -> [Wanted] {
        try store.read { reading in
            let runs = try reading.events(of: .dailyRun)
            let states = try reading.cases().map {
                (id: $0.caseID, state: replay(try reading.events(of: $0.caseID)))
            }
            let pupils = try self.pupils(from: reading)
            var wanted: [Wanted] = []
            for shelved in shelf.cards.values.sorted(by: { $0.card.id < $1.card.id })
            where shelved.card.startsByItself && (shelved.card.status == .adopted || store.isPractice)
                && shelved.card.status != .withdrawn
            {
                let card = shelved.card
                let lastRun = runs.last { run in
                    if case .dayRun(let fact) = run.fact { fact.cards.contains(card.id) } else { false }
                }?.stamp.day
                for (subject, history) in try subjects(of: card, pupils, from: reading) {
                    let ours = states.filter { $0.state.opening?.facts.subject == subject }
                    let due = dueStarts(
                        of: card,
                        at: StartCircumstances(
                            today: clock.today, subject: subject, history: history, calendar: shelf.calendar,
                            ended: ended(ours), lastRun: lastRun))
                    wanted += due.filter { start in !ours.contains { $0.state.answers(start, of: card) } }
                        .map { Wanted(shelved: shelved, subject: subject, start: $0) }
                }
            }
            return wanted
        }
    }

    private func subjects(
        of card: Card, _ pupils: [(subject: Subject, history: SubjectHistory)], from reading: any CaseReading
    ) throws -> [(Subject, SubjectHistory)] {
        let others: [Subject] =
            switch card.subject {
            case .pupil: []
            case .group: school.groups.map { Subject(kind: .group, id: $0.id.rawValue, group: $0.id) }
            case .school: [Subject(kind: .school, id: school.id.rawValue)]
            case .staffMember: school.staff.map { Subject(kind: .staffMember, id: $0.id.rawValue) }
            }
        let known = card.subject == .pupil ? pupils.map { ($0.subject, $0.history) } : []
        return try known + others.map { ($0, try history(of: $0, from: reading)) }
    }

    private func ended(_ cases: [(id: CaseID, state: CaseState)]) -> [StartCircumstances.EndedCase] {
        cases.compactMap { id, state in
            guard let opening = state.opening, let ending = state.ending else { return nil }
            return StartCircumstances.EndedCase(
                id: id, card: opening.facts.card, end: ending.end, day: ending.day,
                recordedOn: ending.stamp.day)
        }
    }

    private func begin(_ wanted: Wanted, _ isTrial: Bool, _ report: inout DayReport) throws {
        let card = wanted.shelved.card
        do {
            let (id, isSeen) = try inTransaction(isTrial) { writing in
                var act = Act(self, writing)
                let id = try act.open(
                    wanted.shelved,
                    OpenCase(
                        subject: wanted.subject, textHash: wanted.shelved.text.hash,
                        origin: Origin(rule: wanted.start.rule), occasion: wanted.start.occasion))
                try act.rest()
                return (id, try view(of: try load(id, from: writing), from: writing)?.seesCase ?? false)
            }
            guard isSeen else {
                report.unseen += 1
                return
            }
            report.starts.append(
                DayReport.Start(
                    caseID: isTrial ? nil : id, card: card.id, subject: wanted.subject,
                    occasion: wanted.start.occasion))
        } catch let failure as CaseworkFailure {
            report.failures.append(DayReport.Failure(caseID: nil, card: card.id, failure: failure))
        }
    }
}

extension Card {
    /// Whether some start rule needs nobody.
    fileprivate var startsByItself: Bool {
        startRules.contains { rule in
            switch rule.trigger {
            case .manual: false
            case .event, .moment, .yearly, .after: true
            }
        }
    }
}
