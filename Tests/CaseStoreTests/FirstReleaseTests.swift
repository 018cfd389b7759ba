import CaseStore
import CaseStoreSQLite
import Dispatch
import Foundation
import GRDB
import SchoolTime
import Synchronization
import Testing

@testable import CardEngine

/// `Golden/store-1.db` was made by the program of the first release and is never made anew: the events of every kind
/// as `t-1`, and the cases `zeven`, `acht` (with a step of which nobody is asked) and `klaar`.
@Suite("The store of the first release")
struct FirstReleaseTests {
    let folder = TemporaryFolder()

    private func copy() throws -> RawDatabase {
        let golden = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "Golden/store-1.db")
        let path = folder.path + "/kaarten.db"
        try FileManager.default.copyItem(atPath: golden.path, toPath: path)
        chmod(path, 0o600)
        return RawDatabase(path: path)
    }

    /// All that is true in the file, as bytes.
    private func truth(in raw: RawDatabase) throws -> [String] {
        try [
            "SELECT position, hex(case_id), number, hex(body), hex(hash) FROM event ORDER BY position",
            "SELECT position, hex(salt), hex(body) FROM content ORDER BY position",
            "SELECT position, hex(hash), hex(card), version, hex(body) FROM card_text ORDER BY position",
        ].flatMap { try raw.rows($0).map(\.description) }
    }

    @Test("migrates: the log stays as it is, byte for byte, and what is looked up is made from it")
    func migrates() throws {
        let raw = try copy()
        let before = try truth(in: raw)
        let store = try SQLiteCaseStore.open(at: raw.path)

        #expect(try truth(in: raw) == before)
        #expect(try raw.rows("PRAGMA foreign_key_check").isEmpty)
        #expect(store.isPractice)
        try store.read { reading in
            #expect(try reading.events(of: "t-1") == Samples.everyKind)
            #expect(try reading.entries().count == 21)
            #expect(try reading.cardTexts(card: "verzuim", version: 3).map(\.text) == ["kaart: verzuim\n"])
            let items = try reading.workItems(for: [Holding(role: "leerkracht", group: nil)], person: "bas")
            #expect(items.map(\.caseID) == ["zeven", "acht"])
            #expect(items.map(\.subject.group) == ["groep-7", "groep-8"])
            let records = try reading.cases()
            #expect(records.map(\.caseID) == ["acht", "klaar", "t-1", "zeven"])
            #expect(records.map(\.endedOn) == [nil, Samples.day + 3, Samples.day, nil])
        }
        #expect(
            try store.write { try $0.rebuild() }
                == RebuildReport(eventCount: 21, caseCount: 4, differing: []))
    }

    @Test("goes on: with the cases it had, with new ones, and with what is new")
    func goesOn() throws {
        let raw = try copy()
        let store = try SQLiteCaseStore.open(at: raw.path)
        try store.add(Samples.completed(1), Samples.stepOpened(2, performers: ["directeur"]), to: "zeven")
        try store.write { try $0.append(Samples.laterKinds, to: "nieuw", after: CaseState()) }
        try store.add(.authoritiesSet(AuthoritiesSet(count: 2)), to: "leerling:1042")

        let again = try SQLiteCaseStore.open(at: raw.path)
        #expect(try again.read { try $0.events(of: "nieuw") } == Samples.laterKinds)
        let items = try again.read {
            try $0.workItems(for: [Holding(role: "directeur", group: "groep-7")], person: "bas")
        }
        #expect(items.contains { $0.caseID == "zeven" && $0.visit == 2 })
        let report = try again.write { try $0.rebuild() }
        #expect(report.caseCount == 5)
        #expect(report.differing.isEmpty)
    }

    @Test("of several that open it at the same time, each gets the new form")
    func race() throws {
        let raw = try copy()
        let failures = Mutex<[any Error]>([])
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            do {
                let store = try SQLiteCaseStore.open(at: raw.path)
                _ = try store.read { try $0.cases() }
            } catch {
                failures.withLock { $0.append(error) }
            }
        }
        #expect(failures.withLock { $0.map { "\($0)" } } == [])
        let store = try SQLiteCaseStore.open(at: raw.path)
        #expect(try store.write { try $0.rebuild() }.differing.isEmpty)
    }

    @Test("a log that is not right does not get the new form: the file stays as it was")
    func damaged() throws {
        let raw = try copy()
        try raw.tamper("UPDATE event SET hash = zeroblob(32) WHERE position = 5")
        let before = raw.bytes
        #expect(throws: StoreFailure.damaged(path: raw.path, position: 5)) {
            try SQLiteCaseStore.open(at: raw.path)
        }
        #expect(raw.bytes == before)
    }

    @Test(
        "a trigger that is not ours does not run along with a migration",
        arguments: ["case_record", "due_date", "work_item"])
    func foreignTrigger(table: String) throws {
        let raw = try copy()
        try raw.execute("CREATE TRIGGER leak AFTER DELETE ON \(table) BEGIN DELETE FROM content; END")
        let before = raw.bytes
        #expect(throws: StoreFailure.damaged(path: raw.path, position: nil)) {
            try SQLiteCaseStore.open(at: raw.path)
        }
        #expect(raw.bytes == before)
    }

    @Test("a format that no release wrote is not ours", arguments: [0, -1])
    func noFormat(version: Int) throws {
        let raw = try copy()
        try raw.execute("PRAGMA user_version = \(version)")
        #expect(throws: StoreFailure.notAStore(path: raw.path)) { try SQLiteCaseStore.open(at: raw.path) }
    }

    @Test("without the right to write it does not get the new form, and says so")
    func readOnly() throws {
        let raw = try copy()
        let before = raw.bytes
        chmod(raw.path, 0o400)
        defer { chmod(raw.path, 0o600) }
        #expect(throws: StoreFailure.readOnly(path: raw.path)) { try SQLiteCaseStore.open(at: raw.path) }
        #expect(raw.bytes == before)
    }
}
