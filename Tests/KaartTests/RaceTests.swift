import Foundation
import Testing

/// Several people who do the same thing at the same moment, each in a process of their own.
@Suite("Races")
struct RaceTests {
    private static let ways = [("femke", "nee"), ("carla", "ja")]

    private static let harness = HarnessRun("races", count: 20)
    private static let runners = 8

    @Test(
        "of eight processes that complete one step one wins and the others hear who was first; of eight cases none is lost"
    )
    func races() throws {
        let practice = try Practice()
        var failed: [UInt64] = []
        var lengths: [Int] = []
        for number in 0..<Self.harness.count {
            let seed = Self.harness.firstSeed &+ UInt64(number)
            var chance = Chance(seed: seed)
            let start = monotonicTime()
            let fault =
                seed % 4 == 3
                ? try startCases(in: practice) : try completeOneStep(in: practice, by: &chance)
            lengths.append((monotonicTime() - start) / 1_000_000)
            guard let fault else { continue }
            failed.append(seed)
            Issue.record("seed \(seed): \(fault)")
        }
        Self.harness.tell(lengths.count - failed.count, failed: failed)
        lengths.sort()
        // How long the last of eight waited at most, with the start of eight programs.
        print(
            "milliseconds until all had ended: p99 \(lengths[lengths.count * 99 / 100]), most \(lengths.last ?? 0)"
        )
        let looked = try practice.kaart("nazien")
        #expect(looked.status == 0, "\(looked)")
    }

    /// What was wrong with a race of which one may win.
    private func completeOneStep(in practice: Practice, by chance: inout Chance) throws -> String? {
        let id = try practice.startCase()
        let people = (0..<Self.runners).map { _ in Self.ways[chance.next(below: Self.ways.count)] }
        let processes = try people.map { person, outcome in
            try RunningProcess(
                BuiltProgram.path,
                ["klaar", "\(id).1", "--uitkomst", outcome, "--als", person, "--vandaag", "2026-11-02"],
                in: practice.folder.url)
        }
        let outcomes = try processes.map { try $0.finish() }
        guard outcomes.count(where: { $0.status == 0 }) == 1,
            let winner = outcomes.firstIndex(where: { $0.status == 0 })
        else { return "not one winner: \(outcomes)" }
        let (person, answer) = people[winner]
        let name = person == "femke" ? "Femke Faber" : "Carla de Cock"
        for loser in outcomes where loser.status != 0 {
            let hasHeard =
                loser.remarks.hasPrefix("\(name) heeft de stap 'Is er nu direct gevaar?' op ")
                && loser.remarks.hasSuffix("Er is niets veranderd.\n")
            guard loser.status == 1, loser.output.isEmpty, hasHeard else { return "\(loser)" }
        }
        // The step was done once, with what the winner answered.
        let page = try practice.kaart(as: "femke", "traject", id)
        let isRight =
            page.output.contains("Is er nu direct gevaar? \(answer)\n                 \(name) ·")
            && page.output.ranges(of: "Is er nu direct gevaar? ").count == 1
            && page.output.ranges(of: "Aan de beurt\n  \(id).2 ").count == 1
        return isRight ? nil : "\(page)"
    }

    /// What was wrong with a race that all win.
    private func startCases(in practice: Practice) throws -> String? {
        let before = try practice.kaart(as: "femke", "traject").output.split(separator: "\n")
        let processes = try (1...Self.runners).map { number in
            try RunningProcess(
                BuiltProgram.path,
                [
                    "start", "meldcode", "040\(number)", "--groep", "groep-geel", "--als", "bas", "--vandaag",
                    "2026-11-02",
                ], in: practice.folder.url)
        }
        let outcomes = try processes.map { try $0.finish() }
        guard outcomes.allSatisfy({ $0.status == 0 }) else { return "\(outcomes)" }
        let after = try practice.kaart(as: "femke", "traject").output.split(separator: "\n")
        let isRight = (1...Self.runners).allSatisfy { number in
            let pupil = "leerling 040\(number) "
            return after.count { $0.contains(pupil) } == before.count { $0.contains(pupil) } + 1
        }
        return isRight ? nil : "a case was lost: \(after)"
    }

    @Test("of processes that set up one folder one wins, and what it made is whole")
    func setUpOneFolder() throws {
        for _ in 1...5 {
            let practice = try Practice(isFilled: false)
            let processes = try (0..<4).map { _ in
                try RunningProcess(BuiltProgram.path, ["init", "--oefen"], in: practice.folder.url)
            }
            let outcomes = try processes.map { try $0.finish() }
            #expect(outcomes.count { $0.status == 0 } == 1, "\(outcomes)")
            #expect(outcomes.allSatisfy { $0.status <= 1 })
            #expect(try practice.kaart("controleer").status == 0)
            #expect(try practice.startCase().isEmpty == false)
        }
    }
}
