import CardEngine
import SchoolTime

/// One transaction on a copy of what an in-memory store holds.
final class InMemoryTransaction: CaseWriting {
    private(set) var contents: InMemoryContents
    private let salt: () -> Salt

    init(contents: InMemoryContents, salt: @escaping () -> Salt) {
        self.contents = contents
        self.salt = salt
    }

    func events(of id: CaseID) throws -> [Event] {
        contents.histories[CaseKey(id), default: []].map { contents.log[$0].event }
    }

    func entries() throws -> [LogEntry] { contents.log }

    func firstEntry() throws -> LogEntry? { contents.log.first }

    func lastEntry() throws -> LogEntry? { contents.log.last }

    func cardText(hash: String) throws -> CardText? { contents.texts.first { $0.hash == hash } }

    func cardTexts(card: CardID, version: Int) throws -> [CardText] {
        contents.texts.filter { $0.card == card && $0.version == version }
    }

    func streams(startingWith prefix: String) throws -> [CaseID] {
        contents.histories.keys.map(\.id).filter { $0.rawValue.utf8.starts(with: prefix.utf8) }
            .sorted { $0.comesBefore($1) }
    }

    func casesWithWork(for holdings: [Holding], person: PersonID) throws -> [CaseID] {
        let items = contents.projections.values.flatMap(\.workItems).filter { item in
            item.person == person
                || holdings.contains { holding in
                    item.performers.contains(holding.role)
                        && (holding.group == nil || holding.group == item.subject.group)
                }
        }
        return Set(items.map { CaseKey($0.caseID) }).map(\.id).sorted { $0.comesBefore($1) }
    }

    func workItems(of id: CaseID) throws -> [WorkItem] {
        (contents.projections[CaseKey(id)]?.workItems ?? []).sorted(by: WorkItem.comesBefore)
    }

    func cases(_ wanted: CaseFilter) throws -> [CaseRecord] {
        contents.projections.values.map(\.record).filter { wanted.includes($0) }
            .sorted(by: CaseRecord.comesBefore)
    }

    func texts(of wanted: CaseFilter) throws -> Set<TextOfCases> {
        Set(
            contents.projections.values.map(\.record).filter { wanted.includes($0) }
                .map { TextOfCases(card: $0.card, hash: $0.textHash) })
    }

    func someCase(_ wanted: CaseFilter) throws -> CaseRecord? {
        contents.projections.values.map(\.record).first { wanted.includes($0) }
    }

    func keptTexts() throws -> Set<TextOfCases> {
        Set(contents.texts.map { TextOfCases(card: $0.card, hash: $0.hash) })
    }

    func append(_ events: [Event], to id: CaseID, after state: CaseState) throws {
        var changed = contents
        var state = state
        let found = changed.histories[CaseKey(id), default: []].count
        guard found == state.eventCount else {
            throw StoreFailure.versionConflict(id, expected: state.eventCount, found: found)
        }
        for event in events {
            guard
                let stored = EventCoding.entry(
                    for: event, of: id, number: state.eventCount + 1, after: changed.head, salt: salt),
                let entry = EventCoding.decode(stored, after: changed.head.hash)
            else { throw StoreFailure.unstorable(path: InMemoryCaseStore.path) }
            changed.histories[CaseKey(id), default: []].append(changed.entries.count)
            changed.entries.append(stored)
            changed.log.append(entry)
            state = evolve(state, with: event)
        }
        changed.projections[CaseKey(id)] = Projection(of: state, id: id)
        contents = changed
    }

    func attempt<Result>(_ work: () throws -> Result) throws -> Result {
        let before = contents
        do {
            return try work()
        } catch {
            contents = before
            throw error
        }
    }

    func keep(_ text: CardText) throws {
        guard try cardText(hash: text.hash) == nil else { return }
        contents.texts.append(text)
    }

    func keep(_ text: FileText) throws {
        guard try fileText(hash: text.hash) == nil else { return }
        contents.fileTexts.append(text)
    }

    func fileText(hash: String) throws -> FileText? { contents.fileTexts.first { $0.hash == hash } }

    func rebuild() throws -> RebuildReport {
        var replay = LogReplay()
        for entry in contents.entries where !replay.accept(entry) {
            throw StoreFailure.damaged(path: InMemoryCaseStore.path, position: replay.head.position + 1)
        }
        let projections = replay.projections()
        let ids = Set(projections.keys).union(contents.projections.keys)
        let differing = ids.filter { projections[$0] != contents.projections[$0] }
        contents.projections = projections
        return RebuildReport(
            eventCount: replay.head.position, caseCount: replay.caseCount,
            differing: differing.map(\.id).sorted { $0.comesBefore($1) })
    }
}
