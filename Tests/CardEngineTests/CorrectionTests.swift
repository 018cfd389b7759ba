import CardEngine
import SchoolTime
import Testing

@Suite("Correcting what a step that was done filled in")
struct CorrectionTests {
    private static let fields = [
        Field(id: "gesprek", title: "Gespreksdatum", kind: .date),
        Field(
            id: "klaar", title: "Klaar op", kind: .date,
            minimum: .moment(.anchor(.field("gesprek")))),
        Field(id: "nodig", title: "Nodig", kind: .yesNo),
        Field(id: "bijzonder", title: "Bijzonder", kind: .text, visibleTo: ["directeur"]),
        Field(id: "advies", title: "Advies", kind: .text),
    ]
    private static func sketch(_ steps: [StepSketch]) -> Sketch { Sketch(steps: steps, fields: fields) }

    private static let play = Play(
        sketch([
            .task("a") {
                $0.required = ["gesprek", "nodig"]
                $0.optional = ["klaar", "bijzonder"]
            },
            .task("b") {
                $0.required = ["advies"]
                $0.term = .relative(days(3), .after, .field("gesprek"))
            }, .task("c"),
        ])
    ).opened().after(
        .done(1, ["gesprek": .date(september(8)), "nodig": .yesNo(true), "bijzonder": .text("x")]))

