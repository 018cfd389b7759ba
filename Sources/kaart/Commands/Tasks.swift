import ArgumentParser
import CardEngine
import Casework
import SchoolTime

/// `kaart taken`
struct Tasks: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "taken",
        abstract: "Alle open stappen, van u of van anderen; wat het eerst moet bovenaan.",
        discussion: """
            Zonder meer: wat u kunt doen. Met --rol, --groep of --allen ook wat bij anderen ligt, voor zover u dat mag zien.

            Voorbeeld: kaart taken --rol leerkracht --groep groep-geel
            """)

    @Option(name: .customLong("rol"), help: ArgumentHelp("Wat bij deze rol ligt.", valueName: "rol"))
    var role: String?

    @Option(name: .customLong("groep"), help: ArgumentHelp("Wat over deze groep gaat.", valueName: "groep"))
    var group: String?

    @Flag(name: .customLong("allen"), help: "Wat bij wie dan ook ligt.")
    var isEverybodys = false

    @OptionGroup var options: WorkOptions

    @Flag(name: .customLong("json"), help: "Geef de lijst als JSON.")
    var asJSON = false

    private var scope: TaskScope {
        isEverybodys || role != nil || group != nil ? .everybodys(role: role, group: group) : .mine
    }

    func run(on terminal: Terminal) throws {
        let session = try Session(options, on: terminal)
        let tasks = try session.perform { try $0.listTasks(scope) }
        if asJSON {
            try terminal.write(json: TaskListJSON(tasks, in: session))
        } else {
            show(tasks, in: session)
            if try session.perform({ try $0.awaitsDailyRun() }) { terminal.remark(Self.awaitsDailyRun) }
        }
    }

    static let awaitsDailyRun: TerminalText = "`kaart dag` liep vandaag nog niet; er kan nog iets bij komen."

    private func show(_ tasks: [TaskLine], in session: Session) {
        let today = session.workplace.clock.today
        guard !tasks.isEmpty else {
            session.terminal.write(
                scope == .mine ? "Er staat niets voor u open." : "Er staat niets open dat u mag zien.")
            return
        }
        for urgency in TaskLine.Urgency.allCases {
            let lines = tasks.filter { $0.urgency(on: today) == urgency }
            guard !lines.isEmpty else { continue }
            session.terminal.write(urgency.title)
            for task in lines { show(task, today, in: session) }
        }
        if let next = tasks.first(where: { $0.isMine && $0.visit.earliest ?? today <= today }) {
            session.terminal.remark("\(next.act.what): kaart \(next.act.command) \(next.reference)")
        }
        if let next = tasks.first(where: \.isToAssign) {
            session.terminal.remark("Niemand kan dit doen: kaart wijs-toe \(next.reference) <medewerker>")
        }
    }

    private func show(_ task: TaskLine, _ today: Day, in session: Session) {
        let reference = task.reference.description.padded(to: 8)
        let item = task.items.isEmpty ? "" : " · \(session.title(of: task.items))"
        var line: TerminalText = "  \(reference)\(task.step.title)\(item)"
        if scope != .mine || task.isToAssign { line += ProgressText(session).who(task.visit, task.card) }
        if let taken = task.visit.taken { line += ", " + session.text(of: taken) }
        session.terminal.write(line)
        var due: TerminalText =
            task.visit.deadline.map { "uiterlijk \($0.shortDutch)" }
            ?? (task.awaitsDeadline ? ProgressText.noDateYet : "geen termijn")
        if let statutory = task.visit.statutory { due += ", wettelijk \(statutory.shortDutch)" }
        if task.isLate { due += " (\(Self.days(task.daysLate)) te laat)" }
        if task.isSuspended { due += ", opgeschort" }
        if let earliest = task.visit.earliest, earliest > today {
            due += ", niet voor \(earliest.shortDutch)"
        }
        session.terminal.write(
            "          \(session.sentences.title(of: task.subject)) · \(task.card.title) · " + due)
        if let ofCase = task.textOfCase(on: today) { session.terminal.write("          " + ofCase) }
    }

    static func days(_ count: Int) -> String { count == 1 ? "1 dag" : "\(count) dagen" }
}

extension TaskLine {
    /// What its people do, and with which command. A register is written in; it is closed once, and by name.
    var act: (what: TerminalText, command: String) {
        switch step.kind {
        case .sign: ("Afronden", "teken")
        case .register: ("Opschrijven", "noteer")
        case .task, .wait, .choice, .parallel, .forEach, .call: ("Afronden", "klaar")
        }
    }
}

extension TaskLine {
    /// `Het hele traject: uiterlijk ma 16-11-2026 (3 dagen te laat)`; nil while there is still time.
    fileprivate func textOfCase(on today: Day) -> TerminalText? {
        guard let termsOfCase, termsOfCase.lastDayNear(today) != nil else { return nil }
        let days: [TerminalText] = [
            termsOfCase.runningDeadline.map { "uiterlijk \($0.shortDutch)" },
            termsOfCase.statutory.map { "wettelijk \($0.shortDutch)" },
        ].compactMap(\.self)
        var text: TerminalText = "Het hele traject: "
        for (index, day) in days.enumerated() { text += index == 0 ? day : ", " + day }
        return text
            + (termsOfCase.daysLate > 0 ? " (\(Tasks.days(termsOfCase.daysLate)) te laat)" : "")
    }
}

extension TaskLine.Urgency {
    /// What people read above such steps.
    var title: TerminalText {
        switch self {
        case .late: "Te laat"
        case .today: "Vandaag"
        case .thisWeek: "Deze week"
        case .later: "Later"
        case .undated: "Zonder datum"
        case .suspended: "Opgeschort"
        }
    }
}

extension Session {
    /// `opgepakt door Bas Berends` or `door u opgepakt`; `bij Bas Berends` or `bij u` after a colleague handed it over.
    func text(of taken: Visit.Taken) -> TerminalText {
        guard taken.person == workplace.identity.actor else { return "\(sentences.phrase(for: taken))" }
        return taken.stamp.actor == taken.person ? "door u opgepakt" : "bij u"
    }
}
