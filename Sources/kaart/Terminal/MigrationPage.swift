import CardEngine
import Casework
import SchoolTime

/// What changes for a case that goes on by another text of its card.
struct MigrationPage {
    private let session: Session

    init(_ session: Session) {
        self.session = session
    }

    /// What it would be for a case to go on by another text of its card.
    func show(_ migration: Migration) {
        let terminal = session.terminal
        let subject = session.sentences.title(of: migration.subject)
        guard let change = migration.change else {
            let failure = migration.failure.flatMap { session.sentences.sentence(for: $0) } ?? ""
            terminal.write("\(migration.caseID)  \(subject): blijft op versie \(migration.from.version)")
            terminal.write("      \(failure)")
            return
        }
        terminal.write(
            "\(migration.caseID)  \(subject): van versie \(migration.from.version) naar \(migration.to.version)"
        )
        for handover in change.performers {
            let title = migration.to.step(handover.after.step)?.title ?? handover.after.step.rawValue
            terminal.write(
                "      \(title.label) \(who(handover.after)), en niet meer \(who(handover.before))"
            )
        }
        let text = HistoryText(session)
        for line in change.lines.dropFirst() {
            guard let said = text.text(of: line) else { continue }
            terminal.write("      " + said)
        }
        for field in change.unseen {
            terminal.write(
                "      '\(field.title)' is ingevuld; de nieuwe versie vraagt het niet en laat het niet meer zien."
            )
        }
        for field in change.shown {
            let roles = field.visibleTo.map {
                $0.map { session.sentences.title(of: $0) }.joined(separator: ", ")
            }
            terminal.write("      '\(field.title)' is dan te zien voor: \(roles ?? "wie het traject ziet").")
        }
        for field in change.unproposed {
            let isAsked = migration.to.field(field.id) != nil
            terminal.write(
                "      Wat voor '\(field.title)' was voorgesteld, staat dan niet meer in het formulier: \(isAsked ? "meer rollen zouden het zien" : "de nieuwe versie vraagt er niet naar")."
            )
        }
        if migration.from.visibleTo != migration.to.visibleTo {
            let roles = migration.to.visibleTo.map {
                $0.map { session.sentences.title(of: $0) }.joined(separator: ", ")
            }
            terminal.write("      Het traject is dan te zien voor: \(roles ?? "iedereen met een rol").")
        }
    }

    private func who(_ visit: Visit) -> TerminalText {
        if let person = visit.person { return "\(session.sentences.name(of: person))" }
        guard !visit.performers.isEmpty else { return "niemand" }
        return "\(visit.performers.map { session.sentences.title(of: $0) }.joined(separator: " of "))"
    }
}
