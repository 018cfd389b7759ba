/// A choice (`kies`): made by the engine at once, on data. The first row that holds decides.
public struct ChoiceStep: Hashable, Sendable {
    /// The rows, in the order in which they are asked.
    public let rows: [ChoiceRow]

    /// A choice by these rows.
    public init(rows: [ChoiceRow]) {
        self.rows = rows
    }
}

/// One row of a choice.
public struct ChoiceRow: Hashable, Sendable {
    /// Nil for `anders`: the rest.
    public let condition: Condition?
    /// Where the case goes when the row decides.
    public let target: Target

    /// A row that leads there when the condition holds.
    public init(condition: Condition?, target: Target) {
        self.condition = condition
        self.target = target
    }
}

extension Decision {
    /// Makes the choice and tells where it leads.
    ///
    /// `anders` does not stand for a field that is empty, unless some row asks for that with `leeg` (kaarttaal,
    /// section 4.3): then there is no answer.
    mutating func choose(_ step: Step, _ choice: ChoiceStep) throws(Refusal) -> Target {
        for (index, row) in choice.rows.enumerated() {
            if let condition = row.condition {
                guard holds(condition) else { continue }
            } else if comparesUnforeseenEmptyField(choice) {
                break
            }
            emit(.choiceMade(ChoiceMade(visit: nextVisit, step: step.id, day: day, row: index + 1)))
            return row.target
        }
        throw .choiceUndecided(step.id)
    }

    private func comparesUnforeseenEmptyField(_ choice: ChoiceStep) -> Bool {
        let tests = choice.rows.compactMap(\.condition).flatMap(\.tests)
        return tests.contains { operand, test in
            switch operand {
            case .field(let field):
                state.values[field] == nil && !test.asksForEmpty
                    && !tests.contains { $0.operand == operand && $0.test == .empty }
            case .outcome, .visits: false
            }
        }
    }
}
