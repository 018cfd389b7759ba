import CardEngine
import CaseStore
import Casework
import SchoolTime
import Testing

@Suite("Cards that call others")
struct CallingTests {
    /// Calls after a week, at each round anew.
    private static let caller = Town.card(
        "beller",
        """
        start: [{handmatig: [kc]}]
        stappen:
          - {stap: even, titel: Even wachten, wacht: 1 week}
          - {stap: roepen, titel: Roepen, kaart: gesprek, uitkomsten: {anders: verder}}
          - {stap: nog-eens, titel: Nog eens, wie: kc, uitkomsten: {ja: roepen, nee: verder}}
        """)

    /// Calls one card, and another as soon as that has ended.
    private static let chain = Town.card(
        "ketting",
        """
        start: [{handmatig: [kc]}]
        stappen:
          - {stap: terugkijken, titel: Terugkijken, kaart: kijkje, uitkomsten: {anders: verder}}
          - {stap: praten, titel: Praten, kaart: gesprek, uitkomsten: {anders: verder}}
        """)

    private static let look = Town.card(
        "kijkje",
        """
        start: [{handmatig: [kc]}]
        stappen:
          - {stap: zien, titel: Zien, wie: kc}
        """)

    /// Gives an occasion.
    private static func giver(_ moment: String) -> (name: String, text: String) {
        Town.card(
            "gever",
            """
            start: [{handmatig: [kc]}]
            stappen:
              - {stap: praten, titel: Praten, kaart: gesprek, aanleiding: \(moment), uitkomsten: {anders: verder}}
            """)
    }

    /// Calls a card when the pupil leaves.
    private static let leaver = Town.card(
        "vertrekker",
        """
        start: [{handmatig: [kc]}]
        stappen:
          - {stap: begeleiden, titel: Begeleiden, wie: kc}
          - {stap: praten, titel: Praten, kaart: gesprek, uitkomsten: {anders: verder}}
        onderbreek:
          - {bij: uitschrijving, naar: praten}
        """)

    /// Calls a card, and by its next version chooses by a field that was asked before.
    private static let asking = Town.card(
        "vrager",
        """
        start: [{handmatig: [kc]}]
        gegevens: {ernst: {titel: Ernst, soort: keuze, opties: [licht, zwaar]}}
        stappen:
          - {stap: praten, titel: Praten, kaart: gesprek, uitkomsten: {anders: verder}}
          - {stap: erna, titel: Erna, wie: kc, vul_aan: [ernst]}
        """)

    private static let choosing = (
        name: asking.name,
        text: asking.text.replacing("versie: 1", with: "versie: 2").replacing(
            "stappen:\n",
            with: "stappen:\n  - {stap: vooraf, titel: Vooraf, wie: kc, vul_in: [ernst]}\n"
        ).replacing(
            "  - {stap: erna",
            with:
                "  - {stap: route, titel: Welke route, kies: [{als: {ernst: zwaar}, naar: erna}, {anders: voltooid}]}\n"
                + "  - {stap: erna")
    )

    private static let cards = [caller, chain, look, leaver]

    private let town = Town(others: Self.cards)
    private let giving = Town(others: [Self.giver("aanleiding")])
    private let start = day("2026-11-02")

    /// The school where `gesprek` was withdrawn.
    private var withdrawn: Town {
        town.with(
            changes: [
                (
                    "kaart: gesprek\ntitel: Gesprek\nversie: 1\nstatus: vastgesteld",
                    "kaart: gesprek\ntitel: Gesprek\nversie: 1\nstatus: vervallen"
                )
            ], others: Self.cards)
    }

    private func begin(_ card: String, in town: Town) throws -> CaseID {
        #expect(town.faults == [])
        try town.keep("11", on: start, ["groep": "rood", "inschrijving": "2025-08-01", "jaargroep": "6"])
        return try town.desk(of: "kim", on: start).startCase(card, subject: "11", group: nil).caseID
    }

    private func complete(
        _ id: CaseID, _ visit: Int, _ outcome: String? = nil, on today: Day, in town: Town
    ) throws {
        var answers = StepAnswers()
        answers.outcome = outcome
        _ = try town.desk(of: "kim", on: today).completeStep(CaseReference(caseID: id, visit: visit), answers)
    }

