import SchoolTime
import Testing

@testable import CardEngine

/// Terms of what is over, when what they counted from is put right.
@Suite("Terms that a correction puts right")
struct CorrectedTermTests {
    /// A first step that may fill in the day of a talk, and what comes after it.
    private static func talk(then steps: StepSketch..., term: Moment? = nil) -> Sketch {
        Sketch(
            steps: [.task("a") { $0.optional = ["gesprek"] }] + steps,
            fields: [Field(id: "gesprek", title: "", kind: .date)], term: term)
    }

    private static func afterTalk(_ count: Int) -> Moment {
        .relative(days(count), .after, .field("gesprek"))
    }

    /// The second step counts from a day of the first one, and is open.
    private static let open = Play(
        talk(then: .task("b") { $0.term = afterTalk(3) }, .task("z"))
    ).opened().after(.done(1, ["gesprek": .date(september(8))]))

    /// The same, done on the 7th.
    private static let done = open.after(.done(2))

    private static let empty = Command.correct(
        CorrectValues(visit: 1, values: [:], emptied: ["gesprek"], reason: "Onbekend"))

    @Test("a day that was taken away by mistake and comes back brings the term back")
    func backAgain() {
        var play = Self.done
        #expect(play.when(Self.empty) == .facts(["correct 1 gesprek", "move 2 deadline 11 to - by anchor"]))
        #expect(
            play.when(.correct(1, ["gesprek": .date(september(9))]))
                == .facts(["correct 1 gesprek", "move 2 deadline - to 12 by anchor"]))
    }

    @Test("so does one of a term that went while its step was open yet")
    func backAgainOnceOver() {
        var play = Self.open.after(Self.empty)
        #expect(play.state.visits[1].deadline == nil)
        play = play.after(.done(2))
        #expect(
            play.when(.correct(1, ["gesprek": .date(september(9))]))
                == .facts(["correct 1 gesprek", "move 2 deadline - to 12 by anchor"]))
    }

    @Test("what was postponed late was not, once the day that it counted from turns out to be later")
    func postponedLate() {
        let done = Self.open.after(.postpone(2, to: september(20)), by: "kim", on: september(12))
            .after(.done(2), on: september(14))
        #expect(done.state.visits[1].neededLatePostponement)
        let earlier = done.after(.correct(1, ["gesprek": .date(september(7))]), on: september(14))
        #expect(earlier.state.visits[1].deadline == september(19))
        #expect(earlier.state.visits[1].neededLatePostponement)
        let later = done.after(.correct(1, ["gesprek": .date(september(9))]), on: september(14))
        #expect(later.state.visits[1].deadline == september(21))
        #expect(!later.state.visits[1].neededLatePostponement)
        let back = done.after(Self.empty, on: september(14))
            .after(.correct(1, ["gesprek": .date(september(9))]), on: september(14))
        #expect(!back.state.visits[1].neededLatePostponement)
    }

    @Test(
        "a postponed term that comes back after a suspension stood still meanwhile, and was late as it was before",
        arguments: [false, true])
    func backAfterSuspension(wasDone: Bool) {
        var play = Self.open.after(.postpone(2, to: september(20)), by: "kim", on: september(12))
            .after(Self.empty, on: september(12))
            .after(.suspended, by: "kim", on: september(13)).after(.resumed, by: "kim", on: september(16))
        if wasDone { play = play.after(.done(2), on: september(16)) }
        var same = play
        #expect(
            same.when(.correct(1, ["gesprek": .date(september(8))]), on: september(16))
                == .facts([
                    "correct 1 gesprek", "move 2 deadline - to 20 by anchor",
                    "move 2 deadline 20 to 23 by suspended",
                ]))
        if !wasDone { same = same.after(.done(2), on: september(16)) }
        #expect(same.state.visits[1].neededLatePostponement)
        // By a later day it was not late when it was postponed.
        play = play.after(.correct(1, ["gesprek": .date(september(9))]), on: september(16))
        #expect(play.state.visits[1].deadline == september(24))
        if !wasDone { play = play.after(.done(2), on: september(16)) }
        #expect(!play.state.visits[1].neededLatePostponement)
    }

    @Test("so does that of the case")
    func caseBackAfterSuspension() {
        var play = Play(
            Self.talk(then: .task("z"), term: Self.afterTalk(3))
        ).opened().after(.done(1, ["gesprek": .date(september(8))]))
            .after(.postpone(nil, to: september(20)), by: "kim", on: september(12))
            .after(Self.empty, on: september(12))
            .after(.suspended, by: "kim", on: september(13)).after(.resumed, by: "kim", on: september(16))
            .after(.correct(1, ["gesprek": .date(september(8))]), on: september(16))
        #expect(play.state.deadline == september(23))
        play = play.after(.done(2), on: september(16))
        #expect(play.state.neededLatePostponement)
    }

    @Test("what was called hears of the day on which it ends, and not of the one before it stood still")
    func calledHearsOnce() {
        let play = Play(
            Self.talk(then: .call("b", "hoorrecht") { $0.term = Self.afterTalk(3) })
        ).opened().after(.done(1, ["gesprek": .date(september(8))])).after(.linkCall(visit: 2, "c7"))
            .after(.postpone(2, to: september(20)), by: "kim", on: september(12))
            .after(Self.empty, on: september(12))
            .after(.suspended, by: "kim", on: september(13)).after(.resumed, by: "kim", on: september(16))
            .after(.correct(1, ["gesprek": .date(september(8))]), on: september(16))
        let heard = play.events.suffix(2).compactMap { event -> DateMoved? in
            if case .dateMoved(let moved) = event.fact, moved.called == "c7" { moved } else { nil }
        }
        #expect(heard.map(\.to) == [september(23)])
    }

    @Test("what was suspended once its step was done moves none of its terms")
    func backAfterLaterSuspension() {
        var play = Self.open.after(.postpone(2, to: september(20)), by: "kim", on: september(12))
            .after(.done(2), on: september(12))
            .after(.suspended, by: "kim", on: september(13)).after(.resumed, by: "kim", on: september(16))
            .after(Self.empty, on: september(16))
        #expect(
            play.when(.correct(1, ["gesprek": .date(september(8))]), on: september(16))
                == .facts(["correct 1 gesprek", "move 2 deadline - to 20 by anchor"]))
    }

    /// By a text that gives the second step five days.
    private static func longer() -> Sketch {
        talk(then: .task("b") { $0.term = afterTalk(5) }, .task("z"))
    }

    @Test("nor was what another text gives more time")
    func postponedLateByOldText() {
        var play = Self.open.after(.postpone(2, to: september(20)), by: "kim", on: september(12))
        play.migrate(to: Self.longer(), on: september(12))
        #expect(play.state.visits[1].deadline == september(22))
        play = play.after(.done(2), on: september(13))
        #expect(!play.state.visits[1].neededLatePostponement)
    }

    @Test("a term that went by an older text does not come back by the new one")
    func lostByOldText() {
        var play = Self.open.after(Self.empty)
        play.migrate(to: Self.longer())
        play = play.after(.done(2))
        #expect(play.when(.correct(1, ["gesprek": .date(september(9))])) == .facts(["correct 1 gesprek"]))
    }

    @Test("nor does a deadline that only the caller gave")
    func lostLimit() {
        var play = Play(
            Self.talk(then: .task("b"), term: Self.afterTalk(3))
        ).opened(
            OpenCase(
                subject: .pupil, textHash: "00",
                origin: Origin(caller: Origin.Caller(caseID: "c1", visit: 2)), limit: september(20)))
        play.when(.calledAgain(CallAgain(limit: nil, proposals: [:])))
        #expect(play.state.deadline == nil)
        play = play.after(.done(1)).after(.done(2))
        #expect(play.when(.correct(1, ["gesprek": .date(september(9))])) == .facts(["correct 1 gesprek"]))
    }

    @Test("what never had a term gets none, however often the day is put right")
    func never() {
        var play = Play(
            Self.talk(then: .task("b") { $0.term = Self.afterTalk(3) }, .task("z"))
        ).opened().after(.done(1)).after(.done(2))
        for day in 8...9 {
            #expect(
                play.when(.correct(1, ["gesprek": .date(september(day))])) == .facts(["correct 1 gesprek"]))
        }
    }

    @Test("a log in which a correction moved no term that was over: the next one does")
    func olderLog() {
        var play = Self.done
        play.given(
            .valuesCorrected(ValuesCorrected(visit: 1, step: "a", fields: ["gesprek"], kept: nil)))
        #expect(play.state.visits[1].deadline == september(11))
        #expect(
            play.when(.correct(1, ["gesprek": .date(september(9))]))
                == .facts(["correct 1 gesprek", "move 2 deadline 11 to 12 by anchor"]))
    }

    @Test("what counted from an earlier round stays")
    func earlierRound() {
        var play = Self.done.after(.reopen(1), by: "kim")
            .after(.done(4, ["gesprek": .date(september(20))]))
        #expect(
            play.when(.correct(4, ["gesprek": .date(september(21))]))
                == .facts(["correct 4 gesprek", "move 5 deadline 23 to 24 by anchor"]))
    }
}
