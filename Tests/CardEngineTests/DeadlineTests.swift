import SchoolTime
import Testing

@testable import CardEngine

@Suite("Deadlines")
struct DeadlineTests {
    private static let date = Field(id: "date", title: "Date", kind: .date)

    @Test("a term counts from the opening, or from `vanaf` if that is later")
    func base() {
        func opened(from earliest: Int) -> Answer {
            var play = Play(
                Sketch(steps: [
                    .task("a"),
                    .task("b") {
                        $0.earliest = .relative(days(earliest), .after, .start)
                        $0.term = .span(days(2))
                    },
                ])
            ).opened()
            return play.when(.done(1), on: september(9))
        }
        let done = "done 1 a gereed on 9 as leerkracht"
        #expect(opened(from: 0) == .facts([done, "open 2 b from 7 until 11"]))
        #expect(opened(from: 5) == .facts([done, "open 2 b from 12 until 14"]))
    }

    @Test("what the law says counts from `vanaf` too, if that is later")
    func baseOfLaw() {
        let play = Play(
            Sketch(steps: [
                .task("a") {
                    $0.earliest = .span(days(7))
                    $0.statutory = .span(weeks(1))
                }
            ])
        ).opened()
        #expect(play.latest.last == "open 1 a from 14 by law 21")
    }

