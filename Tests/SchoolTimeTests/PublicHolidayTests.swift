import SchoolTime
import Testing

@Suite struct PublicHolidayTests {
    /// Good Friday, Easter Sunday, Easter Monday, King's Day, Ascension, Whit Sunday, Whit Monday.
    @Test(arguments: [
        (2024, ["03-29", "03-31", "04-01", "04-27", "05-09", "05-19", "05-20"]),
        (2025, ["04-18", "04-20", "04-21", "04-26", "05-29", "06-08", "06-09"]),
        (2026, ["04-03", "04-05", "04-06", "04-27", "05-14", "05-24", "05-25"]),
        (2027, ["03-26", "03-28", "03-29", "04-27", "05-06", "05-16", "05-17"]),
        (2028, ["04-14", "04-16", "04-17", "04-27", "05-25", "06-04", "06-05"]),
        (2029, ["03-30", "04-01", "04-02", "04-27", "05-10", "05-20", "05-21"]),
        (2030, ["04-19", "04-21", "04-22", "04-27", "05-30", "06-09", "06-10"]),
    ])
    func holidaysOfAYear(year: Int, dates: [String]) {
        let days = dates.map { day("\(year)-\($0)") }
        let expected: [Day: PublicHoliday] = [
            day("\(year)-01-01"): .newYearsDay, days[0]: .goodFriday, days[2]: .easterMonday,
            days[3]: .kingsDay,
            day("\(year)-05-05"): .liberationDay, days[4]: .ascensionDay, days[6]: .whitMonday,
            day("\(year)-12-25"): .christmasDay, day("\(year)-12-26"): .secondChristmasDay,
        ]
        #expect(PublicHoliday.easterSunday(in: year) == days[1])
        #expect(PublicHoliday.easterSunday(in: year) + 49 == days[5])
        var found: [Day: PublicHoliday] = [:]
        var next = day("\(year)-01-01")
        while next.year == year {
            if let holiday = PublicHoliday.on(next) { found[next] = holiday }
            next = next + 1
        }
        #expect(found == expected)
    }

    @Test func easterAgreesWithKnuth() {
        let wrong = (1583...4099).filter { PublicHoliday.easterSunday(in: $0) != knuthsEaster($0) }
        #expect(wrong == [])
    }

    /// The Art of Computer Programming, volume 1, section 1.3.2, exercise 14.
    private func knuthsEaster(_ year: Int) -> Day? {
        let golden = year % 19 + 1
        let century = year / 100 + 1
        let leapsDropped = 3 * century / 4 - 12
        let moonCorrection = (8 * century + 5) / 25 - 5
        let sunday = 5 * year / 4 - leapsDropped - 10
        var epact = (11 * golden + 20 + moonCorrection - leapsDropped) % 30
        if (epact == 25 && golden > 11) || epact == 24 { epact += 1 }
        var march = 44 - epact
        if march < 21 { march += 30 }
        march += 7 - (sunday + march) % 7
        return march > 31
            ? Day(year: year, month: 4, day: march - 31) : Day(year: year, month: 3, day: march)
    }

    @Test func easterIsASundayInEveryYear() {
        for year in [-5_700_001, -1, 0, 1, 9999, 10_000, 1_002_026] {
            let easter = PublicHoliday.easterSunday(in: year)
            #expect(easter.weekday == .sunday)
            #expect(easter.year == year)
            #expect(PublicHoliday.on(easter + 1) == .easterMonday)
        }
    }

    @Test func ascensionOnTheFifthOfMayIsLiberationDay() {
        #expect(PublicHoliday.easterSunday(in: 2016) + 39 == day("2016-05-05"))
        #expect(PublicHoliday.on(day("2016-05-05")) == .liberationDay)
    }

    @Test func titlesAreDutchAndDistinct() {
        #expect(PublicHoliday.newYearsDay.title == "Nieuwjaarsdag")
        #expect(PublicHoliday.goodFriday.title == "Goede Vrijdag")
        #expect(PublicHoliday.easterMonday.title == "tweede paasdag")
        #expect(Set(PublicHoliday.allCases.map(\.title)).count == 9)
    }
}
