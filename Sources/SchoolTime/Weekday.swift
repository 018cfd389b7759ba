/// A day of the week, numbered as in ISO 8601.
public enum Weekday: Int, CaseIterable, Sendable {
    /// The first day of the week.
    case monday = 1
    /// The second day of the week.
    case tuesday = 2
    /// The third day of the week.
    case wednesday = 3
    /// The fourth day of the week.
    case thursday = 4
    /// The fifth day of the week, the last of a school week.
    case friday = 5
    /// The first day of the weekend.
    case saturday = 6
    /// The last day of the week.
    case sunday = 7

    /// Whether this is Saturday or Sunday.
    public var isWeekend: Bool {
        self == .saturday || self == .sunday
    }

    /// The day so many days after Monday, 0...6.
    init(daysAfterMonday days: Int) {
        switch days {
        case 0: self = .monday
        case 1: self = .tuesday
        case 2: self = .wednesday
        case 3: self = .thursday
        case 4: self = .friday
        case 5: self = .saturday
        default: self = .sunday
        }
    }

    /// The number of days since Monday of the same week, 0...6.
    var daysAfterMonday: Int { rawValue - 1 }
}
