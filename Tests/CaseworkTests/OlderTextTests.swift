import CardEngine
import CaseStore
import Casework
import Evaluation
import SchoolTime
import Testing

/// What was hidden by an older text stays so by the next, and what is hidden now stays so where an older text still runs.
@Suite("What an older text shows")
struct OlderTextTests {
    private let today = day("2026-11-02")

    private static let listed = Town.card(
        "lijstkaart",
        """
        zichtbaar_voor: [kc, leerkracht]
        start: [{handmatig: [kc]}]
        gegevens:
          lijst:
            titel: Lijst
            soort: lijst
            kolommen:
              wat: {titel: Wat, soort: tekst}
              geheim: {titel: Geheim, soort: tekst, zichtbaar_voor: [kc]}
        stappen:
          - {stap: vullen, titel: Vullen, wie: kc, vul_in: [lijst]}
          - {stap: doen, titel: Doen, wie: kc}
        """)

    @Test("a column that a later text dropped is seen by nobody, nor is why it was put right")
    func droppedColumn() throws {
        let first = Town(others: [Self.listed])
        #expect(first.faults == [])
        try first.keep("11", on: today, ["groep": "rood", "inschrijving": "2025-08-01"])
        let id = try first.desk(of: "kim", on: today).startCase("lijstkaart", subject: "11", group: nil)
            .caseID
        try complete(id, 1, by: "kim", on: today, in: first, [("lijst", "wat;geheim\neen;ADHD\n")])
        _ = try first.desk(of: "kim", on: today).correct(
            CaseReference(caseID: id, visit: 1), [("lijst", "nr;wat;geheim\n1;een;ASS\n")],
            reason: "Het is ASS")
        func cells(_ town: Town, to person: PersonID) throws -> [FieldID] {
            let report = try town.desk(of: person, on: today + 2).showCase(id, asOf: today)
            return report.values.flatMap { filled -> [FieldID] in
                if case .rows(let rows) = filled.value { rows.flatMap(\.cells.keys).sorted() } else { [] }
            }
        }
        func reasons(_ town: Town, to person: PersonID, asOf past: Day?) throws -> [String?] {
            try (town.desk(of: person, on: today + 2).showCase(id, asOf: past).history ?? []).filter {
                if case .valuesCorrected = $0.fact { true } else { false }
            }.map(\.reason)
        }
        #expect(try cells(first, to: "kim") == ["geheim", "wat"])
        #expect(try cells(first, to: "lea") == ["wat"])
        #expect(try reasons(first, to: "kim", asOf: today) == ["Het is ASS"])
        let later = first.with(others: [
            (
                "lijstkaart",
                Self.listed.text.replacing("versie: 1", with: "versie: 2").replacing(
                    "      geheim: {titel: Geheim, soort: tekst, zichtbaar_voor: [kc]}\n", with: "")
            )
        ])
        #expect(later.faults == [])
        _ = try later.desk(of: "kim", on: today + 1).migrateCases([id], reason: "Minder vragen.")
        for person in ["kim", "lea"] as [PersonID] {
            #expect(try cells(later, to: person) == ["wat"])
            #expect(try reasons(later, to: person, asOf: today) == [nil])
            #expect(try reasons(later, to: person, asOf: nil) == [nil])
        }
    }

    @Test(
        "before a case goes on by another text it is told which columns other roles see, and which nobody any more"
    )
    func columnsOfAnotherText() throws {
        let first = Town(others: [Self.listed])
        let id = try first.desk(of: "kim", on: today)
            .startCase("lijstkaart", subject: "11", group: "rood").caseID
        try complete(id, 1, by: "kim", on: today, in: first, [("lijst", "wat;geheim\neen;ADHD\n")])
        func change(_ text: String, _ other: String) throws -> Migration.Change? {
            let later = Self.listed.text.replacing("versie: 1", with: "versie: 2").replacing(
                text, with: other)
            let town = first.with(others: [("lijstkaart", later)])
            #expect(town.faults == [])
            return try town.desk(of: "kim", on: today).migrateCases([id], reason: nil).first?.change
        }
        let seen = try change(
            "soort: tekst, zichtbaar_voor: [kc]", "soort: tekst, zichtbaar_voor: [kc, leerkracht]")
        #expect(seen?.shown.map(\.id) == ["geheim"] && seen?.unseen == [])
        let dropped = try change(
            "      geheim: {titel: Geheim, soort: tekst, zichtbaar_voor: [kc]}\n", "")
        #expect(dropped?.unseen.map(\.id) == ["geheim"] && dropped?.shown == [])
    }

