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
        #expect(throws: CaseworkFailure.calledInstead(other)) { try reopen(called, by: "kim") }
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

    /// A caller that was done with the first case, and began another.
    ///
    /// - Parameters:
    ///   - step: what the step that calls has beside its title.
    ///   - called: the card that it calls, and about whom a case of it is.
    ///   - end: what is done with the first case before that.
    private func again(
        _ step: String, _ called: CardID, about first: String, then second: String,
        _ end: (CaseID, Town) throws -> Void
    ) throws -> (town: Town, caller: CaseID, first: CaseID, other: CaseID) {
        let town = Town(others: [
            Town.card(
                "beller",
                """
                start: [{handmatig: [kc]}]
                stappen:
                  - {stap: roepen, titel: Roepen, kaart: \(called), \(step)}
                  - {stap: nog, titel: Nog, wie: kc, uitkomsten: {weer: roepen, klaar: verder}}
                """),
            Town.card(
                "groepje", about: "groep",
                """
                start: [{handmatig: [kc]}]
                stappen: [{stap: een, titel: Een, wie: kc}, {stap: twee, titel: Twee, wie: kc}]
                """),
        ])
        #expect(town.faults == [])
        try town.keep("11", on: today, ["groep": "rood", "inschrijving": "2025-08-01"])
        let id = try town.desk(of: "kim", on: today).startCase("beller", subject: "11", group: nil).caseID
        let one = try town.id(called, first)
        try end(one, town)
        try town.run(today + 8)
        try town.keep("11", on: today + 8, ["groep": "wit"])
        try choose("weer", id, 2, on: today + 8, in: town)
        let other = try town.id(called, second)
        #expect(one != other)
        return (town, id, one, other)
    }

    private func choose(_ outcome: String, _ id: CaseID, _ visit: Int, on day: Day, in town: Town) throws {
        var answers = StepAnswers()
        answers.outcome = outcome
        _ = try town.desk(of: "kim", on: day).completeStep(CaseReference(caseID: id, visit: visit), answers)
    }

    private func reopen(_ id: CaseID, of town: Town) throws {
        _ = try town.desk(of: "kim", on: today + 9).reopen(
            CaseReference(caseID: id, visit: 1), reason: "Nog eens.")
    }

    private static let byGroup = "termijn: 1 week, uitkomsten: {verlopen: nog, anders: nog}"

    @Test("a step of either of two that run about the groups in which the pupil was and is")
    func otherGroups() throws {
        let (town, _, red, white) = try again(Self.byGroup, "groepje", about: "rood", then: "wit") {
            try complete($0, 1, on: today, in: $1)
        }
        try complete(white, 1, on: today + 8, in: town)
        try reopen(red, of: town)
        try reopen(white, of: town)
        for id in [red, white] {
            #expect(try town.states()[id]?.openVisits.map(\.step) == ["een"])
        }
        // The one that its caller waits for, had it ended.
        try complete(white, 3, on: today + 9, in: town)
        try complete(white, 4, on: today + 9, in: town)
        _ = try town.desk(of: "kim", on: today + 9).reopen(
            CaseReference(caseID: white, visit: 4), reason: "Nog eens.")
        #expect(try town.states()[white]?.isRunning == true)
    }

    @Test("the one about the group in which the pupil was: a new visit would not take it up")
    func groupOfBefore() throws {
        let (town, caller, red, white) = try again(Self.byGroup, "groepje", about: "rood", then: "wit") {
            try complete($0, 1, on: today, in: $1)
            try complete($0, 2, on: today, in: $1)
        }
        try reopen(red, of: town)
        #expect(try town.states()[red]?.isRunning == true)
        #expect(try town.states()[caller]?.openVisits.map(\.calledCase) == [white])
    }

    @Test("one for which nobody waited")
    func goneOn() throws {
        let (town, caller, first, other) = try again(
            "meteen_verder: ja", "gesprek", about: "11", then: "11"
        ) { try choose("gehoord", $0, 1, on: today, in: $1) }
        try choose("klaar", caller, 4, on: today + 8, in: town)
        try reopen(first, of: town)
        for id in [first, other] {
            #expect(try town.states()[id]?.isRunning == true)
        }
    }
}
