import CaseStore
import CaseStoreSQLite
import Foundation
import GRDB
import SchoolTime
import Testing

@testable import CardEngine

/// What somebody does to the file with a database tool is found, at the right place.
@Suite("SQLite: tampering")
struct TamperingTests {
    let folder = TemporaryFolder()
    private static let card = NamedText.adoptedCard("opp", version: 1)
    private static let school = NamedText.file(.school, name: "eik")

    private var raw: RawDatabase { RawDatabase(path: folder.storePath) }

    /// Six entries: t-1 has 1, 2, 3 and 6; t-2 has 4 and 5. Number 3 has content.
    private func filled() throws -> SQLiteCaseStore {
        let store = try SQLiteCaseStore.create(at: folder.storePath, isPractice: false)
        try store.add(Samples.opening, Samples.stepOpened(1), to: "t-1")
        try store.add(Samples.completed(1, filled: ["cijfer"]), to: "t-1", content: Samples.content)
        try store.add(Samples.opening, Samples.stepOpened(1), to: "t-2")
        try store.add(Samples.stepOpened(2), to: "t-1")
        return store
    }

    /// What the examination of that store finds, beside the text of a card that the samples never kept.
    private func faults() throws -> [Examination.Fault] {
        let found = try SQLiteCaseStore.examine(at: folder.storePath)
        return found.faults.filter { $0 != .textMissing(.cardOfCase("verzuim", version: 3)) }
    }

    private func damage(at position: Int) -> StoreFailure {
        .damaged(path: folder.storePath, position: position)
    }

