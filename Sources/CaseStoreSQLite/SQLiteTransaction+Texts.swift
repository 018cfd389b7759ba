import CardEngine
import CaseStore
import Foundation
import GRDB

/// The texts that are kept by their hash: of cards, and of school and school year files.
extension SQLiteTransaction {
    func keep(_ text: CardText) throws {
        try StoreFailure.naming(path, in: database) {
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
        try StoreFailure.naming(path, in: database) {
            let row = try Row.fetchOne(
                database, sql: "SELECT hash, card, version, body FROM card_text WHERE hash = ?",
                arguments: [DatabaseValue.exact(hash)])
            return try row.map(cardText)
        }
    }

    func cardTexts(card: CardID, version: Int) throws -> [CardText] {
        try StoreFailure.naming(path, in: database) {
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
        try StoreFailure.naming(path, in: database) {
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
        try StoreFailure.naming(path, in: database) {
            let row = try Row.fetchOne(
                database, sql: "SELECT hash, kind, name, body FROM file_text WHERE hash = ?",
                arguments: [DatabaseValue.exact(hash)])
            return try row.map(fileText)
        }
    }

    /// Reads every text that is kept. Finds those that do not fit their hash, that are kept as another than the log names,
    /// and those that the log names and that are not there.
    func textFaults(in named: [String: Set<NamedText>]) throws -> [Examination.Fault] {
        var faults: [Examination.Fault] = []
        var kept: Set<String> = []
        func look(at row: Row, _ names: () throws -> Set<NamedText>) {
            let hash = (try? row.text("hash")) ?? ""
            kept.insert(hash)
            let expected = named[hash] ?? []
            let found = try? names()
            if found.map({ !expected.isEmpty && expected.isDisjoint(with: $0) }) ?? true {
                faults.append(.textChanged(expected.min()))
            }
        }
        let cards = try Row.fetchCursor(database, sql: "SELECT hash, card, version, body FROM card_text")
        while let row = try cards.next() {
            look(at: row) {
                let text = try cardText(in: row)
                return [
                    .adoptedCard(text.card, version: text.version),
                    .cardOfCase(text.card, version: text.version),
                ]
            }
        }
        let files = try Row.fetchCursor(database, sql: "SELECT hash, kind, name, body FROM file_text")
        while let row = try files.next() {
            look(at: row) {
                let text = try fileText(in: row)
                return [.file(text.kind, name: text.name)]
            }
        }
        let missing = named.filter { !kept.contains($0.key) }.values.compactMap { $0.min() }
        return faults + missing.sorted().map { .textMissing($0) }
    }

    private func cardText(in row: Row) throws -> CardText {
        let text = CardText(
            card: try row.id("card"), version: try row.whole("version"), text: try row.text("body"))
        guard text.hash == (try row.text("hash")) else { throw UnreadableRow() }
        return text
    }

    private func fileText(in row: Row) throws -> FileText {
        let kind = String.fromDatabaseValue(row["kind"]).flatMap { FileUsed.Kind(rawValue: $0) }
        guard let kind else { throw UnreadableRow() }
        let text = FileText(kind: kind, name: try row.text("name"), text: try row.text("body"))
        guard text.hash == (try row.text("hash")) else { throw UnreadableRow() }
        return text
    }
}
