/// Counting a term that a law sets, by the Algemene termijnenwet.
extension SchoolCalendar {
    /// Counts as `count` does, and then extends the term as the Algemene termijnenwet wants:
    ///
    /// - Article 1, first paragraph: a term that ends on a Saturday, Sunday or public holiday is extended up
    ///   to and including the next day that is none of these. By the second paragraph not when counting back.
    /// - Article 2: a term of at least three days is extended until it holds two days that are none of these.
    ///   This article does not except counting back; there the extension reaches further back.
    /// - Article 3: which days are public holidays, and that Good Friday counts as one. The days that the
    ///   government likens to them for some years (third paragraph) are not known here, so a term may be
    ///   extended too little, but never too far.
    /// - Article 4: long terms are left as they are, see `SchoolDuration`.
    ///
    /// School holidays make no difference. The days skipped are those that the end moved past; where article
    /// 2 extends the term also those within it that are none of its two working days.
    public func countStatutory(
        _ duration: SchoolDuration, _ direction: Direction, from day: Day
    ) -> Count {
        let count = count(duration, direction, from: day)
        guard let end = count.day, duration.isExtendedByLaw else { return count }

        let (extended, second) = extensions(of: end, direction, from: day)
        let firstMet = second == nil ? end : day + direction.step
        let reached = second ?? extended

        let skipped = stride(from: firstMet.number, to: reached.number, by: direction.step)
            .map { Day(number: $0) }.filter { !isWorkingDay($0) }
            .map { day in
                let isMovedPast = end <= day && day < extended
                return SkippedDay(
                    day: day, kind: kind(of: day), rule: isMovedPast ? .lastDay : .twoWorkingDays)
            }
        return .day(reached, skipped: skipped)
    }

    /// The day that `countStatutory` reaches, or nil when the calendar ends before it.
    public func reachedDayByLaw(_ duration: SchoolDuration, _ direction: Direction, from day: Day) -> Day? {
        guard let end = reachedDay(duration, direction, from: day) else { return nil }
        guard duration.isExtendedByLaw else { return end }
        let (extended, second) = extensions(of: end, direction, from: day)
        return second ?? extended
    }

    /// The last day by article 1 of a term that would end on this day, and by article 2 if the term is too short then.
    private func extensions(
        of end: Day, _ direction: Direction, from day: Day
    ) -> (extended: Day, second: Day?) {
        let extended = lastDay(endingOn: end, direction)
        guard abs(end - day) >= 3 else { return (extended, nil) }
        let second = secondWorkingDay(direction, from: day)
        return (extended, (second - extended) * direction.step > 0 ? second : nil)
    }

    /// The last day by article 1 of a term that would end on this day.
    private func lastDay(endingOn end: Day, _ direction: Direction) -> Day {
        switch direction {
        case .before: return end
        case .after:
            var last = end
            while !isWorkingDay(last) { last = last + 1 }
            return last
        }
    }

    /// The second working day that counting from this day meets.
    private func secondWorkingDay(_ direction: Direction, from day: Day) -> Day {
        var reached = day
        var left = 2
        while left > 0 {
            reached = reached + direction.step
            if isWorkingDay(reached) { left -= 1 }
        }
        return reached
    }
}
