import CardEngine
import CaseStore
import Casework
import SchoolTime
import Testing

/// What can be kept of a pupil, and who may take a consent back.
@Suite("What is kept of a pupil")
struct PupilTests {
    private static let permit = """
        kaart: mag
        titel: Mag het
        versie: 1
        status: vastgesteld
        betreft: leerling
        eigenaar: kc
        doel: Toestemming.
        start: [{handmatig: [kc]}]
        gegevens: {over: {titel: Over, soort: persoon}}
        stappen:
          - stap: tekenen
            titel: Tekenen
            teken: [ouders, directeur]
            geeft_toestemming: {doel: foto}
          - {stap: erbij, titel: Erbij, wie: kc, samen_met: [vo-school]}
        """
    private static let staff = """
        kaart: mede
        titel: Mede
        versie: 1
        status: vastgesteld
        betreft: medewerker
        eigenaar: directeur
        doel: Gesprek.
        start: [{handmatig: [directeur]}]
        stappen: [{stap: praten, titel: Praten, wie: directeur}]
        """

    private let town = Town(
        changes: [
            ("medewerkers:", "contacten: {sam: {naam: Sam, rol: vo-school}}\nmedewerkers:")
        ], others: [("mag", permit), ("mede", staff)])
    private let start = day("2026-11-02")

    private func failure(_ work: () throws -> Void) -> CaseworkFailure? {
        do {
            try work()
            return nil
        } catch {
            return error as? CaseworkFailure
        }
    }

    @Test("what is meant is understood: capitals, stray spaces, and the title of a group")
    func typed() throws {
        let town = Town(
            changes: [("kenmerken:", "kenmerken:\n  tos: {titel: TOS, soort: ja-nee}")])
        #expect(town.faults == [])
        let june = day("2026-06-01")
        for (number, answer) in [("11", "Ja"), ("12", " ja "), ("13", "JA")] {
            try town.keep(
                number, on: june,
                [" Groep": "groep Rood ", "inschrijving": " 2026-05-01", "TOS": answer, "jaargroep": "6 "])
            let facts = try town.desk(of: "dik", on: june).showPupil(number).facts
            #expect(facts.attributes["tos"] == .yesNo(true) && facts.attributes["groep"] == .text("rood"))
        }
        let plan = try town.desk(of: "dik", on: june + 30).planYear(
            "2026-2027", table: "nummer;vertrekt\n 11 ;Ja\n12; nee \n13;\n", departing: [], isTrial: true)
        #expect(plan.lines.count == 3)
    }

