import CardEngine
import SchoolTime
import Testing

@Suite("Registers")
struct RegisterTests {
    private static func play(minimum: Int? = nil, maximum: Int? = nil) -> Play {
        let columns = [
            Field(id: "dosis", title: "", kind: .wholeNumber),
            Field(id: "door", title: "", kind: .text, mayBeEmpty: true),
        ]
        return Play(
            Sketch(
                steps: [
                    .register("boek", "doses") {
                        $0.performers = .roles(["leerkracht", "ouders"])
                        $0.term = .span(days(5))
                        $0.outcomes = [("vol", "verder", []), ("nog", "boek", []), ("verlopen", "z", [])]
                    }, .task("b", then: "voltooid"), .task("z"),
                ],
                fields: [
                    Field(
                        id: "doses", title: "", kind: .list(columns, nil),
                        minimum: minimum.map { .number(Number($0)) },
                        maximum: maximum.map { .number(Number($0)) })
                ])
        ).opened()
    }

    private static func dose(_ number: Int) -> [FieldID: FieldValue] { ["dosis": .number(Number(number))] }

    @Test("takes any number of entries, each with its day, until someone closes it; a later visit adds")
    func entries() {
        var play = Self.play()
        #expect(play.when(.enter(1, Self.dose(2)), on: september(8)) == .facts(["enter 1 doses row 1 on 8"]))
        #expect(
            play.when(.enter(1, Self.dose(3), on: september(8)), on: september(9))
                == .facts(["enter 1 doses row 2 on 8"]))
        #expect(
            play.when(.done(1, "nog"), on: september(9))
                == .facts(["done 1 boek nog on 9 as leerkracht", "open 2 boek until 14"]))
        #expect(
            play.when(.enter(2, Self.dose(4)), by: "kim", on: september(10))
                == .facts(["enter 2 doses row 3 on 10"]))
        #expect(
            play.state.values["doses"]
                == .rows((1...3).map { Row(number: $0, cells: Self.dose($0 + 1)) }))
        #expect(
            play.when(.done(2, "vol"), on: september(10))
                == .facts(["done 2 boek vol on 10 as leerkracht", "open 3 b"]))
    }

    @Test("expires when its term has passed")
    func expires() {
        var play = Self.play()
        #expect(play.dawn(september(13)) == .facts(["close 1 boek verlopen on 13", "open 2 z"]))
    }

    @Test("an entry must be right, and there can be too many or too few")
    func wrong() {
        var play = Self.play(minimum: 1, maximum: 1)
        #expect(play.when(.enter(1, [:])) == .refused(.wrongValue("doses", .cellNeeded(row: 1, "dosis"))))
        #expect(
            play.when(.enter(1, ["dosis": .text("x")]))
                == .refused(.wrongValue("doses", .wrongCell(row: 1, "dosis", .wrongKind))))
        #expect(
            play.when(.enter(1, Self.dose(1)), by: "dik") == .refused(.roleNeeded(["leerkracht", "ouders"])))
        #expect(play.when(.done(1, "vol")) == .refused(.fieldsNeeded(["doses"])))
        play.when(.enter(1, Self.dose(1)))
        #expect(
            play.when(.enter(1, Self.dose(1)))
                == .refused(.wrongValue("doses", .tooManyRows(most: Number(1)))))
        #expect(
            play.when(.done(1, "verlopen")) == .refused(.unknownOutcome("verlopen", known: ["vol", "nog"])))
        #expect(play.when(.done(1, "vol")) == .facts(["done 1 boek vol on 7 as leerkracht", "open 2 b"]))
    }

    @Test("an entry with cells that the list does not have is refused")
    func strayCell() {
        var play = Self.play()
        let answer = play.when(.enter(1, ["dosis": .number(Number(1)), "kleur": .text("rood")]))
        #expect(answer == .refused(.fieldsNotAsked(["kleur"])))
    }

    @Test("entries for a row of a list stay with that row, all of them")
    func entriesOfARow() {
        let name = Field(id: "naam", title: "", kind: .text)
        let dose = Field(id: "dosis", title: "", kind: .wholeNumber)
        var play = Play(
            Sketch(
                steps: [
                    .task("a") { $0.required = ["kinderen"] },
                    .forEach(
                        "elk", .rows("kinderen"), [.register("boek", "doses", by: ["leerkracht"])]),
                ],
                fields: [
                    Field(id: "kinderen", title: "", kind: .list([name], nil)),
                    Field(id: "doses", title: "", kind: .list([dose], nil)),
                ])
        ).opened()
        play.when(
            .done(1, ["kinderen": .rows((1...2).map { Row(number: $0, cells: ["naam": .text("x")]) })]))
        play.when(.enter(3, Self.dose(2)))
        play.when(.enter(3, Self.dose(3)))
        play.when(.enter(4, Self.dose(4)))
        func doses(_ branch: Int) -> FieldValue? {
            play.state.value(of: "doses", at: Place(block: 2, branch: branch), on: play.card)
        }
        #expect(doses(0) == .rows((1...2).map { Row(number: $0, cells: Self.dose($0 + 1)) }))
        #expect(doses(1) == .rows([Row(number: 1, cells: Self.dose(4))]))
    }

    @Test("what was right when it was entered keeps no register from being closed")
    func closesLater() {
        let columns = [
            Field(id: "volgende", title: "", kind: .date, minimum: .moment(.today)),
            Field(id: "wie", title: "", kind: .person),
        ]
        var play = Play(
            Sketch(
                steps: [.register("boek", "doses", by: ["leerkracht"])],
                fields: [
                    Field(
                        id: "doses", title: "", kind: .list(columns, nil), minimum: .number(Number(2)))
                ])
        ).opened()
        func entry(_ day: Day) -> Command {
            .enter(1, ["volgende": .date(day), "wie": .person("leo")])
        }
        play.when(entry(september(8)))
        #expect(
            play.when(.done(1), on: september(9))
                == .refused(.wrongValue("doses", .tooFewRows(least: Number(2)))))
        play.when(entry(september(10)), on: september(9))
        play.roster = play.roster.without("leo")
        #expect(
            play.when(.done(1), on: september(20))
                == .facts(["done 1 boek gereed on 20 as leerkracht", "end voltooid completed"]))
    }
}

extension Roster {
    /// The same when somebody has left the school.
    fileprivate func without(_ person: PersonID) -> Roster {
        Roster(
            holders: holders.mapValues { $0.filter { $0 != person } }, registrars: registrars,
            staff: staff.filter { $0 != person }, contacts: contacts)
    }
}
