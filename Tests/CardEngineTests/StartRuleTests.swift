import SchoolTime
import Testing

@testable import CardEngine

/// When a start rule wants a case: what is known in, what is due out.
@Suite("Start rules")
struct StartRuleTests {
    private static let subject = Subject(kind: .pupil, id: "1", group: "rood")
    private static let calendar = SchoolCalendar(
        years: (2025...2028).map { year in
            SchoolYear(
                name: "\(year)", firstDay: Day(year: year, month: 8, day: 1)!,
                lastDay: Day(year: year + 1, month: 7, day: 31)!, closures: [])
        })

    /// A history that is written down a line at a time.
    private struct Story {
        var history = SubjectHistory()

        mutating func record(_ fact: Fact, _ content: Content? = nil, on day: Day) {
            let time = Timestamp(secondsSince1970: day.number * 86_400, offsetSeconds: 0)
            history.apply(
                Event(stamp: Stamp(day: day, time: time, actor: "anna"), fact: fact, content: content))
        }

        /// Days of events get other values; nil takes one away.
        mutating func set(
            _ values: [(SubjectEvent, Day?)], _ others: [AttributeID: FieldValue] = [:], on day: Day
        ) {
            var attributes = others
            for (event, value) in values { attributes[event.attribute] = value.map { .date($0) } }
            record(
                .attributesSet(
                    AttributesSet(attributes: (values.map(\.0.attribute) + others.keys).sorted())),
                Content(attributes: attributes), on: day)
            for (event, value) in values {
                guard let value else { continue }
                record(
                    .subjectEventMet(
                        SubjectEventMet(subject: StartRuleTests.subject, event: event, day: value)), on: day)
            }
        }
    }

    private func due(
        _ rules: [StartRule], _ story: Story, on today: Day, lastRun: Day?,
        ended: [StartCircumstances.EndedCase] = []
    ) -> [DueStart] {
        dueStarts(
            of: Sketch(steps: [.task("a")], start: rules).card,
            at: StartCircumstances(
                today: today, subject: Self.subject, history: story.history, calendar: Self.calendar,
                ended: ended, lastRun: lastRun))
    }

    private func each(_ month: Int, _ day: Int) -> Moment { .period(.day(month: month, day: day)) }

    private func enrolled() -> Story {
        var story = Story()
        story.set([(.enrolled, day(2025, 8, 1))], on: day(2025, 8, 1))
        return story
    }

    @Test(
        "each event of the subject begins a case for its day, the next run", arguments: SubjectEvent.allCases)
    func events(event: SubjectEvent) {
        let rule = [StartRule(.event(event))]
        var story = enrolled()
        if event == .enrolled { story.set([(.left, day(2026, 7, 1))], on: day(2026, 7, 1)) }
        story.set([(event, september(7))], [.group: .text("wit")], on: september(7))
        // Recorded before or after the run of that day, or on a day without one.
        for lastRun in [september(6), september(7)] {
            let found = due(rule, story, on: september(8), lastRun: lastRun)
            #expect(found.map(\.occasion.firstDay) == [september(7)], "\(lastRun)")
        }
        #expect(due(rule, story, on: september(9), lastRun: september(8)) == [])
        #expect(due(rule, story, on: september(7), lastRun: nil).count == 1)
        // The first run ever, and what was known before it.
        #expect(due(rule, story, on: september(8), lastRun: nil) == [])
    }

    @Test("an event that is announced is due on its day")
    func announced() {
        var story = enrolled()
        story.set([(.left, september(30))], on: september(7))
        let rule = [StartRule(.event(.left))]
        #expect(due(rule, story, on: september(29), lastRun: september(28)) == [])
        #expect(due(rule, story, on: september(30), lastRun: september(29)).map(\.day) == [september(30)])
        #expect(due(rule, story, on: day(2026, 10, 20), lastRun: september(29)).map(\.day) == [september(30)])
        #expect(due(rule, story, on: day(2026, 10, 20), lastRun: day(2026, 10, 1)) == [])
    }

    @Test("what is recorded late still begins, in its school year or within eight weeks")
    func late() {
        let rule = [StartRule(.event(.enrolled))]
        for (enrolled, recorded, isDue) in [
            (september(1), september(7), true), (september(1), day(2027, 7, 31), true),
            (september(1), day(2027, 8, 1), false), (day(2027, 7, 1), day(2027, 8, 26), true),
            (day(2027, 7, 1), day(2027, 8, 27), false),
        ] {
            var story = Story()
            story.set([(.enrolled, enrolled)], on: recorded)
            #expect(due(rule, story, on: recorded + 1, lastRun: recorded).isEmpty != isDue, "\(recorded)")
        }
    }

