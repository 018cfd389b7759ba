import CaseStore
import Foundation
import SchoolTime
import Testing

@testable import CardEngine
@testable import Casework

/// No order of commands leaves two streams in disagreement.
@Suite("Streams agree")
struct AgreementTests {
    @Test("the cards of the city are in order")
    func inOrder() { #expect(City().faults == []) }

    /// More walks by command: `AGREEMENT_WALKS=500`.
    static let seeds: [UInt64] = {
        let asked = ProcessInfo.processInfo.environment["AGREEMENT_WALKS"].flatMap(UInt64.init) ?? 40
        return Array(1...asked)
    }()

    @Test("no order of commands leaves two streams in disagreement", arguments: seeds)
    func agreement(seed: UInt64) throws {
        let city = City()
        var walk = CityWalk(city, seed: seed)
        for _ in 0..<130 {
            let before = city.store.written.count
            let isDone = walk.step()
            let written = city.store.written
            var faults = Disagreement.all(in: city, on: walk.today)
            if !isDone, written.count != before { faults.append("refused, and yet something was written") }
            if walk.told.last?.hasSuffix("dag") == true { faults += try afterRun(city, walk.today) }
            guard faults.isEmpty else {
                Issue.record("seed \(seed): \(faults)\n\(walk.told.suffix(12).joined(separator: "\n"))")
                return
            }
        }
        #expect(try city.store.write { try $0.rebuild() }.differing == [], "seed \(seed)")
        #expect(
            try city.store.read { try $0.entries() }.count == city.store.written.count, "seed \(seed)")
    }

    /// After a run nothing is left to do, also for whom the trial asks.
    private func afterRun(_ city: City, _ today: Day) throws -> [String] {
        let before = city.store.written.count
        let desk = try city.desk(of: "dik", on: today)
        let trial = try desk.runDay(isTrial: true)
        let again = try desk.runDay()
        var faults: [String] = []
        if city.store.written.count != before { faults.append("a second run did something") }
        if trial != again { faults.append("the trial differs from the run") }
        if !again.starts.isEmpty || !again.changes.isEmpty { faults.append("a second run tells \(again)") }
        return faults
    }

