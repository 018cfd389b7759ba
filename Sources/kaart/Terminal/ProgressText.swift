import CardEngine
import Casework
import SchoolTime

/// What a command led to: who is next, with what and by when, as far as the actor may see it.
struct ProgressText {
    let session: Session

    init(_ session: Session) {
        self.session = session
    }

    func show(_ progress: Progress) {
        let terminal = session.terminal
        guard let view = progress.view else { return }
        if let ending = progress.ending {
            let title = progress.card.end(ending.end)?.title ?? ending.end.rawValue
            terminal.write("Het traject is geëindigd: \(title).")
            return
        }
        let visible = progress.open.filter { view.seesCase || view.doable.contains($0.number) }
        guard !visible.isEmpty else {
            terminal.write(
                "Het traject loopt bij de \(session.sentences.title(of: progress.card.owner)); wat er gebeurt ziet alleen wie het mag zien."
            )
            return
        }
        for visit in visible {
            terminal.write("Nu aan de beurt: \(line(visit, progress.caseID, progress.card))")
        }
    }

    /// Of a term whose day is not known: its anchor has none, or the calendar does not reach that far.
    static let noDateYet: TerminalText =
        "nog geen datum: waar de termijn van telt, of het schooljaar, ontbreekt nog"

    /// `k7m3.2 Stap 2: ... (aandachtsfunctionaris), uiterlijk ma 23-11-2026`
    func line(_ visit: Visit, _ caseID: CaseID, _ card: Card) -> TerminalText {
        let title = card.step(visit.step)?.title ?? visit.step.rawValue
        let roles = visit.performers.map { session.sentences.title(of: $0) }.joined(separator: " of ")
        var line: TerminalText = "\(caseID).\(visit.number) \(title) (\(roles))"
        if let earliest = visit.earliest { line += ", niet voor \(earliest.shortDutch)" }
        if let deadline = visit.deadline {
            line += ", uiterlijk \(deadline.shortDutch)"
        } else if card.step(visit.step)?.hasTerm ?? false {
            line += ", \(Self.noDateYet)"
        }
        let today = session.workplace.clock.today
        if visit.isLate(on: today), let deadline = visit.deadline {
            line += ", \(Tasks.days(today - deadline)) te laat"
        }
        return line
    }
}
