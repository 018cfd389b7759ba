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
        /// The case; nil for one that began in a trial.
        public let caseID: CaseID?
        /// The card that it lives by.
        public let card: Card
        /// Whom or what it is about.
        public let subject: Subject
        /// What happened, in order.
        public let lines: [HistoryLine]
    }

    /// Something that could not be done; the rest was.
    public struct Failure: Hashable, Sendable {
        /// The case that could not go on; nil when one could not begin, or the actor may not know which.
        public let caseID: CaseID?
        /// The card; nil when its text is lost, and with that who may know of the case.
        public let card: CardID?
        /// Why.
        public let failure: CaseworkFailure
    }

    /// What happened in cases, in order of id, and then in those that began in a trial: what fell due there, and what
    /// followed from it elsewhere.
    public fileprivate(set) var changes: [Change] = []
    /// What began.
    public fileprivate(set) var starts: [Start] = []
    /// What could not be done.
    public fileprivate(set) var failures: [Failure] = []
    /// In how many cases something happened that the actor may not see; of hidden cards not even that is told.
    public fileprivate(set) var unseen = 0
}

extension Workplace {
    /// Does all that is due: waits, expiry, reminders, escalation, interrupts of the clock and starts (`kaart dag`). Any
    /// number of times with the same result. Each case and each start is done whole or not at all, and one that can't go on
    /// keeps nothing else from being done.
    ///
    /// - Parameter isTrial: tells what it would do, and does nothing.
    /// - Throws: `StoreFailure`, and `CaseworkFailure` when the run as a whole can't be done.
    public func runDay(isTrial: Bool = false) throws -> DayReport {
        guard isTrial else {
            var run = DailyRun(self, isTrial: false)
            try run.doAll { work in try store.write(work) }
            return run.report
        }
        // One transaction that is taken back, so that what follows from what would happen is told as well.
        return try inTransaction(true) { writing in
            var run = DailyRun(self, isTrial: true)
            try run.doAll { work in try writing.attempt { try work(writing) } }
            return run.report
        }
    }
}

/// One daily run, while it goes on.
private struct DailyRun {
    let workplace: Workplace
    let isTrial: Bool
    /// What happened in each case, in order.
    private var lines: [CaseID: [HistoryLine]] = [:]
    private var cases: [CaseID: LoadedCase] = [:]
    private var visible: [CaseID: Bool] = [:]
    private var starts: [DayReport.Start] = []
    private var failures: [DayReport.Failure] = []
    /// The cases that were there before.
    private var existing: Set<CaseID> = []
    /// What began, or could not.
    private var tried: Set<Attempt> = []
    /// The cards of which something could not begin: what fell due for them is made up for by a later run.
    private var hindered: Set<CardID> = []

    /// So many cases are done in one transaction: more would keep others waiting, and with fewer what is read and written
    /// for each is read and written more often.
    private static let most = 50

    /// Does some work in a transaction of its own.
    typealias Transaction = (_ work: (any CaseWriting) throws -> Void) throws -> Void

    init(_ workplace: Workplace, isTrial: Bool) {
        self.workplace = workplace
        self.isTrial = isTrial
    }

    mutating func doAll(_ transaction: Transaction) throws {
        var ids: [CaseID] = []
        try transaction { reading in
            let all = try reading.cases()
            existing = Set(all.map(\.caseID))
            ids = all.filter { $0.end == nil }.map(\.caseID).sorted()
        }
        for some in ids.batches(of: Self.most) {
            try transaction { writing in for id in some { try catchUp(id, in: writing) } }
        }
        // What begins may end at once, and then another card follows.
        while true {
            var wanted: [Wanted] = []
            try transaction { wanted = try workplace.wantedStarts(from: $0) }
            wanted = wanted.filter { !tried.contains(Attempt($0)) }
            guard !wanted.isEmpty else { break }
            tried.formUnion(wanted.map { Attempt($0) })
            for some in wanted.batches(of: Self.most) {
                try transaction { writing in for start in some { try begin(start, in: writing) } }
            }
        }
        var unfit: [DayReport.Failure] = []
        try transaction { reading in
            unfit = try workplace.shelf.named.compactMap { id in
                try workplace.unfitText(of: id, from: reading).map {
                    DayReport.Failure(caseID: nil, card: id, failure: $0)
                }
            }
        }
        for failure in unfit {
            fail(failure)
            if let card = failure.card { hindered.insert(card) }
        }
        try transaction { try workplace.recordRun(except: hindered, in: $0) }
    }

