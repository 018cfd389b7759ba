import CardEngine
import SchoolTime
import Testing

@Suite("Another card")
struct CallTests {
    private static let fields = [
        Field(id: "hulpvraag", title: "", kind: .text), Field(id: "wie", title: "", kind: .person),
        Field(id: "kind", title: "", kind: .pupil), Field(id: "gesprek", title: "", kind: .date),
    ]

    private static func play(_ change: (inout StepSketch) -> Void = { _ in }) -> Play {
        Play(
            Sketch(
                steps: [
                    .task("vooraf") { $0.optional = ["hulpvraag", "wie", "kind", "gesprek"] },
                    .call("roep", "hoorrecht") {
                        $0.outcomes = [("gehoord", "verder", []), ("niet", "z", [])]
                        change(&$0)
                    }, .task("b"), .task("z"),
                ], fields: fields)
        ).opened()
    }

    @Test("a contact from outside is nobody whom a called case can be about")
    func aboutContact() {
        var play = Self.play { $0.about = .field("wie") }
        #expect(
            play.when(.done(1, ["wie": .person("pim")]))
                == .refused(.wrongValue("wie", .unknownPerson("pim"))))
        var other = Self.play { $0.about = .field("kind") }
        other.world.pupils = [.pupil(4)]
        if case .refused(let refusal) = other.when(.done(1, ["wie": .person("pim"), "kind": .pupil("4")])) {
            Issue.record("\(refusal)")
        }
    }

    @Test("starts a case and waits for it; the outcomes are its ends")
    func waits() {
        var play = Self.play()
        #expect(
            play.when(.done(1), on: september(8))
                == .facts([
                    "done 1 vooraf gereed on 8 as leerkracht", "open 2 roep",
                    "call 2 hoorrecht about 1 from 8",
                ]))
        #expect(play.when(.linkCall(visit: 2, "c7"), on: september(8)) == .facts(["link 2 to c7"]))
        #expect(play.when(.done(2), by: "kim", on: september(8)) == .refused(.wrongAct("roep")))
        #expect(play.when(.endCall("c8", "gehoord", september(9)), on: september(9)) == .facts([]))
        var heard = play
        #expect(
            heard.when(.endCall("c7", "gehoord", september(9)), on: september(10))
                == .facts(["called c7 ended gehoord on 9", "close 2 roep gehoord on 9", "open 3 b"]))
        #expect(heard.state.visits[2].openedOn == september(9))
        #expect(heard.when(.endCall("c7", "gehoord", september(9)), on: september(10)) == .facts([]))
        var not = play
        not.when(.endCall("c7", "niet", september(9)), on: september(9))
        #expect(not.latest.last == "open 3 z")
    }

    @Test("an end that is not named goes to `anders`, and without that on")
    func otherwise() {
        for (target, step) in [("z", "z"), (nil, "b")] as [(String?, String)] {
            var play = Self.play { $0.otherwise = target }.after(.done(1)).after(.linkCall(visit: 2, "c7"))
            play.when(.endCall("c7", "vervallen", september(7)))
            #expect(
                play.latest == [
                    "called c7 ended vervallen on 7", "close 2 roep vervallen on 7", "open 3 \(step)",
                ])
        }
    }

    @Test("`meteen_verder` goes on at once; what ends later changes nothing")
    func goesOn() {
        var play = Self.play {
            $0.goesOn = true
            $0.outcomes = nil
        }.after(.done(1))
        #expect(
            play.latest.dropFirst() == [
                "open 2 roep", "call 2 hoorrecht about 1 from 7", "close 2 roep gereed on 7", "open 3 b",
            ])
        play.when(.linkCall(visit: 2, "c7"))
        #expect(
            play.when(.endCall("c7", "gehoord", september(7))) == .facts(["called c7 ended gehoord on 7"]))
    }

    @Test("a term is also the deadline of the called case, an occasion is given, and proposals go along")
    func passesOn() {
        var play = Self.play {
            $0.term = .span(days(5))
            $0.occasion = .anchor(.field("gesprek"))
            $0.proposals = [.init(theirs: "vraag", ours: "hulpvraag"), .init(theirs: "leeg", ours: "wie")]
        }
        play.when(.done(1, ["gesprek": .date(september(20)), "hulpvraag": .text("x")]))
        #expect(
            play.latest.suffix(2) == ["open 2 roep until 12", "call 2 hoorrecht about 1 from 20 until 12"])
        #expect(play.events.last?.content?.values == ["vraag": .text("x")])
    }

    @Test("about whom a field names")
    func about() {
        var person = Self.play { $0.about = .field("wie") }
        person.when(.done(1, ["wie": .person("leo")]))
        #expect(person.latest.last == "call 2 hoorrecht about leo from 7")
        var pupil = Self.play { $0.about = .field("kind") }
        pupil.world.pupils = [.pupil(4)]
        pupil.when(.done(1, ["kind": .pupil("4")]))
        #expect(pupil.latest.last == "call 2 hoorrecht about 4 from 7")
    }

    @Test("a new visit takes up the case that it started before, if that is still open")
    func resumes() {
        let play = Play(
            Sketch(
                steps: [.call("roep", "hoorrecht") { $0.outcomes = [("weer", "roep", [])] }],
                interrupts: [.report("opnieuw", to: "roep")])
        ).opened().after(.linkCall(visit: 1, "c7"))
        var open = play
        #expect(
            open.when(.report("opnieuw"), by: "kim")
                == .facts([
                    "interrupt opnieuw as kc", "cancel 1 roep", "open 2 roep",
                    "call 2 hoorrecht about 1 from 7 resuming c7",
                ]))
        #expect(
            open.when(.endCall("c7", "klaar", september(8)), on: september(8))
                == .facts(["called c7 ended klaar on 8", "close 2 roep klaar on 8", "end voltooid completed"])
        )
        var ended = play
        ended.when(.endCall("c7", "weer", september(8)), on: september(8))
        #expect(ended.latest.last == "call 2 hoorrecht about 1 from 8")
    }

    @Test("a new visit does not take up a case about the group in which the pupil is no more")
    func startsElsewhere() {
        var play = Play(
            Sketch(
                steps: [.call("roep", "hoorrecht") { $0.outcomes = [("weer", "roep", [])] }],
                interrupts: [.report("opnieuw", to: "roep")])
        ).opened().after(.linkCall(visit: 1, "c7"))
        play.world.callsElsewhere = ["c7"]
        play.when(.report("opnieuw"), by: "kim")
        #expect(play.latest.last == "call 2 hoorrecht about 1 from 7")
    }

    @Test("who takes up a case proposes anew, and gives it another occasion where the call says one")
    func proposesAnew() {
        let first = Occasion(day: september(7))
        var play = Play(
            Sketch(
                steps: [.task("a") { $0.required = ["vraag"] }],
                fields: [Field(id: "vraag", title: "", kind: .text)]))
        play = play.opened(
            OpenCase(subject: .pupil, textHash: "00", occasion: first, proposals: ["vraag": .text("oud")]))
        play.when(.calledAgain(CallAgain(limit: september(20), proposals: ["vraag": .text("nieuw")])))
        #expect(play.state.proposals == ["vraag": .text("nieuw")])
        #expect(play.state.occasion == first)
        play.when(.calledAgain(CallAgain(limit: nil, occasion: Occasion(day: september(30)))))
        #expect(play.state.occasion == Occasion(day: september(30)))
        // What it does not propose any more is not shown as if it did; a log of before that was told means what it meant.
        #expect(play.state.proposals == [:])
        play.when(.calledAgain(CallAgain(limit: september(20), proposals: ["vraag": .text("weer")])))
        play.given(.limitMoved(LimitMoved(limit: nil, since: september(9))))
        #expect(play.state.proposals == ["vraag": .text("weer")])
    }

    @Test("a day that nobody can fill in any more can be by a text that asks it of a step that was done")
    func lostOccasion() {
        func sketch(_ asked: [FieldID]) -> Sketch {
            Sketch(
                steps: [
                    .task("vooraf") { $0.optional = asked }, .task("b"),
                    .call("roep", "hoorrecht") { $0.occasion = .anchor(.field("gesprek")) }, .task("z"),
                ], fields: Self.fields)
        }
        var play = Play(sketch([])).opened().after(.done(1))
        play.world.countingBack = ["hoorrecht"]
        #expect(play.when(.done(2)) == .refused(.occasionLost("roep", "hoorrecht")))
        play.migrate(to: sketch(["gesprek"]))
        #expect(play.when(.done(2)) == .refused(.occasionUnknown("roep", "hoorrecht")))
        play = play.after(.correct(1, ["gesprek": .date(september(9))]))
        #expect(play.when(.done(2)).facts?.last == "call 3 hoorrecht about 1 from 9")
    }

    @Test("a new visit takes up the case about the same child, also when there was another one in between")
    func resumesAboutTheSame() {
        var play = Play(
            Sketch(
                steps: [
                    .task("a") { $0.required = ["kind"] },
                    .call("roep", "hoorrecht") { $0.about = .field("kind") },
                ], fields: Self.fields, interrupts: [.report("opnieuw", to: "a")])
        ).opened()
        play.world.pupils = [.pupil(3), .pupil(4)]
        play.when(.done(1, ["kind": .pupil("4")]))
        play.when(.linkCall(visit: 2, "c7"))
        play.when(.report("opnieuw"), by: "kim")
        play.when(.done(3, ["kind": .pupil("3")]))
        #expect(play.latest.last == "call 4 hoorrecht about 3 from 7")
        play.when(.linkCall(visit: 4, "c8"))
        play.when(.report("opnieuw"), by: "kim")
        play.when(.done(5, ["kind": .pupil("4")]))
        #expect(play.latest.last == "call 6 hoorrecht about 4 from 7 resuming c7")
    }

    @Test("a second round takes up the open case of each item")
    func resumesOfEachItem() {
        var play = Play(
            Sketch(
                steps: [
                    .task("a"),
                    .forEach(
                        "elk", .pupils,
                        [.parallel("samen", [.only(.call("roep", "hoorrecht")), .only(.task("b"))])]),
                ], interrupts: [.report("opnieuw", to: "a")], subject: .group))
        play.world.pupils = [.pupil(1), .pupil(2)]
        play = play.opened(.ofGroup)
        play.when(.done(1))
        let calls = play.state.visits.filter { $0.step == "roep" }.map(\.number)
        for (visit, id) in zip(calls, ["c7", "c8"]) { play.when(.linkCall(visit: visit, CaseID(id))) }
        play.when(.endCall("c7", "klaar", september(8)), on: september(8))
        play.when(.report("opnieuw"), by: "kim", on: september(8))
        play.when(.done(play.state.visits.count), on: september(8))
        #expect(
            play.latest.filter { $0.hasPrefix("call ") }.map {
                $0.split(separator: " ").dropFirst(2).joined(separator: " ")
            } == [
                "hoorrecht about 1 from 8", "hoorrecht about 2 from 8 resuming c8",
            ])
    }

    @Test("the called case takes the limit of its caller, and begins with proposals")
    func called() {
        var play = Play(Sketch(steps: [.task("a")], term: .span(weeks(2)), start: []))
        let opening = OpenCase(
            subject: .pupil, textHash: "00", origin: Origin(caller: Origin.Caller(caseID: "c1", visit: 2)),
            occasion: Occasion(day: september(9)), limit: september(12), proposals: ["f": .text("x")])
        #expect(play.when(.open(opening)) == .facts(["start as - until 12", "open 1 a"]))
        #expect(play.events.allSatisfy { $0.stamp.actor == Stamp.engine })
        #expect(play.state.proposals == ["f": .text("x")])
        #expect(play.state.values.isEmpty)
    }

    @Test("the deadline of the step that called a case explains its own")
    func explained() {
        let limit = september(11)
        func dates(_ term: Moment?) -> [DateExplanation] {
            let play = Play(Sketch(steps: [.task("a")], term: term)).opened(
                OpenCase(
                    subject: .pupil, textHash: "00",
                    origin: Origin(caller: Origin.Caller(caseID: "c1", visit: 2)), limit: limit))
            return explanations(
                ofDatesOf: nil, in: play.state, on: play.card, at: play.now("kim", september(8)),
                to: play.sees("kim")!)
        }
        #expect(dates(nil).map(\.day) == [limit] && dates(nil).map(\.moment) == [nil])
        #expect(dates(.span(days(2))).map(\.day) == [september(9)])
        #expect(dates(.span(days(2))).map(\.moment) == [.span(days(2))])
        #expect(dates(.span(days(9))).map(\.day) == [limit] && dates(.span(days(9))).map(\.moment) == [nil])
    }
}
