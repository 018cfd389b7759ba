public import CardEngine
public import SchoolTime

/// The figures of all cards over one school year.
public struct YearEvaluation: Hashable, Sendable {
    /// The school year.
    public let year: SchoolYearNumber
    /// The day on which it was made.
    public let today: Day
    /// The day on which presence and attributes were looked at.
    public let measuredOn: Day
    /// The cards, in order of id.
    public let cards: [CardEvaluation]
    /// The cards without figures, for the text of a case is lost; in order of id.
    public let unreadable: [CardID]

    /// Whether the school year is over.
    public var isOver: Bool { today > year.lastDay }

    /// Puts the figures of cards together.
    public init(year: SchoolYearNumber, today: Day, cards: [CardEvaluation], unreadable: [CardID]) {
        self.year = year
        self.today = today
        measuredOn = min(today, year.lastDay)
        self.cards = cards.sorted { $0.card.id < $1.card.id }
        self.unreadable = unreadable
    }
}

/// The figures of one card.
public struct CardEvaluation: Hashable, Sendable {
    /// The text whose norms are held against it.
    public let card: Card
    /// What is told of every card.
    public let figures: [Figure]
    /// How often each decision went which way.
    public let decisions: [Figure]
    /// The steps that somebody does and that a case came to, in the order of the card.
    public let steps: [StepEvaluation]
    /// The norms, in the order of the card.
    public let norms: [NormResult]

    /// Whether a case counts in the school year at all.
    public let hasCases: Bool

    /// Works them out.
    ///
    /// - Parameter seesAttributes: whether what norms ask of attributes may be told.
    public init(of sample: Sample, seesAttributes: Bool) {
        card = sample.card
        hasCases = !sample.cases.isEmpty
        figures = Statistics.usual(for: sample).map { $0.figure(of: sample) }
        decisions = Statistics.decisions(of: sample).map { $0.figure(of: sample) }
        steps = Statistics.steps(of: sample).map { StepEvaluation(of: $0, in: sample) }
        norms = sample.card.norms.map { NormResult($0, in: sample, seesAttributes: seesAttributes) }
    }
}

/// How a step went: where it stays lying.
public struct StepEvaluation: Hashable, Sendable {
    /// What people call it.
    public let title: String
    /// How long it took.
    public let time: Figure
    /// Whether its term was kept.
    public let onTime: Figure

    init(of step: StepID, in sample: Sample) {
        title = sample.title(of: step)
        time = LeadTime(of: .visits(step)).figure(of: sample)
        onTime = OnTime(of: .step(step), byLaw: false).figure(of: sample)
    }

    /// How often it was late.
    public var lateCount: Int {
        if case .share(let kept) = onTime.value { onTime.count - kept } else { 0 }
    }

    /// The median of how long it took; nil when it was never done.
    public var median: Spread.Days? {
        if case .time(let spread) = time.value { spread.median } else { nil }
    }
}

extension [StepEvaluation] {
    /// The step that took longest, where there is more than one to compare and one of them is.
    public var slowest: StepEvaluation? {
        let measured = filter { $0.median != nil }
        return measured.count > 1 ? measured.onlyGreatest { $0.median?.twice ?? 0 } : nil
    }

    /// The step that was late most often, where one of them was.
    public var latest: StepEvaluation? { count > 1 ? onlyGreatest(\.lateCount) : nil }

    /// The one with the greatest amount; nil when there is none, or others have as much.
    private func onlyGreatest(_ amount: (StepEvaluation) -> Int) -> StepEvaluation? {
        guard let most = map(amount).max(), most > 0 else { return nil }
        let found = filter { amount($0) == most }
        return found.count == 1 ? found.first : nil
    }
}
