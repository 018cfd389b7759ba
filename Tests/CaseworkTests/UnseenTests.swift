import CardEngine
import CaseStore
import Casework
import SchoolTime
import Testing

/// What somebody may not see keeps itself to itself, also where it goes wrong.
@Suite("What is not seen is not told")
struct UnseenTests {
    private let today = day("2026-11-02")

    /// A card that is the director's alone.
    private static func directors(_ name: String, hidden: Bool = true, _ rest: String) -> (
        name: String, text: String
    ) {
        let (name, text) = Town.card(
            name, (hidden ? "verborgen: ja\n" : "") + "zichtbaar_voor: [directeur]\n" + rest)
        return (name, text.replacing("eigenaar: kc", with: "eigenaar: directeur"))
    }

    /// The school with an attribute of which it knew another option before.
    private static func places(_ options: String) -> (text: String, other: String) {
        (
            "uitstroom: {titel: Uitstroom, soort: tekst}",
            "uitstroom: {titel: Uitstroom, soort: tekst}\n  plek: {titel: Plek, soort: keuze, opties: [\(options)]}"
        )
    }

    // MARK: - What goes wrong there

    @Test(
        "that a hidden case can't decide keeps nobody from recording a departure, and is told to who may know"
    )
    func undecided() throws {
        let rest = """
            start: [{handmatig: [directeur]}]
            stappen:
              - {stap: een, titel: Een, wie: directeur, daarna: voltooid}
              - {stap: keus, titel: Gaat de zorg mee?, kies: [{als: {plek: [vo, sbo]}, naar: twee}, {als: {plek: leeg}, naar: twee}]}
              - {stap: twee, titel: Twee, wie: directeur}
            onderbreek: [{bij: uitschrijving, naar: keus}]
            """
        let before = Town(changes: [Self.places("vo, sbo, so")])
        #expect(before.faults == [])
        try before.keep("11", on: today, ["groep": "rood", "inschrijving": "2025-08-01", "plek": "so"])
        let town = before.with(changes: [Self.places("vo, sbo")], others: [Self.directors("geheim", rest)])
        #expect(town.faults == [])
        let id = try town.desk(of: "dik", on: today).startCase("geheim", subject: "11", group: nil).caseID
        _ = try town.desk(of: "kim", on: today).report(.left, of: "11", on: today)
        #expect(try town.states()[id]?.openVisits.map(\.step) == ["een"])
        // It stays due, and only who sees the case hears of it.
        #expect(try town.desk(of: "kim", on: today + 1).runDay().failures.isEmpty)
        let told = try town.desk(of: "dik", on: today + 1).runDay().failures
        guard case .refused(.choiceUndecided("keus"), _)? = told.first?.failure else {
            Issue.record("\(told)")
            return
        }
    }

    @Test("nor does one that can't decide what comes after the last of its pupils")
    func undecidedAfterItems() throws {
        let first = Town.card(
            "kring", about: "groep",
            """
            zichtbaar_voor: [directeur]
            start: [{handmatig: [directeur]}]
            gegevens: {soort: {titel: Soort, soort: keuze, opties: [licht, zwaar]}}
            stappen:
              - {stap: begin, titel: Begin, wie: directeur, vul_aan: [soort]}
              - stap: elk
                titel: Elk
                voor_elke: leerling
                stappen: [{stap: kijken, titel: Kijken, wie: directeur}]
            """
        ).text.replacing("eigenaar: kc", with: "eigenaar: directeur\nverborgen: ja")
        let choice = """

              - {stap: keus, titel: Is het mishandeling?, kies: [{als: {soort: licht}, naar: voltooid}, {als: {soort: zwaar}, naar: slot}]}
              - {stap: slot, titel: Slot, wie: directeur}
            """
        let plain = Town(others: [("kring", first)])
        #expect(plain.faults == [])
        try plain.keep("11", on: today, ["groep": "rood", "inschrijving": "2025-08-01"])
        let id = try plain.desk(of: "dik", on: today).startCase("kring", subject: "rood", group: nil).caseID
        try complete(id, 1, by: "dik", on: today, in: plain)
        let later = first.replacing("versie: 1", with: "versie: 2").replacing("vul_aan", with: "vul_in")
        let town = plain.with(others: [("kring", later + choice)])
        #expect(town.faults == [])
        _ = try town.desk(of: "dik", on: today).migrateCases([id], reason: "Beter.")
        _ = try town.desk(of: "kim", on: today).report(.left, of: "11", on: today)
        #expect(try town.states()[id]?.openVisits.map(\.step) == ["elk", "kijken"])
        #expect(try town.desk(of: "kim", on: today + 1).runDay().failures.isEmpty)
        #expect(try town.desk(of: "dik", on: today + 1).runDay().failures.map(\.caseID) == [id])
    }

