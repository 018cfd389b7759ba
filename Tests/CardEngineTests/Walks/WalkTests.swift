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

    @Test("random cards have steps of every kind")
    func kinds() {
        let steps = (0..<100).flatMap { RandomCard.card(seed: $0).steps }
        #expect(Set(steps.map { DrawnKind(of: $0.kind) }) == Set(DrawnKind.allCases))
    }
}

/// Each kind of step by its name: what is not drawn is never walked.
private enum DrawnKind: CaseIterable {
    case task, sign, choice, parallel, forEach, call, wait, register

    init(of kind: StepKind) {
        self =
            switch kind {
            case .task: .task
            case .sign: .sign
            case .choice: .choice
            case .parallel: .parallel
            case .forEach: .forEach
            case .call: .call
            case .wait: .wait
            case .register: .register
            }
    }
}