    @Test("nobody leaves before coming, and what can't be of any pupil is refused")
    func impossible() throws {
        #expect(town.faults == [])
        try town.keep("11", on: start, ["groep": "rood", "inschrijving": "2026-08-01"])
        let desk = try town.desk(of: "dik", on: start)
        let expected = CaseworkFailure.leftBeforeEnrolled(first: day("2026-08-01"), last: day("2026-07-31"))
        #expect(failure { _ = try desk.report(.left, of: "11", on: day("2026-07-31")) } == expected)
        #expect(failure { try town.keep("11", on: start, ["uitschrijving": "2026-07-31"]) } == expected)
        for (name, text) in [("jaargroep", "0"), ("jaargroep", "9"), ("geboortedatum", "2027-01-01")] {
            #expect(
                failure {
                    _ = try desk.keepPupil(
                        PupilText(number: "11", attributes: [.init(name: name, text: text)]))
                } != nil)
        }
        #expect(failure { _ = try desk.report(.left, of: "1111", on: start) } == .unknownPupil)
        // Who comes back has not left any more.
        _ = try desk.report(.left, of: "11", on: day("2026-11-01"))
        let back = try desk.keepPupil(
            PupilText(
                number: "11",
                attributes: [
                    .init(name: "inschrijving", text: "2026-11-02"), .init(name: "jaargroep", text: "8"),
                ]))
        #expect(try desk.showPupil("11").facts.date(of: .departure) == nil)
        // Whether that is the same child is asked of who does it, once.
        #expect(back.comesBackAfter == day("2026-11-01"))
        let later = try desk.keepPupil(
            PupilText(number: "11", attributes: [.init(name: "jaargroep", text: "7")]))
        #expect(later.comesBackAfter == nil)
        // Nor when a departure that is still to come is taken back.
        try town.keep("11", on: start, ["uitschrijving": "2027-07-15"])
        let stays = try desk.keepPupil(
            PupilText(number: "11", attributes: [.init(name: "uitschrijving", text: "")]))
        #expect(stays.comesBackAfter == nil && stays.attributes == [.departure])
    }

    @Test("what follows from the rest is not given", arguments: ["leeftijd", "ingeschreven"])
    func derived(name: String) throws {
        let failure = #expect(throws: CaseworkFailure.self) {
            _ = try town.desk(of: "dik", on: start).keepPupil(
                PupilText(
                    number: "11", attributes: [PupilText.Entry(name: name, text: "8")], authorities: nil))
        }
        guard case .unknownAttribute? = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
    }

    @Test("who leaves on the day of coming was here that day")
    func oneDay() throws {
        try town.keep("11", on: start, ["groep": "rood", "inschrijving": "2026-11-02"])
        let desk = try town.desk(of: "dik", on: start)
        _ = try desk.report(.left, of: "11", on: start)
        #expect(try desk.showPupil("11").facts.date(of: .departure) == start)
    }

    @Test("only who keeps pupils keeps anything, or is told what is kept")
    func registry() throws {
        try town.keep("11", on: start, ["groep": "rood", "inschrijving": "2025-08-01"])
        let desk = try town.desk(of: "lea", on: start)
        let text = PupilText(number: "11", attributes: [.init(name: "jaargroep", text: "7")])
        let table = "nummer;vertrekt\n11;ja\n"
        let doors: [(name: String, open: () throws -> Void)] = [
            ("keep", { _ = try desk.keepPupil(text) }),
            ("import", { _ = try desk.importPupils("nummer;jaargroep\n11;7\n", isTrial: true) }),
            ("leave", { _ = try desk.report(.left, of: "11", on: start) }),
            ("show", { _ = try desk.showPupil("11") }),
            ("people", { _ = try desk.keepPeople([], isTrial: true) }),
            ("plan", { _ = try desk.planPupil(text, from: start + 7) }),
            ("withdraw the plan", { _ = try desk.withdrawPlan(of: "11", for: start + 7) }),
            (
                "plan the year",
                { _ = try desk.planYear("2027-2028", table: table, departing: [], isTrial: true) }
            ),
            ("show the year", { _ = try desk.showYear("2027-2028") }),
            ("withdraw the year", { _ = try desk.withdrawYear("2027-2028", isTrial: true) }),
            ("versions", { _ = try desk.listVersions() }),
        ]
        for door in doors {
            #expect(failure(door.open) == .registryNeeded(["kc", "directeur"]), "\(door.name)")
        }
    }

    @Test("nobody moves to where the pupil is, and a move that is taken back on its day did not happen")
    func movedBack() throws {
        try town.keep("11", on: start - 30, ["groep": "rood", "inschrijving": "2025-08-01"])
        let desk = try town.desk(of: "dik", on: start)
        #expect(
            failure { _ = try desk.report(.groupChanged, of: "11", on: start, group: "rood") }
                == .inThatGroup("rood", since: nil))
        _ = try desk.report(.groupChanged, of: "11", on: nil, group: "wit")
        _ = try desk.report(.groupChanged, of: "11", on: nil, group: "rood")
        let kept = try desk.showPupil("11")
        #expect(kept.facts.attributes["groep"] == .text("rood"))
        #expect(!kept.happened.contains { $0.event == .groupChanged })
    }

    @Test("who answers for all does not undo what one said; who answers for the only one may")
    func answeredForAll() throws {
        for (pupil, parents) in [("11", 2), ("12", 1)] {
            try town.keep(pupil, on: start, ouders: parents, ["groep": "rood", "inschrijving": "2025-08-01"])
            let kim = try town.desk(of: "kim", on: start)
            let id = try kim.startCase("mag", subject: pupil, group: nil).caseID
            func sign(_ signer: String, _ answer: String) throws {
                var text = SignatureText(answer: answer)
                text.signer = signer
                _ = try kim.giveSignature(CaseReference(caseID: id, visit: 1), text)
            }
            try sign(parents == 1 ? "ouders" : "ouders 1", "akkoord")
            let again = failure { try sign("ouders", "geweigerd") }
            guard parents == 2 else {
                #expect(again == nil)
                continue
            }
            guard case .answeredOtherwise(let asked)? = again else {
                Issue.record("\(String(describing: again))")
                continue
            }
            #expect(asked.map(\.signer.number) == [1, 2])
        }
    }

    @Test("whoever signs or records for a signer can withdraw a consent")
    func withdrawing() throws {
        try town.keep("11", on: start, ouders: 1, ["groep": "rood", "inschrijving": "2025-08-01"])
        let id = try town.desk(of: "kim", on: start).startCase("mag", subject: "11", group: nil).caseID
        for (person, role) in [("kim", "ouders"), ("dik", "directeur")] {
            var text = SignatureText(answer: "akkoord")
            text.signer = role
            _ = try town.desk(of: PersonID(person), on: start).giveSignature(
                CaseReference(caseID: id, visit: 1), text)
        }
        #expect(
            failure {
                _ = try town.desk(of: "lou", on: start).withdrawConsent("foto", of: "11", for: nil)
            } == .registryNeeded(["directeur", "kc", "leerkracht"]))
        // Who did not sign for this purpose can't, whatever other purpose the director signs for.
        #expect(
            failure {
                _ = try town.desk(of: "dik", on: start).withdrawConsent("delen", of: "11", for: nil)
            } == .registryNeeded(["kc", "leerkracht"]))
        #expect(
            try town.desk(of: "dik", on: start).withdrawConsent("foto", of: "11", for: nil).consents.count
                == 1)
        // A step that has closed says so, and does not ask who signs.
        let again = failure {
            _ = try town.desk(of: "kim", on: start).giveSignature(
                CaseReference(caseID: id, visit: 1), SignatureText(answer: "akkoord"))
        }
        guard case .refused(.stepClosed, _)? = again else {
            Issue.record("\(String(describing: again))")
            return
        }
        // A contact of an external role was there.
        var answers = StepAnswers()
        answers.present = [("vo-school", ["lea"])]
        let visit = CaseReference(caseID: id, visit: 2)
        #expect(failure { _ = try town.desk(of: "kim", on: start).completeStep(visit, answers) } != nil)
        answers.present = [("vo-school", ["sam"])]
        _ = try town.desk(of: "kim", on: start).completeStep(visit, answers)
    }

    @Test("a case is told in the group of now, and begins in no other")
    func groups() throws {
        try town.keep("11", on: start, ["groep": "rood", "inschrijving": "2025-08-01"])
        let desk = try town.desk(of: "kim", on: start)
        #expect(failure { _ = try desk.startCase("mag", subject: "11", group: "wit") } == .inOtherGroup)
        #expect(failure { _ = try desk.startCase("mag", subject: "11", group: "blauw") } != .inOtherGroup)
        let id = try desk.startCase("mag", subject: "11", group: "rood").caseID
        _ = try town.desk(of: "dik", on: start).report(.groupChanged, of: "11", on: start, group: "wit")
        #expect(try desk.showCase(id).subject.group == "wit")
        #expect(
            failure { _ = try town.desk(of: "dik", on: start).startCase("mede", subject: nil, group: nil) }
                == .staffMemberNeeded)
    }
}
