extension SchoolCalendar {
    /// Counts a duration from a day, which itself does not count. An amount of 0 gives the day, whatever it
    /// is.
    ///
    /// One walk over the days passed; in school days and school weeks it ends at the latest at the first day
    /// that the calendar does not know.
    public func count(_ duration: SchoolDuration, _ direction: Direction, from day: Day) -> Count {
        let amount = duration.amount
        guard amount > 0 else { return .day(day, skipped: []) }
        switch duration.unit {
        case .days:
            return .day(day + direction.step * amount, skipped: [])
        case .weeks:
            return .day(day + direction.step * amount * 7, skipped: [])
        case .months:
            return .day(day.adding(months: direction.step * amount), skipped: [])
        case .years:
            return .day(day.adding(months: direction.step * amount * 12), skipped: [])
        case .workingDays:
            return countWorkingDays(amount, direction, from: day)
        case .schoolDays:
            return countSchoolDays(amount, direction, from: day)
        case .schoolWeeks:
            return countSchoolWeeks(amount, direction, from: day)
        }
    }

    /// The day that `count` reaches, or nil when the calendar ends before it: for who does not ask which days were
    /// skipped, and so without a list of them.
    public func reachedDay(_ duration: SchoolDuration, _ direction: Direction, from day: Day) -> Day? {
        guard duration.amount > 0, duration.unit == .schoolDays,
            let reached = schoolDays.day(duration.amount, direction, from: day)
        else { return count(duration, direction, from: day).day }
        return reached
    }

    private func countWorkingDays(_ amount: Int, _ direction: Direction, from day: Day) -> Count {
        var reached = day
        var left = amount
        var skipped: [SkippedDay] = []
        while left > 0 {
            reached = reached + direction.step
            if isWorkingDay(reached) {
                left -= 1
            } else {
                skipped.append(SkippedDay(day: reached, kind: kind(of: reached)))
            }
        }
        return .day(reached, skipped: skipped)
    }

    private func countSchoolDays(_ amount: Int, _ direction: Direction, from day: Day) -> Count {
        var reached = day
        var left = amount
        var skipped: [SkippedDay] = []
        while left > 0 {
            reached = reached + direction.step
            let kind = kind(of: reached)
            switch kind {
            case .schoolDay:
                left -= 1
            case .weekend, .publicHoliday, .closed:
                skipped.append(SkippedDay(day: reached, kind: kind))
            case .unknown:
                return .beyondCalendar(reached)
            }
        }
        return .day(reached, skipped: skipped)
    }
}
