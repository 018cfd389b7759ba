import CardEngine
import CardLanguage
import Casework
import SchoolTime
import Testing

/// Somebody whose roles have all ended, and who is still in the school file, for the history names him.
@Suite("Who has left")
struct LeftStaffTests {
    private static let card = Town.card(
        "stil",
        """
        start: [{handmatig: [kc]}]
        gegevens:
          wie-doet: {titel: Wie doet het, soort: persoon}
        stappen:
          - {stap: kiezen, titel: Kiezen, wie: kc, vul_in: [wie-doet]}
          - {stap: doen, titel: Doen, wie: {veld: wie-doet}}
        """)
    private let town = Town(
        changes: [("rollen: [{leerkracht: rood}]", "rollen: [{leerkracht: rood, tot_en_met: 2026-11-30}]")],
        others: [card])

    private func begin() throws -> CaseID {
        try town.desk(of: "kim", on: day("2026-11-02")).startCase("stil", subject: "11", group: "rood").caseID
    }

    private func choose(_ person: String, _ id: CaseID, on date: String) throws {
        var answers = StepAnswers()
        answers.values = [("wie-doet", person)]
        _ = try town.desk(of: "kim", on: day(date)).completeStep(CaseReference(caseID: id, visit: 1), answers)
    }

    @Test("does no step that names him any more: the owner has somebody else do it")
    func byName() throws {
        let id = try begin()
        try choose("lea", id, on: "2026-11-03")
        let step = CaseReference(caseID: id, visit: 2)
        #expect(try town.desk(of: "lea", on: day("2026-11-30")).listTasks().count == 1)
        #expect(throws: CaseworkFailure.self) {
            try town.desk(of: "lea", on: day("2026-12-01")).completeStep(step, StepAnswers())
        }
        let owner = try town.desk(of: "kim", on: day("2026-12-01"))
        _ = try owner.assign(step, to: "lou", reason: "Lea werkt hier niet meer")
        _ = try town.desk(of: "lou", on: day("2026-12-01")).completeStep(step, StepAnswers())
    }

    @Test("can't be named in a field any more")
    func named() throws {
        let id = try begin()
        #expect(throws: CaseworkFailure.self) { try choose("lea", id, on: "2026-12-01") }
        try choose("lou", id, on: "2026-12-01")
    }

    @Test("a role that nobody holds today, and that a card can't do without, is told each night")
    func vacancy() throws {
        let town = Town(
            changes: [("rollen: [kc]", "rollen: [{rol: kc, tot_en_met: 2026-11-30}]")], others: [Self.card])
        #expect(try town.desk(of: "dik", on: day("2026-11-30")).runDay().vacancies == [])
        let told = try town.desk(of: "dik", on: day("2026-12-01")).runDay().vacancies
        #expect(told.map(\.role) == ["kc"])
        #expect(told.first?.cards.contains("stil") == true)
    }

    @Test("so is one that must sign, and for which nobody else can; not one beside which another can")
    func vacantSigner() throws {
        var card = Town.card(
            "tekent",
            "start: [{handmatig: [directeur]}]\nstappen: [{stap: t, titel: Tekenen, teken: [directeur, kc]}]")
        card.text = card.text.replacing("eigenaar: kc", with: "eigenaar: directeur")
        var shared = Town.card(
            "samen",
            "start: [{handmatig: [directeur]}]\nstappen: [{stap: s, titel: Samen, wie: [directeur, kc]}]")
        shared.text = shared.text.replacing("eigenaar: kc", with: "eigenaar: directeur")
        let town = Town(
            changes: [("rollen: [kc]", "rollen: [{rol: kc, tot_en_met: 2026-11-30}]")],
            others: [card, shared])
        #expect(town.faults == [])
        let told = try town.desk(of: "dik", on: day("2026-12-01")).runDay().vacancies
        let cards = try #require(told.first { $0.role == "kc" }?.cards)
        #expect(cards.contains("tekent") && !cards.contains("samen"))
    }

    @Test("where no role goes by group, a group of the school is not left alone by that")
    func noRolePerGroup() throws {
        func alone(_ changes: [(text: String, other: String)]) throws -> [GroupID] {
            let town = Town(changes: changes)
            #expect(town.faults == [])
            try town.keep("11", on: day("2026-11-02"), ["groep": "rood", "inschrijving": "2025-08-01"])
            return try town.desk(of: "dik", on: day("2026-11-02")).runDay().groupsWithoutRole
        }
        #expect(try alone([("rollen: [{leerkracht: rood}]", "rollen: [kc]")]) == ["rood"])
        #expect(
            try alone([
                (", per: groep", ""), ("{leerkracht: rood}", "leerkracht"),
                ("{leerkracht: wit}", "leerkracht"),
            ]) == [])
    }
}
