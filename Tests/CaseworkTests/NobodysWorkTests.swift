import CardEngine
import CaseStore
import Casework
import SchoolTime
import Testing

/// What nobody can do is work of the owner of the card, who can let somebody do it.
@Suite("Work that is nobody's")
struct NobodysWorkTests {
    private static let card = """
        kaart: twee
        titel: Twee ogen
        versie: 1
        status: vastgesteld
        betreft: leerling
        eigenaar: directeur
        doel: Zien.
        start: [{handmatig: [leerkracht, kc, directeur]}]
        stappen:
          - {stap: een, titel: Een, wie: leerkracht, termijn: 1 week}
          - {stap: twee, titel: Twee, wie: leerkracht, anders_dan: een, termijn: 1 week}
        """

    private func toAssign(_ town: Town, by person: PersonID, on text: String) throws -> [StepID] {
        try town.desk(of: person, on: day(text)).listTasks().filter(\.isToAssign).map(\.step.id)
    }

    @Test("a role of a group that nobody holds for that group any more, though somebody does for another")
    func group() throws {
        let town = Town(
            changes: [("[{leerkracht: rood}]", "[{leerkracht: rood, tot_en_met: 2026-10-11}]")],
            others: [("twee", Self.card)])
        #expect(town.faults == [])
        try town.keep("11", on: day("2026-09-01"), ["groep": "rood", "inschrijving": "2025-08-01"])
        _ = try town.desk(of: "lea", on: day("2026-09-07")).startCase("twee", subject: "11", group: nil)
        #expect(try toAssign(town, by: "dik", on: "2026-10-11") == [])
        #expect(try toAssign(town, by: "dik", on: "2026-10-12") == ["een"])
        #expect(try toAssign(town, by: "kim", on: "2026-10-12") == [])
    }

    @Test(
        "each night is told for which groups with pupils nobody holds a role, or which the school does not have"
    )
    func leftAlone() throws {
        let town = Town(changes: [("[{leerkracht: rood}]", "[{leerkracht: rood, tot_en_met: 2026-10-11}]")])
        try town.keep("11", on: day("2026-09-01"), ["groep": "rood", "inschrijving": "2025-08-01"])
        try town.keep("12", on: day("2026-09-01"), ["groep": "wit", "inschrijving": "2025-08-01"])
        #expect(try town.run(day("2026-10-11")).groupsWithoutRole == [])
        #expect(try town.run(day("2026-10-12")).groupsWithoutRole == ["rood"])
        // Somebody gave the group another name, and the pupils kept the old one.
        let renamed = town.with(changes: [
            ("wit: {titel: Groep Wit}", "zon: {titel: Groep Zon}"),
            ("[{leerkracht: wit}]", "[{leerkracht: zon}]"),
        ])
        #expect(renamed.faults == [])
        #expect(try renamed.run(day("2026-10-13")).groupsWithoutRole == ["wit"])
    }

    @Test("each night is told which groups stand empty while cards count on them")
    func empty() throws {
        let town = Town()
        func told(_ town: Town, _ date: String) throws -> DayReport.EmptyGroups? {
            try town.run(day(date), isTrial: true).emptyGroups
        }
        // Where nobody is kept in a group, nobody can tell.
        #expect(try told(town, "2026-09-01") == nil)
        try town.keep("11", on: day("2026-09-01"), ["groep": "rood", "inschrijving": "2025-08-01"])
        #expect(try told(town, "2026-09-02")?.groups == ["wit"])
        #expect(try told(town, "2026-09-02")?.cards == ["ronde"])
        // Who comes later is known to come.
        try town.keep("12", on: day("2026-09-02"), ["groep": "wit", "inschrijving": "2026-10-01"])
        #expect(try told(town, "2026-09-03") == nil)
        try town.keep("12", on: day("2026-11-01"), ["uitschrijving": "2026-11-05"])
        #expect(try told(town, "2026-11-05") == nil)
        #expect(try told(town, "2026-11-06")?.groups == ["wit"])
        // It has its round all the same: who comes later finds it.
        let begun = try town.desk(of: "kim", on: day("2027-01-18")).runDay().starts
        #expect(begun.filter { $0.card == "ronde" }.map(\.subject.id) == ["rood", "wit"])
    }