    /// A hidden case calls a card that everybody sees, and after it one that calls a third.
    private static let chain: [(name: String, text: String)] = [
        directors(
            "geheim",
            """
            start: [{handmatig: [directeur]}]
            stappen:
              - {stap: praten, titel: Praten, kaart: gesprek, uitkomsten: {anders: verder}}
              - {stap: onderzoeken, titel: Onderzoeken, kaart: onderzoek}
            """),
        directors(
            "onderzoek", hidden: false,
            """
            start: [{handmatig: [directeur]}]
            stappen: [{stap: zetten, titel: Zetten, kaart: zet}]
            """),
        directors(
            "zet", hidden: false,
            """
            start: [{handmatig: [directeur]}]
            stappen: [{stap: doen, titel: Doen, wie: directeur}]
            """),
    ]

    @Test("a fault further on in what called the case of a step keeps nobody from closing that step")
    func faultBeyondCaller() throws {
        let town = Town(others: Self.chain)
        #expect(town.faults == [])
        try town.keep("11", on: today, ["groep": "rood", "inschrijving": "2025-08-01"])
        let id = try town.desk(of: "dik", on: today).startCase("geheim", subject: "11", group: nil).caseID
        let called = try town.id("gesprek", "11")
        let faulty = town.with(changes: [("stap: doen", "stap: doen doen")], others: Self.chain)
        var answers = StepAnswers()
        answers.outcome = "gehoord"
        let progress = try faulty.desk(of: "kim", on: today).completeStep(
            CaseReference(caseID: called, visit: 1), answers)
        #expect(progress.hasEnded)
        #expect(try town.states()[id]?.openVisits.map(\.step) == ["praten"])
        #expect(try town.states().count == 2)
        let told = try faulty.desk(of: "dik", on: today + 1).runDay().failures
        #expect(told.filter { $0.caseID == id }.map(\.failure) == [.cardHasFaults("zet")])
        #expect(try town.states()[id]?.openVisits.map(\.step) == ["praten"])
        #expect(try faulty.desk(of: "kim", on: today + 1).runDay().failures.allSatisfy { $0.caseID == nil })
        // It goes on as soon as it can.
        try town.run(today + 2)
        #expect(try town.states()[id]?.openVisits.map(\.step) == ["onderzoeken"])
        #expect(try town.state("zet", "11")?.isRunning == true)
    }

