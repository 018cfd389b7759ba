import SchoolTime
import Testing

@testable import CardEngine

@Suite("Given events, when a command, then events")
struct FlowTests {
    private static let ok = Field(id: "ok", title: "Ok", kind: .yesNo)
    private static let note = Field(id: "note", title: "Note", kind: .text)

    @Test("a case of two tasks opens, goes on and ends")
    func straight() {
        var play = Play(
            Sketch(
                steps: [.task("a") { $0.term = .span(days(3)) }, .task("b", by: ["kc"])],
                term: .span(days(20))))
        #expect(play.when(.open(.ofPupil)) == .facts(["start as leerkracht until 27", "open 1 a until 10"]))
        #expect(
            play.when(.done(1), on: september(8))
                == .facts(["done 1 a gereed on 8 as leerkracht", "open 2 b"]))
        #expect(
            play.when(.done(2), by: "kim", on: september(9))
                == .facts(["done 2 b gereed on 9 as kc", "end voltooid completed"]))
        #expect(play.state.ending?.end == End.completed)
        #expect(!play.state.isRunning)
        #expect(play.state.eventCount == 6)
    }

    @Test("a stop cancels what is open and ends as lapsed, with the reason in the content")
    func stop() {
        var play = Play(Sketch(steps: [.task("a")])).opened()
        #expect(play.when(.stop("verhuisd"), by: "kees") == .facts(["cancel 1 a", "end vervallen aborted"]))
        #expect(play.state.ending?.reason == "verhuisd")
        #expect(play.may("kim") == [.reopen(play.state.visits[0])])
        #expect(play.may("lea") == [])
    }

    @Test("`uitkomst` and `keer` steer a loop; a cancelled or open visit has no outcome")
    func loop() {
        var play = Play(
            Sketch(
                steps: [
                    .task("try") { $0.outcomes = [("again", "look", []), ("stop", "verder", [])] },
                    .task("after"),
                    .choice(
                        "look", [(.test(.visits("try"), .atLeast(Number(2))), "voltooid"), (nil, "try")]),
                ], interrupts: [.report("acuut", to: "try")])
        ).opened()
        #expect(
            play.when(.done(1, "again"))
                == .facts(["done 1 try again on 7 as leerkracht", "choose 2 look row 2", "open 3 try"]))
        #expect(play.state.outcome(of: "try", from: nil) == nil)
        #expect(play.state.timesDone("try", from: nil) == 1)
        #expect(
            play.when(.report("acuut"), by: "kim")
                == .facts(["interrupt acuut as kc", "cancel 3 try", "open 4 try"]))
        #expect(play.state.outcome(of: "try", from: nil) == nil)
        #expect(
            play.when(.done(4, "again"))
                == .facts([
                    "done 4 try again on 7 as leerkracht", "choose 5 look row 1", "end voltooid completed",
                ]))
        #expect(play.state.outcome(of: "try", from: nil) == "again")
        #expect(play.state.outcome(of: "look", from: nil) == nil)
        #expect(play.state.timesDone("try", from: nil) == 2)
    }

    @Test("a step whose condition does not hold is skipped, and its outcome says so")
    func skip() {
        var play = Play(
            Sketch(
                steps: [
                    .task("a") { $0.optional = ["ok"] },
                    .task("b", when: .test(.field("ok"), .oneOf([.yesNo(true)])), then: "d"),
                    .task("c"),
                    .task("d", when: .test(.outcome("b"), .oneOf([.choice(Outcome.skipped)]))),
                ], fields: [Self.ok])
        ).opened()
        #expect(
            play.when(.done(1)) == .facts(["done 1 a gereed on 7 as leerkracht", "skip 2 b", "open 3 d"]))
        #expect(play.state.outcome(of: "b", from: nil) == "overgeslagen")
        #expect(play.state.timesDone("b", from: nil) == 0)
    }

    @Test("a field keeps its value until it is filled in again; a kept value must still be right")
    func keptValue() {
        let date = Field(id: "date", title: "", kind: .date, minimum: .moment(.today))
        var play = Play(
            Sketch(
                steps: [
                    .task("a") {
                        $0.required = ["date"]
                        $0.outcomes = [("again", "a", []), ("on", "verder", [])]
                    }
                ], fields: [date])
        ).opened()
        play.when(.done(1, "again", ["date": .date(september(9))]))
        #expect(
            play.when(.done(2, "again"), on: september(9))
                == .facts(["done 2 a again on 9 as leerkracht", "open 3 a"]))
        #expect(play.state.values["date"] == .date(september(9)))
        #expect(
            play.when(.done(3, "on"), on: september(10))
                == .refused(.wrongValue("date", .tooSoon(least: september(10)))))
        #expect(
            play.when(.done(3, "on", ["date": .date(september(11))]), on: september(10))
                == .facts(["done 3 a on on 10 as leerkracht with date", "end voltooid completed"]))
    }

    @Test("an outcome can ask for fields of its own")
    func outcomeFields() {
        var play = Play(
            Sketch(
                steps: [.task("a") { $0.outcomes = [("yes", "verder", []), ("no", "verder", ["note"])] }],
                fields: [Self.note])
        ).opened()
        #expect(play.when(.done(1, "no")) == .refused(.fieldsNeeded(["note"])))
        #expect(play.when(.done(1, "yes", ["note": .text("x")])) == .refused(.fieldsNotAsked(["note"])))
        #expect(
            play.when(.done(1, "no", ["note": .text("x")]))
                == .facts(["done 1 a no on 7 as leerkracht with note", "end voltooid completed"]))
    }

    @Test("who records for an external role does so as a registrar; both are kept")
    func onBehalf() {
        let play = Play(
            Sketch(steps: [.task("a", by: ["ouders", "leerkracht"]), .task("b", by: ["ouders"])])
        ).opened()
        var own = play
        #expect(own.when(.done(1)) == .facts(["done 1 a gereed on 7 as leerkracht", "open 2 b"]))
        #expect(
            own.when(.done(2), by: "kim")
                == .facts(["done 2 b gereed on 7 as kc for ouders", "end voltooid completed"]))
        var asked = play
        #expect(
            asked.when(.done(1, for: "ouders"))
                == .facts(["done 1 a gereed on 7 as leerkracht for ouders", "open 2 b"]))
        #expect(asked.when(.done(2), by: "dik") == .refused(.roleNeeded(["ouders"])))
    }

    @Test("who was there is kept: staff by name, an external role without, or why nobody was")
    func presence() {
        var play = Play(Sketch(steps: [.task("a") { $0.together = ["kc", "ouders", "smw"] }])).opened()
        let there: [RoleID: Presence] = [
            "kc": .present(["kim", "kees"]), "ouders": .present([]), "smw": .absent(reason: "ziek"),
        ]
        #expect(
            play.when(
                .done(
                    1,
                    there: [
                        "kc": .present(["kim"]), "ouders": .present(["ann"]), "smw": .absent(reason: "ziek"),
                    ]))
                == .refused(.notOfRole(["ann"], "ouders")))
        #expect(
            play.when(.done(1, there: there))
                == .facts(["done 1 a gereed on 7 as leerkracht", "end voltooid completed"]))
        #expect(play.state.visits[0].completion?.presence == there)
    }

    @Test("a checklist must be ticked")
    func checklist() {
        var play = Play(Sketch(steps: [.task("a") { $0.checklist = ["x", "y"] }])).opened()
        #expect(play.when(.done(1)) == .refused(.checklistOpen(["x", "y"])))
        #expect(
            play.when(.done(1, ticked: true))
                == .facts(["done 1 a gereed on 7 as leerkracht", "end voltooid completed"]))
    }

    @Test("a provision is logged with its basis, and names only fields that have a value")
    func disclosure() {
        var play = Play(
            Sketch(
                steps: [
                    .task("a") {
                        $0.optional = ["ok", "note"]
                        $0.disclosure = Disclosure(
                            recipient: "veilig-thuis", fields: ["ok", "note"], ground: .law("Wmo"))
                    }
                ], fields: [Self.ok, Self.note])
        ).opened()
        #expect(
            play.when(.done(1, ["note": .text("x")]))
                == .facts([
                    "done 1 a gereed on 7 as leerkracht with note", "disclose 1 to veilig-thuis: note (Wmo)",
                    "end voltooid completed",
                ]))
    }

    @Test("`anders_dan` asks another person, `zelfde_als` the same, of who did the step last")
    func otherAndSame() {
        var play = Play(
            Sketch(steps: [
                .task("a") { $0.outcomes = [("again", "a", []), ("on", "verder", [])] },
                .task("b") { $0.otherThan = "a" }, .task("c") { $0.sameAs = "a" },
            ])
        ).opened()
        play.when(.done(1, "again"), by: "lea")
        play.when(.done(2, "on"), by: "leo")
        #expect(play.may("leo") == [])
        #expect(play.when(.done(3), by: "leo") == .refused(.otherPersonNeeded("leo", "a")))
        #expect(play.when(.done(3), by: "lea") == .facts(["done 3 b gereed on 7 as leerkracht", "open 4 c"]))
        #expect(play.when(.done(4), by: "lea") == .refused(.samePersonNeeded("leo", "a")))
        #expect(
            play.when(.done(4), by: "leo")
                == .facts(["done 4 c gereed on 7 as leerkracht", "end voltooid completed"]))
    }

    @Test("`anders` does not stand for an empty field, unless a row of the choice asks for `leeg`")
    func rest() {
        func play(_ rows: [(when: Condition?, to: String)]) -> Play {
            Play(
                Sketch(
                    steps: [.task("a") { $0.optional = ["ok", "note"] }, .choice("c", rows), .task("z")],
                    fields: [Self.ok, Self.note])
            ).opened()
        }
        let isOk = Condition.test(.field("ok"), .oneOf([.yesNo(true)]))
        let noted = Condition.test(.field("note"), .filled)
        var unforeseen = play([(isOk, "voltooid"), (nil, "z")])
        #expect(unforeseen.when(.done(1)) == .refused(.choiceUndecided("c")))
        #expect(
            unforeseen.when(.done(1, ["ok": .yesNo(false)]))
                == .facts(["done 1 a gereed on 7 as leerkracht with ok", "choose 2 c row 2", "open 3 z"]))
        // The checker accepts this card: whoever wrote it has reckoned with an empty `ok`.
        var foreseen = play([
            (isOk, "voltooid"), (.all([.test(.field("ok"), .empty), noted]), "z"), (nil, "z"),
        ])
        #expect(
            foreseen.when(.done(1))
                == .facts(["done 1 a gereed on 7 as leerkracht", "choose 2 c row 3", "open 3 z"]))
        var filled = play([(noted, "voltooid"), (nil, "z")])
        #expect(
            filled.when(.done(1))
                == .facts(["done 1 a gereed on 7 as leerkracht", "choose 2 c row 2", "open 3 z"]))
    }

    @Test("of several interrupts the first that holds for the actor counts; what is open is cancelled")
    func interrupts() {
        var play = Play(
            Sketch(
                steps: [.task("a") { $0.optional = ["ok"] }, .task("b"), .task("c")], fields: [Self.ok],
                interrupts: [
                    .report("acuut", when: .test(.field("ok"), .filled), to: "b"),
                    .report("acuut", by: ["directeur"], to: "c"), .report("acuut", to: "voltooid"),
                    .report("weg", when: .any([]), to: "voltooid"),
                ])
        ).opened()
        #expect(play.may("kim") == [.interrupt("acuut"), .suspend, .stop])
        var byHead = play
        #expect(
            byHead.when(.report("acuut"), by: "dik")
                == .facts(["interrupt acuut at 1 as directeur", "cancel 1 a", "open 2 c"]))
        var byKC = play
        #expect(
            byKC.when(.report("acuut"), by: "kim")
                == .facts(["interrupt acuut at 2 as kc", "cancel 1 a", "end voltooid completed"]))
        play.when(.done(1, ["ok": .yesNo(false)]))
        #expect(
            play.may("kim") == [.interrupt("acuut"), .reopen(play.state.visits[0]), .suspend, .stop])
        #expect(
            play.when(.report("acuut"), by: "kim")
                == .facts(["interrupt acuut as kc", "cancel 2 b", "open 3 b"]))
    }

    @Test("a clock that has been set back offers nothing that would be refused")
    func clockSetBack() {
        var play = Play(Sketch(steps: [.task("a")], interrupts: [.report("acuut", to: "voltooid")]))
        play.when(.open(.ofPupil), on: september(8))
        #expect(play.may("kim", on: september(7)) == [])
        let refusal = Refusal.clockBehind(september(8))
        #expect(play.when(.report("acuut"), by: "kim", on: september(7)) == .refused(refusal))
        #expect(play.when(.stop("Vergissing."), by: "kim", on: september(7)) == .refused(refusal))
        var nobody = Play(Sketch(steps: [.task("a", by: ["smw"])]))
        nobody.when(.open(.ofPupil), on: september(8))
        #expect(nobody.may("kim", on: september(7)) == [])
        #expect(nobody.when(.assign(1, to: "ann"), by: "kim", on: september(7)) == .refused(refusal))
    }

    @Test("a card that starts with steps that are all skipped ends at once")
    func endsAtOnce() {
        var play = Play(Sketch(steps: [.task("a", when: .any([])), .choice("c", when: .any([]), [])]))
        #expect(
            play.when(.open(.ofPupil))
                == .facts(["start as leerkracht", "skip 1 a", "skip 2 c", "end voltooid completed"]))
    }

    @Test("when the content of an event has been destroyed, its values are gone and the rest stands")
    func destroyed() {
        var play = Play(
            Sketch(steps: [.task("a") { $0.required = ["note"] }, .task("b")], fields: [Self.note])
        ).opened()
        play.when(.done(1, ["note": .text("x")]))
        let state = replay(play.events.map { Event(stamp: $0.stamp, fact: $0.fact) })
        #expect(state.values.isEmpty)
        #expect(state.visits == play.state.visits)
    }

    // MARK: - Round and round

    @Test("a whole school goes on in one day, and a step that somebody completes with it")
    func wholeSchool() {
        var play = Play(
            Sketch(
                steps: [
                    .parallel(
                        "blok",
                        [
                            .only(
                                .forEach(
                                    "elk", .pupils, [.wait("w", .span(days(2))), .task("t")])),
                            .only(.task("a", then: "b")),
                        ]), .task("b"),
                ], subject: .school))
        play.world.pupils = (1...300).map(Subject.pupil)
        play = play.opened(OpenCase(subject: Subject(kind: .school, id: "s"), textHash: "00"))
        let other = play.state.visits.count
        play.when(.done(other), on: september(9))
        #expect(play.state.openVisits.map(\.step) == ["b"])
        #expect(play.state.visits.count { $0.step == "t" } == 300)
    }

    @Test("blocks within blocks open for as many items as there are")
    func wideBlocks() {
        let skipped = ["a", "b", "c", "d"].map { StepSketch.task($0, when: .any([])) }
        let play = Play(
            Sketch(steps: [
                .forEach(
                    "buiten", .fixed("x", (1...24).map(String.init)),
                    [.forEach("binnen", .fixed("y", (1...28).map(String.init)), skipped + [.task("e")])])
            ])
        ).opened()
        #expect(play.state.openVisits.count { $0.step == "e" } == 24 * 28)
    }

    @Test("a card that goes round is refused, also round a wide block or by what falls due at once")
    func goesRound() {
        let wide = Play(
            Sketch(steps: [
                .task("a"),
                .forEach("elk", .fixed("x", (1...30).map(String.init)), [.task("t", when: .any([]))]),
                .choice("terug", [(nil, "elk")]),
            ])
        ).opened()
        var around = wide
        #expect(around.when(.done(1)) == .refused(.endless("elk")))
        // By the clock nobody can be refused: it stops there.
        var expiring = Play(
            Sketch(steps: [
                .task("a") {
                    $0.term = .period(.day(month: 9, day: 1))
                    $0.outcomes = [("gereed", "verder", []), ("verlopen", "a", [])]
                }
            ])
        )
        expiring.calendar = .whole
        expiring = expiring.opened()
        #expect(expiring.state.isRunning)
        #expect(expiring.events.count < 1_000)
    }
}