    @Test("a card that is hidden by now is not called by an older text")
    func hiddenSince() throws {
        let caller = Town.card(
            "beller",
            """
            start: [{handmatig: [kc]}]
            stappen:
              - {stap: even, titel: Even wachten, wacht: 1 week}
              - {stap: roepen, titel: Roepen, kaart: gesprek, uitkomsten: {anders: verder}}
            """)
        let first = Town(others: [caller])
        #expect(first.faults == [])
        let id = try first.desk(of: "kim", on: today).startCase("beller", subject: "11", group: "rood").caseID
        let hidden = first.with(
            changes: [
                ("doel: Een gesprek.", "doel: Een gesprek.\nverborgen: ja\nzichtbaar_voor: [directeur]")
            ],
            others: [caller])
        try hidden.run(today + 8)
        #expect(try hidden.states()[id]?.openVisits.map(\.step) == ["even"])
        #expect(try hidden.states().count == 1)
        try first.run(today + 9)
        #expect(try hidden.states()[id]?.openVisits.map(\.step) == ["roepen"])
    }

    @Test(
        "a case of a card that is hidden by now does not end the wait of an older text",
        arguments: [false, true])
    func waitsForHidden(isHidden: Bool) throws {
        let waiter = Town.card(
            "wachter",
            """
            start: [{handmatig: [kc]}]
            stappen:
              - {stap: wachten, titel: Wachten, wacht: {kaart: gesprek}, termijn: 3 weken, uitkomsten: {gereed: verder, verlopen: verder}}
              - {stap: erna, titel: Erna, wie: kc}
            """)
        let first = Town(others: [waiter])
        #expect(first.faults == [])
        let id = try first.desk(of: "kim", on: today).startCase("wachter", subject: "11", group: "rood")
            .caseID
        let changes = [
            ("doel: Een gesprek.", "doel: Een gesprek.\nverborgen: ja\nzichtbaar_voor: [directeur]")
        ]
        let town = isHidden ? first.with(changes: changes, others: [waiter]) : first
        let other = try town.desk(of: "kim", on: today).startCase("gesprek", subject: "11", group: "rood")
            .caseID
        var answers = StepAnswers()
        answers.outcome = "gehoord"
        _ = try town.desk(of: "kim", on: today).completeStep(
            CaseReference(caseID: other, visit: 1), answers)
        #expect(try town.states()[id]?.openVisits.map(\.step) == [isHidden ? "wachten" : "erna"])
    }

    @Test("what more roles see by now is not proposed any more by an older text", arguments: [false, true])
    func proposed(isOpenNow: Bool) throws {
        let giver = Town.card(
            "gever",
            """
            start: [{handmatig: [directeur]}]
            gegevens: {diagnose: {titel: Diagnose, soort: tekst, bijzonder: ja, zichtbaar_voor: [directeur]}}
            stappen:
              - {stap: eerst, titel: Eerst, wie: directeur, vul_in: [diagnose]}
              - {stap: even, titel: Even wachten, wacht: 1 week}
              - {stap: roepen, titel: Roepen, kaart: ontvanger, neem_mee: {wat: diagnose}}
            """)
        let taker = Town.card(
            "ontvanger",
            """
            start: [{handmatig: [directeur]}]
            gegevens: {wat: {titel: Wat, soort: tekst, zichtbaar_voor: [directeur]}}
            stappen: [{stap: doen, titel: Doen, wie: directeur, vul_in: [wat]}]
            """)
        let first = Town(others: [giver, taker])
        #expect(first.faults == [])
        let id = try first.desk(of: "dik", on: today).startCase("gever", subject: "11", group: "rood").caseID
        try complete(id, 1, by: "dik", on: today, in: first, [("diagnose", "ADHD")])
        let changes = isOpenNow ? [("soort: tekst, zichtbaar_voor: [directeur]}}", "soort: tekst}}")] : []
        let town = first.with(changes: changes, others: [giver, taker])
        try town.run(today + 8)
        #expect(try town.state("ontvanger", "11")?.proposals == (isOpenNow ? [:] : ["wat": .text("ADHD")]))
    }

