import CardEngine

/// The share of the visits of a step with one outcome.
struct OutcomeShare: Statistic {
    let step: StepID
    let outcome: String

    func figure(of sample: Sample) -> Figure {
        let visits = sample.visits(of: step)
        let outcomes = visits.filter { $0.doneWith != nil }
        let chosen = Figure.Part(outcome, outcomes.sources { $0.doneWith?.outcome == outcome })
        return Figure(
            name: "uitkomst \(step) \(outcome)", title: "\(sample.title(of: step)): \(outcome)",
            label: "Uitkomst",
            definition: "Van de keren dat de stap gedaan is: die met deze uitkomst.",
            value: .share(chosen.count), of: .visits,
            tally: [
                chosen,
                Figure.Part("een andere uitkomst", outcomes.sources { $0.doneWith?.outcome != outcome }),
            ],
            excluded: visits.undone + sample.withoutStep(step))
    }
}
