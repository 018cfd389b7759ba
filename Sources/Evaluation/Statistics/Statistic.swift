import CardEngine

/// A figure of the yearly evaluation. Each has a file here that holds its Dutch title and definition.
protocol Statistic: Sendable {
    /// Works it out.
    func figure(of sample: Sample) -> Figure
}

extension Sequence<VisitFacts> {
    /// Those of a course, as what was counted or left out.
    func sources(where isMeant: (VisitFacts) -> Bool) -> [Figure.Source] { filter(isMeant).map(\.source) }

    /// What ended for want of a consent: with an outcome, and without anything having been done.
    var withoutConsent: Figure.Part { Figure.Part("geen toestemming", sources(where: \.lackedConsent)) }

    /// What is left out where only what was over counts.
    var undone: [Figure.Part] {
        [
            Figure.Part("nog open", sources { $0.course == .open }),
            Figure.Part("vervallen", sources { $0.course == .cancelled }),
        ]
    }
}

extension Sequence<CaseFacts> {
    /// Those of which it holds, as what was counted or left out.
    func sources(where isMeant: (CaseFacts) -> Bool) -> [Figure.Source] { filter(isMeant).map(\.source) }
}

/// Every statistic there is; a test holds this list against the folder.
enum Statistics {
    static let all: [any Statistic.Type] = [
        Started.self, Completed.self, Stopped.self, Running.self, Coverage.self, OnTime.self, LeadTime.self,
        Decision.self, OutcomeShare.self, Attendance.self, Repetition.self,
    ]

    /// What is told of every card.
    static func usual(for sample: Sample) -> [any Statistic] {
        let cases = sample.history.filter { $0.year == sample.year }
        let visits = sample.visits()
        var statistics: [any Statistic] = [
            Started(), Completed(), Stopped(), Running(), Coverage(times: 1),
        ]
        // Of a card whose cases have no term as a whole, that of its steps says it.
        if sample.card.terms.term != nil || cases.contains(where: { $0.agreed != .withoutTerm }) {
            statistics.append(OnTime(of: .wholeCase, byLaw: false))
        }
        if sample.card.terms.statutory != nil || cases.contains(where: { $0.statutory != .withoutTerm }) {
            statistics.append(OnTime(of: .wholeCase, byLaw: true))
        }
        statistics.append(OnTime(of: .everyStep, byLaw: false))
        if sample.card.steps.contains(where: { $0.terms.statutory != nil })
            || visits.contains(where: { $0.statutory != .withoutTerm })
        {
            statistics.append(OnTime(of: .everyStep, byLaw: true))
        }
        return statistics + [LeadTime(of: .wholeCase)]
    }

    /// The decisions of a card, in its order, then those that only an older text has.
    static func decisions(of sample: Sample) -> [any Statistic] {
        var seen: Set<StepID> = []
        return sample.texts.flatMap(\.steps).filter { $0.isDecision && seen.insert($0.id).inserted }
            .map { Decision(step: $0.id) }
    }

    /// The steps that somebody does and that a case came to, likewise.
    static func steps(of sample: Sample) -> [StepID] {
        let reached = Set(sample.visits().map(\.step))
        var seen: Set<StepID> = []
        return sample.texts.flatMap(\.steps).filter { step in
            step.isDoneBySomebody && reached.contains(step.id) && seen.insert(step.id).inserted
        }.map(\.id)
    }
}

extension Norm.Measure {
    /// What is measured.
    var statistic: any Statistic {
        switch self {
        case .onTime(let step, let isStatutory):
            OnTime(of: step.map { .step($0) } ?? .wholeCase, byLaw: isStatutory)
        case .coverage(let times): Coverage(times: times)
        case .completed: Completed()
        case .caseTime: LeadTime(of: .wholeCase)
        case .visitTime(let step): LeadTime(of: .visits(step))
        case .timeUntil(let step): LeadTime(of: .until(step))
        case .outcome(let step, let outcome): OutcomeShare(step: step, outcome: outcome)
        case .attendance(let step, let role): Attendance(step: step, role: role)
        case .repetition(let step): Repetition(step: step)
        }
    }
}

extension Step {
    /// Whether it takes somebody's time: people do it, or another card does.
    fileprivate var isDoneBySomebody: Bool {
        switch kind {
        case .task, .register, .sign: true
        case .call(let call): !call.goesOn
        case .choice, .parallel, .forEach, .wait: false
        }
    }

    /// Whether people, or a called card, choose between outcomes here.
    fileprivate var isDecision: Bool {
        switch kind {
        case .task, .register: outcomes.count > 1
        case .sign, .call: true
        case .choice, .parallel, .forEach, .wait: false
        }
    }
}
