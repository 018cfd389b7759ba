import CaseStore
import CaseStoreSQLite
import Foundation
import GRDB
import Testing

/// Whatever somebody or something changes in the data, `kaart nazien` finds it.
@Suite("Changed behind our back")
struct FlipTests {
    private static let parts = 2
    private static let harness = HarnessRun("flips", count: 1000)

    /// A school after a day's work.
    private static let school = Result { try FlippedSchool() }

    @Test("a bit in what is stored, or an event deleted, swapped, put in or cut off", arguments: 0..<parts)
    func changed(part: Int) throws {
        let school = try Self.school.get()
        var failed: [UInt64] = []
        let share = Self.harness.share(of: part, among: Self.parts)
        for trial in 0..<share {
            let seed = Self.harness.firstSeed &+ UInt64(trial * Self.parts + part)
            if let fault = try school.faultAfterChange(seed: seed) {
                failed.append(seed)
                Issue.record("seed \(seed): \(fault)")
            }
        }
        Self.harness.tell(share - failed.count, failed: failed)
    }

    @Test("a bit anywhere in the file")
    func bits() throws {
        let school = try Self.school.get()
        var counts: [FlippedSchool.Notice: Int] = [:]
        for trial in 0..<Self.harness.share(of: 0, among: 4) {
            let seed = Self.harness.firstSeed &+ UInt64(trial)
            let (place, notice) = try school.noticeAfterBit(seed: seed)
            counts[notice, default: 0] += 1
            if notice == .missed { Issue.record("seed \(seed): byte \(place) of the file") }
        }
        print(
            "bits in the file: \(counts[.noticed, default: 0]) noticed, \(counts[.meaningless, default: 0]) without meaning, "
                + "\(counts[.missed, default: 0]) missed"
        )
    }

    @Test("the program says so too, and what to do", arguments: 0..<12 as Range<UInt64>)
    func program(seed: UInt64) throws {
        let school = try Self.school.get()
        let practice = try Practice(copying: school.practice)
        let before = try Data(contentsOf: URL(filePath: practice.storePath))
        let whole = try practice.kaart("nazien")
        #expect(whole.status == 0 && whole.output.hasPrefix("De gegevens zijn heel"), "\(whole)")
        #expect(try Data(contentsOf: URL(filePath: practice.storePath)) == before)
        var tampering = Tampering(seed: seed)
        let change = try tampering.change(practice.storePath)
        let changed = try Data(contentsOf: URL(filePath: practice.storePath))
        let outcome = try practice.kaart("nazien", "--kop", school.mark.description)
        #expect(outcome.status == 1, "\(change): \(outcome)")
        #expect(
            outcome.output.contains("zijn niet heel.\n- ") && outcome.output.contains("\nWat u doet:\n1. "))
        #expect(outcome.remarks.isEmpty)
        #expect(try Data(contentsOf: URL(filePath: practice.storePath)) == changed)
    }
}

/// A school whose file is copied, changed and looked at.
private struct FlippedSchool {
    let practice: Practice
    let mark: HeadMark
    private let bytes: Data
    private let contents: [String: [[DatabaseValue]]]

    enum Notice { case noticed, meaningless, missed }

    init() throws {
        practice = try Workday.shared.get().done()
        bytes = try Data(contentsOf: URL(filePath: practice.storePath))
        let found = try SQLiteCaseStore.examine(at: practice.storePath)
        try #require(found.faults.isEmpty)
        try #require(found.head.position > 200, "\(found.head.position) events")
        mark = HeadMark(found.head.hash)
        contents = try Self.contents(of: practice.storePath)
    }

    /// What is wrong with what is found after a change; nil when nothing is.
    func faultAfterChange(seed: UInt64) throws -> String? {
        let folder = try TemporaryFolder()
        let path = folder.url.appending(path: "store.sqlite").path
        try bytes.write(to: URL(filePath: path))
        var tampering = Tampering(seed: seed)
        let change = try tampering.change(path)
        let found = try SQLiteCaseStore.examine(at: path, seeking: mark)
        guard !found.faults.isEmpty || found.holdsMark == false else { return "\(change.what): not noticed" }
        guard let lastRight = change.lastRight else { return nil }
        guard found.faults.contains(.log) else {
            return "\(change.what): not noticed in the log, but \(found.faults)"
        }
        return found.head.position == lastRight
            ? nil : "\(change.what): right up to \(lastRight), and not up to \(found.head.position)"
    }

    /// Whether a bit that turned anywhere in the file is noticed.
    func noticeAfterBit(seed: UInt64) throws -> (place: Int, Notice) {
        let folder = try TemporaryFolder()
        let path = folder.url.appending(path: "store.sqlite").path
        var chance = Chance(seed: seed)
        var changed = bytes
        let place = chance.next(below: changed.count)
        changed[place] ^= 1 << UInt8(chance.next(below: 8))
        try changed.write(to: URL(filePath: path))
        do {
            let found = try SQLiteCaseStore.examine(at: path, seeking: mark)
            guard found.faults.isEmpty else { return (place, .noticed) }
        } catch is StoreFailure {
            return (place, .noticed)
        }
        return (place, try Self.contents(of: path) == contents ? .meaningless : .missed)
    }

    /// Every value of every table, and the words that made it.
    private static func contents(of path: String) throws -> [String: [[DatabaseValue]]] {
        try DatabaseQueue(path: path).read { database in
            var contents: [String: [[DatabaseValue]]] = [:]
            for table in try String.fetchAll(
                database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
                + ["sqlite_schema"]
            {
                // Where a table stands in the file tells nothing.
                let columns = table == "sqlite_schema" ? "type, name, tbl_name, sql" : "*"
                let rows = try Row.fetchAll(database, sql: "SELECT \(columns) FROM \"\(table)\"")
                contents[table] = rows.map { Array($0.databaseValues) }
            }
            return contents
        }
    }
}