    @Test(
        "a kept text that is not what it was, or is gone, is found",
        arguments: [
            ("UPDATE card_text SET body = CAST('kaart: anders' AS BLOB)", [.textChanged(card)]),
            ("UPDATE card_text SET version = 2", [.textChanged(card)]),
            ("UPDATE card_text SET card = CAST('oqp' AS BLOB)", [.textChanged(card)]),
            ("UPDATE file_text SET body = CAST('school: anders' AS BLOB)", [.textChanged(school)]),
            ("UPDATE file_text SET name = CAST('eij' AS BLOB)", [.textChanged(school)]),
            ("UPDATE file_text SET kind = 'schoolYear'", [.textChanged(school)]),
            ("DELETE FROM file_text", [.textMissing(school)]),
            ("DELETE FROM card_text", [.textMissing(card)]),
            (
                "UPDATE file_text SET hash = CAST(replace(CAST(hash AS TEXT), 'a', 'b') AS BLOB)",
                [.textChanged(nil), .textMissing(school)]
            ),
        ] as [(String, [Examination.Fault])])
    func texts(sql: String, expected: [Examination.Fault]) throws {
        let store = try filled()
        let file = FileText(kind: .school, name: "eik", text: "school: eik\n")
        let card = CardText(card: "opp", version: 1, text: "kaart: opp\n")
        try store.write { writing in
            try writing.keep(card)
            try writing.keep(file)
            try writing.keep(file)
        }
        try store.add(.fileUsed(file.used), to: "bestanden")
        try store.add(
            .cardAdopted(CardAdopted(card: "opp", version: 1, textHash: card.hash)), to: "kaart:opp")
        #expect(try store.read { try $0.fileText(hash: file.hash) } == file)
        #expect(try store.write { try $0.rebuild() }.differing.isEmpty)
        #expect(try faults() == [])
        try raw.tamper(sql)
        #expect(try faults() == expected)
        #expect(throws: StoreFailure.damaged(path: folder.storePath, position: nil)) {
            try store.write { try $0.rebuild() }
        }
    }

    @Test(
        "a changed log is found at the first position that is wrong",
        arguments: [
            (
                3,
                "UPDATE event SET body = CAST(replace(CAST(body AS TEXT), 'gereed', 'geredd') AS BLOB) WHERE position = 3"
            ),
            (1, "UPDATE event SET body = CAST(CAST(body AS TEXT) || ' ' AS BLOB) WHERE position = 1"),
            (5, "UPDATE event SET hash = zeroblob(32) WHERE position = 5"),
            (4, "UPDATE event SET case_id = CAST('t-3' AS BLOB) WHERE position = 4"),
            (6, "UPDATE event SET number = 7 WHERE position = 6"),
            (2, "DELETE FROM event WHERE position = 2"),
            (1, "DELETE FROM event WHERE position = 1"),
            (3, "UPDATE content SET body = CAST('{}' AS BLOB) WHERE position = 3"),
            (3, "UPDATE content SET salt = zeroblob(16) WHERE position = 3"),
            (2, "INSERT INTO content SELECT 2, salt, body FROM content WHERE position = 3"),
            (2, "UPDATE event SET position = position + 1000 WHERE position = 2"),
            (7, "INSERT INTO event SELECT 7, case_id, 5, body, hash FROM event WHERE position = 6"),
            (7, "INSERT INTO event SELECT 8, case_id, 5, body, hash FROM event WHERE position = 6"),
            (
                4,
                """
                UPDATE event SET position = 99 WHERE position = 4; UPDATE event SET position = 4 WHERE position = 5;
                UPDATE event SET position = 5 WHERE position = 99
                """
            ),
        ])
    func found(position: Int, statement: String) throws {
        let store = try filled()
        let before = try store.read { try $0.cases() }
        #expect(try faults() == [])
        try raw.tamper(statement)
        let bytes = raw.bytes
        let found = try SQLiteCaseStore.examine(at: folder.storePath)
        #expect(found.faults.contains(.log))
        #expect(found.head.position == position - 1)
        #expect(found.written == (position == 1 ? nil : Samples.stamp))
        #expect(raw.bytes == bytes)
        #expect(throws: damage(at: position)) { try store.write { try $0.rebuild() } }
        // Nothing was touched.
        #expect(try store.read { try $0.cases() } == before)
        // The schema is as it was, so the store opens; the finding stays.
        let again = try SQLiteCaseStore.open(at: folder.storePath)
        #expect(throws: damage(at: position)) { try again.write { try $0.rebuild() } }
    }

    @Test("a changed event is never shown as if it were right")
    func reading() throws {
        let store = try filled()
        try raw.tamper(
            "UPDATE event SET body = CAST(replace(CAST(body AS TEXT), 'bespreken', 'besprekem') AS BLOB) WHERE position = 5"
        )
        #expect(throws: damage(at: 5)) { try store.read { try $0.events(of: "t-2") } }
        #expect(throws: damage(at: 5)) { try store.read { try $0.entries() } }
        #expect(try store.read { try $0.events(of: "t-1") }.count == 4)
    }

    @Test(
        "the log refuses to be changed",
        arguments: [
            "UPDATE event SET number = 9 WHERE position = 1", "DELETE FROM event WHERE position = 6",
            "DELETE FROM event",
            "INSERT INTO event SELECT 8, case_id, 5, body, hash FROM event WHERE position = 6",
            "INSERT INTO event SELECT 7, case_id, 6, body, hash FROM event WHERE position = 6",
            "INSERT INTO event SELECT 7, case_id, 4, body, hash FROM event WHERE position = 6",
            "INSERT OR REPLACE INTO event SELECT 6, case_id, 4, body, hash FROM event WHERE position = 5",
            "INSERT INTO event VALUES (7, 't-1', 5, 'text', zeroblob(32))",
        ])
    func fences(statement: String) throws {
        let store = try filled()
        let before = try Snapshot(of: store)
        #expect(throws: DatabaseError.self) { try raw.execute(statement) }
        #expect(try Snapshot(of: store) == before)
    }

    @Test("case and number are unique in the database itself")
    func uniqueFence() throws {
        _ = try filled()
        let error = #expect(throws: DatabaseError.self) {
            try raw.execute(
                "INSERT INTO event SELECT 7, case_id, number, body, hash FROM event WHERE position = 6")
        }
        #expect(error?.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE)
    }

    @Test(
        "a content that is gone is nil and told as lost, and the chain holds",
        arguments: [
            "DELETE FROM content WHERE position = 3",
            "UPDATE content SET salt = NULL, body = NULL WHERE position = 3",
        ])
    func lost(statement: String) throws {
        let store = try filled()
        try raw.execute(statement)
        #expect(try faults() == [.contentLost(since: Samples.stamp.time.day)])
        let events = try store.read { try $0.events(of: "t-1") }
        #expect(events.count == 4)
        #expect(events[2].content == nil)
        #expect(events[2].fact == Samples.completed(1, filled: ["cijfer"]))
        let report = try store.write { try $0.rebuild() }
        #expect(report.differing.isEmpty && report.hasLostContent)
    }

    @Test("what was destroyed is not in the file any more")
    func secureDeletion() throws {
        let secret = "Zeldzaam-Geheim-Woord"
        let store = try SQLiteCaseStore.create(at: folder.storePath, isPractice: false)
        try store.add(Samples.opening, to: "t-1")
        let content = Content(reason: String(repeating: secret, count: 500))
        try store.add(
            .caseInterrupted(CaseInterrupted(outcome: "x", role: "y", cause: nil)), to: "t-1",
            content: content)
        #expect(raw.contains(secret))
        try SQLiteConnection(store).execute("DELETE FROM content")
        #expect(!raw.contains(secret))
    }

    @Test(
        "a rebuild names the cases whose projections were wrong, and mends them",
        arguments: [
            ("t-1", "UPDATE case_record SET version = 4 WHERE case_id = CAST('t-1' AS BLOB)"),
            ("t-2", "UPDATE case_record SET group_id = NULL WHERE case_id = CAST('t-2' AS BLOB)"),
            ("t-1", "UPDATE work_item SET deadline = NULL WHERE case_id = CAST('t-1' AS BLOB)"),
            (
                "t-2",
                "UPDATE performer SET role = CAST('directeur' AS BLOB) WHERE case_id = CAST('t-2' AS BLOB) AND place = 1"
            ),
            ("t-2", "UPDATE performer SET group_id = CAST('x' AS BLOB) WHERE case_id = CAST('t-2' AS BLOB)"),
            ("t-1", "UPDATE work_item SET opened_on = '2031-01-01' WHERE case_id = CAST('t-1' AS BLOB)"),
            ("t-2", "DELETE FROM performer WHERE case_id = CAST('t-2' AS BLOB)"),
            (
                "t-9",
                "INSERT INTO performer VALUES (CAST('t-9' AS BLOB), 1, 1, CAST('directeur' AS BLOB), NULL)"
            ),
            (
                "t-9",
                """
                INSERT INTO case_record SELECT CAST('t-9' AS BLOB), card, version, text_hash, subject_kind, subject_id,
                    group_id, started_on, started_by, end_id, ended_on FROM case_record LIMIT 1
                """
            ),
        ])
    func projections(id: String, statement: String) throws {
        let store = try filled()
        let before = try Snapshot(of: store)
        try raw.tamper(statement)
        #expect(try faults().contains(.lists))
        let report = try store.write { try $0.rebuild() }
        #expect(report == RebuildReport(eventCount: 6, caseCount: 2, differing: [CaseID(id)]))
        #expect(try Snapshot(of: store) == before)
        #expect(try store.write { try $0.rebuild() }.differing.isEmpty)
        #expect(try raw.rows("PRAGMA foreign_key_check").isEmpty)
    }

    @Test("a rebuild that stops leaves the lists as they were, also for who goes on in the same transaction")
    func stopped() throws {
        let store = try filled()
        let file = FileText(kind: .school, name: "eik", text: "school: eik\n")
        try store.write { try $0.keep(file) }
        try store.add(.fileUsed(file.used), to: "bestanden")
        try raw.tamper("DELETE FROM file_text", "UPDATE case_record SET version = 4", "DELETE FROM performer")
        let before = try Snapshot(of: store)
        _ = try store.write { writing in
            #expect(throws: StoreFailure.damaged(path: folder.storePath, position: nil)) {
                try writing.rebuild()
            }
        }
        #expect(try Snapshot(of: store) == before)
    }

    @Test("all projections can be dropped and come back")
    func dropped() throws {
        let store = try filled()
        let before = try Snapshot(of: store)
        try raw.tamper(
            "DELETE FROM performer", "DELETE FROM work_item", "DELETE FROM case_record")
        #expect(try store.write { try $0.rebuild() }.differing == ["t-1", "t-2"])
        #expect(try Snapshot(of: store) == before)
    }

    @Test(
        "a file with other tables or triggers than ours is refused",
        arguments: [
            "DROP TRIGGER event_stays",
            "CREATE TRIGGER leak AFTER INSERT ON event BEGIN DELETE FROM content; END",
            "CREATE TABLE copy (body BLOB)", "CREATE VIEW peek AS SELECT * FROM content",
            // A bit in the list that SQLite keeps of them.
            "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET tbl_name = 'perFormer' WHERE name = 'performer'",
            "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET tbl_name = 'e~ent' WHERE name = 'sqlite_autoindex_event_1'",
        ])
    func schema(statement: String) throws {
        _ = try filled()
        try raw.execute(statement)
        #expect(try faults() == [.tables])
        #expect(throws: StoreFailure.damaged(path: folder.storePath, position: nil)) {
            try SQLiteCaseStore.open(at: folder.storePath)
        }
    }

    @Test("when the tables of the log are ours and others are not, the log is still looked at")
    func strangeTables() throws {
        _ = try filled()
        try raw.tamper("UPDATE event SET hash = zeroblob(32) WHERE position = 5")
        try raw.execute("DROP TRIGGER event_stays")
        let found = try SQLiteCaseStore.examine(at: folder.storePath)
        #expect(found.faults == [.tables, .log])
        #expect(found.head.position == 4)
    }

    @Test("a table that is not ours is not read: it may never end")
    func endless() throws {
        _ = try filled()
        try raw.execute(
            """
            DROP TABLE content; CREATE VIEW content AS
            WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n AS position, n AS salt, n AS body FROM c
            """)
        let found = try SQLiteCaseStore.examine(at: folder.storePath)
        #expect(found.faults == [.tables, .log])
        #expect(found.head == .origin)
    }

    @Test("an index that does not know of an event is found")
    func index() throws {
        _ = try filled()
        // A page of the index as it was before the last events: taken out of an older copy of the file.
        let page = try raw.rows("SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_event_1'")
        let root: Int = try #require(page.first)["rootpage"]
        let size = 4096
        var bytes = raw.bytes
        let start = (root - 1) * size
        // The number of cells of the page: the last one is there no more.
        bytes[start + 4] -= 1
        try bytes.write(to: URL(filePath: folder.storePath))
        #expect(try faults() == [.file])
        // Lists made by it would lose what it does not know of.
        #expect(throws: StoreFailure.self) {
            try SQLiteCaseStore.open(at: folder.storePath).write { try $0.rebuild() }
        }
    }

    @Test("a log that was cut off is found by its head, and by nothing else")
    func cutOff() throws {
        let store = try filled()
        let mark = try #require(HeadMark(HeadMark(head(of: store)).description))
        let earlier = HeadMark(try store.read { try $0.entries()[3].hash })
        #expect(try SQLiteCaseStore.examine(at: folder.storePath, seeking: mark).holdsMark == true)
        #expect(try SQLiteCaseStore.examine(at: folder.storePath).holdsMark == nil)
        try raw.tamper(
            "DELETE FROM event WHERE position = 6",
            "DELETE FROM performer WHERE case_id = CAST('t-1' AS BLOB) AND visit = 2",
            "DELETE FROM work_item WHERE case_id = CAST('t-1' AS BLOB) AND visit = 2")
        #expect(try faults() == [])
        #expect(try SQLiteCaseStore.examine(at: folder.storePath, seeking: mark).holdsMark == false)
        #expect(try SQLiteCaseStore.examine(at: folder.storePath, seeking: earlier).holdsMark == true)
        let origin = HeadMark(.origin)
        #expect(try SQLiteCaseStore.examine(at: folder.storePath, seeking: origin).holdsMark == true)
    }

    private func head(of store: SQLiteCaseStore) throws -> Digest {
        try #require(try store.read { try $0.entries() }.last).hash
    }

    @Test("a head that was written down is read back, and nothing else is a head")
    func marks() throws {
        let hash = Digest.of("kop")
        let mark = HeadMark(hash)
        #expect(HeadMark(mark.description) == mark)
        #expect(HeadMark(mark.description.uppercased().replacing("-", with: " ")) == mark)
        #expect(hash.hexadecimal.hasPrefix(mark.description.replacing("-", with: "")))
        #expect(HeadMark(Digest.of("kap")) != mark)
        for text in [
            "", "3fa2", hash.hexadecimal, mark.description + "0", "g" + mark.description.dropFirst(),
        ] {
            #expect(HeadMark(text) == nil)
        }
    }

    @Test("a file of an earlier form is looked at without giving it the new form")
    func earlierForm() throws {
        let golden = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/store-1.db")
        _ = try filled()
        try Data(contentsOf: golden).write(to: URL(filePath: folder.storePath))
        let before = raw.bytes
        let found = try SQLiteCaseStore.examine(at: folder.storePath)
        #expect(found.isOfEarlierForm && found.faults == [])
        #expect(raw.bytes == before)
    }
}