    @Test("the case reads the new value, and the term that counts from it moves")
    func movesTerm() {
        var play = Self.play
        #expect(play.state.visits[1].deadline == september(11))
        #expect(
            play.when(.correct(1, ["gesprek": .date(september(10))], "Verkeerde week"), on: september(9))
                == .facts(["correct 1 gesprek", "move 2 deadline 11 to 13 by anchor"]))
        #expect(play.state.values["gesprek"] == .date(september(10)))
        #expect(play.state.visits[0].completion?.doneOn == september(7))
    }

    @Test("who could have done the step, or the owner, with a reason; and who may see the field")
    func who() {
        var play = Self.play
        let other: [FieldID: FieldValue] = ["nodig": .yesNo(false)]
        #expect(play.when(.correct(1, other), by: "dik") == .refused(.roleNeeded(["leerkracht"])))
        #expect(play.when(.correct(1, other), by: "ann") == .refused(.roleNeeded(["leerkracht"])))
        #expect(play.when(.correct(1, other, " "), by: "leo") == .refused(.reasonNeeded))
        #expect(
            play.when(.correct(1, ["bijzonder": .text("y")]), by: "leo")
                == .refused(.roleNeeded(["directeur"])))
        #expect(
            play.when(.correct(1, ["bijzonder": .text("y")]), by: "kim")
                == .refused(.roleNeeded(["directeur"])))
        // Nor does the refusal tell what it holds.
        #expect(
            play.when(.correct(1, ["bijzonder": .text("x")]), by: "leo")
                == .refused(.roleNeeded(["directeur"])))
        #expect(play.when(.correct(1, other), by: "leo") == .facts(["correct 1 nodig"]))
        #expect(play.when(.correct(1, ["nodig": .yesNo(true)]), by: "kim") == .facts(["correct 1 nodig"]))
    }

    @Test(
        "only what that step asked, another value than there is, and within the limits of the day it was done"
    )
    func what() {
        var play = Self.play
        #expect(play.when(.correct(9, [:])) == .refused(.unknownVisit(9)))
        #expect(play.when(.correct(2, ["advies": .text("x")])) == .refused(.nothingToCorrect("b")))
        #expect(
            play.when(.correct(1, [:]))
                == .refused(.noCorrection(["gesprek", "nodig", "klaar", "bijzonder"])))
        #expect(play.when(.correct(1, ["advies": .text("x")])) == .refused(.fieldsNotAsked(["advies"])))
        #expect(play.when(.correct(1, ["nodig": .yesNo(true)])) == .refused(.sameValue(["nodig"])))
        #expect(play.when(.correct(1, ["nodig": .text("ja")])) == .refused(.wrongValue("nodig", .wrongKind)))
        #expect(
            play.when(.correct(1, ["klaar": .date(september(7))]))
                == .refused(.wrongValue("klaar", .tooSoon(least: september(8)))))
        // An optional field that was left empty.
        #expect(play.when(.correct(1, ["klaar": .date(september(9))])) == .facts(["correct 1 klaar"]))
        // What was filled in with it must still be within its limit.
        #expect(
            play.when(.correct(1, ["gesprek": .date(september(10))]))
                == .refused(.wrongValue("klaar", .tooSoon(least: september(10)))))
        #expect(
            play.when(.correct(1, ["gesprek": .date(september(10)), "klaar": .date(september(10))])).first
                == "correct 1 gesprek klaar")
    }

    @Test("at the step that filled it in last, the last time that it was done")
    func last() {
        let sketch = Self.sketch([
            .task("a") { $0.required = ["advies"] }, .task("b") { $0.required = ["advies"] }, .task("c"),
        ])
        var play = Play(sketch).opened().after(.done(1, ["advies": .text("een")])).after(.done(2, [:]))
        // Step b asked for it, and left it as it was.
        #expect(
            play.when(.correct(2, ["advies": .text("x")])) == .refused(.filledElsewhere("advies", "a", 1)))
        #expect(play.when(.correct(1, ["advies": .text("twee")])) == .facts(["correct 1 advies"]))
        play.when(.reopen(2), by: "kim")
        play.when(.done(4, ["advies": .text("drie")]))
        #expect(
            play.when(.correct(1, ["advies": .text("x")])) == .refused(.filledElsewhere("advies", "b", 4)))
        #expect(play.when(.correct(2, ["advies": .text("x")])) == .refused(.doneAgain("b", 4)))
        #expect(play.when(.correct(4, ["advies": .text("x")])) == .facts(["correct 4 advies"]))
    }

    @Test("a choice that was made stays, and in a case that ended a value is put right as well")
    func choiceAndEnd() {
        var play = Play(
            Self.sketch([
                .task("a") { $0.required = ["nodig"] },
                .choice("k", [(.field("nodig", is: .yesNo(true)), "b"), (nil, "c")]), .task("b"),
                .task("c"),
            ])
        ).opened().after(.done(1, ["nodig": .yesNo(true)]))
        #expect(play.when(.correct(1, ["nodig": .yesNo(false)])) == .facts(["correct 1 nodig"]))
        play = play.after(.done(3)).after(.done(4))
        #expect(!play.state.isRunning)
        #expect(play.when(.correct(1, ["nodig": .yesNo(true)])) == .facts(["correct 1 nodig"]))
        #expect(play.state.values["nodig"] == .yesNo(true))
        #expect(!play.state.isRunning)
    }

    @Test("what it kept of the subject is put right, unless the subject has got something else since")
    func attribute() {
        let sketch = Self.sketch([
            .task("a") {
                $0.required = ["gesprek"]
                $0.records = [AttributeRecord(attribute: "tlv", field: "gesprek")]
            }, .task("b"),
        ])
        var play = Play(sketch).opened().after(.done(1, ["gesprek": .date(september(8))]))
        play.know { $0.attributes["tlv"] = .date(september(8)) }
        #expect(
            play.when(.correct(1, ["gesprek": .date(september(9))]))
                == .facts(["correct 1 gesprek", "record tlv of 1"]))
        play.know { $0.attributes["tlv"] = .date(september(20)) }
        #expect(
            play.when(.correct(1, ["gesprek": .date(september(10))]), on: september(8)).last
                == "correct 1 gesprek")
    }

    private static let note = Field(id: "notitie", title: "", kind: .text)

    @Test("of an item in a block that is over: it stays with the item, in the latest round of the block")
    func ofItem() {
        let steps: [StepSketch] = [
            .forEach("elk", .pupils, [.task("a") { $0.optional = ["notitie"] }]),
            .task("z") { $0.outcomes = [("weer", "elk", []), ("af", "verder", [])] },
        ]
        var play = Play(Sketch(steps: steps, fields: [Self.note], subject: .group))
        play.world.pupils = [.pupil(1), .pupil(2)]
        play = play.opened(.ofGroup).after(.done(2, ["notitie": .text("x")])).after(.done(3))
        play = play.after(.correct(2, ["notitie": .text("y")]))
        #expect(play.state.itemValues[Place(block: 1, branch: 0)] == ["notitie": .text("y")])
        #expect(play.state.itemValues[Place(block: 1, branch: 1)] == nil)
        // In a second round that has not come so far yet.
        play = play.after(.done(4, "weer")).after(.correct(2, ["notitie": .text("z")]))
        #expect(play.state.currentItemValues == [Place(block: 5, branch: 0): ["notitie": .text("z")]])
        play = play.after(.done(6))
        #expect(play.when(.correct(2, ["notitie": .text("w")])) == .refused(.doneAgain("a", 6)))
        #expect(play.when(.correct(6, ["notitie": .text("w")])) == .facts(["correct 6 notitie"]))
    }

    private static let actions = Field(
        id: "acties", title: "",
        kind: .list(
            [
                Field(id: "actie", title: "", kind: .text),
                Field(id: "gevoelig", title: "", kind: .text, visibleTo: ["directeur"], mayBeEmpty: true),
                Field(id: "gedaan", title: "", kind: .yesNo, mayBeEmpty: true),
            ], nil))

    @Test("of a row at the step of its branch; the list as a whole, by who may see all its columns")
    func ofRow() {
        let steps: [StepSketch] = [
            .task("lijst") { $0.required = ["acties"] },
            .forEach("elk", .rows("acties"), [.task("doe") { $0.required = ["gedaan"] }]), .task("z"),
        ]
        func row(_ number: Int, _ text: String, done: Bool? = nil) -> Row {
            var cells: [FieldID: FieldValue] = ["actie": .text(text)]
            cells["gedaan"] = done.map { .yesNo($0) }
            return Row(number: number, cells: cells)
        }
        var play = Play(Sketch(steps: steps, fields: [Self.actions])).opened()
            .after(.done(1, ["acties": .rows([row(1, "bel"), row(2, "mail")])]))
            .after(.done(3, ["gedaan": .yesNo(true)]))
        #expect(play.when(.correct(3, ["gedaan": .yesNo(false)])) == .facts(["correct 3 gedaan"]))
        #expect(play.state.values["acties"] == .rows([row(1, "bel", done: false), row(2, "mail")]))
        let other: [FieldID: FieldValue] = ["acties": .rows([row(1, "belde"), row(2, "mail")])]
        #expect(play.when(.correct(1, other)) == .refused(.roleNeeded(["directeur"])))
        play.roster = Roster(
            holders: ["leerkracht": ["lea"], "directeur": ["lea"], "kc": ["kim"]], registrars: [:],
            staff: ["lea", "kim"])
        #expect(
            play.when(.correct(1, ["acties": .rows([row(1, "belde")])]))
                == .refused(.wrongValue("acties", .rowInUse(2))))
        #expect(play.when(.correct(1, other)) == .facts(["correct 1 acties"]))
        #expect(play.state.values["acties"] == .rows([row(1, "belde", done: false), row(2, "mail")]))
        // Nor when all is done: what was filled in for a row would go with it.
        play = play.after(.done(4, ["gedaan": .yesNo(true)]))
        #expect(
            play.when(.correct(1, ["acties": .rows([row(2, "mail"), row(3, "bel")])]))
                == .refused(.wrongValue("acties", .rowInUse(1))))
    }

    @Test("of a row that the list has no more there is nothing to correct")
    func ofLostRow() {
        let steps: [StepSketch] = [
            .task("lijst") { $0.required = ["acties"] },
            .forEach("elk", .rows("acties"), [.task("doe") { $0.required = ["gedaan"] }]),
            .task("weer") { $0.optional = ["acties"] }, .task("z"),
        ]
        func row(_ number: Int) -> Row { Row(number: number, cells: ["actie": .text("bel")]) }
        var play = Play(Sketch(steps: steps, fields: [Self.actions])).opened()
            .after(.done(1, ["acties": .rows([row(1)])])).after(.done(3, ["gedaan": .yesNo(true)]))
            .after(.done(4, ["acties": .rows([row(2)])]))
        #expect(play.when(.correct(3, ["gedaan": .yesNo(false)])) == .refused(.nothingToCorrect("doe")))
    }

    @Test("entries of a register stay; what was asked when it was closed is put right")
    func register() {
        let steps: [StepSketch] = [
            .register("noteer", "acties") { $0.outcomes = [("af", "verder", ["notitie"])] }, .task("z"),
        ]
        var play = Play(Sketch(steps: steps, fields: [Self.actions, Self.note])).opened()
            .after(.enter(1, ["actie": .text("x")])).after(.done(1, ["notitie": .text("x")]))
        #expect(play.when(.correct(1, ["acties": .rows([])])) == .refused(.fieldsNotAsked(["acties"])))
        #expect(play.when(.correct(1, ["notitie": .text("y")])) == .facts(["correct 1 notitie"]))
    }

    private static func empty(
        _ fields: Set<FieldID>, _ values: [FieldID: FieldValue] = [:], at visit: Int = 1
    ) -> Command {
        .correct(CorrectValues(visit: visit, values: values, emptied: fields, reason: "Over een ander"))
    }

    @Test("what could stay empty and was filled in by mistake is taken away; what was needed is not")
    func emptied() {
        var play = Self.play
        #expect(play.when(Self.empty(["bijzonder"]), by: "leo") == .refused(.roleNeeded(["directeur"])))
        #expect(play.when(Self.empty(["nodig"])) == .refused(.neverEmpty("nodig", "a")))
        #expect(play.when(Self.empty(["klaar"])) == .refused(.sameValue(["klaar"])))
        #expect(play.when(Self.empty(["advies"])) == .refused(.fieldsNotAsked(["advies"])))
        play.when(.correct(1, ["klaar": .date(september(9))]))
        #expect(play.when(Self.empty(["klaar"])) == .facts(["correct 1 klaar"]))
        #expect(play.state.values["klaar"] == nil)
        #expect(play.when(Self.empty(["klaar"])) == .refused(.sameValue(["klaar"])))
        // It can be filled in after all.
        #expect(play.when(.correct(1, ["klaar": .date(september(8))])) == .facts(["correct 1 klaar"]))
    }

    @Test("a term that counts from what is taken away has no day any more, and no limit counts from it")
    func emptiedAnchor() {
        let sketch = Self.sketch([
            .task("a") { $0.optional = ["gesprek", "klaar"] },
            .task("b") { $0.term = .relative(days(3), .after, .field("gesprek")) },
        ])
        var play = Play(sketch).opened().after(
            .done(1, ["gesprek": .date(september(8)), "klaar": .date(september(9))]))
        #expect(play.state.visits[1].deadline == september(11))
        #expect(
            play.when(Self.empty(["gesprek"], ["klaar": .date(september(7))]))
                == .facts(["correct 1 gesprek klaar", "move 2 deadline 11 to - by anchor"]))
        #expect(play.state.values == ["klaar": .date(september(7))])
    }

    @Test(
        "a step that asked for it always, and left it as it was, keeps it; so does a row that something was done for"
    )
    func emptiedButNeeded() {
        var play = Play(
            Self.sketch([
                .task("a") { $0.optional = ["advies"] }, .task("b") { $0.required = ["advies"] }, .task("c"),
            ])
        ).opened().after(.done(1, ["advies": .text("een")])).after(.done(2, [:]))
        #expect(play.when(Self.empty(["advies"])) == .refused(.neverEmpty("advies", "b")))
        let steps: [StepSketch] = [
            .task("lijst") { $0.optional = ["acties"] },
            .forEach("elk", .rows("acties"), [.task("doe")]), .task("z"),
        ]
        let list = Field(
            id: "acties", title: "", kind: .list([Field(id: "actie", title: "", kind: .text)], nil))
        play = Play(Sketch(steps: steps, fields: [list])).opened().after(
            .done(1, ["acties": .rows([Row(number: 1, cells: ["actie": .text("bel")])])]))
        #expect(play.when(Self.empty(["acties"])) == .refused(.wrongValue("acties", .rowInUse(1))))
    }

    @Test("what a step kept of it of the subject goes too, unless the subject has got something else since")
    func emptiedAttribute() {
        let sketch = Self.sketch([
            .task("a") {
                $0.optional = ["gesprek"]
                $0.records = [AttributeRecord(attribute: "tlv", field: "gesprek")]
            }, .task("b"),
        ])
        var play = Play(sketch).opened().after(.done(1, ["gesprek": .date(september(8))]))
        play.know { $0.attributes["tlv"] = .date(september(8)) }
        var other = play
        #expect(
            play.when(Self.empty(["gesprek"])) == .facts(["correct 1 gesprek", "record tlv of 1"]))
        #expect(play.events.last?.content?.attributes["tlv"] == nil)
        other.know { $0.attributes["tlv"] = .date(september(20)) }
        #expect(other.when(Self.empty(["gesprek"]), on: september(8)).last == "correct 1 gesprek")
    }

    @Test("what an open step waits for is not taken away: it would wait for ever")
    func emptiedButAwaited() {
        let steps: [[StepSketch]] = [
            [.wait("w", .relative(days(3), .after, .field("gesprek")))],
            [.task("w") { $0.earliest = .anchor(.field("gesprek")) }],
        ]
        for steps in steps {
            var play = Play(Self.sketch([.task("a") { $0.optional = ["gesprek"] }] + steps + [.task("z")]))
                .opened().after(.done(1, ["gesprek": .date(september(20))]))
            #expect(play.when(Self.empty(["gesprek"])) == .refused(.awaited("gesprek", "w")))
            #expect(play.state.values["gesprek"] != nil)
            // Another day will do, and so will none once it is over.
            play.when(.correct(1, ["gesprek": .date(september(8))]))
            play.dawn(september(12))
            if let open = play.state.openVisits.first(where: { $0.step == "w" && $0.isAsked }) {
                play.when(.done(open.number), on: september(12))
            }
            // With it goes the `vanaf` of the step that is over.
            let moved = play.state.visits[1].earliest == nil ? [] : ["move 2 earliest 8 to - by anchor"]
            #expect(
                play.when(Self.empty(["gesprek"]), on: september(12)).facts == ["correct 1 gesprek"] + moved)
        }
    }

    /// What a teacher plans must be within three days of a day that only the kc sees, and before a day of hers.
    private static let limited = [
        Field(id: "keuring", title: "", kind: .date, visibleTo: ["kc"]),
        Field(
            id: "plan", title: "", kind: .date,
            maximum: .moment(.relative(days(3), .after, .field("keuring")))),
        Field(
            id: "uitslag", title: "", kind: .date, minimum: .moment(.anchor(.field("plan"))),
            visibleTo: ["kc"]),
    ]

    @Test("a limit holds against who may not see the day that it counts from, and tells no day")
    func hiddenLimit() {
        let steps: [StepSketch] = [
            .task("keur") {
                $0.performers = .roles(["kc"])
                $0.required = ["keuring"]
            },
            .task("a") {
                $0.performers = .roles(["leerkracht", "kc"])
                $0.required = ["plan"]
            }, .task("z"),
        ]
        var play = Play(Sketch(steps: steps, fields: Self.limited)).opened()
        #expect(
            play.when(.done(1, ["keuring": .date(september(8))]), by: "kim").first?.hasPrefix("done 1")
                == true)
        let late: [FieldID: FieldValue] = ["plan": .date(september(12))]
        #expect(play.when(.done(2, late)) == .refused(.wrongValue("plan", .tooLate(most: nil))))
        #expect(
            play.when(.done(2, late), by: "kim")
                == .refused(.wrongValue("plan", .tooLate(most: september(11)))))
        play = play.after(.done(2, ["plan": .date(september(9))]))
        // Nor is the day found by correcting until it is accepted.
        for day in [10, 12] {
            #expect(
                play.when(.correct(2, ["plan": .date(september(day))])) == .refused(.roleNeeded(["kc"])))
        }
        #expect(
            play.when(.correct(2, ["plan": .date(september(10))]), by: "kim") == .facts(["correct 2 plan"]))
    }

    @Test("nor is a hidden day that is limited by what is corrected, or whether there is one")
    func hiddenWithIt() {
        let steps: [StepSketch] = [
            .task("a") {
                $0.performers = .roles(["leerkracht", "kc"])
                $0.required = ["plan"]
                $0.optional = ["uitslag"]
            }, .task("z"),
        ]
        var play = Play(
            Sketch(steps: steps, fields: [Self.limited[2], Field(id: "plan", title: "", kind: .date)])
        )
        .opened().after(.done(1, ["plan": .date(september(8))]))
        let other: [FieldID: FieldValue] = ["plan": .date(september(9))]
        #expect(play.when(.correct(1, other)) == .refused(.roleNeeded(["kc"])))
        #expect(play.when(.correct(1, other), by: "kim") == .facts(["correct 1 plan"]))
    }
}
