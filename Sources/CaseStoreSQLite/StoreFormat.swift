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

    /// Refuses a file that tells of a later SQLite that it may read it and not write it, or that tells nothing that SQLite
    /// ever wrote: no program does that to our files.
    static func checkHead(of database: Database, path: String) throws {
        // What the disk does not give, SQLite tells in a moment. Both are 1, and 2 where somebody chose WAL.
        guard let head = DatabaseFile(of: database)?.head(of: 20) else { return }
        guard [[1, 1], [2, 2]].contains(Array(head[18...])) else {
            throw StoreFailure.damaged(path: path, position: nil)
        }
    }

    static func version(of database: Database) throws -> Int {
        try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    }

    /// Whether people practise in a store of this or an earlier form.
    static func isPractice(_ database: Database, path: String) throws -> Bool {
        guard try version(of: database) >= Migration.purpose.version else {
            let mark = try Int.fetchOne(database, sql: "SELECT is_practice FROM store WHERE id = 1")
            guard let mark, mark == 0 || mark == 1 else {
                throw StoreFailure.damaged(path: path, position: nil)
            }
            return mark == 1
        }
        return switch try String.fetchOne(database, sql: "SELECT word FROM purpose WHERE id = 1") {
        case "practice": true
        case "school": false
        default: throw StoreFailure.damaged(path: path, position: nil)
        }
    }

    /// Writes down in a new store whether people practise in it.
    static func write(isPractice: Bool, in database: Database) throws {
        try database.execute(
            sql: "INSERT INTO purpose (id, word) VALUES (1, ?)",
            arguments: [isPractice ? "practice" : "school"])
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

    private static let usualHash = "41b5b1deb41fbbc8435fed3125e8dee45e6411e1e596c92f3393e1166fdf3e59"

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
        let missing = expected.subtracting(found).filter { !$0.isIndexOfSQLite }
        return Set(found.subtracting(expected).union(missing).map { $0.name ?? "" })
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
        let kind: String?
        let name: String?
        /// Of an index or trigger: to which table it belongs.
        let table: String?
        let sql: String?

        /// An index that no words made.
        var isIndexOfSQLite: Bool { name?.utf8.starts(with: "sqlite_".utf8) ?? false }
    }

    /// What SQLite makes for itself, to plan its work and to number rows, in its own words.
    private static let ofSQLite = [
        "sqlite_stat1": "CREATE TABLE sqlite_stat1(tbl,idx,stat)",
        "sqlite_stat4": "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)",
        "sqlite_sequence": "CREATE TABLE sqlite_sequence(name,seq)",
    ]

    /// Everything in the database, but the tables that SQLite makes for itself. A name is not enough for those: a trigger may
    /// bear it, and would run.
    private static func schema(of database: Database) throws -> Set<Made> {
        let rows = try Row.fetchAll(database, sql: "SELECT type, name, tbl_name, sql FROM sqlite_schema")
        let all = rows.map { row in
            // A word that is none differs from any.
            let words: [String?] = (0..<4).map { String.fromDatabaseValue(row[$0]) }
            return Made(kind: words[0], name: words[1], table: words[2], sql: words[3])
        }
        return Set(all.filter { !isTableOfSQLite($0) })
    }

    private static func isTableOfSQLite(_ made: Made) -> Bool {
        guard let name = made.name, let words = ofSQLite[name] else { return false }
        return made == Made(kind: "table", name: name, table: name, sql: words)
    }
}
