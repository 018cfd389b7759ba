import CardEngine
import SchoolTime
import Testing

@Suite("Postponing, suspending, reminding, escalating")
struct TermTests {
    private static let date = Field(id: "datum", title: "", kind: .date)

    @Test("a postponed term moves; what the law says does not")
    func postponed() {
        var play = Play(
            Sketch(
                steps: [
                    .task("a") {
                        $0.term = .span(days(5))
                        $0.statutory = .span(days(7))
                    }
                ], term: .span(weeks(2)), statutory: .span(weeks(3)))
        ).opened()
        #expect(
            play.latest == ["start as leerkracht until 21 by law 28", "open 1 a until 12 by law 14"])
        #expect(play.when(.postpone(1, to: september(15)), by: "lea") == .refused(.roleNeeded(["kc"])))
        #expect(play.when(.postpone(1, to: september(12)), by: "kim") == .refused(.notLater(september(12))))
        #expect(play.when(.postpone(1, to: september(15), ""), by: "kim") == .refused(.reasonNeeded))
        #expect(
            play.when(.postpone(1, to: september(15)), by: "kim")
                == .facts(["postpone 1 3 days", "move 1 deadline 12 to 15 by postponed"]))
        #expect(
            play.when(.postpone(nil, to: september(25)), by: "kim")
                == .facts(["postpone case 4 days", "move case deadline 21 to 25 by postponed"]))
        #expect(play.state.visits[0].statutory == september(14) && play.state.statutory == september(28))
        #expect(play.dawn(september(9)) == .facts([]))
        // Late is what ended late, and by no more.
        #expect(play.state.daysLate(on: september(25)) == 0 && play.state.daysLate(on: september(27)) == 2)
        play.when(.done(1), on: september(27))
        #expect(play.state.daysLate(on: september(30)) == 2)
    }

    @Test("a postponed term moves along with its anchor, by as many days")
    func postponedAnchor() {
        var play = Play(
            Sketch(
                steps: [
                    .parallel(
                        "blok",
                        [
                            .only(.task("a") { $0.term = .relative(days(1), .after, .field("datum")) }),
                            .only(.task("b") { $0.outcomes = [("weer", "b", ["datum"])] }),
                        ])
                ], fields: [Self.date])
        ).opened()
        play.when(.done(3, "weer", ["datum": .date(september(10))]))
        #expect(play.latest.last == "move 2 deadline - to 11 by anchor")
        play.when(.postpone(2, to: september(14)), by: "kim")
        play.when(.done(4, "weer", ["datum": .date(september(12))]))
        #expect(play.latest.last == "move 2 deadline 14 to 16 by anchor")
    }

    @Test("while suspended no term and no wait of a duration runs; each moves by the days that passed")
    func suspended() {
        var play = Play(
            Sketch(
                steps: [
                    .parallel(
                        "blok",
                        [
                            .only(
                                .task("a") {
                                    $0.term = .span(days(3))
                                    $0.statutory = .span(days(7))
                                    $0.outcomes = [("gereed", "verder", []), ("verlopen", "verder", [])]
                                }), .only(.wait("b", .span(days(2)))),
                            .only(.wait("c", .period(.day(month: 9, day: 10)))),
                        ])
                ])
        ).opened()
        #expect(play.when(.suspended, by: "lea", on: september(8)) == .refused(.roleNeeded(["kc"])))
        #expect(play.when(.resumed, by: "kim", on: september(8)) == .refused(.notSuspended))
        #expect(play.when(.suspended, by: "kim", on: september(8)) == .facts(["suspend on 8"]))
        #expect(play.when(.suspended, by: "kim", on: september(8)) == .refused(.alreadySuspended))
        // A date is a date.
        #expect(play.dawn(september(12)) == .facts(["close 4 c gereed on 10", "branch @1.2"]))
        #expect(
            play.when(.resumed, by: "kim", on: september(18))
                == .facts([
                    "resume on 18", "move 2 deadline 10 to 20 by suspended",
                    "move 3 until 9 to 19 by suspended",
                ]))
        #expect(play.state.visits[1].statutory == september(14))
        #expect(play.dawn(september(19)) == .facts(["close 3 b gereed on 19", "branch @1.1"]))
        #expect(play.dawn(september(21)).first == "close 2 a verlopen on 21")
    }

    @Test(
        "a suspension moves a term of school or working days to such a day, a term of weeks to whatever day it is"
    )
    func suspendedToASchoolDay() {
        func resumed(_ term: Moment) -> [String] {
            var play = Play(Sketch(steps: [.task("a") { $0.term = term }])).opened()
            play.when(.suspended, by: "kim", on: september(8))
            play.when(.resumed, by: "kim", on: september(10))
            return play.latest
        }
        let workingDays = SchoolDuration(amount: 3, unit: .workingDays)
        let schoolWeek = SchoolDuration(amount: 1, unit: .schoolWeeks)
        // Two days later than Thursday the 10th is a Saturday, than Friday the 11th a Sunday.
        #expect(resumed(.span(schoolDays(3))) == ["resume on 10", "move 1 deadline 10 to 14 by suspended"])
        #expect(resumed(.span(workingDays)) == ["resume on 10", "move 1 deadline 10 to 14 by suspended"])
        #expect(resumed(.span(schoolWeek)) == ["resume on 10", "move 1 deadline 11 to 14 by suspended"])
        #expect(
            resumed(.relative(schoolDays(3), .after, .start))
                == ["resume on 10", "move 1 deadline 10 to 14 by suspended"])
        #expect(resumed(.span(days(3))) == ["resume on 10", "move 1 deadline 10 to 12 by suspended"])
        // Where the calendar ends it is not known which days are school days.
        #expect(resumed(.span(schoolDays(9))) == ["resume on 10", "move 1 deadline 18 to 20 by suspended"])
    }

    @Test("what the owner postponed after a suspension ends on the day that the owner named")
    func postponedAfterSuspension() {
        var play = Play(Sketch(steps: [.task("a") { $0.term = .span(schoolDays(3)) }])).opened()
        play.when(.suspended, by: "kim", on: september(8))
        play.when(.resumed, by: "kim", on: september(10))
        play.when(.postpone(1, to: september(16)), by: "kim", on: september(10))
        #expect(play.latest.last == "move 1 deadline 14 to 16 by postponed")
    }

    @Test("a suspension moves a term that was postponed before to a school day too")
    func suspendedAfterPostponement() {
        var play = Play(
            Sketch(steps: [.task("a") { $0.term = .span(schoolDays(2)) }], term: .span(schoolDays(2))))
        play.calendar = .long
        play = play.opened()
        // From Wednesday the 9th to Thursday; two days more would be a Saturday.
        play.when(.postpone(1, to: september(10)), by: "kim")
        play.when(.postpone(nil, to: september(10)), by: "kim")
        play.when(.suspended, by: "kim", on: september(8))
        play.when(.resumed, by: "kim", on: september(10))
        #expect(
            play.latest == [
                "resume on 10", "move case deadline 10 to 14 by suspended",
                "move 1 deadline 10 to 14 by suspended",
            ])
        // The owner may name a Saturday; the next suspension moves on from there.
        play.when(.postpone(1, to: september(19)), by: "kim", on: september(10))
        #expect(play.latest.last == "move 1 deadline 14 to 19 by postponed")
        play.when(.suspended, by: "kim", on: september(14))
        play.when(.resumed, by: "kim", on: september(15))
        #expect(play.latest.last == "move 1 deadline 19 to 21 by suspended")
    }

    @Test("what opens while a case is suspended moves by the days from then on")
    func openedWhileSuspended() {
        var play = Play(Sketch(steps: [.task("a"), .task("b") { $0.term = .span(days(3)) }]))
            .opened().after(.suspended, by: "kim")
        play.when(.done(1), on: september(9))
        #expect(play.latest.last == "open 2 b until 12")
        play.when(.resumed, by: "kim", on: september(10))
        #expect(play.latest == ["resume on 10", "move 2 deadline 12 to 13 by suspended"])
    }

    @Test("a suspension takes days from a term as of the day from which the term counts")
    func anchoredWithin() {
        func play(_ term: Moment, _ change: (inout StepSketch) -> Void = { _ in }) -> Play {
            Play(
                Sketch(steps: [
                    .task("a"), .task("b"),
                    .task("c") {
                        $0.term = term
                        change(&$0)
                    },
                ])
            ).opened().after(.suspended, by: "kim", on: september(8)).after(.done(1), on: september(12))
                .after(.resumed, by: "kim", on: september(18)).after(.done(2), on: september(18))
        }
        // A week after the 12th, of which six days stood still.
        #expect(play(.relative(weeks(1), .after, .step("a"))).latest.last == "open 3 c until 25")
        #expect(play(.relative(weeks(1), .after, .start)).latest.last == "open 3 c until 24")
        // What counts from when it opens, from a later day, back or as a date: no day of it passed.
        #expect(play(.span(weeks(1))).latest.last == "open 3 c until 25")
        #expect(play(.relative(days(1), .after, .step("b"))).latest.last == "open 3 c until 19")
        #expect(play(.period(.day(month: 9, day: 21))).latest.last == "open 3 c until 21")
        let explained = play(.relative(weeks(1), .after, .step("a")))
        let dates = explanations(
            ofDatesOf: 3, in: explained.state, on: explained.card, at: explained.now("kim", september(18)),
            to: explained.sees("kim")!)
        #expect(dates.map(\.suspendedBy) == [6] && dates.map(\.counted) == [september(19)])
    }

    @Test("a step that is open all the while moves by the days since its anchor, and a date by all of them")
    func anchoredWhileOpen() {
        func move(_ term: Moment) -> String? {
            var play = Play(
                Sketch(steps: [
                    .parallel(
                        "blok", [.only(.task("a")), .only(.task("b") { $0.term = term })])
                ])
            ).opened().after(.suspended, by: "kim", on: september(8)).after(.done(2), on: september(12))
            play.when(.resumed, by: "kim", on: september(18))
            return play.latest.last
        }
        #expect(move(.relative(weeks(1), .after, .step("a"))) == "move 3 deadline 19 to 25 by suspended")
        #expect(move(.period(.day(month: 9, day: 21))) == "move 3 deadline 21 to 2026-10-01 by suspended")
    }

    @Test("what opened before a suspension and is recorded after it has its days at once")
    func recordedLate() {
        var play = Play(
            Sketch(steps: [
                .task("a"),
                .parallel(
                    "blok",
                    [.only(.task("b") { $0.term = .span(days(3)) }), .only(.wait("c", .span(days(5))))]),
            ])
        ).opened().after(.suspended, by: "kim", on: september(8)).after(
            .resumed, by: "kim", on: september(10))
        #expect(
            play.when(.done(1, on: september(7)), on: september(11))
                == .facts([
                    "done 1 a gereed on 7 as leerkracht", "open 2 blok [b, c]", "open 3 b @2.0 until 12",
                    "open 4 c @2.1 over on 14",
                ]))
    }

    @Test(
        "while suspended there is no reminder of a `termijn`; what the law says and a date of its own go on")
    func remindedWhileSuspended() {
        var play = Play(
            Sketch(steps: [
                .parallel(
                    "blok",
                    [
                        .only(
                            .task("a") {
                                $0.term = .span(days(3))
                                $0.statutory = .span(days(5))
                                $0.reminders = [.before(days(1)), .at(.span(days(2)), ["kc"])]
                                $0.escalation = Escalation(delay: days(1), roles: ["directeur"])
                            }),
                        .only(
                            .task("b") {
                                $0.statutory = .span(days(5))
                                $0.reminders = [.before(days(1))]
                                $0.escalation = Escalation(delay: days(1), roles: ["directeur"])
                            }),
                    ])
            ])
        ).opened().after(.suspended, by: "kim", on: september(8))
        #expect(
            play.dawn(september(20))
                == .facts(["remind 2 1 on 9 kc", "remind 3 0 on 13", "escalate 3 to directeur on 15"]))
        play.when(.resumed, by: "kim", on: september(20))
        #expect(play.latest == ["resume on 20", "move 2 deadline 10 to 22 by suspended"])
        #expect(play.dawn(september(21)) == .facts(["remind 2 0 on 21"]))
    }

    // MARK: - Reminders and escalation

    private static let reminding = Play(
        Sketch(steps: [
            .task("a") {
                $0.term = .span(days(7))
                $0.reminders = [
                    .before(days(7)), .before(days(1)), .at(.relative(days(3), .after, .start), ["kc"]),
                ]
                $0.escalation = Escalation(delay: days(2), roles: ["directeur"])
            }
        ])
    ).opened()

    @Test("reminders on their days, escalation so long after the deadline")
    func reminders() {
        var play = Self.reminding
        #expect(play.latest == ["start as leerkracht", "open 1 a until 14", "remind 1 0 on 7"])
        #expect(play.dawn(september(9)) == .facts([]))
        #expect(play.dawn(september(10)) == .facts(["remind 1 2 on 10 kc"]))
        #expect(play.dawn(september(13)) == .facts(["remind 1 1 on 13"]))
        #expect(play.when(.done(1), by: "dik", on: september(15)) == .refused(.roleNeeded(["leerkracht"])))
        #expect(play.dawn(september(16)) == .facts(["escalate 1 to directeur on 16"]))
        #expect(play.dawn(september(17)) == .facts([]))
        #expect(
            play.when(.done(1), by: "dik", on: september(17)).first == "done 1 a gereed on 17 as directeur")
    }

    @Test("a reminder after a duration counts from `vanaf` if that is later")
    func afterEarliest() {
        var play = Play(
            Sketch(steps: [
                .task("a") {
                    $0.earliest = .span(days(5))
                    $0.reminders = [.at(.span(days(1)), nil)]
                }
            ])
        ).opened()
        #expect(play.dawn(september(12)) == .facts([]))
        #expect(play.dawn(september(13)) == .facts(["remind 1 0 on 13"]))
    }

    @Test("three weeks without a run: the same facts, each for its own day")
    func late() {
        var play = Self.reminding
        #expect(
            play.dawn(september(28))
                == .facts([
                    "remind 1 2 on 10 kc", "remind 1 1 on 13", "escalate 1 to directeur on 16",
                ]))
        #expect(play.dawn(september(29)) == .facts([]))
    }

    @Test("a reminder whose day was past before its date was known comes once")
    func knownLate() {
        var play = Play(
            Sketch(
                steps: [
                    .parallel(
                        "blok",
                        [
                            .only(
                                .task("a") {
                                    $0.term = .anchor(.field("datum"))
                                    $0.reminders = [.before(weeks(1))]
                                }), .only(.task("b") { $0.required = ["datum"] }),
                        ])
                ], fields: [Self.date])
        ).opened(on: september(1))
        #expect(
            play.when(.done(3, ["datum": .date(september(12))]), on: september(9))
                == .facts([
                    "done 3 b gereed on 9 as leerkracht with datum", "branch @1.1",
                    "move 2 deadline - to 12 by anchor",
                    "remind 2 0 on 5",
                ]))
        #expect(play.dawn(september(10)) == .facts([]))
    }

    @Test("reminders begin anew with each visit, and when the deadline moves; the case has its own")
    func anew() {
        var play = Play(
            Sketch(
                steps: [
                    .task("a") {
                        $0.term = .span(days(2))
                        $0.reminders = [.before(days(1))]
                        $0.outcomes = [("weer", "a", [])]
                    }
                ], term: .span(days(20)), reminders: [.before(weeks(1)), .at(.anchor(.start), ["kc"])])
        ).opened()
        #expect(play.latest.last == "remind case 1 on 7 kc")
        #expect(play.dawn(september(8)) == .facts(["remind 1 0 on 8"]))
        play.when(.postpone(1, to: september(12)), by: "kim", on: september(8))
        #expect(play.dawn(september(11)) == .facts(["remind 1 0 on 11"]))
        play.when(.done(1, "weer"), on: september(11))
        #expect(play.dawn(september(12)) == .facts(["remind 2 0 on 12"]))
        #expect(play.dawn(september(20)) == .facts(["remind case 0 on 20"]))
    }

    @Test("a wait that nobody may end early is told of and can be ended by whom it is escalated to")
    func escalatedWait() {
        var play = Play(
            Sketch(steps: [
                .wait("wacht", .anchor(.named("tlv"))) {
                    $0.term = .span(days(1))
                    $0.escalation = Escalation(delay: days(1), roles: ["directeur"])
                }, .task("z"),
            ])
        ).opened()
        #expect(play.when(.done(1), by: "dik", on: september(8)) == .refused(.waitsByItself("wacht")))
        #expect(play.dawn(september(9)) == .facts(["escalate 1 to directeur on 9"]))
        #expect(play.when(.done(1), by: "lea", on: september(9)) == .refused(.roleNeeded(["directeur"])))
        #expect(play.when(.done(1), by: "dik", on: september(9)).last == "open 2 z")
    }

    @Test("a card made by hand that escalates to nobody: nothing happens, and not for ever")
    func escalatesToNobody() {
        var play = Play(
            Sketch(steps: [
                .task("a") {
                    $0.term = .span(days(1))
                    $0.escalation = Escalation(delay: days(1), roles: [])
                }
            ])
        ).opened()
        #expect(play.dawn(september(20)) == .facts([]))
    }

    @Test("a date that moves in the wake of what fell due counts from the day on which that was")
    func movedInTheWake() {
        let sketch = Sketch(steps: [
            .parallel(
                "blok",
                [
                    .only(.wait("a", .span(days(2)))),
                    .only(
                        .task("b") {
                            $0.term = .relative(days(2), .after, .step("a"))
                            $0.outcomes = [("gereed", "verder", []), ("verlopen", "verder", [])]
                        }),
                ]), .task("z"),
        ])
        var once = Play(sketch).opened()
        once.dawn(september(28))
        #expect(once.latest.suffix(2) == ["close 1 blok gereed on 12", "open 4 z"])
        var daily = Play(sketch).opened()
        for day in 8...28 { daily.dawn(september(day)) }
        #expect(daily.state.visits.map(\.openedOn) == once.state.visits.map(\.openedOn))
    }

    @Test("`verlopen` by the law's term as long as the school's has no day, also while the case is suspended")
    func expiresByLaw() {
        let play = Play(
            Sketch(
                steps: [
                    .task("a") {
                        $0.optional = ["datum"]
                        $0.term = .relative(days(2), .after, .field("datum"))
                        $0.statutory = .span(days(3))
                        $0.outcomes = [("gereed", "verder", []), ("verlopen", "z", [])]
                    }, .task("b"), .task("z"),
                ], fields: [Field(id: "datum", title: "", kind: .date)])
        ).opened()
        var running = play
        #expect(running.dawn(september(10)) == .facts([]))
        running.dawn(september(20))
        #expect(running.latest == ["close 1 a verlopen on 11", "open 2 z"])
        var suspended = play.after(.suspended, by: "kim")
        suspended.dawn(september(20))
        #expect(suspended.latest == ["close 1 a verlopen on 11", "open 2 z"])
    }
}
