/// What counting gives: the day, and each day that was passed over with why.
public enum Count: Hashable, Sendable {
    /// The day that was reached, and the days that did not count, in the order in which they were met.
    ///
    /// Counting in calendar units skips nothing. Working days and school days skip single days; school weeks
    /// skip whole weeks, of which Monday to Friday are given. Each skipped day says by which rule.
    case day(Day, skipped: [SkippedDay])
    /// Counting in school days or school weeks met this day, of which the calendar does not say whether it is
    /// a school day.
    case beyondCalendar(Day)

    /// The day that was reached, or nil when the calendar ended before it.
    public var day: Day? {
        switch self {
        case .day(let day, skipped: _): day
        case .beyondCalendar: nil
        }
    }

    /// The days that were passed over, as far as counting came; none when the calendar ended first.
    public var skipped: [SkippedDay] {
        switch self {
        case .day(_, let skipped): skipped
        case .beyondCalendar: []
        }
    }
}
