import CardEngine
import Casework
import SchoolTime
import Testing

/// Who had a step to do, and comes when it is not there any more: he hears what became of it (kaarttaal, section 11).
@Suite("Too late for a step")
struct LateColleagueTests {
    /// Its cases are the kc's to see; the teacher sees her own steps only.
    private let town = Town(others: [
        Town.card(
            "stil",
            """
            zichtbaar_voor: [kc]
            start: [{handmatig: [kc]}]
            stappen:
              - {stap: een, titel: Een, wie: leerkracht, termijn: 1 week, uitkomsten: {gereed: verder, verlopen: verder}}
              - {stap: twee, titel: Twee, teken: [ouders]}
              - {stap: drie, titel: Drie, wie: [leerkracht, kc]}
              - {stap: vier, titel: Vier, wie: kc}
            """)
    ])

    private func told(_ work: () throws -> Void) throws -> Refusal? {
        let failure = #expect(throws: CaseworkFailure.self) { try work() }
        guard case .refused(let refusal, _)? = failure else { return nil }
        return refusal
    }

    @Test("expired, answered by all, stopped, or the last of the case: what happened, and who was first")
    func told() throws {
        #expect(town.faults == [])
        func desk(_ person: PersonID, _ date: String) throws -> Workplace {
            try town.desk(of: person, on: day(date))
        }
        let id = try desk("kim", "2026-11-02").startCase("stil", subject: "11", group: "rood").caseID
        func step(_ visit: Int) -> CaseReference { CaseReference(caseID: id, visit: visit) }
        guard
            case .stepClosed("een", "verlopen", _)? = try told({
                _ = try desk("lea", "2026-11-10").completeStep(step(1), StepAnswers())
            })
        else {
            Issue.record("nothing is told of what ran out")
            return
        }

        var answer = SignatureText(answer: "akkoord")
        answer.signer = "ouders"
        _ = try desk("kim", "2026-11-10").giveSignature(step(2), answer)
        guard
            case .stepClosed("twee", "akkoord", _)? = try told({
                _ = try desk("lea", "2026-11-10").giveSignature(step(2), answer)
            })
        else {
            Issue.record("nothing is told of the signatures")
            return
        }

        _ = try desk("kim", "2026-11-11").stopCase(id, reason: "Niet meer nodig")
        guard
            case .stepCancelled("drie", let stamp)? = try told({
                _ = try desk("lea", "2026-11-11").completeStep(step(3), StepAnswers())
            })
        else {
            Issue.record("nothing is told of the stop")
            return
        }
        #expect(stamp.actor == "kim")
    }

    @Test("who was first with the last step of a case is told, not only that it ended")
    func lastStep() throws {
        let card = Town.card(
            "kort", "start: [{handmatig: [kc]}]\nstappen: [{stap: een, titel: Een, wie: [kc, leerkracht]}]")
        let town = Town(others: [card])
        #expect(town.faults == [])
        let kim = try town.desk(of: "kim", on: day("2026-11-02"))
        let step = CaseReference(
            caseID: try kim.startCase("kort", subject: "11", group: "rood").caseID, visit: 1)
        _ = try kim.completeStep(step, StepAnswers())
        guard
            case .stepDone("een", let completion)? = try told({
                _ = try town.desk(of: "lea", on: day("2026-11-02")).completeStep(step, StepAnswers())
            })
        else {
            Issue.record("who was first is not told")
            return
        }
        #expect(completion.stamp.actor == "kim")
    }

    @Test(
        "who corrects what several corrected before hears of each what it replaces, and of none that held no more"
    )
    func corrections() throws {
        let card = Town.card(
            "velden",
            """
            start: [{handmatig: [kc]}]
            gegevens: {een: {titel: Een, soort: tekst}, twee: {titel: Twee, soort: tekst}}
            stappen: [{stap: vullen, titel: Vullen, wie: kc, vul_in: [een, twee]}]
            """)
        let town = Town(others: [card])
        #expect(town.faults == [])
        let kim = try town.desk(of: "kim", on: day("2026-11-02"))
        let step = CaseReference(
            caseID: try kim.startCase("velden", subject: "11", group: "rood").caseID, visit: 1)
        try complete(
            step.caseID, 1, on: day("2026-11-02"), in: town, [("een", "a"), ("twee", "a")])
        func replaced(_ fields: [String], with text: String, because reason: String) throws -> [String?] {
            try kim.correct(step, fields.map { ($0, text) }, reason: reason).overtaken.map(\.reason)
        }
        #expect(try replaced(["een"], with: "b", because: "eerst") == [])
        #expect(try replaced(["een", "twee"], with: "c", because: "beide") == ["eerst"])
        #expect(try replaced(["een"], with: "d", because: "een") == ["beide"])
        #expect(try replaced(["een", "twee"], with: "e", because: "laatst") == ["beide", "een"])
    }
}
