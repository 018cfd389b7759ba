import SchoolTime
import Testing

/// Counting over random calendars, days and amounts. A failure names the seed.
@Suite struct RandomCountTests {
    static let span = Day(number: 20_300)...Day(number: 22_200)  // 2025-07-31...2030-10-13

    @Test(arguments: UInt64(1)...24)
    func agreesWithTheNaiveCalendar(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let calendar = randomCalendar(&random)
        let naive = NaiveCalendar(calendar, span: Self.span, margin: 700)
        for number in (Self.span.lowerBound.number - 100)...(Self.span.upperBound.number + 100) {
            let day = Day(number: number)
            if calendar.kind(of: day) != naive.kind(of: day) { Issue.record("seed \(seed), kind of \(day)") }
        }
        for _ in 0..<120 {
            let duration = randomDuration(&random)
            let direction = Bool.random(using: &random) ? Direction.after : .before
            let day = randomDay(&random)
            let count = calendar.count(duration, direction, from: day)
            let expected = naive.count(duration, direction, from: day)
            #expect(count == expected, "seed \(seed): \(duration) \(direction) \(day)")
            let statutory = calendar.countStatutory(duration, direction, from: day)
            let byLaw = naive.countStatutory(duration, direction, from: day)
            #expect(statutory == byLaw, "seed \(seed): by law \(duration) \(direction) \(day)")
            // Who asks for the day alone is answered by another way.
            #expect(
                calendar.reachedDay(duration, direction, from: day) == expected.day,
                "seed \(seed): the day of \(duration) \(direction) \(day)")
            #expect(
                calendar.reachedDayByLaw(duration, direction, from: day) == byLaw.day,
                "seed \(seed): the day by law of \(duration) \(direction) \(day)")
        }
    }

    @Test(arguments: UInt64(101)...112)
    func goesBackAndForth(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let calendar = randomCalendar(&random)
        for _ in 0..<300 {
            let duration = randomDuration(&random)
            let day = randomDay(&random)
            guard let there = calendar.count(duration, .after, from: day).day else { continue }
            let back = calendar.count(duration, .before, from: there).day
            let returns: Bool
            switch duration.unit {
            case .days, .weeks: returns = true
            case .months, .years: returns = day.dayOfMonth <= 28
            case .workingDays: returns = calendar.isWorkingDay(day)
            case .schoolDays: returns = calendar.kind(of: day) == .schoolDay
            case .schoolWeeks:
                let monday = Day(number: day.number - day.weekday.rawValue + 1)
                let earlier = (monday.number..<day.number).map { Day(number: $0) }
                returns =
                    calendar.kind(of: day) == .schoolDay
                    && !earlier.contains { calendar.kind(of: $0) == .schoolDay }
            }
            #expect(there >= day)
            if returns { #expect(back == day, "seed \(seed): \(duration) from \(day) to \(there)") }
        }
    }

    @Test(arguments: UInt64(201)...208)
    func countingInTwoPartsIsCountingAtOnce(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let calendar = randomCalendar(&random)
        for _ in 0..<300 {
            let day = randomDay(&random)
            let direction = Bool.random(using: &random) ? Direction.after : .before
            let (first, second) = (
                Int.random(in: 0...90, using: &random), Int.random(in: 0...90, using: &random)
            )
            for unit in [SchoolDuration.Unit.days, .weeks, .workingDays, .schoolDays] {
                let whole = calendar.count(
                    SchoolDuration(amount: first + second, unit: unit), direction, from: day)
                let part = calendar.count(SchoolDuration(amount: first, unit: unit), direction, from: day)
                let rest = part.day.map {
                    calendar.count(SchoolDuration(amount: second, unit: unit), direction, from: $0)
                }
                switch (part, rest) {
                case (.day(_, let skipped), .day(let reached, let more)):
                    #expect(whole == .day(reached, skipped: skipped + more), "seed \(seed): \(day) \(unit)")
                case (.beyondCalendar, _), (_, .beyondCalendar), (_, nil):
                    #expect(whole == rest ?? part, "seed \(seed): \(day) \(unit)")
                }
            }
        }
    }

    /// Who begins a day later is never done earlier.
    @Test(arguments: UInt64(301)...308)
    func aLaterDayIsNeverSooner(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let calendar = randomCalendar(&random)
        for _ in 0..<200 {
            let duration = randomDuration(&random)
            let direction = Bool.random(using: &random) ? Direction.after : .before
            let day = randomDay(&random)
            guard let first = calendar.count(duration, direction, from: day).day,
                let second = calendar.count(duration, direction, from: day + 1).day
            else { continue }
            #expect(first <= second, "seed \(seed): \(duration) \(direction) \(day)")
        }
    }

    // MARK: - Random values

    /// Years of random lengths with gaps and overlaps, and closures that overlap and reach outside.
    private func randomCalendar(_ random: inout SeededGenerator) -> SchoolCalendar {
        var years: [SchoolYear] = []
        var first = Self.span.lowerBound + Int.random(in: 40...200, using: &random)
        while first < Self.span.upperBound - 500 {
            let last = first + Int.random(in: 100...400, using: &random)
            let closures = (0..<Int.random(in: 0...16, using: &random)).map { index in
                let start = first + Int.random(in: -30...400, using: &random)
                let length = [0, 0, 1, 2, 8, 9, 15, 44].randomElement(using: &random)!
                return Closure(
                    kind: length < 2 ? .studyDay : .holiday, title: "vrij \(index)", firstDay: start,
                    lastDay: start + length)
            }
            years.append(
                SchoolYear(name: "\(first.year)", firstDay: first, lastDay: last, closures: closures))
            let gap = [1, 1, 1, 1, 3, 30, -20].randomElement(using: &random)!
            first = last + gap
        }
        return SchoolCalendar(years: years.shuffled(using: &random))
    }

    private func randomDuration(_ random: inout SeededGenerator) -> SchoolDuration {
        let unit = SchoolDuration.Unit.allCases.randomElement(using: &random)!
        let most = [3, 12, 60, unit == .workingDays ? 250 : 400].randomElement(using: &random)!
        return SchoolDuration(amount: Int.random(in: 0...most, using: &random), unit: unit)
    }

    private func randomDay(_ random: inout SeededGenerator) -> Day {
        Day(number: Int.random(in: Self.span.lowerBound.number...Self.span.upperBound.number, using: &random))
    }
}
