import CardEngine
import SchoolTime
import Testing

@Suite("Random walks over every shipped card")
struct ShippedCardTests {
    /// That together they pass every transition is what the scenarios of a card are for; those can wait a year.
    @Test("the engine keeps its promises on each", arguments: RealCards.shipped.cards.map(\.id))
    func shippedCards(id: CardID) throws {
        let shipped = RealCards.shipped
        let card = try #require(shipped.cards.first { $0.id == id })
        let roster = shipped.school.roster(for: .pupil, on: september(1))
        var count = 0
        var steps: Set<StepID> = []
        for seed in 0..<UInt64(8) {
            var walk = RandomWalk(
                card, seed: seed, roster: roster, calendar: shipped.calendar, changesText: false)
            walk.run(turns: Int(seed) * 6)
            count += walk.commandCount
            steps.formUnion(walk.state.visits.map(\.step))
        }
        #expect(count > 100)
        #expect(steps.count > 1)
    }
}
