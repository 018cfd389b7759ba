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
        let all: [Promptness] =
            switch scope {
            case .wholeCase: sample.cases.map { $0.promptness(byLaw: byLaw) }
            case .everyStep: sample.visits().map { $0.promptness(byLaw: byLaw) }
            case .step(let step): sample.visits(of: step).map { $0.promptness(byLaw: byLaw) }
            }
        func count(_ wanted: Promptness) -> Int { all.count { $0 == wanted } }
        // What has no term at all is no exclusion where every step is asked.
        let without = scope == .everyStep ? 0 : count(.withoutTerm)
        return Figure(
            name: name, title: title(sample), label: label, definition: definition,
            value: .share(count(.onTime)), count: count(.onTime) + count(.late),
            of: scope == .wholeCase ? .cases : .visits,
            excluded: [
                Figure.Part("nog binnen de termijn", count(.pending)),
                Figure.Part("gestopt voor de termijn om was", count(.stopped)),
                Figure.Part("zonder termijn", without),
            ])
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
        return what + ". Te laat is ook wat openstaat of stopte nadat zij om was."
    }
}
