import GRDB

@testable import CaseStoreSQLite

/// The very connection of a store: for what depends on its settings.
struct SQLiteConnection {
    let store: SQLiteCaseStore

    init(_ store: SQLiteCaseStore) {
        self.store = store
    }

    func execute(_ sql: String) throws {
        try store.queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    }

    func value(_ sql: String) throws -> DatabaseValue? {
        try store.queue.writeWithoutTransaction { try DatabaseValue.fetchOne($0, sql: sql) }
    }
}
