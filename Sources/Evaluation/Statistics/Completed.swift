import CardEngine

/// How many of the cases that ended did so as completed.
struct Completed: Statistic {
    func figure(of sample: Sample) -> Figure {
        let ended = sample.cases.filter { $0.ending != nil }
        let completed = ended.filter(\.isCompleted)
        let ends = sample.ends(of: completed)
        let tally = [
            Figure.Part("voltooid", completed.map(\.source)),
            Figure.Part("afgebroken", ended.sources { !$0.isCompleted }),
        ]
        return Figure(
            name: "voltooid", title: "Voltooid",
            definition: "Van de trajecten die eindigden: die met een einde dat telt als voltooid.",
            value: .share(completed.count), of: .cases, tally: tally, parts: ends.count < 2 ? [] : ends,
            excluded: [Figure.Part("nog lopend", sample.cases.sources { $0.ending == nil })])
    }
}

extension Sample {
    /// How many of these cases had which end, in the order of the card.
    func ends(of cases: [CaseFacts]) -> [Figure.Part] {
        var seen: Set<String> = []
        let known = texts.flatMap { $0.ends.map(\.id) }.filter { seen.insert($0.rawValue).inserted }
        return known.compactMap { end in
            let ended = cases.sources { $0.ending?.end == end }
            return ended.isEmpty ? nil : Figure.Part(title(of: end), ended)
        }
    }
}
