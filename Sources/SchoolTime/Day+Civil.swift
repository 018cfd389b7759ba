/// Between day numbers and dates.
///
/// The reckoning is in eras of 400 years that begin on 1 March of a year divisible by 400, so that the leap
/// day is the last day of a year and month lengths follow one formula.
extension Day {
    private static let daysPerEra = 146_097
    /// Days from 0000-03-01 to 1970-01-01.
    private static let daysBeforeEpoch = 719_468

    /// The day of a date that is known to exist.
    init(civil date: CivilDate) {
        let year = date.month > 2 ? date.year : date.year - 1
        let yearOfEra = (year % 400 + 400) % 400
        let era = (year - yearOfEra) / 400
        let monthFromMarch = (date.month + 9) % 12
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + date.day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        self.init(number: era * Day.daysPerEra + dayOfEra - Day.daysBeforeEpoch)
    }

    /// The date of this day.
    var civil: CivilDate {
        // Divided before the epoch is added, so that no day number overflows.
        var era = number / Day.daysPerEra
        var dayOfEra = number % Day.daysPerEra + Day.daysBeforeEpoch
        era += dayOfEra / Day.daysPerEra
        dayOfEra %= Day.daysPerEra

        let leapDays = dayOfEra / 1_460 - dayOfEra / 36_524 + dayOfEra / 146_096
        let yearOfEra = (dayOfEra - leapDays) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return CivilDate(
            year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0),
            month: month,
            day: dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }

    /// The number of days of a month, 1...12.
    static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2:
            let isLeapYear = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
            return isLeapYear ? 29 : 28
        case 4, 6, 9, 11:
            return 30
        default:
            return 31
        }
    }
}
