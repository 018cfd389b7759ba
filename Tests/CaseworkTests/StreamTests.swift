import CardEngine
import CaseStore
import Casework
import SchoolTime
import Testing

@Suite("Between cases")
struct StreamTests {
    private let town = Town()
    private let start = day("2026-11-02")

    private func plan(_ number: String = "11") throws -> CaseID {
        try town.desk(of: "lea", on: start).startCase("plan", subject: number, group: nil).caseID
    }

    @Test("an attribute that one case keeps, another one knows at once")
    func attributes() throws {
        try town.keep("11", on: start, ["groep": "rood", "inschrijving": "2025-08-01"])
        let id = try plan()
        var answers = StepAnswers()
        answers.values = [("bestemming", "havo")]
        _ = try town.desk(of: "lea", on: start).completeStep(CaseReference(caseID: id, visit: 1), answers)
        let report = try town.desk(of: "dik", on: start).showPupil("11")
        #expect(report.facts.attributes["uitstroom"] == .text("havo"))
    }

    @Test("who keeps an attribute has the history read of no case to which it can't matter")
    func historiesRead() throws {
        for number in ["11", "12"] {
            try town.keep(number, on: start, ["groep": "rood", "inschrijving": "2025-08-01"])
        }
        let (own, other) = (try plan(), try plan("12"))
        let observed = ObservedStore(town.store)
        var answers = StepAnswers()
        answers.values = [("bestemming", "havo")]
        _ = try town.desk(of: "lea", on: start, store: observed)
            .completeStep(CaseReference(caseID: own, visit: 1), answers)
        #expect(observed.written.read.intersection([own, other]) == [own])
    }

    @Test("a called case is opened, and its end is the outcome of the step, in one transaction")
    func calls() throws {
        try town.keep("11", on: start, ouders: 1, ["groep": "rood", "inschrijving": "2025-08-01"])
        let id = try plan()
        var answers = StepAnswers()
        answers.values = [("bestemming", "havo")]
        _ = try town.desk(of: "lea", on: start).completeStep(CaseReference(caseID: id, visit: 1), answers)
        _ = try town.desk(of: "lea", on: start).giveSignature(
            CaseReference(caseID: id, visit: 2), SignatureText(answer: "akkoord"))
        let called = try town.id("gesprek", "11")
        #expect(try town.states()[id]?.visit(3)?.calledCase == called)
        answers = StepAnswers()
        answers.outcome = "gehoord"
        _ = try town.desk(of: "kim", on: start).completeStep(CaseReference(caseID: called, visit: 1), answers)
        let state = try #require(try town.states()[id])
        #expect(state.visit(3)?.status == .closed("gehoord", start))
        #expect(state.openVisits.map(\.step) == ["besluiten"])
    }

