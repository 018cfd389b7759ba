import SchoolTime
import Testing

@Suite struct SchoolYearNumberTests {
    @Test(arguments: [
        ("2026-07-31", "2025-2026"), ("2026-08-01", "2026-2027"), ("2026-12-31", "2026-2027"),
        ("2027-01-01", "2026-2027"), ("2027-07-31", "2026-2027"), ("2027-08-01", "2027-2028"),
        ("2028-02-29", "2027-2028"), ("0999-09-01", "0999-1000"),
    ])
    func nameOfTheYearOfADay(iso: String, name: String) {
        #expect(SchoolYearNumber(of: day(iso)).name == name)
    }

    @Test func runsFromAugustToJuly() {
        let year = SchoolYearNumber(startYear: 2026)
        #expect(year.firstDay == day("2026-08-01"))
        #expect(year.lastDay == day("2027-07-31"))
        #expect(year.next.firstDay == day("2027-08-01"))
        #expect(year.previous.lastDay == day("2026-07-31"))
        #expect(year.previous < year && year < year.next)
        #expect(Midden.year.number == year)
    }

    @Test func everyDayLiesInItsYear() {
        var wrong: [Day] = []
        for start in 1995...2105 {
            let naive = NaiveSchoolYear(startYear: start)
            let year = SchoolYearNumber(startYear: start)
            let days = (year.firstDay.number...year.lastDay.number).map { Day(number: $0) }
            wrong += days.filter { SchoolYearNumber(of: $0) != year }
            if !naive.contains(year.firstDay) || naive.contains(year.firstDay - 1) {
                wrong.append(year.firstDay)
            }
            if !naive.contains(year.lastDay) || naive.contains(year.lastDay + 1) {
                wrong.append(year.lastDay)
            }
        }
        #expect(wrong == [])
    }
}
