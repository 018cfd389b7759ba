import CardEngine
import SchoolTime
import Testing

@Suite("What is known of the subject")
struct SubjectTests {
    @Test("what a row keeps as an attribute is held against its limits when the row is filled in")
    func recordOfARow() {
        let columns = [
            Field(id: "jaar", title: "", kind: .wholeNumber), Field(id: "geboren", title: "", kind: .date),
        ]
        var play = Play(
            Sketch(
                steps: [
                    .task("a") { $0.required = ["kinderen"] },
                    .forEach(
                        "elk", .rows("kinderen"),
                        [
                            .task("b") {
                                $0.records = [
                                    AttributeRecord(attribute: .grade, field: "jaar"),
                                    AttributeRecord(attribute: .birth, field: "geboren"),
                                ]
                            }
                        ]),
                ],
                fields: [Field(id: "kinderen", title: "", kind: .list(columns, nil))]
            )
        ).opened()
        func done(_ year: Int, _ birth: Day) -> Command {
            .done(
                1,
                [
                    "kinderen": .rows([
                        Row(number: 1, cells: ["jaar": .number(Number(year)), "geboren": .date(birth)])
                    ])
                ])
        }
        func wrong(_ column: FieldID, _ fault: ValueFault) -> Answer {
            .refused(.wrongValue("kinderen", .wrongCell(row: 1, column, fault)))
        }
        #expect(play.when(done(9, september(1))) == wrong("jaar", .tooLarge(most: Number(8))))
        #expect(play.when(done(0, september(1))) == wrong("jaar", .tooSmall(least: Number(1))))
        #expect(play.when(done(8, september(8))) == wrong("geboren", .tooLate(most: september(7))))
        #expect(play.when(done(8, september(7))).first?.hasPrefix("done 1 a") == true)
    }

    @Test("no more of a child is noted than the card names")
    func onlyNamed() {
        var play = Play(
            Sketch(steps: [.task("a", when: .attribute(.grade, is: "6")), .task("b")]))
        play.know {
            $0.attributes = [
                .grade: .number(Number(6)), .birth: .date(day(2016, 1, 1)), "kleur": .text("x"),
                .group: .text("groep-geel"),
            ]
            $0.authorities = 2
            $0.consents = [Consent(purpose: "x", recipient: nil, until: nil)]
        }
        play = play.opened()
        #expect(play.latest == ["start as leerkracht", "note 1: jaargroep", "open 1 a"])
        #expect(play.dawn(september(8)) == .facts([]))
        play.know { $0.attributes["kleur"] = nil }
        #expect(play.dawn(september(8)) == .facts([]))
        play.know { $0.attributes[.grade] = nil }
        #expect(play.dawn(september(8)) == .facts(["note 1: jaargroep"]))
        #expect(play.state.subjects[.pupil]?.attributes[.grade] == nil)
    }

