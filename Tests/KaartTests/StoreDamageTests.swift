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

    private func change(byte place: Int, _ change: (UInt8) -> UInt8) throws {
        var bytes = try Data(contentsOf: store)
        bytes[place] = change(bytes[place])
        try bytes.write(to: store)
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
        try expectFound("maandag 2 november 2026 is vastgelegd")
        try expectFound("Werk anders verder")
        let rebuilt = try practice.kaart("herbouw")
        #expect(rebuilt.status == 1 && rebuilt.everything.contains("kaart nazien"), "\(rebuilt)")
    }

    @Test("a file that calls itself one of a later SQLite is damaged", arguments: [2, 4, 64] as [UInt8])
    func writeVersion(bit: UInt8) throws {
        try change(byte: 18) { $0 ^ bit }
        try expectFound("Het bestand zelf is beschadigd")
        try expectRefused("beschadigd")
    }

    @Test("a file of two names is not worked with: each has its own journal")
    func secondName() throws {
        let other = practice.folder.url.appending(path: "tweede.sqlite").path
        try #require(link(practice.storePath, other) == 0)
        try expectRefused("harde koppeling")
        let told = try practice.kaart("nazien").remarks
        // The shell takes the advice as it stands.
        let command = try #require(
            told.split(separator: "`").first { $0.hasPrefix("cp -p ") }, "\(told)")
        let done = try RunningProcess("/bin/sh", ["-c", String(command)], in: practice.folder.url).finish()
        #expect(told.contains("harde koppeling") && done.status == 0)
        _ = try practice.startCase()
        #expect(FileManager.default.fileExists(atPath: other))
    }

    @Test("of the name that an `init` had for it when it was killed nothing stays")
    func draftName() throws {
        let draft = store.deletingLastPathComponent().appending(path: ".trajecten.sqlite.1234567890123456789")
        try #require(link(practice.storePath, draft.path) == 0)
        _ = try practice.startCase()
        #expect(!FileManager.default.fileExists(atPath: draft.path))
    }

    @Test(
        "what stands in the place of a journal and is no file is refused, and nobody waits for it",
        arguments: ["mkfifo", "mkdir", "ln -s trajecten.sqlite"], ["-journal", "-wal"])
    func strangeCompanion(making: String, ending: String) throws {
        let made = try RunningProcess(
            "/bin/sh", ["-c", "\(making) '\(practice.storePath)\(ending)'"], in: practice.folder.url
        ).finish()
        try #require(made.status == 0)
        for command in ["nazien", "taken", "herbouw"] {
            let outcome = try RunningProcess(
                "/usr/bin/env",
                ["timeout", "-s", "KILL", "5", BuiltProgram.path, command]
                    + (command == "taken" ? ["--als", "femke"] : []), in: practice.folder.url
            ).finish()
            #expect(
                outcome.status == 1 && outcome.remarks.contains("sqlite\(ending) is geen gewoon bestand"),
                "\(command): \(outcome)")
        }
    }

    @Test(
        "a head that can't be read may be damage: what to do is told",
        arguments: [(0, 1), (16, 64), (19, 4), (60, 128), (68, 1), (71, 2)] as [(Int, UInt8)])
    func head(place: Int, bit: UInt8) throws {
        try change(byte: place) { $0 ^ bit }
        try expectFound("het begin ervan is beschadigd")
        try expectRefused("kaart nazien")
    }

    @Test("so is an empty file")
    func empty() throws {
        try Data().write(to: store)
        try expectFound("Het is leeg")
        try expectFound("1. Is hier nog nooit iets vastgelegd, haal het lege bestand dan weg")
        try expectRefused("kaart nazien")
    }

    @Test("a number of a later form is that of a later release, or damage")
    func laterForm() throws {
        try change(byte: 63) { $0 ^ 8 }
        try expectFound("nieuwere uitgave")
        try expectRefused("kaart nazien")
    }

    @Test(
        "a file that is replaced or gone while a question is open records nothing, and that is said",
        arguments: [true, false])
    func replaced(isReplaced: Bool) throws {
        let id = try practice.startCase()
        let dialogue = try Dialogue(
            ["klaar", "\(id).1", "--als", "femke", "--vandaag", "2026-11-02"], in: practice.folder.url)
        try dialogue.answer("Uitkomst (1-2):", "2")
        try dialogue.wait(for: "Vastleggen met uitkomst 'nee'? [ja/nee]")
        let copy = try Data(contentsOf: store)
        try FileManager.default.removeItem(at: store)
        if isReplaced { try copy.write(to: store) }
        try dialogue.answer("Vastleggen met uitkomst 'nee'? [ja/nee]", "ja")
        let (status, screen) = dialogue.finish()
        #expect(status == 1 && screen.contains("is intussen vervangen of weggehaald"), "\(screen)")
        if isReplaced { #expect(try Data(contentsOf: store) == copy) }
    }

    @Test("the data are looked at where the files are gone, and that is said")
    func withoutFiles() throws {
        try FileManager.default.removeItem(at: practice.folder.url.appending(path: "Kwaliteitskaarten"))
        for arguments in [["nazien"], ["nazien", "--map", practice.folder.url.path]] {
            let outcome = try practice.kaart(arguments)
            #expect(
                outcome.status == 1 && outcome.output.hasPrefix("De gegevens zijn heel")
                    && outcome.output.contains("De map Kwaliteitskaarten ontbreekt"), "\(outcome)")
        }
        let folder = practice.folder.url.path
        for arguments in [["taken", "--als", "femke"], ["controleer"], ["herbouw", "--map", folder]] {
            let outcome = try practice.kaart(arguments)
            #expect(
                outcome.status == 1 && outcome.remarks.contains("De map Kwaliteitskaarten ontbreekt")
                    && outcome.remarks.contains("`kaart nazien --map \(folder)`"), "\(outcome)")
        }
        try execute("DROP TRIGGER event_stays")
        try expectFound("De opbouw van het bestand")
    }
}
