import CardEngine
import SchoolTime

/// A small card that a seed repeats, of every kind of step, with blocks within blocks. Sound as the checker demands: what
/// the engine does alone leads forward, a choice reckons with an empty field, and no branch fills in or looks at what is
/// of another.
struct RandomCard {
    private var dice: SeededGenerator
    /// Dice of their own for what came later, so that the rest of the card is what the seed always made.
    private var others: SeededGenerator
    private var waits: SeededGenerator
    private var nexts: SeededGenerator
    private var stepCount = 0
    private var poolCount = 0
    private var fields: [Field] = []
    private let subject: SubjectKind
    private let start: [StartRule]

    /// What can be named where a step stands.
    private struct Scope {
        /// The steps of this list and of those around it.
        var steps: [String]
        /// The steps around, behind the block: what the engine may go to.
        var later: [String]
        /// The names of the fields that are filled in here, and of those that can be read.
        var pool: String
        var readable: [String]
        var depth: Int
        /// Within the rows of a list: the pool that it is of.
        var rowsOf: String?
    }

    static func card(seed: UInt64) -> Card {
        var maker = RandomCard(seed: seed)
        return maker.card()
    }

    private init(seed: UInt64) {
        dice = SeededGenerator(seed: seed)
        subject = [.pupil, .pupil, .pupil, .group, .group, .school].randomElement(using: &dice)!
        others = SeededGenerator(seed: ~seed)
        waits = SeededGenerator(seed: ~seed &+ 1)
        nexts = SeededGenerator(seed: ~seed &+ 2)
        let conditions: [Condition?] = [
            nil, nil, .test(.attribute(.group), .oneOf([.text("groep-geel")])),
            .test(.attribute(.age), .atLeast(Number(9))), .test(.attribute("kenmerk"), .filled),
            .not(.test(.attribute(.isEnrolled), .oneOf([.text("ja")]))),
        ]
        // Somebody can always begin.
        start = [
            StartRule(.manual(["leerkracht"]), condition: conditions.randomElement(using: &others)!),
            StartRule(.manual(["directeur"]), condition: conditions.randomElement(using: &others)!),
            .manual(["kc"]),
        ]
    }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &dice) < percent }

    private mutating func one<Element>(of list: [Element]) -> Element { list.randomElement(using: &dice)! }

    private mutating func some<Element>(of list: [Element], at most: Int) -> [Element] {
        Array(list.shuffled(using: &dice).prefix(Int.random(in: 0...most, using: &dice)))
    }

    // MARK: - Fields

    /// A column that may be empty, with the day for which a step of its row waits.
    private static let dayOfRow = "-when"

    static func isDayOfRow(_ column: FieldID) -> Bool { column.rawValue.hasSuffix(dayOfRow) }

    /// A set of fields that only one list of steps fills in.
    private mutating func pool() -> String {
        poolCount += 1
        let name = "p\(poolCount)"
        func field(
            _ id: String, _ kind: FieldKind, minimum: Bound? = nil, maximum: Bound? = nil,
            visibleTo: [RoleID]? = nil
        ) {
            fields.append(
                Field(
                    id: FieldID("\(name)-\(id)"), title: "", kind: kind, minimum: minimum, maximum: maximum,
                    isSensitive: visibleTo != nil, visibleTo: visibleTo))
        }
        field("text", .text)
        field("number", .number)
        field("whole", .wholeNumber, minimum: .number(Number(1)), maximum: .number(Number(4)))
        field("date", .date)
        field("near", .date, minimum: .moment(.today), maximum: .moment(.span(days(60))))
        field("ok", .yesNo, visibleTo: ["directeur"])
        field("one", .choice(["x", "y", "z"]))
        field("many", .multipleChoice(["x", "y", "z"]))
        field("file", .document)
        field("who", .person)
        if subject != .pupil { field("child", .pupil) }
        let columns = [
            Field(id: FieldID("\(name)-column"), title: "", kind: .text),
            Field(id: FieldID("\(name)-empty"), title: "", kind: .yesNo, mayBeEmpty: true),
            Field(id: FieldID("\(name)\(Self.dayOfRow)"), title: "", kind: .date, mayBeEmpty: true),
        ]
        field("list", .list(columns, nil))
        let each = FieldID("\(name)-each")
        let isOfPupils = subject != .pupil && chance(50)
        let first = Field(id: each, title: "", kind: isOfPupils ? .pupil : .choice(["x", "y"]))
        field("rows", .list([first] + columns, isOfPupils ? .pupils : .fixed(each, ["x", "y"])))
        return name
    }

    // MARK: - Steps

    private mutating func card() -> Card {
        let names = newNames(Int.random(in: 1...6, using: &dice))
        let pool = pool()
        let scope = Scope(steps: names, later: [], pool: pool, readable: [pool], depth: 0)
        let steps = list(names, scope)
        let interrupts = (0..<Int.random(in: 0...2, using: &dice)).map { index in
            let when = chance(40) ? condition(scope) : nil
            let to = chance(10) ? "verder" : one(of: names + [end()])
            return InterruptSketch(trigger: trigger(index, scope), when: when, to: to)
        }
        return Sketch(
            steps: steps, fields: fields,
            ends: [
                End(id: "anders", title: "", countsAs: .completed),
                End(id: "weg", title: "", countsAs: .aborted),
            ],
            interrupts: interrupts, term: chance(50) ? moment(scope) : nil,
            statutory: chance(20) ? moment(scope) : nil, reminders: reminders(scope), subject: subject,
            visibleTo: one(of: [nil, ["directeur"], ["kc", "leerkracht"]]), start: start
        ).card
    }

    private mutating func trigger(_ index: Int, _ scope: Scope) -> Interrupt.Trigger {
        one(of: [
            .person(
                outcome: "i\(one(of: [0, index]))",
                performers: one(of: [["kc"], ["leerkracht", "directeur"]] as [[RoleID]])),
            .event(one(of: SubjectEvent.allCases)), .withdrawn("doel"), .moment(moment(scope)),
        ])
    }

    private mutating func newNames(_ count: Int) -> [String] {
        defer { stepCount += count }
        return (0..<count).map { "s\(stepCount + $0)" }
    }

    private mutating func list(_ names: [String], _ scope: Scope) -> [StepSketch] {
        names.enumerated().map { index, name in
            let ahead = Array(names[(index + 1)...])
            // The first is a task, so that there is always something that a person does.
            let sketch = step(name, ahead, scope, isFirst: index == 0 && scope.depth == 0)
            // Some as a migration may leave them: then what was emptied refuses, and what was never asked does not.
            return index == 0 || Int.random(in: 0..<2, using: &others) == 0 ? sketch : sketch.proved
        }
    }

    private mutating func step(
        _ name: String, _ ahead: [String], _ scope: Scope, isFirst: Bool
    ) -> StepSketch {
        guard !isFirst else { return task(name, ahead, scope) }
        switch Int.random(in: 0..<100, using: &dice) {
        case 0..<40: return task(name, ahead, scope)
        case 40..<52: return choice(name, ahead, scope)
        case 52..<60: return sign(name, ahead, scope)
        case 60..<68: return wait(name, ahead, scope)
        case 68..<74: return call(name, ahead, scope)
        case 74..<80: return register(name, ahead, scope)
        case 80..<90: return scope.depth < 2 ? parallel(name, ahead, scope) : task(name, ahead, scope)
        default: return scope.depth < 2 ? forEach(name, ahead, scope) : task(name, ahead, scope)
        }
    }

    /// What every kind can have.
    private mutating func common(
        _ sketch: inout StepSketch, _ ahead: [String], _ scope: Scope, outcomes: [String]
    ) {
        if chance(20) { sketch.when = condition(scope) }
        if chance(20) { sketch.then = forward(ahead, scope) }
        if chance(60) { sketch.term = moment(scope) }
        if chance(20) { sketch.statutory = moment(scope) }
        sketch.reminders = reminders(scope)
        if chance(15) {
            sketch.escalation = Escalation(
                delay: SchoolDuration(amount: Int.random(in: 0...3, using: &dice), unit: .days),
                roles: ["directeur"])
        }
        var named: [(name: String, to: String, required: [FieldID])] = outcomes.map { ($0, "verder", []) }
        if chance(30) {
            named = outcomes.map { ($0, forward(ahead, scope), []) }
            if chance(60) { named.append((Outcome.expired, forward(ahead, scope), [])) }
        }
        sketch.outcomes = named
    }

    private mutating func task(_ name: String, _ ahead: [String], _ scope: Scope) -> StepSketch {
        var sketch = StepSketch.task(
            name,
            by: one(of: [
                ["leerkracht"], ["kc"], ["directeur", "leerkracht"], ["ouders"], ["ouders", "kc"], ["smw"],
            ]))
        common(&sketch, ahead, scope, outcomes: [Outcome.done])
        if chance(10) { sketch.performers = .field(FieldID("\(scope.pool)-who")) }
        var asked = fields.map(\.id).filter { $0.rawValue.hasPrefix(scope.pool + "-") }
            .shuffled(using: &dice)[...]
        func take(_ count: Int) -> [FieldID] {
            defer { asked = asked.dropFirst(count) }
            return Array(asked.prefix(count))
        }
        sketch.required = take(Int.random(in: 0...2, using: &dice))
        sketch.optional = take(Int.random(in: 0...3, using: &dice))
        if chance(50) {
            let expired = sketch.outcomes?.filter { $0.name == Outcome.expired } ?? []
            sketch.outcomes =
                [
                    ("x", "verder", []), ("y", one(of: scope.steps + [end()]), take(1)),
                    ("z", forward(ahead, scope), []),
                ] + expired
        }
        sketch.together = some(of: ["kc", "ouders", "smw"], at: 2)
        if chance(20) {
            sketch.earliest = one(of: [.span(days(3)), .relative(days(6), .after, .start), moment(scope)])
        }
        if chance(10) { sketch.otherThan = anyStep(scope) }
        if chance(10) { sketch.sameAs = anyStep(scope) }
        if chance(20) { sketch.checklist = ["x"] }
        if chance(15), let field = sketch.required.first {
            sketch.records = [AttributeRecord(attribute: "kenmerk", field: field)]
        }
        if chance(20) {
            let byConsent = chance(50)
            sketch.disclosure = Disclosure(
                recipient: "vo-school", fields: sketch.required + sketch.optional,
                ground: byConsent ? .consent("doel") : .law("wet"))
            if byConsent { sketch.outcomes?.append((Outcome.noConsent, forward(ahead, scope), [])) }
        }
        return sketch
    }

    private mutating func sign(_ name: String, _ ahead: [String], _ scope: Scope) -> StepSketch {
        var sketch = StepSketch.sign(
            name, one(of: [["ouders"], ["ouders", "directeur"], ["kc", "leerkracht"]]))
        common(&sketch, ahead, scope, outcomes: [SignStep.agreed, SignStep.refused])
        if chance(50) { sketch.otherwise = forward(ahead, scope) }
        if chance(30) { sketch.question = .seen }
        sketch.needsProof = chance(30)
        if chance(50) {
            sketch.grant = ConsentGrant(
                purpose: "doel",
                recipient: one(of: [
                    .school, .roles(["vo-school"]), .roles(["vo-school"]),
                    .field(FieldID("\(scope.pool)-one")), .field(FieldID("\(scope.pool)-text")),
                    .field(FieldID("\(scope.pool)-who")),
                ]),
                until: chance(50) ? .span(days(Int.random(in: 0...9, using: &dice))) : nil)
        }
        return sketch
    }

    private mutating func wait(_ name: String, _ ahead: [String], _ scope: Scope) -> StepSketch {
        var sketch =
            chance(75)
            ? StepSketch.wait(name, ofRow(moment(scope), scope))
            : StepSketch.wait(name, forCard: "ander", since: chance(50) ? moment(scope) : nil)
        common(&sketch, ahead, scope, outcomes: [Outcome.done])
        if case .wait(.card) = sketch.kind {
            sketch.term = .span(days(Int.random(in: 0...9, using: &dice)))
            sketch.outcomes = [
                (Outcome.done, forward(ahead, scope), []), (Outcome.expired, forward(ahead, scope), []),
            ]
        }
        sketch.earlier = chance(70) ? ["kc"] : []
        return sketch
    }

    /// Of some that stand within the rows of a list: the day in the row.
    private mutating func ofRow(_ moment: Moment, _ scope: Scope) -> Moment {
        guard let pool = scope.rowsOf, Bool.random(using: &waits) else { return moment }
        return .anchor(.field(FieldID("\(pool)\(Self.dayOfRow)")))
    }

    private mutating func call(_ name: String, _ ahead: [String], _ scope: Scope) -> StepSketch {
        var sketch = StepSketch.call(name, "ander")
        common(&sketch, ahead, scope, outcomes: ["klaar-einde"])
        if chance(70) { sketch.otherwise = forward(ahead, scope) }
        sketch.goesOn = chance(30)
        if sketch.goesOn { sketch.outcomes = [(Outcome.done, "verder", [])] }
        if chance(40) { sketch.occasion = moment(scope) }
        if chance(30) {
            sketch.about = .field(FieldID("\(scope.pool)-\(subject == .pupil ? "who" : "child")"))
        }
        sketch.proposals = [.init(theirs: "vraag", ours: FieldID("\(scope.pool)-text"))]
        return sketch
    }

    private mutating func register(_ name: String, _ ahead: [String], _ scope: Scope) -> StepSketch {
        var sketch = StepSketch.register(
            name, FieldID("\(scope.pool)-list"), by: one(of: [["kc"], ["leerkracht", "ouders"]]))
        common(&sketch, ahead, scope, outcomes: ["x", "y"])
        return sketch
    }

    private mutating func parallel(_ name: String, _ ahead: [String], _ scope: Scope) -> StepSketch {
        let branches = (0..<Int.random(in: 1...3, using: &dice)).map { index in
            let names = newNames(chance(40) ? 1 : Int.random(in: 1...3, using: &dice))
            let inner = within(scope, names, ahead)
            return BranchSketch(id: "\(name)-\(index)", steps: list(names, inner))
        }
        let rule = one(of: [.all, .first, .count(1), .count(2)] as [ClosingRule])
        var sketch = StepSketch.parallel(name, branches, closesAt: rule)
        common(&sketch, ahead, scope, outcomes: [Outcome.done])
        return sketch
    }

    private mutating func forEach(_ name: String, _ ahead: [String], _ scope: Scope) -> StepSketch {
        let names = newNames(Int.random(in: 1...3, using: &dice))
        var inner = within(scope, names, ahead)
        let rows = FieldID("\(scope.pool)-\(one(of: ["list", "rows"]))")
        let fixed = ForEachStep.Source.fixed(FieldID("\(name)-vak"), ["x", "y"])
        var sources = [fixed, .rows(rows)]
        if scope.depth == 0, subject != .pupil { sources.append(.pupils) }
        if scope.depth == 0, subject == .school { sources.append(.groups) }
        let source = one(of: sources)
        if source == .rows(rows) { inner.rowsOf = scope.pool }
        let rule = one(of: [.all, .all, .first, .count(2)] as [ClosingRule])
        var sketch = StepSketch.forEach(name, source, list(names, inner), closesAt: rule)
        common(&sketch, ahead, scope, outcomes: [Outcome.done])
        return sketch
    }

    /// What can be named within a branch: it fills in fields of its own.
    private mutating func within(_ scope: Scope, _ names: [String], _ ahead: [String]) -> Scope {
        let pool = pool()
        return Scope(
            steps: names + scope.steps, later: ahead + scope.later, pool: pool,
            readable: [pool] + scope.readable, depth: scope.depth + 1)
    }

    private mutating func choice(_ name: String, _ ahead: [String], _ scope: Scope) -> StepSketch {
        var rows: [(when: Condition?, to: String)] = []
        for _ in 0..<Int.random(in: 1...3, using: &dice) {
            rows.append((condition(scope), forward(ahead, scope)))
        }
        for operand in rows.flatMap({ $0.when!.tests.map { $0.operand } }) {
            guard case .field = operand else { continue }
            rows.append((.test(operand, .empty), forward(ahead, scope)))
        }
        rows.append((nil, forward(ahead, scope)))
        return .choice(name, when: chance(20) ? condition(scope) : nil, rows)
    }

    // MARK: - Names

    private mutating func anyStep(_ scope: Scope) -> StepID { StepID(one(of: scope.steps)) }

    private mutating func end() -> String { one(of: ["anders", "weg", "voltooid"]) }

    /// Where the engine may lead by itself.
    private mutating func forward(_ ahead: [String], _ scope: Scope) -> String {
        if !ahead.isEmpty, chance(70) { return one(of: ahead) }
        if scope.depth > 0, chance(70) { return "klaar" }
        return scope.later.isEmpty || chance(30) ? end() : one(of: scope.later)
    }

    // MARK: - Moments and conditions

    private mutating func reminders(_ scope: Scope) -> [Reminder] {
        guard chance(20) else { return [] }
        return [
            .before(SchoolDuration(amount: Int.random(in: 0...3, using: &dice), unit: .days)),
            .at(moment(scope), chance(50) ? ["kc"] : nil),
        ]
    }

    private mutating func moment(_ scope: Scope) -> Moment {
        let unit = one(of: SchoolDuration.Unit.allCases)
        let duration = SchoolDuration(amount: Int.random(in: 0...4, using: &dice), unit: unit)
        let pool = one(of: scope.readable)
        let anchor: Anchor = one(of: [
            .start, .occasion, .field(FieldID("\(pool)-date")), .field(FieldID("\(pool)-near")),
            .step(anyStep(scope)), .step(anyStep(scope)), .named("tlv"), .named("ronde"),
        ])
        let period: YearPeriod = one(of: [
            .day(month: 9, day: 20), .month(10), .week(ordinal: 3, month: 9), .planned("ronde"),
        ])
        let other: Moment = one(of: [
            .span(duration), .span(duration), .relative(duration, one(of: [.after, .before]), anchor),
            .relative(duration, .after, anchor), .anchor(anchor), .today, .period(period), .dayBefore(period),
        ])
        let days: [YearPeriod] = [.day(month: 9, day: 20), .month(10), .week(ordinal: 3, month: 9)]
        return Int.random(in: 0..<9, using: &nexts) == 0
            ? .next(days.randomElement(using: &nexts)!, after: anchor) : other
    }

    private mutating func condition(_ scope: Scope, depth: Int = 2) -> Condition {
        if depth > 0, chance(40) {
            let parts = (0..<Int.random(in: 0...2, using: &dice)).map { _ in
                condition(scope, depth: depth - 1)
            }
            return one(of: [.all(parts), .any(parts), .not(condition(scope, depth: depth - 1))])
        }
        let pool = one(of: scope.readable)
        func field(_ name: String) -> Operand { .field(FieldID("\(pool)-\(name)")) }
        switch Int.random(in: 0..<12, using: &dice) {
        case 0:
            return .test(
                .outcome(anyStep(scope)),
                .oneOf([.choice(one(of: ["x", "y", Outcome.done, Outcome.skipped]))]))
        case 1: return .test(.visits(anyStep(scope)), one(of: [.atLeast(Number(2)), .atMost(Number(1))]))
        case 2: return .test(field("ok"), one(of: [.oneOf([.yesNo(true)]), .filled, .empty]))
        case 3: return .test(field("one"), .oneOf([.choice("x"), .choice("y")]))
        case 4: return .test(field("many"), .oneOf([.choice("x")]))
        case 5: return .test(field("whole"), one(of: [.atLeast(Number(3)), .atMost(Number("2,5")!)]))
        case 6: return .test(field("date"), one(of: [.before(moment(scope)), .after(moment(scope))]))
        case 7: return .test(.consent("doel"), .oneOf([.yesNo(true)]))
        case 8: return .test(.attribute(.age), .atLeast(Number(9)))
        case 9: return .test(.attribute("kenmerk"), one(of: [.filled, .empty, .oneOf([.text("x")])]))
        case 10: return .attribute(.isEnrolled, is: "ja")
        default: return .test(field("text"), one(of: [.empty, .filled]))
        }
    }
}
