import SchoolTime
import Testing

@testable import CardEngine

/// A running case goes on by another text of its card.
@Suite("Migration")
struct MigrationTests {
    private static let choice = Field(id: "f", title: "", kind: .choice(["x", "y"]))
    private static let list = Field(
        id: "l", title: "", kind: .list([Field(id: "c", title: "", kind: .choice(["x", "y"]))], nil))

    private static func list(of kind: FieldKind) -> Field {
        Field(id: "l", title: "", kind: .list([Field(id: "c", title: "", kind: kind)], nil))
    }

    private static func pair(_ first: StepSketch, _ second: StepSketch) -> StepSketch {
        .parallel("p", [.only(first), .only(second)])
    }

    private static func grant(_ purpose: PurposeID) -> ConsentGrant {
        ConsentGrant(purpose: purpose, recipient: .school, until: nil)
    }

    @Test("a case that began by a departure has met it, wherever its start rule stands now")
    func beganByDeparture() {
        let left = SubjectEventMet(subject: .pupil, event: .left, day: september(7))
        func sketch(_ start: [StartRule]) -> Sketch { Sketch(steps: [.task("a"), .task("b")], start: start) }
        let byEvent = StartRule(.event(.left))
        let begun = OpenCase(
            subject: .pupil, textHash: "00", origin: Origin(rule: Origin.Rule(rule: 0, item: 0)),
            occasion: Occasion(firstDay: left.day, lastDay: left.day, name: .departure))
        let texts: [[StartRule]] = [
            [.manual(["kc"]), byEvent], [.manual(["kc"])], [byEvent, .manual(["kc"])],
        ]
        for start in texts {
            var play = Play(sketch([byEvent])).opened(begun)
            play.migrate(to: sketch(start))
            play.migrate(to: sketch([.manual(["leerkracht"])] + start), hash: "02")
            #expect(play.when(Command.meet(.pupil, .left, left.day), on: september(8)) == .facts([]))
            #expect(play.state.isRunning)
        }
        // One that began by hand, or by another rule, meets it.
        var play = Play(sketch([StartRule(.event(.enrolled)), byEvent])).opened(begun)
        play.migrate(to: sketch([byEvent]))
        play.when(Command.meet(.pupil, .left, left.day), on: september(8))
        #expect(!play.state.isRunning)
    }

    // MARK: - What can't be

    struct Barred: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let before: Card
        let acts: [Command]
        let after: Card
        let fault: MigrationFault

