import CardEngine

/// The share of the subjects that are there with a completed case.
struct Coverage: Statistic {
    /// How many cases each should have in the school year; nil: one, ever.
    let times: Int?

    func figure(of sample: Sample) -> Figure {
        let present = sample.present
        let completed = sample.history.filter { found in
            found.wasCompleted(on: sample.measuredOn) && (times == nil || found.year == sample.year)
        }
        let counts = Dictionary(grouping: completed, by: \.subject).mapValues(\.count)
        let isCovered = { (subject: Subject) in counts[subject] ?? 0 >= times ?? 1 }
        func part(_ title: String, _ subjects: [Subject]) -> Figure.Part {
            Figure.Part(title, subjects.map { Figure.Source($0) })
        }
        let covered = part("voltooid", present.filter(isCovered))
        let absent = Set(sample.cases.map(\.subject)).subtracting(present)
        return Figure(
            name: "dekking" + (times.map { $0 == 1 ? "" : " \($0)" } ?? " ooit"), title: title,
            definition: definition, value: .share(covered.count),
            of: .subjects(sample.card.subject),
            tally: [covered, part("niet voltooid", present.filter { !isCovered($0) })],
            excluded: [
                part("met een traject, maar op de peildag niet op school", absent.sorted { $0.id < $1.id })
            ])
    }

    private var title: String {
        switch times {
        case nil: "Dekking ooit"
        case 1: "Dekking"
        case .some(let times): "Dekking, \(times) keer"
        }
    }

    private var definition: String {
        let what =
            switch times {
            case nil: "ooit een traject is voltooid"
            case 1: "een traject van dit schooljaar is voltooid"
            case .some(let times): "\(times) trajecten van dit schooljaar zijn voltooid"
            }
        return "Van wie er op de peildag is (een leerling: ingeschreven): bij wie uiterlijk die dag \(what)."
    }
}
