import CardEngine

/// The rows of a choice against every combination of values: each test is tried once for each value, and then only
/// looked up.
struct ChoiceTable {
    /// What the rows look at, each once, in the order in which it is written.
    let operands: [Operand]
    private let rows: [Formula?]
    /// For each test, the place of its operand and the test.
    private let tests: [(operand: Int, condition: Condition)]
    /// The operands of which a row compares the value.
    private let compared: Set<Int>
    private var shown: [[String]] = []
    private var isEmpty: [[Bool]] = []
    /// By operand, value and test.
    private var truth: [[[Bool]]] = []

    /// A condition with its tests as numbers.
    private indirect enum Formula {
        case all([Formula])
        case any([Formula])
        case not(Formula)
        case test(Int)
    }

    init(_ choice: ChoiceStep) {
        var operands: [Operand] = []
        var places: [Operand: Int] = [:]
        var tests: [(operand: Int, condition: Condition)] = []
        var compared: Set<Int> = []
        func formula(_ condition: Condition) -> Formula {
            switch condition {
            case .all(let parts): return .all(parts.map(formula))
            case .any(let parts): return .any(parts.map(formula))
            case .not(let part): return .not(formula(part))
            case .test(let operand, let test):
                let place = places[operand, default: operands.count]
                if place == operands.count {
                    operands.append(operand)
                    places[operand] = place
                }
                if case .field = operand, !test.asksForEmpty { compared.insert(place) }
                tests.append((place, condition))
                return .test(tests.count - 1)
            }
        }
        rows = choice.rows.map { $0.condition.map(formula) }
        self.operands = operands
        self.tests = tests
        self.compared = compared
    }

    /// Adds the values of the next operand.
    mutating func add(_ values: [FieldValue?]) {
        let operand = shown.count
        // An operand that can have no value at all counts as empty.
        let values = values.isEmpty ? [nil] : values
        shown.append(values.map { "\(operands[operand].written) = \($0.map(FieldText.text) ?? "leeg")" })
        isEmpty.append(values.map { $0 == nil })
        truth.append(
            values.map { value in
                tests.map { test in
                    test.operand == operand
                        && test.condition.holds(valueOf: { _ in value }, dayOf: { _, _ in nil })
                }
            })
    }

    /// How many tests it takes to look at every operand; at most two hundred values each, and mostly a few.
    var size: Int { tests.count * max(1, operands.count) * 4 }

    /// How many tests trying everything takes.
    var work: Int {
        shown.reduce(tests.count + 1) { work, values in
            let (product, overflow) = work.multipliedReportingOverflow(by: values.count)
            return overflow ? .max : product
        }
    }

    /// The first combination for which no row decides, if there is one, and the rows that decide for some.
    func tryAll() -> (uncovered: [String]?, deciding: Set<Int>) {
        var places = Array(repeating: 0, count: shown.count)
        var deciding: Set<Int> = []
        while true {
            if let row = rows.firstIndex(where: { $0.map { holds($0, places) } ?? true }),
                rows[row] != nil || !looksAtEmpty(places)
            {
                deciding.insert(row)
            } else {
                return (places.indices.map { shown[$0][places[$0]] }, deciding)
            }
            guard let turn = places.indices.last(where: { places[$0] + 1 < shown[$0].count }) else {
                return (nil, deciding)
            }
            places[turn] += 1
            for index in (turn + 1)..<places.count { places[index] = 0 }
        }
    }

    /// Whether a field that is compared is empty: then `anders` does not stand for it (kaarttaal, section 4.3).
    private func looksAtEmpty(_ places: [Int]) -> Bool {
        compared.contains { isEmpty[$0][places[$0]] }
    }

    private func holds(_ formula: Formula, _ places: [Int]) -> Bool {
        switch formula {
        case .all(let parts): parts.allSatisfy { holds($0, places) }
        case .any(let parts): parts.contains { holds($0, places) }
        case .not(let part): !holds(part, places)
        case .test(let test): truth[tests[test].operand][places[tests[test].operand]][test]
        }
    }
}