    @Test("terms count by the day on which a step was done; both days are kept")
    func doneInThePast() {
        var play = Play(
            Sketch(steps: [
                .task("a") { $0.term = .span(days(1)) },
                .task("b") { $0.term = .relative(days(3), .after, .step("a")) },
            ])
        ).opened()
        #expect(
            play.when(.done(1, on: september(8)), on: september(10))
                == .facts(["done 1 a gereed on 8 as leerkracht", "open 2 b until 11"]))
        let visit = play.state.visits[0]
        #expect(visit.completion?.stamp.day == september(10))
        #expect(!visit.isLate(on: september(10)))
        #expect(play.state.visits[1].openedOn == september(8))
        #expect(!play.state.visits[1].isLate(on: september(11)))
        #expect(play.state.visits[1].isLate(on: september(12)))
    }

    @Test("a corrected date field moves the deadline, because of its anchor")
    func corrected() {
        var play = Play(
            Sketch(
                steps: [
                    .task("a") {
                        $0.optional = ["date"]
                        $0.outcomes = [("again", "a", []), ("on", "verder", [])]
                    }
                ], fields: [Self.date], term: .relative(schoolDays(2), .before, .field("date")))
        ).opened()
        #expect(
            play.when(.done(1, "again", ["date": .date(september(16))]))
                == .facts([
                    "done 1 a again on 7 as leerkracht with date", "open 2 a",
                    "move case deadline - to 14 by anchor",
                ]))
        #expect(
            play.when(.done(2, "again", ["date": .date(september(18))]))
                == .facts([
                    "done 2 a again on 7 as leerkracht with date", "open 3 a",
                    "move case deadline 14 to 16 by anchor",
                ]))
        #expect(play.state.deadline == september(16))
        #expect(play.when(.done(3, "again")) == .facts(["done 3 a again on 7 as leerkracht", "open 4 a"]))
    }

    @Test("when the calendar is extended the deadline comes, because of the calendar")
    func extended() {
        var play = Play(
            Sketch(
                steps: [.task("a") { $0.term = .span(schoolDays(12)) }],
                interrupts: [.report("nog eens", to: "a")],
                term: .span(schoolDays(11)))
        )
        #expect(play.when(.open(.ofPupil)) == .facts(["start as leerkracht", "open 1 a"]))
        play.calendar = .long
        #expect(
            play.when(.report("nog eens"), by: "kim")
                == .facts([
                    "move case deadline - to 22 by calendar", "move 1 deadline - to 23 by calendar",
                    "interrupt nog eens as kc", "cancel 1 a", "open 2 a until 23",
                ]))
    }

    @Test("when a school year is gone from the calendar, the dates that were known stay")
    func shortened() {
        let sketch = Sketch(
            steps: [
                .task("a"),
                .task("b") {
                    $0.earliest = .span(schoolDays(3))
                    $0.term = .span(days(2))
                },
            ], term: .span(schoolDays(5)))
        var play = Play(sketch).opened()
        play.given(
            .stepOpened(
                StepOpened(
                    visit: 2, step: "b", openedOn: september(7), performers: ["kc"], earliest: september(10),
                    deadline: september(12))
            ))
        play.calendar = SchoolCalendar(years: [])
        #expect(play.when(.done(1)) == .facts(["done 1 a gereed on 7 as leerkracht", "open 3 b until 9"]))
        #expect(play.state.deadline == september(14))
        #expect(play.state.visits[1].earliest == september(10))
        #expect(play.state.visits[1].deadline == september(12))
        play.calendar = .long
        #expect(
            play.when(.done(2), by: "kim", on: september(10))
                == .facts([
                    "move 3 earliest - to 10 by calendar", "move 3 deadline 9 to 12 by calendar",
                    "done 2 b gereed on 10 as kc", "cancel 3 b", "end voltooid completed",
                ]))
    }

    @Test("what is recorded late goes on as of the day on which it was done")
    func recordedLate() {
        let sketch = Sketch(
            steps: [
                .task("a"), .task("b") { $0.term = .span(days(2)) },
                .task("c") { $0.term = .relative(days(1), .after, .step("b")) },
            ])
        var play = Play(sketch).opened()
        #expect(
            play.when(.done(1, on: september(8)), on: september(11))
                == .facts(["done 1 a gereed on 8 as leerkracht", "open 2 b until 10"]))
        #expect(play.state.visits[1].openedOn == september(8))
        // Two talks of earlier this week, both recorded on Friday.
        #expect(
            play.when(.done(2, on: september(9)), on: september(11))
                == .facts(["done 2 b gereed on 9 as leerkracht", "open 3 c until 10"]))
        #expect(
            play.when(.done(3, on: september(8)), on: september(11))
                == .refused(.dayOutside(from: september(9), to: september(11))))
    }

    @Test("the dates of an open step move: its `vanaf`, and with it the term that counts from there")
    func openStep() {
        // Two open steps at once: this release opens them one by one, so the events are given.
        let sketch = Sketch(
            steps: [
                .task("a") { $0.optional = ["date"] },
                .task("b") {
                    $0.earliest = .anchor(.field("date"))
                    $0.term = .span(schoolDays(2))
                },
            ], fields: [Self.date])
        var given = Play(sketch).opened()
        given.given(
            .stepOpened(
                StepOpened(
                    visit: 2, step: "b", openedOn: september(7), performers: ["kc"], earliest: nil,
                    deadline: september(9))))
        var play = given
        #expect(
            play.when(.done(1, ["date": .date(september(14))]))
                == .facts([
                    "done 1 a gereed on 7 as leerkracht with date", "open 3 b from 14 until 16",
                    "move 2 earliest - to 14 by anchor", "move 2 deadline 9 to 16 by anchor",
                ]))
        #expect(play.state.visits[1].earliest == september(14))
        #expect(play.state.visits[1].deadline == september(16))
        // The study day that the calendar got is a matter of the calendar; `vanaf` stays.
        let closed = Closure(kind: .studyDay, title: "", firstDay: september(15), lastDay: september(15))
        play.calendar = SchoolCalendar(years: [
            SchoolYear(name: "nieuw", firstDay: september(1), lastDay: september(30), closures: [closed])
        ])
        var extended = play
        extended.given(
            .stepOpened(
                StepOpened(
                    visit: 4, step: "a", openedOn: september(7), performers: ["leerkracht"], earliest: nil,
                    deadline: nil)))
        #expect(
            extended.when(.done(4))
                == .facts([
                    "move 2 deadline 16 to 17 by calendar", "move 3 deadline 16 to 17 by calendar",
                    "done 4 a gereed on 7 as leerkracht", "open 5 b from 14 until 17",
                ]))
        // The content was destroyed: the anchor is gone.
        var destroyed = Play(sketch)
        for event in play.events { destroyed.given(event.fact) }
        destroyed.given(
            .stepOpened(
                StepOpened(
                    visit: 4, step: "a", openedOn: september(7), performers: ["leerkracht"], earliest: nil,
                    deadline: nil)))
        #expect(
            destroyed.when(.done(4))
                == .facts([
                    "move 2 earliest 14 to - by anchor", "move 2 deadline 16 to 9 by anchor",
                    "move 3 earliest 14 to - by anchor", "move 3 deadline 16 to 9 by anchor",
                    "done 4 a gereed on 7 as leerkracht", "open 5 b until 9",
                ]))
    }

    @Test("a term that counts from the opening, as its `vanaf` has no day, moves by the calendar")
    func termWithoutEarliest() {
        var play = Play(
            Sketch(
                steps: [
                    .task("a") {
                        $0.earliest = .anchor(.field("date"))
                        $0.term = .span(schoolDays(12))
                    }
                ], fields: [Self.date])
        ).opened()
        #expect(play.latest.last == "open 1 a")
        play.calendar = .long
        #expect(play.dawn(september(8)) == .facts(["move 1 deadline - to 23 by calendar"]))
    }

    @Test("a step is offered from its `vanaf` on, but it is somebody's work before")
    func offered() {
        let play = Play(Sketch(steps: [.task("a") { $0.earliest = .span(days(7)) }])).opened()
        #expect(play.may("lea", on: september(13)) == [])
        #expect(play.may("lea", on: september(14)).count == 1)
        #expect(mayComplete(1, in: play.state, on: play.card, at: play.now("lea", september(7))))
        #expect(!mayComplete(1, in: play.state, on: play.card, at: play.now("dik", september(14))))
    }

    @Test("`na start` is known when the case opens, and does not move")
    func afterStart() {
        var play = Play(
            Sketch(
                steps: [.task("a") { $0.term = .relative(days(1), .after, .start) }],
                term: .relative(days(9), .after, .start)))
        #expect(play.when(.open(.ofPupil)) == .facts(["start as leerkracht until 16", "open 1 a until 8"]))
    }

    @Test("`na <stap>` counts from the latest visit that was not cancelled; a skipped one counts by its day")
    func afterStep() {
        var play = Play(
            Sketch(
                steps: [
                    .task("a") { $0.outcomes = [("again", "a", []), ("on", "verder", [])] },
                    .task("skipped", when: .any([])),
                    .task("b") { $0.term = .relative(days(1), .after, .step("skipped")) },
                ], interrupts: [.report("terug", to: "a")], term: .relative(days(10), .after, .step("a")))
        ).opened()
        #expect(
            play.when(.done(1, "again"), on: september(8))
                == .facts([
                    "done 1 a again on 8 as leerkracht", "open 2 a", "move case deadline - to 18 by anchor",
                ]))
        #expect(
            play.when(.report("terug"), by: "kim", on: september(9))
                == .facts(["interrupt terug as kc", "cancel 2 a", "open 3 a"]))
        #expect(
            play.when(.done(3, "on"), on: september(10))
                == .facts([
                    "done 3 a on on 10 as leerkracht", "skip 4 skipped", "open 5 b until 11",
                    "move case deadline 18 to 20 by anchor",
                ]))
    }

    @Test("a date outside the years that can be stored is no date")
    func outsideTheYears() {
        let last = Day(year: 9999, month: 12, day: 31)!
        let sketch = Sketch(
            steps: [
                .task("a") { $0.optional = ["date"] },
                .task("b") { $0.term = .relative(days(1), .after, .field("date")) },
            ], fields: [Self.date])
        var play = Play(sketch).opened()
        #expect(
            play.when(.done(1, ["date": .date(last)]))
                == .facts(["done 1 a gereed on 7 as leerkracht with date", "open 2 b"]))
        for amount in [4_000_000, Int.max] {
            for unit in SchoolDuration.Unit.allCases {
                var play = Play(
                    Sketch(steps: [.task("a") { $0.term = .span(SchoolDuration(amount: amount, unit: unit)) }]
                    ))
                #expect(play.when(.open(.ofPupil)) == .facts(["start as leerkracht", "open 1 a"]))
            }
        }
    }
}
