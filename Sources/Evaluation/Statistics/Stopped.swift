import CardEngine

/// How many cases came to nothing, and by which end.
struct Stopped: Statistic {
    func figure(of sample: Sample) -> Figure {
        let stopped = sample.cases.filter { $0.ending?.countsAs == .aborted }
        return Figure(
            name: "afgebroken", title: "Afgebroken",
            definition: "Trajecten met een einde dat telt als afgebroken, zoals vervallen.",
            value: .count(stopped.count), of: .cases,
            tally: [Figure.Part("afgebroken", stopped.map(\.source))], parts: sample.ends(of: stopped))
    }
}
