import CardEngine
import CaseStore
import Casework
import SchoolTime
import Testing

/// A case that called another and the one that it called, both reopened (docs/kaarttaal.md, choices 67 and 128).
@Suite("A call that is reopened")
struct ReopenedCallTests {
    private let today = day("2026-11-02")
    private let town = Town(others: [
        (
            "beller",
            Town.card(
                "beller",
                """
                zichtbaar_voor: [directeur]
                start: [{handmatig: [directeur]}]
                stappen:
                  - {stap: roepen, titel: Roepen, kaart: gesprek, uitkomsten: {anders: verder}}
                  - {stap: erna, titel: Erna, wie: directeur}
                """
            ).text.replacing("eigenaar: kc", with: "eigenaar: directeur")
        )
    ])

    private func end(_ called: CaseID, _ visit: Int, on day: Day) throws {
        var answers = StepAnswers()
        answers.outcome = "gehoord"
        _ = try town.desk(of: "kim", on: day).completeStep(
            CaseReference(caseID: called, visit: visit), answers)
    }

    /// The caller and the called, both ended.
    private func ended() throws -> (caller: CaseID, called: CaseID) {
        #expect(town.faults == [])
        let id = try town.desk(of: "dik", on: today).startCase("beller", subject: "11", group: "rood").caseID
        let called = try town.id("gesprek", "11")
        try end(called, 1, on: today)
        try complete(id, 2, by: "dik", on: today, in: town)
        #expect(try town.states().values.allSatisfy { !$0.isRunning })
        return (id, called)
    }

    private func reopen(_ id: CaseID, by person: PersonID) throws {
        _ = try town.desk(of: person, on: today + 1).reopen(
            CaseReference(caseID: id, visit: 1), reason: "Nog eens.")
    }

    @Test("the called one first: its caller takes it up")
    func calledFirst() throws {
        let (caller, called) = try ended()
        try reopen(called, by: "kim")
        try reopen(caller, by: "dik")
        #expect(try town.states().count == 2)
        try end(called, 2, on: today + 2)
        #expect(try town.states()[caller]?.openVisits.map(\.step) == ["erna"])
    }

    @Test(
        "its caller first: that began another, and the called one is refused until that is over, by which name"
    )
    func callerFirst() throws {
        let (caller, called) = try ended()
        try reopen(caller, by: "dik")
        let other = try #require(try town.states()[caller]?.openVisits.first?.calledCase)
        #expect(other != called)
        let before = try town.states()
        #expect(throws: CaseworkFailure.self) { try reopen(called, by: "kim") }
        #expect(try town.states() == before)
        // What it says to do leads to where the other order does.
        _ = try town.desk(of: "kim", on: today + 1).stopCase(other, reason: "Toch het eerste.")
        try reopen(called, by: "kim")
        _ = try town.desk(of: "dik", on: today + 1).reopen(
            CaseReference(caseID: caller, visit: 3), reason: "Toch het eerste.")
        #expect(try town.states()[caller]?.openVisits.map(\.calledCase) == [called])
        try end(called, 2, on: today + 2)
        #expect(try town.states()[caller]?.openVisits.map(\.step) == ["erna"])
    }
}
