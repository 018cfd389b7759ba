import CardEngine
import CardLanguage
import Casework

/// The questions of `kaart klaar` at a terminal: only what is missing, one at a time, and then a last look.
struct StepDialogue {
    let session: Session
    let form: StepForm
    /// Whom or what the same answers are recorded of besides.
    private let others: [Subject]
    /// Where what is typed is kept until it is recorded.
    private let place: DraftPlace?

    /// - Throws: `Refused` when the steps do not ask the same: then the answers can't be.
    init(session: Session, forms: [StepForm], draft place: DraftPlace?) throws {
        guard let first = forms.first,
            forms.allSatisfy({
                $0.card == first.card && $0.step == first.step && $0.signers.isEmpty == first.signers.isEmpty
            })
        else {
            throw Refused(
                message:
                    "Deze stappen vragen niet hetzelfde. Rond ze apart af, of met een tabel (`--leeg-formulier`). Er is niets veranderd."
            )
        }
        self.session = session
        self.place = place
        // What one of them holds is not told of another.
        form = first.with(
            values: first.values.filter { known in forms.allSatisfy { $0.values[known.key] == known.value } })
        others = forms.dropFirst().map(\.subject)
    }

    private var terminal: Terminal { session.terminal }

    /// The answers, with what the person adds.
    ///
    /// - Throws: `Refused` when the person stops; nothing has been recorded then.
    func complete(_ given: StepAnswers) throws -> StepAnswers {
        var answers = given
        introduce()
        var kept = try KeptAnswers(in: place, on: terminal)
        let outcome = try askOutcome(given.outcome, earlier: kept.earlier?.outcome)
        answers.outcome = outcome.name
        let checklist = form.task?.checklist ?? []
        if !checklist.isEmpty, !given.checklistDone {
            for point in checklist {
                try terminal.confirm("Gedaan: \(point)?", else: "Dan is deze stap nog niet klaar.")
            }
            answers.checklistDone = true
        }
        let required = form.step.required(with: outcome)
        let optional = (form.task?.optional ?? []).filter { !required.contains($0) }
        let isChosen = given.outcome == nil && form.step.answers.count > 1
        kept.choose(outcome, isTyped: isChosen && !(required + optional).isEmpty)
        for (id, isRequired) in required.map({ ($0, true) }) + optional.map({ ($0, false) })
        where !given.values.contains(where: { $0.field == id.rawValue }) {
            guard let field = form.card.field(id) else { continue }
            var question = FieldQuestion(session: session, field: field, isRequired: isRequired)
            question.current = form.values[id].map { FieldText.text(of: $0) }
            question.proposal = form.proposal(for: field)
            if let text = try kept.ask(question) { answers.values.append((id.rawValue, text)) }
        }
        try askPresence(&answers)
        return answers
    }

    /// The last look: whether the outcome is meant, with what follows from it.
    func confirm(_ answers: StepAnswers) throws {
        try terminal.confirm(
            "Vastleggen met uitkomst '\(answers.outcome ?? "")'?", else: "Er is niets vastgelegd.")
    }

    private func introduce() {
        let subjects = ([form.subject] + others).map { session.sentences.title(of: $0) }
        let item = form.items.isEmpty ? "" : " · \(session.title(of: form.items))"
        terminal.remark("\(form.step.title)\(item) · \(subjects.joined(separator: ", "))")
        if let explanation = form.step.explanation { terminal.remark("\(explanation)") }
        for document in form.step.documents { terminal.remark("Formulier: \(document)") }
        if let deadline = form.deadline {
            terminal.remark(
                form.isLate ? "Uiterlijk \(deadline.dutch): te laat." : "Uiterlijk \(deadline.dutch).")
        }
        if let disclosure = form.task?.disclosure {
            let recipient = session.sentences.title(of: disclosure.recipient)
            terminal.remark("Hiermee gaan gegevens naar \(recipient) (\(disclosure.ground.dutch)).")
        }
    }

    private func askOutcome(_ given: String?, earlier: String?) throws -> Outcome {
        let outcomes = form.step.answers
        if let found = outcomes.first(where: { $0.name == given }) { return found }
        if case .register = form.step.kind {
            terminal.remark(
                "Hiermee sluit u het register. Een regel schrijft u op met `kaart noteer \(form.reference)`.")
        } else if let only = outcomes.first, outcomes.count == 1, given == nil {
            return only
        }
        for (index, outcome) in outcomes.enumerated() { terminal.remark("  \(index + 1)  \(outcome.name)") }
        while true {
            let before = outcomes.first { $0.name == earlier }
            let shown: TerminalText = before.map { " [\($0.name)]" } ?? ""
            let text = try answer("Uitkomst (1-\(outcomes.count))" + shown + ":")
            if text.isEmpty, let before { return before }
            if let number = Int(text), number > 0, number <= outcomes.count {
                return outcomes[number - 1]
            }
            let meant = text.meant(among: outcomes.map(\.name))
            if let found = outcomes.first(where: { $0.name == meant }) { return found }
            terminal.remark("Typ het nummer of de naam van de uitkomst.")
        }
    }

    private func askPresence(_ answers: inout StepAnswers) throws {
        for role in form.task?.together ?? []
        where !answers.present.contains(where: { $0.role == role.rawValue })
            && !answers.absent.contains(where: { $0.role == role.rawValue })
        {
            let title = session.sentences.title(of: role)
            let holders = session.workplace.holders(of: role, for: form.subject)
            if let people = try askWho(title, among: holders) {
                answers.present.append((role.rawValue, people))
            } else {
                answers.absent.append((role.rawValue, try askReason("Niet erbij: \(title). Waarom niet:")))
            }
        }
    }

    /// Why something is so: without a reason it can't be recorded.
    private func askReason(_ question: TerminalText) throws -> String {
        while true {
            let text = try answer(question)
            if text.hasText { return text }
            terminal.remark("Hier hoort een reden.")
        }
    }

    /// Who was there; nil for nobody, empty for somebody of a role of which no persons are known.
    private func askWho(_ title: String, among holders: [StaffMember]) throws -> [String]? {
        guard !holders.isEmpty else {
            return try isConfirmed("Erbij geweest: \(title)?") ? [] : nil
        }
        let known = holders.map { "\($0.id) = \($0.name)" }.joined(separator: ", ")
        while true {
            let text = try answer("Wie was erbij als \(title) (\(known); leeg = niemand):")
            let names = text.split(separator: ",").map { String($0.filter { $0 != " " }) }.filter {
                !$0.isEmpty
            }
            guard let stranger = names.first(where: { name in !holders.contains { $0.id.rawValue == name } })
            else {
                return names.isEmpty ? nil : names
            }
            terminal.remark("'\(stranger)' heeft deze rol niet. Typ wat voor het `=`-teken staat.")
        }
    }

    private func isConfirmed(_ question: TerminalText) throws -> Bool {
        guard let isConfirmed = terminal.isConfirmed(question) else { throw Refused.brokenOff }
        return isConfirmed
    }

    private func answer(_ question: TerminalText) throws -> String {
        guard let text = terminal.ask(question) else { throw Refused.brokenOff }
        return text
    }
}

extension Disclosure.Ground {
    /// Why the data may be provided, for people.
    var dutch: String {
        switch self {
        case .law(let law): law
        case .consent(let purpose): "met toestemming: \(purpose)"
        }
    }
}