    @Test("a trial tells what the run then does", arguments: seeds.prefix(6))
    func trial(seed: UInt64) throws {
        let city = City()
        var walk = CityWalk(city, seed: seed)
        for _ in 0..<5 {
            for _ in 0..<12 { _ = walk.step() }
            let today = walk.today + 21
            let desk = try city.desk(of: "dik", on: today)
            let before = city.store.written.count
            let trial = try desk.runDay(isTrial: true)
            #expect(city.store.written.count == before)
            let done = try desk.runDay()
            let told = { (report: DayReport) in
                report.starts.map { "\($0.card) \($0.subject.id) \($0.occasion.firstDay)" }
            }
            #expect(told(trial) == told(done), "seed \(seed)")
            #expect(trial.unseen == done.unseen, "seed \(seed)")
            #expect(trial.failures == done.failures, "seed \(seed)")
            // A case that is yet to begin has another id in the trial.
            #expect(
                trial.changes.map { $0.lines.map(\.fact).count }
                    == done.changes.map { $0.lines.map(\.fact).count },
                "seed \(seed)")
        }
    }

    @Test("days on which the run came or not make no difference to what the clock does")
    func clock() throws {
        let done = try Self.seeds.prefix(10).reduce(0) { try $0 + clock(seed: $1) }
        // Two schools in which nobody does anything agree as well.
        #expect(done >= 30)
    }

    /// Runs one school every day and another now and then.
    ///
    /// - Returns: how much was done in both.
    private func clock(seed: UInt64) throws -> Int {
        let (daily, late) = (City(), City())
        var random = SeededGenerator(seed: seed)
        var today = day("2026-11-02") + Int(seed)
        for city in [daily, late] {
            let parents = Int(seed % 3)
            _ = try city.desk(of: "dik", on: today).keepPupil(
                PupilText(
                    number: "11",
                    attributes: [
                        .init(name: "groep", text: "rood"), .init(name: "inschrijving", text: "2024-08-01"),
                    ],
                    authorities: parents))
            for card in ["klok", "mag", "klok"] {
                _ = try city.desk(of: "kim", on: today).startCase(card, subject: "11", group: nil)
            }
        }
        var done = 0
        for _ in 0..<6 {
            let gap = Int.random(in: 1...25, using: &random)
            for offset in 1..<gap { _ = try daily.desk(of: Stamp.engine, on: today + offset).runDay() }
            today = today + gap
            let choice = Int.random(in: 0..<100, using: &random)
            let acts = try [daily, late].map { try act($0, today, choice) }
            #expect(acts[0] == acts[1], "seed \(seed)")
            if acts[0].what != "niets", acts[0].failure == nil { done += 1 }
        }
        for city in [daily, late] { _ = try city.desk(of: Stamp.engine, on: today).runDay() }
        for id in Self.byHand {
            let state = try #require(daily.store.written.states[id])
            #expect(brief(state) == late.store.written.states[id].map(brief), "seed \(seed) \(id)")
        }
        return done
    }

    /// The cases that somebody started.
    private static let byHand: [CaseID] = ["c1", "c2", "c3"]

    /// What somebody did or tried.
    private struct Tried: Equatable {
        let what: String
        var failure: CaseworkFailure?
    }

    /// Does one of the things that can be done in both.
    private func act(_ city: City, _ today: Day, _ choice: Int) throws -> Tried {
        // What begins by itself begins on the day of the run (choice 16), and so differs.
        let id = Self.byHand[choice % 3]
        let desk = try city.desk(of: choice.isMultiple(of: 2) ? "kim" : "lea", on: today)
        // A case that was stopped tells no more of the clock.
        let possibilities = try desk.showCase(id).possibilities.filter { $0 != .stop }
        guard !possibilities.isEmpty else { return Tried(what: "niets") }
        let possibility = possibilities[choice % possibilities.count]
        do {
            return Tried(what: try carryOut(possibility, on: id, at: desk, today))
        } catch let failure as CaseworkFailure {
            return Tried(what: "geweigerd", failure: failure)
        }
    }

    /// - Returns: what was done, in a few words.
    private func carryOut(
        _ possibility: Possibility, on id: CaseID, at desk: Workplace, _ today: Day
    ) throws -> String {
        func reference(_ visit: Visit?) -> CaseReference { CaseReference(caseID: id, visit: visit?.number) }
        switch possibility {
        case .complete(let visit, let step, _):
            var answers = StepAnswers()
            answers.outcome = step.answers.first?.name
            // The only field that these cards ask is a date.
            answers.values = step.asked.map { ($0.rawValue, today.description) }
            _ = try desk.completeStep(reference(visit), answers)
            return "klaar \(step.id)"
        case .sign(let visit, let step, let signers):
            var text = SignatureText(answer: "akkoord")
            text.signer = signers[0].role.rawValue + (signers[0].number.map { " \($0)" } ?? "")
            _ = try desk.giveSignature(reference(visit), text)
            return "teken \(step.id)"
        case .enter(let visit, let step, _):
            _ = try desk.addEntry(reference(visit), [("wat", "x")], day: nil, onBehalfOf: nil)
            return "noteer \(step.id)"
        case .postpone(let visit):
            _ = try desk.postpone(reference(visit), to: today + 10, reason: "x")
            return "uitstel \(visit?.step.rawValue ?? "")"
        case .interrupt(let outcome):
            _ = try desk.interruptCase(id, outcome: outcome, reason: "x")
            return outcome
        case .reopen(let visit):
            _ = try desk.reopen(reference(visit), reason: "x")
            return "heropen \(visit.step)"
        case .assign(let visit):
            _ = try desk.assign(reference(visit), to: "kim", reason: "x")
            return "wijs toe \(visit.step)"
        case .suspend:
            _ = try desk.suspend(id, reason: "x")
            return "opschorten"
        case .resume:
            _ = try desk.resume(id, reason: "x")
            return "hervat"
        case .stop:
            _ = try desk.stopCase(id, reason: "x")
            return "stop"
        }
    }

    /// Where a case stands, without when it was written down.
    private func brief(_ state: CaseState) -> [String] {
        state.visits.map { visit in
            let status =
                switch visit.status {
                case .open: "open"
                case .done(let completion): "done \(completion.outcome) \(completion.doneOn)"
                case .closed(let outcome, let day): "closed \(outcome) \(day)"
                case .skipped(let day): "skipped \(day)"
                case .decided(let day): "decided \(day)"
                case .cancelled: "cancelled"
                }
            return "\(visit.step) \(visit.openedOn) \(status) \(visit.deadline?.description ?? "-") "
                + "\(visit.until?.description ?? "-") \(visit.reminded.count) \(visit.escalatedTo)"
        } + [state.ending.map { "\($0.end) \($0.day)" } ?? "runs", state.deadline?.description ?? "-"]
    }

    @Test("who may not know of a hidden case does not learn of it by the case that it called")
    func hiddenCaller() throws {
        let city = City()
        let today = day("2026-11-02")
        _ = try city.desk(of: "dik", on: today).keepPupil(
            PupilText(number: "11", attributes: [.init(name: "groep", text: "rood")]))
        let hidden = try city.desk(of: "lea", on: today).startCase("vertrouwelijk", subject: "11", group: nil)
        var answers = StepAnswers()
        answers.outcome = "door"
        _ = try city.desk(of: "dik", on: today).completeStep(
            CaseReference(caseID: hidden.caseID, visit: 1), answers)
        let called = try #require(city.store.written.states[hidden.caseID]?.visit(2)?.calledCase)
        let history = try #require(try city.desk(of: "kim", on: today).showCase(called).history)
        #expect(history.allSatisfy { $0.caller == nil })
        let known = try #require(try city.desk(of: "dik", on: today).showCase(called).history)
        #expect(known.first?.caller == hidden.caseID)
        // Nor by what the daily run counts.
        #expect(try city.desk(of: "kim", on: today + 60).runDay(isTrial: true).unseen == 0)
    }
}
