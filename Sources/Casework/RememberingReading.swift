import CardEngine
import CaseStore

/// A look at the store that reads each history once.
class RememberingReading: CaseReading {
    private let base: any CaseReading
    private var known: [CaseKey: [Event]] = [:]
    /// How many events that are.
    private var count = 0
    /// So many are kept: those of the pupils of a school, who are looked through for each case about a group; what goes
    /// along all cases of ten years does not keep them.
    private static let most = 20_000

    init(_ base: any CaseReading) {
        self.base = base
    }

    func events(of id: CaseID) throws -> [Event] {
        if let events = known[CaseKey(id)] { return events }
        let events = try base.events(of: id)
        remember(events, of: id)
        return events
    }

    fileprivate func remember(_ events: [Event], of id: CaseID) {
        if count + events.count > Self.most { forgetAll() }
        count += events.count
        known[CaseKey(id)] = events
    }

    fileprivate func forget(_ id: CaseID) -> [Event]? {
        let events = known.removeValue(forKey: CaseKey(id))
        count -= events?.count ?? 0
        return events
    }

    fileprivate func forgetAll() {
        known.removeAll()
        count = 0
    }

    func entries() throws -> [LogEntry] { try base.entries() }
    func firstEntry() throws -> LogEntry? { try base.firstEntry() }
    func lastEntry() throws -> LogEntry? { try base.lastEntry() }
    func cardText(hash: String) throws -> CardText? { try base.cardText(hash: hash) }
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

/// A transaction that reads each history once: nothing but what it appends itself can come to it.
final class RememberingTransaction: RememberingReading, CaseWriting {
    private let base: any CaseWriting

    init(_ base: any CaseWriting) {
        self.base = base
        super.init(base)
    }

    func append(_ events: [Event], to id: CaseID, after state: CaseState) throws {
        let before = forget(id)
        try base.append(events, to: id, after: state)
        if let before { remember(before + events, of: id) }
    }

    func attempt<Result>(_ work: () throws -> Result) throws -> Result {
        do {
            return try base.attempt(work)
        } catch {
            forgetAll()
            throw error
        }
    }

    func keep(_ text: CardText) throws { try base.keep(text) }
    func keep(_ text: FileText) throws { try base.keep(text) }
    func rebuild() throws -> RebuildReport { try base.rebuild() }
}
