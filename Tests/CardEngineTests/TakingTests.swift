import CardEngine
import SchoolTime
import Testing

/// Who is at a step, and how it is handed over (kaarttaal, section 11).
@Suite("Taking and handing over")
struct TakingTests {
    private func who(_ play: Play, _ visit: Int, _ actor: PersonID) -> [PersonID] {
        takers(of: visit, in: play.state, on: play.card, at: play.now(actor, september(7)))
    }

    @Test("who shares a role says to be at a step; the others see that, and can do it still")
    func take() {
        var play = Play(Sketch(steps: [.task("a"), .task("b")])).opened()
        #expect(who(play, 1, "lea") == ["lea", "leo"])
        #expect(who(play, 1, "dik").isEmpty)
        #expect(play.when(.take(1, for: "dik"), by: "dik") == .refused(.roleNeeded(["leerkracht"])))
        #expect(play.when(.take(1, for: "lea")) == .facts(["take 1 for lea"]))
        #expect(play.state.visit(1)?.taken?.person == "lea")
        #expect(play.when(.take(1, for: "lea")) == .refused(.alreadyTaken("a", "lea")))
        // To take what somebody has, and to give it to another, is a change of assignment: with a reason.
        #expect(play.when(.take(1, for: "leo"), by: "leo") == .refused(.reasonNeeded))
        #expect(play.when(.take(1, for: "leo", " "), by: "lea") == .refused(.reasonNeeded))
        #expect(play.when(.take(1, for: "leo", "ziek"), by: "leo") == .facts(["take 1 for leo"]))
        #expect(play.events.last?.content?.reason == "ziek")
        #expect(play.when(.take(1, for: nil), by: "lea") == .refused(.takenBy("leo")))
        #expect(play.when(.take(1, for: nil), by: "leo") == .facts(["take 1 for -"]))
        #expect(play.when(.take(1, for: nil), by: "leo") == .refused(.notTaken("a")))
        play = play.after(.take(1, for: "leo"), by: "leo")
        #expect(play.when(.done(1), by: "lea").first == "done 1 a gereed on 7 as leerkracht")
        #expect(play.state.visit(2)?.taken == nil)
        #expect(play.when(.take(1, for: "lea", "x")).isRefused)
    }

    @Test("only to somebody who can do it, by who has a say in it")
    func handOver() {
        var play = Play(Sketch(steps: [.task("a"), .task("b") { $0.otherThan = "a" }])).opened()
        #expect(
            play.when(.take(1, for: "dik", "x")) == .refused(.cannotTake("dik", ["leerkracht"])))
        #expect(play.when(.take(1, for: "eve", "x")) == .refused(.notOnStaff("eve")))
        #expect(play.when(.take(1, for: "leo", "x"), by: "kim") == .facts(["take 1 for leo"]))
        play = play.after(.done(1))
        #expect(play.when(.take(2, for: "lea", "x"), by: "leo") == .refused(.otherPersonNeeded("lea", "a")))
        #expect(who(play, 2, "leo") == ["leo"])
        #expect(play.when(.take(9, for: "leo"), by: "leo") == .refused(.unknownVisit(9)))
    }

    @Test("a step of one person becomes that of another, who is the only one then")
    func alone() {
        var play = Play(
            Sketch(
                steps: [.task("a") { $0.required = ["wie"] }, .task("b", byField: "wie")],
                fields: [Field(id: "wie", title: "", kind: .person)])
        ).opened().after(.done(1, ["wie": .person("leo")]))
        #expect(play.when(.take(2, for: "lea", "x"), by: "lea") == .refused(.personNeeded("leo")))
        #expect(play.when(.take(2, for: "lea"), by: "leo") == .refused(.reasonNeeded))
        #expect(play.when(.take(2, for: "leo", "x"), by: "leo") == .refused(.alreadyTaken("b", "leo")))
        #expect(play.when(.take(2, for: "lea", "ziek"), by: "leo") == .facts(["assign 2 to lea"]))
        #expect(play.when(.done(2), by: "leo") == .refused(.personNeeded("lea")))
        // The owner, of what is somebody else's.
        #expect(play.when(.take(2, for: "ann", "vertrekt"), by: "kim") == .facts(["assign 2 to ann"]))
        #expect(play.when(.done(2), by: "ann").first == "done 2 b gereed on 7 as -")
    }

    @Test("`zelfde_als` gives way when that same one hands it over, or the owner does")
    func same() {
        let play = Play(Sketch(steps: [.task("a"), .task("b") { $0.sameAs = "a" }])).opened().after(.done(1))
        var own = play
        #expect(own.when(.take(2, for: "leo", "x"), by: "leo") == .refused(.roleNeeded(["leerkracht"])))
        #expect(own.when(.take(2, for: "leo", "ziek"), by: "lea") == .facts(["assign 2 to leo"]))
        #expect(own.when(.done(2), by: "leo").first == "done 2 b gereed on 7 as leerkracht")
        var owner = play
        #expect(owner.when(.take(2, for: "leo", "ziek"), by: "kim") == .facts(["assign 2 to leo"]))
    }

    @Test("signatures can be taken by who records them; what waits by itself by nobody")
    func kinds() {
        var play = Play(
            Sketch(steps: [
                .parallel(
                    "samen",
                    [
                        .only(.sign("tekenen", ["ouders"])),
                        .only(.wait("wachten", .span(SchoolDuration(amount: 30, unit: .days)))),
                    ])
            ])
        ).opened()
        #expect(play.when(.take(2, for: "leo"), by: "leo") == .facts(["take 2 for leo"]))
        #expect(play.when(.take(2, for: "dik", "x"), by: "leo") == .refused(.cannotTake("dik", ["ouders"])))
        #expect(play.when(.take(3, for: "kim", "x"), by: "kim") == .refused(.waitsByItself("wachten")))
        #expect(play.when(.take(1, for: "kim", "x"), by: "kim") == .refused(.wrongAct("samen")))
    }

    @Test("nobody signs because it was escalated, so it is not handed over for that either")
    func escalatedSignatures() {
        var play = Play(
            Sketch(steps: [
                .sign("tekenen", ["kc"]) {
                    $0.term = .span(days(1))
                    $0.escalation = Escalation(delay: days(1), roles: ["directeur"])
                }
            ])
        ).opened()
        #expect(play.dawn(september(9)) == .facts(["escalate 1 to directeur on 9"]))
        #expect(
            play.when(.take(1, for: "dik", "x"), by: "kim", on: september(9))
                == .refused(.cannotTake("dik", ["kc"])))
    }
}

extension Answer {
    fileprivate var isRefused: Bool { if case .refused = self { true } else { false } }
}
