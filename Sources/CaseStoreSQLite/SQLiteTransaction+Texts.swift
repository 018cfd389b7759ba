import CardEngine
import CaseStore
import Foundation
import GRDB

/// The texts that are kept by their hash: of cards, and of school and school year files.
extension SQLiteTransaction {
    func keep(_ text: CardText) throws {
        try StoreFailure.naming(path) {
            try database.execute(
                sql: """
                    INSERT INTO card_text (hash, card, version, body) VALUES (?, ?, ?, ?)
                    ON CONFLICT (hash) DO NOTHING
                    """,
                arguments: [
                    DatabaseValue.exact(text.hash), DatabaseValue.exact(text.card), text.version,
                    DatabaseValue.exact(text.text),
                ])
        }
    }

    func cardText(hash: String) throws -> CardText? {
        try StoreFailure.naming(path) {
            let row = try Row.fetchOne(
                database, sql: "SELECT hash, card, version, body FROM card_text WHERE hash = ?",
                arguments: [DatabaseValue.exact(hash)])
            return try row.map(cardText)
        }
    }

    func cardTexts(card: CardID, version: Int) throws -> [CardText] {
        try StoreFailure.naming(path) {
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT hash, card, version, body FROM card_text
                    WHERE card = ? AND version = ? ORDER BY position
                    """,
                arguments: [DatabaseValue.exact(card), version])
            return try rows.map(cardText)
        }
    }

    func keep(_ text: FileText) throws {
        try StoreFailure.naming(path) {
            try database.execute(
                sql: """
                    INSERT INTO file_text (hash, kind, name, body) VALUES (?, ?, ?, ?)
                    ON CONFLICT (hash) DO NOTHING
                    """,
                arguments: [
                    DatabaseValue.exact(text.hash), text.kind.rawValue, DatabaseValue.exact(text.name),
                    DatabaseValue.exact(text.text),
                ])
        }
    }

    func fileText(hash: String) throws -> FileText? {
        try StoreFailure.naming(path) {
            let row = try Row.fetchOne(
                database, sql: "SELECT hash, kind, name, body FROM file_text WHERE hash = ?",
                arguments: [DatabaseValue.exact(hash)])
            return try row.map(fileText)
        }
    }

    /// Reads every text that is kept, so that one that does not fit its hash any more is found, and looks for those that
    /// the log names.
    func checkTexts(ofFiles hashes: Set<String>, ofCards adopted: Set<String>) throws {
        let cards = try Row.fetchCursor(database, sql: "SELECT hash, card, version, body FROM card_text")
        var keptCards: Set<String> = []
        while let row = try cards.next() { keptCards.insert(try cardText(in: row).hash) }
        let files = try Row.fetchCursor(database, sql: "SELECT hash, kind, name, body FROM file_text")
        var kept: Set<String> = []
        while let row = try files.next() { kept.insert(try fileText(in: row).hash) }
        guard hashes.isSubset(of: kept), adopted.isSubset(of: keptCards) else {
            throw StoreFailure.damaged(path: path, position: nil)
        }
    }

    private func cardText(in row: Row) throws -> CardText {
        let text = CardText(
            card: try row.id("card"), version: try row.whole("version"), text: try row.text("body"))
        guard text.hash == (try row.text("hash")) else {
            throw StoreFailure.damaged(path: path, position: nil)
        }
        return text
    }

    private func fileText(in row: Row) throws -> FileText {
        let kind = String.fromDatabaseValue(row["kind"]).flatMap { FileUsed.Kind(rawValue: $0) }
        guard let kind else { throw StoreFailure.damaged(path: path, position: nil) }
        let text = FileText(kind: kind, name: try row.text("name"), text: try row.text("body"))
        guard text.hash == (try row.text("hash")) else {
            throw StoreFailure.damaged(path: path, position: nil)
        }
        return text
    }
}
