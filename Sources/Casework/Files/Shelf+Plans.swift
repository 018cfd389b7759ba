public import CardEngine
import CardLanguage
import CaseStore
public import SchoolTime

/// A name that one school year plans, that the next does not, and that cards count from: what counts from it has no day there.
public struct DroppedPlan: Hashable, Sendable {
    /// The name of a day or period.
    public let name: String
    /// The year that does not plan it.
    public let year: SchoolYearNumber
    /// The cards, in order of id.
    public let cards: [CardID]
}

extension SchoolCalendar {
    /// What these cards count from and the year before planned, of the school year of a day and the one after it: where there is no
    /// file of a year, or of the one before it, nothing is known of that.
    func droppedPlans(on today: Day, by cards: () throws -> [Card]) rethrows -> [DroppedPlan] {
        let now = SchoolYearNumber(of: today)
        let dropped = [now, SchoolYearNumber(startYear: now.startYear + 1)].flatMap { number in
            namesDropped(in: number).map { (name: $0, year: number) }
        }
        guard !dropped.isEmpty else { return [] }
        let cards = try cards()
        return dropped.compactMap { name, year in
            let counting = cards.filter { $0.namedAttributes.contains(AttributeID(name)) }.map(\.id).sorted()
            return counting.isEmpty ? nil : DroppedPlan(name: name, year: year, cards: counting)
        }
    }

    private func namesDropped(in number: SchoolYearNumber) -> [String] {
        guard let year = year(number),
            let before = self.year(SchoolYearNumber(startYear: number.startYear - 1))
        else { return [] }
        return Set(before.planning.map(\.name)).subtracting(year.planning.map(\.name)).sorted()
    }
}

extension Workplace {
    /// What cards in force count from and the school year of today, or the next, does not plan any more.
    func droppedPlans(from reading: any CaseReading) throws -> [DroppedPlan] {
        try shelf.calendar.droppedPlans(on: clock.today) {
            try shelf.named.compactMap { try cardInForce($0, from: reading)?.card }
        }
    }
}
