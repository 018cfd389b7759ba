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

    /// What is known of the pupil, for who may see that.
    func show(_ overview: PupilOverview) {
        terminal.write("\(session.sentences.title(of: overview.subject))")
        guard let facts = overview.facts else { return }
        for (name, value) in facts.attributes.sorted(by: { $0.key < $1.key }) {
            terminal.write("  \(title(of: name).label) \(text(of: value))")
        }
        terminal.write(
            "  Personen met gezag: \(facts.authorities == 0 ? "niet bekend" : "\(facts.authorities)")"
        )
        show(facts.consents)
        for plan in overview.plans { PlanPage(session).show(plan) }
    }

    func show(_ consents: [Consent]) {
        guard !consents.isEmpty else { return terminal.write("  Geen toestemmingen bekend.") }
        for consent in consents {
            let end: TerminalText =
                switch consent.until {
                case nil: ""
                case let until? where consent.holds(on: session.workplace.clock.today):
                    ", tot en met \(until.shortDutch)"
                case let until?: ": verlopen, gold tot en met \(until.shortDutch)"
                }
            terminal.write("  Toestemming " + text(of: consent) + end)
        }
    }

    func show(_ change: PupilChange) {
        let name = session.sentences.title(of: change.subject)
        guard !change.isEmpty else { return terminal.write("\(name): niets veranderd.") }
        var parts = change.attributes.map { session.sentences.title(of: $0) }
        if change.changesAuthorities { parts.append("personen met gezag") }
        terminal.write("\(name): \(change.isNew ? "nieuw" : "gewijzigd") (\(parts.joined(separator: ", ")))")
        if !change.isNew { showReplaced(by: change) }
        if let consequences = change.consequences { show(consequences) }
        if change.takesBackDeparture {
            terminal.remark(
                "Wat door de uitschrijving eindigde, gaat niet vanzelf weer door: de eigenaar heropent het met `kaart heropen`. Begon een traject een ander, dan eerst dat eerste. Wat intussen vanzelf zou zijn begonnen en waarvan de dag voorbij is, begint niet meer: wat dit schooljaar ontbreekt zegt `kaart stand`, en het begint met `kaart start`, als die kaart met de hand kan beginnen."
            )
        }
        if let last = change.comesBackAfter {
            terminal.remark(
                "Leerling \(change.subject.id) vertrok op \(last.shortDutch) en komt terug: de trajecten van toen en toestemmingen die nog lopen horen bij dit kind. Is het een ander kind, geef het dan een ander nummer, en zet dit terug met `--kenmerk inschrijving=` en `--kenmerk uitschrijving=` zoals ze waren."
            )
        }
        // Of one of many nothing is said apart.
        guard change.consequences != nil else { return }
        if change.takesBackMove {
            terminal.remark(
                "De groepswissel is teruggenomen: er begint niets door. Wat er al door begon of anders ging, gaat niet vanzelf terug: dat stopt of heropent de eigenaar (`kaart stop`, `kaart heropen`)."
            )
        } else if change.attributes.contains(.group), let group = change.before.group {
            let number = change.subject.id
            terminal.remark(
                "Was dit een vergissing, neem de wissel dan terug: `kaart leerling \(number) --kenmerk groep=\(group) --kenmerk groepswissel=`."
            )
        }
    }

    /// What was known and is otherwise now: `  groep: was groep-geel, wordt groep-blauw`.
    private func showReplaced(by change: PupilChange) {
        for name in change.attributes {
            guard let old = change.before.attributes[name] else { continue }
            let new = change.now.attributes[name].map { text(of: $0) } ?? "niets"
            terminal.write("  \(session.sentences.title(of: name).label) was \(text(of: old)), wordt \(new)")
        }
        let (old, new) = (change.before.authorities, change.now.authorities)
        if change.changesAuthorities, old != 0 {
            terminal.write("  personen met gezag: was \(old), wordt \(new == 0 ? "niet bekend" : "\(new)")")
        }
    }

    /// `Daardoor eindigden 3 trajecten en begon 1 traject.`
    func show(_ consequences: PupilConsequences) {
        func part(_ count: Int, _ one: TerminalText, _ more: TerminalText) -> [TerminalText] {
            count == 0 ? [] : [count == 1 ? "\(one) 1 traject" : "\(more) \(count) trajecten"]
        }
        let parts =
            part(consequences.ended, "eindigde", "eindigden") + part(consequences.began, "begon", "begonnen")
        if !parts.isEmpty { terminal.write("Daardoor " + parts.joined(" en ") + ".") }
    }

    /// `zib-vo aan vo-school`
    func text(of consent: Consent) -> TerminalText {
        let recipient = consent.recipient.map { session.sentences.title(of: $0) }
        return "\(consent.purpose)" + (recipient.map { " aan \($0)" } ?? "")
    }

    private func title(of name: AttributeID) -> String {
        session.workplace.school.attribute(name)?.title ?? name.rawValue
    }

    private func text(of value: FieldValue) -> String {
        if case .date(let day) = value { day.shortDutch } else { FieldText.text(of: value) }
    }
}
