import SchoolTime
import Testing

/// Terms that a law sets, by the Algemene termijnenwet.
@Suite struct StatutoryCountTests {
    typealias Case = CountTests.Case

    /// The worked examples of the calendar study, section 4, that are counted by law, each with its plain
    /// counterpart where the law makes no difference.
    static let workedExamples = [
        Case(6, .weeks, .after, "2026-08-01", "2026-09-14"),
        Case(6, .weeks, .after, "2026-08-31", "2026-10-12"),
        // In the Christmas holiday of the school: a school holiday extends nothing.
        Case(6, .weeks, .after, "2026-11-16", "2026-12-28"),
        Case(6, .weeks, .after, "2026-11-23", "2027-01-04"),
        Case(10, .schoolDays, .after, "2026-10-12", "2026-11-02"),
        Case(5, .schoolDays, .after, "2026-12-16", "2027-01-06"),
        Case(3, .schoolDays, .before, "2026-11-02", "2026-10-28"),
        Case(8, .weeks, .after, "2026-11-09", "2027-01-04"),
        Case(8, .schoolWeeks, .after, "2026-11-09", "2027-01-15"),
        Case(6, .weeks, .after, "2027-03-31", "2027-05-12"),
        Case(1, .months, .after, "2027-01-30", "2027-03-01"),
    ]

    static let article1 = [
        // New Year's Day on a Friday; on a Saturday; both Christmas days, on Friday and Saturday.
        Case(1, .weeks, .after, "2026-12-25", "2027-01-04"),
        Case(1, .weeks, .after, "2021-12-25", "2022-01-03"),
        Case(1, .months, .after, "2026-11-25", "2026-12-28"),
        // Good Friday to Easter Monday, from each of the four.
        Case(1, .weeks, .after, "2027-03-19", "2027-03-30"),
        Case(1, .weeks, .after, "2027-03-20", "2027-03-30"),
        Case(1, .weeks, .after, "2027-03-21", "2027-03-30"),
        Case(1, .weeks, .after, "2027-03-22", "2027-03-30"),
        Case(1, .weeks, .after, "2027-03-23", "2027-03-30"),
        // In 2025 King's Day was Saturday 26 April, and Monday the 28th an ordinary day.
        Case(2, .weeks, .after, "2025-04-12", "2025-04-28"),
        Case(2, .weeks, .after, "2025-04-13", "2025-04-28"),
        Case(2, .weeks, .after, "2026-04-13", "2026-04-28"),
        // Liberation Day in a year that is no multiple of five; Ascension Day; Whit Monday.
        Case(3, .weeks, .after, "2026-04-14", "2026-05-06"),
        Case(1, .months, .after, "2027-04-06", "2027-05-07"),
        Case(1, .weeks, .after, "2027-05-10", "2027-05-18"),
        // The leap day on a Saturday, and none.
        Case(1, .months, .after, "2048-01-31", "2048-03-02"),
        Case(1, .months, .after, "2047-01-31", "2047-02-28"),
        // In week 53.
        Case(1, .weeks, .after, "2026-12-27", "2027-01-04"),
        // Of one or two days: article 1 only.
        Case(1, .days, .after, "2026-11-20", "2026-11-23"),
        Case(2, .days, .after, "2026-11-20", "2026-11-23"),
        // Counting back leaves the day where it falls.
        Case(6, .weeks, .before, "2026-10-17", "2026-09-05"),
        Case(1, .weeks, .before, "2027-04-05", "2027-03-29"),
        Case(1, .months, .before, "2027-03-28", "2027-02-28"),
    ]

    static let article2 = [
        // Friday and two: Monday is the first working day, so Tuesday.
        Case(3, .days, .after, "2026-11-20", "2026-11-24"),
        Case(4, .days, .after, "2026-11-20", "2026-11-24"),
        Case(3, .days, .after, "2026-11-19", "2026-11-23"),
        Case(3, .days, .after, "2026-11-18", "2026-11-23"),
        // Over Easter: Tuesday is the first working day and Wednesday the second.
        Case(3, .days, .after, "2027-03-25", "2027-03-31"),
        Case(5, .days, .after, "2027-03-25", "2027-03-31"),
        Case(3, .days, .after, "2027-03-26", "2027-03-31"),
        // Christmas on Thursday and Friday, with the weekend behind it.
        Case(4, .days, .after, "2025-12-24", "2025-12-30"),
        // Counting back reaches further back: article 2 has no exception for it.
        Case(3, .days, .before, "2026-11-23", "2026-11-19"),
        Case(3, .days, .before, "2027-03-30", "2027-03-24"),
        Case(2, .days, .before, "2026-11-23", "2026-11-21"),
        Case(5, .days, .before, "2026-11-23", "2026-11-18"),
    ]

    static let article4 = [
        // The longest terms that are extended, all to Monday 1 March 2027, and the next longer ones.
        Case(90, .days, .after, "2026-11-29", "2027-03-01"),
        Case(91, .days, .after, "2026-11-28", "2027-02-27"),
        Case(12, .weeks, .after, "2026-12-06", "2027-03-01"),
        Case(13, .weeks, .after, "2026-11-29", "2027-02-28"),
        Case(3, .months, .after, "2026-11-28", "2027-03-01"),
        Case(4, .months, .after, "2026-10-28", "2027-02-28"),
        Case(1, .years, .after, "2026-02-28", "2027-02-28"),
        Case(0, .days, .after, "2026-11-22", "2026-11-22"),
        Case(0, .months, .after, "2026-12-25", "2026-12-25"),
    ]

