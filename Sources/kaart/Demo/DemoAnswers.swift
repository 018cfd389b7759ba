import CardEngine
import CardLanguage
import Casework
import SchoolTime

/// What somebody of the demo fills in at a step: mostly the ordinary, now and then something else.
struct DemoAnswers {
    let workplace: Workplace
    let form: StepForm
    let pupils: DemoPupils

    /// The answers to a task or a register, or nil when this person leaves it for now.
    func complete(_ dice: inout DemoDice) -> StepAnswers? {
        guard let outcome = outcome(&dice) else { return nil }
        var answers = StepAnswers()
        answers.outcome = outcome.name
        answers.checklistDone = true
        for id in form.step.required(with: outcome) {
            guard let field = form.card.field(id) else { continue }
            if let proposal = form.proposal(for: field) {
                answers.values.append((id.rawValue, proposal))
            } else if form.values[id] == nil || form.proposed.contains(id) || isAgain(id) {
                answers.values.append((id.rawValue, text(for: field, &dice)))
            }
        }
        for role in form.task?.together ?? [] {
            if dice.happens(8) {
                answers.absent.append((role.rawValue, "Was verhinderd."))
            } else {
                let holders = workplace.holders(of: role, for: form.subject).prefix(1)
                answers.present.append((role.rawValue, holders.map(\.id.rawValue)))
            }
        }
        answers.onBehalfOf = external
        return answers
    }

    /// The ways are written from the ordinary to the rare, and so they are taken.
    private func outcome(_ dice: inout DemoDice) -> Outcome? {
        let ways = form.step.answers
        guard let first = ways.first, ways.count > 1 else { return ways.first }
        guard !dice.happens(82) else { return first }
        return ways.dropFirst().randomElement(using: &dice)
    }

    /// A date that was agreed before is agreed anew.
    private func isAgain(_ id: FieldID) -> Bool {
        if case .date = form.card.field(id)?.kind { true } else { false }
    }

    /// The outside role that somebody in school records for, where the step is of outside roles only.
    private var external: String? {
        let roles = (form.task?.performers.roles ?? []).compactMap { workplace.school.role($0) }
        guard !roles.isEmpty, roles.allSatisfy(\.isExternal) else { return nil }
        return roles.first?.id.rawValue
    }

    // MARK: - Values

    func text(for field: Field, _ dice: inout DemoDice) -> String {
        switch field.kind {
        case .text: "Zie het gespreksverslag."
        case .longText: "Besproken en opgeschreven; zie het verslag in ESIS."
        case .document: "ESIS, documenten van de leerling"
        case .number, .wholeNumber: number(for: field)
        case .date: date(for: field, &dice).description
        case .yesNo: dice.happens(70) ? "ja" : "nee"
        case .choice(let options): options.randomElement(using: &dice) ?? ""
        // What is mostly decided stands first.
        case .multipleChoice(let options):
            (dice.happens(80) ? options.first : options.randomElement(using: &dice)) ?? ""
        case .person: workplace.identity.actor.rawValue
        case .pupil: pupil
        case .list(let columns, _): table(columns, &dice)
        }
    }

    /// A pupil whom the step may be about.
    private var pupil: String {
        guard form.subject.kind == .group, let group = form.subject.group else { return form.subject.id }
        return pupils.someone(in: group)
    }

    private func number(for field: Field) -> String {
        if case .number(let least) = field.minimum { return least.description }
        if case .number(let most) = field.maximum { return most.description }
        return "1"
    }

    /// A school day some weeks from now.
    private func date(for field: Field, _ dice: inout DemoDice) -> Day {
        // What is agreed lies some weeks ahead, on the same day of the week: a day on which people are there.
        workplace.clock.today + 7 * Int.random(in: field.maximum == nil ? 2...4 : 3...7, using: &dice)
    }

    private func table(_ columns: [Field], _ dice: inout DemoDice) -> String {
        let names = columns.map(\.id.rawValue).joined(separator: ";")
        let rows = (0..<2).map { _ in
            columns.map { text(for: $0, &dice) }.joined(separator: ";")
        }
        return ([names] + rows).joined(separator: "\r\n")
    }
}
