import CardEngine
import Casework
import Evaluation
import SchoolTime

/// Where the school stands, on a terminal: one screen, unless a whole group is asked for.
struct StandingPage {
    private let terminal: Terminal
    private let sentences: Sentences
    private static let states: [Standing.State] = [.done, .busy, .late, .stopped, .notBegun, .upcoming]
    /// How many are named before the rest is a number.
    private static let nameLimit = 6
    private static let width = 30

    init(_ session: Session) {
        terminal = session.terminal
        sentences = session.sentences
    }

    func show(_ report: StandingReport, isWhole: Bool, isOneCard: Bool) {
        terminal.write("Stand op \(report.today.dutch), schooljaar \(report.year.name)")
        if let missing = sentences.sentence(forUnreadable: report.unreadable) { terminal.write("\(missing)") }
        let cards = report.cards.filter { !$0.standings.isEmpty }
        guard !cards.isEmpty else {
            guard report.unreadable.isEmpty else { return }
            terminal.write("Van wie u mag zien is er niets begonnen en hoeft er niets.")
            return
        }
        terminal.write()
        writeHead()
        for card in cards {
            writeCounts("\(card.card.title)", card.standings)
            if isOneCard, !isWhole { showGroups(card) }
        }
        if isWhole {
            for card in cards { showAll(card) }
        } else {
            showAttention(cards)
        }
    }

    private func writeHead() {
        let titles = Self.states.map { Self.title(of: $0).padded(to: Self.columnWidth(of: $0)) }
        terminal.write("\("".padded(to: Self.width))\(titles.joined())van")
    }

    private func writeCounts(_ title: String, _ standings: [Standing]) {
        let counts = Self.states.map { state in
            let count = standings.count { $0.state == state }
            return (count == 0 ? "-" : String(count)).padded(to: Self.columnWidth(of: state))
        }
        let shown = title.width < Self.width ? title : String(title.prefix(Self.width - 2)) + "…"
        terminal.write("\(shown.padded(to: Self.width))\(counts.joined())\(standings.count)")
    }

    private func showGroups(_ card: CardStanding) {
        var groups: [GroupID?] = []
        for standing in card.standings where !groups.contains(standing.subject.group) {
            groups.append(standing.subject.group)
        }
        guard groups.count > 1 else { return }
        for group in groups {
            writeCounts("  \(title(of: group))", card.standings.filter { $0.subject.group == group })
        }
    }

    /// What is late, has not begun or was stopped: by card, and by group where there are many.
    private func showAttention(_ cards: [CardStanding]) {
        let urgent: [Standing.State] = [.late, .notBegun, .stopped]
        let asking = cards.filter { card in
            card.standings.contains { urgent.contains($0.state) || !$0.leftOver.isEmpty }
        }
        guard !asking.isEmpty else { return }
        terminal.write()
        terminal.write("Vraagt aandacht")
        for card in asking {
            terminal.write("  \(card.card.title)")
            for state in urgent {
                showAttention(
                    Self.title(of: state), card.standings.filter { $0.state == state }, among: card.standings,
                    daysLate: \.daysLate)
            }
            showAttention(
                Self.leftOver, card.standings.filter { !$0.leftOver.isEmpty }, among: card.standings
            ) { $0.leftOver[0] }
        }
        terminal.remark("De hele lijst van een groep: kaart stand --groep <groep>")
    }

    private static let leftOver = "nog open van een eerder schooljaar"

    private func showAttention(
        _ title: String, _ standings: [Standing], among all: [Standing], daysLate: (Standing) -> Int
    ) {
        guard !standings.isEmpty else { return }
        let inOrder = standings.enumerated().sorted {
            // What is longest late first; else in the order of the groups.
            (-daysLate($0.element), $0.offset) < (-daysLate($1.element), $1.offset)
        }.map(\.element)
        terminal.write(
            "    \(title) \(standings.count): " + names(of: inOrder, among: all, daysLate: daysLate))
    }

    /// Each of a few with how late it is; of many how many there are in each group.
    private func names(of standings: [Standing], among all: [Standing], daysLate: (Standing) -> Int)
        -> TerminalText
    {
        var groups: [GroupID?] = []
        for standing in standings where !groups.contains(standing.subject.group) {
            groups.append(standing.subject.group)
        }
        let isOneGroup = Set(all.map(\.subject.group)).count == 1
        if standings.count > Self.nameLimit, groups.count > 1, standings.count > groups.count {
            return groups.map { group in
                "\(title(of: group)) \(standings.count { $0.subject.group == group })" as TerminalText
            }.joined(", ")
        }
        let shown = standings.prefix(Self.nameLimit).map { standing -> TerminalText in
            let subject = standing.subject
            var text: TerminalText =
                subject.kind == .pupil && isOneGroup ? "\(subject.id)" : "\(sentences.title(of: subject))"
            if daysLate(standing) > 0 { text += " – \(Tasks.days(daysLate(standing)))" }
            return text
        }
        let rest = standings.count - shown.count
        return shown.joined(", ") + (rest == 0 ? "" : " en nog \(rest)")
    }

    private func title(of group: GroupID?) -> String {
        group.map { sentences.title(of: Subject(kind: .group, id: $0.rawValue)) } ?? "zonder groep"
    }

    private func showAll(_ card: CardStanding) {
        terminal.write()
        terminal.write("\(card.card.title)")
        for standing in card.standings {
            terminal.write(
                "  \(sentences.title(of: standing.subject).padded(to: Self.width))" + remark(on: standing))
        }
    }

    /// `te laat, 3 dagen`, `niet begonnen (1 van 2)`.
    private func remark(on standing: Standing) -> TerminalText {
        var text: TerminalText = "\(Self.title(of: standing.state))"
        if standing.state == .late { text += ", \(Tasks.days(standing.daysLate))" }
        if let day = standing.nextStart { text += ": \(day.shortDutch)" }
        if standing.asked > 1 { text += " (\(standing.completed) van \(standing.asked) klaar)" }
        if let late = standing.leftOver.first {
            text += "; \(Self.leftOver)\(late > 0 ? ", \(Tasks.days(late)) te laat" : "")"
        }
        return text
    }

    private static func columnWidth(of state: Standing.State) -> Int { title(of: state).width + 2 }

    static func title(of state: Standing.State) -> String {
        switch state {
        case .late: "te laat"
        case .notBegun: "niet begonnen"
        case .stopped: "gestopt"
        case .busy: "bezig"
        case .upcoming: "komt nog"
        case .done: "klaar"
        }
    }
}
