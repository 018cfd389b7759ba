import CardEngine
import CaseStore
import Casework
import SchoolTime
import Testing

@Suite("Correcting a step that is done, and what it left elsewhere")
struct CorrectStepTests {
    private static let aftercare = Town.card(
        "nazorg",
        """
        start: [{bij: uitschrijving}]
        stappen:
          - {stap: bellen, titel: Bellen, wie: kc}
        """)

    private static let leaving = Town.card(
        "afmelden",
        """
        zichtbaar_voor: [kc, directeur]
        start: [{handmatig: [kc]}]
        gegevens:
          laatste: {titel: Laatste dag, soort: datum}
          geheim: {titel: Geheim, soort: tekst, bijzonder: ja, zichtbaar_voor: [directeur]}
        stappen:
          - {stap: melden, titel: Melden, wie: [kc, leerkracht], vul_in: [laatste], vul_aan: [geheim], leg_vast: {uitschrijving: laatste}}
          - {stap: afronden, titel: Afronden, wie: kc}
        onderbreek:
          - {bij: uitschrijving, naar: verder}
        """)

    private let town = Town(others: [Self.aftercare, Self.leaving])
    private let start = day("2026-11-02")

    private func begin(leavingOn last: Day) throws -> CaseID {
        #expect(town.faults == [])
        try town.keep("11", on: start, ["groep": "rood", "inschrijving": "2025-08-01"])
        let kim = try town.desk(of: "kim", on: start)
        let id = try kim.startCase("afmelden", subject: "11", group: nil).caseID
        var answers = StepAnswers()
        answers.values = [("laatste", last.description), ("geheim", "x")]
        _ = try kim.completeStep(CaseReference(caseID: id, visit: 1), answers)
        return id
    }

    private func correct(
        _ id: CaseID, _ field: String, _ text: String, by person: PersonID = "kim", on today: Day
    ) throws {
        _ = try town.desk(of: person, on: today).correct(
            CaseReference(caseID: id, visit: 1), [(field, text)], reason: "Verkeerd getypt.")
    }

    private func departure(on today: Day) throws -> FieldValue? {
        try town.desk(of: "dik", on: today).showPupil("11").facts.attributes[.departure]
    }

    @Test("the day of a departure that a step kept is the same departure, on another day")
    func departure() throws {
        let id = try begin(leavingOn: start + 1)
        try town.run(start + 2)
        try correct(id, "laatste", (start + 4).description, on: start + 3)
        #expect(try departure(on: start + 3) == .date(start + 4))
        try town.run(start + 6)
        #expect(try town.store.read { try $0.cases() }.filter { $0.card == "nazorg" }.count == 1)
        #expect(try town.states()[id]?.openVisits.map(\.step) == ["afronden"])
    }

    @Test("also of a case that has ended, and not what somebody else recorded since")
    func ended() throws {
        let id = try begin(leavingOn: start + 10)
        _ = try town.desk(of: "kim", on: start + 1).completeStep(
            CaseReference(caseID: id, visit: 2), StepAnswers())
        try correct(id, "laatste", (start + 12).description, on: start + 2)
        #expect(try departure(on: start + 2) == .date(start + 12))
        #expect(try town.states()[id]?.isRunning == false)
        _ = try town.desk(of: "dik", on: start + 3).report(.left, of: "11", on: start + 20)
        try correct(id, "laatste", (start + 13).description, on: start + 3)
        #expect(try departure(on: start + 3) == .date(start + 20))
        #expect(try town.states()[id]?.values["laatste"] == .date(start + 13))
    }

