extension PublicHoliday {
    /// The holiday on this day, if any. When Ascension Day falls on 5 May it is given as Liberation Day.
    public static func on(_ day: Day) -> PublicHoliday? {
        let date = day.civil
        switch (date.month, date.day) {
        case (1, 1): return .newYearsDay
        case (12, 25): return .christmasDay
        case (12, 26): return .secondChristmasDay
        case (5, 5): return .liberationDay
        case (4, 26) where day.weekday == .saturday: return .kingsDay
        case (4, 27) where day.weekday != .sunday: return .kingsDay
        case (3...6, _): return aroundEaster(day, year: date.year)
        default: return nil
        }
    }

    private static func aroundEaster(_ day: Day, year: Int) -> PublicHoliday? {
        switch day - easterSunday(in: year) {
        case -2: .goodFriday
        case 1: .easterMonday
        case 39: .ascensionDay
        case 50: .whitMonday
        default: nil
        }
    }

    /// Easter Sunday of a year, by the "anonymous" Gregorian algorithm; its one-letter names are the usual
    /// ones.
    public static func easterSunday(in year: Int) -> Day {
        // The dates of Easter repeat after 5 700 000 years; this keeps the remainders below positive.
        let y = (year % 5_700_000 + 5_700_000) % 5_700_000
        let (a, b, c) = (y % 19, y / 100, y % 100)
        let (d, e) = (b / 4, b % 4)
        let f = (b + 8) / 25
        let g = (b - f + 1) / 3
        let h = (19 * a + b - d - g + 15) % 30
        let (i, k) = (c / 4, c % 4)
        let l = (32 + 2 * e + 2 * i - h - k) % 7
        let m = (a + 11 * h + 22 * l) / 451
        let sum = h + l - 7 * m + 114
        return Day(civil: CivilDate(year: year, month: sum / 31, day: sum % 31 + 1))
    }
}
