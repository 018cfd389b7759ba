import CardEngine
import CaseStore
import Casework
import SchoolTime
import Testing

/// Many cases in one act: all or nothing, and no more seen than one by one.
@Suite("Many cases at once")
struct MeetingTests {
    private let school = SchoolDesk()

    private func lines(_ steps: [(CaseID, Int)], _ outcome: String) -> [MeetingLine] {
        var answers = StepAnswers()
        answers.outcome = outcome
        return steps.map {
            MeetingLine(reference: CaseReference(caseID: $0.0, visit: $0.1), answers: answers)
        }
    }

    @Test(
        "a meeting is one transaction: all steps with all that follows, in the order in which they are named")
    func together() throws {
        let cases = [try school.start("0412"), try school.start("0413")]
        let writes = school.store.writes
        let progress = try school.desk(of: "femke").completeSteps(
            lines([(cases[1], 1), (cases[0], 1)], "nee"))
        #expect(school.store.writes == writes + 1)
        #expect(progress.map(\.caseID) == [cases[1], cases[0]])
        #expect(progress.allSatisfy { $0.open.map(\.step) == ["signalen"] })
        let tail = try school.log().suffix(4)
        #expect(tail.map(\.caseID) == [cases[1], cases[1], cases[0], cases[0]])
    }

