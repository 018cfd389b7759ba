/// Counting in school weeks: weeks, Monday to Friday, with at least one school day.
extension SchoolCalendar {
    /// Counts whole school weeks. The week of the day itself is the first only when counting starts at its
    /// edge: after its first school day, or before its last. The result is the far edge of the last week: its
    /// last school day, or counting back its first.
    func countSchoolWeeks(_ amount: Int, _ direction: Direction, from day: Day) -> Count {
        var week: [Day]
        switch startsOwnWeek(day, direction) {
        case .yes: week = days(ofWeekHolding: day, direction)
        case .no: week = days(ofWeekHolding: day + direction.step * 7, direction)
        case .unknown(let unknown): return .beyondCalendar(unknown)
        }

        var left = amount
        var skipped: [SkippedDay] = []
        while true {
            let met = week.map { SkippedDay(day: $0, kind: kind(of: $0)) }
            if let unknown = met.first(where: { $0.kind == .unknown }) {
                return .beyondCalendar(unknown.day)
            }
            if let edge = met.last(where: { $0.kind == .schoolDay }) {
                left -= 1
                if left == 0 { return .day(edge.day, skipped: skipped) }
            } else {
                skipped += met
            }
            week = week.map { $0 + direction.step * 7 }
        }
    }

    private enum OwnWeek {
        case yes
        case no
        case unknown(Day)
    }

    /// Whether the day is the first school day of its week in this direction, as far as the calendar tells.
    private func startsOwnWeek(_ day: Day, _ direction: Direction) -> OwnWeek {
        switch kind(of: day) {
        case .weekend, .publicHoliday, .closed: return .no
        case .schoolDay, .unknown: break
        }
        var unknown: Day?
        for other in days(ofWeekHolding: day, direction) {
            let kind = kind(of: other)
            if kind == .unknown { unknown = unknown ?? other }
            if other == day { break }
            if kind == .schoolDay { return .no }
        }
        return unknown.map(OwnWeek.unknown) ?? .yes
    }

    /// Monday to Friday of the week, Monday to Sunday, that holds the day, in the order in which they are
    /// met.
    private func days(ofWeekHolding day: Day, _ direction: Direction) -> [Day] {
        let monday = day - day.weekday.daysAfterMonday
        switch direction {
        case .after: return (0..<5).map { monday + $0 }
        case .before: return (0..<5).map { monday + (4 - $0) }
        }
    }
}
