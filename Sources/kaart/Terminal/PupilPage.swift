import CardEngine
import CardLanguage
import Casework
import SchoolTime

/// What is known of a pupil, and what changed.
struct PupilPage {
    let session: Session

    private var terminal: Terminal { session.terminal }

    init(_ session: Session) {
        self.session = session
    }

    func show(_ report: PupilReport) {
        terminal.write("\(session.sentences.title(of: report.subject))")
        for (name, value) in report.facts.attributes.sorted(by: { $0.key < $1.key }) {
            terminal.write("  \(title(of: name)): \(text(of: value))")
        }
        terminal.write(
            "  Personen met gezag: \(report.facts.authorities == 0 ? "niet bekend" : "\(report.facts.authorities)")"
        )
        show(report.facts.consents)
        for plan in report.plans { PlanPage(session).show(plan) }
    }

    func show(_ consents: [Consent]) {
        guard !consents.isEmpty else { return terminal.write("  Geen toestemmingen bekend.") }
        for consent in consents { terminal.write("  Toestemming " + text(of: consent)) }
    }

    func show(_ change: PupilChange) {
        let name = session.sentences.title(of: change.subject)
        guard !change.isEmpty else { return terminal.write("\(name): niets veranderd.") }
        var parts = change.attributes.map { title(of: $0).lowercased() }
        if change.changesAuthorities { parts.append("personen met gezag") }
        terminal.write("\(name): \(change.isNew ? "nieuw" : "gewijzigd") (\(parts.joined(separator: ", ")))")
    }

    /// `zib-vo aan vo-school, tot en met ma 23-11-2026`
    func text(of consent: Consent) -> TerminalText {
        var text: TerminalText = "\(consent.purpose)"
        if let recipient = consent.recipient { text += " aan \(session.sentences.title(of: recipient))" }
        if let until = consent.until { text += ", tot en met \(until.shortDutch)" }
        return text
    }

    private func title(of name: AttributeID) -> String {
        session.workplace.school.attribute(name)?.title ?? name.rawValue
    }

    private func text(of value: FieldValue) -> String {
        if case .date(let day) = value { day.shortDutch } else { FieldText.text(of: value) }
    }
}
