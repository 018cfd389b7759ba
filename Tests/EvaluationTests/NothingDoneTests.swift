import CardEngine
import CardLanguage
import CaseStore
import Casework
import Evaluation
import SchoolTime
import Testing

/// What was not done is not counted as done, what a case never could reach is said, and what a closed year counted stays.
@Suite("What was done, and by which text")
struct NothingDoneTests {
    private static let sharing = """
        kaart: delen
        titel: Delen
        versie: 1
        status: vastgesteld
        betreft: leerling
        eigenaar: kc
        doel: Netjes delen.
        start: [{handmatig: [kc]}]
        gegevens: {advies: {titel: Advies, soort: tekst}}
        stappen:
          - {stap: schrijven, titel: Schrijven, wie: kc, vul_in: [advies]}
          - {stap: tekenen, titel: Tekenen, teken: [ouders], geeft_toestemming: {doel: delen, aan: ouders},
             uitkomsten: {anders: verder}}
          - {stap: geven, titel: Geven, wie: kc, termijn: 2 weken, samen_met: [ouders],
             verstrekt: {aan: ouders, gegevens: [advies], toestemming: delen},
             uitkomsten: {gereed: verder, geen toestemming: verder}}
        normen:
          - {norm: Op tijd, meet: op tijd geven, minstens: 50%}
          - {norm: Vlot, meet: doorlooptijd geven, hoogstens: 2 weken}
          - {norm: Tot, meet: doorlooptijd tot geven, hoogstens: 2 weken}
          - {norm: Rondes, meet: herhaling geven, hoogstens: 1}
          - {norm: Erbij, meet: aanwezig geven ouders, minstens: 50%}
          - {norm: Zonder, meet: uitkomst geven geen toestemming, hoogstens: 50%}
        """

    private static func talk(_ version: Int, _ step: String) -> String {
        """
        kaart: praten
        titel: Praten
        versie: \(version)
        status: vastgesteld
        betreft: leerling
        eigenaar: kc
        doel: Elk kind.
        start: [{handmatig: [kc]}]
        stappen: [{stap: \(step), titel: Gesprek, wie: kc, termijn: 2 weken}]
        normen:
          - {norm: Op tijd, meet: op tijd \(step), minstens: 50%}
          - {norm: Rondes, meet: herhaling \(step), hoogstens: 1}
          - {norm: Vlot, meet: doorlooptijd \(step), hoogstens: 2 weken}
          - {norm: Tot, meet: doorlooptijd tot \(step), hoogstens: 2 weken}
          - {norm: Elk kind, meet: dekking, minstens: 50%}
        """
    }

    private let store = InMemoryCaseStore(isPractice: true)

    private func desk(_ day: String, _ card: String, _ id: CaseID = "c1") throws -> Workplace {
        let shelf = Shelf(
            [
                ("papier", CountedSchool.school), ("2025-2026", CountedSchool.firstYear),
                ("2026-2027", CountedSchool.secondYear),
                (card.contains("kaart: delen") ? "delen" : "praten", card),
            ].map { CardFolder.Item.text(SourceText(name: $0.0 + ".yaml", text: $0.1)) }, beside: nil)
        #expect(!shelf.hasErrors)
        let number = CountedSchool.day(day).number
        let time = Timestamp(secondsSince1970: number * 86_400 + 36_000, offsetSeconds: 3_600)
        return try Workplace(
            store: store, shelf: shelf, clock: Clock { time },
            identity: Identity(actor: "kim", enteredBy: nil), drawCaseID: { id })
    }

    private func keep(_ pupils: [String], on day: String, _ card: String) throws {
        for number in pupils {
            _ = try desk(day, card).keepPupil(
                PupilText(
                    number: number,
                    attributes: [("inschrijving", "2025-08-01"), ("groep", "rood")].map {
                        PupilText.Entry(name: $0.0, text: $0.1)
                    }))
        }
    }

    /// What is counted and what is left out, as far as there is any, of each norm.
    private func parts(_ desk: Workplace, _ year: String) throws -> [String: [String]] {
        let card = try #require(try desk.evaluate(year).cards.first)
        return Dictionary(
            uniqueKeysWithValues: card.norms.map { norm in
                let parts = norm.figure.tally + norm.figure.excluded
                return (norm.norm.title, parts.filter { $0.count > 0 }.map { "\($0.title) \($0.count)" })
            })
    }

