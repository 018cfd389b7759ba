import SchoolTime
import Testing

@Suite struct YearPeriodTests {
    struct Case: Sendable {
        let period: YearPeriod
        let startYear: Int
        let first: String?
        let last: String?

        init(_ period: YearPeriod, _ startYear: Int, _ first: String?, _ last: String? = nil) {
            self.period = period
            self.startYear = startYear
            self.first = first
            self.last = last ?? first
        }
    }

    static let table = [
        // Which civil year: August is the first month of the school year, July the last.
        Case(.day(month: 8, day: 1), 2026, "2026-08-01"),
        Case(.day(month: 7, day: 31), 2026, "2027-07-31"),
        Case(.day(month: 2, day: 1), 2026, "2027-02-01"),
        Case(.day(month: 1, day: 31), 2026, "2027-01-31"),
        Case(.day(month: 2, day: 29), 2026, "2027-02-28"),
        Case(.day(month: 2, day: 29), 2027, "2028-02-29"),
        Case(.day(month: 2, day: 29), 2099, "2100-02-28"),
        Case(.day(month: 2, day: 30), 2027, nil),
        Case(.day(month: 2, day: 30), 2026, nil),
        Case(.day(month: 4, day: 31), 2026, nil),
        Case(.day(month: 9, day: 0), 2026, nil),
        Case(.day(month: 13, day: 1), 2026, nil),
        Case(.day(month: 0, day: 1), 2026, nil),
        Case(.month(9), 2026, "2026-09-01", "2026-09-30"),
        Case(.month(2), 2027, "2028-02-01", "2028-02-29"),
        Case(.month(7), 2026, "2027-07-01", "2027-07-31"),
        Case(.month(13), 2026, nil),
        // The example of the calendar study: 21 September 2026, ISO week 39.
        Case(.week(ordinal: 3, month: 9), 2026, "2026-09-21", "2026-09-27"),
        Case(.week(ordinal: 1, month: 2), 2026, "2027-02-01", "2027-02-07"),
        // The month begins on a Tuesday, so its first Monday is the seventh.
        Case(.week(ordinal: 1, month: 9), 2026, "2026-09-07", "2026-09-13"),
        // A week that reaches into the next month, civil year or school year.
        Case(.week(ordinal: 5, month: 11), 2026, "2026-11-30", "2026-12-06"),
        Case(.week(ordinal: 4, month: 12), 2026, "2026-12-28", "2027-01-03"),
        Case(.week(ordinal: 5, month: 7), 2028, "2029-07-30", "2029-08-05"),
        Case(.week(ordinal: 5, month: 9), 2026, nil),
        Case(.week(ordinal: 5, month: 2), 2027, nil),
        Case(.week(ordinal: 5, month: 2), 2043, "2044-02-29", "2044-03-06"),
        Case(.week(ordinal: 6, month: 8), 2026, nil),
        Case(.week(ordinal: 0, month: 8), 2026, nil),
        Case(.week(ordinal: 1, month: 13), 2026, nil),
    ]

    @Test(arguments: table)
    func takenInTheYearOfLaw(example: Case) {
        let year = SchoolYearNumber(startYear: example.startYear)
        for calendar in [SchoolCalendar(years: []), Midden.calendar] {
            for group in [nil, "groep-5"] {
                let span = calendar.span(of: example.period, in: year, group: group)
                #expect(span?.first == example.first.map(day))
                #expect(span?.last == example.last.map(day))
            }
        }
    }

    // MARK: - Planning

    static let planning = [
        planned("lib-midden", "2027-01-18", "2027-01-29", group: "groep-3"),
        planned("lib-midden", "2027-01-11", "2027-01-22"),
        planned("lib-midden", "2027-02-01", "2027-02-12"),
        planned("opp-ronde", "2027-02-08", "2027-02-08", group: "groep-8"),
    ]

    static let calendar = SchoolCalendar(years: [
        SchoolYear(
            name: "2026-2027", firstDay: day("2026-08-01"), lastDay: day("2027-07-31"), closures: [],
            planning: planning),
        SchoolYear(
            name: "2027-2028", firstDay: day("2027-08-01"), lastDay: day("2028-07-31"), closures: [],
            planning: [planned("studiereis", "2028-05-15", "2028-05-19")]),
    ])

    static func planned(_ name: String, _ first: String, _ last: String, group: String? = nil)
        -> PlannedPeriod
    {
        PlannedPeriod(name: name, firstDay: day(first), lastDay: day(last), group: group)
    }

