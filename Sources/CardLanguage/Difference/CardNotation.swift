import CardEngine
import SchoolTime

/// The reader's grammar the other way round: what stands in a card, as the card would write it. Where order means nothing
/// it is always the same one, so that what means the same reads the same.
struct CardNotation {
    let card: Card
    /// How the names of this card are written: other than in the card, when they are compared with those of another.
    var steps: [StepID: StepID] = [:]
    var fields: [FieldID: FieldID] = [:]
    var ends: [EndID: EndID] = [:]
    /// The one name of a role that has more.
    var role: (RoleID) -> RoleID = { $0 }

    func name(_ step: StepID) -> StepID { steps[step] ?? step }
    func name(_ field: FieldID) -> FieldID { fields[field] ?? field }
    func name(_ end: EndID) -> EndID { ends[end] ?? end }

    /// Any one of them, so that their order means nothing.
    func text(_ roles: [RoleID]?) -> String? {
        roles.map { Set($0.map(role)).map(\.rawValue).sorted().joined(separator: ", ") }
    }

    func text(_ names: [FieldID]) -> String { names.map { name($0).rawValue }.joined(separator: ", ") }

    func yes(_ isSo: Bool) -> String? { isSo ? FieldText.text(of: .yesNo(true)) : nil }

    func word<Value: Equatable>(for value: Value, _ vocabulary: Vocabulary<Value>) -> String? {
        vocabulary.words.first { $0.value == value }?.word
    }

    // MARK: - Targets

    /// `verder` where that is the next of the step.
    func text(_ target: Target, from step: Step?) -> String {
        if let step, target == step.next { return "verder" }
        return switch target {
        case .step(let index): name(card.steps[index].id).rawValue
        case .end(let index): name(card.ends[index].id).rawValue
        case .branchDone: "klaar"
        }
    }

    /// What follows a step when the card does not say otherwise.
    func following(_ index: Int) -> Target {
        let list = card.lists[card.steps[index].list]
        if let place = list.steps.firstIndex(of: index), list.steps.indices.contains(place + 1) {
            return .step(list.steps[place + 1])
        }
        guard list.block == nil else { return .branchDone }
        return .end(card.ends.firstIndex { $0.id == End.completed } ?? 0)
    }

    // MARK: - Moments

    func text(_ moment: Moment?) -> String? { moment.map { MomentText.text(of: renamed($0)) } }

    private func renamed(_ moment: Moment) -> Moment {
        switch moment {
        case .relative(let duration, let direction, let anchor):
            .relative(duration, direction, renamed(anchor))
        case .anchor(let anchor): .anchor(renamed(anchor))
        case .next(let period, let anchor): .next(period, after: renamed(anchor))
        case .span, .today, .period, .dayBefore: moment
        }
    }

    private func renamed(_ anchor: Anchor) -> Anchor {
        switch anchor {
        case .step(let step): .step(name(step))
        case .field(let field): .field(name(field))
        case .start, .occasion, .named: anchor
        }
    }

    func say(_ terms: StepTerms, in part: inout OutlinedPart) {
        part.say(.earliest, text(terms.earliest))
        part.say(.term, text(terms.term))
        part.say(.statutory, text(terms.statutory))
        part.say(.remind, list(terms.reminders.map { text($0) }))
        part.say(
            .escalate,
            terms.escalation.map { escalation in
                mapping([
                    (Keyword.after.rawValue, MomentText.text(of: escalation.delay)),
                    (Keyword.recipient.rawValue, text(escalation.roles)),
                ])
            })
    }

    private func text(_ reminder: Reminder) -> String {
        switch reminder {
        case .before(let duration): MomentText.text(of: duration)
        case .at(let moment, let roles):
            mapping([(Keyword.on.rawValue, text(moment)), (Keyword.recipient.rawValue, text(roles))])
        }
    }

    // MARK: - Conditions

    func text(_ condition: Condition?) -> String? {
        guard let condition else { return nil }
        return switch condition {
        case .all(let parts): parts.compactMap { text($0) }.sorted().joined(separator: ", ")
        case .any(let parts):
            "\(Keyword.anyOf.rawValue): \(list(parts.compactMap { text($0) }.sorted()) ?? "")"
        case .not(let part): "\(Keyword.not.rawValue): {\(text(part) ?? "")}"
        case .test(let operand, let test): "\(text(operand)): \(text(test))"
        }
    }

    private func text(_ operand: Operand) -> String {
        switch operand {
        case .field(let field): name(field).rawValue
        case .outcome(let step): "uitkomst.\(name(step))"
        case .visits(let step): "keer.\(name(step))"
        case .consent(let purpose): "toestemming.\(purpose)"
        case .attribute(let attribute): attribute.rawValue
        }
    }

    private func text(_ test: Test) -> String {
        switch test {
        case .oneOf(let values):
            values.count == 1
                ? FieldText.text(of: values[0]) : list(values.map { FieldText.text(of: $0) }.sorted()) ?? ""
        case .atLeast(let number): "{\(Keyword.minimum.rawValue): \(number)}"
        case .atMost(let number): "{\(Keyword.maximum.rawValue): \(number)}"
        case .before(let moment): "{\(Keyword.before.rawValue): \(text(moment) ?? "")}"
        case .after(let moment): "{\(Keyword.after.rawValue): \(text(moment) ?? "")}"
        case .empty: "leeg"
        case .filled: "ingevuld"
        }
    }

    // MARK: - Lists and mappings

    /// `[a, b]`; nil when it is empty.
    func list(_ items: [String]) -> String? { items.isEmpty ? nil : "[\(items.joined(separator: ", "))]" }

    /// `{a: b, c: d}`, without what is not there.
    func mapping(_ entries: [(word: String, text: String?)]) -> String {
        "{"
            + entries.compactMap { entry in entry.text.map { "\(entry.word): \($0)" } }.joined(
                separator: ", ")
            + "}"
    }

    // MARK: - Norms

    func text(_ measure: Norm.Measure) -> String {
        let words: [String?] =
            switch measure {
            case .onTime(let step, let isStatutory):
                [
                    (isStatutory ? MeasureWord.statutoryOnTime : .onTime).rawValue,
                    step.map { name($0).rawValue },
                ]
            case .coverage(let count):
                [MeasureWord.coverage.rawValue, count.map { String($0) } ?? MeasureWord.ever]
            case .completed: [MeasureWord.completed.rawValue]
            case .caseTime: [MeasureWord.time.rawValue]
            case .visitTime(let step): [MeasureWord.time.rawValue, name(step).rawValue]
            case .timeUntil(let step): [MeasureWord.timeUntil.rawValue, name(step).rawValue]
            case .outcome(let step, let outcome):
                [MeasureWord.outcome.rawValue, name(step).rawValue, outcome]
            case .attendance(let step, let role):
                [MeasureWord.attendance.rawValue, name(step).rawValue, self.role(role).rawValue]
            case .repetition(let step): [MeasureWord.repetition.rawValue, name(step).rawValue]
            }
        return words.compactMap(\.self).joined(separator: " ")
    }

    func text(_ limit: Norm.Limit?) -> String? {
        switch limit {
        case .share(let share): "\(share)%"
        case .time(let duration): MomentText.text(of: duration)
        case .number(let number): number.description
        case nil: nil
        }
    }
}
