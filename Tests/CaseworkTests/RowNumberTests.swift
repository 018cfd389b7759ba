import CardEngine
import CaseStore
import Casework
import SchoolTime
import Testing

@Suite("Numbers of rows")
struct RowNumberTests {
    private static let card = """
        kaart: lijstje
        titel: Lijstje
        versie: 1
        status: vastgesteld
        betreft: leerling
        eigenaar: kc
        doel: Een lijstje.
        start: [{handmatig: [kc]}]
        gegevens:
          acties:
            titel: Acties
            soort: lijst
            kolommen:
              actie: {titel: Actie, soort: tekst}
        stappen:
          - {stap: schrijven, titel: Schrijven, wie: kc, vul_in: [acties], uitkomsten: {nog: schrijven, klaar: verder}}
        """

    @Test("a new row of a table gets a number that no row had")
    func table() throws {
        let town = Town(others: [("lijstje", Self.card)])
        #expect(town.faults == [])
        let today = day("2026-11-02")
        try town.keep("11", on: today, ["groep": "rood", "inschrijving": "2025-08-01"])
        let desk = try town.desk(of: "kim", on: today)
        let id = try desk.startCase("lijstje", subject: "11", group: nil).caseID
        for (visit, table) in ["nr,actie\n,Een\n,Twee", "nr,actie\n1,Een", "nr,actie\n1,Een\n,Drie"]
            .enumerated()
        {
            var answers = StepAnswers()
            answers.outcome = "nog"
            answers.values = [("acties", table)]
            _ = try desk.completeStep(CaseReference(caseID: id, visit: visit + 1), answers)
        }
        guard case .rows(let rows)? = try town.states()[id]?.values["acties"] else {
            Issue.record("no list")
            return
        }
        #expect(rows.map(\.number) == [1, 3])
    }

    private func answer(_ table: String, at visit: Int, of id: CaseID, in town: Town) throws {
        var answers = StepAnswers()
        answers.outcome = "nog"
        answers.values = [("acties", table)]
        _ = try town.desk(of: "kim", on: day("2026-11-02"))
            .completeStep(CaseReference(caseID: id, visit: visit), answers)
    }

    @Test("a list that was written reads back in, and a number that no row has is refused")
    func strangeNumbers() throws {
        let town = Town(others: [("lijstje", Self.card)])
        let today = day("2026-11-02")
        try town.keep("11", on: today, ["groep": "rood", "inschrijving": "2025-08-01"])
        let desk = try town.desk(of: "kim", on: today)
        let id = try desk.startCase("lijstje", subject: "11", group: nil).caseID
        try answer("nr,actie\n1000000,Een\n,Twee", at: 1, of: id, in: town)
        let written = try desk.exportList(CaseReference(caseID: id, visit: nil), "acties")
        try answer(written, at: 2, of: id, in: town)
        #expect(try town.states()[id]?.visits.count == 3)
        #expect(
            throws: CaseworkFailure.notACSV(.unknownRow(line: 3, column: "nr"))
        ) { try answer("nr,actie\n1000000,Een\n7,Zeven", at: 3, of: id, in: town) }
        for table in ["nr,actie\n7,Zeven", "nr,actie\n1000000,Een\n1000002,Drie", "nr,actie\nx,Een"] {
            #expect(throws: CaseworkFailure.self) { try answer(table, at: 3, of: id, in: town) }
        }
        try answer("nr,actie\n1000001,Twee", at: 3, of: id, in: town)
        // Nor that of a row that was taken away.
        #expect(throws: CaseworkFailure.self) {
            try answer("nr,actie\n1000000,Een\n1000001,Twee", at: 4, of: id, in: town)
        }
    }
}
