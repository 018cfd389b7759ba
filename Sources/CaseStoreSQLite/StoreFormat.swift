import CaseStore
import GRDB

/// Whether a database is a store of ours, of a form that this release knows.
enum StoreFormat {
    /// `KWK1` in ASCII; it stands in the first migration.
    static let applicationID = 0x4B57_4B31

    /// The `user_version` that this release writes.
    static let newest = Migration.all.count

    /// Refuses a file of another program or of a newer release, having changed nothing.
    static func check(_ database: Database, path: String) throws {
        guard try Int.fetchOne(database, sql: "PRAGMA application_id") == applicationID else {
            throw StoreFailure.notAStore(path: path)
        }
        let version = try version(of: database)
        guard version >= 1 else { throw StoreFailure.notAStore(path: path) }
        guard version <= newest else { throw StoreFailure.newer(path: path, format: version) }
    }

    static func version(of database: Database) throws -> Int {
        try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    }

    /// Brings the database to the newest form.
    static func migrate(_ database: Database) throws {
        for migration in Migration.all.dropFirst(try version(of: database)) {
            try database.execute(sql: migration.sql)
        }
    }

    /// Whether it is in all as the newest form is made here: then it need not be compared with one that is made for it, which
    /// takes longer than all else of opening.
    static func isUsual(_ database: Database) throws -> Bool {
        try version(of: database) == newest && hash(of: schema(of: database)) == usualHash
    }

    private static let usualHash = "1f84a69d667217694d4d4c0812faed521d0cd4e27f33e02f9a30485d485b9e79"

    /// Refuses a database whose tables or triggers are not the ones that we made in that form.
    static func checkSchema(of database: Database, path: String) throws {
        guard try isUsual(database) || strangeNames(in: database).isEmpty else {
            throw StoreFailure.damaged(path: path, position: nil)
        }
    }

    /// The names of tables, indexes and triggers that are missing, that are not ours, or that were made with other words
    /// than ours.
    static func strangeNames(in database: Database) throws -> Set<String> {
        let version = try version(of: database)
        let expected = try DatabaseQueue().write { database in
            for migration in Migration.all.prefix(version) { try database.execute(sql: migration.sql) }
            return try schema(of: database)
        }
        let found = try schema(of: database)
        // Which indexes SQLite makes for itself is its own affair: not every release need make the same.
        let missing = expected.subtracting(found).filter { !$0.isOfSQLite }
        return Set(found.subtracting(expected).union(missing).map(\.name))
    }

    /// Of each thing its four words, and before each how many bytes it has.
    private static func hash(of schema: Set<Made>) -> String {
        let words = schema.map { made in
            [made.kind, made.name, made.table, made.sql].map { $0.map { "\($0.utf8.count):\($0)" } ?? "-" }
                .joined()
        }
        return Digest.of(words.sorted().joined()).hexadecimal
    }

    /// One thing in a database, with the words that made it.
    private struct Made: Hashable {
        let kind: String
        let name: String
        /// Of an index or trigger: to which table it belongs.
        let table: String
        let sql: String?

        var isOfSQLite: Bool { name.utf8.starts(with: "sqlite_".utf8) }
    }

    /// Everything in the database, but what SQLite keeps to plan its work.
    private static func schema(of database: Database) throws -> Set<Made> {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT type, name, tbl_name, sql FROM sqlite_schema
                WHERE name NOT GLOB 'sqlite_stat[0-9]' AND name <> 'sqlite_sequence'
                """)
        return Set(
            rows.map { Made(kind: $0["type"], name: $0["name"], table: $0["tbl_name"], sql: $0["sql"]) })
    }
}
