import SchoolTime

/// The Algemene termijnenwet, read article by article over the days of a term.
extension NaiveCalendar {
    func countStatutory(_ duration: SchoolDuration, _ direction: Direction, from day: Day) -> Count {
        let count = count(duration, direction, from: day)
        guard case .day(let end, _) = count, day != end, !article4Excepts(duration) else { return count }
        var term = days(from: day, to: end)
        var rules: [Day: CountingRule] = [:]

        // Article 1: the first paragraph, and the second that excepts counting back.
        while direction == .after, isFree(term[term.count - 1]) {
            rules[term[term.count - 1]] = .lastDay
            term.append(term[term.count - 1] + 1)
        }
        // Article 2: a term of at least three days as the law set it, so before any extension.
        if days(from: day, to: end).count >= 3 {
            let first = term
            while term.count(where: { !isFree($0) }) < 2 {
                term.append(term[term.count - 1] + (direction == .after ? 1 : -1))
            }
            if term != first {
                for free in term where isFree(free) && rules[free] == nil { rules[free] = .twoWorkingDays }
            }
        }
        let skipped = term.compactMap { day in
            rules[day].map { SkippedDay(day: day, kind: kind(of: day), rule: $0) }
        }
        return .day(term[term.count - 1], skipped: skipped)
    }

    /// Article 4, under a: more than 90 days, 12 weeks or 3 months; one or more years.
    private func article4Excepts(_ duration: SchoolDuration) -> Bool {
        switch duration.unit {
        case .days: duration.amount > 90
        case .weeks: duration.amount > 12
        case .months: duration.amount > 3
        case .years: true
        // They count working days only, so there is nothing to extend.
        case .workingDays, .schoolDays, .schoolWeeks: true
        }
    }

    /// The days of a term: not the day that it is counted from, but the one that it ends on.
    private func days(from day: Day, to end: Day) -> [Day] {
        let step = end > day ? 1 : -1
        return stride(from: day.number + step, through: end.number, by: step).map { Day(number: $0) }
    }

    /// Saturday, Sunday or a public holiday of article 3.
    private func isFree(_ day: Day) -> Bool {
        switch kind(of: day) {
        case .weekend, .publicHoliday: true
        case .schoolDay, .closed, .unknown: false
        }
    }
}
