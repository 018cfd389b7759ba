public import CardEngine
import CaseStore
public import SchoolTime

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
    /// The roles that nobody holds and that cards in force can't do without.
    public fileprivate(set) var vacancies: [Vacancy] = []
    /// The groups in which pupils are, and for which nobody holds a role that goes by group: their work is on nobody's list.
    public fileprivate(set) var groupsWithoutRole: [GroupID] = []
    /// The groups in which nobody is, and of which cards in force ask something.
    public fileprivate(set) var emptyGroups: EmptyGroups?
    /// The school years of which there is no file: that of today, and from June on the next.
    public fileprivate(set) var missingYears: [SchoolYearNumber] = []
    /// That the school file holds again what it held before, on record since the run before.
    public fileprivate(set) var earlierSchool: EarlierSchool?
    /// What cards in force count from and the year of today, or the next, does not plan any more.
    public fileprivate(set) var droppedPlans: [DroppedPlan] = []
    /// The adopted cards that name cards which nobody adopted yet.
    public fileprivate(set) var awaitingAdoption: [Awaiting] = []
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

extension Workplace {
    /// Does what fell due before a day in all cases, in the order of the days: before what was planned for that day becomes
    /// fact.
    func makeUp(before day: Day) throws {
        let ids = try store.read { try $0.cases(.running).map(\.caseID).sorted() }
        var run = DailyRun(self, isTrial: false)
        try run.makeUp(ids, before: day) { work in try store.write(work) }
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
    private var vacancies: [DayReport.Vacancy] = []
    private var groupsWithoutRole: [GroupID] = []
    private var emptyGroups: DayReport.EmptyGroups?
    private var earlierSchool: EarlierSchool?
    private var droppedPlans: [DroppedPlan] = []
    private var awaitingAdoption: [DayReport.Awaiting] = []
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
        var missed = false
        try transaction { reading in
            ids = try reading.cases(.running).map(\.caseID).sorted()
            if isTrial { existing = Set(try reading.cases().map(\.caseID)) }
        }
        try transaction { reading in
            let runs = try reading.events(of: .dailyRun).map(\.stamp)
            missed =
                runs.map(\.day).filter { $0 < workplace.clock.today }.max() != workplace.clock.today - 1
            earlierSchool = try workplace.shelf.earlierSchool(on: workplace.clock.today, from: reading) {
                use in
                runs.last.map { $0.time.secondsSince1970 < use.time.secondsSince1970 } ?? true
            }
        }
        if missed { try makeUp(ids, before: workplace.clock.today, transaction) }
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
        var unable: [(card: CardID, failure: CaseworkFailure)] = []
        try transaction { unable = try workplace.hinderedCards(from: $0) }
        for (card, failure) in unable {
            hindered.insert(card)
            if !workplace.tellsOfCases(failure, card) { fail(failure, of: card) }
        }
        try transaction { writing in
            let told = Set(unable.map(\.card))
            awaitingAdoption = try workplace.adoptedAndAwaiting(from: writing).filter {
                !told.contains($0.card)
            }
            vacancies = try workplace.vacancies(from: writing)
            groupsWithoutRole = try workplace.groupsLeftAlone(from: writing)
            emptyGroups = try workplace.emptyGroups(from: writing)
            droppedPlans = try workplace.droppedPlans(from: writing)
            try workplace.recordRun(except: hindered, in: writing)
        }
    }

    /// What fell due on days before this one, in the order of those days, so that what one case waits for of another is there
    /// when it was.
    fileprivate mutating func makeUp(_ ids: [CaseID], before limit: Day, _ transaction: Transaction) throws {
        var due: [CaseID: Day] = [:]
        func look(at ids: some Sequence<CaseID>, after last: Day?, in reading: any CaseReading) throws {
            for id in ids {
                due[id] = try workplace.firstDue(of: id, from: reading).flatMap { day in
                    day < limit && last.map { day > $0 } ?? true ? day : nil
                }
            }
        }
        try transaction { try look(at: ids, after: nil, in: $0) }
        while let day = due.values.min() {
            let now = due.filter { $0.value == day }.map(\.key).sorted()
            for some in now.batches(of: Self.most) {
                try transaction { writing in
                    var others: Set<CaseID> = []
                    for id in some { others.formUnion(try catchUp(id, until: day, in: writing)) }
                    // What could not be done stays due, and is left; what followed for another is still to be done.
                    try look(at: some, after: day, in: writing)
                    try look(at: others.subtracting(some), after: day - 1, in: writing)
                }
            }
        }
    }

    /// What the actor is told of it.
    var report: DayReport {
        var report = DayReport()
        report.starts = starts
        report.failures = failures
        report.vacancies = vacancies
        report.groupsWithoutRole = groupsWithoutRole
        report.emptyGroups = emptyGroups
        report.missingYears = workplace.missingYears
        report.earlierSchool = earlierSchool
        report.droppedPlans = droppedPlans
        report.awaitingAdoption = awaitingAdoption
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

    /// Does what is due in a case, up to a day; gives the cases in which something happened.
    @discardableResult
    private mutating func catchUp(
        _ id: CaseID, until last: Day? = nil, in writing: any CaseWriting
    ) throws -> [CaseID] {
        var touched: [CaseID] = []
        var card: (id: CardID, isHidden: Bool, isSeen: Bool)?
        var hindrance: CaseworkFailure?
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
                act.factsUntil = last
                let hinderedCall = try act.carryOut(.catchUp, on: loaded)
                try act.rest()
                try note(act, from: writing)
                touched = Array(act.touched.keys)
                // Of what is made up for the last day tells whether the case is held up.
                if last == nil { hindrance = try hinderedCall ?? act.hindrance(of: id) }
            }
        } catch CaseworkFailure.caseTextLost {
            // Of whichever card: nobody learns by it that there is a case of a hidden one.
            fail(.caseTextLost, of: nil)
        } catch let failure as CaseworkFailure {
            hindrance = failure
        }
        // Of a hidden card nobody hears this way that there is a case; who sees it hears it there.
        if let hindrance, let card, card.isSeen || !card.isHidden {
            fail(card.isSeen ? hindrance : .heldUp, in: card.isSeen ? id : nil, of: card.id)
        }
        return touched
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
            hindered.insert(card.id)
            // Why is told to who would see it; of a hidden card another does not even learn that one was to begin.
            let isSeen = workplace.roster(for: wanted.subject).sees(workplace.identity.actor, card)
            guard isSeen || !card.isHidden else { return }
            // What is wrong with the card itself everybody may know.
            if case .failure(let fault) = try workplace.beginning(of: card.id, from: writing) {
                fail(fault, of: card.id)
            } else {
                fail(isSeen ? failure : .heldUp, of: card.id)
            }
        }
    }

    /// Once is enough where many cases can't go on for the same reason and none of them is named.
    private mutating func fail(_ failure: CaseworkFailure, in id: CaseID? = nil, of card: CardID?) {
        let told = DayReport.Failure(caseID: id, card: card, failure: failure)
        if !failures.contains(told) { failures.append(told) }
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
