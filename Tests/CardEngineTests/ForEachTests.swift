import CardEngine
import SchoolTime
import Testing

@Suite("For each")
struct ForEachTests {
    private static let note = Field(id: "notitie", title: "", kind: .text)
    private static let list = Field(
        id: "acties", title: "",
        kind: .list(
            [
                Field(id: "actie", title: "", kind: .text),
                Field(id: "gedaan", title: "", kind: .yesNo, mayBeEmpty: true),
            ], nil))

    private static func row(_ number: Int, _ text: String, done: Bool? = nil) -> Row {
        var cells: [FieldID: FieldValue] = ["actie": .text(text)]
        cells["gedaan"] = done.map { .yesNo($0) }
        return Row(number: number, cells: cells)
    }

    @Test("a fixed list: the field holds the value, and what is filled in belongs to the item")
    func fixed() {
        var play = Play(
            Sketch(
                steps: [
                    .forEach(
                        "elk", .fixed("vak", ["rekenen", "taal"]),
                        [
                            .task("a") { $0.required = ["notitie"] },
                            .choice("kies", [(.field("vak", is: .choice("taal")), "b"), (nil, "klaar")]),
                            .task("b", when: .field("notitie", is: .text("x"))),
                        ])
                ], fields: [Self.note])
        ).opened()
        #expect(
            play.latest.dropFirst() == ["open 1 elk [rekenen, taal]", "open 2 a @1.0", "open 3 a @1.1"])
        #expect(
            play.when(.done(3, ["notitie": .text("x")]))
                == .facts([
                    "done 3 a gereed on 7 as leerkracht with notitie", "choose 4 kies @1.1 row 1",
                    "open 5 b @1.1",
                ]))
        #expect(play.when(.done(2)) == .refused(.fieldsNeeded(["notitie"])))
        #expect(
            play.when(.done(2, ["notitie": .text("y")]))
                == .facts([
                    "done 2 a gereed on 7 as leerkracht with notitie", "choose 6 kies @1.0 row 2",
                    "branch @1.0",
                ]))
        #expect(play.state.values.isEmpty)
        #expect(play.state.itemValues[Place(block: 1, branch: 1)] == ["notitie": .text("x")])
    }

    @Test("two blocks over the same fixed list both know their item")
    func fixedTwice() {
        let isX = Condition.field("vak", is: .choice("x"))
        let play = Play(
            Sketch(steps: [
                .forEach("een", .fixed("vak", ["x"]), [.task("a", when: isX)]),
                .forEach("twee", .fixed("vak", ["x", "y"]), [.task("b", when: isX)]),
            ])
        ).opened().after(.done(2))
        #expect(
            play.latest.suffix(4) == ["open 3 twee [x, y]", "open 4 b @3.0", "skip 5 b @3.1", "pass @3.1"])
    }

    @Test("`als` asks before the block opens: how it ended the last time is what the block itself says")
    func asksOfItself() {
        let play = Play(
            Sketch(steps: [
                .forEach(
                    "elk", .fixed("vak", ["x"]), [.task("a")],
                    when: .not(.test(.outcome("elk"), .oneOf([.choice("gereed")])))),
                .task("nog") { $0.outcomes = [("weer", "elk", []), ("af", "verder", [])] },
            ])
        ).opened().after(.done(2)).after(.done(3, "weer"))
        #expect(play.latest.suffix(3) == ["open 4 elk []", "close 4 elk gereed on 7", "open 5 nog"])
    }

    /// Takes the rows of a list that are not done, again and again.
    private static let rows = Play(
        Sketch(
            steps: [
                .task("vul") { $0.required = ["acties"] },
                .forEach(
                    "elk", .rows("acties"),
                    [
                        .task("doe") {
                            $0.optional = ["gedaan"]
                            $0.outcomes = [("klaar", "verder", []), ("stop", "voltooid", [])]
                        }
                    ],
                    when: .test(.field("gedaan"), .empty)),
                .task("nog") {
                    $0.outcomes = [("meer", "vul", []), ("rest", "elk", []), ("af", "verder", [])]
                },
            ], fields: [list]))

    @Test("the rows of a list: what is filled in stays with the row, and a second visit takes the rest")
    func rest() {
        var play = Self.rows.opened()
            .after(
                .done(
                    1, ["acties": .rows([Self.row(1, "x"), Self.row(2, "y"), Self.row(4, "z", done: false)])])
            )
        #expect(
            play.latest.dropFirst() == ["open 2 elk [row 1, row 2]", "open 3 doe @2.0", "open 4 doe @2.1"])
        play.when(.done(3, "klaar", ["gedaan": .yesNo(true)]))
        play.when(.done(4, "klaar"))
        #expect(
            play.state.values["acties"]
                == .rows([Self.row(1, "x", done: true), Self.row(2, "y"), Self.row(4, "z", done: false)]))
        #expect(
            play.when(.done(5, "rest"))
                == .facts(["done 5 nog rest on 7 as leerkracht", "open 6 elk [row 2]", "open 7 doe @6.0"]))
        play.when(.done(7, "klaar", ["gedaan": .yesNo(false)]))
        #expect(
            play.when(.done(8, "rest"))
                == .facts([
                    "done 8 nog rest on 7 as leerkracht", "open 9 elk []", "close 9 elk gereed on 7",
                    "open 10 nog",
                ]))
    }

    @Test(
        "a list of a row: what is filled in for a row of that stays with it, and another row's list is another list"
    )
    func rowsWithinRows() {
        let name = Field(id: "naam", title: "", kind: .text)
        let done = Field(id: "gedaan", title: "", kind: .yesNo, mayBeEmpty: true)
        var play = Play(
            Sketch(
                steps: [
                    .task("a") { $0.required = ["kinderen"] },
                    .forEach(
                        "elk", .rows("kinderen"),
                        [
                            .task("b") { $0.required = ["acties"] },
                            .forEach("per", .rows("acties"), [.task("doe") { $0.optional = ["gedaan"] }]),
                        ]),
                ],
                fields: [
                    Field(id: "kinderen", title: "", kind: .list([name], nil)),
                    Field(
                        id: "acties", title: "",
                        kind: .list([Field(id: "actie", title: "", kind: .text), done], nil)),
                ])
        ).opened()
        func row(_ number: Int, done: Bool? = nil) -> Row {
            var cells: [FieldID: FieldValue] = ["actie": .text("x")]
            cells["gedaan"] = done.map(FieldValue.yesNo)
            return Row(number: number, cells: cells)
        }
        play.when(
            .done(1, ["kinderen": .rows((1...2).map { Row(number: $0, cells: ["naam": .text("x")]) })]))
        play.when(.done(3, ["acties": .rows([row(1), row(2)])]))
        #expect(
            play.latest.dropFirst() == [
                "open 5 per @2.0 [row 1, row 2]", "open 6 doe @5.0", "open 7 doe @5.1",
            ])
        play.when(.done(7, ["gedaan": .yesNo(true)]))
        // Row 2 of the other one's list is open here, and that is no matter there.
        #expect(play.when(.done(4, ["acties": .rows([row(1)])])).last == "open 9 doe @8.0")
        func actions(_ branch: Int) -> FieldValue? {
            play.state.value(of: "acties", at: Place(block: 2, branch: branch), on: play.card)
        }
        #expect(actions(0) == .rows([row(1), row(2, done: true)]))
        #expect(actions(1) == .rows([row(1)]))
    }

    @Test("a list with `rijen: leerling` within `voor_elke: groep` has the pupils of that group")
    func rowsOfAGroup() {
        let pupil = Field(id: "leerling", title: "", kind: .pupil)
        var play = Play(
            Sketch(
                steps: [.forEach("elk", .groups, [.task("a") { $0.required = ["lijst"] }])],
                fields: [Field(id: "lijst", title: "", kind: .list([pupil], .pupils))], subject: .school))
        play.world.pupils = [.pupil(1), Subject(kind: .pupil, id: "2", group: "groep-blauw")]
        play.world.groups = [.yellow, .blue]
        play = play.opened(OpenCase(subject: Subject(kind: .school, id: "school"), textHash: "00"))
        let one = Row(number: 1, cells: ["leerling": .pupil("1")])
        #expect(play.when(.done(2, ["lijst": .rows([one])])).first?.hasPrefix("done 2 a") == true)
        let stranger = play.when(.done(3, ["lijst": .rows([one])]))
        #expect(
            stranger == .refused(.wrongValue("lijst", .wrongCell(row: 1, "leerling", .unknownPupil("1")))))
    }

    @Test("while it is open the owner adds a row that the list did not have")
    func newRow() {
        var play = Self.rows.opened().after(
            .done(1, ["acties": .rows([Self.row(1, "x"), Self.row(4, "z", done: true)])]))
        let cells: [FieldID: FieldValue] = ["actie": .text("nieuw")]
        #expect(play.when(.addRow(cells, to: 2), by: "lea") == .refused(.roleNeeded(["kc"])))
        #expect(
            play.when(.addRow([:], to: 2), by: "kim")
                == .refused(.wrongValue("acties", .cellNeeded(row: 5, "actie"))))
        #expect(
            play.when(.addRow(["weg": .text("x")], to: 2), by: "kim") == .refused(.fieldsNotAsked(["weg"])))
        #expect(
            play.when(.addRow(cells, to: 2), by: "kim")
                == .facts(["add new row 5 to 2", "open 4 doe @2.1"]))
        #expect(
            play.state.values["acties"]
                == .rows([Self.row(1, "x"), Self.row(4, "z", done: true), Self.row(5, "nieuw")]))
        play.when(.done(4, "klaar", ["gedaan": .yesNo(true)]))
        play.when(.done(3, "klaar"))
        #expect(
            play.state.values["acties"]
                == .rows([Self.row(1, "x"), Self.row(4, "z", done: true), Self.row(5, "nieuw", done: true)]))
        #expect(play.when(.done(5, "rest")).first == "done 5 nog rest on 7 as leerkracht")
        #expect(play.latest.contains("open 6 elk [row 1]"))
    }

    @Test("a list of an item gets the row for that item; what does not go over rows gets none")
    func newRowOfItem() {
        var play = Play(
            Sketch(
                steps: [
                    .forEach(
                        "vakken", .fixed("vak", ["rekenen", "taal"]),
                        [
                            .task("vul") { $0.required = ["acties"] },
                            .forEach("elk", .rows("acties"), [.task("doe") { $0.optional = ["gedaan"] }]),
                        ])
                ], fields: [Self.list])
        ).opened().after(.done(3, ["acties": .rows([Self.row(1, "x")])]))
        #expect(play.latest.suffix(2) == ["open 4 elk @1.1 [row 1]", "open 5 doe @4.0"])
        play.when(.addRow(["actie": .text("nieuw")], to: 4), by: "kim")
        #expect(play.latest == ["add new row 2 to 4", "open 6 doe @4.1"])
        #expect(
            play.state.itemValues[Place(block: 1, branch: 1)]?["acties"]
                == .rows([Self.row(1, "x"), Self.row(2, "nieuw")]))
        #expect(
            play.when(.addRow(["actie": .text("x")], to: 1), by: "kim") == .refused(.unknownItem("vakken")))
    }

    @Test("a row whose branch is open can't be removed, and a row that stays keeps its cells")
    func refill() {
        var play = Play(
            Sketch(
                steps: [
                    .task("vul") { $0.required = ["acties"] },
                    .parallel(
                        "blok",
                        [
                            .branch(
                                "rijen",
                                [
                                    .forEach(
                                        "elk", .rows("acties"), [.task("doe") { $0.optional = ["gedaan"] }])
                                ]),
                            .branch("lijst", [.task("bij") { $0.outcomes = [("weer", "bij", ["acties"])] }]),
                        ]),
                ], fields: [Self.list])
        ).opened().after(.done(1, ["acties": .rows([Self.row(1, "x"), Self.row(2, "y")])]))
        #expect(
            play.latest.suffix(4) == [
                "open 3 elk @2.0 [row 1, row 2]", "open 4 doe @3.0", "open 5 doe @3.1", "open 6 bij @2.1",
            ])
        #expect(
            play.when(.done(6, "weer", ["acties": .rows([Self.row(1, "x")])]))
                == .refused(.wrongValue("acties", .rowInUse(2))))
        play.when(.done(4, ["gedaan": .yesNo(true)]))
        play.when(.done(6, "weer", ["acties": .rows([Self.row(2, "anders"), Self.row(1, "x")])]))
        #expect(
            play.state.values["acties"] == .rows([Self.row(2, "anders"), Self.row(1, "x", done: true)]))
    }

    // MARK: - Pupils

    private static func group(_ steps: [StepSketch], when: Condition? = nil) -> Play {
        var play = Play(
            Sketch(
                steps: [.forEach("elk", .pupils, steps, when: when), .task("z")], fields: [note],
                subject: .group))
        play.world.pupils = [.pupil(1), .pupil(2), Subject(kind: .pupil, id: "3", group: "groep-rood")]
        play.know(.pupil(1)) { $0.attributes[.birth] = .date(day(2016, 9, 8)) }
        play.know(.pupil(2)) { $0.attributes[.birth] = .date(day(2017, 9, 8)) }
        play.world.rosters[.pupil(1)] = Roster(
            holders: ["leerkracht": ["leo"], "kc": ["kim"]], registrars: [:], staff: ["leo", "kim"])
        play.world.rosters[.pupil(2)] = play.roster
        return play.opened(.ofGroup)
    }

    @Test("the pupils of the group: each is the subject, for roles and attributes")
    func pupils() {
        var play = Self.group([
            .task("a", when: .test(.attribute(.age), .atLeast(Number(9)))), .task("b"),
        ])
        #expect(
            play.latest == [
                "start as leerkracht", "open 1 elk [1, 2]", "note 1: geboortedatum", "open 2 a @1.0",
                "note 2: geboortedatum", "skip 3 a @1.1", "open 4 b @1.1",
            ])
        #expect(play.when(.done(2), by: "lea") == .refused(.roleNeeded(["leerkracht"])))
        #expect(play.may("lea").count == 1)
        #expect(
            play.when(.done(2), by: "leo") == .facts(["done 2 a gereed on 7 as leerkracht", "open 5 b @1.0"]))
        #expect(
            play.when(.done(4), by: "lea") == .facts(["done 4 b gereed on 7 as leerkracht", "branch @1.1"]))
    }

    @Test("within a group of the school, a pupil that is named is one of that group")
    func pupilOfTheGroup() {
        let who = Field(id: "wie", title: "", kind: .pupil)
        var play = Play(
            Sketch(
                steps: [.forEach("elk", .groups, [.task("a") { $0.required = ["wie"] }])], fields: [who],
                subject: .school))
        play.world.groups = [.yellow, .blue]
        play.world.pupils = [.pupil(1), Subject(kind: .pupil, id: "2", group: "groep-blauw")]
        play = play.opened(OpenCase(subject: Subject(kind: .school, id: "eik"), textHash: "00"))
        #expect(
            play.when(.done(2, ["wie": .pupil("2")])) == .refused(.wrongValue("wie", .unknownPupil("2"))))
        #expect(
            play.when(.done(3, ["wie": .pupil("2")]))
                == .facts(["done 3 a gereed on 7 as leerkracht with wie", "branch @1.1"]))
    }

    @Test("within a group of the school, a list with a row for each pupil asks those of that group")
    func rowForEachPupilOfTheGroup() {
        let list = Field(
            id: "lijst", title: "", kind: .list([Field(id: "wie", title: "", kind: .pupil)], .pupils))
        var play = Play(
            Sketch(
                steps: [.forEach("elk", .groups, [.task("a") { $0.required = ["lijst"] }])], fields: [list],
                subject: .school))
        play.world.groups = [.yellow, .blue]
        play.world.pupils = [.pupil(1), .pupil(2), Subject(kind: .pupil, id: "3", group: "groep-blauw")]
        play = play.opened(OpenCase(subject: Subject(kind: .school, id: "eik"), textHash: "00"))
        func rows(_ pupils: [String]) -> [FieldID: FieldValue] {
            let rows = pupils.enumerated().map { Row(number: $0 + 1, cells: ["wie": .pupil($1)]) }
            return ["lijst": .rows(rows)]
        }
        #expect(play.when(.done(2, rows(["1"]))) == .refused(.wrongValue("lijst", .rowNeeded("2"))))
        #expect(
            play.when(.done(2, rows(["1", "2", "1"]))) == .refused(.wrongValue("lijst", .rowTwice("1"))))
        #expect(
            play.when(.done(2, rows(["1", "2"]))).first == "done 2 a gereed on 7 as leerkracht with lijst")
        #expect(play.when(.done(3, rows(["3"]))).first == "done 3 a gereed on 7 as leerkracht with lijst")
    }

    @Test("a list with a row for each pupil, where there are no pupils, keeps nobody from going on")
    func rowForEachOfNobody() {
        let list = Field(
            id: "lijst", title: "", kind: .list([Field(id: "wie", title: "", kind: .pupil)], .pupils))
        let ask = StepSketch.task("a") { $0.required = ["lijst"] }
        var play = Play(
            Sketch(
                steps: [ask, .forEach("elk", .rows("lijst"), [.task("b")]), .task("c")], fields: [list],
                subject: .group))
        play.world.pupils = []
        var none = play.opened(.ofGroup)
        #expect(none.may("lea").count == 1)
        #expect(
            none.when(.done(1)).facts == [
                "done 1 a gereed on 7 as leerkracht", "open 2 elk []", "close 2 elk gereed on 7", "open 3 c",
            ])
        // Those who were there have left since: the list is emptied.
        play.world.pupils = [.pupil(1)]
        var gone = play.opened(.ofGroup)
        let one = FieldValue.rows([Row(number: 1, cells: ["wie": .pupil("1")])])
        #expect(gone.when(.done(1)) == .refused(.fieldsNeeded(["lijst"])))
        #expect(gone.when(.done(1, ["lijst": .rows([])])) == .refused(.wrongValue("lijst", .empty)))
        gone.when(.done(1, ["lijst": one]))
        gone.when(.reopen(1), by: "kim")
        gone.world.pupils = []
        let again = gone.state.openVisits.map(\.number).max() ?? 0
        #expect(
            gone.when(.done(again, ["lijst": .rows([])])).facts?.first?.hasPrefix("done \(again) a") == true)
    }

    @Test("`als` is asked of each item; no items: done at once")
    func perItem() {
        let old = Condition.test(.attribute(.age), .atLeast(Number(9)))
        let play = Self.group([.task("a")], when: old)
        #expect(
            play.latest == [
                "start as leerkracht", "open 1 elk [1]", "note 1: geboortedatum", "open 2 a @1.0",
            ])
        let none = Self.group([.task("a")], when: .any([]))
        #expect(
            none.latest == ["start as leerkracht", "open 1 elk []", "close 1 elk gereed on 7", "open 2 z"])
    }

    @Test("the owner adds an item while the block is open; a pupil who leaves closes that branch")
    func addAndLeave() {
        var play = Self.group([.task("a")], when: .test(.attribute(.age), .atLeast(Number(9))))
        let item = Item(subject: .pupil(2))
        #expect(play.when(.add(item, to: 1), by: "lea") == .refused(.roleNeeded(["kc"])))
        #expect(play.when(.add(Item(subject: .pupil(1)), to: 1), by: "kim") == .refused(.itemThere("elk")))
        #expect(play.when(.add(Item(subject: .pupil(3)), to: 1), by: "kim") == .refused(.unknownItem("elk")))
        #expect(
            play.when(.add(item, to: 1), by: "kim")
                == .facts(["add 2 to 1", "note 2: geboortedatum", "open 3 a @1.1"]))
        #expect(play.when(.add(item, to: 1), by: "kim") == .refused(.itemThere("elk")))
        #expect(
            play.when(.meet(.pupil(1), .left, september(8)), on: september(8))
                == .facts(["met left of 1 on 8", "cancel 2 a", "pass @1.0"]))
        #expect(
            play.when(.meet(.pupil(2), .left, september(8)), on: september(8))
                == .facts([
                    "met left of 2 on 8", "cancel 3 a", "pass @1.1", "close 1 elk gereed on 8", "open 4 z",
                ]))
    }

    @Test("`uitkomst`, `keer` and `na` look at the same item only")
    func apart() {
        var play = Self.group([
            .task("a") { $0.outcomes = [("weer", "a", []), ("door", "verder", [])] },
            .task("b", when: .test(.visits("a"), .atMost(Number(1)))) {
                $0.term = .relative(days(2), .after, .step("a"))
            },
        ])
        play.when(.done(2, "weer"), by: "leo")
        play.when(.done(3, "door"), on: september(9))
        #expect(play.latest == ["done 3 a door on 9 as leerkracht", "open 5 b @1.1 until 11"])
        #expect(
            play.when(.done(4, "door"), by: "leo", on: september(10))
                == .facts(["done 4 a door on 10 as leerkracht", "skip 6 b @1.0", "branch @1.0"]))
    }

    @Test("what was filled in for an item stays with it: a second visit of the block can take the rest")
    func secondVisit() {
        let steps: [StepSketch] = [
            .forEach(
                "elk", .pupils, [.task("a") { $0.optional = ["notitie"] }],
                when: .test(.field("notitie"), .empty)),
            .task("z") { $0.outcomes = [("weer", "elk", []), ("af", "verder", [])] },
        ]
        var play = Play(Sketch(steps: steps, fields: [Self.note], subject: .group))
        play.world.pupils = [.pupil(1), .pupil(2)]
        play = play.opened(.ofGroup).after(.done(2, ["notitie": .text("x")])).after(.done(3))
        #expect(play.latest.last == "open 4 z")
        #expect(
            play.when(.done(4, "weer"))
                == .facts(["done 4 z weer on 7 as leerkracht", "open 5 elk [2]", "open 6 a @5.0"]))
        // The first one, added by the owner, begins with what it had.
        play.when(.add(Item(subject: .pupil(1)), to: 5), by: "kim")
        #expect(play.state.itemValues[Place(block: 5, branch: 1)] == ["notitie": .text("x")])
        play.when(.done(7, ["notitie": .text("y")]))
        play.when(.done(6))
        #expect(
            play.state.currentItemValues == [Place(block: 5, branch: 1): ["notitie": .text("y")]])
        play.when(.done(8, "weer"))
        #expect(play.latest.suffix(2) == ["open 9 elk [2]", "open 10 a @9.0"])
    }

    @Test("items within items are told apart by the items around them")
    func secondVisitNested() {
        var play = Play(
            Sketch(
                steps: [
                    .forEach(
                        "vakken", .fixed("vak", ["rekenen", "taal"]),
                        [
                            .forEach("elk", .pupils, [.task("a") { $0.optional = ["notitie"] }])
                        ]),
                    .task("z") { $0.outcomes = [("weer", "vakken", []), ("af", "verder", [])] },
                ], fields: [Self.note], subject: .group))
        play.world.pupils = [.pupil(1)]
        play = play.opened(.ofGroup)
        #expect(play.state.visits.map(\.step) == ["vakken", "elk", "a", "elk", "a"])
        play = play.after(.done(3, ["notitie": .text("x")])).after(.done(5)).after(.done(6, "weer"))
        #expect(play.state.value(of: "notitie", at: play.state.visits[8].place, on: play.card) == .text("x"))
        #expect(play.state.value(of: "notitie", at: play.state.visits[10].place, on: play.card) == nil)
    }

    @Test("a jump out of one branch cancels the others")
    func jumpOut() {
        var play = Self.group([.task("a") { $0.outcomes = [("uit", "z", [])] }])
        #expect(
            play.when(.done(3, "uit"))
                == .facts(["done 3 a uit on 7 as leerkracht", "cancel 1 elk", "cancel 2 a", "open 4 z"]))
    }

    @Test("the number of a row that was taken away goes to no other row")
    func numbersOnce() {
        var play = Play(
            Sketch(
                steps: [
                    .task("a") { $0.required = ["acties"] },
                    .forEach("elk", .rows("acties"), [.task("b") { $0.optional = ["notitie"] }]),
                    .task("z") { $0.outcomes = [("weer", "a", []), ("klaar", "verder", [])] },
                ], fields: [Self.list, Self.note])
        ).opened()
        play.when(.done(1, ["acties": .rows([Self.row(1, "x"), Self.row(2, "y")])]))
        play.when(.done(3))
        play.when(.done(4, ["notitie": .text("van y")]))
        play.when(.done(5, "weer"))
        play.when(.done(6, ["acties": .rows([Self.row(1, "x")])]))
        let block = play.state.openVisits.first { !$0.branches.isEmpty }?.number ?? 0
        play.when(.addRow(["actie": .text("nieuw")], to: block), by: "kim")
        #expect(play.state.visit(block)?.branches.last?.item == Item(row: 3))
        let place = Place(block: block, branch: 1)
        #expect(play.state.value(of: "notitie", at: place, on: play.card) == nil)
    }

    @Test("the number of a row stays taken in a second round of the item that holds its list")
    func numbersOncePerItem() {
        var play = Play(
            Sketch(
                steps: [
                    .forEach(
                        "elk", .fixed("vak", ["taal"]),
                        [
                            .task("a") { $0.optional = ["acties"] },
                            .forEach("per", .rows("acties"), [.task("b")]),
                            .task("c") { $0.optional = ["acties"] },
                        ]),
                    .task("z") { $0.outcomes = [("weer", "elk", []), ("klaar", "verder", [])] },
                ], fields: [Self.list])
        ).opened()
        play.when(.done(2, ["acties": .rows([Self.row(1, "x"), Self.row(2, "y")])]))
        for visit in [4, 5] { play.when(.done(visit)) }
        play.when(.done(6, ["acties": .rows([Self.row(1, "x")])]))
        play.when(.done(7, "weer"))
        play.when(.done(9))
        let block = play.state.openVisits.last { !$0.branches.isEmpty }?.number ?? 0
        play.when(.addRow(["actie": .text("nieuw")], to: block), by: "kim")
        #expect(play.state.visit(block)?.branches.last?.item == Item(row: 3))
    }

    @Test("a branch of one skipped step does not count for `klaar_bij`")
    func skippedBranch() {
        let play = Play(
            Sketch(steps: [
                .forEach(
                    "elk", .fixed("vak", ["x", "y", "z"]),
                    [.task("a", when: .test(.field("vak"), .oneOf([.choice("y"), .choice("z")])))],
                    closesAt: .first), .task("b"),
            ])
        ).opened()
        #expect(
            play.latest.dropFirst() == [
                "open 1 elk [x, y, z]", "skip 2 a @1.0", "pass @1.0", "open 3 a @1.1", "open 4 a @1.2",
            ])
        #expect(play.after(.done(3)).latest.last == "open 5 b")
    }
}
