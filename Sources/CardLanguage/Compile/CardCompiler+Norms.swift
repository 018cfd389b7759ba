import CardEngine

/// Norms: what they measure must be there to be measured.
extension CardCompiler {
    mutating func norm(_ norm: NormDeclaration) -> Norm? {
        // Of a step within a `voor_elke` the pupil or group of that branch is asked (docs/kaarttaal.md, choice 72).
        scope = norm.measure?.step.flatMap { stepIndex[$0.value] }.flatMap { layout.home[$0] }
        let condition = norm.condition.flatMap { attributeCondition($0) }
        scope = nil
        let measure = norm.measure.flatMap { self.measure($0, at: norm.measureRange) }
        return measure.map {
            Norm(
                title: norm.title.value, measure: $0, condition: condition, minimum: norm.minimum,
                maximum: norm.maximum)
        }
    }

    private mutating func measure(
        _ measure: NormDeclaration.Measure, at range: SourceRange
    ) -> Norm.Measure? {
        switch measure {
        case .onTime(let step, let isStatutory): return onTime(step, isStatutory, at: range)
        case .coverage(let count): return .coverage(count)
        case .completed: return .completed
        case .caseTime: return .caseTime
        case .visitTime(let step): return measured(step).map { .visitTime(StepID($0.id.value)) }
        case .timeUntil(let step): return measured(step).map { .timeUntil(StepID($0.id.value)) }
        case .repetition(let step): return measured(step).map { .repetition(StepID($0.id.value)) }
        case .outcome(let name, let word):
            guard let step = measured(name), value(word, of: .outcome(StepID(step.id.value))) != nil else {
                return nil
            }
            return .outcome(StepID(step.id.value), word.value)
        case .attendance(let name, let role):
            guard let step = measured(name) else { return nil }
            return attendance(step, role)
        }
    }

    private mutating func onTime(
        _ name: Located<String>?, _ isStatutory: Bool, at range: SourceRange
    ) -> Norm.Measure? {
        let step = name.flatMap { measured($0) }
        if name != nil, step == nil { return nil }
        let terms = step?.terms ?? declaration.terms
        let what = step.map { "De stap `\($0.id.value)`" } ?? "De kaart"
        let word: Keyword = isStatutory ? .statutory : .term
        if (isStatutory ? terms.statutory : terms.term) == nil {
            report(
                .wordDoesNotFit, at: name?.range ?? range,
                "\(what) heeft geen `\(word.rawValue)`; of het op tijd was, is zo niet te meten. Zet er `\(word.rawValue)` bij, of "
                    + "meet iets anders.")
        }
        return .onTime(step.map { StepID($0.id.value) }, isStatutory: isStatutory)
    }

    /// The step of which something is measured; also one within a `voor_elke`, for all its visits count.
    private mutating func measured(_ name: Located<String>) -> StepDeclaration? {
        guard let index = stepIndex[name.value] else {
            _ = stepID(name)
            return nil
        }
        let step = layout.steps[index]
        guard case .choice = step.kind else { return step }
        report(
            .wordDoesNotFit, at: name.range,
            "`\(name.value)` is een keuze; die maakt het programma zelf, en daar valt niets aan te meten. Noem een andere stap."
        )
        return nil
    }

    private mutating func attendance(_ step: StepDeclaration, _ role: Located<String>) -> Norm.Measure? {
        let id = self.role(role)
        guard let school else { return .attendance(StepID(step.id.value), id) }
        guard roles[role.value] != nil else { return nil }
        let together: [Located<String>] = if case .task(let task) = step.kind { task.together } else { [] }
        if !together.contains(where: { school.own(RoleID($0.value)) == school.own(id) }) {
            report(
                .roleDoesNotFit, at: role.range,
                "Bij de stap `\(step.id.value)` staat `\(role.value)` niet onder `samen_met`; of die er was, wordt dus niet "
                    + "gevraagd. Zet de rol daar bij, of noem een andere.")
        }
        return .attendance(StepID(step.id.value), id)
    }
}
