/// The days of a school: which are school days, over all school years that are known.
public struct SchoolCalendar: Hashable, Sendable {
    /// The school years, sorted by first day.
    public let years: [SchoolYear]

    /// Derived from `years`, so it takes no part in equality.
    private let closures: ClosureIndex
    /// Derived from `years` too.
    private(set) var schoolDays = SchoolDayIndex()

    /// A calendar of these school years, in any order. A closure that reaches outside its year counts there
    /// too.
    public init(years: [SchoolYear]) {
        let sorted = years.sorted { ($0.firstDay, $0.lastDay, $0.name) < ($1.firstDay, $1.lastDay, $1.name) }
        self.years = sorted
        closures = ClosureIndex(sorted.flatMap(\.closures))
        schoolDays = SchoolDayIndex(of: self)
    }

    /// What the day is: a weekend before a public holiday before a closure. Weekends, public holidays and
    /// closures are known outside the school years as well.
    public func kind(of day: Day) -> DayKind {
        if day.weekday.isWeekend { return .weekend }
        if let holiday = PublicHoliday.on(day) { return .publicHoliday(holiday) }
        if let closure = closures.closure(on: day) { return .closed(closure) }
        return year(of: day) == nil ? .unknown : .schoolDay
    }

    /// Whether the day is a Monday to Friday and no public holiday. School holidays make no difference.
    public func isWorkingDay(_ day: Day) -> Bool {
        !day.weekday.isWeekend && PublicHoliday.on(day) == nil
    }

    /// The school year that holds the day: the first one, should years overlap.
    public func year(of day: Day) -> SchoolYear? {
        years.first { $0.contains(day) }
    }

    /// Whether both have the same school years.
    public static func == (left: SchoolCalendar, right: SchoolCalendar) -> Bool {
        left.years == right.years
    }

    /// Hashes the school years.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(years)
    }
}
