import Foundation
import GRDB

/// One change that somebody makes in the file of a store behind the back of the program, by chance.
struct Tampering {
    /// What is changed, and what must be found of it.
    struct Change {
        let what: String
        /// The last event that is right after it; nil when the log is as it was.
        let lastRight: Int?
    }

    /// The ways to change a store, each as likely.
    private static let ways: [@Sendable (inout Tampering, Database) throws -> Change] = [
        { try $0.flipEvent(in: $1) }, { try $0.flipEvent(in: $1) }, { try $0.flipEvent(in: $1) },
        { try $0.flipContent(in: $1) }, { try $0.flipHead(in: $1) }, { try $0.flipText(in: $1) },
        { try $0.flipList(in: $1) }, { try $0.delete(in: $1) }, { try $0.swap(in: $1) },
        { try $0.duplicate(in: $1) }, { try $0.cutOut(in: $1) }, { try $0.cutOff(in: $1) },
    ]

    private var chance: Chance

    init(seed: UInt64) { chance = Chance(seed: seed) }

    /// Makes a change in the file at this path; the triggers that keep the log are put back.
    mutating func change(_ path: String) throws -> Change {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        return try DatabaseQueue(path: path, configuration: configuration).writeWithoutTransaction {
            database in
            try database.execute(
                sql:
                    "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY; PRAGMA ignore_check_constraints = ON"
            )
            let triggers = try Row.fetchAll(
                database, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
            // Not every bit can be turned in a table with keys: then another one.
            while true {
                var change: Change?
                do {
                    try database.inTransaction {
                        for trigger in triggers {
                            try database.execute(sql: "DROP TRIGGER \(trigger["name"] as String)")
                        }
                        change = try Self.ways[chance.next(below: Self.ways.count)](&self, database)
                        for trigger in triggers { try database.execute(sql: trigger["sql"]) }
                        return .commit
                    }
                } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {}
                if let change { return change }
            }
        }
    }

    // MARK: - A bit

    private mutating func flipEvent(in database: Database) throws -> Change {
        let position = try somePosition(in: database)
        let column = pick(["body", "body", "hash", "case_id", "number", "position"])
        let found = try flip("event", column, row: position - 1, in: database)
        return Change(
            what: "event \(position), \(column)",
            lastRight: column == "position" && found == 0 ? 0 : position - 1)
    }

    private mutating func flipContent(in database: Database) throws -> Change {
        let rows = try Int.fetchAll(database, sql: "SELECT position FROM content ORDER BY position")
        let row = chance.next(below: rows.count)
        let column = pick(["body", "body", "salt", "position"])
        let found = try flip("content", column, row: row, in: database)
        // What lost its content is told beside the log, which is as it was; what got it shows in the log.
        guard column == "position" else {
            return Change(what: "content \(rows[row]), \(column)", lastRight: rows[row] - 1)
        }
        let last = try Int.fetchOne(database, sql: "SELECT max(position) FROM event") ?? 0
        let isEvent = found.map { (1...last).contains($0) } ?? false
        return Change(
            what: "content \(rows[row]), \(column)", lastRight: isEvent ? found.map { $0 - 1 } : nil)
    }

    private mutating func flipHead(in database: Database) throws -> Change {
        let last = try Int.fetchOne(database, sql: "SELECT max(position) FROM event") ?? 0
        try flip("event", "hash", row: last - 1, in: database)
        return Change(what: "the head", lastRight: last - 1)
    }

    private mutating func flipText(in database: Database) throws -> Change {
        let (table, column) = pick([
            ("card_text", "body"), ("card_text", "hash"), ("card_text", "card"), ("card_text", "version"),
            ("file_text", "body"), ("file_text", "hash"), ("file_text", "name"), ("file_text", "kind"),
        ])
        let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)") ?? 0
        try flip(table, column, row: chance.next(below: count), in: database)
        return Change(what: "\(table).\(column)", lastRight: nil)
    }

