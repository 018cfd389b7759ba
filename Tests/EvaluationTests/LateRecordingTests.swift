import CardEngine
import CardLanguage
import CaseStore
import Casework
import Evaluation
import SchoolTime
import Testing

/// When something was recorded makes no difference to the figures: only when it was so.
@Suite("What came to nothing, recorded later")
struct LateRecordingTests {
    private static let card = """
        kaart: klok
        titel: Klok
        versie: 1
        status: vastgesteld
        betreft: leerling
        eigenaar: kc
        doel: Op tijd.
        start: [{handmatig: [kc]}]
        stappen:
          - {stap: doen, titel: Doen, wie: kc, termijn: 5 weken na start}
          - {stap: ronden, titel: Ronden, wie: kc, daarna: gedaan}
          - {stap: nazorg, titel: Nazorg, wie: kc, daarna: gestopt}
        einden:
          gedaan: {titel: Gedaan, telt_als: voltooid}
          gestopt: {titel: Gestopt, telt_als: afgebroken}
        onderbreek:
          - {op: 4 weken na start, naar: nazorg}
          - {bij: uitschrijving, naar: nazorg}
        normen:
          - {norm: Op tijd, meet: op tijd doen, minstens: 75%}
        """

    private static let branches = """
        kaart: takken
        titel: Takken
        versie: 1
        status: vastgesteld
        betreft: groep
        eigenaar: kc
        doel: Op tijd.
        start: [{handmatig: [kc]}]
        stappen:
          - stap: samen
            titel: Samen
            tegelijk:
              - {tak: een, stappen: [{stap: weg, titel: Weg, wie: kc, uitkomsten: {eruit: later, verder: verder}}]}
              - {tak: twee, stappen: [{stap: doen, titel: Doen, wie: kc, termijn: 5 weken na start}]}
          - {stap: later, titel: Later, wie: kc}
        normen:
          - {norm: Op tijd, meet: op tijd doen, minstens: 75%}
        """

    private static let items = """
        kaart: kinderen
        titel: Kinderen
        versie: 1
        status: vastgesteld
        betreft: groep
        eigenaar: kc
        doel: Op tijd.
        start: [{handmatig: [kc]}]
        stappen:
          - stap: elk
            titel: Elk
            voor_elke: leerling
            stappen: [{stap: doen, titel: Doen, wie: kc, termijn: 5 weken na start}]
          - {stap: later, titel: Later, wie: kc}
        normen:
          - {norm: Op tijd, meet: op tijd doen, minstens: 75%}
        """

    private let store = InMemoryCaseStore(isPractice: true)
    private static let shelf = Shelf(
        [
            ("papier", CountedSchool.school), ("2026-2027", CountedSchool.secondYear), ("klok", card),
            ("takken", branches), ("kinderen", items),
            (
                "vertrek",
                card.replacing("kaart: klok", with: "kaart: vertrek")
                    .replacing("  - {op: 4 weken na start, naar: nazorg}\n", with: "")
            ),
        ].map { CardFolder.Item.text(SourceText(name: $0.0 + ".yaml", text: $0.1)) }, beside: nil)

    private func desk(_ day: String, _ person: PersonID = "kim") throws -> Workplace {
        let day = CountedSchool.day(day)
        let time = Timestamp(secondsSince1970: day.number * 86_400 + 36_000, offsetSeconds: 3_600)
        return try Workplace(
            store: store, shelf: Self.shelf, clock: Clock { time },
            identity: Identity(actor: person, enteredBy: nil), drawCaseID: { "c1" })
    }

    private func keep(_ day: String, _ attributes: KeyValuePairs<String, String>) throws {
        _ = try desk(day).keepPupil(
            PupilText(
                number: "1",
                attributes: attributes.map { PupilText.Entry(name: $0.key, text: $0.value) }))
    }

    /// What was counted of the step whose last day is 12 October, and what was left out.
    private func parts() throws -> [String] {
        let card = try #require(try desk("2026-11-30").evaluate("2026-2027").cards.first { $0.hasCases })
        let figure = try #require(card.norms.first?.figure)
        return (figure.tally + figure.excluded).map { "\($0.title) \($0.count)" }
    }

    private static let stopped = ["gestopt voor de termijn om was 1"]

    private func began(_ card: String, _ subject: String) throws {
        #expect(!Self.shelf.hasErrors)
        try keep("2026-09-01", ["inschrijving": "2025-08-01", "groep": "rood"])
        _ = try desk("2026-09-07").startCase(card, subject: subject, group: nil)
    }

    @Test("an interrupt by the clock, whenever the daily run came", arguments: ["2026-10-05", "2026-10-26"])
    func clock(run: String) throws {
        try began("klok", "1")
        _ = try desk(run, Stamp.engine).runDay()
        #expect(try parts() == Self.stopped)
    }

