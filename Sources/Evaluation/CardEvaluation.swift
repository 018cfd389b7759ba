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

    /// Whether the school year is over.
    public var isOver: Bool { today > year.lastDay }

    /// Puts the figures of cards together.
    public init(year: SchoolYearNumber, today: Day, cards: [CardEvaluation]) {
        self.year = year
        self.today = today
        measuredOn = min(today, year.lastDay)
        self.cards = cards.sorted { $0.card.id < $1.card.id }
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
        norms = sample.card.norms.map { NormResult($0, in: sample, seesAttributes: seesAttributes) }
    }
}
