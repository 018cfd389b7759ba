public import CardEngine
public import SchoolTime

/// An adopted card that was not looked at since the month in which that is done each year began (kaarttaal, section 8).
public struct OverdueEvaluation: Hashable, Sendable {
    /// The card.
    public let card: CardID
    /// Its version, by which the school works.
    public let version: Int
    /// The first day of the month that has passed.
    public let month: Day
    /// When the school last decided about the card, as its `wijzigingen` tell.
    public let decidedOn: Day
}

extension Shelf {
    /// The adopted cards of which the month of `evaluatie` has passed, and of which no change is dated since that month began. Where
    /// no change has a day nothing is known of it.
    public func overdueEvaluations(on today: Day) -> [OverdueEvaluation] {
        cards.values.map(\.card).filter { $0.status == .adopted }.compactMap { card -> OverdueEvaluation? in
            guard let number = card.evaluationMonth,
                let last = card.changes.compactMap(\.day).filter({ $0 <= today }).max(),
                let month = Day.monthPassed(number, before: today), last < month
            else { return nil }
            return OverdueEvaluation(card: card.id, version: card.version, month: month, decidedOn: last)
        }.sorted { $0.card < $1.card }
    }
}

extension Day {
    /// The first day of the latest such month that is over.
    fileprivate static func monthPassed(_ month: Int, before today: Day) -> Day? {
        Day(year: month < today.month ? today.year : today.year - 1, month: month, day: 1)
    }
}
