/// Counting in school weeks: weeks, Monday to Friday, with at least one school day.
extension SchoolCalendar {
    /// Counts whole school weeks. The week of the day itself is the first only when no school day of it has passed:
    /// none before the day, or counting back none after it. The result is the far edge of the last week: its last
    /// school day, or counting back its first.
    func countSchoolWeeks(_ amount: Int, _ direction: Direction, from day: Day) -> Count {
        let startsHere = !days(ofWeekHolding: day, direction).contains {
            isBeyond(day, $0, direction) && kind(of: $0) == .schoolDay
        }
        var week = days(ofWeekHolding: startsHere ? day : day + direction.step * 7, direction)
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
                skipped += met.filter { isBeyond($0.day, day, direction) }
            }
            week = week.map { $0 + direction.step * 7 }
        }
    }

    /// Whether counting from the one day meets the other one later.
    private func isBeyond(_ later: Day, _ day: Day, _ direction: Direction) -> Bool {
        (later - day) * direction.step > 0
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
