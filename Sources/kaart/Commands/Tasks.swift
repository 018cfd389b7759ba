import ArgumentParser
import CardEngine
import Casework
import SchoolTime

/// `kaart taken`
struct Tasks: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "taken", abstract: "Wat moet ik doen: uw open stappen, wat het eerst moet bovenaan.")

    @OptionGroup var options: WorkOptions

    @Flag(name: .customLong("json"), help: "Geef de lijst als JSON.")
    var asJSON = false

    func run(on terminal: Terminal) throws {
        let session = try Session(options, on: terminal)
        let tasks = try session.perform { try $0.listTasks() }
        if asJSON {
            try terminal.write(json: TaskListJSON(tasks))
        } else {
            show(tasks, in: session)
            if try session.perform({ try $0.awaitsDailyRun() }) {
                terminal.remark("`kaart dag` liep vandaag nog niet; er kan nog iets bij komen.")
            }
        }
    }

    private func show(_ tasks: [TaskLine], in session: Session) {
        let today = session.workplace.clock.today
        guard !tasks.isEmpty else {
            session.terminal.write("Er staat niets voor u open.")
            return
        }
        let sunday = today + (7 - today.weekday.rawValue)
        let sections: [(TerminalText, (TaskLine) -> Bool)] = [
            ("Te laat", { $0.isLate }),
            ("Vandaag", { $0.lastDay == today }),
            ("Deze week", { $0.lastDay.map { $0 > today && $0 <= sunday } ?? false }),
            ("Later", { $0.lastDay.map { $0 > sunday } ?? false }),
            ("Zonder datum", { $0.lastDay == nil && !$0.isSuspended }),
            ("Opgeschort", { $0.lastDay == nil && $0.isSuspended }),
        ]
        for (title, belongs) in sections {
            let lines = tasks.filter(belongs)
            guard !lines.isEmpty else { continue }
            session.terminal.write("\(title)")
            for task in lines { show(task, today, in: session) }
        }
        if let next = tasks.first(where: { $0.earliest ?? today <= today }) {
            session.terminal.remark("Afronden: kaart \(next.isSigned ? "teken" : "klaar") \(next.reference)")
        }
    }

    private func show(_ task: TaskLine, _ today: Day, in session: Session) {
        let reference = task.reference.description.padded(to: 8)
        let item = task.item.map { " · \(session.title(of: $0))" } ?? ""
        session.terminal.write("  \(reference)\(task.stepTitle)\(item)")
        var due: TerminalText =
            task.deadline.map { "uiterlijk \($0.shortDutch)" }
            ?? (task.awaitsDeadline ? ProgressText.noDateYet : "geen termijn")
        if let statutory = task.statutory { due += ", wettelijk \(statutory.shortDutch)" }
        if task.isLate { due += " (\(Self.days(task.daysLate)) te laat)" }
        if task.isSuspended { due += ", opgeschort" }
        if let earliest = task.earliest, earliest > today { due += ", niet voor \(earliest.shortDutch)" }
        session.terminal.write(
            "          \(session.sentences.title(of: task.subject)) · \(task.cardTitle) · \(due)")
    }

    static func days(_ count: Int) -> String { count == 1 ? "1 dag" : "\(count) dagen" }
}