    @Test(arguments: workedExamples + article1 + article2 + article4)
    func reaches(example: Case) {
        let duration = SchoolDuration(amount: example.amount, unit: example.unit)
        let count = Midden.calendar.countStatutory(duration, example.direction, from: day(example.from))
        #expect(count.day == day(example.to))
    }

    /// Two examples of the study plan on the last school day before the term that the law gives.
    @Test func planningTargets() {
        let oneSchoolDay = SchoolDuration(amount: 1, unit: .schoolDays)
        for (end, target) in [("2026-12-28", "2026-12-18"), ("2027-01-31", "2027-01-29")] {
            #expect(Midden.calendar.count(oneSchoolDay, .before, from: day(end)).day == day(target))
        }
    }

    @Test func saysWhatTheEndMovedPast() {
        let sixWeeks = SchoolDuration(amount: 6, unit: .weeks)
        let count = Midden.calendar.countStatutory(sixWeeks, .after, from: day("2027-02-12"))
        #expect(
            count.skipped == [
                SkippedDay(day: day("2027-03-26"), kind: .publicHoliday(.goodFriday), rule: .lastDay),
                SkippedDay(day: day("2027-03-27"), kind: .weekend, rule: .lastDay),
                SkippedDay(day: day("2027-03-28"), kind: .weekend, rule: .lastDay),
                SkippedDay(day: day("2027-03-29"), kind: .publicHoliday(.easterMonday), rule: .lastDay),
            ])
        #expect(Midden.calendar.countStatutory(sixWeeks, .after, from: day("2026-11-16")).skipped == [])
    }

    @Test func saysWhichArticleExtended() {
        let calendar = Midden.calendar
        let threeDays = SchoolDuration(amount: 3, unit: .days)
        let weekend = [
            SkippedDay(day: day("2026-11-21"), kind: .weekend, rule: .twoWorkingDays),
            SkippedDay(day: day("2026-11-22"), kind: .weekend, rule: .twoWorkingDays),
        ]
        #expect(
            calendar.countStatutory(threeDays, .after, from: day("2026-11-20"))
                == .day(day("2026-11-24"), skipped: weekend))
        #expect(
            calendar.countStatutory(threeDays, .before, from: day("2026-11-23"))
                == .day(day("2026-11-19"), skipped: weekend.reversed()))
        // Both: the end moves from Sunday to Tuesday, and then to the second working day.
        #expect(
            calendar.countStatutory(threeDays, .after, from: day("2027-03-25"))
                == .day(
                    day("2027-03-31"),
                    skipped: [
                        SkippedDay(
                            day: day("2027-03-26"), kind: .publicHoliday(.goodFriday), rule: .twoWorkingDays),
                        SkippedDay(day: day("2027-03-27"), kind: .weekend, rule: .twoWorkingDays),
                        SkippedDay(day: day("2027-03-28"), kind: .weekend, rule: .lastDay),
                        SkippedDay(
                            day: day("2027-03-29"), kind: .publicHoliday(.easterMonday), rule: .lastDay),
                    ]))
    }

    @Test func otherUnitsKeepTheirOwnRule() {
        for unit in [SchoolDuration.Unit.workingDays, .schoolDays, .schoolWeeks] {
            let duration = SchoolDuration(amount: 3, unit: unit)
            for direction in [Direction.after, .before] {
                let count = Midden.calendar.countStatutory(duration, direction, from: day("2027-03-25"))
                #expect(count == Midden.calendar.count(duration, direction, from: day("2027-03-25")))
                #expect(count.skipped.allSatisfy { $0.rule == .unit })
            }
        }
        let tenDays = SchoolDuration(amount: 10, unit: .schoolDays)
        let beyond = Midden.calendar.countStatutory(tenDays, .after, from: day("2027-07-12"))
        #expect(beyond == .beyondCalendar(day("2027-08-30")))
        #expect(beyond.skipped == [])
    }

    /// Every day of ten years with every term that can be extended, and some that cannot.
    @Test func agreesWithTheLawReadNaively() {
        let calendar = Midden.calendar
        let span = day("2024-07-01")...day("2034-07-31")
        let naive = NaiveCalendar(calendar, span: span, margin: 500)
        let terms: [(SchoolDuration.Unit, [Int])] = [
            (.days, [0, 1, 2, 3, 4, 5, 6, 7, 14, 28, 89, 90, 91, 120]), (.weeks, [1, 2, 6, 8, 12, 13]),
            (.months, [1, 2, 3, 4]), (.years, [1]), (.workingDays, [3]),
        ]
        var wrong: [String] = []
        for number in span.lowerBound.number...span.upperBound.number {
            for (unit, amounts) in terms {
                for amount in amounts {
                    for direction in [Direction.after, .before] {
                        let day = Day(number: number)
                        let duration = SchoolDuration(amount: amount, unit: unit)
                        // The naive calendar walks its whole span for a working day.
                        if unit == .workingDays, !number.isMultiple(of: 40) { continue }
                        let count = calendar.countStatutory(duration, direction, from: day)
                        if count != naive.countStatutory(duration, direction, from: day) {
                            wrong.append("\(amount) \(unit) \(direction) \(day): \(count)")
                        }
                    }
                }
            }
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(5))")
    }
}
