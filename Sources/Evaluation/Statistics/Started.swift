/// How many cases began, by the version of the card that they live by.
struct Started: Statistic {
    func figure(of sample: Sample) -> Figure {
        let cases = sample.cases
        let versions = Dictionary(grouping: cases, by: \.version).sorted { $0.key < $1.key }
        return Figure(
            name: "begonnen", title: "Begonnen",
            definition:
                "Trajecten met hun aanleiding in dit schooljaar, ook als zij nog lopen of eerder begonnen.",
            value: .count(cases.count), of: .cases, tally: [Figure.Part("begonnen", cases.map(\.source))],
            parts: versions.count < 2
                ? [] : versions.map { Figure.Part("versie \($0.key)", $0.value.map(\.source)) },
            isByVersion: true)
    }
}
