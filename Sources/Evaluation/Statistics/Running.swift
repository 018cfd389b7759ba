/// How many cases have not ended.
struct Running: Statistic {
    func figure(of sample: Sample) -> Figure {
        let running = sample.cases.filter { $0.ending == nil }
        let suspended = running.sources(where: \.isSuspended)
        return Figure(
            name: "lopend", title: "Loopt nog",
            definition: "Trajecten die nu niet geëindigd zijn, ook als zij opgeschort of heropend zijn.",
            value: .count(running.count), of: .cases,
            tally: [Figure.Part("loopt nog", running.map(\.source))],
            parts: suspended.isEmpty ? [] : [Figure.Part("opgeschort", suspended)])
    }
}
