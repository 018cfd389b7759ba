import SchoolTime
import Testing

@Suite struct CountTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let amount: Int
        let unit: SchoolDuration.Unit
        let direction: Direction
        let from: String
        let to: String

        init(
            _ amount: Int, _ unit: SchoolDuration.Unit, _ direction: Direction, _ from: String, _ to: String
        ) {
            self.amount = amount
            self.unit = unit
            self.direction = direction
            self.from = from
            self.to = to
        }

        var testDescription: String { "\(amount) \(unit) \(direction) \(from)" }
    }

    /// The worked examples of the calendar study, section 4, without the extension of the Algemene
    /// termijnenwet.
    static let workedExamples = [
        Case(6, .weeks, .after, "2026-08-01", "2026-09-12"),
        Case(6, .weeks, .after, "2026-08-31", "2026-10-12"),
        Case(6, .weeks, .after, "2026-11-16", "2026-12-28"),
        Case(1, .schoolDays, .before, "2026-12-28", "2026-12-18"),
        Case(6, .weeks, .after, "2026-11-23", "2027-01-04"),
        Case(10, .schoolDays, .after, "2026-10-12", "2026-11-02"),
        Case(5, .schoolDays, .after, "2026-12-16", "2027-01-06"),
        Case(3, .schoolDays, .before, "2026-11-02", "2026-10-28"),
        Case(8, .weeks, .after, "2026-11-09", "2027-01-04"),
        Case(8, .schoolWeeks, .after, "2026-11-09", "2027-01-15"),
        Case(1, .schoolDays, .before, "2027-01-31", "2027-01-29"),
        Case(6, .weeks, .after, "2027-03-31", "2027-05-12"),
        Case(1, .months, .after, "2027-01-30", "2027-02-28"),
    ]

    static let boundaries = [
        Case(1, .years, .after, "2028-02-29", "2029-02-28"),
        Case(5, .years, .before, "2026-08-01", "2021-08-01"),
        Case(1, .weeks, .after, "2026-12-28", "2027-01-04"),
        Case(1, .days, .after, "2027-07-31", "2027-08-01"),
        Case(1, .months, .before, "2027-03-31", "2027-02-28"),
        // Good Friday and Easter Monday, both Christmas days, New Year's Day.
        Case(1, .workingDays, .after, "2027-03-25", "2027-03-30"),
        Case(5, .workingDays, .after, "2026-12-24", "2027-01-04"),
        Case(5, .workingDays, .before, "2027-01-04", "2026-12-24"),
        // From within a holiday, and from the first of August.
        Case(1, .schoolDays, .after, "2026-08-01", "2026-08-31"),
        Case(1, .schoolDays, .after, "2026-10-21", "2026-10-26"),
        // The own week counts only from its edge.
        Case(1, .schoolWeeks, .after, "2026-11-09", "2026-11-13"),
        Case(1, .schoolWeeks, .after, "2026-11-10", "2026-11-20"),
        Case(1, .schoolWeeks, .after, "2026-11-08", "2026-11-13"),
        Case(1, .schoolWeeks, .after, "2026-11-07", "2026-11-13"),
        Case(1, .schoolWeeks, .after, "2026-10-21", "2026-10-30"),
        Case(1, .schoolWeeks, .after, "2026-08-01", "2026-09-04"),
        Case(1, .schoolWeeks, .before, "2026-11-13", "2026-11-09"),
        Case(1, .schoolWeeks, .before, "2026-11-12", "2026-11-02"),
        Case(1, .schoolWeeks, .before, "2026-11-14", "2026-11-09"),
        Case(8, .schoolWeeks, .before, "2027-01-15", "2026-11-09"),
        // Easter Monday is free, so that week's first school day is Tuesday; Good Friday the week before.
        Case(1, .schoolWeeks, .after, "2027-03-30", "2027-04-02"),
        Case(1, .schoolWeeks, .after, "2027-03-29", "2027-04-02"),
        Case(1, .schoolWeeks, .after, "2027-03-22", "2027-03-25"),
        Case(1, .schoolWeeks, .before, "2027-03-25", "2027-03-22"),
        Case(2, .schoolWeeks, .before, "2027-04-02", "2027-03-22"),
    ]

    @Test(arguments: workedExamples + boundaries)
    func reaches(example: Case) {
        let duration = SchoolDuration(amount: example.amount, unit: example.unit)
        let count = Midden.calendar.count(duration, example.direction, from: day(example.from))
        #expect(count.day == day(example.to))
    }

    @Test(arguments: SchoolDuration.Unit.allCases)
    func nothingIsTheDayItself(unit: SchoolDuration.Unit) {
        for text in ["2026-11-09", "2026-11-08", "2026-12-25", "2031-01-02"] {
            for direction in [Direction.after, .before] {
                let count = Midden.calendar.count(
                    SchoolDuration(amount: 0, unit: unit), direction, from: day(text))
                #expect(count == .day(day(text), skipped: []))
            }
        }
        #expect(SchoolDuration.sameDay == SchoolDuration(amount: 0, unit: .days))
    }

    @Test func saysWhichDaysWereSkipped() {
        let calendar = Midden.calendar
        let schoolDays = calendar.count(
            SchoolDuration(amount: 3, unit: .schoolDays), .after, from: day("2027-03-24"))
        #expect(
            schoolDays
                == .day(
                    day("2027-03-31"),
                    skipped: [
                        SkippedDay(day: day("2027-03-26"), kind: .publicHoliday(.goodFriday)),
                        SkippedDay(day: day("2027-03-27"), kind: .weekend),
                        SkippedDay(day: day("2027-03-28"), kind: .weekend),
                        SkippedDay(day: day("2027-03-29"), kind: .publicHoliday(.easterMonday)),
                    ]))

        let autumn = DayKind.closed(Midden.year.closures[1])
        let weeks = calendar.count(
            SchoolDuration(amount: 2, unit: .schoolWeeks), .before, from: day("2026-10-30"))
        let skipped = ["2026-10-23", "2026-10-22", "2026-10-21", "2026-10-20", "2026-10-19"]
        #expect(
            weeks == .day(day("2026-10-12"), skipped: skipped.map { SkippedDay(day: day($0), kind: autumn) }))
    }

    @Test func endsWhereTheCalendarDoes() {
        let calendar = Midden.calendar
        let days = SchoolDuration(amount: 10, unit: .schoolDays)
        let weeks = SchoolDuration(amount: 2, unit: .schoolWeeks)
        #expect(calendar.count(days, .after, from: day("2027-07-12")) == .beyondCalendar(day("2027-08-30")))
        #expect(calendar.count(days, .before, from: day("2026-09-01")) == .beyondCalendar(day("2026-07-17")))
        #expect(calendar.count(weeks, .after, from: day("2027-07-12")) == .beyondCalendar(day("2027-08-30")))
        #expect(calendar.count(weeks, .before, from: day("2026-09-01")) == .beyondCalendar(day("2026-07-17")))
        // Wednesday in an unknown week may be its first school day.
        #expect(calendar.count(weeks, .after, from: day("2031-01-08")) == .beyondCalendar(day("2031-01-06")))
        #expect(calendar.count(weeks, .after, from: day("2027-07-12")).day == nil)
    }

    @Test func aCalendarWithoutSchoolDaysEnds() {
        let closed = Midden.holiday("altijd dicht", "2026-08-01", "2027-07-31")
        let shut = SchoolYear(
            name: "2026-2027", firstDay: day("2026-08-01"), lastDay: day("2027-07-31"), closures: [closed])
        let backwards = SchoolYear(
            name: "leeg", firstDay: day("2027-07-31"), lastDay: day("2026-08-01"), closures: [])
        for years in [[], [shut], [backwards]] {
            for unit in [SchoolDuration.Unit.schoolDays, .schoolWeeks] {
                for direction in [Direction.after, .before] {
                    let count = SchoolCalendar(years: years).count(
                        SchoolDuration(amount: 1_000_000, unit: unit), direction, from: day("2026-11-09"))
                    #expect(count.day == nil)
                }
            }
        }
    }

    @Test(arguments: SchoolDuration.Unit.allCases)
    func countsAMillion(unit: SchoolDuration.Unit) {
        for direction in [Direction.after, .before] {
            let start = day("2026-11-09")
            let duration = SchoolDuration(amount: 1_000_000, unit: unit)
            let count = Midden.calendar.count(duration, direction, from: start)
            switch unit {
            case .days, .weeks, .months, .years, .workingDays:
                #expect(count.day.map { abs($0 - start) >= 1_000_000 } == true)
            case .schoolDays, .schoolWeeks:
                #expect(count.day == nil)
            }
        }
    }

    @Test func countsOverAllYearsOfTheEra() {
        let era = SchoolYear(
            name: "alle", firstDay: day("0001-01-01"), lastDay: day("9999-12-31"), closures: [])
        let calendar = SchoolCalendar(years: [era])
        let start = day("0001-01-08")
        let days = calendar.count(SchoolDuration(amount: 1_000_000, unit: .schoolDays), .after, from: start)
        #expect(
            days == calendar.count(SchoolDuration(amount: 1_000_000, unit: .workingDays), .after, from: start)
        )
        let weeks = calendar.count(SchoolDuration(amount: 500_000, unit: .schoolWeeks), .after, from: start)
        #expect(weeks == .day(start + 499_999 * 7 + 4, skipped: []))
    }
}