    @Test("nor by a second call, nor after the called case went over to a text that shows it to more")
    func proposedAgain() throws {
        let giver = Town.card(
            "gever",
            """
            start: [{handmatig: [directeur]}]
            gegevens:
              diagnose: {titel: Diagnose, soort: tekst, bijzonder: ja, zichtbaar_voor: [directeur]}
              rij: {titel: Rij, soort: lijst, kolommen: {geheim: {titel: Geheim, soort: tekst, zichtbaar_voor: [directeur]}, wat: {titel: Wat, soort: tekst}}}
            stappen:
              - {stap: eerst, titel: Eerst, wie: directeur, vul_in: [diagnose, rij]}
              - {stap: roepen, titel: Roepen, kaart: ontvanger, neem_mee: {wat-is: diagnose, rij: rij}, termijn: 1 week, uitkomsten: {verlopen: eerst, anders: verder}}
            """)
        let taker = Town.card(
            "ontvanger",
            """
            start: [{handmatig: [directeur]}]
            gegevens:
              wat-is: {titel: Wat is het, soort: tekst, zichtbaar_voor: [directeur]}
              rij: {titel: Rij, soort: lijst, kolommen: {geheim: {titel: Geheim, soort: tekst, zichtbaar_voor: [directeur]}, wat: {titel: Wat, soort: tekst}}}
            stappen: [{stap: doen, titel: Doen, wie: directeur, vul_in: [wat-is, rij]}]
            """)
        // By now all see the field, and the columns changed places.
        let wide = taker.text.replacing("versie: 1", with: "versie: 2")
            .replacing("soort: tekst, zichtbaar_voor: [directeur]}\n", with: "soort: tekst}\n")
            .replacing(
                "{geheim: {titel: Geheim, soort: tekst, zichtbaar_voor: [directeur]}, wat: {titel: Wat, soort: tekst}}",
                with:
                    "{wat: {titel: Wat, soort: tekst, zichtbaar_voor: [directeur]}, geheim: {titel: Geheim, soort: tekst}}"
            )
        let first = Town(others: [giver, taker])
        #expect(first.faults == [])
        let id = try first.desk(of: "dik", on: today).startCase("gever", subject: "11", group: "rood").caseID
        func fill(_ visit: Int, on day: Day, in town: Town) throws {
            try complete(
                id, visit, by: "dik", on: day, in: town,
                [("diagnose", "ADHD"), ("rij", "geheim,wat\nADHD,zo")])
        }
        func proposed(in town: Town, on day: Day) throws -> Set<FieldID> {
            let called = try town.id("ontvanger", "11")
            return try town.desk(of: "dik", on: day).form(for: CaseReference(caseID: called, visit: 1))
                .proposed
        }
        try fill(1, on: today, in: first)
        #expect(try proposed(in: first, on: today) == ["wat-is", "rij"])
        let town = first.with(others: [giver, ("ontvanger", wide)])
        let called = try town.id("ontvanger", "11")
        _ = try town.desk(of: "kim", on: today).migrateCases([called], reason: "Beter.")
        #expect(try proposed(in: town, on: today) == [])
        try town.run(today + 8)
        try fill(3, on: today + 8, in: town)
        #expect(try proposed(in: town, on: today + 8) == [])
        #expect(try town.state("ontvanger", "11")?.proposals == [:])
    }