    private mutating func flipList(in database: Database) throws -> Change {
        let table = pick(["case_record", "work_item", "performer"])
        let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)") ?? 0
        let row = chance.next(below: count)
        if chance.next(below: 4) == 0 {
            let found = try Row.fetchAll(database, sql: "SELECT * FROM \(table)")[row]
            let (condition, values) = Self.condition(of: found)
            try database.execute(sql: "DELETE FROM \(table) WHERE \(condition)", arguments: values)
            return Change(what: "a row of \(table)", lastRight: nil)
        }
        let columns = try database.columns(in: table).map(\.name)
        let column = pick(columns)
        try flip(table, column, row: row, in: database)
        return Change(what: "\(table).\(column)", lastRight: nil)
    }

    /// Turns one bit of a value.
    ///
    /// - Returns: the new value, when it is a whole number.
    @discardableResult
    private mutating func flip(_ table: String, _ column: String, row: Int, in database: Database) throws
        -> Int?
    {
        let order =
            try database.columns(in: table).contains { $0.name == "position" } ? " ORDER BY position" : ""
        let found = try Row.fetchAll(database, sql: "SELECT * FROM \(table)" + order)[row]
        let (condition, values) = Self.condition(of: found)
        let value: DatabaseValue = found[column]
        var cast = "?"
        var turned = DatabaseValue.null
        switch value.storage {
        case .int64(let number): turned = (number ^ (1 << Int64(chance.next(below: 63)))).databaseValue
        case .blob(let data): turned = flipped(data).databaseValue
        case .string(let text):
            turned = flipped(Data(text.utf8)).databaseValue
            cast = "CAST(? AS TEXT)"
        case .null, .double:
            // Nothing there to turn: then another.
            throw DatabaseError(resultCode: .SQLITE_CONSTRAINT)
        }
        try database.execute(
            sql: "UPDATE \(table) SET \(column) = \(cast) WHERE \(condition)",
            arguments: StatementArguments([turned]) + values)
        return Int.fromDatabaseValue(turned)
    }

    private mutating func flipped(_ data: Data) -> Data {
        var data = data
        if !data.isEmpty { data[chance.next(below: data.count)] ^= 1 << UInt8(chance.next(below: 8)) }
        return data
    }

    private static func condition(of row: Row) -> (sql: String, values: StatementArguments) {
        (
            row.columnNames.map { "\($0) IS ?" }.joined(separator: " AND "),
            StatementArguments(Array(row.databaseValues))
        )
    }

    // MARK: - Events

    private mutating func delete(in database: Database) throws -> Change {
        let position = try somePosition(in: database, butLast: 1)
        try remove(position...position, from: database)
        return Change(what: "event \(position) deleted", lastRight: position - 1)
    }

    private mutating func swap(in database: Database) throws -> Change {
        let first = try somePosition(in: database, butLast: 1)
        let last = try Int.fetchOne(database, sql: "SELECT max(position) FROM event") ?? 0
        let second = first + 1 + chance.next(below: last - first)
        let columns = pick([
            ["position"], ["body", "hash"], ["body", "hash", "case_id", "number"], ["body"],
        ])
        if columns == ["position"] {
            for (from, to) in [(first, -1), (second, first), (-1, second)] {
                try database.execute(
                    sql: "UPDATE event SET position = ? WHERE position = ?", arguments: [to, from])
            }
        } else {
            let rows = try [first, second].compactMap {
                try Row.fetchOne(database, sql: "SELECT * FROM event WHERE position = ?", arguments: [$0])
            }
            try database.execute(
                sql: "UPDATE event SET number = -position WHERE position IN (?, ?)",
                arguments: [first, second])
            for (position, row) in zip([first, second], rows.reversed()) {
                for column in columns {
                    try database.execute(
                        sql: "UPDATE event SET \(column) = ? WHERE position = ?",
                        arguments: [row[column] as DatabaseValue, position])
                }
            }
            if !columns.contains("number") {
                for (position, row) in zip([first, second], rows) {
                    try database.execute(
                        sql: "UPDATE event SET number = ? WHERE position = ?",
                        arguments: [row["number"] as DatabaseValue, position])
                }
            }
        }
        return Change(what: "events \(first) and \(second) swapped: \(columns)", lastRight: first - 1)
    }

    private mutating func duplicate(in database: Database) throws -> Change {
        let position = try somePosition(in: database)
        let last = try Int.fetchOne(database, sql: "SELECT max(position) FROM event") ?? 0
        try database.execute(
            sql: """
                INSERT INTO event SELECT ?, case_id, (SELECT max(number) + 1 FROM event AS e WHERE e.case_id = event.case_id), body, hash
                FROM event WHERE position = ?
                """, arguments: [last + 1, position])
        return Change(what: "event \(position) once more", lastRight: last)
    }

    private mutating func cutOut(in database: Database) throws -> Change {
        let first = try somePosition(in: database, butLast: 1)
        let last = try Int.fetchOne(database, sql: "SELECT max(position) FROM event") ?? 0
        let end = first + chance.next(below: last - first)
        try remove(first...end, from: database)
        let isClosed = chance.next(below: 2) == 0
        if isClosed {
            for table in ["event", "content"] {
                for position in (end + 1)...last {
                    try database.execute(
                        sql: "UPDATE \(table) SET position = ? WHERE position = ?",
                        arguments: [position - (end - first + 1), position])
                }
            }
        }
        return Change(what: "events \(first) to \(end) cut out, closed: \(isClosed)", lastRight: first - 1)
    }

    private mutating func cutOff(in database: Database) throws -> Change {
        let first = try somePosition(in: database)
        let last = try Int.fetchOne(database, sql: "SELECT max(position) FROM event") ?? 0
        try remove(first...last, from: database)
        return Change(what: "events from \(first) on cut off", lastRight: nil)
    }

    private func remove(_ range: ClosedRange<Int>, from database: Database) throws {
        for table in ["content", "event"] {
            try database.execute(
                sql: "DELETE FROM \(table) WHERE position BETWEEN ? AND ?",
                arguments: [range.lowerBound, range.upperBound])
        }
    }

    // MARK: - Chance

    private mutating func somePosition(in database: Database, butLast count: Int = 0) throws -> Int {
        1
            + chance.next(
                below: (try Int.fetchOne(database, sql: "SELECT max(position) FROM event") ?? 0) - count)
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value { values[chance.next(below: values.count)] }
}
