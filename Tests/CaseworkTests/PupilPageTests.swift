import CardEngine
import CaseStore
import Casework
import SchoolTime
import Testing

/// What the page of a pupil and the lines for the pupil's log say.
@Suite("The page of a pupil")
struct PupilPageTests {
    private static let giving = Town.card(
        "geven",
        """
        start: [{handmatig: [kc]}]
        gegevens: {advies: {titel: Advies, soort: tekst}}
        stappen:
          - {stap: sturen, titel: Sturen, wie: kc, vul_in: [advies], verstrekt: {aan: vo-school, gegevens: [advies], grondslag: "WPO"}}
          - {stap: napraten, titel: Napraten, wie: kc}
        """)

    private let town = Town(others: [giving])
    private let today = day("2026-11-02")

    init() throws {
        #expect(town.faults == [])
        try town.keep("11", on: today, ["groep": "rood", "inschrijving": "2025-08-01"])
    }

    private func start(_ card: String, on day: Day) throws -> CaseID {
        try town.desk(of: "kim", on: day).startCase(card, subject: "11", group: nil).caseID
    }

    @Test("what was provided of a pupil is told once")
    func provided() throws {
        let id = try start("geven", on: today)
        try complete(id, 1, on: today, in: town, [("advies", "havo")])
        let page = try town.desk(of: "kim", on: today).pupilOverview("11")
        #expect(page.provisions.map(\.caseID) == [id])
    }

    @Test(
        "those of a pupil that run come first, the newest before others, of one day by card and id")
    func order() throws {
        let ended = try start("gesprek", on: today + 3)
        var answers = StepAnswers()
        answers.outcome = "gehoord"
        _ = try town.desk(of: "kim", on: today + 3).completeStep(
            CaseReference(caseID: ended, visit: 1), answers)
        let old = try start("gesprek", on: today)
        let later = try ["plan", "gesprek", "plan", "geven"].map { try start($0, on: today + 1) }
        let page = try town.desk(of: "kim", on: today + 3).pupilOverview("11")
        #expect(page.cases.map(\.line.caseID) == [later[1], later[3], later[0], later[2], old, ended])
    }

    @Test("of a case there are only lines of what was recorded since")
    func logbook() throws {
        let id = try start("geven", on: today)
        try complete(id, 1, on: today, in: town, [("advies", "havo")])
        try complete(id, 2, on: today + 2, in: town)
        func lines(since day: Day) throws -> [String] {
            try town.desk(of: "kim", on: today + 2).logbook(of: "11", since: day).lines
                .map(\.reference.description)
        }
        #expect(try lines(since: today) == ["\(id).1", "\(id).2"])
        #expect(try lines(since: today + 1) == ["\(id).2"])
    }
}
