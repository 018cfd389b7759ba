import CardEngine
import CaseStore
import Synchronization

/// A store that keeps beside it what was written, so that a test need not read all of it after each command, and which
/// histories transactions read.
final class ObservedStore: CaseStore {
    let base: any CaseStore
    /// The card of which no text is found.
    private let lost: CardID?
    private let seen = Mutex(Seen())

    /// What was written.
    struct Seen: Sendable {
        /// Every history, folded as that of a case.
        var states: [CaseID: CaseState] = [:]
        /// Every history of a subject.
        var subjects: [CaseID: SubjectHistory] = [:]
        /// How many events were written.
        var count = 0
        /// What the latest transaction that was kept wrote.
        var latest: [(id: CaseID, event: Event)] = []
        /// The histories that transactions read.
        var read: Set<CaseID> = []
        /// Those that were looked at outside a transaction.
        var lookedAt: Set<CaseID> = []
    }

    init(_ base: any CaseStore, losing card: CardID? = nil) {
        self.base = base
        lost = card
    }

    var isPractice: Bool { base.isPractice }
    var written: Seen { seen.withLock { $0 } }

    func read<Result>(_ work: (any CaseReading) throws -> Result) throws -> Result {
        var histories: Set<CaseID> = []
        let result = try base.read { reading in
            let observed = ObservedReading(reading, losing: lost)
            let result = try work(observed)
            histories = observed.read
            return result
        }
        seen.withLock { $0.lookedAt.formUnion(histories) }
        return result
    }

    func write<Result>(_ work: (any CaseWriting) throws -> Result) throws -> Result {
        var appended: [(id: CaseID, event: Event)] = []
        var histories: Set<CaseID> = []
        let result = try base.write { writing in
            let observed = ObservedWriting(writing, losing: lost)
            let result = try work(observed)
            appended = observed.appended
            histories = observed.read
            return result
        }
        seen.withLock { seen in
            seen.latest = appended
            seen.read.formUnion(histories)
            seen.count += appended.count
            for (id, event) in appended {
                seen.states[id] = evolve(seen.states[id] ?? CaseState(), with: event)
                if id.rawValue.contains(":") { seen.subjects[id, default: SubjectHistory()].apply(event) }
            }
        }
        return result
    }
}

/// A look at a store that remembers which histories were read.
private class ObservedReading: CaseReading {
    private let base: any CaseReading
    private let lost: CardID?
    private(set) var read: Set<CaseID> = []

    init(_ base: any CaseReading, losing card: CardID?) {
        self.base = base
        lost = card
    }

    func events(of id: CaseID) throws -> [Event] {
        read.insert(id)
        return try base.events(of: id)
    }
    func entries() throws -> [LogEntry] { try base.entries() }
    func firstEntry() throws -> LogEntry? { try base.firstEntry() }
    func lastEntry() throws -> LogEntry? { try base.lastEntry() }
    func cardText(hash: String) throws -> CardText? {
        try base.cardText(hash: hash).flatMap { $0.card == lost ? nil : $0 }
    }
    func cardTexts(card: CardID, version: Int) throws -> [CardText] {
        try base.cardTexts(card: card, version: version)
    }
    func fileText(hash: String) throws -> FileText? { try base.fileText(hash: hash) }
    func casesWithWork(for holdings: [Holding], person: PersonID) throws -> [CaseID] {
        try base.casesWithWork(for: holdings, person: person)
    }
    func workItems(of id: CaseID) throws -> [WorkItem] { try base.workItems(of: id) }
    func streams(startingWith prefix: String) throws -> [CaseID] { try base.streams(startingWith: prefix) }
    func cases(_ wanted: CaseFilter) throws -> [CaseRecord] { try base.cases(wanted) }
    func texts(of wanted: CaseFilter) throws -> Set<TextOfCases> { try base.texts(of: wanted) }
    func someCase(_ wanted: CaseFilter) throws -> CaseRecord? { try base.someCase(wanted) }
    func keptTexts() throws -> Set<TextOfCases> { try base.keptTexts() }
}

/// A transaction of which what is appended is kept beside it.
private final class ObservedWriting: ObservedReading, CaseWriting {
    private let base: any CaseWriting
    private(set) var appended: [(id: CaseID, event: Event)] = []

    init(_ base: any CaseWriting, losing card: CardID?) {
        self.base = base
        super.init(base, losing: card)
    }

    func append(_ events: [Event], to id: CaseID, after state: CaseState) throws {
        try base.append(events, to: id, after: state)
        appended += events.map { (id, $0) }
    }

    func attempt<Result>(_ work: () throws -> Result) throws -> Result {
        let before = appended
        do {
            return try base.attempt(work)
        } catch {
            appended = before
            throw error
        }
    }

    func keep(_ text: CardText) throws { try base.keep(text) }
    func keep(_ text: FileText) throws { try base.keep(text) }
    func rebuild() throws -> RebuildReport { try base.rebuild() }
}
