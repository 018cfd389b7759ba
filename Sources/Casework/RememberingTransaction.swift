import CardEngine
import CaseStore

/// A transaction that reads each history once: nothing but what it appends itself can come to it.
final class RememberingTransaction: CaseWriting {
    private let base: any CaseWriting
    private var known: [CaseKey: [Event]] = [:]
    /// So many histories; what goes along all of a school does not keep them.
    private static let most = 500

    init(_ base: any CaseWriting) {
        self.base = base
    }

    func events(of id: CaseID) throws -> [Event] {
        if let events = known[CaseKey(id)] { return events }
        let events = try base.events(of: id)
        if known.count >= Self.most { known.removeAll() }
        known[CaseKey(id)] = events
        return events
    }

    func append(_ events: [Event], to id: CaseID, after state: CaseState) throws {
        let before = known.removeValue(forKey: CaseKey(id))
        try base.append(events, to: id, after: state)
        known[CaseKey(id)] = before.map { $0 + events }
    }

    func attempt<Result>(_ work: () throws -> Result) throws -> Result {
        do {
            return try base.attempt(work)
        } catch {
            known.removeAll()
            throw error
        }
    }

    func entries() throws -> [LogEntry] { try base.entries() }
    func cardText(hash: String) throws -> CardText? { try base.cardText(hash: hash) }
    func cardTexts(card: CardID, version: Int) throws -> [CardText] {
        try base.cardTexts(card: card, version: version)
    }
    func fileText(hash: String) throws -> FileText? { try base.fileText(hash: hash) }
    func workItems(for holdings: [Holding], person: PersonID) throws -> [WorkItem] {
        try base.workItems(for: holdings, person: person)
    }
    func streams(startingWith prefix: String) throws -> [CaseID] { try base.streams(startingWith: prefix) }
    func cases(_ wanted: CaseFilter) throws -> [CaseRecord] { try base.cases(wanted) }
    func texts(of wanted: CaseFilter) throws -> Set<TextOfCases> { try base.texts(of: wanted) }
    func hasCase(_ wanted: CaseFilter) throws -> Bool { try base.hasCase(wanted) }
    func dueDates() throws -> [DueDate] { try base.dueDates() }
    func keep(_ text: CardText) throws { try base.keep(text) }
    func keep(_ text: FileText) throws { try base.keep(text) }
    func rebuild() throws -> RebuildReport { try base.rebuild() }
}