    @Test("the first refusal, or a store that fails, leaves nothing behind, and the step is named")
    func nothing() throws {
        let cases = [try school.start("0412"), try school.start("0413")]
        try school.complete(cases[1], 1, outcome: "nee")
        let before = try school.log()
        let failure = #expect(throws: CaseworkFailure.self) {
            try school.desk(of: "femke").completeSteps(lines([(cases[0], 1), (cases[1], 1)], "nee"))
        }
        guard case .atStep(let reference, line: nil, let sentence) = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(reference == CaseReference(caseID: cases[1], visit: 1))
        #expect(sentence.contains("al afgerond"))
        #expect(try school.log() == before)
        school.store.failAtTheEnd(true)
        #expect(throws: WatchedStore.Failure.self) {
            try school.desk(of: "femke").completeSteps(lines([(cases[0], 1)], "nee"))
        }
        #expect(try school.log() == before)
    }

    @Test("a hidden case among them is answered as one that is not there", arguments: ["elif", "gijs"])
    func hidden(person: PersonID) throws {
        let hidden = try school.start("0412")
        func said(of id: CaseID, _ act: (Workplace) throws -> Void) throws -> String {
            let error = #expect(throws: CaseworkFailure.self) { try act(school.desk(of: person)) }
            let sentence = Sentences(school: school.shelf.school).sentence(for: try #require(error))
            return try #require(sentence).replacing(id.rawValue, with: "<id>")
        }
        func all(of id: CaseID) throws -> [String] {
            var signature = SignatureText(answer: "akkoord")
            signature.signer = "ouders"
            return try [
                said(of: id) { _ = try $0.completeSteps(lines([(id, 1), (id, 2)], "nee")) },
                said(of: id) { _ = try $0.meetingForm([CaseReference(caseID: id, visit: 1)]) },
                said(of: id) {
                    _ = try $0.giveSignatures(
                        [1, 2].map { CaseReference(caseID: id, visit: $0) }, signature)
                },
                said(of: id) { _ = try $0.exportList(CaseReference(caseID: id, visit: nil), "feiten") },
                said(of: id) { _ = try $0.migrateCases([id], reason: nil) },
                said(of: id) { _ = try $0.migrateCases([id], reason: "reden") },
                said(of: id) { _ = try $0.showCase(id, asOf: Day(year: 2026, month: 11, day: 2)) },
            ]
        }
        #expect(try all(of: hidden) == all(of: "zzzz"))
    }

    @Test(
        "a line that names another than its step is about is refused with its number, and nothing is written",
        arguments: [
            ("leerling 11 (Groep Rood)", true), ("leerling 11 (Groep Wit)", true), ("Leerling\u{A0}11", true),
            ("11", true), ("", true), ("leerling 12 (Groep Rood)", false), ("leerling 1", false),
            ("12", false),
        ])
    func another(about: String, isRight: Bool) throws {
        let town = Town()
        for number in ["11", "12"] {
            try town.keep(number, on: day("2026-11-02"), ["groep": "rood", "inschrijving": "2025-08-01"])
        }
        let kim = try town.desk(of: "kim", on: day("2026-11-02"))
        let ids = try ["11", "12"].map { try kim.startCase("gesprek", subject: $0, group: nil).caseID }
        let lines = zip([1, 0], ["leerling 12 (Groep Rood)", about]).enumerated().map { index, row in
            var answers = StepAnswers()
            (answers.outcome, answers.about) = ("gehoord", row.1.isEmpty ? nil : row.1)
            return MeetingLine(
                line: index + 2, reference: CaseReference(caseID: ids[row.0], visit: 1), answers: answers)
        }
        guard !isRight else {
            #expect(try kim.completeSteps(lines).count == 2)
            return
        }
        let failure = #expect(throws: CaseworkFailure.self) { try kim.completeSteps(lines) }
        guard case .atStep(_, line: 3, let sentence) = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(sentence.contains("leerling 11"))
        #expect(try town.states().values.allSatisfy(\.isRunning))
    }

    @Test("the empty table for a register asks for whom it is closed, and not for what its entries hold")
    func registerForm() throws {
        let town = Town(others: [("medicijn", Self.medicine)])
        #expect(town.faults == [])
        let kim = try town.desk(of: "kim", on: day("2026-11-02"))
        let id = try kim.startCase("medicijn", subject: "11", group: "rood").caseID
        let (table, _) = try kim.meetingForm([CaseReference(caseID: id, visit: 1)])
        let lines = table.split(whereSeparator: \.isNewline).map(String.init)
        #expect(lines[0].hasSuffix("Stap;Betreft;Wat;Uitkomst;Gedaan op;Namens;reden"))
        var answers = StepAnswers()
        (answers.outcome, answers.onBehalfOf) = ("klaar ermee", "ouders")
        answers.values = [("reden", "Genezen")]
        _ = try kim.completeSteps([
            MeetingLine(line: 2, reference: CaseReference(caseID: id, visit: 1), answers: answers)
        ])
        let visit = try #require(try town.state("medicijn", "11")?.visit(1))
        #expect(visit.completion?.onBehalfOf == "ouders")
    }

    private static let medicine = """
        kaart: medicijn
        titel: Medicijn
        versie: 1
        status: vastgesteld
        betreft: leerling
        eigenaar: kc
        doel: Toedienen.
        start: [{handmatig: [kc]}]
        gegevens:
          doses: {titel: Aftekenlijst, soort: lijst, kolommen: {verloop: {titel: Verloop, soort: tekst}}}
          reden: {titel: Reden, soort: tekst}
        stappen:
          - stap: toedienen
            titel: Toedienen
            registreer: doses
            wie: [ouders, vo-school]
            uitkomsten: {klaar ermee: {naar: verder, vul_in: [reden]}}
        """

    @Test("an exported list has a row for each pupil of where it is filled in, and reads back in")
    func exportedRows() throws {
        let town = Town(others: [("niveaus", Self.levels)])
        #expect(town.faults == [])
        for (number, group) in [("11", "rood"), ("12", "wit"), ("13", "wit")] {
            try town.keep(number, on: day("2026-11-02"), ["groep": group, "inschrijving": "2025-08-01"])
        }
        let kim = try town.desk(of: "kim", on: day("2026-11-02"))
        let id = try kim.startCase("niveaus", subject: nil, group: nil).caseID
        for (visit, numbers) in [(2, ["11"]), (3, ["12", "13"])] {
            let reference = CaseReference(caseID: id, visit: visit)
            let table = try kim.exportList(reference, "lijst")
            let rows = table.split(whereSeparator: \.isNewline).dropFirst()
            #expect(
                rows.count == numbers.count && zip(rows, numbers).allSatisfy { $0.contains($1) }, "\(rows)")
            var answers = StepAnswers()
            answers.values = [("lijst", table.replacing(";\r\n", with: ";M3\r\n"))]
            _ = try kim.completeStep(reference, answers)
        }
    }

    private static let levels = """
        kaart: niveaus
        titel: Niveaus
        versie: 1
        status: vastgesteld
        betreft: school
        eigenaar: kc
        doel: Weten waar elk kind staat.
        start: [{handmatig: [kc]}]
        gegevens:
          lijst:
            titel: Niveau per leerling
            soort: lijst
            rijen: leerling
            kolommen: {niveau: {titel: Niveau, soort: keuze, opties: [M3, E3]}}
        stappen:
          - stap: per-groep
            titel: Elke groep
            voor_elke: groep
            stappen:
              - {stap: invullen, titel: Invullen, wie: kc, vul_in: [lijst]}
        """

    @Test("many starts are one transaction, or none begins")
    func starts() throws {
        let before = try school.log()
        let desk = try school.desk(of: "bas")
        #expect(throws: CaseworkFailure.self) {
            try desk.startCases("meldcode", subjects: ["0412", "0413", "0412"], group: "groep-geel")
        }
        #expect(try school.log() == before)
        let writes = school.store.writes
        let started = try desk.startCases("meldcode", subjects: ["0412", "0413"], group: "groep-geel")
        #expect(started.map(\.subject.id) == ["0412", "0413"])
        #expect(school.store.writes == writes + 1)
    }
}
