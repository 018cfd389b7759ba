import CardEngine

extension Card {
    /// The same, but for which task asks which field: each keeps some of its own, and asks some of those beside it.
    func askingElsewhere(using dice: inout SeededGenerator) -> Card {
        var steps = steps
        for (index, step) in self.steps.enumerated() {
            guard case .task(let task) = step.kind else { continue }
            let beside = self.steps.filter { $0.list == step.list && $0.kind.isTask }.flatMap(\.asked)
            func some(_ fields: [FieldID], _ dice: inout SeededGenerator) -> [FieldID] {
                fields.filter { _ in Int.random(in: 0..<4, using: &dice) > 0 }
            }
            let required = some(task.required, &dice)
            var optional = some(task.optional, &dice)
            for field in beside where !step.asked.contains(field) && !optional.contains(field) {
                if Int.random(in: 0..<5, using: &dice) == 0 { optional.append(field) }
            }
            let other = TaskStep(
                performers: task.performers, together: task.together, required: required, optional: optional,
                checklist: task.checklist, records: task.records, disclosure: task.disclosure,
                otherThan: task.otherThan, sameAs: task.sameAs)
            steps[index] = step.with(kind: .task(other))
        }
        return with(steps: steps)
    }
}

extension StepKind {
    fileprivate var isTask: Bool { if case .task = self { true } else { false } }
}
