import SchoolTime
import Testing

@Suite struct SchoolCalendarTests {
    let calendar = Midden.calendar

    @Test func kindsOfDays() {
        #expect(calendar.kind(of: day("2026-08-31")) == .schoolDay)
        #expect(calendar.kind(of: day("2026-08-28")) == .closed(Midden.year.closures[0]))
        #expect(calendar.kind(of: day("2026-10-20")) == .closed(Midden.year.closures[1]))
        // A weekend comes before a public holiday, and that before a closure.
        #expect(calendar.kind(of: day("2026-12-26")) == .weekend)
        #expect(calendar.kind(of: day("2026-12-25")) == .publicHoliday(.christmasDay))
        #expect(calendar.kind(of: day("2026-12-24")) == .closed(Midden.year.closures[2]))
        #expect(calendar.kind(of: day("2027-05-06")) == .publicHoliday(.ascensionDay))
    }

    @Test func kindsOutsideTheYears() {
        #expect(calendar.kind(of: day("2025-06-10")) == .unknown)
        #expect(calendar.kind(of: day("2025-06-07")) == .weekend)
        #expect(calendar.kind(of: day("2025-06-09")) == .publicHoliday(.whitMonday))
        // The summer holiday reaches past 31 July; the day after it nobody knows.
        #expect(calendar.kind(of: day("2027-08-27")) == .closed(Midden.year.closures[7]))
        #expect(calendar.kind(of: day("2027-08-30")) == .unknown)
        #expect(calendar.kind(of: day("2026-07-20")) == .closed(Midden.year.closures[0]))
        #expect(calendar.kind(of: day("2026-07-17")) == .unknown)
    }

    @Test func aYearRunsFromTheFirstOfAugust() {
        #expect(calendar.year(of: day("2026-07-31")) == nil)
        #expect(calendar.year(of: day("2026-08-01")) == Midden.year)
        #expect(calendar.year(of: day("2027-07-31")) == Midden.year)
        #expect(calendar.year(of: day("2027-08-01")) == nil)
    }

    @Test func yearsAreSorted() {
        let later = SchoolYear(
            name: "2027-2028", firstDay: day("2027-08-01"), lastDay: day("2028-07-31"), closures: [])
        let both = SchoolCalendar(years: [later, Midden.year])
        #expect(both.years == [Midden.year, later])
        #expect(both == SchoolCalendar(years: [Midden.year, later]))
        #expect(both.hashValue == SchoolCalendar(years: [Midden.year, later]).hashValue)
        #expect(both != calendar)
        // The closure of one year counts in the next.
        #expect(both.kind(of: day("2027-08-27")) == .closed(Midden.year.closures[7]))
        #expect(both.kind(of: day("2027-08-30")) == .schoolDay)
        #expect(both.year(of: day("2027-08-01")) == later)
    }

    @Test func workingDaysIgnoreTheSchool() {
        #expect(calendar.isWorkingDay(day("2026-12-28")))
        #expect(calendar.isWorkingDay(day("2040-03-01")))
        #expect(!calendar.isWorkingDay(day("2026-12-25")))
        #expect(!calendar.isWorkingDay(day("2026-11-22")))
        // The registration week of secondary schools holds Good Friday and Easter Monday.
        let registrationWeek = (0...6).map { day("2027-03-25") + $0 }
        #expect(registrationWeek.filter(calendar.isWorkingDay).count == 3)
    }

    @Test func theClosureThatBeganFirstIsGiven() {
        let closures = [
            Closure(
                kind: .studyDay, title: "studiedag", firstDay: day("2026-10-19"), lastDay: day("2026-10-27")),
            Midden.holiday("herfstvakantie", "2026-10-17", "2026-10-25"),
            Midden.holiday("leeg", "2026-10-30", "2026-10-28"),
        ]
        let year = SchoolYear(
            name: "2026-2027", firstDay: day("2026-08-01"), lastDay: day("2027-07-31"), closures: closures)
        let calendar = SchoolCalendar(years: [year])
        #expect(calendar.kind(of: day("2026-10-20")) == .closed(closures[1]))
        #expect(calendar.kind(of: day("2026-10-26")) == .closed(closures[0]))
        #expect(calendar.kind(of: day("2026-10-28")) == .schoolDay)
        #expect(calendar.kind(of: day("2026-10-29")) == .schoolDay)
    }
}
