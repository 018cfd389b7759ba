import Foundation
import GRDB

/// A second, plain connection to a store's file: somebody with a database tool.
struct RawDatabase {
    let path: String

    func execute(_ sql: String, _ arguments: StatementArguments = []) throws {
        try DatabaseQueue(path: path).writeWithoutTransaction { database in
            try database.execute(sql: sql, arguments: arguments)
        }
    }

    func rows(_ sql: String) throws -> [Row] {
        try DatabaseQueue(path: path).read { try Row.fetchAll($0, sql: sql) }
    }

    /// Changes the log behind the back of its triggers, and puts those back: nothing shows but the change.
    func tamper(_ statements: String...) throws {
        let triggers = try rows("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        try DatabaseQueue(path: path).writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA foreign_keys = OFF")
            for trigger in triggers {
                let name: String = trigger["name"]
                try database.execute(sql: "DROP TRIGGER \(name)")
            }
            for statement in statements { try database.execute(sql: statement) }
            for trigger in triggers {
                let sql: String = trigger["sql"]
                try database.execute(sql: sql)
            }
        }
    }

    var bytes: Data { FileManager.default.contents(atPath: path) ?? Data() }

    /// Whether these bytes stand anywhere in the file.
    func contains(_ text: String) -> Bool { bytes.range(of: Data(text.utf8)) != nil }
}
