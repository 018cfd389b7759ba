import CardEngine
import CaseStore
import Foundation
import GRDB
import SchoolTime

extension SQLiteTransaction {
    /// What is read of an entry, in the order of `entry(in:)`.
    private static let columns =
        "event.position, event.case_id, event.number, event.body, event.hash, content.salt, content.body"
    /// Entries with what is personal in them.
    private static let entries =
        "SELECT \(columns) FROM event LEFT JOIN content ON content.position = event.position"
    /// The same, each with the hash of the entry before it behind them: see `entry(withPrevious:)`.
    private static let entriesWithPrevious = """
        SELECT \(columns), earlier.hash
        FROM event
        LEFT JOIN content ON content.position = event.position
        LEFT JOIN event AS earlier ON earlier.position = event.position - 1
        """

    func events(of id: CaseID) throws -> [Event] {
        try StoreFailure.naming(path, in: database) {
            let rows = try Row.fetchCursor(
                database.cachedStatement(
                    sql: "\(Self.entriesWithPrevious) WHERE event.case_id = ? ORDER BY event.number"),
                arguments: [DatabaseValue.exact(id)])
            var events: [Event] = []
            while let row = try rows.next() {
                let entry = try entry(withPrevious: row)
                guard entry.number == events.count + 1 else { throw damaged(at: entry.position) }
                events.append(entry.event)
            }
            return events
        }
    }

    func entries() throws -> [LogEntry] {
        try StoreFailure.naming(path, in: database) {
            var entries: [LogEntry] = []
            try eachStoredEntry { stored, before in entries.append(try entry(stored, after: before)) }
            return entries
        }
    }

    func firstEntry() throws -> LogEntry? {
        try StoreFailure.naming(path, in: database) {
            let row = try Row.fetchOne(database, sql: "\(Self.entries) ORDER BY event.position LIMIT 1")
            return try row.map { try entry(try entry(in: $0), after: .origin) }
        }
    }

    func lastEntry() throws -> LogEntry? {
        try StoreFailure.naming(path, in: database) {
            let row = try Row.fetchOne(
                database.cachedStatement(
                    sql: "\(Self.entriesWithPrevious) ORDER BY event.position DESC LIMIT 1"))
            return try row.map { try entry(withPrevious: $0) }
        }
    }

    /// Goes along the log, with the hash that each entry follows.
    func eachStoredEntry(_ work: (StoredEntry, Digest) throws -> Void) throws {
        let rows = try Row.fetchCursor(database, sql: "\(Self.entries) ORDER BY event.position")
        var before = Digest.origin
        while let row = try rows.next() {
            let stored = try entry(in: row)
            try work(stored, before)
            guard let hash = Digest(bytes: stored.hash) else { throw damaged(at: stored.position) }
            before = hash
        }
    }

    /// Goes along the entries behind a history, history by history.
    ///
    /// - Parameter work: takes an entry; false to stop before it.
    func eachStoredEntry(behind id: CaseID?, _ work: (StoredEntry) throws -> Bool) throws {
        let rows = try Row.fetchCursor(
            database.cachedStatement(
                sql: "\(Self.entries) WHERE event.case_id > ? ORDER BY event.case_id, event.number"),
            arguments: [id.map { DatabaseValue.exact($0) } ?? Data().databaseValue])
        while let row = try rows.next(), try work(entry(in: row)) {}
    }

    /// When the entry at the end of a log was written; nil for a log without any.
    func written(at head: LogHead) throws -> Stamp? {
        let row = try Row.fetchOne(
            database, sql: "\(Self.entriesWithPrevious) WHERE event.position = ?", arguments: [head.position])
        return try row.map { try entry(withPrevious: $0).event.stamp }
    }

    private func entry(withPrevious row: Row) throws -> LogEntry {
        let before = try row.optionalBytes(at: 7).flatMap { Digest(bytes: $0) }
        return try entry(try entry(in: row), after: before ?? .origin)
    }

    private func entry(in row: Row) throws -> StoredEntry {
        let position = try row.whole(at: 0)
        do {
            var content: StoredContent?
            if let salt = try row.optionalBytes(at: 5), let body = try row.optionalBytes(at: 6) {
                content = StoredContent(salt: salt, body: body)
            }
            return StoredEntry(
                position: position, caseID: try row.id(at: 1), number: try row.whole(at: 2),
                body: try row.bytes(at: 3), hash: try row.bytes(at: 4), content: content)
        } catch is UnreadableRow {
            throw damaged(at: position)
        }
    }

    private func entry(_ stored: StoredEntry, after before: Digest) throws -> LogEntry {
        guard let entry = EventCoding.decode(stored, after: before) else {
            throw damaged(at: stored.position)
        }
        return entry
    }

    func damaged(at position: Int?) -> StoreFailure { .damaged(path: path, position: position) }

    /// The last entry of the log.
    func head() throws -> LogHead {
        try StoreFailure.naming(path, in: database) {
            let last = try Row.fetchOne(
                database.cachedStatement(
                    sql: "SELECT position, hash FROM event ORDER BY position DESC LIMIT 1"))
            guard let last else { return .origin }
            let position = try last.whole("position")
            guard let hash = Digest(bytes: try last.bytes("hash")) else { throw damaged(at: position) }
            return LogHead(position: position, hash: hash)
        }
    }

    /// Whether the log once ended, or ends, like this.
    func holds(_ head: LogHead) throws -> Bool {
        let hash = try Data.fetchOne(
            database, sql: "SELECT hash FROM event WHERE position = ?", arguments: [head.position])
        return hash.map { Array($0) } == head.hash.bytes
    }