    @Test("what fell due before the news goes by what was known then, whenever the daily run comes")
    func dueBeforeTheNews() {
        let six = Condition.attribute(.grade, is: "6")
        var play = Play(
            Sketch(steps: [
                .task("a") {
                    $0.term = .span(days(2))
                    $0.outcomes = [(Outcome.done, "verder", []), (Outcome.expired, "verder", [])]
                }, .task("b", when: six), .task("c", when: six), .task("d"),
            ]))
        play.know { $0.attributes = [.grade: .number(Number(6))] }
        play = play.opened()
        play.know { $0.attributes = [.grade: .number(Number(7))] }
        #expect(
            play.dawn(september(20))
                == .facts([
                    "close 1 a verlopen on 10", "open 2 b", "note 1: jaargroep",
                ]))
        #expect(play.when(.done(2), on: september(20)).last == "open 4 d")
        // What falls due on the day itself goes by what is known that day.
        var today = Play(play.card)
        today.know { $0.attributes = [.grade: .number(Number(6))] }
        today = today.opened()
        today.know { $0.attributes = [.grade: .number(Number(7))] }
        #expect(today.dawn(september(10)).last == "open 4 d")
    }

    @Test("what was planned for a day counts from that day, also when it becomes fact later")
    func plannedNews() {
        let six = Condition.attribute(.grade, is: "6")
        func expiring(_ id: String, _ term: Int) -> StepSketch {
            .task(id) {
                $0.term = .span(days(term))
                $0.outcomes = [(Outcome.done, "verder", []), (Outcome.expired, "verder", [])]
            }
        }
        var play = Play(
            Sketch(steps: [
                expiring("a", 2), expiring("b", 3), .task("c", when: six), .task("d"),
            ]))
        play.know { $0.attributes = [.grade: .number(Number(6))] }
        play = play.opened()
        play.know { $0.attributes = [.grade: .number(Number(7))] }
        play.world.newsSince = september(12)
        #expect(
            play.dawn(september(20))
                == .facts([
                    "close 1 a verlopen on 10", "open 2 b until 13", "note 1: jaargroep on 12",
                    "close 2 b verlopen on 14", "skip 3 c", "open 4 d",
                ]))
    }

    @Test("a pupil without a known group stays in that in which the case was opened; one that moves is noted")
    func group() {
        var play = Play(Sketch(steps: [.task("a")]))
        play.know { _ in }
        play = play.opened()
        #expect(play.latest == ["start as leerkracht", "open 1 a"])
        play.know { $0.attributes[.group] = .text("groep-rood") }
        #expect(play.dawn(september(8)) == .facts(["note 1: groep"]))
        #expect(play.state.subject(at: nil)?.group == "groep-rood")
        play.know { $0.attributes[.group] = nil }
        #expect(play.dawn(september(9)) == .facts(["note 1: groep"]))
        #expect(play.dawn(september(10)) == .facts([]))
    }

    @Test("`groep` is the group that the subject is in, also when there is no note of it")
    func groupWithoutNote() {
        let isYellow = Condition.attribute(.group, is: "groep-geel")
        let steps: [StepSketch] = [.task("a", when: isYellow), .task("b")]
        var play = Play(Sketch(steps: steps)).opened()
        #expect(play.latest.last == "open 1 a")
        play.know { $0.attributes[.group] = .text("groep-rood") }
        play.when(.done(1))
        play.when(.reopen(1), by: "kim")
        #expect(play.latest.suffix(2) == ["skip 3 a", "open 4 b"])
        #expect(Play(Sketch(steps: steps, subject: .group)).opened(.ofGroup).latest.last == "open 1 a")
        let red = OpenCase(
            subject: Subject(kind: .pupil, id: "1", group: "groep-rood"), textHash: "00")
        #expect(Play(Sketch(steps: steps)).opened(red).latest.last == "open 2 b")
        var items = Play(
            Sketch(steps: [.forEach("elk", .pupils, [.task("a")], when: isYellow)], subject: .school))
        items.world.pupils = [.pupil(1), Subject(kind: .pupil, id: "2", group: "groep-rood"), .pupil(3)]
        let school = OpenCase(subject: Subject(kind: .school, id: "school"), textHash: "00")
        #expect(
            items.opened(school).latest.dropFirst() == [
                "open 1 elk [1, 3]", "open 2 a @1.0", "open 3 a @1.1",
            ])
    }

    @Test("`leeftijd` and `ingeschreven` are those of the day", arguments: [(7, true), (8, false)])
    func onTheDay(birthday: Int, isNine: Bool) {
        let nine = Condition.test(.attribute(.age), .atLeast(Number(9)))
        var play = Play(Sketch(steps: [.task("a", when: nine), .task("b")]))
        play.know { $0.attributes[.birth] = .date(day(2017, 9, birthday)) }
        #expect(play.opened().latest.last == (isNine ? "open 1 a" : "open 2 b"))
    }

    @Test(
        "enrolled up to and including the last day",
        arguments: [(6, false), (7, true), (9, true), (10, false)])
    func enrolled(today: Int, isEnrolled: Bool) {
        var play = Play(Sketch(steps: [.task("a", when: .attribute(.isEnrolled, is: "ja")), .task("b")]))
        play.know { $0.attributes = [.enrolment: .date(september(7)), .departure: .date(september(9))] }
        #expect(play.opened(on: september(today)).latest.last == (isEnrolled ? "open 1 a" : "open 2 b"))
    }

    @Test(
        "`leg_vast` keeps a field as an attribute; the state knows it at once, before the subject's stream does"
    )
    func records() {
        var play = Play(
            Sketch(
                steps: [
                    .task("a") {
                        $0.optional = ["einddatum"]
                        $0.records = [AttributeRecord(attribute: "tlv", field: "einddatum")]
                    }, .task("b") { $0.term = .relative(weeks(1), .before, .named("tlv")) },
                ], fields: [Field(id: "einddatum", title: "", kind: .date)]))
        play.know { $0.attributes["tlv"] = .date(september(14)) }
        play = play.opened()
        var silent = play
        #expect(silent.when(.done(1)) == .facts(["done 1 a gereed on 7 as leerkracht", "open 2 b until 7"]))
        #expect(
            play.when(.done(1, ["einddatum": .date(september(28))]))
                == .facts([
                    "done 1 a gereed on 7 as leerkracht with einddatum", "record tlv of 1",
                    "open 2 b until 21",
                ]))
        play.know { $0.attributes["tlv"] = .date(september(28)) }
        #expect(play.dawn(september(8)) == .facts([]))
        play.know { $0.attributes["tlv"] = .date(september(30)) }
        #expect(play.dawn(september(8)) == .facts(["note 1: tlv", "move 2 deadline 21 to 23 by anchor"]))
    }

    @Test("what can't be so of a pupil is refused where it is filled in, also when a later step keeps it")
    func limits() {
        let born = AttributeRecord(attribute: .birth, field: "geboren")
        let play = Play(
            Sketch(
                steps: [.task("a") { $0.required = ["geboren"] }, .task("b") { $0.records = [born] }],
                fields: [Field(id: "geboren", title: "", kind: .date)])
        ).opened()
        var early = play
        #expect(
            early.when(.done(1, ["geboren": .date(september(8))]))
                == .refused(.wrongValue("geboren", .tooLate(most: september(7)))))
        var right = play
        #expect(
            right.when(.done(1, ["geboren": .date(september(6))])).first
                == "done 1 a gereed on 7 as leerkracht with geboren")
    }

    @Test("a step that is redone without giving the field leaves alone what the subject got since")
    func recordsOnce() {
        let records = [AttributeRecord(attribute: "tlv", field: "einddatum")]
        let play = Play(
            Sketch(
                steps: [
                    .task("vul") { $0.optional = ["einddatum"] },
                    .task("leg") {
                        $0.optional = ["einddatum"]
                        $0.records = records
                        $0.outcomes = [("weer", "leg", []), ("terug", "vul", [])]
                    },
                ], fields: [Field(id: "einddatum", title: "", kind: .date)]))
        // Filled in by an earlier step, kept by this one.
        var known = play.opened().after(.done(1, ["einddatum": .date(september(28))]))
        #expect(
            known.when(.done(2, "weer")).facts == [
                "done 2 leg weer on 7 as leerkracht", "record tlv of 1", "open 3 leg",
            ])
        known.know { $0.attributes["tlv"] = .date(september(30)) }
        #expect(
            known.when(.done(3, "terug")).facts
                == ["note 1: tlv", "done 3 leg terug on 7 as leerkracht", "open 4 vul"])
        // What is filled in anew, here or in an earlier step, counts again; in this step also the same value.
        known.when(.done(4, ["einddatum": .date(september(29))]))
        known.when(.done(5, "weer"))
        #expect(known.latest.contains("record tlv of 1"))
        known.when(.done(6, "weer", ["einddatum": .date(september(29))]))
        #expect(known.latest.contains("record tlv of 1"))
    }

    @Test("a consent that is given in a step holds at once, and stays when the subject's stream has it")
    func consentGiven() {
        var play = Play(
            Sketch(
                steps: [
                    .sign("geef", ["directeur"]) { $0.grant = ConsentGrant(purpose: "foto") }, .task("b"),
                ], interrupts: [.withdrawn("foto", to: "voltooid")]))
        play.know { _ in }
        play = play.opened()
        #expect(
            play.when(.signed(1, "directeur"), by: "dik")
                == .facts([
                    "sign 1 directeur agreed on 7", "consent foto of 1", "close 1 geef akkoord on 7",
                    "open 2 b",
                ]))
        play.know { $0.consents = [Consent(purpose: "foto", recipient: nil, until: nil)] }
        #expect(play.dawn(september(8)) == .facts([]))
        play.know { $0.consents = [] }
        #expect(play.dawn(september(9)).facts?.last == "end voltooid completed")
    }

    @Test("a consent that ran out before the case began does not lapse in it")
    func ranOutBefore() {
        var play = Play(Sketch(steps: [.task("a")], interrupts: [.withdrawn("foto", to: "voltooid")]))
        play.know { $0.consents = [Consent(purpose: "foto", recipient: nil, until: september(1))] }
        #expect(
            play.opened().latest == ["start as leerkracht", "note 1: consents [foto until 1]", "open 1 a"])
    }

    @Test(
        "who has the last day on which the case begins has left the day after; an announced change is known")
    func lastDay() {
        func play(on day: Day, start: [StartRule] = [.manual(["leerkracht"])]) -> Play {
            var play = Play(Sketch(steps: [.task("a"), .task("b")], start: start))
            play.world.announced = [SubjectEventMet(subject: .pupil, event: .left, day: september(9))]
            return play.opened(on: day)
        }
        var begun = play(on: september(9))
        #expect(begun.state.isRunning)
        #expect(begun.when(.done(1), on: september(9)).facts?.last == "open 2 b")
        #expect(begun.state.isRunning)
        begun.dawn(september(12))
        #expect(begun.latest == ["met left of 1 on 9", "cancel 2 b", "end vervallen aborted on 10"])
        // Begun after that day, or by it: the pupil had left already.
        for var later in [
            play(on: september(10)),
            play(on: september(9), start: [.manual(["leerkracht"]), StartRule(.event(.left))]),
        ] {
            later.dawn(september(12))
            #expect(later.state.isRunning)
        }
        // Of what only happens on a day, the case that begins on it has heard.
        var moved = Play(Sketch(steps: [.task("a")]))
        moved.world.announced = [
            SubjectEventMet(subject: .pupil, event: .groupChanged, day: september(9))
        ]
        moved = moved.opened(on: september(9))
        #expect(moved.dawn(september(10)) == .facts([]))
    }

    @Test("a pupil of a group whose last day it is when the block opens leaves it the day after")
    func lastDayOfItem() {
        var play = Play(
            Sketch(steps: [.forEach("elk", .pupils, [.task("a")]), .task("z")], subject: .group))
        play.world.pupils = [.pupil(1), .pupil(2)]
        play.world.announced = [SubjectEventMet(subject: .pupil(2), event: .left, day: september(7))]
        play = play.opened(.ofGroup)
        #expect(play.state.openVisits.count == 3)
        play.dawn(september(8))
        #expect(play.latest == ["met left of 2 on 7", "cancel 3 a", "pass @1.1"])
    }
}
