import CardEngine
import CaseStore
import Casework
import Testing

@Suite("A command is one transaction")
struct TransactionTests {
    private let school = SchoolDesk()

    /// Each command that writes, at a moment when it can.
    private enum Writing: CaseIterable {
        case start, complete, interrupt, stop

        func run(_ school: SchoolDesk, _ id: CaseID) throws {
            switch self {
            case .start: try school.start("0413")
            case .complete: try school.complete(id, 1, outcome: "nee")
            case .interrupt:
                _ = try school.desk(of: "femke").interruptCase(id, outcome: "acuut onveilig", reason: "x")
            case .stop: _ = try school.desk(of: "femke").stopCase(id, reason: "x")
            }
        }
    }

    @Test("each command writes once, and reads nowhere else", arguments: Writing.allCases)
    private func once(command: Writing) throws {
        let id = try school.start()
        let (writes, reads) = (school.store.writes, school.store.reads)
        try command.run(school, id)
        #expect(school.store.writes == writes + 1)
        #expect(school.store.reads == reads)
    }

    @Test("a store that fails at the very end leaves nothing behind", arguments: Writing.allCases)
    private func nothingLeft(command: Writing) throws {
        let id = try school.start()
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