    /// What the actor is told of it.
    var report: DayReport {
        var report = DayReport()
        report.starts = starts
        report.failures = failures
        // The id of a case of a trial is drawn, and gone with it: it neither is told nor decides on the order.
        func place(_ id: CaseID, _ loaded: LoadedCase) -> (Int, String, String, String) {
            isTrial && !existing.contains(id)
                ? (1, loaded.card.id.rawValue, loaded.subject.id, "") : (0, "", "", id.rawValue)
        }
        for (id, loaded) in cases.sorted(by: { place($0.key, $0.value) < place($1.key, $1.value) }) {
            guard visible[id] == true else {
                if !loaded.card.isHidden { report.unseen += 1 }
                continue
            }
            guard let lines = lines[id] else { continue }
            report.changes.append(
                DayReport.Change(
                    caseID: isTrial && !existing.contains(id) ? nil : id, card: loaded.card,
                    subject: loaded.subject, lines: lines))
        }
        return report
    }

    private mutating func catchUp(_ id: CaseID, in writing: any CaseWriting) throws {
        var card: (id: CardID, isHidden: Bool, isSeen: Bool)?
        do {
            try writing.attempt {
                guard
                    let loaded = try workplace.loadUnlessLost(
                        id, try writing.events(of: id), from: writing)
                else { throw CaseworkFailure.caseTextLost }
                card = (
                    loaded.card.id, loaded.card.isHidden,
                    try workplace.view(of: loaded, from: writing)?.seesCase ?? false
                )
                var act = Act(workplace, writing)
                try act.carryOut(.catchUp, on: loaded)
                try act.rest()
                try note(act, from: writing)
            }
        } catch CaseworkFailure.caseTextLost {
            // Of whichever card: nobody learns by it that there is a case of a hidden one.
            fail(DayReport.Failure(caseID: nil, card: nil, failure: .caseTextLost))
        } catch let failure as CaseworkFailure {
            // Of a hidden card nobody hears this way that there is a case; who sees it hears it there.
            guard let card, card.isSeen || !card.isHidden else { return }
            fail(DayReport.Failure(caseID: card.isSeen ? id : nil, card: card.id, failure: failure))
        }
    }

    private mutating func begin(_ wanted: Wanted, in writing: any CaseWriting) throws {
        let card = wanted.shelved.card
        do {
            try writing.attempt {
                // Another run may have been first.
                guard try !workplace.hasBegun(wanted, in: writing) else { return }
                var act = Act(workplace, writing)
                let id = try act.open(
                    wanted.shelved,
                    OpenCase(
                        subject: wanted.subject, textHash: wanted.shelved.text.hash,
                        origin: Origin(rule: wanted.start.rule), occasion: wanted.start.occasion))
                try act.rest()
                try note(act, except: id, from: writing)
                guard visible[id] == true else { return }
                starts.append(
                    DayReport.Start(
                        caseID: isTrial ? nil : id, card: card.id, subject: wanted.subject,
                        occasion: wanted.start.occasion))
            }
        } catch let failure as CaseworkFailure {
            fail(DayReport.Failure(caseID: nil, card: card.id, failure: failure))
            hindered.insert(card.id)
        }
    }

    /// Once is enough where many cases can't go on for the same reason and none of them is named.
    private mutating func fail(_ failure: DayReport.Failure) {
        if !failures.contains(failure) { failures.append(failure) }
    }

    /// Keeps what an act did in each case.
    ///
    /// - Parameter begun: the case that began, of which its start is all that is told.
    private mutating func note(
        _ act: Act, except begun: CaseID? = nil, from writing: any CaseWriting
    ) throws {
        for (id, count) in act.touched {
            let loaded = try workplace.load(id, from: writing)
            let history = try workplace.history(of: loaded, try writing.events(of: id), from: writing)
            cases[id] = loaded
            visible[id] = try workplace.view(of: loaded, from: writing)?.seesCase ?? false
            if id != begun { lines[id, default: []] += history.dropFirst(count) }
        }
    }

    /// A start that was tried, whatever became of it: a card that follows itself begins once a run.
    private struct Attempt: Hashable {
        let card: CardID
        let subject: Subject
        let start: DueStart

        init(_ wanted: Wanted) {
            card = wanted.shelved.card.id
            subject = wanted.subject
            start = wanted.start
        }
    }
}

extension Array {
    /// The same in order, so many at a time.
    fileprivate func batches(of count: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: self.count, by: count).map { self[$0..<Swift.min($0 + count, self.count)] }
    }
}

// MARK: - Starts

/// A case that is to begin.
private struct Wanted {
    let shelved: Shelf.ShelvedCard
    let subject: Subject
    let start: DueStart
}