    @Test func aGroupsOwnEntryWins() {
        let year = Self.calendar.years[0]
        #expect(year.planned("lib-midden", group: "groep-3") == Self.planning[0])
        #expect(year.planned("lib-midden", group: "groep-5") == Self.planning[1])
        #expect(year.planned("lib-midden", group: nil) == Self.planning[1])
        #expect(year.planned("opp-ronde", group: "groep-8") == Self.planning[3])
        #expect(year.planned("opp-ronde", group: "groep-5") == nil)
        #expect(year.planned("opp-ronde", group: nil) == nil)
        #expect(year.planned("lib-eind", group: nil) == nil)
        #expect(Midden.year.planning == [])
    }

    @Test func aPlannedPeriodNeedsTheFileOfItsYear() {
        func span(_ name: String, _ startYear: Int, _ group: String? = nil) -> DaySpan? {
            Self.calendar.span(
                of: .planned(name), in: SchoolYearNumber(startYear: startYear), group: group)
        }
        #expect(span("lib-midden", 2026) == DaySpan(first: day("2027-01-11"), last: day("2027-01-22")))
        #expect(
            span("lib-midden", 2026, "groep-3") == DaySpan(first: day("2027-01-18"), last: day("2027-01-29")))
        #expect(
            span("opp-ronde", 2026, "groep-8") == DaySpan(first: day("2027-02-08"), last: day("2027-02-08")))
        #expect(span("opp-ronde", 2026) == nil)
        #expect(span("lib-midden", 2027) == nil)
        #expect(span("lib-midden", 2025) == nil)
        #expect(span("studiereis", 2027)?.contains(day("2028-05-19")) == true)
        #expect(span("studiereis", 2027)?.contains(day("2028-05-20")) == false)
        #expect(Self.calendar.plannedNames == ["lib-midden", "opp-ronde", "studiereis"])
        #expect(Midden.calendar.plannedNames == [])
        #expect(Self.calendar.year(SchoolYearNumber(startYear: 2027)) == Self.calendar.years[1])
        #expect(Self.calendar.year(SchoolYearNumber(startYear: 2028)) == nil)
    }

    // MARK: - Against the naive year

    @Test func everyDayMonthAndWeekAgrees() {
        var wrong: [String] = []
        let calendar = SchoolCalendar(years: [])
        let periods = (0...13).flatMap { month in
            [.month(month)] + (0...32).map { YearPeriod.day(month: month, day: $0) }
                + (0...6).map { YearPeriod.week(ordinal: $0, month: month) }
        }
        for start in 1995...2050 {
            let naive = NaiveSchoolYear(startYear: start)
            for period in periods {
                let span = calendar.span(
                    of: period, in: SchoolYearNumber(startYear: start), group: nil)
                if span != naive.span(of: period, planning: [], group: nil) {
                    wrong.append("\(start): \(period)")
                }
            }
        }
        #expect(wrong == [])
    }

    @Test(arguments: UInt64(301)...312)
    func randomPlanningAgrees(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let names = ["a", "b", "c", "d"]
        let groups = [nil, "groep-1", "groep-2", "groep-3"]
        let years = (2024...2027).map { start in
            let planning = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                let first =
                    SchoolYearNumber(startYear: start).firstDay + Int.random(in: 0...330, using: &random)
                return PlannedPeriod(
                    name: names.randomElement(using: &random)!, firstDay: first,
                    lastDay: first + Int.random(in: 0...20, using: &random),
                    group: groups.randomElement(using: &random)!)
            }
            let year = SchoolYearNumber(startYear: start)
            return SchoolYear(
                name: year.name, firstDay: year.firstDay, lastDay: year.lastDay, closures: [],
                planning: planning)
        }
        let calendar = SchoolCalendar(years: years.shuffled(using: &random))
        for year in years {
            let naive = NaiveSchoolYear(startYear: year.number.startYear)
            for name in names {
                for group in groups {
                    let span = calendar.span(of: .planned(name), in: year.number, group: group)
                    let expected = naive.span(of: .planned(name), planning: year.planning, group: group)
                    #expect(span == expected, "seed \(seed): \(name) in \(year.name) for \(group ?? "all")")
                }
            }
        }
        #expect(calendar.plannedNames == Set(years.flatMap { $0.planning.map(\.name) }))
    }
}
