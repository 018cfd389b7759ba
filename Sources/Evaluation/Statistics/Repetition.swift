import CardEngine

/// How many times a case did a step, on average.
struct Repetition: Statistic {
    let step: StepID

    func figure(of sample: Sample) -> Figure {
        // Told apart as `keer` does: within a `voor_elke` by item, and anew each time that the block is reached.
        let counts = sample.groups(of: step, by: \.places).map { group in
            let times = group.visits.count { $0.doneOn != nil }
            return (times: times, source: group.source)
        }
        let done = counts.filter { $0.times > 0 }
        return Figure(
            name: "herhaling \(step)", title: "Herhaling: \(sample.title(of: step))", label: "Herhaling",
            definition:
                "Hoe vaak de stap gemiddeld gedaan is, waar hij minstens één keer gedaan is.",
            value: .average(done.reduce(0) { $0 + $1.times }), of: sample.unit(of: step),
            tally: [Figure.Part("gedaan, zoveel keer", done.map { $0.source.adding($0.times) })],
            excluded: sample.neverDone(step, by: \.places))
    }
}
