import CardEngine

/// How many of the cases that ended did so as completed.
struct Completed: Statistic {
    func figure(of sample: Sample) -> Figure {
        let ended = sample.cases.filter { $0.ending != nil }
        let completed = ended.filter(\.isCompleted)
        let ends = sample.ends(of: completed)
        return Figure(
            name: "voltooid", title: "Voltooid",
            definition: "Van de trajecten die eindigden: die met een einde dat telt als voltooid.",
            value: .share(completed.count), count: ended.count, of: .cases,
            parts: ends.count < 2 ? [] : ends,
            excluded: [Figure.Part("nog lopend", sample.cases.count - ended.count)])
    }
}

extension Sample {
    /// How many of these cases had which end, in the order of the card.
    func ends(of cases: [CaseFacts]) -> [Figure.Part] {
        var seen: Set<String> = []
        let known = texts.flatMap { $0.ends.map(\.id) }.filter { seen.insert($0.rawValue).inserted }
        return known.compactMap { end in
            let count = cases.count { $0.ending?.end == end }
            return count == 0 ? nil : Figure.Part(title(of: end), count)
        }
    }
}
