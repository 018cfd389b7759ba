import CardEngine
import CaseStore
import Casework
import Testing

/// The meldcode is hidden: for who may not see it there is no such case.
@Suite("Who sees a hidden case")
struct VisibilityTests {
    @Test("who began a case sees that it runs, until the last day of his last role")
    func starterWhoLeft() throws {
        let card = Town.card(
            "stil",
            """
            zichtbaar_voor: [directeur]
            start: [{handmatig: [leerkracht]}]
            stappen: [{stap: doen, titel: Doen, wie: kc}]
            """)
        let role = "rollen: [{leerkracht: rood}]"
        let town = Town(
            changes: [(role, "rollen: [{leerkracht: rood, tot_en_met: 2026-11-30}]")], others: [card])
        let id = try town.desk(of: "lea", on: day("2026-11-02"))
            .startCase("stil", subject: "11", group: "rood").caseID
        #expect(try town.desk(of: "lea", on: day("2026-11-30")).showCase(id).hasEnded == false)
        #expect(throws: CaseworkFailure.self) {
            try town.desk(of: "lea", on: day("2026-12-01")).showCase(id)
        }
    }

    private let school = SchoolDesk()
    private let id: CaseID

    init() throws {
        id = try school.start()
    }

    /// Moments in the life of a case.
    enum Stage: CaseIterable {
        case begun, acute, reported, ended
    }

    private func bring(to stage: Stage) throws {
        if stage == .begun { return }
        try school.complete(id, 1, outcome: "ja")
        if stage == .acute { return }
        try school.complete(
            id, 2, values: [("feiten", "GEHEIM"), ("kenmerk", "GEHEIM"), ("ouders-ingelicht", "nee")])
        if stage == .reported { return }
        _ = try school.desk(of: "femke").stopCase(id, reason: "GEHEIM")
    }

    /// What each way of asking answers about a case of that id: a failure, or that it is known.
    private func answers(about id: CaseID, to person: PersonID) throws -> [CaseworkFailure?] {
        let desk = try school.desk(of: person)
        var answers = StepAnswers()
        answers.values = [("onzin", "x")]
        let reference = CaseReference(caseID: id, visit: nil)
        let steps = (1...4).map { CaseReference(caseID: id, visit: $0) }
        let ways: [() throws -> Void] =
            [
                { _ = try desk.showCase(id) },
                { _ = try desk.form(for: reference) },
                { _ = try desk.completeStep(reference, StepAnswers()) },
                { _ = try desk.interruptCase(id, outcome: "acuut onveilig", reason: "x") },
                { _ = try desk.interruptCase(id, outcome: "onzin", reason: "") },
                { _ = try desk.stopCase(id, reason: "") },
            ]
            + steps.flatMap { step -> [() throws -> Void] in
                [
                    { _ = try desk.form(for: step) },
                    { _ = try desk.completeStep(step, answers) },
                ]
            }
        return ways.map { way in
            do {
                try way()
                return nil
            } catch {
                return error as? CaseworkFailure
            }
        }
    }

    @Test(
        "for who may not see it the answer is that of a case that does not exist", arguments: Stage.allCases)
    func hidden(stage: Stage) throws {
        try bring(to: stage)
        let before = try school.log()
        for person in ["dirk", "elif", "gijs"] as [PersonID] {
            #expect(try school.desk(of: person).listCases().isEmpty)
            #expect(try school.desk(of: person).listTasks().isEmpty)
            for (real, absent) in zip(
                try answers(about: id, to: person), try answers(about: "zzzz", to: person))
            {
                #expect(real == .noSuchCase(id.rawValue))
                #expect(absent == .noSuchCase("zzzz"))
            }
        }
        #expect(try school.log() == before)
    }

    @Test("who started it sees that it runs, or has ended, and nothing else", arguments: Stage.allCases)
    func starter(stage: Stage) throws {
        try bring(to: stage)
        let before = try school.log()
        let desk = try school.desk(of: "bas", on: 30)
        let line = try #require(try desk.listCases().first)
        #expect(line.hasEnded == (stage == .ended))
        #expect(line.end == nil)
        #expect(!line.isLate)
        let report = try desk.showCase(id)
        #expect(report.hasEnded == (stage == .ended))
        #expect(report.ending == nil && report.deadline == nil && report.history == nil)
        #expect(report.open.isEmpty && report.values.isEmpty && report.possibilities.isEmpty)
        #expect(try desk.listTasks().isEmpty)
        for answer in try answers(about: id, to: "bas").dropFirst() {
            let failure = try #require(answer)
            #expect(failure != .noSuchCase(id.rawValue))
            #expect(!Sentences(school: school.shelf.school).say(failure).contains("Veilig"))
        }
        #expect(try school.log() == before)
    }

    @Test("the aandachtsfunctionaris and the director see all of it", arguments: Stage.allCases)
    func sees(stage: Stage) throws {
        try bring(to: stage)
        for person in ["carla", "femke"] as [PersonID] {
            let report = try school.desk(of: person).showCase(id)
            #expect(report.history?.isEmpty == false)
            #expect((report.ending != nil) == (stage == .ended))
            let hasFacts = report.values.contains { $0.field.id == "feiten" }
            #expect(hasFacts == (stage == .reported || stage == .ended))
            #expect(try school.desk(of: person).listCases().count == 1)
        }
    }

    @Test("a teacher of another group who starts nothing sees nothing of a case of this group")
    func otherGroup() throws {
        _ = try school.desk(of: "gijs").startCase("meldcode", subject: "0501", group: "groep-blauw")
        #expect(try school.desk(of: "gijs").listCases().map(\.subject.id) == ["0501"])
        #expect(try school.desk(of: "bas").listCases().map(\.subject.id) == ["0412"])
    }
}

extension Sentences {
    /// The sentence of a failure of ours.
    func say(_ failure: any Error) -> String { sentence(for: failure) ?? "" }
}
