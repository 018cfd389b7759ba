import CardEngine
import CardLanguage
import CaseStore
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
        if report.isPast { terminal.write("Zoals de school het wist op \(report.day.dutch)") }
        terminal.write("\(report.card.title) (versie \(report.card.version))")
        terminal.write("Traject \(report.caseID) · \(sentences.title(of: report.subject))")
        let by: TerminalText =
            if let caller = report.caller {
                "door traject \(caller)"
            } else {
                facts.origin == nil ? "door \(sentences.name(of: report.opening.stamp.actor))" : "vanzelf"
            }
        terminal.write("Begonnen " + by + " op \(report.opening.day.dutch)")
        if let ending = report.ending {
            let title = report.card.end(ending.end)?.title ?? ending.end.rawValue
            terminal.write("Geëindigd op \(ending.day.dutch): \(title)")
        } else if report.hasEnded {
            terminal.write("Geëindigd; hoe ziet alleen wie het mag zien.")
        } else if let deadline = report.deadline {
            terminal.write("Uiterlijk klaar op \(deadline.dutch)" + late(by: report.daysLateAsAgreed))
        }
        if let statutory = report.statutory, !report.hasEnded {
            terminal.write("Wettelijk uiterlijk op \(statutory.dutch)" + late(by: report.daysLateByLaw))
        }
        if report.isSuspended, !report.hasEnded {
            ProgressText(session, items: session.titles(of: report.items), on: report.day).showSuspended(
                "Opgeschort: de termijnen van de school staan stil", report.statutory, report.open,
                report.caseID, report.card)
        }
        if let history = report.history {
            show(
                history, HistoryText(session, about: report.subject, items: session.titles(of: report.items)))
        }
        showOpen(report)
        showValues(report.values, session.titles(of: report.items), on: report.card)
        showPossibilities(report)
    }

    private func late(by days: Int) -> TerminalText { days > 0 ? " (\(Tasks.days(days)) te laat)" : "" }

    // MARK: - What happened

    private func show(_ history: [HistoryLine], _ text: HistoryText) {
        terminal.write()
        terminal.write("Wat er gebeurd is")
        // Who practises chooses the day, also an earlier one.
        let isClockTrusted = !session.workplace.isPractice
        var isClockBack = false
        for line in history {
            isClockBack = isClockBack || line.isClockBack
            guard let said = text.text(of: line) else { continue }
            terminal.write("  \(line.stamp.day.shortDutch)  \(said)")
            if isClockBack, isClockTrusted {
                terminal.write(
                    "                 De klok van de computer stond toen vroeger dan bij wat hierboven staat."
                )
            }
            isClockBack = false
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
        let text = ProgressText(session, items: session.titles(of: report.items), on: report.day)
        for visit in report.open {
            terminal.write("  \(text.line(visit, report.caseID, report.card))")
        }
    }

    private func showValues(_ values: [FilledField], _ items: [Place: String], on card: Card) {
        guard !values.isEmpty else { return }
        terminal.write()
        terminal.write("Wat er is ingevuld")
        for filled in values {
            let lines = text(of: filled.value, for: filled.field, on: card).unicodeScalars
                .split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
            let item = filled.place.flatMap { items[$0] }.map { " (\($0))" } ?? ""
            terminal.write("  \((filled.field.title + item).label) \(lines[0])")
            for line in lines.dropFirst() { terminal.write("    \(line)") }
        }
    }

    /// A date as everywhere on the page; a list row by row; the rest as it is typed.
    private func text(of value: FieldValue, for field: Field?, on card: Card) -> String {
        switch value {
        case .date(let day): return day.shortDutch
        case .rows(let rows):
            guard case .list(let columns, _)? = field?.kind else { return "" }
            return rows.map { row in
                // What a step filled in for the row, or an earlier text asked, stands behind its columns.
                let others = row.cells.keys.filter { id in !columns.contains { $0.id == id } }.sorted()
                let cells = (columns.map(\.id) + others).compactMap { id in
                    row.cells[id].map { cell in
                        let column = columns.first { $0.id == id } ?? card.field(id)
                        return
                            "\((column?.title ?? id.rawValue).label) \(text(of: cell, for: column, on: card))"
                    }
                }
                return "\n\(row.number). " + cells.joined(separator: "; ")
            }.joined()
        case .person(let person): return sentences.name(of: person)
        case .text, .number, .yesNo, .choice, .choices, .document, .pupil:
            return FieldText.text(of: value)
        }
    }

    private func showPossibilities(_ report: CaseReport) {
        guard !report.possibilities.isEmpty || !report.takeable.isEmpty else { return }
        terminal.write()
        terminal.write("U kunt nu")
        let id = report.caseID
        var reopened: Set<StepID> = []
        for visit in report.takeable { terminal.write("  kaart pak \(id).\(visit)") }
        for possibility in report.possibilities {
            switch possibility {
            case .complete(let visit, let step, _):
                let outcomes = step.answers.map { "'\($0.name)'" }.joined(separator: ", ")
                terminal.write("  kaart klaar \(id).\(visit.number)   (uitkomst \(outcomes))")
            case .sign(let visit, _, let signers):
                let names = signers.map { sentences.title(of: $0) }.joined(separator: ", ")
                // Where there is one, nobody has to say for whom.
                let who = signers.count == 1 ? nil : signers.first.map { sentences.typed($0) }
                let option = who.map { " --wie \(ShellWord($0))" } ?? ""
                terminal.write(
                    "  kaart teken \(id).\(visit.number) <antwoord>\(option)   (voor \(names))")
            case .enter(let visit, _, _): terminal.write("  kaart noteer \(id).\(visit.number)")
            case .interrupt(let outcome):
                terminal.write("  kaart onderbreek \(id) '\(outcome)' " + Self.reason)
            case .reopen(let visit):
                guard reopened.insert(visit.step).inserted else { continue }
                terminal.write(
                    "  kaart heropen \(id).\(visit.number) \(Self.reason)   ('\(report.card.step(visit.step)?.title ?? visit.step.rawValue)' opnieuw)"
                )
            case .postpone(let visit):
                terminal.write(
                    "  kaart uitstel \(id)\(visit.map { ".\($0.number)" } ?? "") --tot <dag> " + Self.reason)
            case .assign(let visit):
                terminal.write("  kaart wijs-toe \(id).\(visit.number) <wie> " + Self.reason)
            case .suspend: terminal.write("  kaart opschorten \(id) " + Self.reason)
            case .resume: terminal.write("  kaart hervat \(id) " + Self.reason)
            case .stop: terminal.write("  kaart stop \(id) " + Self.reason)
            }
        }
    }

    /// What the commands that ask why end with.
    private static let reason: TerminalText = "--reden '…'"
}

extension CaseReport {
    /// By how many days the term of the law has passed.
    fileprivate var daysLateByLaw: Int { statutory.map { max(0, day - $0) } ?? 0 }

    /// By how many days the agreed term has passed, as far as that is what makes the case late; it stands still while the case is
    /// suspended.
    fileprivate var daysLateAsAgreed: Int {
        if daysLate > daysLateByLaw { return daysLate }
        return isSuspended ? 0 : deadline.map { max(0, day - $0) } ?? 0
    }
}