    @Test(
        "a card counts on empty groups when it begins for them, has a branch for each, or waits for theirs",
        arguments: [
            ("leerling", "handmatig: [kc]", "- {stap: doen, titel: Doen, wie: kc}", false),
            ("groep", "handmatig: [kc]", "- {stap: doen, titel: Doen, wie: kc}", false),
            ("groep", "jaarlijks: [maart]", "- {stap: doen, titel: Doen, wie: kc}", true),
            (
                "school", "handmatig: [kc]",
                "- {stap: elke, titel: Elke, voor_elke: groep, stappen: [{stap: doen, titel: Doen, wie: kc}]}",
                true
            ),
            (
                "school", "handmatig: [kc]",
                "- {stap: op, titel: Op, wacht: {kaart: ronde}, termijn: 1 week, uitkomsten: {gereed: verder, verlopen: verder}}",
                true
            ),
        ])
    func countsOnEmpty(subject: String, start: String, step: String, counts: Bool) throws {
        let town = Town(
            changes: [("  - jaarlijks: [3 weken voor opp-ronde]\n", "")],
            others: [Town.card("proef", about: subject, "start: [{\(start)}]\nstappen:\n  \(step)")])
        #expect(town.faults == [])
        try town.keep("11", on: day("2026-09-01"), ["groep": "rood", "inschrijving": "2025-08-01"])
        #expect(try town.run(day("2026-09-02")).emptyGroups?.cards == (counts ? ["proef"] : nil))
    }

    @Test("a school year without a file is told, from June on that of the next year too")
    func missingYears() throws {
        let town = Town()
        for (date, years) in [
            ("2027-05-31", []), ("2027-06-01", [2027]), ("2027-07-31", [2027]), ("2027-08-01", [2027]),
            ("2028-06-01", [2027, 2028]),
        ] {
            let told = try town.run(day(date), isTrial: true).missingYears
            #expect(told == years.map(SchoolYearNumber.init(startYear:)), "\(date)")
        }
    }

    @Test("a step for another than who did the first, in a group with one teacher")
    func other() throws {
        let town = Town(others: [("twee", Self.card)])
        #expect(town.faults == [])
        try town.keep("11", on: day("2026-09-01"), ["groep": "rood", "inschrijving": "2025-08-01"])
        let lea = try town.desk(of: "lea", on: day("2026-09-07"))
        let id = try lea.startCase("twee", subject: "11", group: nil).caseID
        _ = try lea.completeStep(CaseReference(caseID: id, visit: 1), StepAnswers())
        #expect(try lea.listTasks().isEmpty)
        #expect(try toAssign(town, by: "dik", on: "2026-09-08") == ["twee"])
    }

    /// Steps that ask by roles alone.
    private static let plain = card.replacing("kaart: twee", with: "kaart: vlak")
        .replacing(", anders_dan: een", with: "")

    @Test("of what a role can do no history is read")
    func byTheIndex() throws {
        let town = Town(others: [("twee", Self.card), ("vlak", Self.plain)])
        #expect(town.faults == [])
        let lea = try town.desk(of: "lea", on: day("2026-09-07"))
        var ids: [CaseID] = []
        for number in ["11", "12", "13"] {
            try town.keep(number, on: day("2026-09-01"), ["groep": "rood", "inschrijving": "2025-08-01"])
            ids.append(try lea.startCase("vlak", subject: number, group: nil).caseID)
        }
        let observed = ObservedStore(town.store)
        let dik = try town.desk(of: "dik", on: day("2026-09-08"), store: observed)
        #expect(try dik.listTasks().isEmpty)
        #expect(observed.written.lookedAt.isDisjoint(with: ids))
        let other = try lea.startCase("twee", subject: "11", group: nil).caseID
        _ = try dik.listTasks()
        #expect(observed.written.lookedAt.intersection(ids + [other]) == [other])
    }

