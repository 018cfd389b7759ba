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
}
