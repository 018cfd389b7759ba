import CardEngine
import CaseStore
import Casework
import Testing

@Suite("A command is one transaction")
struct TransactionTests {
    private let school = SchoolDesk()

    /// Each command that writes, at a moment when it can.
    private enum Writing: CaseIterable {
        case start, complete, interrupt, stop, startGroup, handOverAll, migrateAll

        /// What is there before it.
        func prepare(_ school: SchoolDesk, _ id: CaseID) throws {
            switch self {
            case .start, .complete, .interrupt, .stop, .migrateAll: break
            case .startGroup:
                let attributes = [("groep", "groep-geel"), ("inschrijving", "2025-08-01")].map {
                    PupilText.Entry(name: $0, text: $1)
                }
                _ = try school.desk(of: "carla").keepPupil(PupilText(number: "0414", attributes: attributes))
            case .handOverAll:
                _ = try school.desk(of: "femke").takeSteps([CaseReference(caseID: id, visit: 1)], reason: nil)
            }
        }

        func run(_ school: SchoolDesk, _ id: CaseID) throws {
            switch self {
            case .start: try school.start("0413")
            case .complete: try school.complete(id, 1, outcome: "nee")
            case .interrupt:
                _ = try school.desk(of: "femke").interruptCase(id, outcome: "acuut onveilig", reason: "x")
            case .stop: _ = try school.desk(of: "femke").stopCase(id, reason: "x")
            case .startGroup:
                let begun = try school.desk(of: "bas").startCases("meldcode", wholeGroup: "groep-geel")
                #expect(begun.count == 1)
            case .handOverAll:
                let report = try school.desk(of: "femke").handOverAll(
                    of: "femke", to: "carla", reason: "ziek")
                #expect(report.steps.map(\.failure) == [nil])
                let step = replay(try school.store.base.read { try $0.events(of: id) }).visit(1)
                #expect(step?.taken?.person == "carla")
            case .migrateAll:
                var revised = school
                revised.shelf = SchoolDesk.shelf(changing: "status: concept", to: "status: concept # anders")
                let done = try revised.desk(of: "femke").migrateCases(ofCard: "meldcode", reason: "Beter.")
                #expect(done.map(\.failure) == [nil])
            }
        }
    }

    @Test("each command writes once, and reads nowhere else", arguments: Writing.allCases)
    private func once(command: Writing) throws {
        let id = try school.start()
        try command.prepare(school, id)
        let (writes, reads) = (school.store.writes, school.store.reads)
        try command.run(school, id)
        #expect(school.store.writes == writes + 1)
        // Who sits down at a desk looks once which texts are kept.
        #expect(school.store.reads == reads + 1)
    }

    @Test("a store that fails at the very end leaves nothing behind", arguments: Writing.allCases)
    private func nothingLeft(command: Writing) throws {
        let id = try school.start()
        try command.prepare(school, id)
        let before = try school.log()
        let tasks = try school.desk(of: "femke").listTasks()
        school.store.failAtTheEnd(true)
        #expect(throws: WatchedStore.Failure.self) { try command.run(school, id) }
        school.store.failAtTheEnd(false)
        #expect(try school.log() == before)
        #expect(try school.desk(of: "femke").listTasks() == tasks)
        #expect(try school.store.rebuildProjections().differing.isEmpty)
        try command.run(school, id)
    }

    @Test("the text of a card is not kept for a case that did not begin")
    func noTextWithoutCase() throws {
        school.store.failAtTheEnd(true)
        #expect(throws: WatchedStore.Failure.self) { try school.start() }
        #expect(try school.store.read { try $0.cardTexts(card: "meldcode", version: 1) }.isEmpty)
    }

    @Test("an id that is taken is drawn again")
    func takenID() throws {
        school.draw("k7m3")
        #expect(try school.start() == "k7m3")
        school.draw("k7m3", "k7m3", "w2xz")
        #expect(try school.start("0413") == "w2xz")
        #expect(try school.desk(of: "femke").listCases().count == 2)
    }
}
