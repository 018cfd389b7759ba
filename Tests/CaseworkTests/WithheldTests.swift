import CardEngine
import CaseStore
import Casework
import Evaluation
import SchoolTime
import Testing

/// Who may not know something does not learn it by asking for something else.
@Suite("What is withheld")
struct WithheldTests {
    private static let older = """
        kaart: oudste
        titel: Oudste
        versie: 1
        status: vastgesteld
        betreft: leerling
        eigenaar: kc
        doel: Voor de oudsten.
        start: [{handmatig: [kc, leerkracht]}]
        stappen: [{stap: praten, titel: Praten, wie: kc}]
        normen: [{norm: Oudsten, meet: dekking, als: {jaargroep: {minstens: 7}}, minstens: 90%}]
        """

    private let town = Town(others: [("oudste", older)])
    private let today = day("2026-11-02")

    init() throws {
        #expect(town.faults == [])
        try town.keep(
            "11", on: today,
            ["groep": "rood", "inschrijving": "2025-08-01", "jaargroep": "8", "tlv-einddatum": "2027-06-01"])
        try town.keep("12", on: today, ["groep": "rood", "inschrijving": "2025-08-01", "jaargroep": "3"])
        try town.keep("13", on: today, ["groep": "wit", "inschrijving": "2025-08-01", "jaargroep": "8"])
    }

    private func standing(_ card: String, to person: PersonID) throws -> [String] {
        try town.desk(of: person, on: today).showStanding(card).cards.flatMap { card in
            card.standings.map { "\($0.subject.id) \($0.state)" }
        }
    }

    @Test(
        "of whom nothing is there but what an attribute asks, `stand` names nobody who may not see attributes"
    )
    func standing() throws {
        #expect(try standing("overdracht", to: "kim") == ["11 upcoming"])
        #expect(try standing("overdracht", to: "lea") == [])
        #expect(try standing("oudste", to: "kim") == ["11 notBegun", "13 notBegun"])
        #expect(try standing("oudste", to: "lea") == [])
        // Of a case that is there the state is known.
        _ = try town.desk(of: "kim", on: today).startCase("oudste", subject: "11", group: nil)
        #expect(try standing("oudste", to: "lea") == ["11 busy"])
    }

    @Test("the login and the pupils of a member of staff are for who keeps them, and for that one")
    func person() throws {
        let town = Town(changes: [
            (
                "dik: {naam: Dik, rollen: [directeur]}",
                "dik: {naam: Dik, login: d.dik, rollen: [directeur, {mentor: \"11\"}]}"
            ),
            (
                "directeur: {titel: directeur}",
                "directeur: {titel: directeur}\n  mentor: {titel: mentor, per: leerling}"
            ),
        ])
        #expect(town.faults == [])
        func shown(to person: PersonID) throws -> String {
            let dik = try town.desk(of: person, on: today).showPerson("dik")
            return "\(dik.login ?? "-") \(dik.assignments.count)"
        }
        #expect(try shown(to: "kim") == "d.dik 2")
        #expect(try shown(to: "dik") == "d.dik 2")
        #expect(try shown(to: "lea") == "- 1")
    }

    @Test("who may not begin for a pupil does not learn in which group it is")
    func otherGroup() throws {
        func said(_ person: PersonID, _ group: String?, of pupil: String = "13") -> CaseworkFailure? {
            #expect(throws: CaseworkFailure.self) {
                try town.desk(of: person, on: today).startCase("oudste", subject: pupil, group: group)
            }
        }
        let refusal = said("lea", "rood")
        #expect(refusal == said("lea", "wit") && refusal != .inOtherGroup)
        // Nor whether it is known at all.
        #expect(said("lea", nil) == .groupOfNewNeeded("13"))
        #expect(said("lea", nil, of: "98") == .groupOfNewNeeded("98"))
        #expect(refusal == said("lea", "wit", of: "98"))
        #expect(said("kim", "rood") == .inOtherGroup)
    }

    @Test("why a case could not begin is told to who would see it; for another it is the card alone")
    func begins() throws {
        let card = Town.card(
            "stil",
            """
            zichtbaar_voor: [directeur]
            start: [{jaarlijks: [9 november], als: {jaargroep: 3}}]
            stappen: [{stap: praten, titel: Praten, kaart: gesprek}]
            """
        ).text.replacing("eigenaar: kc", with: "eigenaar: directeur")
        let town = Town(others: [("stil", card)])
        #expect(town.faults == [])
        try town.keep("12", on: today, ["groep": "rood", "inschrijving": "2025-08-01", "jaargroep": "3"])
        // The card that it calls has faults by now.
        let faulty = town.with(
            changes: [("stap: gesprek-voeren", "stap: gesprek voeren")], others: [("stil", card)])
        func told(to person: PersonID) throws -> [CaseworkFailure] {
            try faulty.desk(of: person, on: day("2026-11-10")).runDay(isTrial: true).failures
                .filter { $0.card == "stil" }.map(\.failure)
        }
        #expect(try told(to: "kim") == [.heldUp])
        #expect(try told(to: "dik").count == 1 && told(to: "dik") != [.heldUp])
    }
}
