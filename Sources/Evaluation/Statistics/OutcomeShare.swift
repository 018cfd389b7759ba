import CardEngine

/// The share of the visits of a step with one outcome.
struct OutcomeShare: Statistic {
    let step: StepID
    let outcome: String

    func figure(of sample: Sample) -> Figure {
        let visits = sample.visits(of: step)
        let outcomes = visits.compactMap { $0.doneWith?.outcome }
        return Figure(
            name: "uitkomst \(step) \(outcome)", title: "\(sample.title(of: step)): \(outcome)",
            label: "Uitkomst",
            definition: "Van de keren dat de stap gedaan is: die met deze uitkomst.",
            value: .share(outcomes.count { $0 == outcome }), count: outcomes.count, of: .visits,
            excluded: [
                Figure.Part("nog open", visits.count { $0.course == .open }),
                Figure.Part("vervallen", visits.count { $0.course == .cancelled }),
            ])
    }
}
