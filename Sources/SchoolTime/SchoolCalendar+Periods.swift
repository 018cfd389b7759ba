/// The days and periods of a school year (the card language, section 6).
extension SchoolCalendar {
    /// Every name that the planning of some school year gives, for whichever group.
    public var plannedNames: Set<String> {
        Set(years.flatMap(\.planning).map(\.name))
    }

    /// The file that the school made of this school year: the first one, should there be more.
    public func year(_ number: SchoolYearNumber) -> SchoolYear? {
        years.first { $0.number == number }
    }

    /// The days of a period in a school year, for a group or else for the whole school.
    ///
    /// A day, month or week is taken in the year of law and so needs no file of that year; a week belongs to
    /// the year in which its Monday lies. Nil for a day, month or week that does not exist, such as the fifth
    /// week of a month with four Mondays, and for a name that the file of that year does not plan, or does
    /// not plan for this group.
    public func span(of period: YearPeriod, in year: SchoolYearNumber, group: String?) -> DaySpan? {
        switch period {
        case .day(let month, let day):
            return SchoolCalendar.day(day, ofMonth: month, in: year).map { DaySpan(first: $0, last: $0) }
        case .month(let month):
            return SchoolCalendar.span(ofMonth: month, in: year)
        case .week(let ordinal, let month):
            guard let days = SchoolCalendar.span(ofMonth: month, in: year), (1...5).contains(ordinal) else {
                return nil
            }
            let daysToMonday = (7 - days.first.weekday.daysAfterMonday) % 7
            let monday = days.first + daysToMonday + (ordinal - 1) * 7
            return days.contains(monday) ? DaySpan(first: monday, last: monday + 6) : nil
        case .planned(let name):
            return self.year(year)?.planned(name, group: group).map {
                DaySpan(first: $0.firstDay, last: $0.lastDay)
            }
        }
    }

    /// The days of the first such day, month or week that is not over on a day, whatever the school year; nil for a name, which
    /// each school year plans anew, and for what never comes.
    public static func next(_ period: YearPeriod, from day: Day) -> DaySpan? {
        let calendar = SchoolCalendar(years: [])
        // A last week of July ends in the next school year; a fifth week of February comes once in forty years at worst.
        let first = SchoolYearNumber(of: day).startYear - 1
        return (first...first + 41).lazy.compactMap {
            calendar.span(of: period, in: SchoolYearNumber(startYear: $0), group: nil)
        }.first { $0.last >= day }
    }

    private static func day(_ day: Int, ofMonth month: Int, in year: SchoolYearNumber) -> Day? {
        guard let days = span(ofMonth: month, in: year), day >= 1 else { return nil }
        let length = days.last.dayOfMonth
        if day > length { return (month, day) == (2, 29) ? days.last : nil }
        return days.first + (day - 1)
    }

    private static func span(ofMonth month: Int, in year: SchoolYearNumber) -> DaySpan? {
        guard (1...12).contains(month) else { return nil }
        let civilYear = year.civilYear(ofMonth: month)
        let first = Day(civil: CivilDate(year: civilYear, month: month, day: 1))
        return DaySpan(first: first, last: first + (Day.length(ofMonth: month, year: civilYear) - 1))
    }
}