    @Test("who finishes the step before a call that can't be made is still refused, and nothing is kept")
    func ownCall() throws {
        let others =
            Self.chain + [
                Self.directors(
                    "roeper", hidden: false,
                    """
                    start: [{handmatig: [directeur]}]
                    stappen:
                      - {stap: eerst, titel: Eerst, wie: directeur}
                      - {stap: roepen, titel: Roepen, kaart: onderzoek}
                    """)
            ]
        let town = Town(others: others)
        #expect(town.faults == [])
        try town.keep("11", on: today, ["groep": "rood", "inschrijving": "2025-08-01"])
        let id = try town.desk(of: "dik", on: today).startCase("roeper", subject: "11", group: nil).caseID
        let before = try town.states()
        let faulty = town.with(changes: [("stap: doen", "stap: doen doen")], others: others)
        #expect(throws: CaseworkFailure.cardHasFaults("zet")) {
            try complete(id, 1, by: "dik", on: today, in: faulty)
        }
        #expect(try town.states() == before)
    }

    @Test(
        "of a case that somebody may not see the daily run tells the card, and not the step at which it stands"
    )
    func dailyRun() throws {
        let first = Self.directors(
            "stil", hidden: false,
            """
            start: [{handmatig: [directeur]}]
            gegevens: {soort: {titel: Soort, soort: keuze, opties: [licht, zwaar]}}
            stappen:
              - {stap: vragen, titel: Vragen, wie: directeur, vul_aan: [soort]}
              - {stap: wachten, titel: Wachten, wacht: 1 dag}
            """)
        let later = first.text.replacing("versie: 1", with: "versie: 2").replacing("vul_aan", with: "vul_in")
        let choice = """

              - {stap: route, titel: Is het mishandeling?, kies: [{als: {soort: licht}, naar: voltooid}, {als: {soort: zwaar}, naar: erna}]}
              - {stap: erna, titel: Erna, wie: directeur}
            """
        let plain = Town(others: [first])
        try plain.keep("11", on: today, ["groep": "rood", "inschrijving": "2025-08-01"])
        let id = try plain.desk(of: "dik", on: today).startCase("stil", subject: "11", group: nil).caseID
        try complete(id, 1, by: "dik", on: today, in: plain)
        let town = plain.with(others: [("stil", later + choice)])
        #expect(town.faults == [])
        _ = try town.desk(of: "dik", on: today).migrateCases([id], reason: "Beter.")
        func told(_ person: PersonID) throws -> [DayReport.Failure] {
            try town.desk(of: person, on: today + 1).runDay().failures
        }
        let unseen = try told("kim")
        #expect(unseen.map(\.card) == ["stil"] && unseen.map(\.caseID) == [nil])
        let sentences = Sentences(school: town.shelf.school)
        #expect(unseen.allSatisfy { !sentences.say($0.failure).contains("mishandeling") })
        #expect(try told("dik").map { sentences.say($0.failure).contains("mishandeling") } == [true])
    }

    // MARK: - Who was first

    private static let quiet = directors(
        "stil", hidden: false,
        """
        start: [{handmatig: [directeur]}]
        stappen:
          - {stap: een, titel: Een, wie: leerkracht}
          - {stap: twee, titel: Twee, wie: leerkracht, anders_dan: een}
          - {stap: drie, titel: Drie, wie: directeur}
        """)

    @Test("who was first is told to who could have done the step then and can now, and to nobody else")
    func first() throws {
        let town = Town(
            changes: [
                (
                    "lou: {naam: Lou,",
                    "lot: {naam: Lot, rollen: [{leerkracht: rood}]}\n  lou: {naam: Lou,"
                )
            ], others: [Self.quiet])
        #expect(town.faults == [])
        try town.keep("11", on: today, ["groep": "rood", "inschrijving": "2025-08-01"])
        let id = try town.desk(of: "dik", on: today).startCase("stil", subject: "11", group: nil).caseID
        try complete(id, 1, by: "lea", on: today, in: town)
        try complete(id, 2, by: "lot", on: today, in: town)
        func hears(_ person: PersonID, _ visit: Int, on day: Day) throws -> Bool {
            let failure = #expect(throws: CaseworkFailure.self) {
                try complete(id, visit, by: person, on: day, in: town)
            }
            if case .refused(.stepDone, _)? = failure { return true }
            #expect(failure == .noSuchCase(id.rawValue))
            return false
        }
        #expect(try hears("lot", 1, on: today))
        // Who did the first could never have done the second.
        #expect(try !hears("lea", 2, on: today))
        try town.keep("11", on: today + 1, ["groep": "wit"])
        for person in ["lea", "lot", "lou"] as [PersonID] {
            #expect(try !hears(person, 1, on: today + 1))
        }
        try complete(id, 3, by: "dik", on: today + 1, in: town)
        for person in ["lea", "lot", "lou"] as [PersonID] {
            #expect(try !hears(person, 1, on: today + 1))
        }
    }

    // MARK: - Who is there

    @Test("who may begin no case hears the same of every pupil and every group")
    func starting() throws {
        let (group, byItself) = (
            Town.card(
                "groepsgewijs",
                """
                start: [{handmatig: [leerkracht]}]
                stappen: [{stap: doen, titel: Doen, wie: kc}]
                """),
            Town.card(
                "vanzelf",
                """
                start: [{bij: inschrijving}]
                stappen: [{stap: doen, titel: Doen, wie: kc}]
                """)
        )
        let town = Town(others: [group, byItself])
        #expect(town.faults == [])
        try town.keep("11", on: today, ["groep": "rood", "inschrijving": "2025-08-01"])
        func answers(_ card: String, of person: PersonID, in group: String?) throws -> [CaseworkFailure?] {
            ["11", "99"].map { pupil in
                #expect(throws: CaseworkFailure.self) {
                    try town.desk(of: person, on: today).startCase(card, subject: pupil, group: group)
                }
            }
        }
        for group in [nil, "rood", "wit"] as [String?] {
            // The director begins nothing by it, whoever it is about.
            let director = try answers("groepsgewijs", of: "dik", in: group)
            #expect(Set(director.map { "\(String(describing: $0))" }).count == 1)
            guard case .refused(.roleNeeded, _)? = director.first ?? nil else {
                Issue.record("\(director)")
                continue
            }
            let byItself = try answers("vanzelf", of: "lea", in: group)
            for failure in byItself {
                guard case .refused(.notByHand, _)? = failure else {
                    Issue.record("\(byItself)")
                    continue
                }
            }
        }
        // The teacher of another group does not hear that the pupil is known.
        #expect(
            try answers("groepsgewijs", of: "lou", in: nil) == [
                .groupOfNewNeeded("11"), .groupOfNewNeeded("99"),
            ])
        let elsewhere = try answers("groepsgewijs", of: "lou", in: "rood")
        #expect(elsewhere.first == elsewhere.last)
        let whole = #expect(throws: CaseworkFailure.self) {
            try town.desk(of: "lea", on: today).startCases("vanzelf", wholeGroup: "rood")
        }
        guard case .refused(.notByHand, _)? = whole else {
            Issue.record("\(String(describing: whole))")
            return
        }
    }

    @Test("in which group a pupil is, is not told to who may begin for everybody and knows of no pupil")
    func startingElsewhere() throws {
        let town = Town(
            changes: [
                ("ouders: {titel: ouders,", "medewerker: {titel: medewerker}\n  ouders: {titel: ouders,"),
                (
                    "kim: {naam: Kim, rollen: [kc]}",
                    "kim: {naam: Kim, rollen: [kc]}\n  mo: {naam: Mo, rollen: [medewerker]}"
                ),
                ("groepen:\n", "beheer: [directeur]\ngroepen:\n"),
            ],
            others: [
                Town.card(
                    "melden",
                    """
                    start: [{handmatig: [medewerker, kc, directeur]}]
                    stappen: [{stap: doen, titel: Doen, wie: kc}]
                    """)
            ])
        #expect(town.faults == [])
        try town.keep("11", on: today, ["groep": "rood", "inschrijving": "2025-08-01"])
        let begun = try town.desk(of: "mo", on: today).startCase("melden", subject: "11", group: "wit")
        #expect(begun.subject.group == "rood")
        #expect(throws: CaseworkFailure.inOtherGroup) {
            try town.desk(of: "dik", on: today).startCase("melden", subject: "11", group: "wit")
        }
    }

    @Test("which rows a list has is not told to who may not see it")
    func rowNumbers() throws {
        let town = Town(others: [
            Town.card(
                "rijen",
                """
                zichtbaar_voor: [kc]
                start: [{handmatig: [kc]}]
                gegevens:
                  lijst: {titel: Lijst, soort: lijst, kolommen: {wat: {titel: Wat, soort: tekst}}}
                stappen:
                  - {stap: vullen, titel: Vullen, wie: kc, vul_in: [lijst]}
                  - {stap: doen, titel: Doen, wie: leerkracht}
                """)
        ])
        #expect(town.faults == [])
        try town.keep("11", on: today, ["groep": "rood", "inschrijving": "2025-08-01"])
        let id = try town.desk(of: "kim", on: today).startCase("rijen", subject: "11", group: nil).caseID
        try complete(id, 1, by: "kim", on: today, in: town, [("lijst", "wat\na\nb\n")])
        func answer(_ row: Int) throws -> CaseworkFailure? {
            #expect(throws: CaseworkFailure.self) {
                try complete(id, 2, by: "lea", on: today, in: town, [("lijst", "nr;wat\n\(row);a\n")])
            }
        }
        #expect(try answer(2) == answer(9))
    }

    @Test("whether a case is suspended is not told to who only sees that it runs")
    func suspended() throws {
        let town = Town(others: [
            Self.directors(
                "stil", hidden: false,
                """
                start: [{handmatig: [kc]}]
                stappen: [{stap: doen, titel: Doen, wie: directeur}]
                """)
        ])
        #expect(town.faults == [])
        let id = try town.desk(of: "kim", on: today).startCase("stil", subject: "11", group: "rood").caseID
        _ = try town.desk(of: "dik", on: today).suspend(id, reason: "Onderzoek")
        #expect(try town.desk(of: "dik", on: today).showCase(id).isSuspended)
        #expect(try !town.desk(of: "kim", on: today).showCase(id).isSuspended)
    }
}
