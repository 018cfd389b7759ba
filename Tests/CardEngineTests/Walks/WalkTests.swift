import CardEngine
import SchoolTime
import Testing

@Suite("Random walks")
struct WalkTests {
    @Test("over small random cards", arguments: 0..<4)
    func randomCards(quarter: Int) {
        var count = 0
        var facts: Set<String> = []
        for seed in 0..<UInt64(Self.seeds) where Int(seed) % 4 == quarter {
            let calendars = [SchoolCalendar.short, .whole]
            var walk = RandomWalk(
                RandomCard.card(seed: seed), seed: seed, roster: .wilgen,
                calendar: calendars[Int(seed / 4) % 2])
            walk.run(turns: 20)
            count += walk.commandCount
            facts.formUnion(walk.facts)
        }
        #expect(count > 5_000)
        // What only streams of subjects and the daily run hold, and what a walk never asks, is not among them.
        #expect(facts.count >= 28, "\(facts.sorted())")
    }

    private static let seeds = 600
}
