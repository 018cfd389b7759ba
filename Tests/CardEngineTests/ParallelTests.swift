import SchoolTime
import Testing

@testable import CardEngine

@Suite("Side by side")
struct ParallelTests {
    private static func three(_ rule: ClosingRule, when: Condition? = nil) -> Play {
        Play(
            Sketch(steps: [
                .parallel(
                    "blok", [.only(.task("a")), .only(.task("b", when: when)), .only(.task("c"))],
                    closesAt: rule), .task("z"),
            ])
        ).opened()
    }

    @Test("`alle`: the block closes when all branches are done; they open in order")
    func all() {
        var play = Self.three(.all)
        #expect(
            play.latest == [
                "start as leerkracht", "open 1 blok [a, b, c]", "open 2 a @1.0", "open 3 b @1.1",
                "open 4 c @1.2",
            ])
        #expect(play.when(.done(3)) == .facts(["done 3 b gereed on 7 as leerkracht", "branch @1.1"]))
        play.when(.done(4), on: september(8))
        #expect(
            play.when(.done(2), on: september(9))
                == .facts([
                    "done 2 a gereed on 9 as leerkracht", "branch @1.0", "close 1 blok gereed on 9",
                    "open 5 z",
                ]))
    }

    @Test("`eerste` and a number: the rest is cancelled then")
    func some() {
        var first = Self.three(.first)
        #expect(
            first.when(.done(3))
                == .facts([
                    "done 3 b gereed on 7 as leerkracht", "branch @1.1", "cancel 2 a", "cancel 4 c",
                    "close 1 blok gereed on 7", "open 5 z",
                ]))
        var two = Self.three(.count(2)).after(.done(4))
        #expect(
            two.when(.done(2))
                == .facts([
                    "done 2 a gereed on 7 as leerkracht", "branch @1.0", "cancel 3 b",
                    "close 1 blok gereed on 7", "open 5 z",
                ]))
    }

    @Test("a branch that is one skipped step does not count")
    func skipped() {
        var play = Self.three(.first, when: .any([]))
        #expect(play.latest.suffix(4) == ["open 2 a @1.0", "skip 3 b @1.1", "pass @1.1", "open 4 c @1.2"])
        // Two must be done, but only two are left, and then one.
        play = Self.three(.count(3), when: .any([])).after(.done(2))
        #expect(
            play.when(.done(4))
                == .facts([
                    "done 4 c gereed on 7 as leerkracht", "branch @1.2", "close 1 blok gereed on 7",
                    "open 5 z",
                ]))
    }

    @Test("a branch of one skipped step that leads elsewhere goes there: to be skipped means `verder`")
    func skippedLeadsElsewhere() {
        let play = Play(
            Sketch(steps: [
                .parallel("blok", [.only(.task("a")), .only(.task("b", when: .any([]), then: "z"))]),
                .task("y"),
                .task("z"),
            ])
        ).opened()
        #expect(play.latest.suffix(4) == ["skip 3 b @1.1", "cancel 1 blok", "cancel 2 a", "open 4 z"])
    }

    @Test("a block of which every branch is skipped is done at once")
    func allSkipped() {
        let play = Play(
            Sketch(steps: [.parallel("blok", [.only(.task("a", when: .any([])))]), .task("z")])
        ).opened()
        #expect(
            play.latest.dropFirst() == [
                "open 1 blok [a]", "skip 2 a @1.0", "pass @1.0", "close 1 blok gereed on 7", "open 3 z",
            ])
    }

    /// A block with a branch of three steps beside one of one step.
    private static func long(_ outcomes: [(name: String, to: String, required: [FieldID])]) -> Play {
        Play(
            Sketch(steps: [
                .task("voor"),
                .parallel(
                    "blok",
                    [
                        .branch("lang", [.task("a") { $0.outcomes = outcomes }, .task("b")]),
                        .only(.task("c")),
                    ]),
                .task("z"),
            ])
        ).opened().after(.done(1))
    }

    @Test("a step in a branch leads to the next, `klaar` ends the branch")
    func branch() {
        let play = Self.long([("door", "verder", []), ("klaar", "klaar", [])])
        var on = play
        #expect(on.when(.done(3, "door")) == .facts(["done 3 a door on 7 as leerkracht", "open 5 b @2.0"]))
        #expect(on.when(.done(5)) == .facts(["done 5 b gereed on 7 as leerkracht", "branch @2.0"]))
        var done = play
        #expect(done.when(.done(3, "klaar")) == .facts(["done 3 a klaar on 7 as leerkracht", "branch @2.0"]))
    }

    @Test("a jump to an enclosing list leaves the block and cancels what is open in it")
    func jumpOut() {
        let play = Self.long([("terug", "voor", []), ("door", "z", []), ("uit", "voltooid", [])])
        var back = play
        #expect(
            back.when(.done(3, "terug"))
                == .facts(["done 3 a terug on 7 as leerkracht", "cancel 2 blok", "cancel 4 c", "open 5 voor"])
        )
        #expect(back.state.outcome(of: "blok", from: nil) == nil)
        var on = play
        #expect(
            on.when(.done(3, "door"))
                == .facts(["done 3 a door on 7 as leerkracht", "cancel 2 blok", "cancel 4 c", "open 5 z"]))
        var out = play
        #expect(
            out.when(.done(3, "uit"))
                == .facts([
                    "done 3 a uit on 7 as leerkracht", "cancel 2 blok", "cancel 4 c",
                    "end voltooid completed",
                ]))
    }

    @Test("blocks within blocks: closing the outer cancels all within; the inner carries on in its branch")
    func nested() {
        let play = Play(
            Sketch(steps: [
                .parallel(
                    "buiten",
                    [
                        .branch(
                            "diep",
                            [.parallel("binnen", [.only(.task("a")), .only(.task("b"))]), .task("c")]),
                        .only(.task("d") { $0.outcomes = [("klaar", "verder", []), ("weg", "z", [])] }),
                    ], closesAt: .first), .task("z"),
            ])
        ).opened()
        #expect(
            play.latest.dropFirst() == [
                "open 1 buiten [diep, d]", "open 2 binnen @1.0 [a, b]", "open 3 a @2.0", "open 4 b @2.1",
                "open 5 d @1.1",
            ])
        var inner = play.after(.done(3))
        #expect(
            inner.when(.done(4))
                == .facts([
                    "done 4 b gereed on 7 as leerkracht", "branch @2.1", "close 2 binnen gereed on 7",
                    "open 6 c @1.0",
                ]))
        var outer = play
        #expect(
            outer.when(.done(5, "klaar"))
                == .facts([
                    "done 5 d klaar on 7 as leerkracht", "branch @1.1", "cancel 2 binnen", "cancel 3 a",
                    "cancel 4 b", "close 1 buiten gereed on 7", "open 6 z",
                ]))
    }

    @Test("who leaves several blocks at once cancels what is open in the order of the visits")
    func leavesTwoBlocks() {
        var play = Play(
            Sketch(steps: [
                .parallel(
                    "buiten",
                    [
                        .only(.task("a")),
                        .branch(
                            "diep",
                            [
                                .parallel(
                                    "binnen",
                                    [
                                        .only(.task("b") { $0.outcomes = [("weg", "z", [])] }),
                                        .only(.task("c")),
                                    ])
                            ]),
                        .only(.task("d")),
                    ]), .task("z"),
            ])
        ).opened()
        #expect(
            play.when(.done(4))
                == .facts([
                    "done 4 b weg on 7 as leerkracht", "cancel 1 buiten", "cancel 2 a", "cancel 3 binnen",
                    "cancel 5 c", "cancel 6 d", "open 7 z",
                ]))
    }

    @Test("a block that closes cancels what is open in it in the order of the visits, whatever the branch")
    func closesInOrder() {
        var play = Play(
            Sketch(steps: [
                .parallel(
                    "blok",
                    [.branch("eerst", [.task("a"), .task("b")]), .only(.task("c")), .only(.task("d"))],
                    closesAt: .first)
            ])
        ).opened().after(.done(2))
        #expect(
            play.when(.done(4))
                == .facts([
                    "done 4 d gereed on 7 as leerkracht", "branch @1.2", "cancel 3 c", "cancel 5 b",
                    "close 1 blok gereed on 7", "end voltooid completed",
                ]))
    }

    @Test("a block can expire: what is open in it is cancelled")
    func expires() {
        var play = Play(
            Sketch(steps: [
                .parallel("blok", [.only(.task("a")), .only(.task("b"))]) {
                    $0.term = .span(days(3))
                    $0.outcomes = [("gereed", "verder", []), ("verlopen", "z", [])]
                }, .task("y", then: "voltooid"), .task("z"),
            ])
        ).opened().after(.done(2))
        #expect(play.dawn(september(10)) == .facts([]))
        #expect(
            play.dawn(september(14))
                == .facts(["cancel 3 b", "close 1 blok verlopen on 11", "open 4 z"]))
        #expect(play.state.visits[3].openedOn == september(11))
    }

    @Test("when the first branch leaves the block as it opens, the others do not open")
    func leavesAtOnce() {
        let play = Play(
            Sketch(steps: [
                .parallel("blok", [.only(.choice("weg", [(nil, "z")])), .only(.task("b"))]), .task("y"),
                .task("z"),
            ])
        ).opened()
        #expect(
            play.latest.dropFirst() == [
                "open 1 blok [weg, b]", "choose 2 weg @1.0 row 1", "cancel 1 blok", "open 3 z",
            ])
    }

    @Test("the block is over when its last branch is, in whichever order that was recorded")
    func recordedLate() {
        func play(_ rule: ClosingRule, _ steps: [String]) -> Play {
            Play(
                Sketch(steps: [
                    .parallel("blok", steps.map { .only(.task($0)) }, closesAt: rule),
                    .task("z") { $0.term = .span(days(5)) },
                ])
            ).opened()
        }
        var all = play(.all, ["a", "b"]).after(.done(2), on: september(12))
        #expect(
            all.when(.done(3, on: september(8)), on: september(12))
                == .facts([
                    "done 3 b gereed on 8 as leerkracht", "branch @1.1", "close 1 blok gereed on 12",
                    "open 4 z until 17",
                ]))
        #expect(all.state.visits[3].openedOn == september(12))
        var two = play(.count(2), ["a", "b", "c"]).after(.done(2), on: september(12))
        two.when(.done(3, on: september(8)), on: september(14))
        #expect(two.latest.suffix(2) == ["close 1 blok gereed on 12", "open 5 z until 17"])
        var one = play(.first, ["a", "b"])
        one.when(.done(2, on: september(8)), on: september(14))
        #expect(one.latest.suffix(2) == ["close 1 blok gereed on 8", "open 4 z until 13"])
    }

    @Test("of what is within a branch too, and of a pupil who left meanwhile")
    func recordedLateWithin() {
        var nested = Play(
            Sketch(steps: [
                .parallel(
                    "buiten",
                    [
                        .only(.parallel("binnen", [.only(.task("a")), .only(.task("b"))])),
                        .only(.task("c")),
                    ]), .task("z"),
            ])
        ).opened().after(.done(3), on: september(12)).after(.done(4, on: september(9)), on: september(12))
        nested.when(.done(5, on: september(8)), on: september(14))
        #expect(nested.latest.suffix(2) == ["close 1 buiten gereed on 12", "open 6 z"])
        func pupils(_ rule: ClosingRule) -> Play {
            var play = Play(
                Sketch(
                    steps: [
                        .forEach("elk", .pupils, [.task("a")], closesAt: rule), .task("z"),
                    ], subject: .group))
            play.world.pupils = [.pupil(1), .pupil(2)]
            return play.opened(.ofGroup).after(
                .meet(.pupil(2), .left, september(12)), on: september(12)
            ).after(.done(2, on: september(9)), on: september(14))
        }
        #expect(pupils(.all).latest.suffix(2) == ["close 1 elk gereed on 12", "open 4 z"])
        #expect(pupils(.first).latest.suffix(2) == ["close 1 elk gereed on 9", "open 4 z"])
    }
}
