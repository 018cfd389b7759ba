import CardEngine
import CardLanguage
import Casework
import SchoolTime

/// What is planned of pupils.
struct PlanPage {
    private let session: Session

    private var terminal: Terminal { session.terminal }

    init(_ session: Session) {
        self.session = session
    }

    func show(_ plan: YearPlan) {
        terminal.write("Gaat in op \(plan.year.firstDay.shortDutch):")
        for line in plan.lines where line.outcome != .known && line.outcome != .stays { show(line) }
        if plan.lines.isEmpty { terminal.write("  Er is niets gepland.") }
        let known = plan.lines.count { $0.outcome == .known }
        if known > 0 { terminal.write("Al zo gepland: \(known).") }
        let stays = plan.lines.count { $0.outcome == .stays }
        if stays > 0 { terminal.write("Blijft zoals het is: \(stays).") }
        for group in plan.groupsWithoutRole {
            let title = session.workplace.school.groups.first { $0.id == group }?.title ?? group.rawValue
            terminal.write("Let op: voor \(title) heeft dan nog niemand een rol.")
        }
        for held in plan.goingOn {
            let role = held.assignment
            let name = session.sentences.name(of: held.person)
            let first = role.firstDay.map { " --vanaf \($0)" } ?? ""
            terminal.write(
                "Let op: \(name) blijft daarna ook \(session.sentences.title(of: RoleAssignment(role: role.role, group: role.group))), want die rol heeft geen einde. Houdt zij op: kaart medewerker \(held.person) --rol \(role.role):\(role.group?.rawValue ?? "")\(first) --tot-en-met \(plan.year.firstDay - 1)"
            )
        }
    }

    /// What is planned of one pupil: what is to be on a day is not so yet.
    func show(_ line: PlanLine, from day: Day) {
        switch line.outcome {
        case .planned, .known, .staysAfterAll, .stays: terminal.write("Gaat in op \(day.shortDutch):")
        case .withdrawn, .departs, .left, .stillDeparts, .unlisted: break
        }
        show(line)
    }

    private func show(_ line: PlanLine) {
        let name = session.sentences.title(of: line.subject)
        switch line.outcome {
        case .planned, .known:
            let changes = line.changes.map { text(of: $0) }.joined("; ")
            terminal.write("  \(name): \(line.isNew ? "nieuw; " : "")\(changes)")
        case .withdrawn: terminal.write("  \(name): wat gepland was vervalt")
        case .departs: terminal.write("  \(name): vertrekt")
        case .left(let last):
            terminal.write("  \(name): vertrekt al eerder, laatste dag \(last.shortDutch); dat blijft zo")
        case .stillDeparts:
            terminal.write(
                "  \(name): vertrekt nog steeds; haal dat weg met kaart leerling \(line.subject.id) --kenmerk uitschrijving="
            )
        case .staysAfterAll:
            let changes = line.changes.map { "; " + text(of: $0) }.joined("")
            terminal.write("  \(name): vertrekt toch niet\(changes)")
        case .stays: terminal.write("  \(name): blijft zoals het is")
        case .unlisted(let dropsPlan):
            terminal.write(
                "  \(name): staat niet in de tabel, en blijft zoals het is\(dropsPlan ? "; wat gepland was vervalt" : "")"
            )
        }
    }

    /// `Gepland op zo 01-08-2027: groep wordt Groep Blauw`.
    func show(_ plan: PlannedChange) {
        let changes = plan.attributes.map { name -> TerminalText in
            "\(title(of: name)) wordt \(text(of: plan.values[name], name))"
        }.joined("; ")
        terminal.write("  Gepland op \(plan.day.shortDutch): \(changes)")
    }

    private func text(of change: PlanLine.Change) -> TerminalText {
        guard let from = change.from else {
            return "\(title(of: change.attribute)) wordt \(text(of: change.to, change.attribute))"
        }
        return
            "\(title(of: change.attribute)) van \(text(of: from, change.attribute)) naar \(text(of: change.to, change.attribute))"
    }

    private func title(of name: AttributeID) -> String { session.sentences.title(of: name) }

    private func text(of value: FieldValue?, _ name: AttributeID) -> String {
        switch value {
        case nil: "niets"
        case .text(let id) where name == .group:
            session.workplace.school.groups.first { $0.id.rawValue == id }?.title ?? id
        case .date(let day): day.shortDutch
        case let value?: FieldText.text(of: value)
        }
    }
}
