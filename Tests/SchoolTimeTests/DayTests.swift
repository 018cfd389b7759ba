import SchoolTime
import Testing

@Suite struct DayTests {
    @Test func agreesWithAWalkDayByDay() {
        var number = -25_567  // 1900-01-01, a Monday
        var weekdays = Weekday.allCases
        var wrong: [String] = []
        for year in 1900...2200 {
            let isLeapYear = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
            let lengths = [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            for (index, length) in lengths.enumerated() {
                for dayOfMonth in 1...length {
                    let day = Day(number: number)
                    let isRight =
                        Day(year: year, month: index + 1, day: dayOfMonth) == day
                        && (day.year, day.month, day.dayOfMonth) == (year, index + 1, dayOfMonth)
                        && day.weekday == weekdays[0]
                        && Day(iso: day.description) == day
                    if !isRight { wrong.append("\(year)-\(index + 1)-\(dayOfMonth)") }
                    number += 1
                    weekdays.append(weekdays.removeFirst())
                }
                if Day(year: year, month: index + 1, day: length + 1) != nil {
                    wrong.append("\(year)-\(index + 1) has no day \(length + 1)")
                }
            }
        }
        #expect(wrong == [])
        #expect(Day(number: number).description == "2201-01-01")
    }

    @Test(arguments: [
        ("2000-02-29", true), ("2100-02-29", false), ("1900-02-29", false), ("2028-02-29", true),
        ("2027-02-29", false), ("2400-02-29", true), ("0001-01-01", true), ("9999-12-31", true),
        ("0000-12-31", false), ("2026-13-01", false), ("2026-00-10", false), ("2026-01-00", false),
        ("2026-04-31", false), ("2026-02-30", false),
    ])
    func existsOrNot(iso: String, exists: Bool) {
        #expect(Day(iso: iso)?.description == (exists ? iso : nil))
    }

    @Test func refusesNumbersThatAreNoDate() {
        for number in [Int.min, -1, 0, 10_000, Int.max] {
            #expect(Day(year: number, month: 1, day: 1) == nil)
        }
        for number in [Int.min, -1, 0, 13, Int.max] {
            #expect(Day(year: 2026, month: number, day: 1) == nil)
        }
        for number in [Int.min, -1, 0, 32, Int.max] {
            #expect(Day(year: 2026, month: 1, day: number) == nil)
        }
    }

    @Test(arguments: [
        "", "2026", "2026-1-1", "26-01-01", "2026-01-01 ", " 2026-01-01", "2026-01-01T", "2026/01/01",
        "20260101", "2026-001", "2026-W01-1", "+026-01-01", "-026-01-01", "2026-+1-01", "2026-01--1",
        "2026- 1-01", "２０２６-01-01", "２026-01-01", "2026-01-0١", "2026-01-0\u{0301}", "2026-01-01\u{0301}",
        "2026-01\u{0301}-01", "2026-\u{0301}1-01", "2026‐01‐01", "2026-01-1\0", "\0\0\0\0-\0\0-\0\0",
        "2026-01-0:", "2026-01-0/", "0x26-01-01", "1e10-01-01", "99999-01-01", "2026-02-2９",
    ])
    func refusesTextThatIsNoDate(text: String) {
        #expect(Day(iso: text) == nil)
    }

    @Test func knownDays() {
        #expect(day("1970-01-01").number == 0)
        #expect(day("1970-01-01").weekday == .thursday)
        #expect(day("0001-01-01").weekday == .monday)
        #expect(day("2026-11-23").weekday == .monday)
        #expect(day("2027-01-01") - day("2026-12-31") == 1)
        #expect(day("2026-12-31") - day("2027-01-01") == -1)
        #expect(day("2026-12-31") < day("2027-01-01"))
        #expect(day("2026-12-28") + 7 == day("2027-01-04"))  // ISO week 53
        #expect(day("2027-01-04") - 7 == day("2026-12-28"))
        #expect(Weekday.allCases.filter(\.isWeekend) == [.saturday, .sunday])
    }

    @Test(arguments: [
        ("2027-01-31", 1, "2027-02-28"), ("2028-01-31", 1, "2028-02-29"), ("2027-01-30", 1, "2027-02-28"),
        ("2100-01-31", 1, "2100-02-28"), ("2000-01-31", 1, "2000-02-29"), ("2026-08-31", 1, "2026-09-30"),
        ("2027-03-31", -1, "2027-02-28"), ("2028-03-31", -1, "2028-02-29"), ("2026-12-31", 1, "2027-01-31"),
        ("2027-01-31", -1, "2026-12-31"), ("2026-12-31", 2, "2027-02-28"), ("2028-02-29", 12, "2029-02-28"),
        ("2028-02-29", 48, "2032-02-29"), ("2028-02-29", -12, "2027-02-28"), ("2096-02-29", 48, "2100-02-28"),
        ("2026-08-01", 12, "2027-08-01"), ("2026-08-01", -12, "2025-08-01"), ("2026-05-05", 0, "2026-05-05"),
    ])
    func addsMonths(from: String, months: Int, to: String) {
        #expect(day(from).adding(months: months) == day(to))
    }

    @Test(arguments: [UInt64(1), 2, 3])
    func monthsGoBackAndForth(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
            let day = Day(number: Int.random(in: -1_000_000_000...1_000_000_000, using: &random))
            let months = Int.random(in: -12_000_000...12_000_000, using: &random)
            let moved = day.adding(months: months)
            let monthsApart = (moved.year - day.year) * 12 + moved.month - day.month
            #expect(day.adding(months: 0) == day, "seed \(seed), day \(day.number)")
            #expect(monthsApart == months, "seed \(seed), day \(day.number)")
            if day.dayOfMonth <= 28 {
                #expect(moved.adding(months: -months) == day, "seed \(seed), day \(day.number), \(months)")
            }
        }
    }

    @Test func describesEveryDayNumber() {
        #expect((day("0001-01-01") - 1).description == "0000-12-31")
        #expect((day("0001-01-01") - 367).description == "-0001-12-31")
        #expect((day("9999-12-31") + 1).description == "10000-01-01")
        for number in [Int.min, Int.max] {
            #expect((1...12).contains(Day(number: number).month))
            #expect((1...31).contains(Day(number: number).dayOfMonth))
            #expect(Weekday.allCases.contains(Day(number: number).weekday))
        }
    }
}