    @Test(
        "a pupil who left before the last day, recorded after it",
        arguments: [("vertrek", "1"), ("kinderen", "rood")])
    func left(card: String, subject: String) throws {
        try began(card, subject)
        try keep("2026-10-26", ["uitschrijving": "2026-10-02"])
        #expect(try parts() == Self.stopped)
    }

    @Test("a way out of a block on a day that is entered later")
    func jump() throws {
        try began("takken", "rood")
        var answers = StepAnswers()
        (answers.outcome, answers.doneOn) = ("eruit", CountedSchool.day("2026-10-08"))
        _ = try desk("2026-10-26").completeStep(CaseReference(caseID: "c1", visit: 2), answers)
        #expect(try parts() == Self.stopped)
    }

    @Test("a case that is reopened keeps the figures of what had come to nothing")
    func reopened() throws {
        try began("klok", "1")
        var answers = StepAnswers()
        answers.doneOn = CountedSchool.day("2026-10-06")
        _ = try desk("2026-10-26").completeStep(CaseReference(caseID: "c1", visit: 2), answers)
        #expect(try parts() == Self.stopped)
        _ = try desk("2026-10-27").reopen(CaseReference(caseID: "c1", visit: 2), reason: "toch niet")
        #expect(try parts() == Self.stopped)
    }

    @Test(
        "what is on time by a postponement of after the last day is told apart; of before that day it is not",
        arguments: [
            ("2026-10-12", "2026-10-20", []),
            ("2026-10-13", "2026-10-20", ["op tijd door uitstel nadat de termijn om was 1"]),
            // Recorded later, but done before the last day was over.
            ("2026-10-13", "2026-10-12", []),
        ])
    func postponedLate(on day: String, done: String, told: [String]) throws {
        try began("vertrek", "1")
        _ = try desk(day).postpone(
            CaseReference(caseID: "c1", visit: 1), to: CountedSchool.day("2026-10-30"), reason: "Ziek")
        var answers = StepAnswers()
        answers.doneOn = CountedSchool.day(done)
        _ = try desk("2026-10-20").completeStep(CaseReference(caseID: "c1", visit: 1), answers)
        #expect(try parts() == ["op tijd 1"])
        let card = try #require(try desk("2026-11-30").evaluate("2026-2027").cards.first { $0.hasCases })
        let parts = try #require(card.norms.first?.figure.parts)
        #expect(parts.map { "\($0.title) \($0.count)" } == told)
        let step = try #require(card.steps.first { $0.title == "Doen" })
        let onTime = (["op tijd 100% (1 van 1 keer)"] + told).joined(separator: ": ")
        #expect(Sentences(school: nil).text(of: step).hasSuffix("; \(onTime)"))
    }

    private static let staffCard = """
        kaart: collega
        titel: Collega
        versie: 1
        status: vastgesteld
        betreft: medewerker
        eigenaar: kc
        doel: Elke collega.
        start: [{handmatig: [kc]}]
        stappen: [{stap: praten, titel: Praten, wie: kc}]
        normen: [{norm: Allen, meet: dekking, minstens: 50%}]
        """

    @Test("the coverage of a year that is over counts who worked here on its last day")
    func staff() throws {
        let school = CountedSchool.school.replacing(
            "rollen: [conrector]",
            with: "rollen: [{rol: conrector, tot_en_met: 2027-08-31}]"
        ).replacing("rollen: [{leerkracht: wit}]", with: "rollen: [{leerkracht: wit, vanaf: 2027-08-01}]")
        let shelf = Shelf(
            [("papier", school), ("2026-2027", CountedSchool.secondYear), ("collega", Self.staffCard)].map {
                CardFolder.Item.text(SourceText(name: $0.0 + ".yaml", text: $0.1))
            }, beside: nil)
        #expect(!shelf.hasErrors)
        func covered(_ text: String) throws -> [String] {
            let day = CountedSchool.day(text)
            let time = Timestamp(secondsSince1970: day.number * 86_400 + 36_000, offsetSeconds: 3_600)
            let kim = try Workplace(
                store: store, shelf: shelf, clock: Clock { time },
                identity: Identity(actor: "kim", enteredBy: nil), drawCaseID: { "c1" })
            if text == "2027-05-03" {
                _ = try kim.startCase("collega", subject: "dik", group: nil)
            }
            let card = try #require(try kim.evaluate("2026-2027", cards: ["collega"]).cards.first)
            let figure = try #require(card.norms.first?.figure)
            return figure.tally.flatMap { $0.sources.map(\.subject.id) }.sorted()
        }
        #expect(try covered("2027-05-03") == ["con", "dik", "kim", "lea"])
        #expect(try covered("2027-09-06") == ["con", "dik", "kim", "lea"])
    }
}