    /// How long the history of a case is.
    func eventCount(of id: CaseID) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(sql: "SELECT max(number) FROM event WHERE case_id = ?"),
            arguments: [DatabaseValue.exact(id)]) ?? 0
    }

    func streams(startingWith prefix: String) throws -> [CaseID] {
        try StoreFailure.naming(path, in: database) {
            // From the prefix on, in order of the index, as long as it is one.
            let rows = try Row.fetchCursor(
                database, sql: "SELECT DISTINCT case_id FROM event WHERE case_id >= ? ORDER BY case_id",
                arguments: [DatabaseValue.exact(prefix)])
            var ids: [CaseID] = []
            while let row = try rows.next() {
                let id: CaseID = try row.id("case_id")
                guard id.rawValue.utf8.starts(with: prefix.utf8) else { break }
                ids.append(id)
            }
            return ids
        }
    }

    func casesWithWork(for holdings: [Holding], person: PersonID) throws -> [CaseID] {
        try StoreFailure.naming(path, in: database) {
            var ids: Set<CaseKey> = []
            func add(_ sql: String, _ values: DatabaseValue...) throws {
                let rows = try Row.fetchCursor(
                    database.cachedStatement(sql: sql), arguments: StatementArguments(values))
                while let row = try rows.next() { ids.insert(CaseKey(try row.id(at: 0))) }
            }
            try add("SELECT DISTINCT case_id FROM work_item WHERE person = ?", .exact(person))
            for holding in holdings {
                if let group = holding.group {
                    try add(
                        "SELECT DISTINCT case_id FROM performer WHERE role = ? AND group_id = ?",
                        .exact(holding.role), .exact(group))
                } else {
                    try add("SELECT DISTINCT case_id FROM performer WHERE role = ?", .exact(holding.role))
                }
            }
            return ids.map(\.id).sorted { $0.comesBefore($1) }
        }
    }

    func workItems(of id: CaseID) throws -> [WorkItem] {
        try StoreFailure.naming(path, in: database) {
            let rows = try Row.fetchAll(
                database.cachedStatement(
                    sql:
                        "SELECT work_item.*, card FROM work_item JOIN case_record USING (case_id) WHERE case_id = ?"
                ),
                arguments: [DatabaseValue.exact(id)])
            return try rows.map { try workItem(in: $0) }.sorted(by: WorkItem.comesBefore)
        }
    }

    private func workItem(in row: Row) throws -> WorkItem {
        let id: CaseID = try row.id("case_id")
        let visit = try row.whole("visit")
        let performers = try Row.fetchAll(
            database.cachedStatement(
                sql: "SELECT role FROM performer WHERE case_id = ? AND visit = ? ORDER BY place"),
            arguments: [DatabaseValue.exact(id), visit])
        return WorkItem(
            caseID: id, visit: visit, card: try row.id("card"), step: try row.id("step"),
            subject: try subject(in: row), performers: try performers.map { try $0.id("role") },
            person: try row.optionalID("person"), openedOn: try row.day("opened_on"),
            earliest: try row.optionalDay("earliest"), deadline: try row.optionalDay("deadline"),
            statutory: try row.optionalDay("statutory"))
    }

    private func subject(in row: Row) throws -> Subject {
        guard
            let name = String.fromDatabaseValue(row["subject_kind"]), let kind = SubjectKind(rawValue: name)
        else { throw damaged(at: nil) }
        return Subject(kind: kind, id: try row.text("subject_id"), group: try row.optionalID("group_id"))
    }

    func texts(of wanted: CaseFilter) throws -> Set<TextOfCases> {
        try StoreFailure.naming(path, in: database) {
            let rows = try Row.fetchAll(
                database, sql: "SELECT DISTINCT card, text_hash FROM case_record WHERE \(wanted.condition)",
                arguments: wanted.arguments)
            return Set(
                try rows.map { TextOfCases(card: try $0.id("card"), hash: try $0.text("text_hash")) })
        }
    }

    func keptTexts() throws -> Set<TextOfCases> {
        try StoreFailure.naming(path, in: database) {
            let rows = try Row.fetchAll(database, sql: "SELECT card, hash FROM card_text")
            return Set(try rows.map { TextOfCases(card: try $0.id("card"), hash: try $0.text("hash")) })
        }
    }

    func someCase(_ wanted: CaseFilter) throws -> CaseRecord? {
        try StoreFailure.naming(path, in: database) {
            let row = try Row.fetchOne(
                database, sql: "SELECT * FROM case_record WHERE \(wanted.condition) LIMIT 1",
                arguments: wanted.arguments)
            return try row.map(record)
        }
    }

    func cases(_ wanted: CaseFilter) throws -> [CaseRecord] {
        try StoreFailure.naming(path, in: database) {
            let rows = try Row.fetchAll(
                database,
                sql:
                    "SELECT * FROM case_record WHERE \(wanted.condition) ORDER BY started_on DESC, case_id",
                arguments: wanted.arguments)
            return try rows.map(record)
        }
    }

    private func record(in row: Row) throws -> CaseRecord {
        CaseRecord(
            caseID: try row.id("case_id"), card: try row.id("card"), version: try row.whole("version"),
            textHash: try row.text("text_hash"), subject: try subject(in: row),
            startedOn: try row.day("started_on"), startedBy: try row.id("started_by"),
            end: try row.optionalID("end_id"), endedOn: try row.optionalDay("ended_on"))
    }
}
