import CardEngine
import CardLanguage
import CaseStore
import Casework
import Evaluation
import SchoolTime
import Testing

/// Figures of steps within a `voor_elke`, and of a step that the engine ends: counted by hand as well.
@Suite("Figures within blocks")
struct ItemTests {
    private static let card = """
        kaart: rondje
        titel: Rondje
        versie: 1
        status: vastgesteld
        betreft: groep
        eigenaar: kc
        doel: Elk kind gesproken.
        start: [{handmatig: [kc]}]
        stappen:
          - stap: per-kind
            titel: Elk kind
            voor_elke: leerling
            stappen:
              - stap: spreken
                titel: Spreken
                wie: leerkracht
                samen_met: [kc]
                termijn: 1 week
                uitkomsten: {goed: klaar, nog eens: spreken, verlopen: klaar}
          - {stap: afsluiten, titel: Afsluiten, wie: kc}
        normen:
          - {norm: Op tijd, meet: op tijd spreken, minstens: 75%}
          - {norm: Op tijd bovenbouw, meet: op tijd spreken, als: {jaargroep: {minstens: 7}}, minstens: 75%}
          - {norm: Rondes, meet: herhaling spreken, hoogstens: 1}
          - {norm: Vlot, meet: doorlooptijd tot spreken, hoogstens: 1 week}
          - {norm: Kc erbij, meet: aanwezig spreken ib, minstens: 100%}
          - {norm: Elke groep, meet: dekking, minstens: 100%}
        """

    private let store = InMemoryCaseStore(isPractice: true)
    private let shelf = Shelf(
        [("papier", CountedSchool.school), ("2026-2027", CountedSchool.secondYear), ("rondje", card)].map {
            CardFolder.Item.text(SourceText(name: $0.0 + ".yaml", text: $0.1))
        }, beside: nil)

    private func desk(_ person: PersonID, _ day: String) throws -> Workplace {
        let day = CountedSchool.day(day)
        let time = Timestamp(secondsSince1970: day.number * 86_400 + 36_000, offsetSeconds: 3_600)
        return try Workplace(
            store: store, shelf: shelf, clock: Clock { time },
            identity: Identity(actor: person, enteredBy: nil),
            drawCaseID: { "c1" })
    }

    private func talk(_ day: String, with pupil: String, _ outcome: String, isKCThere: Bool) throws {
        let state = try store.read { replay(try $0.events(of: "c1")) }
        let visit = try #require(
            state.openVisits.first { $0.step == "spreken" && state.subject(at: $0.place)?.id == pupil })
        var answers = StepAnswers()
        answers.outcome = outcome
        if isKCThere {
            answers.present = [("kc", ["kim"])]
        } else {
            answers.absent = [("kc", "ziek")]
        }
        _ = try desk("lea", day).completeStep(CaseReference(caseID: "c1", visit: visit.number), answers)
    }

    @Test("each pupil by itself, one who was not spoken to is late, and `als` asks the pupil")
    func items() throws {
        for (number, grade) in [("1", "7"), ("2", "3"), ("3", "8")] {
            _ = try desk("kim", "2026-09-01").keepPupil(
                PupilText(
                    number: number,
                    attributes: [("inschrijving", "2025-08-01"), ("groep", "rood"), ("jaargroep", grade)].map
                    {
                        PupilText.Entry(name: $0.0, text: $0.1)
                    }))
        }
        _ = try desk("kim", "2026-09-07").startCase("rondje", subject: "rood", group: nil)
        try talk("2026-09-09", with: "1", "nog eens", isKCThere: true)
        try talk("2026-09-10", with: "2", "goed", isKCThere: true)
        try talk("2026-09-11", with: "1", "goed", isKCThere: false)
        // Pupil 3 had until the 14th.
        _ = try desk("kim", "2026-09-16").runDay()
        let evaluation = try desk("kim", "2026-09-16").evaluate("2026-2027")
        let norms = try #require(evaluation.cards.first).norms
        let says = norms.map { Sentences(school: nil).sentence(for: $0) }
        #expect(
            says == [
                "Gehaald: 75% (3 van 4 keer); de norm is minstens 75%.",
                "Niet gehaald: 67% (2 van 3 keer); de norm is minstens 75%.",
                "Niet gehaald: gemiddeld 1,33 keer (4 in 3 onderdelen); de norm is hoogstens 1.",
                "Gehaald: mediaan 3 dagen, kwartielen 2 en 8 (3 onderdelen); de norm is hoogstens 1 week.",
                "Niet gehaald: 67% (2 van 3 keer); de norm is minstens 100%.",
                "Niet gehaald: 0% (0 van 2 groepen); de norm is minstens 100%.",
            ])
        let attendance = try #require(norms.first { $0.norm.title == "Kc erbij" })
        #expect(attendance.figure.excluded.map(\.title) == ["niet vastgelegd wie erbij was"])
        let groups = try desk("kim", "2026-09-16").showStanding().cards.flatMap(\.standings)
        #expect(groups.map(\.state) == [.busy, .notBegun])
        #expect(groups.map(\.subject.id) == ["rood", "wit"])
    }
}
