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
        #expect(throws: CaseworkFailure.noSuchConsent("delen")) {
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

    @Test("no order of commands leaves two streams in disagreement", arguments: [1, 2] as [UInt64])
    func agreement(seed: UInt64) throws {
        let town = Town()
        var random = SeededGenerator(seed: seed)
        var today = start
        for _ in 0..<60 {
            try? step(&random, town, today)
            if Int.random(in: 0..<4, using: &random) == 0 {
                today = today + Int.random(in: 1...9, using: &random)
            }
            try expectAgreement(town, today)
        }
        #expect(try town.store.rebuildProjections().differing.isEmpty)
    }

    private func step(_ random: inout SeededGenerator, _ town: Town, _ today: Day) throws {
        let pupil = ["11", "12", "13"].randomElement(using: &random)!
        let (desk, head) = (try town.desk(of: "kim", on: today), try town.desk(of: "dik", on: today))
        switch Int.random(in: 0..<9, using: &random) {
        case 0:
            try town.keep(
                pupil, on: today, ouders: Int.random(in: 0...2, using: &random),
                ["groep": ["rood", "wit"].randomElement(using: &random)!, "inschrijving": "2026-08-01"])
        case 1:
            try town.keep(
                pupil, on: today,
                ["tlv-einddatum": (today + Int.random(in: 0...90, using: &random)).description])
        case 2: _ = try head.report(.left, of: pupil, on: today)
        case 3:
            _ = try desk.startCase(
                ["plan", "overdracht", "gesprek"].randomElement(using: &random)!, subject: pupil,
                group: "rood")
        case 4: _ = try desk.startCase("ronde", subject: "rood", group: nil)
        case 5: _ = try desk.withdrawConsent("delen", of: pupil, for: nil)
        case 6: try town.run(today)
        default:
            let cases = try town.states().filter { $0.value.isRunning }.sorted { $0.key < $1.key }
            guard let (id, state) = cases.randomElement(using: &random),
                let visit = state.openVisits.randomElement(using: &random)
            else { return }
            let reference = CaseReference(caseID: id, visit: visit.number)
            for person in ["lea", "lou", "kim"] as [PersonID] {
                let desk = try town.desk(of: person, on: today)
                if !visit.signatures.isEmpty {
                    var text = SignatureText(answer: ["akkoord", "geweigerd"].randomElement(using: &random)!)
                    text.signer = "ouders"
                    _ = try? desk.giveSignature(reference, text)
                } else {
                    var answers = StepAnswers()
                    answers.values =
                        visit.step == "maken"
                        ? [("bestemming", "havo")] : visit.step == "verzamelen" ? [("dossier", "x")] : []
                    answers.outcome = visit.step == "gesprek-voeren" ? "gehoord" : nil
                    _ = try? desk.completeStep(reference, answers)
                }
            }
        }
    }

    /// What a running case knows of its subject is what the subject's own stream says, and callers and called know of
    /// each other.
    private func expectAgreement(_ town: Town, _ today: Day) throws {
        let states = try town.states()
        for (id, state) in states where state.isRunning {
            let subject = try #require(state.opening).facts.subject
            if subject.kind == .pupil, let report = try? town.desk(of: "dik", on: today).showPupil(subject.id)
            {
                let known = state.subjects[subject] ?? SubjectFacts()
                for (name, value) in known.attributes {
                    #expect(report.facts.attributes[name] == value, "\(id) \(name)")
                }
                #expect(known.consents.allSatisfy { report.facts.consents.contains($0) }, "\(id)")
                #expect(state.subject(at: nil)?.group == report.subject.group ?? subject.group, "\(id)")
            }
            for visit in state.openVisits {
                guard let called = visit.calledCase else { continue }
                #expect(states[called]?.isRunning == true, "\(id).\(visit.number) waits for \(called)")
            }
        }
    }
}
