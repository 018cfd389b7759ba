import CardEngine
import SchoolTime

/// How long it took, in calendar days.
struct LeadTime: Statistic {
    /// What took that long.
    enum Scope: Hashable, Sendable {
        /// From the start to the end.
        case wholeCase
        /// From when a step could be done until it was.
        case visits(StepID)
        /// From the start until a step was done for the first time.
        case until(StepID)
    }

    /// A stretch that was measured.
    struct Stretch: Hashable, Sendable {
        let from: Day
        let to: Day
        let of: Figure.Source

        var days: Int { max(0, to - from) }
    }

    let scope: Scope

    init(of scope: Scope) {
        self.scope = scope
    }

    func figure(of sample: Sample) -> Figure {
        let stretches = stretches(in: sample)
        let value = Spread(stretches.map(\.days)).map { Figure.Value.time($0) } ?? .unmeasurable
        return Figure(
            name: name, title: title(sample), label: label, definition: definition, value: value,
            of: counted(sample),
            tally: [
                Figure.Part(
                    "geteld, met de dagen", stretches.map { $0.of.adding($0.days) })
            ], excluded: excluded(sample))
    }

    /// What was measured, of cases of the school year.
    func stretches(in sample: Sample) -> [Stretch] {
        switch scope {
        case .wholeCase:
            sample.cases.filter(\.isCompleted).compactMap { found in
                found.ending.map { Stretch(from: found.startedOn, to: $0.day, of: found.source) }
            }
        case .visits(let step):
            sample.visits(of: step).compactMap { visit in
                visit.doneOn.map { Stretch(from: visit.from, to: $0, of: visit.source) }
            }
        case .until(let step):
            // Within a `voor_elke` each item gets there by itself.
            sample.groups(of: step, by: \.items).compactMap { group in
                group.visits.compactMap(\.doneOn).min().map {
                    Stretch(from: group.started, to: $0, of: group.source)
                }
            }
        }
    }

    private func counted(_ sample: Sample) -> Figure.Counted {
        switch scope {
        case .wholeCase: .cases
        case .visits: .visits
        case .until(let step): sample.unit(of: step)
        }
    }

    private var label: String {
        switch scope {
        case .wholeCase: "Doorlooptijd"
        case .visits: "Doorlooptijd van een stap"
        case .until: "Doorlooptijd tot een stap"
        }
    }

    private func excluded(_ sample: Sample) -> [Figure.Part] {
        switch scope {
        case .wholeCase:
            [
                Figure.Part("nog lopend", sample.cases.sources { $0.ending == nil }),
                Figure.Part("afgebroken", sample.cases.sources { $0.ending?.countsAs == .aborted }),
            ]
        case .visits(let step):
            sample.visits(of: step).undone + sample.withoutStep(step) + [
                sample.visits(of: step).withoutConsent
            ]
        case .until(let step):
            sample.neverDone(step, by: \.items)
        }
    }

    private var name: String {
        switch scope {
        case .wholeCase: "doorlooptijd"
        case .visits(let step): "doorlooptijd \(step)"
        case .until(let step): "doorlooptijd tot \(step)"
        }
    }

    private func title(_ sample: Sample) -> String {
        switch scope {
        case .wholeCase: "Doorlooptijd"
        case .visits(let step): "Doorlooptijd: \(sample.title(of: step))"
        case .until(let step): "Doorlooptijd tot: \(sample.title(of: step))"
        }
    }

    private var definition: String {
        let what =
            switch scope {
            case .wholeCase: "van het begin tot het einde van de voltooide trajecten"
            case .visits:
                "van de dag waarop de stap openging, of zijn `vanaf` als dat later was, tot hij gedaan was"
            case .until: "van het begin van het traject tot de stap voor het eerst gedaan was"
            }
        return "Kalenderdagen \(what), ook dagen van opschorting."
    }
}

extension Sample {
    /// The visits of a step by case and by what tells them apart within it, with the day on which the case began.
    func groups<Key: Hashable>(of step: StepID, by key: (VisitFacts) -> Key) -> [(
        source: Figure.Source, started: Day, hasEnded: Bool, visits: [VisitFacts]
    )] {
        history.filter { $0.year == year }.flatMap { found in
            let visits = found.visits.filter { $0.step == step && counts($0.subject) }
            var keys: [Key] = []
            for visit in visits where !keys.contains(key(visit)) { keys.append(key(visit)) }
            return keys.map { wanted in
                let group = visits.filter { key($0) == wanted }
                let subject = group.first?.subject ?? found.subject
                return (Figure.Source(subject, caseID: found.id), found.startedOn, found.ending != nil, group)
            }
        }
    }

    /// Where a step was never done, by why: nobody did yet, or before the case ended, there was no consent for it, or the case did not get there, or has
    /// no such step.
    func neverDone<Key: Hashable>(_ step: StepID, by key: (VisitFacts) -> Key) -> [Figure.Part] {
        let undone = groups(of: step, by: key).filter { $0.visits.allSatisfy { $0.doneOn == nil } }
        func isBarred(_ visits: [VisitFacts]) -> Bool {
            visits.contains(where: \.lackedConsent) && !visits.contains { $0.course == .open }
        }
        let missed = undone.filter { !isBarred($0.visits) }
        return [
            Figure.Part("nog niet gedaan", missed.filter { !$0.hasEnded }.map(\.source)),
            Figure.Part("niet gedaan", missed.filter(\.hasEnded).map(\.source)),
            Figure.Part("geen toestemming", undone.filter { isBarred($0.visits) }.map(\.source)),
            Figure.Part("niet aan toegekomen", casesWithout(step)),
        ] + withoutStep(step)
    }

    /// What a step is done once for, at least: a case, or within a `voor_elke` an item.
    func unit(of step: StepID) -> Figure.Counted {
        visits(of: step).contains { !$0.items.isEmpty } ? .items : .cases
    }

    /// The cases that never came to a step of theirs.
    func casesWithout(_ step: StepID) -> [Figure.Source] {
        cases.sources { found in
            !found.visits.contains { $0.step == step } && !lacks(found, step) && !wentOver(found)
        }
    }

    /// What is left out of a figure of a step: the cases that live by a version without it, such as from before it got
    /// another name.
    func withoutStep(_ step: StepID) -> [Figure.Part] {
        let without = cases.filter { found in !found.visits.contains { $0.step == step } }
        return [
            Figure.Part("op een versie zonder deze stap", without.sources { lacks($0, step) }),
            Figure.Part(
                "overgezet van een versie met andere stappen",
                without.sources { !lacks($0, step) && wentOver($0) }),
        ].filter { $0.count > 0 }
    }

    /// Whether a case went over from a version with steps that its own does not have: what was done under an older name of a step
    /// is not seen under its new one.
    private func wentOver(_ found: CaseFacts) -> Bool {
        guard let text = texts.first(where: { $0.version == found.version }) else { return false }
        return found.visits.contains { text.step($0.step) == nil }
    }

    private func lacks(_ found: CaseFacts, _ step: StepID) -> Bool {
        texts.first { $0.version == found.version }.map { $0.step(step) == nil } ?? false
    }
}
