import CaseStore
import CaseStoreSQLite
import Foundation
import GRDB
import Testing

/// `kaart herbouw` replaces what is wrong in the lists history by history. Broken off at each system call by which it changes
/// the disk, it leaves them as they were, or as they must be.
@Suite("The lists made anew, and broken off")
struct RebuildTests {
    private static let tables = ["performer", "work_item", "case_record"]

    @Test("all of them or none", arguments: [["signal=KILL"], ["error=EIO", "error=ENOSPC"]])
    func brokenOff(ways: [String]) throws {
        let school = try Practice(copying: Workday.shared.get().schools[Workday.steps.count])
        let sound = try Self.lists(of: school)
        try Self.spoil(school)
        let spoilt = try Self.lists(of: school)
        let faults = try SQLiteCaseStore.examine(at: school.storePath).faults
        #expect(spoilt != sound && faults.contains(.lists))
        let usual = try TracedRun(["herbouw"], in: try Practice(copying: school)).calls
        try #require(usual.contains("pwrite64"), "strace does not work: \(usual)")
        var kept = 0
        for place in 1...usual.count {
            let practice = try Practice(copying: school)
            let injection = TracedRun.Injection(
                what: ways[place % ways.count], usual: usual, place: place)
            let run = try TracedRun(["herbouw"], in: practice, injecting: injection)
            #expect(run.isInjected, "\(injection)")
            let left = try Self.lists(of: practice)
            #expect(left == spoilt || left == sound, "\(injection)")
            if left == spoilt { kept += 1 }
            let found = try SQLiteCaseStore.examine(at: practice.storePath).faults
            #expect(found == (left == sound ? [] : faults), "\(injection)")
            let next = try practice.kaart("herbouw")
            #expect(next.status == (left == sound ? 0 : 1), "\(injection): \(next)")
            #expect(try Self.lists(of: practice) == sound, "\(injection)")
        }
        // Some were broken off in the midst of it.
        #expect(kept > 5)
    }

    /// A row of each list is changed, gone or too many.
    private static func spoil(_ practice: Practice) throws {
        try connection(to: practice).writeWithoutTransaction { database in
            try database.execute(
                sql: """
                    UPDATE case_record SET version = version + 1 WHERE case_id = (SELECT min(case_id) FROM case_record);
                    DELETE FROM performer WHERE case_id = (SELECT max(case_id) FROM performer);
                    UPDATE work_item SET deadline = NULL;
                    INSERT INTO performer VALUES (CAST('niets' AS BLOB), 1, 1, CAST('directeur' AS BLOB), NULL);
                    """)
        }
    }

    /// The rows of every list; what an interrupted write left behind is undone first.
    private static func lists(of practice: Practice) throws -> [[[DatabaseValue]]] {
        try connection(to: practice).writeWithoutTransaction { database in
            try tables.map { table in
                try Row.fetchAll(database, sql: "SELECT * FROM \(table)").map { Array($0.databaseValues) }
            }
        }
    }

    private static func connection(to practice: Practice) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        return try DatabaseQueue(path: practice.storePath, configuration: configuration)
    }
}
