import CardEngine
import SchoolTime
import Testing

@Suite("Provisions that need a consent")
struct ProvisionTests {
    private static func play(_ consents: [Consent], among roster: Roster = .wilgen) -> Play {
        var play = Play(
            Sketch(
                steps: [
                    .task("stuur") {
                        $0.optional = ["advies"]
                        $0.disclosure = Disclosure(
                            recipient: "vo-school", fields: ["advies"], ground: .consent("zib-vo"))
                        $0.outcomes = [("gereed", "verder", []), ("geen toestemming", "z", [])]
                    }, .task("b", then: "voltooid"), .task("z"),
                ], fields: [Field(id: "advies", title: "", kind: .text)]))
        play.know { $0.consents = consents }
        play.roster = roster
        return play.opened()
    }

    private static func consent(to recipient: RoleID? = "vo-school", until: Int? = nil) -> Consent {
        Consent(purpose: "zib-vo", recipient: recipient, until: until.map(september))
    }

    @Test("with the consent it is done and logged; `geen toestemming` is no answer of a person")
    func given() {
        var play = Self.play([Self.consent()])
        #expect(
            play.when(.done(1, "geen toestemming"))
                == .refused(.unknownOutcome("geen toestemming", known: ["gereed"])))
        #expect(
            play.when(.done(1, ["advies": .text("havo")]))
                == .facts([
                    "done 1 stuur gereed on 7 as leerkracht with advies",
                    "disclose 1 to vo-school: advies (zib-vo)",
                    "open 2 b",
                ]))
    }

    @Test("a consent for the role by another of its names will do, as long as it holds")
    func otherName() {
        var play = Self.play([Self.consent(to: "vo", until: 10)])
        #expect(play.latest.last == "open 2 z")
        play = Self.play([Self.consent(to: "vo", until: 10)], among: .wilgen.also(["vo": "vo-school"]))
        #expect(play.latest.last == "open 1 stuur")
        #expect(
            play.dawn(september(14))
                == .facts([
                    "lapse zib-vo of vo on 11", "close 1 stuur geen toestemming on 11", "open 2 z",
                ]))
    }

    @Test("of two consents for a role by two of its names the longest counts")
    func twoNames() {
        let consents = [Self.consent(to: "vo", until: 8), Self.consent(until: 20)]
        var play = Self.play(consents, among: .wilgen.also(["vo": "vo-school"]))
        #expect(play.latest.last == "open 1 stuur")
        #expect(play.dawn(september(10)) == .facts([]))
    }

    @Test(
        "without it, or with that for another, the step is over as it opens",
        arguments: [nil, "samenwerkingsverband"] as [RoleID?])
    func missing(recipient: RoleID?) {
        for consents in [[], [Self.consent(to: recipient)], [Self.consent(until: 6)]] {
            let play = Self.play(consents)
            #expect(
                play.latest.suffix(3) == ["open 1 stuur", "close 1 stuur geen toestemming on 7", "open 2 z"])
        }
    }

    @Test("withdrawn while the step is open")
    func withdrawn() {
        var play = Self.play([Self.consent()])
        play.know { $0.consents = [] }
        #expect(
            play.when(.done(1, ["advies": .text("havo")]), on: september(9))
                == .refused(.stepClosed("stuur", "geen toestemming", september(9))))
        #expect(
            play.dawn(september(9))
                == .facts([
                    "note 1: consents []", "lapse zib-vo of vo-school on 9",
                    "close 1 stuur geen toestemming on 9",
                    "open 2 z",
                ]))
    }

    @Test("ran out while the step was open: as of the day after the last, whenever the daily run comes")
    func ranOut() {
        var play = Self.play([Self.consent(until: 10)])
        #expect(play.dawn(september(10)) == .facts([]))
        play.dawn(september(15))
        #expect(play.latest.contains("close 1 stuur geen toestemming on 11"))
        #expect(play.state.visits[1].openedOn == september(11))
    }

    @Test(
        "made while the consent held and recorded when it was over: it is logged, and the case stays where it went"
    )
    func recordedLater() {
        var play = Self.play([Self.consent(until: 10)])
        play.dawn(september(15))
        let values: [FieldID: FieldValue] = ["advies": .text("havo")]
        #expect(
            play.when(.done(1, values), on: september(15))
                == .refused(.stepClosed("stuur", "geen toestemming", september(11))))
        for day in [6, 11, 15] {
            #expect(
                play.when(.done(1, on: september(day), values), on: september(15))
                    == .refused(.dayOutside(from: september(7), to: september(10))))
        }
        #expect(
            play.when(.done(1, on: september(9), values), by: "ann", on: september(15))
                == .refused(.roleNeeded(["leerkracht"])))
        // Who is asked for the form hears the same.
        for (day, refusal) in [
            (nil, .stepClosed("stuur", "geen toestemming", september(11))), (september(9), nil),
        ] as [(Day?, Refusal?)] {
            #expect(
                CardEngine.refusal(
                    toComplete: 1, doneOn: day, in: play.state, on: play.card,
                    at: play.now("lea", september(15))) == refusal)
        }
        #expect(
            play.when(.done(1, on: september(9), values), on: september(15))
                == .facts([
                    "done 1 stuur gereed on 9 as leerkracht with advies",
                    "disclose 1 to vo-school: advies (zib-vo)",
                ]))
        #expect(play.state.openVisits.map(\.step) == ["z"])
        // Also when the case has ended since; not of a step that was over as it opened.
        play = Self.play([Self.consent(until: 10)])
        play.dawn(september(15))
        play.when(.done(2, on: september(15)), on: september(15))
        #expect(!play.state.isRunning)
        #expect(
            play.when(.done(1, on: september(7), values), on: september(16)).first
                == "done 1 stuur gereed on 7 as leerkracht with advies")
        #expect(!play.state.isRunning)
        play = Self.play([])
        #expect(
            play.when(.done(1, on: september(7), values), on: september(7))
                == .refused(.stepClosed("stuur", "geen toestemming", september(7))))
    }

    @Test("also where the step was reached again since, and ended once more without consent")
    func recordedLaterOfTwo() {
        var play = Play(
            Sketch(steps: [
                .task("stuur") {
                    $0.disclosure = Disclosure(
                        recipient: "vo-school", fields: [], ground: .consent("zib-vo"))
                    $0.outcomes = [("gereed", "verder", []), ("geen toestemming", "z", [])]
                }, .task("b", then: "voltooid"), .task("z", then: "stuur"),
            ]))
        play.know { $0.consents = [Self.consent(until: 10)] }
        play = play.opened()
        play.when(.done(2), on: september(12))
        #expect(play.latest.contains("close 3 stuur geen toestemming on 12"))
        play.when(.done(1, "gereed", on: september(9)), on: september(13))
        #expect(play.latest.contains { $0.hasPrefix("disclose") }, "\(play.latest)")
    }

    @Test("recorded later: what had a value on the day on which it was made was provided, and no more")
    func recordedLaterWithThen() {
        let names: [FieldID] = ["een", "twee", "drie", "vier"]
        var play = Play(
            Sketch(
                steps: [
                    .task("a") { $0.optional = ["een", "twee"] },
                    .parallel(
                        "blok",
                        [
                            .only(
                                .task("stuur") {
                                    $0.disclosure = Disclosure(
                                        recipient: "vo-school", fields: names + ["vijf"],
                                        ground: .consent("zib-vo"))
                                    $0.optional = ["vijf"]
                                    $0.outcomes = [
                                        ("gereed", "verder", []), ("geen toestemming", "verder", []),
                                    ]
                                }), .only(.task("c") { $0.optional = ["drie"] }),
                        ]), .task("d") { $0.optional = ["vier"] }, .task("e"),
                ], fields: (names + ["vijf"]).map { Field(id: $0, title: "", kind: .text) }))
        play.know { $0.consents = [Self.consent(until: 10)] }
        play = play.opened()
        play.when(.done(1, ["een": .text("x"), "twee": .text("x")]))
        play.dawn(september(12))
        // Of the 8th, told on the 12th; and after the day on which it was made.
        let c = play.state.openVisits.first { $0.step == "c" }?.number ?? 0
        play.when(.done(c, on: september(8), ["drie": .text("x")]), on: september(12))
        let d = play.state.openVisits.first { $0.step == "d" }?.number ?? 0
        play.when(.done(d, ["vier": .text("x")]), on: september(13))
        play.when(
            .correct(CorrectValues(visit: 1, values: [:], emptied: ["twee"], reason: "Over een ander")),
            on: september(14))
        let stuur = play.state.visits.first { $0.step == "stuur" }?.number ?? 0
        play.when(.done(stuur, "gereed", on: september(9), ["vijf": .text("x")]), on: september(15))
        #expect(play.latest.last == "disclose \(stuur) to vo-school: een twee drie vijf (zib-vo)")
    }

    @Test("recorded later: what the subject got since is not overwritten by what is from before it")
    func recordedLaterThanTheAttribute() {
        var play = Play(
            Sketch(
                steps: [
                    .task("stuur") {
                        $0.required = ["advies"]
                        $0.records = [AttributeRecord(attribute: "po-advies", field: "advies")]
                        $0.disclosure = Disclosure(
                            recipient: "vo-school", fields: [], ground: .consent("zib-vo"))
                        $0.outcomes = [("gereed", "verder", []), ("geen toestemming", "z", [])]
                    }, .task("z"),
                ], fields: [Field(id: "advies", title: "", kind: .text)]))
        play.know { $0.consents = [Self.consent(until: 10)] }
        play = play.opened()
        play.dawn(september(12))
        let late = Command.done(1, "gereed", on: september(9), ["advies": .text("vmbo")])
        var other = play
        play.know { $0.attributes["po-advies"] = .text("havo") }
        play.when(late, on: september(12))
        #expect(play.latest.last == "disclose 1 to vo-school:  (zib-vo)")
        other.when(late, on: september(12))
        #expect(other.latest.last == "record po-advies of 1")
    }

    @Test("opened late, and reminded meanwhile: still over as of the day after the consent ran out")
    func openedLate() {
        var play = Play(
            Sketch(steps: [
                .task("a"),
                .task("stuur") {
                    $0.reminders = [.at(.span(days(1)), nil)]
                    $0.disclosure = Disclosure(
                        recipient: "vo-school", fields: [], ground: .consent("zib-vo"))
                    $0.outcomes = [("gereed", "verder", []), ("geen toestemming", "z", [])]
                }, .task("b"), .task("z"),
            ]))
        play.know { $0.consents = [Self.consent(until: 12)] }
        play = play.opened()
        #expect(
            play.when(.done(1, on: september(7)), on: september(12)).first
                == "done 1 a gereed on 7 as leerkracht")
        var late = Play(play.card)
        late.world = play.world
        late = late.opened()
        late.when(.done(1, on: september(8)), on: september(20))
        #expect(
            late.latest.suffix(3) == [
                "remind 2 0 on 9", "close 2 stuur geen toestemming on 13", "open 3 z",
            ])
    }

    @Test(
        "of a pupil whose step opens in what is caught up: as of the day after the last, whenever the daily run comes"
    )
    func ranOutBeforeItWasCaughtUp() {
        var play = Play(
            Sketch(
                steps: [
                    .task("a") {
                        $0.term = .span(days(2))
                        $0.outcomes = [(Outcome.done, "verder", []), (Outcome.expired, "verder", [])]
                    },
                    .forEach(
                        "elk", .pupils,
                        [
                            .task("stuur") {
                                $0.disclosure = Disclosure(
                                    recipient: "vo-school", fields: [], ground: .consent("zib-vo"))
                                $0.outcomes = [("gereed", "verder", []), ("geen toestemming", "verder", [])]
                            }
                        ]),
                ], subject: .group))
        play.world.pupils = [.pupil(1)]
        play.know { $0.consents = [Self.consent(until: 12)] }
        play = play.opened(.ofGroup)
        var daily = play
        play.dawn(september(20))
        let note = "note 1: consents [zib-vo to vo-school until 12]"
        #expect(
            play.latest.prefix(5) == [
                "close 1 a verlopen on 10", "open 2 elk [1]",
                note + " on 10",
                "open 3 stuur @2.0", "close 3 stuur geen toestemming on 13",
            ])
        for day in 8...20 { daily.dawn(september(day)) }
        // All but that the note and the end tell their day when it is another than that of the stamp.
        let late = play.events.dropLast().map(\.fact.brief).map { $0 == note + " on 10" ? note : $0 }
        #expect(daily.events.dropLast().map(\.fact.brief) == late)
    }

    @Test("what was done while the consent held can be recorded after it ran out")
    func recordedLate() {
        var play = Self.play([Self.consent(until: 10)])
        #expect(
            play.when(.done(1, on: september(9)), on: september(10)).first
                == "done 1 stuur gereed on 9 as leerkracht")
    }
}
