import CardEngine
import SchoolTime
import Testing

@Suite("Values of fields")
struct FieldTests {
    /// A field, a value that somebody fills in on 8 September, and what is wrong with it.
    struct Row: Sendable, CustomTestStringConvertible {
        let kind: FieldKind
        var minimum: Bound?
        var maximum: Bound?
        let value: FieldValue
        let fault: ValueFault?

        init(
            _ kind: FieldKind, _ value: FieldValue, _ fault: ValueFault?, from minimum: Bound? = nil,
            to maximum: Bound? = nil
        ) {
            self.kind = kind
            self.value = value
            self.fault = fault
            self.minimum = minimum
            self.maximum = maximum
        }

        var testDescription: String { "\(kind) \(value)".prefix(80) + "" }
    }

    @Test("what the engine accepts and refuses", arguments: rows)
    func value(row: Row) {
        let field = Field(id: "f", title: "", kind: row.kind, minimum: row.minimum, maximum: row.maximum)
        var play = Play(Sketch(steps: [.task("a") { $0.optional = ["f"] }], fields: [field])).opened()
        let answer = play.when(.done(1, on: september(8), ["f": row.value]), on: september(9))
        if let fault = row.fault {
            #expect(answer == .refused(.wrongValue("f", fault)))
        } else {
            #expect(
                answer
                    == .facts(["done 1 a gereed on 8 as leerkracht with f", "end voltooid completed on 8"]))
            #expect(play.state.values == ["f": row.value])
        }
    }

    private static let two = Bound.number(Number(2))
    private static let half = Number("0,5")!
    private static let rows: [Row] = [
        Row(.text, .text("x"), nil),
        Row(.text, .text("\u{2003}\u{301}"), nil),
        Row(.text, .text("\u{2003} \n"), .empty),
        Row(.longText, .text(String(repeating: "é", count: 20_000)), nil),
        Row(.longText, .text(String(repeating: "é", count: 20_001)), .tooLong(limit: 20_000)),
        Row(.document, .document("ESIS 12"), nil),
        Row(.document, .document(""), .empty),
        Row(.document, .text("x"), .wrongKind),
        Row(.number, .number(half), nil),
        Row(.number, .number(half), .tooSmall(least: Number(2)), from: two),
        Row(.number, .number(Number(3)), .tooLarge(most: Number(2)), to: two),
        Row(.number, .number(Number(2)), nil, from: two, to: two),
        Row(.number, .number(Number(.min)), .notANumber("-9223372036854775808")),
        Row(.wholeNumber, .number(Number(999_999_999_999_999)), nil),
        Row(.wholeNumber, .number(Number(1_000_000_000_000_000)), .notANumber("1000000000000000")),
        Row(.wholeNumber, .number(half), .notWhole("0,5")),
        Row(.wholeNumber, .number(Number(3)), .tooSmall(least: Number(5)), from: .number(Number(5)), to: two),
        Row(.date, .date(september(1)), nil),
        Row(.date, .date(september(7)), .tooSoon(least: september(8)), from: .moment(.today)),
        Row(.date, .date(september(8)), nil, from: .moment(.today)),
        Row(.date, .date(september(11)), .tooLate(most: september(10)), to: .moment(.span(days(2)))),
        Row(.date, .date(september(30)), nil, to: .moment(.span(schoolDays(20)))),
        Row(.date, .date(Day(number: 2_932_897)), .notADate("10000-01-01")),
        Row(.date, .date(Day(number: -719_163)), .notADate("0000-12-31")),
        Row(.yesNo, .yesNo(false), nil),
        Row(.yesNo, .choice("ja"), .wrongKind),
        Row(.choice(["x", "y"]), .choice("y"), nil),
        Row(.choice(["x", "y"]), .choice("z"), .notAnOption("z", known: ["x", "y"])),
        Row(.multipleChoice(["x", "y"]), .choices(["y", "x"]), nil),
        Row(.multipleChoice(["x", "y"]), .choices([]), .empty),
        Row(.multipleChoice(["x", "y"]), .choices(["x", "z"]), .notAnOption("z", known: ["x", "y"])),
        Row(.person, .person("ann"), nil),
        Row(.person, .person("eve"), .unknownPerson("eve")),
    ]

    @Test("a limit that counts from a field means what is filled in beside it, whatever stood there before")
    func limitsWithinOneForm() {
        let sixWeeks = Bound.moment(.relative(weeks(6), .after, .field("begin")))
        let sameDay = Bound.moment(.anchor(.field("begin")))
        let fields = [
            Field(id: "begin", title: "", kind: .date),
            Field(id: "einde", title: "", kind: .date, minimum: sixWeeks),
            // Looked at before `begin`, by its name.
            Field(id: "aanloop", title: "", kind: .date, maximum: sameDay),
            Field(
                id: "l", title: "",
                kind: .list([Field(id: "dag", title: "", kind: .date, minimum: sameDay)], nil)),
        ]
        let sketch = Sketch(
            steps: [.task("a", then: "a") { $0.optional = ["begin", "einde", "aanloop", "l"] }],
            fields: fields)
        var play = Play(sketch).opened()
        let begin = FieldValue.date(september(14))
        #expect(
            play.when(.done(1, ["begin": begin, "einde": .date(september(15))]))
                == .refused(.wrongValue("einde", .tooSoon(least: day(2026, 10, 26)))))
        #expect(
            play.when(.done(1, ["begin": begin, "aanloop": .date(september(15))]))
                == .refused(.wrongValue("aanloop", .tooLate(most: september(14)))))
        let rows = FieldValue.rows([CardEngine.Row(number: 1, cells: ["dag": .date(september(13))])])
        #expect(
            play.when(.done(1, ["begin": begin, "l": rows]))
                == .refused(
                    .wrongValue("l", .wrongCell(row: 1, "dag", .tooSoon(least: september(14))))))
        play.when(.done(1, ["begin": begin, "einde": .date(day(2026, 10, 26))]))
        #expect(play.state.values["einde"] == .date(day(2026, 10, 26)))
        // What stood there before no longer counts.
        play.when(.done(2, ["begin": .date(september(1)), "einde": .date(day(2026, 10, 13))]))
        #expect(play.state.values["einde"] == .date(day(2026, 10, 13)))
    }

    @Test("a list that is filled in again is there as a whole: a cell that is not given is empty")
    func listFilledInAgain() {
        let list = Field(
            id: "l", title: "",
            kind: .list(
                [
                    Field(id: "wat", title: "", kind: .text),
                    Field(id: "ok", title: "", kind: .yesNo, mayBeEmpty: true),
                ], nil))
        var play = Play(Sketch(steps: [.task("a", then: "a") { $0.required = ["l"] }], fields: [list]))
            .opened()
        let full = CardEngine.Row(number: 1, cells: ["wat": .text("x"), "ok": .yesNo(true)])
        play.when(.done(1, ["l": .rows([full])]))
        let bare = CardEngine.Row(number: 1, cells: ["wat": .text("y")])
        play.when(.done(2, ["l": .rows([bare, CardEngine.Row(number: 2, cells: full.cells)])]))
        #expect(play.state.values["l"] == .rows([bare, CardEngine.Row(number: 2, cells: full.cells)]))
    }

    @Test(
        "numbers as people write them",
        arguments: [
            ("12", "12"), ("-3", "-3"), ("7,50", "7,5"), ("7.5", "7,5"), ("007", "7"), ("-0", "0"),
            ("0,000", "0"),
            ("-0,05", "-0,05"), ("1,125", "1,125"), ("999999999999999", "999999999999999"),
            // In Dutch a point before three digits means thousands.
            ("1.000", nil), ("12.500", nil), ("1.000.000", nil), ("1.000,5", nil),
            ("", nil), ("-", nil), ("+1", nil), ("1,", nil), (",5", nil), ("--1", nil), ("1 000", nil),
            ("1e3", nil),
            ("١", nil), ("1\u{301}", nil), ("1000000000000000", nil), ("0,000000000000001", nil),
        ] as [(String, String?)])
    func number(text: String, written: String?) {
        #expect(Number(text)?.description == written)
    }

    @Test("numbers compare by value, whatever their scale and size")
    func order() throws {
        let sorted = [
            Number(.min), Number("-999999999999999")!, Number("-2")!, Number("-1,5")!,
            Number("-0,00000000000001")!,
            Number(0), Number("0,00000000000001")!, Number("0,9")!, Number("1")!, Number("1,00000000000001")!,
            Number("99999999999999,9")!, Number("999999999999999")!, Number(.max),
        ]
        #expect(sorted.shuffled(using: &generator.value).sorted() == sorted)
        for (index, left) in sorted.enumerated() {
            for (other, right) in sorted.enumerated() { #expect((left < right) == (index < other)) }
        }
        #expect(Number("1,50") == Number("1.5"))
    }

    private final class Box { var value = SeededGenerator(seed: 1) }
    private let generator = Box()

    @Test("who was filled in stays right when that person or pupil has left")
    func stays() {
        let columns = [
            Field(id: "kind", title: "", kind: .pupil), Field(id: "score", title: "", kind: .wholeNumber),
        ]
        var play = Play(
            Sketch(
                steps: [
                    .task("a") { $0.required = ["wie", "scores"] },
                    .task("b") { $0.required = ["wie", "scores"] },
                ],
                fields: [
                    Field(id: "wie", title: "", kind: .person),
                    Field(id: "scores", title: "", kind: .list(columns, .pupils)),
                ], subject: .group))
        play.world.pupils = [.pupil(1), .pupil(2)]
        play = play.opened(.ofGroup)
        func scores(_ pupils: String...) -> FieldValue {
            .rows(
                pupils.enumerated().map { index, pupil in
                    CardEngine.Row(
                        number: index + 1, cells: ["kind": .pupil(pupil), "score": .number(Number(index))])
                })
        }
        play.when(.done(1, ["wie": .person("ann"), "scores": scores("1", "2")]))
        play.world.pupils = [.pupil(1)]
        play.roster = Roster(
            holders: play.roster.holders, registrars: play.roster.registrars,
            staff: play.roster.staff.filter { $0 != "ann" })
        #expect(
            play.when(.done(2, ["scores": scores("2", "2")]))
                == .refused(.wrongValue("scores", .wrongCell(row: 1, "kind", .unknownPupil("2")))))
        var given = play
        #expect(
            given.when(.done(2, ["wie": .person("ann"), "scores": scores("1", "2")]))
                == .facts(["done 2 b gereed on 7 as leerkracht with scores wie", "end voltooid completed"]))
        #expect(
            play.when(.done(2)) == .facts(["done 2 b gereed on 7 as leerkracht", "end voltooid completed"]))
    }

    @Test(
        "rows that `rijen` names in a text of before are what they were, and rows that stand are not asked anew"
    )
    func rowsOfBefore() {
        func rows(_ cells: [FieldValue], _ number: Int = 1) -> [FieldID: FieldValue] {
            let rows = cells.enumerated().map {
                CardEngine.Row(number: $0 + 1, cells: ["vak": $1, "n": .number(Number(number))])
            }
            return ["lijst": .rows(rows)]
        }
        var text = Play(listed(Field(id: "vak", title: "", kind: .text), ["rekenen", "taal"])).opened()
        #expect(
            text.when(.done(1, rows([.text("rekenen")])))
                == .refused(.wrongValue("lijst", .rowNeeded("taal"))))
        #expect(
            text.when(.done(1, rows([.text("rekenen"), .text("taal")]))).first
                == "done 1 a gereed on 7 as leerkracht with lijst")
        // The text to which the case goes has another value: the row that stands is not asked anew.
        let both: [FieldValue] = [.choice("rekenen"), .choice("taal")]
        let vak = Field(id: "vak", title: "", kind: .choice(["rekenen", "taal", "lezen"]))
        var play = Play(listed(vak, ["rekenen", "taal"])).opened().after(.done(1, rows(both)))
        play.migrate(to: listed(vak, ["rekenen"]))
        #expect(
            play.when(.done(2, rows(both, 2)))
                == .refused(
                    .wrongValue(
                        "lijst",
                        .wrongCell(
                            row: 2, "vak", .notAnOption("taal", known: ["rekenen"])))))
        #expect(play.when(.done(2, rows(both))).first == "done 2 b gereed on 7 as leerkracht with lijst")
    }

    private func listed(_ column: Field, _ values: [String]) -> Sketch {
        let list = Field(
            id: "lijst", title: "",
            kind: .list([column, Field(id: "n", title: "", kind: .number)], .fixed("vak", values)))
        return Sketch(
            steps: [.task("a") { $0.required = ["lijst"] }, .task("b") { $0.required = ["lijst"] }],
            fields: [list])
    }
}