        init(
            _ name: String, _ before: Sketch, _ acts: [Command] = [], to after: Sketch,
            _ fault: MigrationFault
        ) {
            testDescription = name
            self.before = before.card
            self.acts = acts
            self.after = after.card
            self.fault = fault
        }
    }

    static var barred: [Barred] {
        let a = StepSketch.task("a")
        let b = StepSketch.task("b")
        let filled: [Command] = [.done(1, ["f": .choice("x")])]
        func asking(_ field: Field) -> Sketch {
            Sketch(steps: [.task("a") { $0.required = [field.id] }, b], fields: [field])
        }
        let rows: [Command] = [.done(1, ["l": .rows([Row(number: 1, cells: ["c": .choice("x")])])])]
        func fixed(_ values: [String]) -> Sketch {
            Sketch(steps: [.forEach("e", .fixed("v", values), [a]), b])
        }
        func signed(_ signers: [RoleID], _ change: (inout StepSketch) -> Void = { _ in }) -> Sketch {
            Sketch(steps: [.sign("s", signers, change), b])
        }
        func ended(_ outcomes: [String], asked: String) -> Sketch {
            Sketch(steps: [
                .task("a") { $0.outcomes = outcomes.map { ($0, "verder", []) } }, b,
                .choice(
                    "k", [(.test(.outcome("a"), .oneOf([.choice(asked)])), "voltooid"), (nil, "voltooid")]),
            ])
        }
        return [
            Barred("the step is gone", Sketch(steps: [a, b]), to: Sketch(steps: [b]), .stepGone("a")),
            Barred(
                "another kind", Sketch(steps: [a]), to: Sketch(steps: [.sign("a", ["kc"])]), .kindChanged("a")
            ),
            Barred(
                "a wait for a card that was one for a moment",
                Sketch(steps: [.wait("w", .span(days(9)))]),
                to: Sketch(steps: [.wait("w", forCard: "c")]), .kindChanged("w")),
            Barred(
                "another list in a register",
                Sketch(steps: [.register("r", "l")], fields: [list]),
                to: Sketch(
                    steps: [.register("r", "m")],
                    fields: [list, Field(id: "m", title: "", kind: .list([], nil))]),
                .kindChanged("r")),
            Barred("into a block", Sketch(steps: [a, b]), to: Sketch(steps: [pair(a, b)]), .stepMoved("a")),
            Barred(
                "another branch", Sketch(steps: [.parallel("p", [.branch("x", [a]), .branch("y", [b])])]),
                to: Sketch(steps: [.parallel("p", [.branch("y", [b]), .branch("x", [a])])]),
                .branchesChanged("p")),
            Barred("a value that is open", fixed(["x", "y"]), to: fixed(["y", "z"]), .itemsChanged("e")),
            Barred(
                "other items", fixed(["x"]), to: Sketch(steps: [.forEach("e", .pupils, [a]), b]),
                .itemsChanged("e")),
            Barred("other signers", signed(["kc"]), to: signed(["kc", "directeur"]), .signersChanged("s")),
            Barred(
                "another question", signed(["kc"]), to: signed(["kc"]) { $0.question = .seen },
                .signersChanged("s")),
            Barred(
                "another consent", signed(["ouders"]) { $0.grant = grant("zib") },
                to: signed(["ouders"]) { $0.grant = grant("foto") }, .signersChanged("s")),
            Barred(
                "another card", Sketch(steps: [.call("c", "x")]), to: Sketch(steps: [.call("c", "y")]),
                .callChanged("c")),
            Barred(
                "an option that was chosen", asking(choice), filled,
                to: asking(Field(id: "f", title: "", kind: .choice(["y"]))), .valueUnfit("f")),
            Barred(
                "another kind of field", asking(choice), filled,
                to: asking(Field(id: "f", title: "", kind: .yesNo)), .valueUnfit("f")),
            Barred(
                "a cell", asking(list), rows, to: asking(list(of: .choice(["y"]))), .valueUnfit("c")),
            Barred(
                "a field that goes into a block", asking(choice), filled,
                to: Sketch(
                    steps: [a, b, .forEach("e", .fixed("v", ["x"]), [.task("z") { $0.required = ["f"] }])],
                    fields: [choice]), .fieldMoved("f")),
            Barred(
                "an outcome that is looked at", ended(["ja", "nee"], asked: "ja"), [.done(1, "ja")],
                to: ended(["wel", "niet"], asked: "wel"), .outcomeGone("a", "ja")),
            Barred(
                "about a group", Sketch(steps: [a]), to: Sketch(steps: [a], subject: .group), .otherSubject),
            Barred("hidden", Sketch(steps: [a]), to: Sketch(steps: [a], isHidden: true), .hiddenChanged),
            Barred("not hidden", Sketch(steps: [a], isHidden: true), to: Sketch(steps: [a]), .hiddenChanged),
        ]
    }

    @Test("what is open must still stand where it stands, and what is filled in must fit", arguments: barred)
    func refused(_ barred: Barred) {
        var play = Play(barred.before).opened()
        for act in barred.acts { play = play.after(act) }
        let before = play.events
        #expect(play.migrate(to: barred.after) == .refused(.cannotMigrate(barred.fault)))
        #expect(play.events == before)
        // Back to what it was, it can.
        #expect(play.migrate(to: barred.before) != .refused(.cannotMigrate(barred.fault)))
        #expect(play.state.cardVersion?.textHash == "01")
    }

    @Test("only the owner, with a reason, a case that runs, and to another text")
    func whoAndWhy() {
        let sketch = Sketch(steps: [.task("a")])
        var play = Play(sketch).opened()
        #expect(play.migrate(to: sketch, by: "lea") == .refused(.roleNeeded(["kc"])))
        #expect(play.migrate(to: sketch, " ") == .refused(.reasonNeeded))
        #expect(play.migrate(to: sketch, hash: "00") == .refused(.cannotMigrate(.sameText)))
        // A new text may have another owner; the one that looks after the case now lets it go.
        #expect(
            play.migrate(to: Sketch(steps: [.task("a")], owner: "directeur"), by: "dik")
                == .refused(.roleNeeded(["kc"])))
        #expect(
            play.migrate(to: Sketch(steps: [.task("a")], owner: "directeur"), by: "kim")
                == .facts(["migrate to 1 1 leerkracht"]))
        #expect(play.migrate(to: sketch, by: "kim", hash: "02") == .refused(.roleNeeded(["directeur"])))
        play.when(.done(1))
        let ended = play.migrate(to: sketch, by: "dik", hash: "02")
        guard case .refused(.caseEnded) = ended else {
            Issue.record("\(ended)")
            return
        }
    }

    // MARK: - What it changes

    @Test("dates are those of the new text: they move, come and go, and what was postponed stays postponed")
    func dates() {
        func sketch(
            _ term: Moment?, statutory: Moment? = nil, earliest: Moment? = nil, whole: Moment? = nil
        ) -> Sketch {
            Sketch(
                steps: [
                    .task("a") {
                        $0.term = term
                        $0.statutory = statutory
                        $0.earliest = earliest
                    }
                ], term: whole)
        }
        var play = Play(sketch(.span(days(7)), whole: .span(days(20)))).opened()
        #expect(
            play.migrate(to: sketch(.span(days(3)), statutory: .span(days(5)), whole: .span(days(10))))
                == .facts([
                    "migrate to 1 1 leerkracht", "move case deadline 27 to 17 by migrated",
                    "move 1 deadline 14 to 10 by migrated", "move 1 statutory - to 14 by migrated",
                ]))
        play.when(.postpone(1, to: september(12)), by: "kim")
        #expect(
            play.migrate(to: sketch(.span(days(4)), earliest: .span(days(1))), hash: "02")
                == .facts([
                    "migrate to 1 1 leerkracht", "move case deadline 17 to - by migrated",
                    "move 1 earliest - to 8 by migrated", "move 1 deadline 12 to 14 by migrated",
                    "move 1 statutory 14 to - by migrated",
                ]))
        #expect(
            play.migrate(to: sketch(nil), hash: "03")
                == .facts([
                    "migrate to 1 1 leerkracht", "move 1 earliest 8 to - by migrated",
                    "move 1 deadline 14 to - by migrated",
                ]))
        #expect(play.dawn(september(20)) == .facts([]))
    }

    @Test("a term by the new text that has passed is acted on, as of today")
    func expired() {
        func sketch(_ term: Int) -> Sketch {
            Sketch(steps: [
                .task("a") {
                    $0.term = .span(days(term))
                    $0.outcomes = [("gereed", "verder", []), ("verlopen", "b", [])]
                }, .task("b"),
            ])
        }
        var play = Play(sketch(9)).opened()
        #expect(
            play.migrate(to: sketch(2), on: september(12))
                == .facts([
                    "migrate to 1 1 leerkracht", "move 1 deadline 16 to 9 by migrated",
                    "close 1 a verlopen on 12", "open 2 b",
                ]))
    }

    @Test("who does it: other roles, a person in a field; who was assigned or escalated to stays")
    func performers() {
        func sketch(_ roles: [RoleID]) -> Sketch { Sketch(steps: [.task("a", by: roles), .task("b")]) }
        var play = Play(sketch(["leerkracht"])).opened()
        #expect(play.migrate(to: sketch(["kc"])) == .facts(["migrate to 1 1 kc"]))
        #expect(play.when(.done(1), by: "lea") == .refused(.roleNeeded(["kc"])))
        #expect(play.sees("kim")?.doable == [1])

        var assigned = Play(sketch(["smw"])).opened().after(.assign(1, to: "ann"), by: "kim")
        assigned.migrate(to: sketch(["leerkracht"]))
        #expect(assigned.state.visits[0].person == "ann")

        func named(_ field: FieldID) -> Sketch {
            Sketch(
                steps: [.task("a") { $0.required = ["wie"] }, .task("b", byField: field)],
                fields: ["wie", "ander"].map { Field(id: $0, title: "", kind: .person) })
        }
        var byField = Play(
            Sketch(
                steps: [.task("a") { $0.required = ["wie"] }, .task("b")],
                fields: [
                    Field(id: "wie", title: "", kind: .person)
                ])
        ).opened().after(.done(1, ["wie": .person("leo")]))
        #expect(byField.migrate(to: named("wie")) == .facts(["migrate to 1 2 for leo"]))
        #expect(byField.migrate(to: named("ander"), hash: "02") == .facts(["migrate to 1 2 for leo"]))

        func late(_ roles: [RoleID]) -> Sketch {
            Sketch(steps: [
                .task("a", by: roles) {
                    $0.term = .span(days(1))
                    $0.escalation = Escalation(delay: days(1), roles: ["directeur"])
                }
            ])
        }
        var escalated = Play(late(["leerkracht"])).opened()
        escalated.dawn(september(10))
        escalated.migrate(to: late(["kc"]), on: september(10))
        #expect(escalated.state.visits[0].performers == ["kc", "directeur"])
        #expect(escalated.dawn(september(11)) == .facts([]))
    }

    @Test("a reminder that was sent is not sent again when others come before it")
    func reminders() {
        func sketch(_ reminders: [Reminder]) -> Sketch {
            Sketch(
                steps: [
                    .task("a") {
                        $0.term = .span(days(10))
                        $0.reminders = reminders
                    }
                ], term: .span(days(10)), reminders: reminders)
        }
        var play = Play(sketch([.before(days(5))])).opened()
        #expect(play.dawn(september(12)) == .facts(["remind case 0 on 12", "remind 1 0 on 12"]))
        #expect(
            play.migrate(to: sketch([.before(days(2)), .before(days(5))]), on: september(13))
                == .facts(["migrate to 1 1 leerkracht"]))
        #expect(play.dawn(september(15)) == .facts(["remind case 0 on 15", "remind 1 0 on 15"]))
    }

    @Test("the moment of an interrupt that passed has passed, whichever place it has now")
    func interrupts() {
        let passed = InterruptSketch.moment(
            .relative(days(2), .after, .start), when: .test(.visits("b"), .atLeast(Number(1))), to: "b")
        let later = InterruptSketch.moment(.relative(days(9), .after, .start), to: "b")
        func sketch(_ interrupts: [InterruptSketch]) -> Sketch {
            Sketch(steps: [.task("a"), .task("b")], interrupts: interrupts)
        }
        var play = Play(sketch([passed])).opened()
        play.dawn(september(10))
        #expect(
            play.migrate(to: sketch([later, passed]), on: september(10))
                == .facts(["migrate to 1 1 leerkracht", "moment 0 from - to 16"]))
        play.dawn(september(16))
        #expect(play.latest.last == "open 2 b")
    }

    @Test("a block that needs fewer branches now closes, and the case goes on along the new text")
    func closes() {
        func sketch(_ rule: ClosingRule, then: String) -> Sketch {
            Sketch(steps: [
                .parallel("p", [.only(.task("a")), .only(.task("b"))], closesAt: rule), .task(then),
            ])
        }
        var play = Play(sketch(.all, then: "c")).opened().after(.done(2))
        #expect(
            play.migrate(to: sketch(.first, then: "d"))
                == .facts([
                    "migrate to 1 1  3 leerkracht", "cancel 3 b", "close 1 p gereed on 7", "open 4 d",
                ]))
    }

    @Test(
        "what the new text asks of the subject is noted, and a consent that it does not ask is no consent that lapsed"
    )
    func subject() {
        let zib = Consent(purpose: "zib", recipient: nil, until: nil)
        func sketch(_ condition: Condition) -> Sketch {
            Sketch(steps: [.task("a"), .task("b", when: condition)])
        }
        var play = Play(sketch(.test(.consent("zib"), .oneOf([.yesNo(true)]))))
        play.know {
            $0.consents = [zib]
            $0.attributes = ["jaargroep": .number(Number(5)), "tlv": .text("x")]
        }
        play = play.opened()
        #expect(play.state.heldConsents == [zib.scope])
        play.migrate(to: sketch(.attribute("tlv", is: "x")))
        #expect(play.latest.count == 2)
        #expect(play.state.heldConsents == [])
        #expect(play.state.subjects[.pupil]?.attributes["tlv"] == .text("x"))
        #expect(play.dawn(september(8)) == .facts([]))
        play.when(.done(1), on: september(8))
        #expect(play.latest.last == "open 2 b")
    }

    @Test("a term that ran out long ago and now ends the step, ends it today: what follows has its time")
    func expiresToday() {
        func sketch(_ outcomes: [(name: String, to: String, required: [FieldID])]?) -> Sketch {
            Sketch(
                steps: ["a", "b"].map { name in
                    .task(name) {
                        $0.term = .span(days(3))
                        $0.outcomes = outcomes
                    }
                })
        }
        var play = Play(sketch(nil)).opened()
        play.migrate(
            to: sketch([("gereed", "verder", []), ("verlopen", "verder", [])]), on: september(20))
        #expect(
            play.latest == [
                "migrate to 1 1 leerkracht", "close 1 a verlopen on 20", "open 2 b until 23",
            ])
        #expect(play.state.visits[1].openedOn == september(20))
    }

    @Test("a step that the new text does not have there can't be reopened, and is not offered")
    func reopening() {
        func block(_ steps: StepSketch...) -> StepSketch { .parallel("blok", steps.map { .only($0) }) }
        let old = Sketch(steps: [.task("a"), .task("b"), .task("c")])
        let new = Sketch(steps: [block(.task("b"), .task("x")), .task("c")])
        for (visit, step) in [(1, "a"), (2, "b")] as [(Int, StepID)] {
            var play = Play(old).opened().after(.done(1)).after(.done(2))
            play.migrate(to: new)
            #expect(!play.may("kim").contains { if case .reopen = $0 { true } else { false } })
            #expect(play.when(.reopen(visit), by: "kim") == .refused(.notThere(step)))
            play.when(.stop("klaar"), by: "kim")
            #expect(play.may("kim") == [.reopen(play.state.visits[2])])
        }
    }
}
