import Foundation
import Testing

/// The disk fails at a write, a sync, a read of the data or at making a journal, once or from then on. Then a step is done
/// whole, and said to be, or it is not done at all, and a sentence says what is the matter and where; when the disk is well
/// again the same command works.
@Suite("A day's work on a disk that fails")
struct FaultTests {
    private static let parts = 2
    private static let harness = HarnessRun("faults", count: 150)

    /// What a disk can say, at a change, at a read and at making a file; and by what a person knows the cause.
    private static let errors: [TracedRun.Calls: [String]] = [
        .changes: ["EIO", "ENOSPC", "EROFS", "EDQUOT", "EINTR", "EACCES"], .reads: ["EIO"],
        .journals: ["EIO", "ENOSPC", "EROFS", "EDQUOT", "EACCES"],
    ]
    private static let causes = [
        "EIO": "geeft een fout", "EINTR": "geeft een fout", "ENOSPC": "is vol",
        "EROFS": "kan nu alleen gelezen worden", "EDQUOT": "quotum", "EACCES": "rechten",
    ]

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
        let calls: TracedRun.Calls
        let error: String
        let injection: TracedRun.Injection

        init(seed: UInt64) throws {
            day = try Workday.shared.get()
            var chance = Chance(seed: seed)
            calls = [.changes, .changes, .changes, .reads, .journals][chance.next(below: 5)]
            let usual = try Workday.calls(calls)
            step = chance.next(below: usual.count)
            let place = chance.next(below: usual[step].count)
            var errors = FaultTests.errors[calls] ?? []
            // That is said when a file is made, deleted or gets another name, and never of one that is open.
            let ofOpenFiles: Set = ["write", "pwrite64", "fsync", "fdatasync", "ftruncate"]
            if ofOpenFiles.contains(usual[step][place]) { errors.removeAll { $0 == "EACCES" } }
            error = errors[chance.next(below: errors.count)]
            var injection = TracedRun.Injection(
                what: "error=\(error)", usual: usual[step], place: 1 + place)
            // What is interrupted is tried again: for ever would be for ever. And with no output at all there is nothing to hear.
            injection.isLasting =
                error != "EINTR" && usual[step][place] != "write" && chance.next(below: 2) == 0
            injection.spared = error == "EACCES" ? ofOpenFiles : ["write"]
            // SQLite tries once more whether the journal can be read, and would hear that it is not there.
            if calls == .journals { injection.isLasting = true }
            self.injection = injection
        }

        var description: String { "\(Workday.steps[step].arguments) \(injection)" }

        func fault() throws -> String? {
            let practice = try Practice(copying: day.schools[step])
            let arguments = Workday.steps[step].arguments(after: day.states[step].log)
            let traced = try TracedRun(arguments, in: practice, of: calls, injecting: injection)
            let run = traced.outcome
            guard traced.isInjected else { return "nothing failed" }
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
            if let left = try day.leftOver(in: practice) { return left }
            let end = try Workday.State(of: practice, known: day.known)
            return end == day.states[step + 1] ? nil : "what was left was not done"
        }

        /// What is wrong with what was said.
        private func fault(in run: Outcome, leaving state: Workday.State, at practice: Practice) -> String? {
            let remarks = run.remarks
            let isCauseSaid = FaultTests.causes[error].map { remarks.contains($0) } == true
            if remarks.contains("maar er kon niets bij vastgelegd worden") {
                guard isCauseSaid else { return "it is not said why: \(remarks)" }
                return day.states[step].files.contains { $0.value != state.files[$0.key] }
                    ? nil : "no file is ahead: \(remarks)"
            }
            let isOutputLost = remarks.contains("De uitvoer kon niet geschreven worden")
            if isOutputLost, !isCauseSaid { return "it is not said why: \(remarks)" }
            if state == day.states[step + 1], !Workday.steps[step].isMany {
                return isOutputLost || remarks.isEmpty ? nil : "done, and said not to be: \(remarks)"
            }
            if isOutputLost { return nil }
            guard remarks.contains(practice.storePath) || remarks.contains("Kwaliteitskaarten/") else {
                return "it is not said where: \(run)"
            }
            guard state.files == day.states[step].files else { return "a file was changed: \(remarks)" }
            guard isCauseSaid, remarks.contains("Er is niets veranderd") else {
                return "it is not said what: \(run)"
            }
            return nil
        }
    }
}
