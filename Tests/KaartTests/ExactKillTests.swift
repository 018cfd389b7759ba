import Foundation
import Synchronization
import Testing

/// The program is killed at each of the system calls by which it changes what is on the disk. A transaction is there from
/// the moment that its journal is deleted, and not before.
@Suite("A day's work, killed at each system call")
struct ExactKillTests {
    private static let parts = 2
    /// Its seeds are the places in the list of all calls.
    private static let harness = HarnessRun("exact-kills", count: 150)

    /// Before the how manieth call of which step.
    private struct Place {
        let step: Int
        let call: Int
    }

    private static let places: Result<[Place], any Error> = Result {
        try Workday.calls(.changes).enumerated().flatMap { step, calls in
            (1...calls.count).map { Place(step: step, call: $0) }
        }
    }

    /// How much is recorded after so many transactions of a step: always the same.
    private static let recorded = Mutex<[[Int]: Int]>([:])

    @Test("what was committed is there, and the rest is not", arguments: 0..<parts)
    func killed(part: Int) throws {
        let places = try Self.places.get()
        let count = min(Self.harness.count, places.count)
        let first = Int(Self.harness.firstSeed % UInt64(places.count))
        var passed = 0
        var failed: [UInt64] = []
        for number in stride(from: part, to: count, by: Self.parts) {
            let seed = (first + number * places.count / count) % places.count
            if let fault = try Self.fault(at: places[seed]) {
                failed.append(UInt64(seed))
                Issue.record("seed \(seed), \(places[seed]): \(fault)")
            } else {
                passed += 1
            }
        }
        Self.harness.tell(passed, failed: failed)
    }

    @Test(
        "what it was writing beside the files of the school is gone after the next command, whichever that is",
        arguments: [["taken"], ["dag"], ["groep", "groep-rood", "--titel", "Rood"]])
    func draft(next: [String]) throws {
        let day = try Workday.shared.get()
        let index = try #require(Workday.steps.firstIndex { $0.arguments.contains("medewerkers.csv") })
        let arguments = Workday.steps[index].arguments(after: day.states[index].log)
        let usual = try Workday.calls(.changes)[index]
        let rename = try #require(usual.firstIndex(of: "rename"))
        let practice = try Practice(copying: day.schools[index])
        let run = try TracedRun(
            arguments, in: practice,
            injecting: .init(what: "signal=KILL", usual: usual, place: rename + 1))
        #expect(run.outcome.status == 128)
        #expect(try day.leftOver(in: practice) != nil)
        let outcome = try practice.kaart(next + ["--als", "carla", "--vandaag", Workday.today])
        #expect(outcome.status == 0, "\(outcome)")
        #expect(try day.leftOver(in: practice) == nil)
    }

    private static func fault(at place: Place) throws -> String? {
        let day = try Workday.shared.get()
        let practice = try Practice(copying: day.schools[place.step])
        let arguments = Workday.steps[place.step].arguments(after: day.states[place.step].log)
        let run = try TracedRun(
            arguments, in: practice,
            injecting: .init(
                what: "signal=KILL", usual: try Workday.calls(.changes)[place.step], place: place.call))
        guard run.outcome.status == 128 else { return "not killed: \(run.outcome)" }
        do {
            let state = try Workday.State(of: practice, known: day.known)
            if let fault = day.fault(
                in: state, afterStep: place.step, isConfirmed: !run.outcome.output.isEmpty)
            {
                return fault
            }
            let count = state.log.lines.count
            let usual = recorded.withLock { recorded in
                let known = recorded[[place.step, run.commits]] ?? count
                recorded[[place.step, run.commits]] = known
                return known
            }
            guard count == usual else {
                return "\(run.commits) commits left \(usual) events, and now \(count)"
            }
            guard state != day.states[place.step + 1] else { return nil }
            let next = try practice.kaart(arguments)
            guard next.status == 0 else { return "the next command: \(next)" }
            if let left = try day.leftOver(in: practice) { return left }
            let end = try Workday.State(of: practice, known: day.known)
            return end == day.states[place.step + 1] ? nil : "what was left was not done"
        } catch let error as Workday.Damage {
            return "\(error)"
        }
    }
}
