import CaseStore
import Foundation
import GRDB
import Testing

@testable import CardEngine
@testable import CaseStoreSQLite

@Suite("SQLite: the file")
struct StoreFileTests {
    let folder = TemporaryFolder()
    var path: String { folder.storePath }
    private static let pupil = Subject(kind: .pupil, id: "1023")

    private func mode(_ path: String) throws -> Int {
        try #require(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    @Test("every setting that the data hang on holds, after create and after open")
    func settings() throws {
        let expected: [(String, DatabaseValue)] = [
            ("PRAGMA journal_mode", "delete".databaseValue), ("PRAGMA synchronous", 3.databaseValue),
            ("PRAGMA foreign_keys", 1.databaseValue), ("PRAGMA trusted_schema", 0.databaseValue),
            ("PRAGMA cell_size_check", 1.databaseValue), ("PRAGMA secure_delete", 1.databaseValue),
            ("PRAGMA temp_store", 2.databaseValue), ("PRAGMA recursive_triggers", 1.databaseValue),
            ("PRAGMA busy_timeout", 10_000.databaseValue),
            ("PRAGMA application_id", 0x4B57_4B31.databaseValue),
            ("PRAGMA user_version", Migration.all.count.databaseValue),
        ]
        let created = try SQLiteCaseStore.create(at: path, isPractice: false)
        let opened = try SQLiteCaseStore.open(at: path)
        for store in [created, opened] {
            for (sql, value) in expected {
                #expect(try SQLiteConnection(store).value(sql) == value, "\(sql)")
            }
        }
    }

    @Test("a new store is as is known beforehand, and one with anything more is not")
    func usual() throws {
        let store = try SQLiteCaseStore.create(at: path, isPractice: false)
        try store.queue.writeWithoutTransaction { database in
            #expect(try StoreFormat.isUsual(database))
            try database.execute(sql: "CREATE INDEX more ON event (hash)")
            #expect(try !StoreFormat.isUsual(database))
            try database.execute(sql: "DROP INDEX more")
            #expect(try StoreFormat.isUsual(database))
            try database.execute(sql: "DROP TRIGGER event_stays")
            #expect(try !StoreFormat.isUsual(database))
        }
    }

    @Test("a setting that does not hold is refused")
    func unsafeSettings() throws {
        let store = try SQLiteCaseStore.create(at: path, isPractice: false)
        for setting in ConnectionSetting.ofConnection {
            try store.queue.writeWithoutTransaction { database in
                try setting.make(in: database)
                try setting.check(in: database, path: path)
                let other = setting.name == "synchronous" || setting.name == "temp_store" ? 1 : nil
                let contrary = other ?? (setting.expected == 1.databaseValue ? 0 : 1)
                try database.execute(sql: "PRAGMA \(setting.name) = \(contrary)")
                #expect(throws: StoreFailure.unsafeSettings(path: path, setting: setting.name)) {
                    try setting.check(in: database, path: path)
                }
            }
        }
    }

    @Test("a store that somebody put in WAL mode comes back to a rollback journal; read-only it is refused")
    func wal() throws {
        _ = try SQLiteCaseStore.create(at: path, isPractice: false)
        try RawDatabase(path: path).execute("PRAGMA journal_mode = WAL")
        chmod(path, 0o400)
        #expect(throws: StoreFailure.self) { try SQLiteCaseStore.open(at: path) }
        chmod(path, 0o600)
        let store = try SQLiteCaseStore.open(at: path)
        #expect(try SQLiteConnection(store).value("PRAGMA journal_mode") == "delete".databaseValue)
    }

    @Test("the file and its folders are for this account alone, and nothing else is left")
    func permissions() throws {
        let deep = folder.path + "/a/b/kaarten.db"
        let store = try SQLiteCaseStore.create(at: deep, isPractice: true)
        try store.add(Samples.opening, to: "t-1")
        #expect(try mode(deep) == 0o600)
        #expect(try mode(folder.path + "/a") == 0o700)
        #expect(try mode(folder.path + "/a/b") == 0o700)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/a/b") == ["kaarten.db"])
        // A copy that was put back with other permissions is closed again.
        chmod(deep, 0o644)
        _ = try SQLiteCaseStore.open(at: deep)
        #expect(try mode(deep) == 0o600)
    }

    @Test("practice is kept", arguments: [true, false])
    func practice(isPractice: Bool) throws {
        #expect(try SQLiteCaseStore.create(at: path, isPractice: isPractice).isPractice == isPractice)
        #expect(try SQLiteCaseStore.open(at: path).isPractice == isPractice)
    }

