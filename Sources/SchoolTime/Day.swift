/// A civil day of the Gregorian calendar, without a time zone.
///
/// It is a day number, so that days compare, subtract and count as integers. Days before the year 1 and after
/// 9999 can be reached by counting, but not be written down.
public struct Day: Hashable, Comparable, Sendable {
    /// The number of days since 1970-01-01; negative before it.
    public let number: Int

    /// The day with this number of days since 1970-01-01.
    public init(number: Int) {
        self.number = number
    }

    /// The day of this date, or nil when no such day exists or the year is not in 1...9999.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
        guard day >= 1, day <= Day.length(ofMonth: month, year: year) else { return nil }
        self.init(civil: CivilDate(year: year, month: month, day: day))
    }

    /// The year, counted as astronomers do: the year before 1 is 0.
    public var year: Int { civil.year }

    /// The month, 1...12.
    public var month: Int { civil.month }

    /// The day of the month, 1...31.
    public var dayOfMonth: Int { civil.day }

    /// The day of the week.
    public var weekday: Weekday {
        // Day 0 was a Thursday; the remainder is made positive for the days before it.
        Weekday(daysAfterMonday: (number % 7 + 10) % 7)
    }

    /// Whether the left day is the earlier one.
    public static func < (left: Day, right: Day) -> Bool {
        left.number < right.number
    }

    /// The day so many days later.
    public static func + (day: Day, days: Int) -> Day {
        Day(number: day.number + days)
    }

    /// The day so many days earlier.
    public static func - (day: Day, days: Int) -> Day {
        Day(number: day.number - days)
    }

    /// The number of days from the earlier day to the later one; negative when they are the other way round.
    public static func - (later: Day, earlier: Day) -> Int {
        later.number - earlier.number
    }

    /// The same day of the month so many months later (earlier when negative), or the last day of that month
    /// when it is shorter: a month after 31 January is the last day of February. A year is twelve months.
    public func adding(months: Int) -> Day {
        let date = civil
        let total = date.month - 1 + months
        let monthIndex = (total % 12 + 12) % 12
        let year = date.year + (total - monthIndex) / 12
        let lastDay = Day.length(ofMonth: monthIndex + 1, year: year)
        return Day(civil: CivilDate(year: year, month: monthIndex + 1, day: min(date.day, lastDay)))
    }
}
