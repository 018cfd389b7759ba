import CardEngine
import SchoolTime
import Testing

@Suite("Conditions")
struct ConditionTests {
    /// A test, a value (nil: empty) and whether it passes. Today is 8 September; the anchor `weg` has no day.
    private struct Row: Sendable {
        let test: CardEngine.Test
        let value: FieldValue?
        let passes: Bool

        init(_ test: CardEngine.Test, _ value: FieldValue?, _ passes: Bool) {
            self.test = test
            self.value = value
            self.passes = passes
        }
    }

    private static let rows: [Row] = [
        Row(.empty, nil, true),
        Row(.empty, .text("x"), false),
        Row(.filled, nil, false),
        Row(.filled, .yesNo(false), true),
        Row(.oneOf([.choice("x"), .choice("y")]), .choice("y"), true),
        Row(.oneOf([.choice("x")]), .choice("y"), false),
        Row(.oneOf([.choice("x")]), nil, false),
        Row(.oneOf([]), .choice("x"), false),
        Row(.oneOf([.choice("x")]), .choices(["y", "x"]), true),
        Row(.oneOf([.choice("x")]), .choices(["y"]), false),
        // Of an attribute of that kind the card knows only how the value is written.
        Row(.oneOf([.text("x")]), .choices(["y", "x"]), true),
        Row(.oneOf([.text("x")]), .choices(["y"]), false),
        Row(.atLeast(Number(2)), .number(Number(2)), true),
        Row(.atLeast(Number(2)), .number(Number("1,9")!), false),
        Row(.atLeast(Number(2)), nil, false),
        Row(.atLeast(Number(2)), .text("3"), false),
        Row(.atMost(Number(2)), .number(Number(2)), true),
        Row(.atMost(Number(2)), .number(Number("2,1")!), false),
        Row(.atMost(Number(2)), nil, false),
        Row(.atMost(Number(2)), .yesNo(true), false),
        Row(.before(.today), .date(september(7)), true),
        Row(.before(.today), .date(september(8)), false),
        Row(.before(.today), nil, false),
        Row(.before(.anchor(.field("weg"))), .date(september(7)), false),
        Row(.after(.today), .date(september(9)), true),
        Row(.after(.today), .date(september(8)), false),
        Row(.after(.today), .text("x"), false),
        Row(.after(.anchor(.field("weg"))), .date(september(9)), false),
    ]

    @Test("each test on each kind of value; `niet` turns it round", arguments: rows.indices)
    func test(row: Int) {
        let (test, value, passes) = (Self.rows[row].test, Self.rows[row].value, Self.rows[row].passes)
        let condition = Condition.test(.field("f"), test)
        func holds(_ condition: Condition) -> Bool {
            condition.holds(
                valueOf: { _ in value }, dayOf: { moment, _ in moment == .today ? september(8) : nil })
        }
        #expect(holds(condition) == passes)
        #expect(holds(.not(condition)) == !passes)
        #expect(holds(.all([condition, .all([])])) == passes)
        #expect(holds(.any([.any([]), condition])) == passes)
        #expect(condition.tests.map { $0.test } == [test])
    }
}
