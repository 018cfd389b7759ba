import CardEngine
import CaseStore
import Casework
import SchoolTime
import Testing

@Suite("The day of an event that is put right")
struct PutRightTests {
    private static let aftercare = Town.card(
        "nazorg",
        """
        start:
          - bij: uitschrijving
          - handmatig: [kc]
        stappen:
          - {stap: bellen, titel: Bellen, wie: kc}
        """)

    private static let goodbye = Town.card(
        "afscheid",
        """
        start: [{handmatig: [kc]}]
        stappen:
          - {stap: begeleiden, titel: Begeleiden, wie: kc}
          - {stap: afronden, titel: Afronden, wie: kc}
          - {stap: opruimen, titel: Opruimen, wie: kc}
        onderbreek:
          - {bij: uitschrijving, naar: afronden}
        """)

    /// For who is not there any more, as `povo-nazorg` is.
    private static let later = Town.card(
        "later",
        """
        start:
          - {jaarlijks: [1 oktober], als: {ingeschreven: nee}}
          - handmatig: [kc]
        stappen:
          - {stap: bellen, titel: Bellen, wie: kc}
        """)

    private static let plain = Town.card(
        "gewoon",
        """
        start: [{handmatig: [kc]}]
        stappen:
          - {stap: een, titel: Een, wie: kc}
          - {stap: twee, titel: Twee, wie: kc}
        """)

    private let town = Town(others: [Self.aftercare, Self.goodbye, Self.later, Self.plain])
    private let start = day("2026-11-02")

    private func come() throws {
        #expect(town.faults == [])
        try town.keep("11", on: start, ["groep": "rood", "inschrijving": "2025-08-01"])
    }

    private func left(_ day: Day, recordedOn today: Day) throws {
        _ = try town.desk(of: "dik", on: today).report(.left, of: "11", on: day)
    }

    private func begin(_ card: String) throws -> CaseID {
        try town.desk(of: "kim", on: start).startCase(card, subject: "11", group: nil).caseID
    }

    private func complete(_ id: CaseID, _ visit: Int, on today: Day) throws {
        _ = try town.desk(of: "kim", on: today).completeStep(
            CaseReference(caseID: id, visit: visit), StepAnswers())
    }

    @Test("does not end a case that began by it, on whichever day it turns out to be")
    func beganByIt() throws {
        for day in [start, start + 2, start + 4] {
            let other = PutRightTests()
            try other.come()
            try other.left(start + 1, recordedOn: start + 1)
            try other.town.run(start + 2)
            try other.left(day, recordedOn: start + 4)
            try other.town.run(start + 5)
            #expect(try other.town.state("nazorg", "11")?.isRunning == true)
            let begun = try other.town.store.read { try $0.cases() }.filter { $0.card == "nazorg" }
            #expect(begun.count == 1)
        }
    }

    @Test("interrupts no second time")
    func interruptsOnce() throws {
        try come()
        let id = try begin("afscheid")
        try left(start + 1, recordedOn: start + 1)
        #expect(try town.states()[id]?.openVisits.map(\.step) == ["afronden"])
        try complete(id, 2, on: start + 1)
        for day in [start, start + 2] {
            try left(day, recordedOn: start + 3)
            #expect(try town.states()[id]?.openVisits.map(\.step) == ["opruimen"])
        }
    }

    @Test("interrupts no second time when it was announced, or is to come after all")
    func announced() throws {
        try come()
        let id = try begin("afscheid")
        try left(start + 3, recordedOn: start + 1)
        try town.run(start + 3)
        try complete(id, 2, on: start + 3)
        try left(start + 10, recordedOn: start + 4)
        try town.run(start + 10)
        #expect(try town.states()[id]?.openVisits.map(\.step) == ["opruimen"])
    }

    @Test("an announced departure that comes sooner is met on the day it is")
    func comesSooner() throws {
        try come()
        let id = try begin("afscheid")
        try left(start + 20, recordedOn: start)
        try left(start + 3, recordedOn: start + 1)
        try town.run(start + 2)
        #expect(try town.states()[id]?.openVisits.map(\.step) == ["begeleiden"])
        try town.run(start + 3)
        #expect(try town.states()[id]?.openVisits.map(\.step) == ["afronden"])
    }

    @Test("ends a case that was reopened because the pupil stays until that later day")
    func reopened() throws {
        try come()
        let id = try begin("gewoon")
        try complete(id, 1, on: start)
        try left(start + 1, recordedOn: start + 1)
        #expect(try town.states()[id]?.ending?.end == End.lapsed)
        try left(start + 9, recordedOn: start + 2)
        _ = try town.desk(of: "kim", on: start + 2).reopen(
            CaseReference(caseID: id, visit: 1), reason: "Blijft nog een week.")
        try town.run(start + 8)
        #expect(try town.states()[id]?.isRunning == true)
        try town.run(start + 9)
        #expect(try town.states()[id]?.ending?.end == End.lapsed)
    }

    @Test("what begins on the last day ends the day after, but not what is for who is gone")
    func lastDay() throws {
        try come()
        try left(start + 5, recordedOn: start + 1)
        let kim = try town.desk(of: "kim", on: start + 5)
        let ids = try ["gewoon", "later"].map { try kim.startCase($0, subject: "11", group: nil).caseID }
        try town.run(start + 6)
        #expect(try ids.map { try town.states()[$0]?.isRunning } == [false, true])
    }

    @Test("a pupil who came back and leaves once more, leaves for a case that began by the first time")
    func again() throws {
        try come()
        try left(start + 1, recordedOn: start + 1)
        try town.run(start + 2)
        _ = try town.desk(of: "dik", on: start + 5).report(.enrolled, of: "11", on: start + 5)
        try left(start + 9, recordedOn: start + 9)
        #expect(try town.state("nazorg", "11")?.ending?.end == End.lapsed)
    }
}