extension Workplace {
    /// Writes down that the run came by, and of which cards it could do all that their start rules ask: one line a day is
    /// enough, unless other cards came.
    fileprivate func recordRun(except hindered: Set<CardID>, in writing: any CaseWriting) throws {
        let known = try writing.events(of: .dailyRun)
        // Of a concept with faults nothing was done unless the version before it serves.
        let cards = try shelf.named.filter { id in
            guard !hindered.contains(id) else { return false }
            return try shelf.cards[id] != nil || cardInForce(id, from: writing) != nil
        }
        let run = Fact.dayRun(DayRun(cards: cards, hindered: hindered.sorted()))
        guard !known.contains(where: { $0.stamp.day == clock.today && $0.fact == run }) else { return }
        try writing.append([Event(stamp: engineStamp, fact: run)], to: .dailyRun, after: replay(known))
    }

    /// The cases that the start rules of the adopted cards want and that have not begun before.
    ///
    /// A school has ten years of cases, and the night has others at work: only those are read that may matter to a start
    /// that is due.
    fileprivate func wantedStarts(from reading: any CaseReading) throws -> [Wanted] {
        // A run on a day that is still to come was made by a clock that was wrong.
        let runs = try reading.events(of: .dailyRun).filter { $0.stamp.day <= clock.today }
        let pupils = try self.pupils(from: reading)
        var wanted: [Wanted] = []
        for id in shelf.named {
            guard let shelved = try cardInForce(id, from: reading), shelved.card.startsByItself else {
                continue
            }
            let card = shelved.card
            // Before any run counts what happened since the school began.
            let lastRun =
                try Self.lastLook(at: card.id, in: runs) ?? reading.firstEntry()?.event.stamp.day
            let begun = Dictionary(
                grouping: try reading.cases(CaseFilter(cards: [card.id])), by: \.subject)
            let ended = Dictionary(
                grouping: try reading.cases(
                    CaseFilter(isRunning: false, cards: Set(card.startRules.compactMap(\.followedCard)))),
                by: \.subject)
            for (subject, history) in try subjects(of: card, pupils, from: reading) {
                let followed = followedCards(by: card, about: subject, knowing: history, on: clock.today)
                let due = dueStarts(
                    of: card,
                    at: StartCircumstances(
                        today: clock.today, subject: subject, history: history, calendar: shelf.calendar,
                        ended: try (ended[subject] ?? []).filter { followed.contains($0.card) }
                            .compactMap { try endedCase($0.caseID, from: reading) },
                        lastRun: lastRun))
                wanted += try due.map { Wanted(shelved: shelved, subject: subject, start: $0) }
                    .filter { try !isAnswered($0, by: begun[subject] ?? [], from: reading) }
            }
        }
        return wanted
    }

    /// The last day on which a run began all that was due of a card. Of one of which none did: that of the run before the
    /// first that knew it, or the last; nil: there was none.
    private static func lastLook(at card: CardID, in runs: [Event]) -> Day? {
        func knows(_ event: Event, _ cards: (DayRun) -> [CardID]?) -> Bool {
            if case .dayRun(let run) = event.fact { cards(run)?.contains(card) == true } else { false }
        }
        if let run = runs.last(where: { knows($0, \.cards) }) { return run.stamp.day }
        return runs.prefix { !knows($0, \.hindered) }.last?.stamp.day
    }

    /// Whether the case that is wanted has begun by now.
    fileprivate func hasBegun(_ wanted: Wanted, in reading: any CaseReading) throws -> Bool {
        let ours = CaseFilter(cards: [wanted.shelved.card.id], subject: wanted.subject)
        return try isAnswered(wanted, by: try reading.cases(ours), from: reading)
    }

    /// Whether one of these cases, which live by the card and are about the subject, is the one that is wanted.
    private func isAnswered(
        _ wanted: Wanted, by cases: [CaseRecord], from reading: any CaseReading
    ) throws -> Bool {
        try cases.contains { record in
            replay(try reading.events(of: record.caseID)).answers(wanted.start, of: wanted.shelved.card)
        }
    }

    private func subjects(
        of card: Card, _ pupils: [(subject: Subject, history: SubjectHistory)], from reading: any CaseReading
    ) throws -> [(Subject, SubjectHistory)] {
        let others: [Subject] =
            switch card.subject {
            case .pupil: []
            case .group: school.groups.map { Subject(group: $0.id) }
            case .school: [Subject(kind: .school, id: school.id.rawValue)]
            case .staffMember: school.staff.map { Subject(kind: .staffMember, id: $0.id.rawValue) }
            }
        let known = card.subject == .pupil ? pupils.map { ($0.subject, $0.history) } : []
        return try known + others.map { ($0, try history(of: $0, from: reading)) }
    }

    /// How a case ended; nil while it runs.
    private func endedCase(
        _ id: CaseID, from reading: any CaseReading
    ) throws -> StartCircumstances.EndedCase? {
        let state = replay(try reading.events(of: id))
        guard let opening = state.opening, let ending = state.ending else { return nil }
        return StartCircumstances.EndedCase(
            id: id, card: opening.facts.card, end: ending.end, day: ending.day, recordedOn: ending.stamp.day)
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