    @Test("who holds a role for one group holds it for no other, also where one looked at that group before")
    func groups() throws {
        let town = Town(
            changes: [("[{leerkracht: rood}]", "[{leerkracht: rood, tot_en_met: 2026-10-11}]")],
            others: [("vlak", Self.plain)])
        for (number, group, person, start) in [
            ("11", "rood", "lea", "2026-09-07"), ("12", "wit", "lou", "2026-09-08"),
        ] as [(String, String, PersonID, String)] {
            try town.keep(number, on: day("2026-09-01"), ["groep": group, "inschrijving": "2025-08-01"])
            _ = try town.desk(of: person, on: day(start)).startCase("vlak", subject: number, group: nil)
        }
        // That of the other group began last, and is looked at first.
        let dik = try town.desk(of: "dik", on: day("2026-10-12"))
        #expect(try dik.listTasks().filter(\.isToAssign).map(\.subject.id) == ["11"])
        let before = try town.desk(of: "dik", on: day("2026-10-11"))
        for (group, holder) in [("rood", "lea"), ("wit", "lou"), ("rood", "lea")] as [(GroupID, PersonID)] {
            let pupil = Subject(kind: .pupil, id: "13", group: group)
            #expect(before.holders(of: "leerkracht", for: pupil).map(\.id) == [holder])
        }
    }

    @Test("a step that is only of somebody who has left, beside one that a role can do")
    func assigned() throws {
        let town = Town(
            changes: [("[{leerkracht: rood}]", "[{leerkracht: rood, tot_en_met: 2026-10-11}]")],
            others: [("vlak", Self.plain)])
        for number in ["11", "12"] {
            try town.keep(number, on: day("2026-09-01"), ["groep": "rood", "inschrijving": "2025-08-01"])
        }
        let lea = try town.desk(of: "lea", on: day("2026-09-07"))
        let id = try lea.startCase("vlak", subject: "11", group: nil).caseID
        _ = try lea.startCase("vlak", subject: "12", group: nil)
        let dik = try town.desk(of: "dik", on: day("2026-10-12"))
        _ = try dik.assign(CaseReference(caseID: id, visit: 1), to: "kim", reason: "Lea is weg.")
        // That of the other case is still nobody's.
        #expect(try dik.listTasks().filter(\.isToAssign).map(\.subject.id) == ["12"])
        let later = town.with(
            changes: [
                ("[{leerkracht: rood}]", "[{leerkracht: rood}]"),
                ("  kim: {naam: Kim, rollen: [kc]}", "  lot: {naam: Lot, rollen: [kc]}"),
            ], others: [("vlak", Self.plain)])
        #expect(later.faults == [])
        #expect(try toAssign(later, by: "dik", on: "2026-10-13") == ["een"])
    }

    @Test("a step about a pupil is nobody's when nobody holds the role in the group of that pupil")
    func ofItem() throws {
        let card = Town.card(
            "kring", about: "groep",
            """
            start: [{handmatig: [kc]}]
            stappen:
              - stap: elk
                titel: Elk
                voor_elke: leerling
                stappen: [{stap: kijken, titel: Kijken, wie: leerkracht}]
            """)
        let town = Town(
            changes: [("[{leerkracht: wit}]", "[{leerkracht: wit, tot_en_met: 2026-10-11}]")], others: [card])
        #expect(town.faults == [])
        try town.keep("11", on: day("2026-09-01"), ["groep": "rood", "inschrijving": "2025-08-01"])
        _ = try town.desk(of: "kim", on: day("2026-09-07")).startCase("kring", subject: "rood", group: nil)
        _ = try town.desk(of: "dik", on: day("2026-09-08")).report(
            .groupChanged, of: "11", on: nil, group: "wit")
        #expect(try toAssign(town, by: "kim", on: "2026-10-11") == [])
        #expect(try toAssign(town, by: "kim", on: "2026-10-12") == ["kijken"])
    }
}
