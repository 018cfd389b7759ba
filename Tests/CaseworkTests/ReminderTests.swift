import CardEngine
import CaseStore
import Casework
import SchoolTime
import Testing

@Suite("Who was reminded")
struct ReminderTests {
    private static let card = """
        kaart: tijdig
        titel: Tijdig
        versie: 1
        status: vastgesteld
        betreft: leerling
        eigenaar: kc
        doel: Op tijd zijn.
        start: [{handmatig: [kc]}]
        stappen:
          - stap: doen
            titel: Doen
            wie: leerkracht
            termijn: 1 week
            herinner: [1 dag]
            escaleer: {na: 1 dag, aan: [directeur]}
        """

    @Test("a history tells who could do a step when they were reminded, and not who can do it now")
    func then() throws {
        let town = Town(others: [("tijdig", Self.card)])
        #expect(town.faults == [])
        let today = day("2026-11-02")
        try town.keep("11", on: today, ["groep": "rood", "inschrijving": "2025-08-01"])
        let id = try town.desk(of: "kim", on: today).startCase("tijdig", subject: "11", group: nil).caseID
        for day in 1...10 { try town.run(today + day) }
        let history = try #require(try town.desk(of: "kim", on: today + 10).showCase(id).history)
        let reminded = history.filter { if case .reminderSent = $0.fact { true } else { false } }
        #expect(reminded.map { $0.visit?.performers } == [["leerkracht"]])
        let escalated = history.filter { if case .stepEscalated = $0.fact { true } else { false } }
        #expect(escalated.map { $0.visit?.performers } == [["leerkracht", "directeur"]])
    }
}
