import SchoolTime

/// The periods of a school year, found by looking at each of its days.
struct NaiveSchoolYear {
    private let days: [Day]

    /// Walks from 1 August to 31 July.
    init(startYear: Int) {
        let first = Day(year: startYear, month: 8, day: 1)!
        let last = Day(year: startYear + 1, month: 7, day: 31)!
        days = (first.number...last.number).map { Day(number: $0) }
    }

    func contains(_ day: Day) -> Bool { days.contains(day) }

    func span(of period: YearPeriod, planning: [PlannedPeriod], group: String?) -> DaySpan? {
        switch period {
        case .day(let month, let dayOfMonth):
            let found = days.filter { $0.month == month && $0.dayOfMonth == dayOfMonth }
            let isLeapDay = month == 2 && dayOfMonth == 29
            let instead = isLeapDay ? days.filter { $0.month == 2 && $0.dayOfMonth == 28 } : []
            return (found + instead).first.map { DaySpan(first: $0, last: $0) }
        case .month(let month):
            let found = days.filter { $0.month == month }
            return found.isEmpty ? nil : DaySpan(first: found[0], last: found[found.count - 1])
        case .week(let ordinal, let month):
            let mondays = days.filter { $0.month == month && $0.weekday == .monday }
            guard mondays.indices.contains(ordinal - 1) else { return nil }
            let monday = mondays[ordinal - 1]
            return DaySpan(first: monday, last: monday + 6)
        case .planned(let name):
            var found: PlannedPeriod?
            for entry in planning.reversed() where entry.name == name && entry.group == nil { found = entry }
            for entry in planning.reversed() where entry.name == name && entry.group == group {
                found = entry
            }
            return found.map { DaySpan(first: $0.firstDay, last: $0.lastDay) }
        }
    }
}
