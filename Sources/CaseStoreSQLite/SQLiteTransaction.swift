import CardEngine
import CaseStore
import Foundation
import GRDB

/// One transaction in a SQLite file: what changes. What is read is in `SQLiteTransaction+Reading`.
struct SQLiteTransaction: CaseWriting {
    let database: Database
    let path: String
    let salt: () -> Salt

    func append(_ events: [Event], to id: CaseID, after state: CaseState) throws {
        try StoreFailure.naming(path, in: database) {
            let found = try eventCount(of: id)
            guard found == state.eventCount else {
                throw StoreFailure.versionConflict(id, expected: state.eventCount, found: found)
            }
            // All or nothing also for a caller that catches the error and goes on.
            try database.inSavepoint {
                let after = try insert(events, to: id, after: state)
                try replaceProjection(of: id, by: Projection(of: after, id: id))
                return .commit
            }
        }
    }

    private func insert(_ events: [Event], to id: CaseID, after state: CaseState) throws -> CaseState {
        var state = state
        var head = try head()
        for event in events {
            guard
                let entry = EventCoding.entry(
                    for: event, of: id, number: state.eventCount + 1, after: head, salt: salt),
                let hash = Digest(bytes: entry.hash)
            else { throw StoreFailure.unstorable(path: path) }
            do {
                try insert(entry)
            } catch let error as DatabaseError
                where error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE
            {
                // The second fence: it holds if the count above ever lies.
                throw StoreFailure.versionConflict(
                    id, expected: state.eventCount, found: try eventCount(of: id))
            }
            head = LogHead(position: entry.position, hash: hash)
            state = evolve(state, with: event)
        }
        return state
    }

    private func insert(_ entry: StoredEntry) throws {
        try database.cachedStatement(
            sql: "INSERT INTO event (position, case_id, number, body, hash) VALUES (?, ?, ?, ?, ?)"
        ).execute(
            arguments: [
                entry.position, DatabaseValue.exact(entry.caseID), entry.number, Data(entry.body),
                Data(entry.hash),
            ])
        if let content = entry.content {
            try database.cachedStatement(sql: "INSERT INTO content (position, salt, body) VALUES (?, ?, ?)")
                .execute(arguments: [entry.position, Data(content.salt), Data(content.body)])
        }
    }

    /// Replaces the rows of the first table that are not as they must be, and of the tables after it, which may refer to
    /// those: the record of a case seldom changes, and stands in indexes.
    private func replaceProjection(of id: CaseID, by projection: Projection?) throws {
        let tables = try ProjectionTable.all.drop { try !differs(id, from: projection, in: $0) }
        try deleteRows(of: DatabaseValue.exact(id), in: tables)
        if let projection { try insert(projection, in: tables) }
    }

    private func deleteRows(of id: DatabaseValue, in tables: ArraySlice<ProjectionTable>) throws {
        for table in tables.reversed() {
            try database.cachedStatement(sql: table.delete).execute(arguments: [id])
        }
    }

    private func insert(_ projection: Projection, in tables: ArraySlice<ProjectionTable>) throws {
        for table in tables {
            for row in table.rows(projection) {
                // Not as values of one type: of those GRDB makes arguments by a key path, which takes longer than the row.
                let values = row.map { $0 as (any DatabaseValueConvertible)? }
                try database.cachedStatement(sql: table.insert).execute(
                    arguments: StatementArguments(values))
            }
        }
    }

    func attempt<Result>(_ work: () throws -> Result) throws -> Result {
        try StoreFailure.naming(path, in: database) {
            var result: Result?
            try database.inSavepoint {
                result = try work()
                return .commit
            }
            guard let result else { throw StoreFailure.other(path: path, code: 0) }
            return result
        }
    }

    /// Of no more than one history what is looked up is in memory; the transaction keeps what was there until all of it is
    /// known to be right.
    func rebuild() throws -> RebuildReport {
        try attempt {
            var walk = LogWalk()
            var differing: [CaseID] = []
            do {
                while try walk.follow(atMost: 1_000, in: self) {}
                _ = try walk.replay(atLeast: .max, in: self) { id, projection in
                    guard try differs(id, from: projection) else { return }
                    differing.append(id)
                    try replaceProjection(of: id, by: projection)
                }
            } catch StoreFailure.damaged {
                throw damaged(at: try lastRight().head.position + 1)
            }
            // A damaged index can hide entries that are in the log; lists made without them would lose cases.
            guard walk.hasReplayedAll else { throw damaged(at: nil) }
            // Without the text of its card a case can't go on, but what is looked up of it can be made.
            let faults = try textFaults(in: walk.replay.texts).filter { fault in
                if case .textMissing(.cardOfCase) = fault { false } else { true }
            }
            guard faults.isEmpty else { throw damaged(at: nil) }
            for id in try withoutHistory() {
                try deleteRows(of: id.databaseValue, in: ProjectionTable.all[...])
                // Strict tables hold nothing but bytes here; whatever they spell, the report has to name it.
                differing.append(CaseID(String(decoding: id, as: UTF8.self)))
            }
            return RebuildReport(
                eventCount: walk.head.position, caseCount: walk.replay.caseCount,
                differing: differing.sorted { $0.comesBefore($1) },
                hasLostContent: walk.replay.firstLoss != nil)
        }
    }

    /// Whether the stored rows of a history are not exactly those of its projection; one that is no case has none.
    func differs(_ id: CaseID, from projection: Projection?) throws -> Bool {
        try ProjectionTable.all.contains { try differs(id, from: projection, in: $0) }
    }

    private func differs(_ id: CaseID, from projection: Projection?, in table: ProjectionTable) throws -> Bool
    {
        let rows = try Row.fetchAll(
            database.cachedStatement(sql: table.select), arguments: [DatabaseValue.exact(id)])
        let found = rows.map { Array($0.databaseValues) }
        let wanted = projection.map(table.rows) ?? []
        return found != wanted && (found.count != wanted.count || Set(found) != Set(wanted))
    }

    /// Of what there are rows and no history.
    func withoutHistory() throws -> Set<Data> {
        var ids: Set<Data> = []
        for table in ProjectionTable.all {
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT case_id FROM (\(table.cases)) AS looked_up
                    WHERE NOT EXISTS (SELECT 1 FROM event WHERE event.case_id = looked_up.case_id)
                    """)
            while let row = try rows.next() {
                let id: DatabaseValue = row[0]
                ids.insert(Data.fromDatabaseValue(id) ?? Data())
            }
        }
        return ids
    }
}
