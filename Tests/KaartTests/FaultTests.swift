import Foundation
import Testing

/// The disk fails at a write or a sync, once or from then on. Then a step is done whole, and said to be, or it is not done at
/// all, and a sentence says what is the matter and where; when the disk is well again the same command works.
@Suite("A day's work on a disk that fails")
struct FaultTests {
    private static let parts = 2
    private static let harness = HarnessRun("faults", count: 150)

    /// What a disk can say.
    private static let errors = ["EIO", "ENOSPC", "EROFS", "EDQUOT", "EINTR"]

    @Test("nothing is done by halves, and what is the matter is said", arguments: 0..<parts)
    func failing(part: Int) throws {
        var passed = 0
        var failed: [UInt64] = []
        for number in stride(from: part, to: Self.harness.count, by: Self.parts) {
            let seed = Self.harness.firstSeed &+ UInt64(number)
            let trial = try Trial(seed: seed)
            if let fault = try trial.fault() {
                failed.append(seed)
                Issue.record("seed \(seed), \(trial): \(fault)")
            } else {
                passed += 1
            }
        }
        Self.harness.tell(passed, failed: failed)
    }

    /// One command, and one call at which the disk begins to fail.
    private struct Trial: CustomStringConvertible {
        let day: Workday
        let step: Int
        let error: String
        let injection: TracedRun.Injection

        init(seed: UInt64) throws {
            day = try Workday.shared.get()
            let counts = try Workday.callCounts.get()
            var chance = Chance(seed: seed)
            step = chance.next(below: counts.count)
            error = FaultTests.errors[chance.next(below: FaultTests.errors.count)]
            var injection = TracedRun.Injection(
                what: "error=\(error)", place: 1 + chance.next(below: counts[step]))
            // What is interrupted is tried again: for ever would be for ever.
            injection.isLasting = error != "EINTR" && chance.next(below: 2) == 0
            // With no output at all there is nothing to hear.
            if injection.isLasting { injection.calls.replace("write,", with: "") }
            self.injection = injection
        }

        var description: String { "\(Workday.steps[step].arguments) \(injection)" }

        func fault() throws -> String? {
            let practice = try Practice(copying: day.schools[step])
            let arguments = Workday.steps[step].arguments(after: day.states[step].log)
            let run = try TracedRun(arguments, in: practice, injecting: injection).outcome
            guard run.status == 0 || run.status == 1 else { return "\(run)" }
            let state: Workday.State
            do {
                state = try Workday.State(of: practice, known: day.known)
            } catch let error as Workday.Damage {
                return "\(error)"
            }
            let isDone = state == day.states[step + 1]
            if let fault = day.fault(in: state, afterStep: step, isConfirmed: run.status == 0) {
                return fault
            }
            if run.status == 1, let fault = self.fault(in: run, leaving: state, at: practice) { return fault }
            guard !isDone else { return nil }
            let next = try practice.kaart(arguments)
            guard next.status == 0 else { return "the next command: \(next)" }
            let end = try Workday.State(of: practice, known: day.known)
            return end == day.states[step + 1] ? nil : "what was left was not done"
        }

        /// What is wrong with what was said.
        private func fault(in run: Outcome, leaving state: Workday.State, at practice: Practice) -> String? {
            let remarks = run.remarks
            if remarks.contains("maar er kon niets bij vastgelegd worden") {
                return day.states[step].files.contains { $0.value != state.files[$0.key] }
                    ? nil : "no file is ahead: \(remarks)"
            }
            let isOutputLost = remarks.contains("De uitvoer kon niet geschreven worden.")
            if state == day.states[step + 1], !Workday.steps[step].isMany {
                return isOutputLost || remarks.isEmpty ? nil : "done, and said not to be: \(remarks)"
            }
            if isOutputLost { return nil }
            guard remarks.contains(practice.storePath) || remarks.contains("Kwaliteitskaarten/") else {
                return "it is not said where: \(run)"
            }
            let causes =
                switch error {
                case "ENOSPC": ["is vol", "kan nu niet beschreven worden", "geeft een fout"]
                case "EROFS":
                    [
                        "mag alleen gelezen worden", "kan niet geschreven worden",
                        "kan nu niet beschreven worden", "geeft een fout",
                    ]
                default: ["geeft een fout", "is vol", "kan nu niet beschreven worden"]
                }
            guard state.files == day.states[step].files else { return "a file was changed: \(remarks)" }
            guard causes.contains(where: remarks.contains), remarks.contains("Er is niets veranderd") else {
                return "it is not said what: \(run)"
            }
            return nil
        }
    }
}
