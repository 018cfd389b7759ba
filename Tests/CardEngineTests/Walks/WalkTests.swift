import CardEngine
import SchoolTime
import Testing

@Suite("Random walks")
struct WalkTests {
    @Test("over small random cards")
    func randomCards() {
        var count = 0
        for seed in 0..<UInt64(2_500) {
            let calendar = seed % 2 == 0 ? SchoolCalendar.short : RealCards.shipped.calendar
            var walk = RandomWalk(
                RandomCard.card(seed: seed), seed: seed, roster: .wilgen, calendar: calendar)
            walk.run(turns: 25)
            count += walk.commandCount
        }
        #expect(count > 20_000)
    }

    @Test("over every shipped card: each walk can end, and together they pass every step, outcome and end")
    func shippedCards() {
        let shipped = RealCards.shipped
        #expect(!shipped.cards.isEmpty)
        for card in shipped.cards {
            let roster = shipped.school.roster(for: OpenCase.ofPupil.subject)
            var count = 0
            var steps: Set<StepID> = []
            var outcomes: Set<[String]> = []
            var ends: Set<EndID> = []
            for seed in 0..<UInt64(400) {
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
    fileprivate var namedOutcomes: [[String]] {
        switch kind {
        case .task(let task): task.outcomes.map { [id.rawValue, $0.name] }
        case .choice: []
        }
    }

    fileprivate var targets: [Target] {
        switch kind {
        case .task(let task): task.outcomes.map(\.target)
        case .choice(let choice): choice.rows.map(\.target)
        }
    }
}

extension Card {
    /// The ends that something leads to, and that of a case that is stopped.
    fileprivate var reachableEnds: Set<EndID> {
        var found: Set<EndID> = [End.lapsed]
        for case .end(let index) in steps.flatMap(\.targets) + interrupts.map(\.target) {
            found.insert(ends[index].id)
        }
        return found
    }
}