    @Test("no bit turns a store into one to practise in, or back", arguments: [true, false])
    func purposeByBit(isPractice: Bool) throws {
        _ = try SQLiteCaseStore.create(at: path, isPractice: isPractice)
        let raw = RawDatabase(path: path)
        let found = try raw.rows("SELECT rootpage FROM sqlite_schema WHERE name = 'purpose'")
        let page: Int = try #require(found.first)["rootpage"]
        let sound = raw.bytes
        // How the page begins, and where its only row stands.
        let places = Array(0..<16) + Array(4096 - 32..<4096)
        for place in places {
            for bit in 0..<8 {
                var bytes = sound
                bytes[(page - 1) * 4096 + place] ^= 1 << UInt8(bit)
                try bytes.write(to: URL(filePath: path))
                let opened = try? SQLiteCaseStore.open(at: path)
                #expect(opened?.isPractice ?? isPractice == isPractice, "byte \(place), bit \(bit)")
            }
        }
    }

    @Test("what was written is there for who opens the file next")
    func reopen() throws {
        try SQLiteCaseStore.create(at: path, isPractice: false).add(Samples.opening, to: "t-1")
        #expect(try SQLiteCaseStore.open(at: path).read { try $0.cases() }.map(\.caseID) == ["t-1"])
    }

    @Test("absent, existing, foreign and newer files each have their failure, and stay as they are")
    func failures() throws {
        #expect(throws: StoreFailure.absent(path: path)) { try SQLiteCaseStore.open(at: path) }
        _ = try SQLiteCaseStore.create(at: path, isPractice: false)
        #expect(throws: StoreFailure.exists(path: path)) {
            try SQLiteCaseStore.create(at: path, isPractice: false)
        }
        #expect(throws: StoreFailure.absent(path: path + "/x")) { try SQLiteCaseStore.open(at: path + "/x") }
        try RawDatabase(path: path).execute("PRAGMA user_version = 99")
        #expect(throws: StoreFailure.newer(path: path, format: 99)) { try SQLiteCaseStore.open(at: path) }

