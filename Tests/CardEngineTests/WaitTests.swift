import CardEngine
import SchoolTime
import Testing

@Suite("Waits")
struct WaitTests {
    private static func play(_ moment: Moment, _ change: (inout StepSketch) -> Void = { _ in }) -> Play {
        var play = Play(
            Sketch(
                steps: [
                    .task("a") { $0.optional = ["gesprek"] }, .wait("wacht", moment) { change(&$0) },
                    .task("b"), .task("z"),
                ],
                fields: [Field(id: "gesprek", title: "", kind: .date)]))
        play.calendar = .whole
        return play.opened()
    }

    @Test("a duration: over on the day itself, also when the daily run came later")
    func duration() {
        var play = Self.play(.span(days(3))).after(.done(1))
        #expect(play.latest.last == "open 2 wacht over on 10")
        #expect(play.dawn(september(9)) == .facts([]))
        #expect(play.dawn(september(10)) == .facts(["close 2 wacht gereed on 10", "open 3 b"]))
        var late = Self.play(.span(days(3))).after(.done(1))
        #expect(late.dawn(september(20)) == .facts(["close 2 wacht gereed on 10", "open 3 b"]))
        #expect(late.state.visits[2].openedOn == september(10))
        #expect(late.events.last?.stamp.actor == Stamp.engine)
    }

