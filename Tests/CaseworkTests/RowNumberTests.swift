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
}