        let picture = folder.path + "/foto.jpg"
        try Data("geen database, maar wel lang genoeg om er een te kunnen zijn".utf8).write(
            to: URL(filePath: picture))
        let other = folder.path + "/ander.db"
        try RawDatabase(path: other).execute("PRAGMA journal_mode = TRUNCATE; CREATE TABLE t (a)")
        let empty = folder.path + "/leeg.db"
        try Data().write(to: URL(filePath: empty))
        let link = folder.path + "/link.db"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
        for foreign in [picture, other, empty, link, folder.path] {
            let before = FileManager.default.contents(atPath: foreign)
            let isFile = foreign != link && foreign != folder.path
            #expect(
                throws: isFile
                    ? StoreFailure.notAStore(path: foreign) : StoreFailure.noOrdinaryFile(path: foreign)
            ) { try SQLiteCaseStore.open(at: foreign) }
            #expect(throws: StoreFailure.exists(path: foreign)) {
                try SQLiteCaseStore.create(at: foreign, isPractice: false)
            }
            #expect(FileManager.default.contents(atPath: foreign) == before)
        }
    }

    @Test("a file or folder without write permission is read and not written", arguments: [true, false])
    func readOnly(isFile: Bool) throws {
        try SQLiteCaseStore.create(at: path, isPractice: false).add(Samples.opening, to: "t-1")
        let bytes = RawDatabase(path: path).bytes
        chmod(isFile ? path : folder.path + "/school", isFile ? 0o400 : 0o500)
        defer { chmod(folder.path + "/school", 0o700) }
        let store = try SQLiteCaseStore.open(at: path)
        #expect(store.isReadOnly)
        #expect(try store.read { try $0.events(of: "t-1") }.count == 1)
        #expect(throws: StoreFailure.readOnly(path: path)) { try store.add(Samples.ended, to: "t-1") }
        #expect(RawDatabase(path: path).bytes == bytes)
    }

    @Test("a connection that turns out to be read-only says so")
    func queryOnly() throws {
        let store = try SQLiteCaseStore.create(at: path, isPractice: false)
        try SQLiteConnection(store).execute("PRAGMA query_only = ON")
        #expect(throws: StoreFailure.readOnly(path: path)) { try store.add(Samples.opening, to: "t-1") }
    }

    @Test("a full disk leaves nothing behind")
    func diskFull() throws {
        let store = try SQLiteCaseStore.create(at: path, isPractice: false)
        try store.add(Samples.opening, to: "t-1")
        let before = try Snapshot(of: store)
        try SQLiteConnection(store).execute("PRAGMA max_page_count = 1")
        let long = Content(reason: String(repeating: "lang ", count: 20_000))
        #expect(throws: StoreFailure.disk(.full, path: path)) {
            try store.add(Samples.stepOpened(1), to: "t-1", content: long)
        }
        // Also for who catches the error and goes on: SQLite has undone it all by then.
        #expect(throws: StoreFailure.self) {
            try store.write { transaction in
                let state = replay(try transaction.events(of: "t-1"))
                let event = Event(stamp: Samples.stamp, fact: Samples.stepOpened(1), content: long)
                try? transaction.append([event], to: "t-1", after: state)
                try transaction.append([Samples.everyKind[0]], to: "t-2", after: CaseState())
            }
        }
        #expect(try Snapshot(of: store) == before)
        #expect(try Snapshot(of: try SQLiteCaseStore.open(at: path)) == before)
    }

    @Test("a file that another holds is busy, and says so")
    func busy() throws {
        let store = try SQLiteCaseStore.create(at: path, isPractice: false)
        try SQLiteConnection(store).execute("PRAGMA busy_timeout = 0")
        let other = try DatabaseQueue(path: path)
        try other.inTransaction(.exclusive) { _ in
            #expect(throws: StoreFailure.busy(path: path)) { try store.add(Samples.opening, to: "t-1") }
            #expect(throws: StoreFailure.busy(path: path)) { try store.read { try $0.cases() } }
            return .rollback
        }
        try store.add(Samples.opening, to: "t-1")
    }

    @Test(
        "each code of SQLite has its failure",
        arguments: [
            (8, StoreFailure.readOnly(path: "p")), (1_544, .readOnly(path: "p")),
            (1_032, .replaced(path: "p")), (14, .notOpened(path: "p")),
            (13, .disk(.full, path: "p")), (10, .disk(.failing(code: 10), path: "p")),
            (1_034, .disk(.failing(code: 1_034), path: "p")), (5, .busy(path: "p")), (261, .busy(path: "p")),
            (6, .busy(path: "p")), (11, .damaged(path: "p", position: nil)), (26, .notAStore(path: "p")),
            (2_067, .other(path: "p", code: 2_067)),
        ] as [(Int32, StoreFailure)])
    func codes(code: Int32, failure: StoreFailure) {
        let error = DatabaseError(resultCode: ResultCode(rawValue: code))
        #expect(StoreFailure(error, in: nil, path: "p") == failure)
    }

    @Test(
        "cases are found by whom they are about, and running ones by their text, without going along all",
        arguments: [
            CaseFilter(subject: pupil), CaseFilter(isRunning: true, subject: pupil),
            CaseFilter(cards: ["mdo"], subject: pupil), .running,
            CaseFilter(isRunning: true, cards: ["mdo"]),
            .running(by: [TextOfCases(card: "mdo", hash: "ab"), TextOfCases(card: "opp", hash: "cd")]),
        ])
    func plans(filter: CaseFilter) throws {
        let store = try SQLiteCaseStore.create(at: path, isPractice: false)
        let steps = try store.queue.read { database in
            try Row.fetchAll(
                database, sql: "EXPLAIN QUERY PLAN SELECT * FROM case_record WHERE \(filter.condition)",
                arguments: filter.arguments
            ).map { $0["detail"] as String }
        }
        #expect(!steps.isEmpty)
        #expect(steps.allSatisfy { $0 != "SCAN case_record" }, "\(steps)")
    }

    @Test("migrations stand in order, end at their version and are all in their folder")
    func migrations() throws {
        #expect(Migration.all.map(\.version) == Array(1...Migration.all.count))
        let queue = try DatabaseQueue()
        for migration in Migration.all {
            try queue.writeWithoutTransaction { try $0.execute(sql: migration.sql) }
            let version = try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
            #expect(version == migration.version)
        }
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let files = try FileManager.default.contentsOfDirectory(
            atPath: root.path + "/Sources/CaseStoreSQLite/Migrations")
        #expect(files.count { $0.hasPrefix("Migration+") } == Migration.all.count)
    }

    @Test("a migration that was released is not edited")
    func releasedMigrations() {
        #expect(
            Digest.of(Migration.first.sql).hexadecimal
                == "68e8b5ccad79a2e746fe78a76ea2e34297cb6a7e50f562323f32136d893c3f70")
    }
}
