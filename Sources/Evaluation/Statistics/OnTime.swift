import CardEngine

/// The share of terms that were kept.
struct OnTime: Statistic {
    /// Whose term it is.
    enum Scope: Hashable, Sendable {
        case wholeCase, everyStep
        case step(StepID)
    }

    let scope: Scope
    let byLaw: Bool

    init(of scope: Scope, byLaw: Bool) {
        self.scope = scope
        self.byLaw = byLaw
    }

    func figure(of sample: Sample) -> Figure {
        let all: [(promptness: Promptness, neededLatePostponement: Bool, source: Figure.Source)] =
            switch scope {
            case .wholeCase:
                sample.cases.map { ($0.promptness(byLaw: byLaw), $0.neededLatePostponement, $0.source) }
            case .everyStep:
                sample.visits().map { known(of: $0, from: $0.source.naming(sample.title(of: $0.step))) }
            case .step(let step): sample.visits(of: step).map { known(of: $0, from: $0.source) }
            }
        func part(_ title: String, _ wanted: Promptness) -> Figure.Part {
            Figure.Part(title, all.filter { $0.promptness == wanted }.map(\.source))
        }
        let (kept, late) = (part("op tijd", .onTime), part("te laat", .late))
        // No postponement moves a term of the law.
        let saved =
            byLaw ? [] : all.filter { $0.promptness == .onTime && $0.neededLatePostponement }.map(\.source)
        // What has no term at all is no exclusion where every step is asked.
        let without = scope == .everyStep ? [] : [part("zonder termijn", .withoutTerm)]
        return Figure(
            name: name, title: title(sample), label: label, definition: definition,
            value: .share(kept.count), of: scope == .wholeCase ? .cases : .visits, tally: [kept, late],
            parts: saved.isEmpty ? [] : [Figure.Part("op tijd door uitstel nadat de termijn om was", saved)],
            excluded: [
                part("nog binnen de termijn", .pending), part("gestopt voor de termijn om was", .stopped),
            ] + without + withoutStep(sample))
    }

    private func known(of visit: VisitFacts, from source: Figure.Source) -> (Promptness, Bool, Figure.Source)
    {
        (visit.promptness(byLaw: byLaw), visit.neededLatePostponement, source)
    }

    private func withoutStep(_ sample: Sample) -> [Figure.Part] {
        if case .step(let step) = scope { sample.withoutStep(step) } else { [] }
    }

    private var name: String {
        let prefix = byLaw ? "wettelijk op tijd" : "op tijd"
        return switch scope {
        case .wholeCase: prefix
        case .everyStep: prefix + ", stappen"
        case .step(let step): "\(prefix) \(step)"
        }
    }

    private func title(_ sample: Sample) -> String {
        let prefix = byLaw ? "Wettelijk op tijd" : "Op tijd"
        return switch scope {
        case .wholeCase: prefix
        case .everyStep: prefix + ", alle stappen"
        case .step(let step): "\(prefix): \(sample.title(of: step))"
        }
    }

    private var label: String {
        let prefix = byLaw ? "Wettelijk op tijd" : "Op tijd"
        return switch scope {
        case .wholeCase: prefix
        case .everyStep: prefix + ", alle stappen"
        case .step: prefix + ", één stap"
        }
    }

    private var definition: String {
        let term = byLaw ? "de wettelijke termijn" : "de afgesproken termijn"
        let what =
            switch scope {
            case .wholeCase: "De trajecten die op de laatste dag van \(term) of eerder voltooid waren"
            case .everyStep: "De keren dat een stap op de laatste dag van \(term) of eerder gedaan was"
            case .step: "De keren dat deze stap op de laatste dag van \(term) of eerder gedaan was"
            }
        return what + ". Te laat is ook wat openstaat of stopte nadat die om was."
    }
}
