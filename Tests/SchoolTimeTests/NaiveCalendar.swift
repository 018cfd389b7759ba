import SchoolTime

/// The rules of counting, written down as plainly as possible: over a list of all days around a calendar.
struct NaiveCalendar {
    let calendar: SchoolCalendar
    private let firstDay: Day
    private let kinds: [DayKind]

    /// Looks so many days to both sides of the span, which must hold all years and closures.
    init(_ calendar: SchoolCalendar, span: ClosedRange<Day>, margin: Int) {
        self.calendar = calendar
        // Whole weeks, so that no week is cut at the edge.
        let first = span.lowerBound - margin
        firstDay = first - (first.weekday.rawValue - 1)
        kinds = (0...(span.upperBound - firstDay + margin)).map { [firstDay] in
            NaiveCalendar.kind(of: firstDay + $0, in: calendar)
        }
    }

    private static func kind(of day: Day, in calendar: SchoolCalendar) -> DayKind {
        if day.weekday == .saturday || day.weekday == .sunday { return .weekend }
        if let holiday = PublicHoliday.on(day) { return .publicHoliday(holiday) }
        let closures = calendar.years.flatMap(\.closures).filter { $0.firstDay <= day && $0.lastDay >= day }
        if let closure = closures.min(by: { $0.firstDay < $1.firstDay }) { return .closed(closure) }
        let isKnown = calendar.years.contains { $0.firstDay <= day && $0.lastDay >= day }
        return isKnown ? .schoolDay : .unknown
    }

    func kind(of day: Day) -> DayKind {
        kinds[day - firstDay]
    }

    func count(_ duration: SchoolDuration, _ direction: Direction, from day: Day) -> Count {
        let amount = direction == .after ? duration.amount : -duration.amount
        if amount == 0 { return .day(day, skipped: []) }
        switch duration.unit {
        case .days: return .day(day + amount, skipped: [])
        case .weeks: return .day(day + 7 * amount, skipped: [])
        case .months: return .day(sameDay(as: day, monthsLater: amount), skipped: [])
        case .years: return .day(sameDay(as: day, monthsLater: 12 * amount), skipped: [])
        case .workingDays:
            let met = days(direction, from: day)
            let reached = met.filter(isWorkingDay)[duration.amount - 1]
            return .day(reached, skipped: skipped(met.prefix { $0 != reached }.filter { !isWorkingDay($0) }))
        case .schoolDays:
            let met = days(direction, from: day)
            let reached = met.filter { kind(of: $0) == .schoolDay }.dropFirst(duration.amount - 1).first
            let passed = met.prefix { $0 != reached }
            if let unknown = passed.first(where: { kind(of: $0) == .unknown }) {
                return .beyondCalendar(unknown)
            }
            return .day(reached!, skipped: skipped(passed.filter { kind(of: $0) != .schoolDay }))
        case .schoolWeeks: return countWeeks(duration.amount, direction, from: day)
        }
    }

    private func countWeeks(_ amount: Int, _ direction: Direction, from day: Day) -> Count {
        let own = week(of: day, direction)
        let passed = own.filter { direction == .after ? $0 < day : $0 > day }
        let canBeFirst = !passed.contains { kind(of: $0) == .schoolDay }
        let later = (direction == .after ? 1...1_000 : -1_000...(-1)).map { $0 * 7 }
            .sorted { abs($0) < abs($1) }
            .filter {
                (0..<kinds.count).contains(day + $0 - firstDay - 6) && day + $0 - firstDay + 6 < kinds.count
            }
            .map { week(of: day + $0, direction) }
        let weeks = (canBeFirst ? [own] : []) + later
        let schoolWeeks = weeks.filter { $0.contains { kind(of: $0) == .schoolDay } }
        let last = schoolWeeks.dropFirst(amount - 1).first
        let before = weeks.prefix { $0 != last }
        if let unknown = (before.flatMap { $0 } + (last ?? [])).first(where: { kind(of: $0) == .unknown }) {
            return .beyondCalendar(unknown)
        }
        let free = before.filter { !schoolWeeks.contains($0) }.flatMap { $0 }
            .filter { direction == .after ? $0 > day : $0 < day }
        return .day(last!.last { kind(of: $0) == .schoolDay }!, skipped: skipped(free))
    }

    /// All days that counting can meet, in order.
    private func days(_ direction: Direction, from day: Day) -> [Day] {
        let all = kinds.indices.map { firstDay + $0 }
        return direction == .after ? all.filter { $0 > day } : all.filter { $0 < day }.reversed()
    }

    private func week(of day: Day, _ direction: Direction) -> [Day] {
        let days = (-6...6).map { day + $0 }.filter {
            $0.weekday.rawValue <= 5
                && $0.number - $0.weekday.rawValue == day.number - day.weekday.rawValue
        }
        return direction == .after ? days : days.reversed()
    }

    private func isWorkingDay(_ day: Day) -> Bool {
        switch kind(of: day) {
        case .weekend, .publicHoliday: false
        case .schoolDay, .closed, .unknown: true
        }
    }

    /// Walks to the first of the month, month by month, and then to the day or as far as the month goes.
    private func sameDay(as day: Day, monthsLater months: Int) -> Day {
        var first = day - (day.dayOfMonth - 1)
        for _ in 0..<abs(months) {
            first = months > 0 ? first + 31 : first - 1
            first = first - (first.dayOfMonth - 1)
        }
        let sameMonth = (0..<day.dayOfMonth).map { first + $0 }.filter { $0.month == first.month }
        return sameMonth.last!
    }

    private func skipped(_ days: [Day]) -> [SkippedDay] {
        days.map { SkippedDay(day: $0, kind: kind(of: $0)) }
    }
}
