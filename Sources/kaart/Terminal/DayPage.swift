import CardEngine
import Casework
import SchoolTime

/// Somebody's day on one screen, the last line of which is for the prompt: what is late and what comes first, of each part
/// something, and of what does not fit how many there are and how to see them.
struct DayPage {
    private let session: Session
    private let today: Day
    private let height: Int
    private let width: Int

    init(_ session: Session) {
        self.session = session
        today = session.workplace.clock.today
        let screen = session.terminal.screen
        // On a screen that is smaller still, no page is worth reading.
        (width, height) = (max(screen.width, 40), max(screen.height, 12) - 1)
    }

    func show(_ tasks: [TaskLine], awaitsDailyRun: Bool) {
        for line in lines(tasks, awaitsDailyRun: awaitsDailyRun) {
            session.terminal.write(line.cut(to: width))
        }
    }

    private func lines(_ tasks: [TaskLine], awaitsDailyRun: Bool) -> [TerminalText] {
        let actor = session.sentences.name(of: session.workplace.identity.actor)
        let head: TerminalText = "\(actor) · \(today.dutch)"
        var foot: [TerminalText] = awaitsDailyRun ? [Tasks.awaitsDailyRun] : []
        guard !tasks.isEmpty else {
            let ways: [TerminalText] = [
                "Er staat niets voor u open.",
                "Beginnen: kaart start <kaart> <leerling>",
                "Wat bij anderen ligt: kaart taken --allen",
            ]
            return [head] + ways + foot
        }
        let parts = Part.allCases.map { part in (part, self.tasks(of: part, among: tasks)) }.filter {
            !$0.1.isEmpty
        }
        let room = height - 1 - parts.count - foot.count
        // Where not all fits, a line says so.
        let space = tasks.count <= room ? room : room - 1
        if tasks.count > space {
            foot.insert("Niet alles past hier. Alle \(tasks.count): kaart taken", at: 0)
        }
        let shares = Self.shares(of: max(0, space), among: parts.map { ($0, $1.count) })
        var body: [TerminalText] = []
        for ((part, lines), share) in zip(parts, shares) {
            let title = part.title + ": \(lines.count)"
            switch share {
            case lines.count: body.append(title)
            case 0: body.append(title + " (\(lines.count == 1 ? "staat" : "staan") in `kaart taken`)")
            case let share: body.append(title + ", waarvan hier \(share)")
            }
            body += lines.prefix(share).map { line($0) }
        }
        return [head] + body + foot
    }

    /// How many lines each part gets: first one each, today before all, then what is today or late line for line, so that much
    /// of the one does not hide the other, and then the rest in order.
    private static func shares(of space: Int, among parts: [(part: Part, count: Int)]) -> [Int] {
        var shares = parts.map { _ in 0 }
        var left = space
        func give(_ index: Int) {
            guard left > 0, shares[index] < parts[index].count else { return }
            shares[index] += 1
            left -= 1
        }
        let today = parts.indices.filter { parts[$0].part == .today }
        for index in today + parts.indices.filter({ parts[$0].part != .today }) { give(index) }
        let urgent = today + parts.indices.filter { parts[$0].part == .late }
        for index in urgent where left > 0 {
            for _ in shares[index]..<parts[index].count { urgent.forEach(give) }
        }
        for index in parts.indices {
            for _ in shares[index]..<parts[index].count { give(index) }
        }
        return shares
    }

    /// The tasks of a part; among what is late that for which the day of the law has come first.
    private func tasks(of part: Part, among tasks: [TaskLine]) -> [TaskLine] {
        let own = tasks.filter { self.part(of: $0) == part }
        guard part == .late || part == .longLate else { return own }
        func isByLaw(_ task: TaskLine) -> Bool { task.visit.statutory.map { $0 <= today } ?? false }
        return own.filter(isByLaw) + own.filter { !isByLaw($0) }
    }

    /// A part of the page, most urgent first. What has been left for half a year is late too, but not what this day asks.
    private enum Part: CaseIterable {
        case late, today, thisWeek, longLate, later, undated, suspended, colleagues

        var title: TerminalText {
            switch self {
            case .late: TaskLine.Urgency.late.title
            case .today: TaskLine.Urgency.today.title
            case .thisWeek: TaskLine.Urgency.thisWeek.title
            case .longLate: "Al een half jaar of langer te laat"
            case .later: TaskLine.Urgency.later.title
            case .undated: TaskLine.Urgency.undated.title
            case .suspended: TaskLine.Urgency.suspended.title
            case .colleagues: "Opgepakt door een collega"
            }
        }
    }

    private func part(of task: TaskLine) -> Part {
        if let taken = task.visit.taken, taken.person != session.workplace.identity.actor {
            return .colleagues
        }
        // What can't be done yet is not for today, whatever its last day.
        if !task.isLate, let earliest = task.visit.earliest, earliest > today { return .later }
        return switch task.urgency(on: today) {
        case .late: isLongLate(task) ? .longLate : .late
        case .today: .today
        case .thisWeek: .thisWeek
        case .later: .later
        case .undated: .undated
        case .suspended: .suspended
        }
    }

    /// `  kaart klaar k7m3.2    ma 23-11  0412 · Signalen in kaart brengen`
    private func line(_ task: TaskLine) -> TerminalText {
        let isEarly = task.visit.earliest.map { $0 > today } ?? false
        let day =
            isEarly
            ? task.visit.earliest.map { "na \(short($0 - 1, withWeekday: false))" }
            : task.lastDay.map { short($0) }
        let subject =
            switch task.subject.kind {
            case .pupil: task.subject.id
            case .group, .school, .staffMember: session.sentences.title(of: task.subject)
            }
        let item = task.items.isEmpty ? "" : " · \(session.title(of: task.items))"
        let command = "kaart \(command(task, isEarly: isEarly)) \(task.reference)"
        let ofCase =
            task.termsOfCase.flatMap { terms in
                terms.lastDayNear(today).map { last in
                    terms.daysLate > 0
                        ? " · traject te laat" : " · traject uiterlijk \(short(last, withWeekday: false))"
                }
            } ?? ""
        return
            "  \(command.padded(to: 23))\((day ?? "").padded(to: 9)) \(subject)\(item)\(ofCase) · \(task.step.title)"
    }

    private func command(_ task: TaskLine, isEarly: Bool) -> String {
        if task.isToAssign, !task.isMine { return "wijs-toe" }
        if isEarly { return "traject" }
        return task.act.command
    }

    /// Whether neither of its last days is near: that of the law may still come, or have come only now.
    private func isLongLate(_ task: TaskLine) -> Bool {
        ![task.visit.deadline, task.visit.statutory].compactMap(\.self).contains(where: isNear)
    }

    /// Whether a day is less than half a year off.
    private func isNear(_ day: Day) -> Bool { abs(day - today) < 183 }

    /// `ma 23-11`; `23-11-2024` of a day so far off that it could be taken for one of this year.
    private func short(_ day: Day, withWeekday: Bool = true) -> String {
        let text = day.shortDutch
        guard isNear(day) else { return String(text.dropFirst(3)) }
        return String(text.prefix(8).dropFirst(withWeekday ? 0 : 3))
    }
}

extension TerminalText {
    /// At most so many places of it; what is left out is told by a sign.
    fileprivate func cut(to width: Int) -> TerminalText {
        guard raw.width > width else { return self }
        var kept = String.UnicodeScalarView()
        var places = 0
        for scalar in raw.unicodeScalars {
            places += scalar.takesPlace ? 1 : 0
            guard places < width else { break }
            kept.append(scalar)
        }
        return TerminalText(String(kept) + "…")
    }
}
