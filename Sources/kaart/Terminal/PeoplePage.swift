import CardEngine
import Casework

/// Groups and staff, and what changed of them.
struct PeoplePage {
    private let session: Session

    private var terminal: Terminal { session.terminal }

    init(_ session: Session) {
        self.session = session
    }

    func show(_ report: GroupReport) {
        terminal.write("\(report.group.title) (\(report.group.id))")
        guard !report.holders.isEmpty else {
            return terminal.write("  Niemand heeft vandaag een rol voor deze groep.")
        }
        for holder in report.holders {
            terminal.write(
                "  \(session.sentences.name(of: holder.person)): \(session.sentences.title(of: holder.assignment))"
            )
        }
    }

    func show(_ person: StaffMember) {
        terminal.write("\(person.name) (\(person.id))" + (person.login.map { ", login \($0)" } ?? ""))
        for assignment in person.assignments {
            terminal.write("  \(session.sentences.title(of: assignment))")
        }
    }

    func show(_ report: PeopleReport) {
        // With the names of the school as it is now: a new person has one.
        let sentences = Sentences(school: report.school)
        for change in report.changes { terminal.write(text(of: change, sentences)) }
        if report.unchanged > 0 { terminal.write("Ongewijzigd: \(report.unchanged).") }
    }

    private func text(of change: PeopleChange, _ sentences: Sentences) -> TerminalText {
        switch change {
        case .groupAdded(let group): "Groep \(group.id): nieuw, \(group.title)"
        case .groupRenamed(let old, let new): "Groep \(new.id): heet nu \(new.title) (was \(old.title))"
        case .personAdded(let person):
            "\(person.name) (\(person.id)): nieuw"
                + person.assignments.map { "; \(sentences.title(of: $0))" }.joined("")
        case .personRenamed(let person, let old, let new):
            "\(person): heet nu \(new) (was \(old)). Is dat een ander, geef die dan een eigen id: bij \(person) horen werk en geschiedenis van \(old)"
        case .loginSet(let person, let login): "\(sentences.name(of: person)): login \(login)"
        case .roleAdded(let person, let assignment):
            "\(sentences.name(of: person)): erbij, \(sentences.title(of: assignment))"
        case .roleEnds(let person, let assignment, _):
            "\(sentences.name(of: person)): wordt \(sentences.title(of: assignment))"
        }
    }
}
