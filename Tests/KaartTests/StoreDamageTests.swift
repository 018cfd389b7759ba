import Foundation
import GRDB
import Testing

/// What goes wrong with the file of the data, or with what lies beside it: `kaart nazien` tells it and what to do, and nothing is
/// recorded on top of it.
@Suite("The data damaged")
struct StoreDamageTests {
    private let practice: Practice

    init() throws { practice = try Practice() }

    private var store: URL { URL(filePath: practice.storePath) }

    private func execute(_ sql: String) throws {
        try DatabaseQueue(path: practice.storePath).writeWithoutTransaction { try $0.execute(sql: sql) }
    }

    /// Expects that `kaart nazien` finds something, says it so and gives its advice.
    private func expectFound(
        _ finding: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let found = try practice.kaart("nazien")
        #expect(found.status == 1, sourceLocation: sourceLocation)
        #expect(
            found.output.contains("niet heel.\n- ") && found.output.contains(finding)
                && found.output.contains("\nWat u doet:\n1. "), "\(found)", sourceLocation: sourceLocation)
    }

    /// Expects that nobody records anything, and that the program says why.
    private func expectRefused(
        _ reason: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let before = try Data(contentsOf: store)
        let outcome = try practice.kaart(as: "bas", "start", "meldcode", "0412", "--groep", "groep-geel")
        #expect(
            outcome.status == 1 && outcome.remarks.contains(reason), "\(outcome)",
            sourceLocation: sourceLocation)
        #expect(try Data(contentsOf: store) == before, sourceLocation: sourceLocation)
    }

    @Test(
        "what bears a name of SQLite's own is not therefore its own",
        arguments: [
            (
                "trigger", "sqlite_stat5",
                "CREATE TRIGGER sqlite_stat5 AFTER INSERT ON event BEGIN UPDATE content SET salt = NULL, body = NULL; END"
            ),
            (
                "trigger", "sqlite_sequence",
                "CREATE TRIGGER sqlite_sequence AFTER INSERT ON event BEGIN DELETE FROM content; END"
            ),
            (
                "view", "sqlite_stat1",
                "CREATE VIEW sqlite_stat1 AS SELECT body AS tbl, salt AS idx, body AS stat FROM content"
            ),
        ])
    func borrowedName(kind: String, name: String, sql: String) throws {
        let table = kind == "trigger" ? "event" : name
        try execute(
            "PRAGMA writable_schema = ON; INSERT INTO sqlite_schema VALUES ('\(kind)', '\(name)', '\(table)', 0, '\(sql)')"
        )
        try expectFound("De opbouw van het bestand")
        try expectRefused("beschadigd")
    }

    @Test(
        "what was filled in and is there no more is a loss, told with the day it begins",
        arguments: ["DELETE FROM content", "UPDATE content SET salt = NULL, body = NULL"])
    func lostContent(sql: String) throws {
        let id = try practice.startCase()
        let stopped = try practice.kaart(as: "femke", "stop", id, "--reden", "Vergissing")
        #expect(stopped.status == 0, "\(stopped)")
        #expect(try practice.kaart("nazien").status == 0)
        try execute(sql)
        try expectFound("verloren wat er is ingevuld of als reden is gegeven")
        try expectFound("maandag 2 november 2026")
        let rebuilt = try practice.kaart("herbouw")
        #expect(rebuilt.status == 1 && rebuilt.everything.contains("kaart nazien"), "\(rebuilt)")
    }
}
