import CardEngine
import CardLanguage
import Casework
import SchoolTime

/// Why the dates of a step, or of a case, are what they are.
struct DatesPage {
    let session: Session

    private var terminal: Terminal { session.terminal }

    init(_ session: Session) {
        self.session = session
    }

    func show(_ report: DatesReport) {
        terminal.write("\(report.reference) \(report.step?.title ?? report.card.title)")
        terminal.write("Open sinds \(report.openedOn.dutch)")
        if report.dates.isEmpty { terminal.write(noTerm(report)) }
        for date in report.dates { show(date, report.isCallerVisible) }
        guard !report.moves.isEmpty else { return }
        terminal.write()
        terminal.write("Wat er verschoof")
        let text = HistoryText(session)
        for line in report.moves {
            guard let said = text.text(of: line) else { continue }
            terminal.write("  \(line.stamp.day.shortDutch)  " + said)
        }
    }

    /// Who asks of a case wants to know of its steps as well.
    private func noTerm(_ report: DatesReport) -> TerminalText {
        guard report.step == nil else { return "Er is geen termijn." }
        guard let visit = report.visitWithTerm else { return "Het hele traject heeft geen termijn." }
        return
            "Het hele traject heeft geen termijn; vraag het van een stap, zoals \(report.reference.caseID).\(visit)."
    }

    private func show(_ date: DateExplanation, _ isCallerVisible: Bool) {
        terminal.write()
        terminal.write("\(name(of: date.kind)): \(date.day.map { $0.dutch } ?? "nog geen datum")")
        if let moment = date.moment {
            terminal.write("  Volgens de kaart: \(MomentText.text(of: moment))")
        } else if isCallerVisible {
            terminal.write("  Volgens de stap van het traject dat hierom vroeg.")
        } else {
            terminal.write("  Bepaald toen het traject begon.")
        }
        if date.isAnchorHidden {
            terminal.write("  De dag waarvan dit telt ziet alleen wie haar mag zien.")
        } else if case .next? = date.moment, let from = date.countedFrom {
            terminal.write("  De eerste die op \(from.dutch) nog niet voorbij was.")
        } else if let from = date.countedFrom {
            terminal.write(
                "  Geteld van \(from.dutch)" + (from == date.day ? "." : "; die dag zelf telt niet mee."))
        } else if date.counted == nil {
            terminal.write("  Waar dit van telt heeft nog geen dag.")
        }
        if let unknown = date.unknownFrom {
            terminal.write("  Vanaf \(unknown.dutch) is er geen schooljaar bekend; voeg dat toe.")
        }
        for (reason, days) in groups(of: date.skipped) {
            terminal.write("  Overgeslagen: \(days) (\(reason))")
        }
        if date.isByLaw, date.counted != nil {
            terminal.write("  Geteld volgens de Algemene termijnenwet.")
        }
        if date.postponedBy > 0 { terminal.write("  Uitgesteld met \(Tasks.days(date.postponedBy)).") }
        if date.suspendedBy > 0 {
            terminal.write("  Opgeschort geweest: \(Tasks.days(date.suspendedBy)) later.")
        }
    }

    private func name(of kind: DateExplanation.Kind) -> String {
        switch kind {
        case .earliest: "Niet voor"
        case .deadline: "Uiterlijk"
        case .statutory: "Wettelijk uiterlijk"
        case .until: "Wacht tot"
        case .interrupt: "Onderbreking op"
        }
    }

    /// Days that follow each other and are skipped for the same reason, together.
    private func groups(of skipped: [SkippedDay]) -> [(reason: String, days: String)] {
        var groups: [(reason: String, first: Day, last: Day)] = []
        for day in skipped.sorted(by: { $0.day < $1.day }) {
            let reason = reason(of: day)
            if let last = groups.last, last.reason == reason, day.day - last.last == 1 {
                groups[groups.count - 1].last = day.day
            } else {
                groups.append((reason, day.day, day.day))
            }
        }
        return groups.map { group in
            (
                group.reason,
                group.first == group.last
                    ? group.first.shortDutch : "\(group.first.shortDutch) tot en met \(group.last.shortDutch)"
            )
        }
    }

    private func reason(of day: SkippedDay) -> String {
        let kind: String =
            switch day.kind {
            case .weekend: "weekend"
            case .publicHoliday(let holiday): holiday.title
            case .closed(let closure): closure.title
            case .schoolDay: "schooldag"
            case .unknown: "onbekend"
            }
        switch day.rule {
        case .unit: return kind
        case .lastDay: return "\(kind); Algemene termijnenwet, artikel 1"
        case .twoWorkingDays: return "\(kind); Algemene termijnenwet, artikel 2"
        }
    }
}
