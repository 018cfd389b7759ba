import Foundation
import GRDB
import Testing

/// A kill leaves a journal beside the data. The next command undoes with it what was not finished; when somebody has put
/// a copy over the data meanwhile, that would damage the copy.
@Suite("A journal of another file")
struct StrangeJournalTests {
    /// A school in which the program was killed while it was writing, and copies of its data of long before that.
    private struct Crash {
        let practice: Practice
        var store: URL { URL(filePath: practice.storePath) }
        var journal: URL { URL(filePath: practice.storePath + "-journal") }

        /// - Parameter moment: right before which it was killed.
        init(before moment: Moment) throws {
            practice = try Practice()
            _ = try practice.startCase()
            try DatabaseQueue(path: practice.storePath)
                .backup(to: DatabaseQueue(path: copy(.byBackup).path))
            try FileManager.default.copyItem(at: store, to: copy(.byHand))
            for _ in 1...9 { _ = try practice.startCase() }
            let killed = try RunningProcess(
                "/usr/bin/env",
                [
                    "strace", "-f", "-qq", "-o", "/dev/null", "-P", journal.path, "-e",
                    "trace=fdatasync,unlink", "-e", "inject=\(moment.rawValue)", BuiltProgram.path, "start",
                    "meldcode", "0413", "--groep",
                    "groep-geel", "--als", "bas", "--vandaag", "2026-11-02",
                ],
                in: practice.folder.url
            ).finish()
            try #require(killed.status == 128, "\(killed)")
        }

        enum Way: String, CaseIterable { case byBackup, byHand }

        enum Moment: String, CaseIterable {
            /// The journal counts, and nothing of the file is written.
            case writing = "fdatasync:signal=KILL:when=2"
            /// All is written.
            case commit = "unlink:signal=KILL"
        }

        func copy(_ way: Way) -> URL { practice.folder.url.appending(path: way.rawValue) }

        /// What the folder of the data holds, byte for byte.
        func data() throws -> [String: Data] {
            let folder = store.deletingLastPathComponent()
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            return try Dictionary(
                uniqueKeysWithValues: names.map { ($0, try Data(contentsOf: folder.appending(path: $0))) })
        }
    }

    @Test(
        "it is refused, and nothing is changed, until the copy stands alone",
        arguments: Crash.Way.allCases, Crash.Moment.allCases)
    private func copyOverData(way: Crash.Way, moment: Crash.Moment) throws {
        let crash = try Crash(before: moment)
        let practice = crash.practice
        try Data(contentsOf: crash.copy(way)).write(to: crash.store)
        let before = try crash.data()
        #expect(before["trajecten.sqlite-journal"]?.isEmpty == false)
        for command in [["taken", "--als", "femke"], ["nazien"], ["herbouw"], ["dag", "--als", "carla"]] {
            let outcome = try practice.kaart(command)
            #expect(outcome.status == 1 && outcome.remarks.contains("hoort niet bij"), "\(outcome)")
            #expect(try crash.data() == before)
        }
        let folder = crash.store.deletingLastPathComponent()
        try FileManager.default.moveItem(at: folder, to: practice.folder.url.appending(path: "opzij"))
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        try FileManager.default.copyItem(at: crash.copy(way), to: crash.store)
        #expect(try practice.kaart("nazien").status == 0)
        #expect(try practice.kaart("taken", "--als", "femke").status == 0)
    }

    @Test("that of the data themselves is rolled back", arguments: Crash.Moment.allCases)
    private func ownJournal(moment: Crash.Moment) throws {
        let crash = try Crash(before: moment)
        #expect(try crash.data()["trajecten.sqlite-journal"]?.isEmpty == false)
        #expect(try crash.practice.kaart("nazien").status == 0)
        #expect(try crash.data().keys.sorted() == ["trajecten.sqlite"])
        _ = try crash.practice.startCase()
    }
}
