import CardEngine
import CardLanguage
import Casework
import SchoolTime

/// Everything about a pupil or a group on a page, as far as one person may see it.
struct OverviewPage {
    private let session: Session
    private let today: Day

    private var terminal: Terminal { session.terminal }

    init(_ session: Session) {
        self.session = session
        today = session.workplace.clock.today
    }

    func show(_ overview: PupilOverview) {
        PupilPage(session).show(overview)
        show(overview.cases)
        if !overview.elsewhere.isEmpty {
            terminal.write()
            terminal.write("In trajecten van de groep of de school")
            for task in overview.elsewhere {
                terminal.write("  " + line(task, of: overview.subject) + " · \(task.card.title)")
            }
        }
        guard !overview.provisions.isEmpty else { return }
        terminal.write()
        terminal.write("Verstrekt aan anderen, in trajecten die u mag zien")
        for line in overview.provisions { show(line) }
    }

    private func show(_ line: ProvisionLine) {
        let text = HistoryText(session).text(of: line.fact, on: line.card)
        terminal.write("  \(line.day.shortDutch)  " + text + " · traject \(line.caseID), \(line.card.title)")
    }

    func show(_ overview: GroupOverview) {
        PeoplePage(session).show(overview.group)
        if !overview.pupils.isEmpty {
            terminal.write()
            let strangers = overview.pupils.count { $0.isEnrolled == false }
            let known: TerminalText = "\(overview.pupils.count - strangers)"
            let others: TerminalText = strangers == 0 ? "" : ", en \(strangers) niet ingeschreven"
            terminal.write("Leerlingen: " + known + others)
            for pupil in overview.pupils { show(pupil) }
        }
        show(overview.cases)
    }

    private func show(_ pupil: GroupOverview.PupilLine) {
        let late = pupil.open.count(where: \.isLate)
        var text: TerminalText = "  \(pupil.subject.id.padded(to: 10))"
        switch pupil.running {
        case 0: text += "geen eigen traject dat u mag zien"
        case 1: text += "1 traject loopt"
        case let count: text += "\(count) trajecten lopen"
        }
        if pupil.isEnrolled == false { text += ", niet ingeschreven" }
        if late > 0 { text += late == 1 ? ", 1 stap te laat" : ", \(late) stappen te laat" }
        if let next = pupil.open.compactMap(\.lastDay).filter({ $0 >= today }).min() {
            text += ", eerstvolgende termijn \(next.shortDutch)"
        }
        terminal.write(text)
    }

    private func show(_ cases: [CaseSummary]) {
        let running = cases.filter { !$0.line.hasEnded }
        let ended = cases.filter(\.line.hasEnded)
        if !running.isEmpty {
            terminal.write()
            terminal.write("Loopt")
            for summary in running { show(summary) }
        }
        if !ended.isEmpty {
            terminal.write()
            terminal.write("Geëindigd")
            for summary in ended { show(summary) }
        }
    }

    private func show(_ summary: CaseSummary) {
        let line = summary.line
        var text: TerminalText = "  \(line.caseID)  \(line.cardTitle)"
        if line.hasEnded {
            if let end = line.end { text += ": \(end.title)" }
            if let day = summary.endedOn { text += ", \(day.shortDutch)" }
        } else {
            text += ", sinds \(line.startedOn.shortDutch)"
            if let deadline = summary.deadline { text += ", uiterlijk \(deadline.shortDutch)" }
            if let statutory = summary.statutory { text += ", wettelijk \(statutory.shortDutch)" }
            if line.isLate { text += ", te laat" }
        }
        terminal.write(text)
        for task in summary.open { terminal.write("        " + self.line(task, of: line.subject)) }
    }

    /// An open step; with whom or what it is about, if that is not whom the case is about.
    private func line(_ task: TaskLine, of subject: Subject) -> TerminalText {
        var text = ProgressText(session).line(task.visit, task.reference.caseID, task.card)
        if !task.items.isEmpty { text += " · \(session.title(of: task.items))" }
        if task.subject != subject { text += " · \(session.sentences.title(of: task.subject))" }
        return text
    }
}