    @Test(
        "a card that can't begin keeps nothing else of the child from being recorded, and is called once it can"
    )
    func withdrawnCard() throws {
        let id = try begin("beller", in: town)
        let withdrawn = withdrawn
        try withdrawn.keep("11", on: start + 8, ["tlv-einddatum": "2027-01-01"])
        let desk = try withdrawn.desk(of: "kim", on: start + 8)
        _ = try desk.suspend(id, reason: "Even niet")
        _ = try desk.resume(id, reason: "Weer wel")
        #expect(try withdrawn.states()[id]?.openVisits.map(\.step) == ["even"])
        let failures = try withdrawn.desk(of: "kim", on: start + 8).runDay().failures
        #expect(
            failures.map { $0.card } == ["beller"] && failures.map(\.failure) == [.cardWithdrawn("gesprek")])
        try town.run(start + 9)
        #expect(try town.states()[id]?.openVisits.map(\.step) == ["roepen"])
        #expect(try town.state("gesprek", "11")?.isRunning == true)
    }

    @Test("a case that can't call its card can be stopped, and lapses when its pupil leaves")
    func stopping() throws {
        let id = try begin("beller", in: town)
        let desk = try withdrawn.desk(of: "kim", on: start + 8)
        _ = try desk.stopCase(id, reason: "Niet meer nodig")
        #expect(try town.states()[id]?.ending?.reason == "Niet meer nodig")
        let other = CallingTests()
        let left = try other.begin("beller", in: other.town)
        _ = try other.withdrawn.desk(of: "dik", on: start + 8).report(.left, of: "11", on: start + 8)
        #expect(try other.town.states()[left]?.ending?.end == End.lapsed)
    }

    @Test("a called case ends although its caller can't go on")
    func chained() throws {
        let id = try begin("ketting", in: town)
        let called = try town.id("kijkje", "11")
        try complete(called, 1, on: start, in: withdrawn)
        #expect(try town.states()[called]?.isRunning == false)
        #expect(try town.states()[id]?.openVisits.map(\.step) == ["terugkijken"])
        try town.run(start + 1)
        #expect(try town.states()[id]?.openVisits.map(\.step) == ["praten"])
        #expect(try town.states()[id]?.visit(1)?.closedOn == start)
    }

    @Test("a called case that was reopened is still open for its caller")
    func reopened() throws {
        let id = try begin("beller", in: town)
        try town.run(start + 7)
        let called = try town.id("gesprek", "11")
        try complete(called, 1, "gehoord", on: start + 7, in: town)
        #expect(try town.states()[id]?.openVisits.map(\.step) == ["nog-eens"])
        _ = try town.desk(of: "kim", on: start + 7).reopen(
            CaseReference(caseID: called, visit: 1), reason: "Toch niet")
        try complete(id, 3, "ja", on: start + 7, in: town)
        #expect(try town.states()[id]?.visit(4)?.calledCase == called)
        try complete(called, 2, "gehoord", on: start + 8, in: town)
        #expect(try town.states()[id]?.visit(4)?.closedOn == start + 8)
    }

    @Test("an occasion that is given moves along with what it is, and a period stays one")
    func occasions() throws {
        for (moment, first, last) in [
            ("tlv-einddatum", "2027-02-01", "2027-02-01"), ("opp-ronde", "2027-02-08", "2027-02-19"),
        ] {
            let town = Town(others: [Self.giver(moment)])
            try town.keep(
                "11", on: start,
                ["groep": "rood", "inschrijving": "2025-08-01", "tlv-einddatum": "2027-02-01"])
            _ = try town.desk(of: "kim", on: start).startCase("gever", subject: "11", group: nil)
            #expect(
                try town.state("gesprek", "11")?.occasion
                    == Occasion(firstDay: day(first), lastDay: day(last), name: AttributeID(moment)))
            try town.keep("11", on: start + 1, ["tlv-einddatum": "2027-03-01"])
            let moved = moment == "tlv-einddatum" ? day("2027-03-01") : day(first)
            #expect(try town.state("gesprek", "11")?.occasion?.firstDay == moved)
        }
    }

    @Test("an ended case is reopened at the step that calls")
    func reopenedAtCall() throws {
        let id = try begin("gever", in: giving)
        let called = try giving.id("gesprek", "11")
        try complete(called, 1, "gehoord", on: start, in: giving)
        #expect(try giving.states()[id]?.isRunning == false)
        _ = try giving.desk(of: "kim", on: start + 1).reopen(
            CaseReference(caseID: id, visit: 1), reason: "Toch nog een gesprek.")
        #expect(try giving.states()[id]?.openVisits.map(\.step) == ["praten"])
    }

    @Test("what happened is met as soon as the card to which it leads can begin")
    func metLater() throws {
        let id = try begin("vertrekker", in: town)
        try withdrawn.keep("11", on: start + 2, ["uitschrijving": "2026-11-03"])
        #expect(try town.states()[id]?.openVisits.map(\.step) == ["begeleiden"])
        #expect(try withdrawn.run(start + 3).failures.isEmpty == false)
        #expect(try town.states()[id]?.openVisits.map(\.step) == ["begeleiden"])
        try town.run(start + 4)
        #expect(try town.states()[id]?.openVisits.map(\.step) == ["praten"])
    }

    @Test("the daily run says why a case can't go on after the case that it called ended")
    func stuck() throws {
        let asking = Town(others: [Self.asking])
        let id = try begin("vrager", in: asking)
        let town = asking.with(others: [Self.choosing])
        #expect(town.faults == [])
        _ = try town.desk(of: "kim", on: start).migrateCases([id], reason: "Beter.")
        try complete(try town.id("gesprek", "11"), 1, "gehoord", on: start, in: town)
        #expect(try town.states()[id]?.openVisits.map(\.step) == ["praten"])
        for night in 1...2 {
            let failures = try town.desk(of: "kim", on: start + night).runDay().failures
            guard case .refused(.choiceUndecided("route"), _)? = failures.first?.failure, failures.count == 1
            else {
                Issue.record("\(failures)")
                return
            }
        }
    }

    @Test("the daily run says so also of a case whose card calls no other")
    func stuckWithoutCalls() throws {
        let first = """
            start: [{handmatig: [kc]}]
            gegevens: {soort: {titel: Soort, soort: keuze, opties: [licht, zwaar]}}
            stappen:
              - {stap: vragen, titel: Vragen, wie: kc, vul_aan: [soort]}
              - {stap: wachten, titel: Wachten, wacht: 1 dag}
            """
        let choosing =
            first.replacing("vul_aan", with: "vul_in") + """

                  - {stap: route, titel: Route, kies: [{als: {soort: licht}, naar: voltooid}, {als: {soort: zwaar}, naar: napraten}]}
                  - {stap: napraten, titel: Napraten, wie: kc}
                """
        let plain = Town(others: [Town.card("wachter", first)])
        let id = try begin("wachter", in: plain)
        try complete(id, 1, nil, on: start, in: plain)
        let (name, text) = Town.card("wachter", choosing)
        let town = plain.with(others: [(name, text.replacing("versie: 1", with: "versie: 2"))])
        #expect(town.faults == [])
        _ = try town.desk(of: "kim", on: start).migrateCases([id], reason: "Beter.")
        for night in 1...2 {
            let failures = try town.desk(of: "kim", on: start + night).runDay().failures
            guard case .refused(.choiceUndecided("route"), _)? = failures.first?.failure, failures.count == 1
            else {
                Issue.record("\(failures)")
                return
            }
        }
        #expect(try town.states()[id]?.openVisits.map(\.step) == ["wachten"])
    }

    // MARK: - The deadline that it is given

    /// Calls with a term, anew when somebody says so.
    private static func limiting(_ term: String) -> Town {
        Town(others: [
            Town.card(
                "begrenzer",
                """
                start: [{handmatig: [kc]}]
                stappen:
                  - {stap: praten, titel: Praten, kaart: gesprek, termijn: \(term), uitkomsten: {anders: verder}}
                onderbreek:
                  - {uitkomst: opnieuw, door: [kc], naar: praten}
                """)
        ])
    }

    private func deadline(in town: Town) throws -> Day? { try town.state("gesprek", "11")?.deadline }

    @Test("a called case has the deadline of the step that called it, wherever that moves")
    func movingLimit() throws {
        let town = Self.limiting("2 weken voor tlv-einddatum")
        try town.keep(
            "11", on: start, ["groep": "rood", "inschrijving": "2025-08-01", "tlv-einddatum": "2027-02-01"])
        let id = try town.desk(of: "kim", on: start).startCase("begrenzer", subject: "11", group: nil).caseID
        #expect(try deadline(in: town) == day("2027-01-18"))
        try town.keep("11", on: start + 1, ["tlv-einddatum": "2027-03-01"])
        #expect(try deadline(in: town) == day("2027-02-15"))
        let kim = try town.desk(of: "kim", on: start + 2)
        _ = try kim.postpone(CaseReference(caseID: id, visit: 1), to: day("2027-02-16"), reason: "Ziek")
        #expect(try deadline(in: town) == day("2027-02-16"))
        _ = try kim.suspend(id, reason: "Even niet")
        _ = try town.desk(of: "kim", on: start + 5).resume(id, reason: "Weer wel")
        #expect(try deadline(in: town) == day("2027-02-19"))
        // What the owner of the called case gives it comes on top.
        let called = try town.id("gesprek", "11")
        _ = try town.desk(of: "kim", on: start + 5).postpone(
            CaseReference(caseID: called, visit: nil), to: day("2027-02-20"), reason: "Ziek")
        try town.keep("11", on: start + 6, ["tlv-einddatum": "2027-03-08"])
        #expect(try deadline(in: town) == day("2027-02-27"))
        try town.keep("11", on: start + 7, ["tlv-einddatum": ""])
        #expect(try deadline(in: town) == nil)
    }

    @Test("a case that was called and not waited for hears a day that is put right, too")
    func correctedLimit() throws {
        let town = Town(others: [
            Town.card(
                "doorganger",
                """
                start: [{handmatig: [kc]}]
                gegevens: {dag: {titel: Dag, soort: datum}}
                stappen:
                  - {stap: plannen, titel: Plannen, wie: kc, vul_in: [dag]}
                  - {stap: praten, titel: Praten, kaart: gesprek, meteen_verder: ja, termijn: 2 weken na dag}
                  - {stap: slot, titel: Slot, wie: kc}
                """)
        ])
        #expect(town.faults == [])
        let id = try begin("doorganger", in: town)
        var answers = StepAnswers()
        answers.values = [("dag", "2026-11-10")]
        _ = try town.desk(of: "kim", on: start).completeStep(CaseReference(caseID: id, visit: 1), answers)
        #expect(try deadline(in: town) == day("2026-11-24"))
        _ = try town.desk(of: "kim", on: start + 1).correct(
            CaseReference(caseID: id, visit: 1), [("dag", "2026-11-12")], reason: "Verschreven.")
        #expect(try deadline(in: town) == day("2026-11-26"))
    }

    /// Two days suspended, and a new visit a week after the first: what was suspended before does not count for it.
    @Test(
        "a new visit that takes up the case gives it its own deadline, also when that is the same day",
        arguments: [("2 weken", "2026-11-18", "2026-11-23"), ("1 februari", "2027-02-03", "2027-02-01")])
    func limitOfNewVisit(term: String, before: String, after: String) throws {
        let town = Self.limiting(term)
        let id = try begin("begrenzer", in: town)
        let called = try town.id("gesprek", "11")
        _ = try town.desk(of: "kim", on: start + 1).suspend(called, reason: "Even niet")
        _ = try town.desk(of: "kim", on: start + 3).resume(called, reason: "Weer wel")
        #expect(try deadline(in: town) == day(before))
        _ = try town.desk(of: "kim", on: start + 7).interruptCase(id, outcome: "opnieuw", reason: "Toch")
        #expect(try town.states()[id]?.visit(2)?.calledCase == called)
        #expect(try deadline(in: town) == day(after))
    }

    @Test("a card that counts back from its occasion is not called without one: the step before it says so")
    func withoutOccasion() throws {
        let town = Town(others: [
            Town.card(
                "gever",
                """
                start: [{handmatig: [kc]}]
                gegevens: {dag: {titel: Dag, soort: datum}}
                stappen:
                  - {stap: plannen, titel: Plannen, wie: kc, vul_aan: [dag]}
                  - {stap: praten, titel: Praten, kaart: terug, aanleiding: dag, uitkomsten: {anders: verder}}
                """),
            Town.card(
                "terug",
                """
                start: [{handmatig: [kc]}]
                stappen: [{stap: vooraf, titel: Vooraf, wie: kc, termijn: 1 week voor aanleiding}]
                """),
        ])
        let id = try begin("gever", in: town)
        let failure = #expect(throws: CaseworkFailure.self) {
            try complete(id, 1, on: start, in: town)
        }
        guard case .refused(.occasionUnknown("praten", "terug"), _)? = failure else {
            Issue.record("\(failure.map { "\($0)" } ?? "-")")
            return
        }
        var answers = StepAnswers()
        answers.values = [("dag", "2026-12-01")]
        _ = try town.desk(of: "kim", on: start).completeStep(CaseReference(caseID: id, visit: 1), answers)
        #expect(try town.state("terug", "11")?.occasion?.firstDay == day("2026-12-01"))
    }
}
