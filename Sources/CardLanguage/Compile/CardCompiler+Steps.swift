import CardEngine

extension CardCompiler {
    mutating func step(at index: Int) -> Step {
        let declared = declaration.steps[index]
        let following: Target =
            index + 1 < declaration.steps.count
            ? .step(index + 1) : .end(endIndex[End.completed.rawValue] ?? 0)
        let next = declared.next.flatMap { target($0, next: following) } ?? following
        return Step(
            id: StepID(declared.id.value), title: declared.title.value, explanation: declared.explanation,
            phase: declared.phase, documents: declared.documents,
            condition: declared.condition.flatMap { condition($0) }, kind: kind(of: declared, next: next),
            next: next)
    }

    private mutating func kind(of step: StepDeclaration, next: Target) -> StepKind {
        switch step.kind {
        case .task(let task): .task(self.task(task, next: next))
        case .choice(let rows):
            .choice(ChoiceStep(rows: rows.indices.compactMap { row(at: $0, of: rows, next: next) }))
        case .unread: .choice(ChoiceStep(rows: []))
        }
    }

    private mutating func task(_ task: TaskDeclaration, next: Target) -> TaskStep {
        TaskStep(
            performers: task.performers.map { role($0) }, together: task.together.map { role($0) },
            earliest: task.earliest.flatMap { moment($0) }, term: task.term.flatMap { moment($0) },
            required: task.required.map { fieldID($0) }, optional: task.optional.map { fieldID($0) },
            checklist: task.checklist, disclosure: task.disclosure.map { disclosure($0) },
            otherThan: task.otherThan.map { taskID($0) }, sameAs: task.sameAs.map { taskID($0) },
            outcomes: task.outcomes.map { outcomes in outcomes.map { outcome($0, next: next) } }
                ?? [Outcome(name: Outcome.done, target: next)])
    }

    private mutating func outcome(_ outcome: OutcomeDeclaration, next: Target) -> Outcome {
        Outcome(
            name: outcome.name.value, target: target(outcome.target, next: next) ?? next,
            required: outcome.required.map { fieldID($0) })
    }

    private mutating func disclosure(_ disclosure: DisclosureDeclaration) -> Disclosure {
        Disclosure(
            recipient: externalRole(disclosure.recipient), fields: disclosure.fields.map { fieldID($0) },
            legalBasis: disclosure.legalBasis)
    }

    private mutating func row(at index: Int, of rows: [ChoiceRowDeclaration], next: Target) -> ChoiceRow? {
        let row = rows[index]
        if row.condition == nil, index + 1 < rows.count {
            report(
                .wordDoesNotFit, at: SourceRange(at: row.range.start),
                "`anders` staat voor de rest en hoort als laatste. De regels hierna gelden nooit.")
        }
        let condition = row.condition.flatMap { self.condition($0) }
        return target(row.target, next: next).map { ChoiceRow(condition: condition, target: $0) }
    }
}
