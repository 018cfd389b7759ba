import CardEngine
import SchoolTime
import Testing

@Suite("Random walks over every shipped card")
struct ShippedCardTests {
    @Test("each walk can end, and together they pass every step, outcome and end")
    func shippedCards() {
        let shipped = RealCards.shipped
        #expect(!shipped.cards.isEmpty)
        for card in shipped.cards {
            let roster = shipped.school.roster(for: .pupil, on: september(1))
            var count = 0
            var steps: Set<StepID> = []
            var outcomes: Set<[String]> = []
            var ends: Set<EndID> = []
            for seed in 0..<UInt64(200) {
                var walk = RandomWalk(card, seed: seed, roster: roster, calendar: shipped.calendar)
                walk.run(turns: Int(seed % 40), mayStop: false)
                count += walk.commandCount
                steps.formUnion(walk.state.visits.map(\.step))
                outcomes.formUnion(walk.outcomes)
                if let ending = walk.state.ending { ends.insert(ending.end) }
            }
            #expect(count > 5_000)
            #expect(steps == Set(card.steps.map(\.id)))
            #expect(outcomes == Set(card.steps.flatMap(\.namedOutcomes)))
            #expect(ends == card.reachableEnds)
        }
    }
}

extension Step {
    /// Step and outcome, for each outcome.
    fileprivate var namedOutcomes: [[String]] { outcomes.map { [id.rawValue, $0.name] } }

    fileprivate var targets: [Target] {
        switch kind {
        case .choice(let choice): choice.rows.map(\.target)
        case .task, .sign, .parallel, .forEach, .call, .wait, .register:
            outcomes.map(\.target) + (otherwise.map { [$0] } ?? [])
        }
    }
}

extension Card {
    /// The ends that something leads to, and that of a case that is stopped.
    fileprivate var reachableEnds: Set<EndID> {
        var found: Set<EndID> = [End.lapsed]
        for case .end(let index) in steps.flatMap(\.targets) + interrupts.compactMap(\.target) {
            found.insert(ends[index].id)
        }
        return found
    }
}