    @Test("a day that is put right is the same event; one that is taken away did not happen")
    func corrected() {
        let rule = [StartRule(.event(.enrolled))]
        var story = Story()
        story.set([(.enrolled, september(1))], on: september(7))
        story.set([(.enrolled, september(2))], on: september(7))
        let found = due(rule, story, on: september(8), lastRun: september(7))
        #expect(found.map(\.day) == [september(2)] && found.first?.wrongDays == [september(1)])
        story.set([(.enrolled, nil)], on: september(8))
        #expect(due(rule, story, on: september(9), lastRun: september(7)) == [])
        #expect(story.history.happened.isEmpty)
    }

    @Test("who left and comes back is enrolled anew, and did leave")
    func comesBack() {
        var story = enrolled()
        story.set([(.left, september(1))], on: september(1))
        story.set([(.enrolled, september(7)), (.placed, september(8)), (.left, nil)], on: september(7))
        #expect(story.history.happened.map(\.event) == [.enrolled, .left, .enrolled, .placed])
        let found = due([StartRule(.event(.enrolled))], story, on: september(8), lastRun: september(6))
        #expect(found.map(\.day) == [september(7)])
    }

    @Test("two changes of group are two; a day of one that is put right is one")
    func groups() {
        var story = enrolled()
        story.set([(.groupChanged, september(1))], [.group: .text("wit")], on: september(1))
        story.set([(.groupChanged, september(7))], [.group: .text("rood")], on: september(7))
        story.set([(.groupChanged, september(8))], on: september(8))
        #expect(
            story.history.happened.filter { $0.event == .groupChanged }.map(\.day) == [
                september(1), september(8),
            ])
        let found = due(
            [StartRule(.event(.groupChanged))], story, on: september(20), lastRun: day(2026, 8, 30))
        #expect(found.map(\.day) == [september(1), september(8)])
    }

    @Test("automatic starts are for who is enrolled, but for leaving and where the rule asks")
    func whoIsEnrolled() {
        var story = enrolled()
        story.set([(.left, september(7))], on: september(7))
        let rules = [
            StartRule(.event(.left)), StartRule(.yearly([each(9, 10)])),
            StartRule(
                .yearly([each(9, 10)]), condition: .test(.attribute(.isEnrolled), .oneOf([.yesNo(false)]))),
        ]
        #expect(due(rules, story, on: september(8), lastRun: september(6)).map(\.rule.rule) == [0])
        #expect(due(rules, story, on: september(10), lastRun: september(9)).map(\.rule.rule) == [2])
    }

    // MARK: - The year

    @Test("each moment of each school year is due on its day, and made up for over the summer")
    func yearly() {
        let rule = [StartRule(.yearly([each(7, 28), each(8, 1)]))]
        let story = enrolled()
        #expect(due(rule, story, on: day(2027, 7, 27), lastRun: day(2027, 7, 26)) == [])
        #expect(due(rule, story, on: day(2027, 7, 28), lastRun: day(2027, 7, 27)).map(\.rule.item) == [0])
        // The first run after the summer: the old year and the new one.
        let found = due(rule, story, on: day(2027, 8, 20), lastRun: day(2027, 7, 20))
        #expect(found.map(\.day) == [day(2027, 7, 28), day(2027, 8, 1)])
        #expect(due(rule, story, on: day(2027, 8, 21), lastRun: day(2027, 8, 20)) == [])
        // A card that is new starts nothing for what is past.
        #expect(due(rule, story, on: day(2027, 8, 20), lastRun: nil) == [])
        #expect(due(rule, story, on: day(2027, 8, 1), lastRun: nil).map(\.rule.item) == [1])
    }

    @Test("a pupil who comes on the day itself, after the run, takes part")
    func comesOnTheDay() {
        let rule = [StartRule(.yearly([each(9, 1)]))]
        var story = Story()
        story.set([(.enrolled, september(1))], on: september(1))
        #expect(due(rule, story, on: september(2), lastRun: september(1)).count == 1)
        #expect(due(rule, story, on: september(3), lastRun: september(2)) == [])
        #expect(due(rule, enrolled(), on: september(3), lastRun: september(2)) == [])
    }

    // MARK: - Dates and other cases

    @Test("before a date: on its day, late when the date is to come, not when it is past")
    func dates() {
        let moment = Moment.relative(weeks(12), .before, .named("tlv-einddatum"))
        func found(_ date: Day, knownOn: Day, today: Day, lastRun: Day?) -> [Day] {
            var story = enrolled()
            story.set([], ["tlv-einddatum": .date(date)], on: knownOn)
            return due([StartRule(.moment(moment))], story, on: today, lastRun: lastRun).map(
                \.occasion.firstDay)
        }
        let date = day(2027, 1, 29)
        let first = day(2026, 11, 6)
        #expect(found(date, knownOn: september(1), today: first - 1, lastRun: first - 2) == [])
        #expect(found(date, knownOn: september(1), today: first, lastRun: first - 1) == [date])
        #expect(found(date, knownOn: september(1), today: first + 21, lastRun: first - 1) == [date])
        #expect(found(date, knownOn: first + 30, today: first + 31, lastRun: first + 30) == [date])
        #expect(found(date, knownOn: date + 1, today: date + 2, lastRun: date + 1) == [])
    }

    @Test("after a case, with that end, at once or later; a case that ends late counts from its day")
    func after() {
        func found(
            _ end: EndID?, _ delay: SchoolDuration?, _ ended: StartCircumstances.EndedCase, today: Day,
            lastRun: Day?
        ) -> [Day] {
            due(
                [StartRule(.after("plan", end: end, delay: delay))], enrolled(), on: today, lastRun: lastRun,
                ended: [ended]
            ).map(\.day)
        }
        func plan(_ end: EndID, on day: Day, recorded: Day) -> StartCircumstances.EndedCase {
            StartCircumstances.EndedCase(id: "c1", card: "plan", end: end, day: day, recordedOn: recorded)
        }
        let atOnce = plan("voltooid", on: september(7), recorded: september(7))
        for lastRun in [september(6), september(7)] {
            #expect(found(nil, nil, atOnce, today: september(8), lastRun: lastRun) == [september(7)])
        }
        #expect(found(nil, nil, atOnce, today: september(9), lastRun: september(8)) == [])
        #expect(found("vervallen", nil, atOnce, today: september(8), lastRun: september(7)) == [])
        let delay = weeks(4)
        let later = september(7) + 28
        #expect(found("voltooid", delay, atOnce, today: later - 1, lastRun: later - 2) == [])
        #expect(found("voltooid", delay, atOnce, today: later, lastRun: later - 1) == [later])
        #expect(found("voltooid", delay, atOnce, today: later + 40, lastRun: later - 1) == [later])
        let late = plan("voltooid", on: september(7), recorded: later + 10)
        #expect(found(nil, delay, late, today: later + 11, lastRun: later + 10) == [later])
    }

    // MARK: - Never twice

    @Test("a case answers the start that it began by, and no other")
    func neverTwice() {
        let rules: [StartRule] = [
            StartRule(.yearly([each(9, 1), each(9, 2)])), StartRule(.event(.enrolled)),
            StartRule(.after("plan", end: nil, delay: nil)),
        ]
        let card = Sketch(steps: [.task("a")], start: rules).card
        func state(_ rule: Origin.Rule, _ occasion: Day) -> CaseState {
            let stamp = Stamp(
                day: september(20), time: Timestamp(secondsSince1970: 0, offsetSeconds: 0),
                actor: Stamp.engine)
            return replay([
                Event(
                    stamp: stamp,
                    fact: .caseOpened(
                        CaseOpened(
                            card: card.id, version: 1, textHash: "", subject: Self.subject, role: nil,
                            deadline: nil, statutory: nil, origin: Origin(rule: rule),
                            occasion: Occasion(day: occasion), limit: nil)))
            ])
        }
        var story = Story()
        story.set([(.enrolled, day(2026, 8, 31))], on: september(1))
        story.set([(.enrolled, september(1))], on: september(2))
        let ended = [
            StartCircumstances.EndedCase(
                id: "c1", card: "plan", end: "voltooid", day: september(2), recordedOn: september(2)),
            StartCircumstances.EndedCase(
                id: "c2", card: "plan", end: "voltooid", day: september(2), recordedOn: september(2)),
        ]
        let wanted = due(rules, story, on: september(2), lastRun: day(2026, 8, 31), ended: ended)
        #expect(wanted.count == 5)
        let made = wanted.map { state($0.rule, $0.occasion.firstDay) }
        for (row, start) in wanted.enumerated() {
            #expect(made.indices.filter { made[$0].answers(start, of: card, begunBy: card) } == [row])
        }
        // A case that began by the day that was wrong answers the day that is right.
        let early = state(Origin.Rule(rule: 1, item: 0), day(2026, 8, 31))
        #expect(wanted.filter { early.answers($0, of: card, begunBy: card) }.map(\.rule.rule) == [1])
        // Another school year is another start.
        let before = state(Origin.Rule(rule: 0, item: 0), day(2025, 9, 1))
        #expect(!wanted.contains { before.answers($0, of: card, begunBy: card) })
    }
}
