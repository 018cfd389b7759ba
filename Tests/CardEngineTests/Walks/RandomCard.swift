import CardEngine
import SchoolTime

/// A small card that a seed repeats. Sound as the checker demands: what the engine does alone leads forward, and a choice
/// reckons with an empty field.
struct RandomCard {
    private var dice: SeededGenerator
    private let count: Int

    static func card(seed: UInt64) -> Card {
        var maker = RandomCard(seed: seed)
        return maker.card()
    }

    private init(seed: UInt64) {
        dice = SeededGenerator(seed: seed)
        count = Int.random(in: 1...7, using: &dice)
    }

    static let fields: [Field] = [
        Field(id: "text", title: "", kind: .text), Field(id: "long", title: "", kind: .longText),
        Field(id: "number", title: "", kind: .number),
        Field(
            id: "whole", title: "", kind: .wholeNumber, minimum: .number(Number(1)),
            maximum: .number(Number(4))),
        Field(id: "date", title: "", kind: .date),
        Field(
            id: "near", title: "", kind: .date, minimum: .moment(.today), maximum: .moment(.span(days(60)))),
        Field(id: "ok", title: "", kind: .yesNo, isSensitive: true, visibleTo: ["directeur"]),
        Field(id: "one", title: "", kind: .choice(["x", "y", "z"])),
        Field(id: "many", title: "", kind: .multipleChoice(["x", "y", "z"])),
        Field(id: "file", title: "", kind: .document), Field(id: "who", title: "", kind: .person),
    ]

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &dice) < percent }

    private mutating func one<Element>(of list: [Element]) -> Element { list.randomElement(using: &dice)! }

    private mutating func some<Element>(of list: [Element], at most: Int) -> [Element] {
        Array(list.shuffled(using: &dice).prefix(Int.random(in: 0...most, using: &dice)))
    }

    private mutating func card() -> Card {
        // The first is a task, so that there is always something that a person does.
        let steps = (0..<count).map { index in chance(25) && index > 0 ? choice(index) : task(index) }
        let interrupts = (0..<Int.random(in: 0...2, using: &dice)).map { index in
            (
                outcome: "i\(one(of: [0, index]))",
                by: one(of: [["kc"], ["leerkracht", "directeur"]] as [[RoleID]]),
                when: chance(40) ? condition() : nil, to: anyTarget()
            )
        }
        return Sketch(
            steps: steps, fields: Self.fields,
            ends: [
                End(id: "anders", title: "", countsAs: .completed),
                End(id: "weg", title: "", countsAs: .aborted),
            ],
            interrupts: interrupts, term: chance(50) ? moment() : nil,
            visibleTo: one(of: [nil, ["directeur"], ["kc", "leerkracht"]])
        ).card
    }

    private mutating func task(_ index: Int) -> StepSketch {
        let performers: [RoleID] = one(of: [
            ["leerkracht"], ["kc"], ["directeur", "leerkracht"], ["ouders"], ["ouders", "kc"],
        ])
        let when = chance(25) ? condition() : nil
        let then = chance(20) ? forward(from: index) : nil
        var asked = Self.fields.map(\.id).shuffled(using: &dice)[...]
        func take(_ count: Int) -> [FieldID] {
            defer { asked = asked.dropFirst(count) }
            return Array(asked.prefix(count))
        }
        let required = take(Int.random(in: 0...2, using: &dice))
        let optional = take(Int.random(in: 0...3, using: &dice))
        var outcomes: [(name: String, to: String, required: [FieldID])] = [(Outcome.done, "verder", [])]
        if chance(60) {
            outcomes = [("x", "verder", []), ("y", anyTarget(), take(1)), ("z", forward(from: index), [])]
        }
        let together: [RoleID] = some(of: ["kc", "ouders", "smw"], at: 2)
        let earliest =
            chance(20) ? one(of: [.span(days(3)), .relative(days(6), .after, .start), moment()]) : nil
        let term = chance(60) ? moment() : nil
        let other = chance(10) ? anyStep() : nil
        let same = chance(10) ? anyStep() : nil
        let checklist = chance(20) ? ["x"] : []
        let basis =
            chance(20)
            ? Disclosure(recipient: "veilig-thuis", fields: required + optional, legalBasis: "wet") : nil
        return .task("s\(index)", by: performers, when: when, then: then) {
            $0.together = together
            $0.earliest = earliest
            $0.term = term
            $0.required = required
            $0.optional = optional
            $0.checklist = checklist
            $0.disclosure = basis
            $0.otherThan = other
            $0.sameAs = same
            $0.outcomes = outcomes
        }
    }

    private mutating func choice(_ index: Int) -> StepSketch {
        var rows: [(when: Condition?, to: String)] = []
        for _ in 0..<Int.random(in: 1...3, using: &dice) { rows.append((condition(), forward(from: index))) }
        let operands = rows.flatMap { $0.when!.tests.map { $0.operand } }
        for operand in operands {
            guard case .field = operand else { continue }
            rows.append((.test(operand, .empty), forward(from: index)))
        }
        rows.append((nil, forward(from: index)))
        return .choice("s\(index)", when: chance(20) ? condition() : nil, rows)
    }

    private mutating func anyStep() -> StepID { StepID("s\(Int.random(in: 0..<count, using: &dice))") }

    private mutating func end() -> String { one(of: ["anders", "weg", "voltooid"]) }

    private mutating func anyTarget() -> String { chance(80) ? anyStep().rawValue : end() }

    private mutating func forward(from index: Int) -> String {
        index + 1 < count && chance(80) ? "s\(Int.random(in: index + 1..<count, using: &dice))" : end()
    }

    private mutating func moment() -> Moment {
        let unit = one(of: SchoolDuration.Unit.allCases)
        let duration = SchoolDuration(amount: Int.random(in: 0...4, using: &dice), unit: unit)
        let anchor: Anchor = one(of: [.start, .field("date"), .field("near"), .step(anyStep())])
        return one(of: [
            .span(duration), .relative(duration, one(of: [.after, .before]), anchor), .anchor(anchor), .today,
        ])
    }

    private mutating func condition(depth: Int = 2) -> Condition {
        if depth > 0, chance(40) {
            let parts = (0..<Int.random(in: 0...2, using: &dice)).map { _ in condition(depth: depth - 1) }
            return one(of: [.all(parts), .any(parts), .not(condition(depth: depth - 1))])
        }
        switch Int.random(in: 0..<8, using: &dice) {
        case 0:
            return .test(
                .outcome(anyStep()), .oneOf([.choice(one(of: ["x", "y", Outcome.done, Outcome.skipped]))]))
        case 1: return .test(.visits(anyStep()), one(of: [.atLeast(Number(2)), .atMost(Number(1))]))
        case 2: return .test(.field("ok"), one(of: [.oneOf([.yesNo(true)]), .filled, .empty]))
        case 3: return .test(.field("one"), .oneOf([.choice("x"), .choice("y")]))
        case 4: return .test(.field("many"), .oneOf([.choice("x")]))
        case 5: return .test(.field("whole"), one(of: [.atLeast(Number(3)), .atMost(Number("2,5")!)]))
        case 6: return .test(.field("date"), one(of: [.before(moment()), .after(moment())]))
        default: return .test(.field("text"), one(of: [.empty, .filled]))
        }
    }
}