    @Test("a provision that ended for want of a consent was neither done nor done in time")
    func withoutConsent() throws {
        try keep(["1"], on: "2026-09-01", Self.sharing)
        _ = try desk("2026-09-07", Self.sharing).startCase("delen", subject: "1", group: nil)
        var answers = StepAnswers()
        answers.values = [("advies", "havo")]
        _ = try desk("2026-09-07", Self.sharing).completeStep(CaseReference(caseID: "c1", visit: 1), answers)
        var refusal = SignatureText(answer: "geweigerd")
        refusal.signer = "ouders"
        _ = try desk("2026-09-08", Self.sharing).giveSignature(CaseReference(caseID: "c1", visit: 2), refusal)
        let parts = try parts(try desk("2026-09-30", Self.sharing), "2026-2027")
        #expect(parts["Op tijd"] == ["gestopt voor de termijn om was 1"])
        #expect(parts["Vlot"] == ["geen toestemming 1"])
        #expect(parts["Tot"] == ["geen toestemming 1"])
        #expect(parts["Rondes"] == ["geen toestemming 1"])
        #expect(parts["Erbij"] == ["geen toestemming 1"])
        #expect(parts["Zonder"] == ["geen toestemming 1"])
    }

    @Test("a step that was done and is done again was done, and one that is still open was not left undone")
    func again() throws {
        let card = Self.talk(1, "gesprek").replacing(
            "termijn: 2 weken}]", with: "termijn: 2 weken, uitkomsten: {nogmaals: gesprek, klaar: verder}}]")
        try keep(["1", "2"], on: "2026-09-01", card)
        for (id, pupil) in [(CaseID("c1"), "1"), ("c2", "2")] {
            _ = try desk("2026-09-07", card, id).startCase("praten", subject: pupil, group: nil)
        }
        var answers = StepAnswers()
        answers.outcome = "nogmaals"
        _ = try desk("2026-09-08", card).completeStep(CaseReference(caseID: "c1", visit: 1), answers)
        let parts = try parts(try desk("2026-09-09", card), "2026-2027")
        #expect(parts["Tot"] == ["geteld, met de dagen 1", "nog niet gedaan 1"])
    }

    @Test("cases of a version without the step are told apart from those that did not get there")
    func renamed() throws {
        let (old, new) = (Self.talk(1, "gesprek"), Self.talk(2, "ontmoeting"))
        try keep(["1", "2"], on: "2026-09-01", old)
        _ = try desk("2026-09-07", old).startCase("praten", subject: "1", group: nil)
        _ = try desk("2026-09-08", old).completeStep(CaseReference(caseID: "c1", visit: 1), StepAnswers())
        _ = try desk("2026-09-09", new, "c2").startCase("praten", subject: "2", group: nil)
        _ = try desk("2026-09-10", new).completeStep(CaseReference(caseID: "c2", visit: 1), StepAnswers())
        let parts = try parts(try desk("2026-09-30", new), "2026-2027")
        #expect(parts["Op tijd"] == ["op tijd 1", "op een versie zonder deze stap 1"])
        #expect(parts["Rondes"] == ["gedaan, zoveel keer 1", "op een versie zonder deze stap 1"])
        for norm in ["Vlot", "Tot"] {
            #expect(parts[norm] == ["geteld, met de dagen 1", "op een versie zonder deze stap 1"])
        }
    }

    @Test("a case that went over from a version in which the step had another name is told apart, too")
    func renamedMeanwhile() throws {
        let (old, new) = (Self.talk(1, "gesprek"), Self.talk(2, "ontmoeting"))
        let longer = [old, new].map {
            $0.replacing("termijn: 2 weken}]", with: "termijn: 2 weken}, {stap: slot, titel: Slot, wie: kc}]")
        }
        try keep(["1"], on: "2026-09-01", longer[0])
        _ = try desk("2026-09-07", longer[0]).startCase("praten", subject: "1", group: nil)
        _ = try desk("2026-09-08", longer[0]).completeStep(
            CaseReference(caseID: "c1", visit: 1), StepAnswers())
        _ = try desk("2026-09-09", longer[1]).migrateCases(["c1"], reason: "Nieuwe naam")
        let parts = try parts(try desk("2026-09-30", longer[1]), "2026-2027")
        for norm in ["Op tijd", "Rondes", "Tot"] {
            #expect(parts[norm] == ["overgezet van een versie met andere stappen 1"])
        }
    }

    @Test("who reopens a case of a closed year does not change its coverage; in a year that runs he does")
    func reopened() throws {
        let card = Self.talk(1, "gesprek")
        try keep(["1"], on: "2026-03-01", card)
        _ = try desk("2026-03-02", card).startCase("praten", subject: "1", group: nil)
        _ = try desk("2026-03-03", card).completeStep(CaseReference(caseID: "c1", visit: 1), StepAnswers())
        _ = try desk("2026-06-01", card).reopen(CaseReference(caseID: "c1", visit: 1), reason: "toch niet")
        #expect(try parts(try desk("2026-06-02", card), "2025-2026")["Elk kind"] == ["niet voltooid 1"])
        _ = try desk("2026-06-03", card).completeStep(CaseReference(caseID: "c1", visit: 2), StepAnswers())
        _ = try desk("2026-09-07", card).reopen(CaseReference(caseID: "c1", visit: 2), reason: "toch niet")
        #expect(try parts(try desk("2026-09-08", card), "2025-2026")["Elk kind"] == ["voltooid 1"])
    }
}
