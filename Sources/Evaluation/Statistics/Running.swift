/// How many cases have not ended.
struct Running: Statistic {
    func figure(of sample: Sample) -> Figure {
        let running = sample.cases.filter { $0.ending == nil }
        let suspended = running.count(where: \.isSuspended)
        return Figure(
            name: "lopend", title: "Loopt nog",
            definition: "Trajecten die nu niet geëindigd zijn, ook als zij opgeschort of heropend zijn.",
            value: .count(running.count), count: running.count, of: .cases,
            parts: suspended == 0 ? [] : [Figure.Part("opgeschort", suspended)])
    }
}
