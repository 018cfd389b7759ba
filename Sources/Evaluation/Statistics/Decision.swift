import CardEngine

/// How often a decision went which way.
struct Decision: Statistic {
    let step: StepID

    func figure(of sample: Sample) -> Figure {
        let visits = sample.visits(of: step)
        let outcomes = visits.compactMap { $0.doneWith?.outcome }
        var seen: Set<String> = []
        let known = sample.texts.compactMap { $0.step(step) }.flatMap { $0.outcomes.map(\.name) }
        // Those of the card in its order, then what signatures, called cards and older texts gave.
        let names = (known + outcomes.sorted()).filter { seen.insert($0).inserted }
        let parts = names.map { name in Figure.Part(name, visits.sources { $0.doneWith?.outcome == name }) }
        return Figure(
            name: "uitkomsten \(step)", title: sample.title(of: step), label: "Uitkomsten",
            definition: "De keren dat de stap gedaan is, naar uitkomst.", value: .count(outcomes.count),
            of: .visits, tally: parts, parts: parts, excluded: visits.undone)
    }
}
