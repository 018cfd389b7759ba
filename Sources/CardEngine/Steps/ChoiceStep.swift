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

extension ChoiceStep {
    /// The fields that the rows compare, without a row that asks whether they are empty; each once, in order.
    public var fieldsNotAskedEmpty: [FieldID] {
        let tests = rows.compactMap(\.condition).flatMap(\.tests)
        var seen: Set<FieldID> = []
        for case (.field(let field), .empty) in tests { seen.insert(field) }
        var compared: [FieldID] = []
        for case (.field(let field), let test) in tests
        where !test.asksForEmpty && seen.insert(field).inserted {
            compared.append(field)
        }
        return compared
    }
}

extension Decision {
    /// Makes the choice and tells where it leads.
    ///
    /// `anders` does not stand for a field that is empty, unless some row asks for that with `leeg` (kaarttaal,
    /// section 4.3): then there is no answer.
    mutating func choose(_ step: Step, _ choice: ChoiceStep, at place: Place?) throws(Refusal) -> Target {
        for (index, row) in choice.rows.enumerated() {
            if let condition = row.condition {
                guard holds(condition, at: place) else { continue }
            } else if comparesUnforeseenEmptyField(choice, at: place) {
                break
            }
            emit(
                .choiceMade(
                    ChoiceMade(visit: nextVisit, step: step.id, day: day, row: index + 1, place: place)))
            return row.target
        }
        let asked = choice.rows.compactMap(\.condition).flatMap(\.tests).map(\.operand)
        for case .outcome(let undone) in asked where state.outcome(of: undone, from: place) == nil {
            let lacksField = asked.contains { operand in
                if case .field = operand { value(of: operand, at: place) == nil } else { false }
            }
            if !lacksField { throw .choiceOnUndone(step.id, undone) }
        }
        throw .choiceUndecided(step.id)
    }

    private func comparesUnforeseenEmptyField(_ choice: ChoiceStep, at place: Place?) -> Bool {
        choice.fieldsNotAskedEmpty.contains { value(of: $0, at: place) == nil }
    }
}