    @Test("nobody leaves before coming; and nothing is kept of what is refused")
    func beforeComing() throws {
        let id = try begin(leavingOn: start + 10)
        #expect(throws: CaseworkFailure.self) {
            try correct(id, "laatste", "2025-07-31", on: start + 1)
        }
        #expect(try departure(on: start + 1) == .date(start + 10))
        #expect(try town.states()[id]?.values["laatste"] == .date(start + 10))
    }

    @Test("not by who sees no more than that it runs, nor of a field that one may not see")
    func unseen() throws {
        let id = try begin(leavingOn: start + 10)
        #expect(throws: CaseworkFailure.self) {
            try correct(id, "laatste", (start + 11).description, by: "lea", on: start + 1)
        }
        #expect(throws: CaseworkFailure.self) { try correct(id, "geheim", "y", on: start + 1) }
        #expect(try town.states()[id]?.values["geheim"] == .text("x"))
    }

    @Test("what was emptied and is waited for later is asked for first: nothing waits for ever")
    func emptied() throws {
        let town = Town(others: [
            Town.card(
                "leeg",
                """
                start: [{handmatig: [kc]}]
                gegevens: {dag: {titel: Dag, soort: datum}, wie-dan: {titel: Wie, soort: persoon}}
                stappen:
                  - {stap: vullen, titel: Vullen, wie: kc, vul_aan: [dag, wie-dan]}
                  - {stap: route, titel: Route, kies: [{als: {dag: ingevuld, wie-dan: ingevuld}, naar: doen}, {anders: voltooid}]}
                  - {stap: doen, titel: Doen, wie: kc}
                  - {stap: wachten, titel: Wachten, wacht: dag}
                  - {stap: daarna, titel: Daarna, wie: kc}
                  - {stap: roepen, titel: Roepen, kaart: over, betreft: {veld: wie-dan}, meteen_verder: ja}
                  - {stap: slot, titel: Slot, wie: kc}
                """),
            Town.card(
                "over", about: "medewerker",
                "start: [{handmatig: [kc]}]\nstappen: [{stap: wat, titel: Wat, wie: kc}]"),
        ])
        #expect(town.faults == [])
        let today = day("2026-11-02")
        let id = try town.desk(of: "kim", on: today).startCase("leeg", subject: "11", group: "rood").caseID
        try complete(id, 1, on: today, in: town, [("dag", "2026-11-20"), ("wie-dan", "kim")])
        func put(_ field: String, _ text: String?, on day: Day) throws {
            _ = try town.desk(of: "kim", on: day).correct(
                CaseReference(caseID: id, visit: 1), [(field, text)], reason: "Anders.")
        }
        func open() throws -> [StepID]? { try town.states()[id]?.openVisits.map(\.step) }
        try put("dag", nil, on: today)
        #expect(throws: CaseworkFailure.self) { try complete(id, 3, on: today, in: town) }
        #expect(try open() == ["doen"])
        try put("dag", "2026-11-20", on: today)
        try complete(id, 3, on: today, in: town)
        #expect(try open() == ["wachten"])
        // What an open step waits for stays; where the clock leads to a step that lacks it, the daily run says so.
        #expect(throws: CaseworkFailure.self) { try put("dag", nil, on: today) }
        try put("wie-dan", nil, on: today)
        try town.run(day("2026-11-20"))
        #expect(try open() == ["daarna"])
        try put("dag", nil, on: day("2026-11-21"))
        #expect(throws: CaseworkFailure.self) { try complete(id, 5, on: day("2026-11-21"), in: town) }
        #expect(try open() == ["daarna"])
        try put("wie-dan", "dik", on: day("2026-11-22"))
        try complete(id, 5, on: day("2026-11-22"), in: town)
        #expect(try open() == ["slot"])
        #expect(try town.state("over", "dik")?.isRunning == true)
    }

    @Test(
        "where the clock leads to a step that lacks what it waits for, the daily run says so until it is filled in"
    )
    func emptiedByTheClock() throws {
        let town = Town(others: [
            Town.card(
                "leeg",
                """
                start: [{handmatig: [kc]}]
                gegevens: {dag: {titel: Dag, soort: datum}}
                stappen:
                  - {stap: vullen, titel: Vullen, wie: kc, vul_aan: [dag]}
                  - {stap: route, titel: Route, kies: [{als: {dag: ingevuld}, naar: even}, {anders: voltooid}]}
                  - {stap: even, titel: Even, wacht: 1 week}
                  - {stap: wachten, titel: Wachten, wacht: dag}
                """)
        ])
        #expect(town.faults == [])
        let today = day("2026-11-02")
        let kim = try town.desk(of: "kim", on: today)
        let id = try kim.startCase("leeg", subject: "11", group: "rood").caseID
        try complete(id, 1, on: today, in: town, [("dag", "2026-11-20")])
        _ = try kim.correct(CaseReference(caseID: id, visit: 1), [("dag", nil)], reason: "Nog niet bekend.")
        let report = try town.desk(of: "kim", on: today + 8).runDay()
        #expect(report.failures.map(\.caseID) == [id])
        #expect(try town.states()[id]?.openVisits.map(\.step) == ["even"])
        _ = try town.desk(of: "kim", on: today + 9).correct(
            CaseReference(caseID: id, visit: 1), [("dag", "2026-11-25")], reason: "Nu wel.")
        #expect(try town.states()[id]?.openVisits.map(\.step) == ["wachten"])
        #expect(try town.states()[id]?.openVisits.first?.until == day("2026-11-25"))
    }
}
