import SchoolTime
import Testing

@testable import CardEngine

@Suite("At any moment")
struct InterruptTests {
    private static func play(_ interrupts: [InterruptSketch], facts: SubjectFacts = SubjectFacts()) -> Play {
        var play = Play(
            Sketch(
                steps: [
                    .task("a") { $0.optional = ["datum", "ok"] }, .task("b") { $0.optional = ["datum"] },
                    .task("z"),
                ],
                fields: [
                    Field(id: "datum", title: "", kind: .date), Field(id: "ok", title: "", kind: .yesNo),
                ], interrupts: interrupts))
        play.world.facts[.pupil] = facts
        return play.opened()
    }

    private static func left(_ day: Day = september(9)) -> Command { .meet(.pupil, .left, day) }

    @Test("an event cancels what is open and goes to a step; it is met once")
    func event() {
        var play = Self.play([.event(.left, to: "z")])
        #expect(
            play.when(Self.left(), on: september(9))
                == .facts(["met left of 1 on 9", "interrupt left by event", "cancel 1 a", "open 2 z"]))
        #expect(play.when(Self.left(), on: september(9)) == .facts([]))
        #expect(
            play.when(.meet(.pupil, .groupChanged, september(9)), on: september(9))
                == .facts(["met groupChanged of 1 on 9"]))
    }

    @Test("the subject leaves: `vervallen`, unless `onderbreek` speaks of it; `verder` lets the case go on")
    func leaves() {
        var silent = Self.play([])
        #expect(
            silent.when(Self.left(), on: september(9))
                == .facts(["met left of 1 on 9", "cancel 1 a", "end vervallen aborted"]))
        var on = Self.play([.event(.left, to: "verder")])
        #expect(on.when(Self.left(), on: september(9)) == .facts(["met left of 1 on 9"]))
        #expect(on.state.isRunning)
        var conditional = Self.play([.event(.left, when: .test(.field("ok"), .filled), to: "z")])
        #expect(
            conditional.when(Self.left(), on: september(9))
                == .facts(["met left of 1 on 9", "cancel 1 a", "end vervallen aborted"]))
    }

    @Test("of several the first whose `als` holds counts")
    func first() {
        var play = Self.play([
            .event(.left, when: .test(.field("ok"), .filled), to: "b"), .event(.left, to: "z"),
            .event(.left, to: "a"),
        ])
        #expect(
            play.when(Self.left(), on: september(9))
                == .facts(["met left of 1 on 9", "interrupt left at 1 by event", "cancel 1 a", "open 2 z"]))
    }

    private static let consent = Consent(purpose: "zib-vo", recipient: "vo-school", until: nil)

    @Test("a consent withdrawn")
    func withdrawn() {
        var play = Self.play([.withdrawn("zib-vo", to: "z")], facts: SubjectFacts(consents: [Self.consent]))
        #expect(play.dawn(september(8)) == .facts([]))
        play.know { $0.consents = [] }
        #expect(
            play.dawn(september(9))
                == .facts([
                    "note 1: consents []", "lapse zib-vo of vo-school on 9", "interrupt zib-vo by withdrawn",
                    "cancel 1 a",
                    "open 2 z",
                ]))
        #expect(play.dawn(september(10)) == .facts([]))
    }

    @Test("a consent withdrawn counts for its recipient, also when that for another stands")
    func withdrawnForOne() {
        let other = Consent(purpose: "zib-vo", recipient: "scp", until: nil)
        let school = Consent(purpose: "zib-vo", recipient: nil, until: nil)
        var play = Self.play(
            [.withdrawn("zib-vo", to: "z")],
            facts: SubjectFacts(consents: [Self.consent, other, school]))
        play.know { $0.consents = [other, school] }
        #expect(
            play.dawn(september(9))
                == .facts([
                    "note 1: consents [zib-vo to scp, zib-vo]", "lapse zib-vo of vo-school on 9",
                    "interrupt zib-vo by withdrawn", "cancel 1 a", "open 2 z",
                ]))
        #expect(play.dawn(september(10)) == .facts([]))
        // What is withdrawn together is one withdrawal.
        play.know { $0.consents = [] }
        #expect(
            play.dawn(september(11))
                == .facts([
                    "note 1: consents []", "lapse zib-vo of school scp on 11",
                    "interrupt zib-vo by withdrawn",
                    "cancel 2 z", "open 3 z",
                ]))
    }

    @Test("consents for one purpose that run out on two days do so twice")
    func ranOutTwice() {
        let consents = [
            Consent(purpose: "zib-vo", recipient: "scp", until: september(9)),
            Consent(purpose: "zib-vo", recipient: "vo-school", until: september(8)),
        ]
        var play = Self.play([.withdrawn("zib-vo", to: "z")], facts: SubjectFacts(consents: consents))
        play.dawn(september(20))
        #expect(
            play.latest == [
                "lapse zib-vo of vo-school on 9", "interrupt zib-vo by withdrawn", "cancel 1 a", "open 2 z",
                "lapse zib-vo of scp on 10", "interrupt zib-vo by withdrawn", "cancel 2 z", "open 3 z",
            ])
    }

    @Test("a consent that lapsed in a log of the first release lapsed for everybody")
    func lapsedBefore() {
        var play = Self.play([.withdrawn("zib-vo", to: "z")], facts: SubjectFacts(consents: [Self.consent]))
        play.given(.consentLapsed(ConsentLapsed(purpose: "zib-vo", day: september(8))))
        #expect(play.state.heldConsents.isEmpty)
    }

    @Test("a consent that runs out does so the day after its last, whenever the daily run comes")
    func ranOut() {
        let until = Consent(purpose: "zib-vo", recipient: "vo-school", until: september(10))
        var play = Self.play([.withdrawn("zib-vo", to: "z")], facts: SubjectFacts(consents: [until]))
        #expect(play.dawn(september(10)) == .facts([]))
        play.dawn(september(20))
        #expect(play.latest.first == "lapse zib-vo of vo-school on 11")
        #expect(play.state.visits.last?.openedOn == september(11))
    }

    @Test("a consent that is known only later to have run out lapses on the day on which it becomes known")
    func ranOutBeforeItWasKnown() {
        var play = Self.play([.withdrawn("zib-vo", to: "z")], facts: SubjectFacts(consents: [Self.consent]))
        play.know {
            $0.consents = [Consent(purpose: "zib-vo", recipient: "vo-school", until: september(10))]
        }
        play.dawn(september(20))
        #expect(
            play.latest.prefix(2) == [
                "note 1: consents [zib-vo to vo-school until 10]", "lapse zib-vo of vo-school on 20",
            ])
        #expect(play.state.visits.last?.openedOn == september(20))
    }

    @Test("a consent that was known as of a day held from then on, and lapses, whenever the daily run comes")
    func ranOutSincePlanned() {
        var late = Self.play([.withdrawn("zib-vo", to: "z")])
        late.know { $0.consents = [Consent(purpose: "zib-vo", recipient: "vo-school", until: september(15))] }
        var nightly = late
        nightly.dawn(september(12))
        #expect(nightly.latest == ["note 1: consents [zib-vo to vo-school until 15]"])
        nightly.dawn(september(20))
        late.world.newsSince = september(12)
        late.dawn(september(20))
        #expect(
            nightly.latest == [
                "lapse zib-vo of vo-school on 16", "interrupt zib-vo by withdrawn", "cancel 1 a", "open 2 z",
            ])
        #expect(late.latest.suffix(4) == nightly.latest)
        #expect(late.state.visits.last?.openedOn == september(16))
    }

    @Test(
        "a consent that ran out before the day as of which it is known never held, and one that lapsed does so once"
    )
    func ranOutBeforePlanned() {
        let short = Consent(purpose: "zib-vo", recipient: "vo-school", until: september(13))
        var never = Self.play([.withdrawn("zib-vo", to: "z")])
        never.know { $0.consents = [short] }
        never.world.newsSince = september(14)
        #expect(never.dawn(september(20)).first?.hasPrefix("note 1: consents") == true)
        #expect(never.latest.count == 1)
        var once = Self.play([.withdrawn("zib-vo", to: "z")], facts: SubjectFacts(consents: [short]))
        once.dawn(september(15))
        #expect(once.latest.first == "lapse zib-vo of vo-school on 14")
        once.know { $0.consents.append(Consent(purpose: "zib-vo", recipient: "scp", until: nil)) }
        once.world.newsSince = september(12)
        once.dawn(september(20))
        #expect(once.latest.count == 1)
    }

    @Test("a moment, once; one that moves comes again")
    func moment() {
        var play = Self.play([.moment(.relative(days(2), .after, .field("datum")), to: "b")])
        play.when(.done(1, ["datum": .date(september(8))]))
        #expect(play.dawn(september(9)) == .facts([]))
        play.dawn(september(12))
        #expect(play.latest.count == 4)
        #expect(play.latest.prefix(1) == ["moment 0 on 10"])
        #expect(play.latest.suffix(2) == ["cancel 2 b", "open 3 b"])
        #expect(play.dawn(september(13)) == .facts([]))
        play.when(.done(3, ["datum": .date(september(13))]), on: september(13))
        #expect(play.dawn(september(15)).first == "moment 0 on 15")
    }

    @Test("a moment that was past before it was known counts as of the day on which it became known")
    func momentKnownLate() {
        let sketch = Sketch(
            steps: [
                .parallel(
                    "blok",
                    [
                        .only(.task("a")),
                        .branch("b", [.task("b") { $0.outcomes = [("weer", "b", ["datum"])] }]),
                    ]), .task("z"),
            ], fields: [Field(id: "datum", title: "", kind: .date)],
            interrupts: [.moment(.anchor(.field("datum")), to: "z")])
        var play = Play(sketch).opened()
        play.when(.done(3, on: september(8), ["datum": .date(september(5))]), on: september(10))
        #expect(
            play.latest == [
                "done 3 b weer on 8 as leerkracht with datum", "open 4 b @1.1",
                "moment 0 from - to 5", "moment 0 on 5", "interrupt 2026-09-05 by moment", "cancel 1 blok",
                "cancel 2 a", "cancel 4 b", "open 5 z",
            ])
        #expect(play.state.visits.last?.openedOn == september(10))
    }

    @Test("a moment that the calendar did not reach counts as of the day on which the school year came in")
    func momentOfALateCalendar() {
        var play = Self.play([.moment(.span(schoolDays(12)), to: "z")])
        #expect(play.dawn(september(20)) == .facts([]))
        #expect(play.dawn(september(28)) == .facts([]))
        play.calendar = .long
        #expect(
            play.dawn(september(29))
                == .facts([
                    "moment 0 from - to 23", "moment 0 on 23", "interrupt 2026-09-23 by moment", "cancel 1 a",
                    "open 2 z",
                ]))
        #expect(play.state.visits.last?.openedOn == september(29))
        // What was in the calendar from the beginning counts as of its day, whenever the daily run comes.
        var known = Play(play.card)
        known.calendar = .long
        known = known.opened()
        #expect(known.latest.last == "moment 0 from - to 23")
        known.dawn(september(29))
        #expect(known.state.visits.last?.openedOn == september(23))
    }

    @Test("of several moments of one day the first whose `als` holds counts; the others pass with it")
    func momentsTogether() {
        let filled = Condition.test(.field("ok"), .filled)
        let after = Moment.relative(days(2), .after, .field("datum"))
        func play(_ ok: Bool) -> Play {
            var play = Self.play([
                .moment(after, when: filled, to: "b"), .moment(after, to: "z"),
                .moment(.span(days(2)), to: "a"),
                .moment(.span(days(3)), to: "a"),
            ])
            var values: [FieldID: FieldValue] = ["datum": .date(september(7))]
            values["ok"] = ok ? .yesNo(true) : nil
            play.when(.done(1, values))
            play.dawn(september(9))
            return play
        }
        let toB = play(true)
        #expect(
            toB.latest == [
                "moment 0 on 9", "moment 1 on 9", "moment 2 on 9", "interrupt 2026-09-09 by moment",
                "cancel 2 b", "open 3 b",
            ])
        var toZ = play(false)
        #expect(
            toZ.latest == [
                "moment 0 on 9", "moment 1 on 9", "moment 2 on 9", "interrupt 2026-09-09 at 1 by moment",
                "cancel 2 b", "open 3 z",
            ])
        #expect(toZ.dawn(september(10)).first == "moment 3 on 10")
    }

    /// A consent that runs out on the 9th, and a moment on that same day.
    private static func sameDay(_ interrupts: [InterruptSketch]) -> Play {
        play(
            interrupts,
            facts: SubjectFacts(consents: [
                Consent(purpose: "zib-vo", recipient: "vo-school", until: september(8))
            ]))
    }

    @Test("of a consent that lapses and a moment of one day the first in the list counts, whichever that is")
    func lapseAndMoment() {
        let moment = InterruptSketch.moment(.span(days(2)), to: "b")
        var lapseFirst = Self.sameDay([.withdrawn("zib-vo", to: "z"), moment])
        lapseFirst.dawn(september(9))
        #expect(
            lapseFirst.latest == [
                "lapse zib-vo of vo-school on 9", "moment 1 on 9", "interrupt zib-vo by withdrawn",
                "cancel 1 a",
                "open 2 z",
            ])
        var momentFirst = Self.sameDay([moment, .withdrawn("zib-vo", to: "z")])
        momentFirst.dawn(september(9))
        #expect(
            momentFirst.latest == [
                "lapse zib-vo of vo-school on 9", "moment 0 on 9", "interrupt 2026-09-09 by moment",
                "cancel 1 a",
                "open 2 b",
            ])
        // What has passed does not come again.
        #expect(lapseFirst.dawn(september(12)) == .facts([]))
        #expect(momentFirst.dawn(september(12)) == .facts([]))
    }

    @Test("of one whose `als` does not hold the next in the list counts")
    func lapseWithoutCondition() {
        var play = Self.sameDay([
            .withdrawn("zib-vo", when: .test(.field("ok"), .filled), to: "z"),
            .moment(.span(days(2)), to: "b"),
        ])
        play.dawn(september(9))
        #expect(
            play.latest == [
                "lapse zib-vo of vo-school on 9", "moment 1 on 9", "interrupt 2026-09-09 at 1 by moment",
                "cancel 1 a", "open 2 b",
            ])
    }

    @Test(
        "a departure that was announced and a moment of that day: the first in the list; and the departure is met"
    )
    func departureAndMoment() {
        let met = SubjectEventMet(subject: .pupil, event: .left, day: september(9))
        let moment = InterruptSketch.moment(.span(days(2)), to: "b")
        func play(_ interrupts: [InterruptSketch]) -> [String] {
            var play = Self.play(interrupts)
            play.world.announced = [met]
            play.dawn(september(9))
            return play.latest
        }
        #expect(
            play([.event(.left, to: "z"), moment]) == [
                "met left of 1 on 9", "moment 1 on 9", "interrupt left by event", "cancel 1 a", "open 2 z",
            ])
        #expect(
            play([moment, .event(.left, to: "z")]) == [
                "met left of 1 on 9", "moment 0 on 9", "interrupt 2026-09-09 by moment", "cancel 1 a",
                "open 2 b",
            ])
        // Where `onderbreek` does not speak of a departure, it ends the case.
        #expect(play([moment]) == ["met left of 1 on 9", "cancel 1 a", "end vervallen aborted"])
    }

    @Test("an `als` must hold at that moment; later it is too late")
    func momentWithCondition() {
        var play = Self.play([.moment(.span(days(2)), when: .test(.field("ok"), .filled), to: "z")])
        #expect(play.dawn(september(9)) == .facts(["moment 0 on 9"]))
        play.when(.done(1, ["ok": .yesNo(true)]), on: september(9))
        #expect(play.dawn(september(10)) == .facts([]))
    }

    @Test("a person reports, with a reason; `naar: verder` is not offered")
    func person() {
        var play = Self.play([.report("acuut", to: "voltooid"), .report("melding", to: "verder")])
        #expect(play.may("kim") == [.interrupt("acuut"), .suspend, .stop])
        #expect(
            play.when(.report("acuut"), by: "kim")
                == .facts(["interrupt acuut as kc", "cancel 1 a", "end voltooid completed"]))
    }
}

extension Answer {
    var last: String? {
        switch self {
        case .facts(let facts): facts.last
        case .refused: nil
        }
    }

    var first: String? {
        switch self {
        case .facts(let facts): facts.first
        case .refused: nil
        }
    }
}
