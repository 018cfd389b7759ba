import Foundation
import GRDBSQLite

/// A SQLite file without anything of ours in between: to see what rows were written, and to write the same.
final class RawDatabase {
    /// A value as SQLite has it.
    enum Value: Hashable {
        case null
        case integer(Int64)
        case text(String)
        case blob(Data)
    }

    /// What one transaction does to a table.
    struct Change {
        let sql: String
        let values: [Value]
    }

    private let handle: OpaquePointer
    private var statements: [String: OpaquePointer] = [:]

    /// - Parameter settings: what is said to SQLite first.
    init(path: String, settings: [String] = []) throws {
        var handle: OpaquePointer?
        guard sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE, nil) == SQLITE_OK, let handle else {
            throw Misfit("\(path) can't be opened")
        }
        self.handle = handle
        for setting in settings { _ = try rows(setting) }
    }

    deinit {
        for statement in statements.values { sqlite3_finalize(statement) }
        sqlite3_close(handle)
    }

    /// What the store sets, as far as it costs anything.
    static let settings = [
        "PRAGMA journal_mode = DELETE", "PRAGMA synchronous = EXTRA", "PRAGMA foreign_keys = ON",
        "PRAGMA secure_delete = ON", "PRAGMA temp_store = MEMORY", "PRAGMA recursive_triggers = ON",
        "PRAGMA cell_size_check = ON", "PRAGMA trusted_schema = OFF",
    ]

    /// All rows of a query.
    func rows(_ sql: String, _ values: [Value] = []) throws -> [[Value]] {
        let statement = try bound(sql, values)
        var rows: [[Value]] = []
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW:
                rows.append((0..<sqlite3_column_count(statement)).map { Self.value(of: statement, at: $0) })
            case SQLITE_DONE:
                sqlite3_reset(statement)
                return rows
            default: throw Misfit("\(sql): \(String(cString: sqlite3_errmsg(handle)))")
            }
        }
    }

    /// One transaction with these changes.
    func commit(_ changes: [Change]) throws {
        _ = try rows("BEGIN IMMEDIATE")
        for change in changes { _ = try rows(change.sql, change.values) }
        _ = try rows("COMMIT")
    }

    private func bound(_ sql: String, _ values: [Value]) throws -> OpaquePointer {
        let statement = try statements[sql] ?? prepared(sql)
        statements[sql] = statement
        for (index, value) in values.enumerated() {
            let place = Int32(index + 1)
            let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
            switch value {
            case .null: sqlite3_bind_null(statement, place)
            case .integer(let number): sqlite3_bind_int64(statement, place, number)
            case .text(let text): sqlite3_bind_text(statement, place, text, -1, transient)
            case .blob(let data):
                _ = data.withUnsafeBytes { bytes in
                    // Without bytes there would be no pointer, and then it would be NULL.
                    bytes.isEmpty
                        ? sqlite3_bind_zeroblob(statement, place, 0)
                        : sqlite3_bind_blob(
                            statement, place, bytes.baseAddress, Int32(bytes.count), transient)
                }
            }
        }
        return statement
    }

    private func prepared(_ sql: String) throws -> OpaquePointer {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK, let statement else {
            throw Misfit("\(sql): \(String(cString: sqlite3_errmsg(handle)))")
        }
        return statement
    }

    private static func value(of statement: OpaquePointer, at column: Int32) -> Value {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: .integer(sqlite3_column_int64(statement, column))
        case SQLITE_TEXT: .text(sqlite3_column_text(statement, column).map { String(cString: $0) } ?? "")
        case SQLITE_BLOB:
            .blob(
                sqlite3_column_blob(statement, column).map {
                    Data(bytes: $0, count: Int(sqlite3_column_bytes(statement, column)))
                } ?? Data())
        default: .null
        }
    }
}

extension RawDatabase {
    /// The tables in which a step leaves something, each after those that it refers to, with what says whose a row is.
    private static let projections = ["case_record", "work_item", "performer"]

    /// Where the log ends.
    func lastPosition() throws -> Int64 {
        guard case .integer(let last)? = try rows("SELECT coalesce(max(position), 0) FROM event").first?.first
        else {
            return 0
        }
        return last
    }

    /// Every row of what is looked up, by table.
    func lookedUp() throws -> [String: Set<[Value]>] {
        var found: [String: Set<[Value]>] = [:]
        for table in Self.projections { found[table] = Set(try rows("SELECT * FROM \(table)")) }
        return found
    }

    /// What a transaction changed: what it appended to the log behind a position, and the rows that differ from before.
    func changes(behind position: Int64, _ before: [String: Set<[Value]>]) throws -> [Change] {
        var changes: [Change] = []
        for table in ["event", "content"] {
            for row in try rows(
                "SELECT * FROM \(table) WHERE position > ? ORDER BY position", [.integer(position)])
            {
                changes.append(insertion(row, into: table))
            }
        }
        let after = try lookedUp()
        for table in Self.projections.reversed() {
            for row in (before[table] ?? []).subtracting(after[table] ?? []) {
                changes.append(try deletion(row, from: table))
            }
        }
        for table in Self.projections {
            for row in (after[table] ?? []).subtracting(before[table] ?? []) {
                changes.append(insertion(row, into: table))
            }
        }
        return changes
    }

    private func insertion(_ row: [Value], into table: String) -> Change {
        let places = row.map { _ in "?" }.joined(separator: ", ")
        return Change(sql: "INSERT INTO \(table) VALUES (\(places))", values: row)
    }

    private func deletion(_ row: [Value], from table: String) throws -> Change {
        let key = try rows("PRAGMA table_info(\(table))").enumerated().compactMap {
            index, column -> (String, Value)? in
            guard case .text(let name) = column[1], case .integer(let place) = column[5], place > 0 else {
                return nil
            }
            return (name, row[index])
        }
        return Change(
            sql: "DELETE FROM \(table) WHERE " + key.map { "\($0.0) = ?" }.joined(separator: " AND "),
            values: key.map(\.1))
    }
}