    @Test("what is due is done before a command")
    func beforeCommand() {
        var play = Self.play(.span(days(3))).after(.done(1))
        #expect(
            play.when(.done(3), on: september(12))
                == .facts([
                    "close 2 wacht gereed on 10", "open 3 b", "done 3 b gereed on 12 as leerkracht",
                    "open 4 z",
                ]))
    }

    @Test("a moment that is past: on at once; a moment that moves takes the wait along")
    func moment() {
        let play = Self.play(.relative(weeks(1), .before, .field("gesprek")))
        var past = play
        #expect(
            past.when(.done(1, ["gesprek": .date(september(14))]))
                == .facts([
                    "done 1 a gereed on 7 as leerkracht with gesprek", "open 2 wacht over on 7",
                    "close 2 wacht gereed on 7", "open 3 b",
                ]))
        var coming = play.after(.done(1, ["gesprek": .date(september(24))]))
        #expect(coming.latest.last == "open 2 wacht over on 17")
        #expect(coming.dawn(september(17)) == .facts(["close 2 wacht gereed on 17", "open 3 b"]))
    }

    @Test("a case that went over to a text that asks the day in a step behind it is not held back for good")
    func neverAsked() {
        func sketch(_ first: [StepSketch], _ second: StepSketch) -> Sketch {
            Sketch(
                steps: first + [.task("a"), second],
                fields: [Field(id: "gesprek", title: "", kind: .date)])
        }
        var play = Play(sketch([], .task("wacht"))).opened()
        let asking = StepSketch.task("nieuw") { $0.required = ["gesprek"] }
        play.migrate(to: sketch([asking], .wait("wacht", .anchor(.field("gesprek")))))
        #expect(play.when(.done(1)) == .facts(["done 1 a gereed on 7 as leerkracht", "open 2 wacht"]))
    }

    private static let gesprek = Field(id: "gesprek", title: "", kind: .date)

    private static func asking(_ id: String, _ fields: [FieldID] = ["gesprek"]) -> StepSketch {
        .task(id) { $0.optional = fields }
    }

    @Test("a step that lacks its day waits for who can put it right; by a text in which nobody can, it opens")
    func emptiedDay() {
        func sketch(_ steps: [StepSketch]) -> Sketch {
            Sketch(
                steps: steps + [.task("b"), .wait("w", .anchor(.field("gesprek"))), .task("z")],
                fields: [Self.gesprek])
        }
        let empty = Command.correct(
            CorrectValues(visit: 1, values: [:], emptied: ["gesprek"], reason: "Nog niet bekend"))
        let emptied = Play(sketch([Self.asking("a")])).opened()
            .after(.done(1, ["gesprek": .date(september(9))])).after(empty)
        var play = emptied
        #expect(play.when(.done(2)) == .refused(.fieldMissing("w", "gesprek", at: "a", 1)))
        // Now another step asks for it, that this case has behind it without ever having been there.
        play.migrate(to: sketch([Self.asking("nieuw"), .task("a")]))
        #expect(play.when(.done(2)).facts?.last == "open 3 w")
        // Emptied after it went over, likewise.
        play = Play(sketch([Self.asking("a")])).opened().after(.done(1, ["gesprek": .date(september(9))]))
        play.migrate(to: sketch([Self.asking("a"), Self.asking("nieuw")]))
        play = play.after(empty)
        #expect(play.when(.done(2)) == .refused(.fieldMissing("w", "gesprek", at: "a", 1)))
        play = play.after(.correct(1, ["gesprek": .date(september(9))]))
        #expect(play.when(.done(2)).facts?.last == "open 3 w over on 9")
    }

    @Test("a day that the text asks of a step that was done is waited for, though it was never asked before")
    func askedSince() {
        func sketch(_ first: StepSketch) -> Sketch {
            Sketch(
                steps: [first, .task("b"), .wait("w", .anchor(.field("gesprek"))), .task("z")],
                fields: [Self.gesprek])
        }
        var play = Play(sketch(.task("a"))).opened().after(.done(1))
        play.migrate(to: sketch(Self.asking("a")))
        #expect(play.when(.done(2)) == .refused(.fieldMissing("w", "gesprek", at: "a", 1)))
        play = play.after(.correct(1, ["gesprek": .date(september(9))]))
        #expect(play.when(.done(2)).facts?.last == "open 3 w over on 9")
    }

    @Test("what the step itself leaves empty, and the next one needs, is asked of who does it")
    func leftEmpty() {
        let steps = [Self.asking("a"), .wait("w", .anchor(.field("gesprek"))), .task("z")]
        var play = Play(Sketch(steps: steps, fields: [Self.gesprek])).opened()
        #expect(play.when(.done(1)) == .refused(.fieldsNeeded(["gesprek"])))
        #expect(play.when(.done(1, ["gesprek": .date(september(9))])).facts?.last == "open 2 w over on 9")
    }

    @Test("who can't fill in what a step lacks is not told which field that is, or where")
    func notForAll() {
        func play(_ field: Field) -> Play {
            Play(
                Sketch(
                    steps: [
                        .task("a", by: ["kc"]) { $0.optional = ["gesprek"] },
                        .task("b", by: ["leerkracht", "kc"]), .wait("w", .anchor(.field("gesprek"))),
                        .task("z"),
                    ], fields: [field])
            ).opened().after(.done(1), by: "kim")
        }
        var open = play(Self.gesprek)
        #expect(open.when(.done(2)) == .refused(.cannotOpen("w")))
        #expect(open.when(.done(2), by: "kim") == .refused(.fieldMissing("w", "gesprek", at: "a", 1)))
        var hidden = play(Field(id: "gesprek", title: "", kind: .date, visibleTo: ["directeur"]))
        #expect(hidden.when(.done(2), by: "kim") == .refused(.cannotOpen("w")))
        // Who does not see the case corrects nothing in it.
        let steps = [Self.asking("a"), .task("b"), .wait("w", .anchor(.field("gesprek"))), .task("z")]
        var outside = Play(Sketch(steps: steps, fields: [Self.gesprek], visibleTo: ["directeur"])).opened()
            .after(.done(1))
        #expect(outside.when(.done(2)) == .refused(.cannotOpen("w")))
    }

    @Test("an open wait goes over to one for the day in a field only where somebody can fill that in")
    func migratedWait() {
        func sketch(_ first: StepSketch, _ moment: Moment) -> Sketch {
            Sketch(steps: [first, .wait("w", moment), .task("z")], fields: [Self.gesprek])
        }
        let field = Moment.anchor(.field("gesprek"))
        let waiting = Play(sketch(.task("a"), .span(days(9)))).opened().after(.done(1))
        var play = waiting
        #expect(
            play.migrate(to: sketch(.task("a"), field))
                == .refused(.cannotMigrate(.dayMissing("w", "gesprek"))))
        play.migrate(to: sketch(Self.asking("a"), field))
        #expect(
            play.migrate(to: sketch(.task("a"), field), hash: "02")
                == .refused(.cannotMigrate(.dayMissing("w", "gesprek"))))
        play = play.after(.correct(1, ["gesprek": .date(september(9))]))
        #expect(play.state.visits[1].until == september(9))
        // What is filled in already is waited for.
        play = Play(sketch(Self.asking("a"), .span(days(9)))).opened()
            .after(.done(1, ["gesprek": .date(september(9))]))
        play.migrate(to: sketch(.task("a"), field))
        #expect(play.state.visits[1].until == september(9))
    }

    @Test("an open wait goes over to one that counts from a step only where that was done")
    func migratedToStep() {
        func sketch(_ steps: [StepSketch], _ wait: Moment) -> Sketch {
            Sketch(steps: steps + [.wait("w", wait), .task("z")])
        }
        let counted = Moment.relative(days(3), .after, .step("s"))
        let waiting = Play(sketch([.task("a")], .span(days(9)))).opened().after(.done(1))
        var play = waiting
        let refused = Answer.refused(.cannotMigrate(.stepNotDone("w", "s")))
        #expect(play.migrate(to: sketch([.task("a"), .task("s")], counted)) == refused)
        #expect(play.migrate(to: sketch([.task("s"), .task("a")], .anchor(.step("s")))) == refused)
        #expect(play.state == waiting.state)
        // What was done has its day.
        play = Play(sketch([.task("s"), .task("a")], .span(days(9)))).opened().after(.done(1)).after(.done(2))
        play.migrate(to: sketch([.task("s"), .task("a")], counted))
        #expect(play.state.visits[2].until == september(10))
        // What waited for it already is no worse off.
        play = Play(sketch([.task("a")], counted)).opened().after(.done(1))
        play.migrate(to: sketch([.task("b"), .task("a")], counted))
        #expect(play.state.cardVersion?.textHash == "01")
    }

    private static let actions = Field(
        id: "acties", title: "",
        kind: .list(
            [
                Field(id: "actie", title: "", kind: .text),
                Field(id: "dag", title: "", kind: .date, mayBeEmpty: true),
            ], nil))

    private static func row(_ number: Int, _ day: Day?) -> Row {
        Row(
            number: number,
            cells: ["actie": .text("bel")].merging(day.map { ["dag": .date($0)] } ?? [:]) { $1 })
    }

    @Test("a cell that a step of its row waits for is filled in with the list, and not taken away")
    func emptyCell() {
        let steps: [StepSketch] = [
            Self.asking("lijst", ["acties"]),
            .forEach("elk", .rows("acties"), [.task("t"), .wait("w", .anchor(.field("dag")))]), .task("z"),
        ]
        var play = Play(Sketch(steps: steps, fields: [Self.actions])).opened()
            .after(.done(1, ["acties": .rows([Self.row(1, nil), Self.row(2, september(9))])]))
        #expect(play.when(.done(3)) == .refused(.fieldMissing("w", "dag", at: "lijst", 1)))
        #expect(play.when(.done(4)).facts?.last == "open 5 w @2.1 over on 9")
        // Nobody waits for that of the first row as yet.
        let rows: FieldValue = .rows([Self.row(1, september(10)), Self.row(2, nil)])
        #expect(play.when(.correct(1, ["acties": rows])) == .refused(.awaited("dag", "w")))
        play = play.after(
            .correct(1, ["acties": .rows([Self.row(1, september(10)), Self.row(2, september(9))])]))
        play = play.after(
            .correct(1, ["acties": .rows([Self.row(1, nil), Self.row(2, september(9))])]))
        #expect(play.when(.done(3)) == .refused(.fieldMissing("w", "dag", at: "lijst", 1)))
        play = play.after(
            .correct(1, ["acties": .rows([Self.row(1, september(10)), Self.row(2, september(9))])]))
        #expect(play.when(.done(3)).facts?.last == "open 6 w @2.0 over on 10")
    }

    @Test("an open step asks the day of its own item, or of each row of a list")
    func askedByOpenStep() {
        let field = Moment.anchor(.field("gesprek"))
        func items(_ moment: Moment) -> Sketch {
            let asking = StepSketch.task("t") {
                $0.optional = ["gesprek"]
                $0.term = .span(days(1))
                $0.outcomes = [("gereed", "verder", []), ("verlopen", "verder", [])]
            }
            return Sketch(
                steps: [.forEach("elk", .fixed("deel", ["x", "y"]), [asking, .wait("w", moment)])],
                fields: [Self.gesprek])
        }
        var play = Play(items(.span(days(9)))).opened()
            .after(.postpone(3, to: september(20)), by: "kim")
        play.dawn(september(10))
        #expect(
            play.migrate(to: items(field), on: september(10))
                == .refused(.cannotMigrate(.dayMissing("w", "gesprek"))))
        func rows(_ first: StepSketch, _ moment: Moment) -> Sketch {
            let block = StepSketch.forEach("elk", .rows("acties"), [.wait("w", moment)])
            return Sketch(
                steps: [
                    first, .parallel("samen", [.only(block), .only(Self.asking("later", ["acties"]))]),
                ], fields: [Self.actions])
        }
        play = Play(rows(Self.asking("lijst", ["acties"]), .span(days(9)))).opened()
            .after(.done(1, ["acties": .rows([Self.row(1, nil)])]))
        #expect(
            play.migrate(to: rows(.task("lijst"), .anchor(.field("dag"))))
                != .refused(.cannotMigrate(.dayMissing("w", "dag"))))
    }

    @Test("a row that is added needs the cell that its first step waits for")
    func addedRow() {
        let steps: [StepSketch] = [
            Self.asking("lijst", ["acties"]),
            .forEach("elk", .rows("acties"), [.wait("w", .anchor(.field("dag")))]), .task("z"),
        ]
        var play = Play(Sketch(steps: steps, fields: [Self.actions])).opened()
            .after(.done(1, ["acties": .rows([Self.row(1, september(9))])]))
        #expect(
            play.when(.addRow(["actie": .text("mail")], to: 2), by: "kim")
                == .refused(.fieldsNeeded(["dag"])))
        let whole: [FieldID: FieldValue] = ["actie": .text("mail"), "dag": .date(september(10))]
        #expect(
            play.when(.addRow(whole, to: 2), by: "kim").facts?.last == "open 4 w @2.1 over on 10")
    }

    @Test("what a register took down stays as it is: a step for such a row opens without its day")
    func cellOfEntry() {
        let steps: [StepSketch] = [
            .register("noteer", "acties"),
            .forEach("elk", .rows("acties"), [.wait("w", .anchor(.field("dag")))]), .task("z"),
        ]
        var play = Play(Sketch(steps: steps, fields: [Self.actions])).opened()
            .after(.enter(1, ["actie": .text("bel")]))
        #expect(play.when(.done(1)).facts?.last == "open 3 w @2.0")
    }

    @Test(
        "a period counts by its first day; a day is taken in the school year of the occasion, or of the opening if later"
    )
    func period() {
        #expect(
            Self.play(.period(.day(month: 2, day: 1))).after(.done(1)).latest.last
                == "open 2 wacht over on 2027-02-01")
        #expect(
            Self.play(.period(.month(10))).after(.done(1)).latest.last == "open 2 wacht over on 2026-10-01")
        #expect(Self.play(.dayBefore(.month(10))).after(.done(1)).latest.last == "open 2 wacht over on 30")
        #expect(
            Self.play(.period(.planned("ronde"))).after(.done(1)).latest.last
                == "open 2 wacht over on 2027-02-01")
    }

    @Test("these roles may end it early")
    func early() {
        var play = Self.play(.span(days(3))) { $0.earlier = ["kc"] }.after(.done(1))
        #expect(play.when(.done(2)) == .refused(.roleNeeded(["kc"])))
        #expect(
            play.when(.done(2), by: "kim", on: september(8))
                == .facts(["done 2 wacht gereed on 8 as kc", "open 3 b"]))
        var nobody = Self.play(.span(days(3))).after(.done(1))
        #expect(nobody.when(.done(2), by: "kim") == .refused(.waitsByItself("wacht")))
        #expect(nobody.may("kim").allSatisfy { if case .complete = $0 { false } else { true } })
    }

    // MARK: - For another card

    private static func forCard(since: Moment? = nil) -> Play {
        var play = Play(
            Sketch(
                steps: [
                    .wait("wacht", forCard: "cito-lib", since: since) {
                        $0.term = .span(days(10))
                        $0.outcomes = [("gereed", "verder", []), ("verlopen", "z", [])]
                    }, .task("b", then: "voltooid"), .task("z"),
                ], subject: .group))
        play.calendar = .whole
        return play
    }

    private static func ended(_ days: [Int: [Day]]) -> World.Awaited {
        World.Awaited(
            subjects: [.pupil(1), .pupil(2)],
            completed: Dictionary(uniqueKeysWithValues: days.map { (.pupil($0.key), $0.value) }))
    }

    @Test(
        "what is recorded after the wait expired does not undo that, whether the daily run came in between or not"
    )
    func recordedLate() {
        func play(dawn: Day?) -> [String] {
            var play = Self.forCard()
            play.world.awaited["cito-lib"] = Self.ended([:])
            play = play.opened(.ofGroup)
            if let dawn { play.dawn(dawn) }
            play.world.awaited["cito-lib"] = World.Awaited(
                subjects: [.pupil(1)], completed: [.pupil(1): [september(15)]],
                recordedOn: [.pupil(1): [september(15): september(22)]])
            play.dawn(september(22))
            return play.events.suffix(2).map(\.fact.brief)
        }
        let expired = ["close 1 wacht verlopen on 18", "open 2 z"]
        #expect(play(dawn: september(19)) == expired)
        #expect(play(dawn: nil) == expired)
    }

    @Test("what is recorded before the wait expires counts as of its own day")
    func recordedInTime() {
        var play = Self.forCard()
        play.world.awaited["cito-lib"] = Self.ended([:])
        play = play.opened(.ofGroup)
        play.world.awaited["cito-lib"] = World.Awaited(
            subjects: [.pupil(1)], completed: [.pupil(1): [september(9)]],
            recordedOn: [.pupil(1): [september(9): september(16)]])
        #expect(play.dawn(september(16)) == .facts(["close 1 wacht gereed on 9", "open 2 b"]))
        #expect(play.state.visits[1].openedOn == september(9))
    }

    @Test("waits until all that are part of the subject had a case; over as of the last")
    func all() {
        var play = Self.forCard()
        play.world.awaited["cito-lib"] = Self.ended([1: [september(2)]])
        play = play.opened(.ofGroup)
        #expect(play.latest == ["start as leerkracht", "open 1 wacht until 17"])
        play.world.awaited["cito-lib"] = Self.ended([1: [september(2)], 2: [day(2026, 7, 1)]])
        #expect(play.dawn(september(9)) == .facts([]))
        play.world.awaited["cito-lib"] = Self.ended([1: [september(2)], 2: [day(2026, 7, 1), september(9)]])
        #expect(play.dawn(september(10)) == .facts(["close 1 wacht gereed on 9", "open 2 b"]))
    }

    @Test("over no sooner than whoever had none yet was no part any more")
    func allButWhoLeft() {
        func play(_ second: [Day]) -> Play {
            var play = Self.forCard().opened(.ofGroup)
            play.world.awaited["cito-lib"] = World.Awaited(
                subjects: [.pupil(1)], completed: [.pupil(1): [september(8)], .pupil(2): second],
                gone: [.pupil(2): september(11), .pupil(3): september(1)])
            play.dawn(september(14))
            return play
        }
        #expect(play([]).latest == ["close 1 wacht gereed on 11", "open 2 b"])
        #expect(play([september(9)]).latest == ["close 1 wacht gereed on 9", "open 2 b"])
        #expect(play([september(12)]).latest == ["close 1 wacht gereed on 11", "open 2 b"])
    }

    @Test("an end that is recorded when its pupil was no part any more: nobody waited for it by then")
    func recordedAfterWhoLeft() {
        for recorded in [12, 11, 10] {
            var play = Self.forCard().opened(.ofGroup)
            play.world.awaited["cito-lib"] = World.Awaited(
                subjects: [.pupil(1)],
                completed: [.pupil(1): [september(8)], .pupil(2): [september(9)]],
                gone: [.pupil(2): september(11)],
                recordedOn: [.pupil(2): [september(9): september(recorded)]])
            play.dawn(september(14))
            #expect(play.latest == ["close 1 wacht gereed on \(recorded == 10 ? 9 : 11)", "open 2 b"])
        }
    }

    @Test("`sinds` a moment; what was there before the wait opened: over at once")
    func since() {
        var play = Self.forCard(since: .period(.day(month: 9, day: 3)))
        play.world.awaited["cito-lib"] = Self.ended([1: [september(2)], 2: [september(4)]])
        #expect(play.opened(.ofGroup).latest == ["start as leerkracht", "open 1 wacht until 17"])
        play.world.awaited["cito-lib"] = Self.ended([1: [september(3)], 2: [september(4)]])
        #expect(
            play.opened(.ofGroup).latest == [
                "start as leerkracht", "open 1 wacht until 17", "close 1 wacht gereed on 7", "open 2 b",
            ])
    }

    @Test("what it waits for is there: on at once, before the next branch opens")
    func thereAlready() {
        var play = Play(
            Sketch(
                steps: [
                    .parallel(
                        "blok",
                        [
                            .only(
                                .wait("wacht", forCard: "cito-lib") {
                                    $0.term = .span(days(10))
                                    $0.outcomes = [("gereed", "verder", []), ("verlopen", "z", [])]
                                }), .only(.task("b")),
                        ], closesAt: .first), .task("z"),
                ], subject: .group))
        play.world.awaited["cito-lib"] = Self.ended([1: [september(2)], 2: [september(4)]])
        #expect(
            play.opened(.ofGroup).latest.dropFirst() == [
                "open 1 blok [wacht, b]", "open 2 wacht @1.0 until 17", "close 2 wacht gereed on 7",
                "branch @1.0", "close 1 blok gereed on 7", "open 3 z",
            ])
    }

    @Test("its term passes: `verlopen`, as of the day after")
    func expires() {
        var play = Self.forCard().opened(.ofGroup)
        #expect(play.dawn(september(17)) == .facts([]))
        #expect(play.dawn(september(30)) == .facts(["close 1 wacht verlopen on 18", "open 2 z"]))
    }
}
