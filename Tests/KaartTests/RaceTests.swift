import Foundation
import Testing

/// Several people who do the same thing at the same moment, each in a process of their own.
@Suite("Races")
struct RaceTests {
    private static let ways = [("femke", "nee"), ("carla", "ja")]

    @Test(
        "of processes that complete one step one wins, and the others hear who was first", arguments: [2, 8])
    func completeOneStep(count: Int) throws {
        let practice = try Practice()
        for _ in 1...(count == 2 ? 10 : 3) {
            let id = try practice.startCase()
            let processes = try (0..<count).map { index in
                let (person, outcome) = Self.ways[index % 2]
                return try RunningProcess(
                    BuiltProgram.path,
                    [
                        "klaar", "\(id).1", "--uitkomst", outcome, "--als", person, "--vandaag", "2026-11-02",
                    ], in: practice.folder.url)
            }
            let outcomes = try processes.map { try $0.finish() }

            #expect(outcomes.count { $0.status == 0 } == 1, "\(outcomes)")
            for loser in outcomes where loser.status != 0 {
                #expect(loser.status == 1)
                #expect(
                    loser.remarks.contains(
                        #/^(Femke Faber|Carla de Cock) heeft de stap 'Is er nu direct gevaar\?' op /#))
                #expect(loser.remarks.hasSuffix("Er is niets veranderd.\n"))
                #expect(loser.output.isEmpty)
            }
            try expectOneCompletion(of: id, in: practice, by: outcomes)
        }
        let rebuilt = try practice.kaart("herbouw")
        #expect(rebuilt.status == 0)
        #expect(rebuilt.remarks.isEmpty)
    }

    /// The step was done once, with what the winner answered.
    private func expectOneCompletion(of id: String, in practice: Practice, by outcomes: [Outcome]) throws {
        let page = try practice.kaart(as: "femke", "traject", id)
        let winner = try #require(outcomes.firstIndex { $0.status == 0 })
        let (person, outcome) = Self.ways[winner % 2]
        let name = person == "femke" ? "Femke Faber" : "Carla de Cock"
        #expect(page.output.contains("Is er nu direct gevaar?: \(outcome)\n                 \(name) ·"))
        #expect(page.output.ranges(of: "Is er nu direct gevaar?:").count == 1)
        #expect(page.output.ranges(of: "Aan de beurt\n  \(id).2 ").count == 1)
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

    @Test("processes that start cases all get a case of their own")
    func startCases() throws {
        let practice = try Practice()
        let processes = try (1...8).map { number in
            try RunningProcess(
                BuiltProgram.path,
                [
                    "start", "meldcode", "040\(number)", "--groep", "groep-geel", "--als", "bas", "--vandaag",
                    "2026-11-02",
                ], in: practice.folder.url)
        }
        for process in processes { #expect(try process.finish().status == 0) }
        let list = try practice.kaart(as: "femke", "traject")
        for number in 1...8 { #expect(list.output.ranges(of: "leerling 040\(number) ").count == 1) }
        #expect(try practice.kaart("herbouw").status == 0)
    }
}
