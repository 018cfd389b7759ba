import CardEngine
import Foundation
import SchoolTime
import Testing

@Suite("Random walks, judged by the naive interpreter")
struct JudgedWalkTests {
    private static let parts = 4
    /// How many commands are judged in all, and the first seed; `./setup walks` asks for more.
    private static let commands = Int(environment("HARNESS_COUNT") ?? "") ?? 20_000
    private static let firstSeed = UInt64(environment("HARNESS_SEED") ?? "") ?? 0

    private static func environment(_ name: String) -> String? { ProcessInfo.processInfo.environment[name] }

    @Test("the same facts for each command, or both refuse", arguments: 0..<parts)
    func sameFacts(part: Int) {
        let share = (Self.commands + Self.parts - 1 - part) / Self.parts
        var judged = 0
        var failed: [UInt64] = []
        var seed = Self.firstSeed &+ UInt64(part)
        while judged < share {
            // A card of which nobody can do anything still takes commands: those that open it and let days pass.
            let walk = Self.walk(seed)
            judged += walk.judgedCount
            if walk.hasFailed { failed.append(seed) }
            seed &+= UInt64(Self.parts)
        }
        // For `./setup walks`, which adds up the parts.
        print(
            "seed \(Self.firstSeed), walks: \(judged - failed.count) passed, \(failed.count) failed: \(failed)"
        )
        #expect(judged >= share)
    }

    /// 9002915: a consent of one day, signed for late, had run out before the case came where it was by then.
    @Test("walks in which they once differed", arguments: [UInt64(9_002_915)])
    func onceDiffered(seed: UInt64) {
        #expect(!Self.walk(seed).hasFailed)
    }

    /// A judge that finds nothing proves little, unless it finds what was put there.
    @Test("whatever the engine is made to do wrong is noticed", arguments: PlantedFault.all)
    func notices(fault: PlantedFault) {
        let noticed = (0..<UInt64(Self.enough)).first { Self.walk($0, fault).isNoticed }
        #expect(noticed != nil, "\(fault.name) was not noticed in \(Self.enough) walks")
    }

    /// In so many walks each fault is noticed.
    private static let enough = 1_000

    private static func walk(_ seed: UInt64, _ fault: PlantedFault? = nil) -> RandomWalk {
        let calendar: SchoolCalendar = seed / 4 % 2 == 0 ? .short : .whole
        var walk = RandomWalk(
            RandomCard.card(seed: seed), seed: seed, roster: .wilgen, calendar: calendar, isJudged: true,
            fault: fault)
        walk.run(turns: 20)
        return walk
    }
}
