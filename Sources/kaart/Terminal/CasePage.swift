import CardEngine
import CardLanguage
import Casework
import SchoolTime

/// One case on a page: what it is, what happened, who is next.
struct CasePage {
    let session: Session

    private var terminal: Terminal { session.terminal }
    private var sentences: Sentences { session.sentences }

    init(_ session: Session) {
        self.session = session
    }

    func show(_ report: CaseReport) {
        let facts = report.opening.facts
        terminal.write("\(report.card.title) (versie \(facts.version))")
        terminal.write("Traject \(report.caseID) · \(sentences.title(of: facts.subject))")
        terminal.write(
            "Begonnen op \(report.opening.stamp.day.dutch) door \(sentences.name(of: report.opening.stamp.actor))"
        )
        if let ending = report.ending {
            let title = report.card.end(ending.end)?.title ?? ending.end.rawValue
            terminal.write("Geëindigd op \(ending.stamp.day.dutch): \(title)")
        } else if report.hasEnded {
            terminal.write("Geëindigd; hoe ziet alleen wie het mag zien.")
        } else if let deadline = report.deadline {
            terminal.write("Uiterlijk klaar op \(deadline.dutch)")
        }
        if let history = report.history { show(history, of: report.card) }
        showOpen(report)
        showValues(report.values)
        showPossibilities(report)
    }

    // MARK: - What happened

    private func show(_ history: [HistoryLine], of card: Card) {
        terminal.write()
        terminal.write("Wat er gebeurd is")
        for line in history {
            guard let text = text(of: line, card) else { continue }
            terminal.write("  \(line.stamp.day.shortDutch)  \(text)")
        }
    }

    private func text(of line: HistoryLine, _ card: Card) -> TerminalText? {
        switch line.fact {
        case .caseOpened:
            return "Begonnen door \(who(line.stamp))"
        case .stepCompleted(let fact):
            var text: TerminalText = "\(title(of: fact.step, card)): \(fact.outcome)"
            text += "\n                 \(who(line.stamp))"
            if let external = fact.onBehalfOf { text += ", namens \(sentences.title(of: external))" }
            if fact.doneOn != line.stamp.day { text += ", gedaan op \(fact.doneOn.shortDutch)" }
            text += punctuality(of: line.visit, doneOn: fact.doneOn)
            for (role, presence) in line.presence.sorted(by: { $0.key < $1.key }) {
                text += "\n                 \(attendance(role, presence))"
            }
            return text
        case .stepSkipped(let fact): return "\(title(of: fact.step, card)): overgeslagen"
        case .stepCancelled(let fact): return "\(title(of: fact.step, card)): vervallen"
        case .choiceMade(let fact):
            return "\(title(of: fact.step, card)): \(choice(fact, card))"
        case .dateMoved(let fact):
            let cause: TerminalText =
                switch fact.cause {
                case .anchor: "omdat de dag waarvan zij telt verschoof"
                case .calendar: "omdat de kalender veranderde"
                }
            let from: TerminalText = fact.from.map { "\($0.shortDutch)" } ?? "geen"
            let to: TerminalText = fact.to.map { "\($0.shortDutch)" } ?? "geen"
            return "Termijn van \(from) naar \(to), \(cause)"
        case .dataDisclosed(let fact):
            let fields = fact.fields.map { card.field($0)?.title ?? $0.rawValue }.joined(separator: ", ")
            return "Verstrekt aan \(sentences.title(of: fact.recipient)): \(fields) (\(fact.legalBasis))"
        case .caseInterrupted(let fact):
            return "Onderbroken: \(fact.outcome), door \(who(line.stamp))" + reason(line.reason)
        case .caseEnded(let fact):
            return "Geëindigd: \(card.end(fact.end)?.title ?? fact.end.rawValue)" + reason(line.reason)
        case .stepOpened:
            return nil
        }
    }

    private func who(_ stamp: Stamp) -> TerminalText {
        var text: TerminalText = "\(sentences.name(of: stamp.actor))"
        if let other = stamp.enteredBy { text += " (ingevoerd door \(sentences.name(of: other)))" }
        return text
    }

    private func attendance(_ role: RoleID, _ presence: Presence) -> TerminalText {
        switch presence {
        case .present(let people):
            people.isEmpty
                ? "met \(sentences.title(of: role))"
                : "met \(people.map { sentences.name(of: $0) }.joined(separator: ", ")) (\(sentences.title(of: role)))"
        case .absent(let reason): "zonder \(sentences.title(of: role)): \(reason)"
        }
    }

    private func punctuality(of visit: Visit?, doneOn: Day) -> TerminalText {
        guard let deadline = visit?.deadline else { return "" }
        return doneOn <= deadline
            ? " · op tijd (uiterlijk \(deadline.shortDutch))"
            : " · \(Tasks.days(doneOn - deadline)) TE LAAT (uiterlijk \(deadline.shortDutch))"
    }

    private func reason(_ reason: String?) -> TerminalText { reason.map { ". Reden: \($0)" } ?? "" }

    private func title(of step: StepID, _ card: Card) -> String { card.step(step)?.title ?? step.rawValue }

    /// Where a choice led.
    private func choice(_ fact: ChoiceMade, _ card: Card) -> TerminalText {
        guard case .choice(let choice)? = card.step(fact.step)?.kind,
            choice.rows.indices.contains(fact.row - 1)
        else {
            return "regel \(fact.row)"
        }
        return switch choice.rows[fact.row - 1].target {
        case .step(let index): "→ \(card.steps[index].title)"
        case .end(let index): "→ \(card.ends[index].title)"
        }
    }

    // MARK: - Where it stands

    private func showOpen(_ report: CaseReport) {
        guard !report.hasEnded else { return }
        terminal.write()
        guard !report.open.isEmpty else {
            terminal.write("Het traject loopt. Wat er gebeurt ziet alleen wie het mag zien.")
            return
        }
        terminal.write("Aan de beurt")
        for visit in report.open {
            terminal.write("  \(ProgressText(session).line(visit, report.caseID, report.card))")
        }
    }

    private func showValues(_ values: [FilledField]) {
        guard !values.isEmpty else { return }
        terminal.write()
        terminal.write("Wat er is ingevuld")
        for filled in values {
            let lines = text(of: filled.value).unicodeScalars
                .split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
            terminal.write("  \(filled.field.title): \(lines[0])")
            for line in lines.dropFirst() { terminal.write("    \(line)") }
        }
    }

    /// A date as everywhere on the page; the rest as it is typed.
    private func text(of value: FieldValue) -> String {
        if case .date(let day) = value { day.shortDutch } else { FieldText.text(of: value) }
    }

    private func showPossibilities(_ report: CaseReport) {
        guard !report.possibilities.isEmpty else { return }
        terminal.write()
        terminal.write("U kunt nu")
        for possibility in report.possibilities {
            switch possibility {
            case .complete(let visit, let task, _):
                let outcomes = task.outcomes.map { "'\($0.name)'" }.joined(separator: ", ")
                terminal.write("  kaart klaar \(report.caseID).\(visit.number)   (uitkomst \(outcomes))")
            case .interrupt(let interrupt):
                terminal.write("  kaart onderbreek \(report.caseID) '\(interrupt.outcome)'")
            case .stop:
                terminal.write("  kaart stop \(report.caseID)")
            }
        }
    }
}