    @Test(
        "a case of which the text is lost keeps no other from being listed, and is told to who would see it")
    func lost() throws {
        let quiet = Town.card(
            "stil",
            """
            zichtbaar_voor: [directeur]
            verborgen: ja
            start: [{handmatig: [directeur]}]
            stappen: [{stap: doen, titel: Doen, wie: directeur}]
            """
        ).text.replacing("eigenaar: kc", with: "eigenaar: directeur")
        let first = Town(others: [("stil", quiet)])
        #expect(first.faults == [])
        try first.keep("11", on: today, ["groep": "rood", "inschrijving": "2025-08-01"])
        let id = try first.desk(of: "dik", on: today).startCase("stil", subject: "11", group: nil).caseID
        let other = try first.desk(of: "kim", on: today).startCase("gesprek", subject: "11", group: nil)
            .caseID
        // By another text on the shelf the kept one is asked for, and is not there.
        let town = first.with(others: [("stil", quiet.replacing("versie: 1", with: "versie: 2"))])
        let lost = ObservedStore(town.store, losing: "stil")
        func desk(_ person: PersonID) throws -> Workplace {
            try town.desk(of: person, on: today, store: lost)
        }
        for person in ["dik", "kim", "lea"] as [PersonID] {
            #expect(try desk(person).listCases().map(\.caseID) == [other])
            #expect(
                try desk(person).listTasks(.everybodys(role: nil, group: nil)).map(\.reference.caseID) == [
                    other
                ])
            #expect(try desk(person).pupilOverview("11").cases.count == 1)
        }
        #expect(throws: CaseworkFailure.noSuchCase(id.rawValue)) { try desk("kim").showCase(id) }
        #expect(throws: CaseworkFailure.cardTextLost("stil", version: 1)) { try desk("dik").showCase(id) }
        #expect(try desk("kim").showStanding("gesprek").cards.count == 1)
        // What is told of other cards does not hang on it; of its own nothing is, and who would see it hears that.
        let standing = try desk("dik").showStanding()
        #expect(standing.cards.map(\.card.id).contains("gesprek"))
        #expect(!standing.cards.map(\.card.id).contains("stil"))
        #expect(standing.unreadable == ["stil"])
        #expect(try desk("dik").showStanding("gesprek").unreadable == [])
        #expect(try desk("dik").showStanding("stil").unreadable == ["stil"])
        #expect(try desk("kim").showStanding().unreadable == [])
        let figures = try desk("dik").evaluate("2026-2027")
        #expect(figures.cards.map(\.card.id).contains("gesprek"))
        #expect(!figures.cards.map(\.card.id).contains("stil"))
        #expect(figures.unreadable == ["stil"])
        #expect(try desk("dik").evaluate("2026-2027", cards: ["gesprek"]).unreadable == [])
        let alone = try desk("dik").evaluate("2026-2027", cards: ["stil"])
        #expect(alone.cards.isEmpty && alone.unreadable == ["stil"])
        #expect(try desk("kim").evaluate("2026-2027").unreadable == [])
        let known = ["gesprek", "overdracht", "plan", "ronde", "terugblik"]
        #expect(throws: CaseworkFailure.noFiguresOf("stil", known: known)) {
            try desk("kim").evaluate("2026-2027", cards: ["stil"])
        }
        // Nor does it keep anybody from recording that the pupil left.
        _ = try desk("kim").report(.left, of: "11", on: today)
        #expect(try town.states()[other]?.isRunning == false)
    }

    @Test("what a case is told while its text is lost, it hears once that is back", arguments: [false, true])
    func toldWhileLost(isReopened: Bool) throws {
        let caller = Town.card(
            "beller",
            """
            start: [{handmatig: [kc]}]
            stappen:
              - {stap: roepen, titel: Roepen, kaart: gesprek, uitkomsten: {anders: verder}}
              - {stap: erna, titel: Erna, wie: kc}
            """)
        let first = Town(others: [caller])
        #expect(first.faults == [])
        let id = try first.desk(of: "kim", on: today).startCase("beller", subject: "11", group: "rood").caseID
        let called = try first.id("gesprek", "11")
        let town = first.with(
            others: [("beller", caller.text.replacing("versie: 1", with: "versie: 2"))])
        let desk = try town.desk(
            of: "kim", on: today + 1, store: ObservedStore(town.store, losing: "beller"))
        var answers = StepAnswers()
        answers.outcome = "gehoord"
        _ = try desk.completeStep(CaseReference(caseID: called, visit: 1), answers)
        #expect(try desk.runDay().failures.map(\.failure) == [.caseTextLost])
        #expect(try first.states()[id]?.openVisits.map(\.step) == ["roepen"])
        if isReopened {
            _ = try desk.reopen(CaseReference(caseID: called, visit: 1), reason: "Nog iets.")
        }
        try first.run(today + 2)
        let state = try first.states()[id]
        #expect(state?.openVisits.map(\.step) == [isReopened ? "roepen" : "erna"])
        if !isReopened { #expect(state?.visits.last?.openedOn == today + 1) }
    }

    @Test(
        "a departure and an attribute that came while the text of a case was lost, it hears the night that it is back"
    )
    func newsWhileLost() throws {
        let card = Town.card(
            "wachter",
            """
            start: [{handmatig: [kc]}]
            stappen:
              - {stap: doen, titel: Doen, wie: kc, termijn: 2 weken voor tlv-einddatum}
            """)
        let first = Town(others: [card])
        #expect(first.faults == [])
        try first.keep("11", on: today, ["groep": "rood", "inschrijving": "2025-08-01"])
        let id = try first.desk(of: "kim", on: today).startCase("wachter", subject: "11", group: nil).caseID
        let town = first.with(others: [("wachter", card.text.replacing("versie: 1", with: "versie: 2"))])
        func desk(_ on: Day) throws -> Workplace {
            try town.desk(of: "dik", on: on, store: ObservedStore(town.store, losing: "wachter"))
        }
        _ = try desk(today + 1).keepPupil(
            PupilText(number: "11", attributes: [PupilText.Entry(name: "tlv-einddatum", text: "2027-02-15")]))
        try first.run(today + 2)
        #expect(try first.states()[id]?.visit(1)?.deadline == day("2027-02-01"))
        _ = try desk(today + 3).report(.left, of: "11", on: today + 3)
        #expect(try first.states()[id]?.isRunning == true)
        try first.run(today + 4)
        #expect(try first.states()[id]?.ending?.end == "vervallen")
    }
}