    @Test("a consent that is withdrawn ends the provision that waits for it")
    func consents() throws {
        try town.keep("11", on: start, ouders: 1, ["groep": "rood", "inschrijving": "2025-08-01"])
        let id = try plan()
        var answers = StepAnswers()
        answers.values = [("bestemming", "havo")]
        _ = try town.desk(of: "lea", on: start).completeStep(CaseReference(caseID: id, visit: 1), answers)
        _ = try town.desk(of: "lea", on: start).giveSignature(
            CaseReference(caseID: id, visit: 2), SignatureText(answer: "akkoord"))
        let handover = try town.desk(of: "kim", on: start).startCase("overdracht", subject: "11", group: nil)
            .caseID
        answers.values = [("dossier", "ESIS-1")]
        _ = try town.desk(of: "kim", on: start).completeStep(
            CaseReference(caseID: handover, visit: 1), answers)
        #expect(try town.states()[handover]?.openVisits.map(\.step) == ["geven"])
        _ = try town.desk(of: "lea", on: start + 1).withdrawConsent("delen", of: "11", for: nil)
        let state = try #require(try town.states()[handover])
        #expect(state.ending?.end == "zonder")
        #expect(throws: CaseworkFailure.noSuchConsent("delen", for: nil, known: [])) {
            try town.desk(of: "lea", on: start + 1).withdrawConsent("delen", of: "11", for: nil)
        }
    }

    @Test("a pupil who leaves ends its cases, along the interrupt where the card has one")
    func leaving() throws {
        try town.keep("11", on: start, ["groep": "rood", "inschrijving": "2025-08-01"])
        let id = try plan()
        let handover = try town.desk(of: "kim", on: start).startCase("overdracht", subject: "11", group: nil)
            .caseID
        _ = try town.desk(of: "dik", on: start + 2).report(.left, of: "11", on: start + 2)
        #expect(try town.states()[id]?.ending?.end == End.lapsed)
        #expect(try town.states()[handover]?.ending?.end == "zonder")
    }

    @Test("a pupil who changes group takes its open steps along")
    func changingGroup() throws {
        try town.keep("11", on: start, ["groep": "rood", "inschrijving": "2025-08-01"])
        _ = try plan()
        #expect(try town.desk(of: "lea", on: start).listTasks().count == 1)
        #expect(try town.desk(of: "lou", on: start).listTasks().isEmpty)
        _ = try town.desk(of: "dik", on: start + 1).report(
            .groupChanged, of: "11", on: start + 1, group: "wit")
        #expect(try town.desk(of: "lea", on: start + 1).listTasks().isEmpty)
        #expect(try town.desk(of: "lou", on: start + 1).listTasks().count == 1)
    }

    @Test("a wait for another card ends when every pupil of the group has had one")
    func waiting() throws {
        for number in ["11", "12"] {
            try town.keep(number, on: start, ["groep": "rood", "inschrijving": "2025-08-01"])
        }
        try town.keep("13", on: start, ["groep": "wit", "inschrijving": "2025-08-01"])
        let round = try town.desk(of: "kim", on: start).startCase("ronde", subject: "rood", group: nil).caseID
        for (offset, number) in ["11", "12"].enumerated() {
            #expect(try town.states()[round]?.openVisits.map(\.step) == ["wachten"])
            let talk = try town.desk(of: "kim", on: start + offset)
                .startCase("gesprek", subject: number, group: nil).caseID
            var answers = StepAnswers()
            answers.outcome = "gehoord"
            _ = try town.desk(of: "kim", on: start + offset)
                .completeStep(CaseReference(caseID: talk, visit: 1), answers)
        }
        let state = try #require(try town.states()[round])
        #expect(state.visit(1)?.status == .closed("gereed", start + 1))
        #expect(state.openVisits.map(\.step) == ["bespreken"])
    }

    @Test("such a wait is over no sooner than who had none has left, or went to another group")
    func waitingForWhoLeft() throws {
        let town = Town(round: Town.round.replacing("termijn: aanleiding", with: "termijn: 8 weken"))
        for number in ["11", "12", "13", "14"] {
            let group = Int(number)! < 13 ? "rood" : "wit"
            try town.keep(number, on: start, ["groep": group, "inschrijving": "2025-08-01"])
        }
        let rounds = try ["rood", "wit"].map {
            try town.desk(of: "kim", on: start).startCase("ronde", subject: $0, group: nil).caseID
        }
        for number in ["11", "13"] {
            let talk = try town.desk(of: "kim", on: start)
                .startCase("gesprek", subject: number, group: nil).caseID
            var answers = StepAnswers()
            answers.outcome = "gehoord"
            _ = try town.desk(of: "kim", on: start)
                .completeStep(CaseReference(caseID: talk, visit: 1), answers)
        }
        _ = try town.desk(of: "dik", on: start + 1).report(.left, of: "12", on: start + 3)
        _ = try town.desk(of: "dik", on: start + 2).report(
            .groupChanged, of: "14", on: start + 1, group: "rood")
        _ = try town.desk(of: "dik", on: start + 7).report(.left, of: "14", on: start + 6)
        _ = try town.desk(of: "dik", on: start + 9).runDay()
        let states = try town.states()
        #expect(states[rounds[0]]?.visit(1)?.status == .closed("gereed", start + 7))
        #expect(states[rounds[1]]?.visit(1)?.status == .closed("gereed", start + 2))
    }

    @Test("a called card that can't begin refuses the command that called it, as a whole")
    func missingCard() throws {
        let town = Town(talk: Town.talk.replacing("status: vastgesteld", with: "status: vervallen"))
        try town.keep("11", on: start, ["groep": "rood", "inschrijving": "2025-08-01"])
        let id = try town.desk(of: "lea", on: start).startCase("plan", subject: "11", group: nil).caseID
        var answers = StepAnswers()
        answers.values = [("bestemming", "havo")]
        _ = try town.desk(of: "lea", on: start).completeStep(CaseReference(caseID: id, visit: 1), answers)
        let before = try town.store.read { try $0.entries().count }
        #expect(throws: CaseworkFailure.cardWithdrawn("gesprek")) {
            try town.desk(of: "lea", on: start).giveSignature(
                CaseReference(caseID: id, visit: 2), SignatureText(answer: "akkoord"))
        }
        #expect(try town.store.read { try $0.entries().count } == before)
    }

    // MARK: - Within a block about pupils or groups

    /// Waits for a talk with each one.
    private static func waiting(
        about subject: String, forEach item: String, _ others: [(name: String, text: String)] = []
    ) -> Town {
        Town(
            others: others + [
                Town.card(
                    "per-stuk", about: subject,
                    """
                    start: [{handmatig: [kc]}]
                    stappen:
                      - stap: elk
                        titel: Elk
                        voor_elke: \(item)
                        stappen:
                          - {stap: wachten, titel: Wachten, wacht: {kaart: gesprek}, termijn: 8 weken,
                             uitkomsten: {gereed: verder, verlopen: verder}}
                          - {stap: terugkoppelen, titel: Terugkoppelen, wie: kc}
                    """)
            ])
    }

    private func talk(with number: String, on today: Day, in town: Town) throws {
        let talk = try town.desk(of: "kim", on: today).startCase("gesprek", subject: number, group: nil)
        var answers = StepAnswers()
        answers.outcome = "gehoord"
        _ = try town.desk(of: "kim", on: today)
            .completeStep(CaseReference(caseID: talk.caseID, visit: 1), answers)
    }

    /// Of whom the steps are open, by item.
    private func open(_ id: CaseID, in town: Town) throws -> [String] {
        let state = try #require(try town.states()[id])
        return state.openVisits.compactMap { visit in
            visit.place.flatMap { state.items[$0]?.subject }.map { "\($0.id) \(visit.step)" }
        }
    }

    @Test("a branch about a pupil waits for the case of that pupil")
    func waitingForEachPupil() throws {
        let town = Self.waiting(about: "groep", forEach: "leerling")
        #expect(town.faults == [])
        for number in ["11", "12", "13"] {
            try town.keep(number, on: start, ["groep": "rood", "inschrijving": "2025-08-01"])
        }
        try talk(with: "13", on: start, in: town)
        let id = try town.desk(of: "kim", on: start).startCase("per-stuk", subject: "rood", group: nil).caseID
        #expect(try open(id, in: town) == ["11 wachten", "12 wachten", "13 terugkoppelen"])
        try talk(with: "11", on: start + 2, in: town)
        #expect(try open(id, in: town) == ["12 wachten", "13 terugkoppelen", "11 terugkoppelen"])
        // Also once the pupil is in another group.
        _ = try town.desk(of: "dik", on: start + 3).report(
            .groupChanged, of: "12", on: start + 3, group: "wit")
        #expect(try open(id, in: town) == ["12 wachten", "13 terugkoppelen", "11 terugkoppelen"])
        try talk(with: "12", on: start + 4, in: town)
        #expect(try town.states()[id]?.visits.last?.openedOn == start + 4)
        #expect(
            try open(id, in: town) == ["13 terugkoppelen", "11 terugkoppelen", "12 terugkoppelen"])
    }

    @Test("a scenario waits for each pupil, too")
    func waitingInScenario() {
        let scenario = """
            scenario: om-de-beurt
            kaart: per-stuk
            titel: Om de beurt
            begin: 2026-11-02
            groep: {groep: rood}
            gebeurt:
              - {verwacht_open: [wachten, wachten, wachten]}
              - {kaart: gesprek, item: 2, einde: gehoord}
              - {verwacht_open: [wachten, terugkoppelen, wachten]}
              - {stap: terugkoppelen, item: 2}
              - {kaart: gesprek, einde: gehoord}
              - {verwacht_open: [terugkoppelen, terugkoppelen]}
            """
        let town = Self.waiting(about: "groep", forEach: "leerling", [("om-de-beurt", scenario)])
        #expect(town.faults == [])
        let played = town.shelf.playScenarios().played
        #expect(played.count == 1)
        #expect(played.flatMap(\.report.failures).map { "\($0.expected); \($0.happened)" } == [])
    }

    @Test("a branch about a group waits for the cases of its pupils")
    func waitingForEachGroup() throws {
        let town = Self.waiting(about: "school", forEach: "groep")
        #expect(town.faults == [])
        for (number, group) in ["11": "rood", "12": "rood", "13": "wit"].sorted(by: <) {
            try town.keep(number, on: start, ["groep": group, "inschrijving": "2025-08-01"])
        }
        let id = try town.desk(of: "kim", on: start).startCase("per-stuk", subject: nil, group: nil).caseID
        try talk(with: "11", on: start + 1, in: town)
        #expect(try open(id, in: town) == ["rood wachten", "wit wachten"])
        try talk(with: "13", on: start + 2, in: town)
        #expect(try open(id, in: town) == ["rood wachten", "wit terugkoppelen"])
        // Who goes to another group is waited for no more.
        _ = try town.desk(of: "dik", on: start + 3).report(
            .groupChanged, of: "12", on: start + 3, group: "wit")
        #expect(try open(id, in: town) == ["wit terugkoppelen", "rood terugkoppelen"])
        #expect(try town.states()[id]?.visits.last?.openedOn == start + 3)
    }

    // MARK: - Departures

    /// Keeps days of the pupil.
    private static let keeper = Town.card(
        "bewaarder",
        """
        start: [{handmatig: [kc]}]
        gegevens:
          eerste: {titel: Eerste dag, soort: datum}
          laatste: {titel: Laatste dag, soort: datum}
        stappen:
          - {stap: vastleggen, titel: Vastleggen, wie: kc, vul_aan: [eerste, laatste],
             leg_vast: {inschrijving: eerste, uitschrijving: laatste}, uitkomsten: {nog: vastleggen, klaar: verder}}
        onderbreek:
          - {bij: uitschrijving, naar: verder}
        """)

    private func keep(_ field: String, _ text: String, _ id: CaseID, _ visit: Int, in town: Town) throws {
        var answers = StepAnswers()
        answers.values = [(field, text)]
        answers.outcome = "nog"
        _ = try town.desk(of: "kim", on: start).completeStep(
            CaseReference(caseID: id, visit: visit), answers)
    }

    @Test(
        "a card can't let a pupil leave before it came, as nobody can; who comes back has not left any more")
    func keepingDeparture() throws {
        let town = Town(others: [Self.keeper])
        #expect(town.faults == [])
        try town.keep("11", on: start, ["groep": "rood", "inschrijving": "2026-10-01"])
        let id = try town.desk(of: "kim", on: start).startCase("bewaarder", subject: "11", group: nil).caseID
        #expect(
            throws: CaseworkFailure.leftBeforeEnrolled(first: day("2026-10-01"), last: day("2026-09-01"))
        ) { try keep("laatste", "2026-09-01", id, 1, in: town) }
        #expect(try town.states()[id]?.openVisits.map(\.number) == [1])
        try keep("laatste", "2026-10-30", id, 1, in: town)
        try keep("eerste", "2026-11-02", id, 2, in: town)
        let facts = try town.desk(of: "dik", on: start).showPupil("11").facts
        #expect(facts.attributes[.enrolment] == .date(start))
        #expect(facts.attributes[.departure] == nil)
        try town.keep("11", on: start, ["jaargroep": "6"])
    }

    @Test("a departure that is taken back and recorded again is met again")
    func leavingAgain() throws {
        let town = Town(others: [
            Town.card(
                "vertrekker",
                """
                start: [{handmatig: [kc]}]
                stappen:
                  - {stap: begeleiden, titel: Begeleiden, wie: kc}
                  - {stap: afronden, titel: Afronden, wie: kc, uitkomsten: {terug: begeleiden, klaar: verder}}
                onderbreek:
                  - {bij: uitschrijving, naar: afronden}
                """)
        ])
        #expect(town.faults == [])
        try town.keep("11", on: start, ["groep": "rood", "inschrijving": "2025-08-01"])
        let id = try town.desk(of: "kim", on: start).startCase("vertrekker", subject: "11", group: nil).caseID
        try town.keep("11", on: start + 2, ["uitschrijving": "2026-11-04"])
        #expect(try town.states()[id]?.openVisits.map(\.number) == [2])
        try town.keep("11", on: start + 2, ["uitschrijving": ""])
        var answers = StepAnswers()
        answers.outcome = "terug"
        _ = try town.desk(of: "kim", on: start + 2).completeStep(
            CaseReference(caseID: id, visit: 2), answers)
        #expect(try town.states()[id]?.openVisits.map(\.step) == ["begeleiden"])
        try town.keep("11", on: start + 2, ["uitschrijving": "2026-11-04"])
        #expect(try town.states()[id]?.openVisits.map(\.step) == ["afronden"])
        // Once: the night after finds nothing new.
        let count = try town.states()[id]?.visits.count
        try town.run(start + 3)
        #expect(try town.states()[id]?.visits.count == count)
    }
}
