import CardEngine
import Casework
import Evaluation
import SchoolTime

/// Where the school stands, on a terminal: one screen, unless a whole group is asked for.
struct StandingPage {
    private let terminal: Terminal
    private let sentences: Sentences
    private static let states: [Standing.State] = [.done, .busy, .late, .stopped, .notBegun, .upcoming]
    /// How many lines of what asks for attention are shown before the rest is a number.
    private static let lineLimit = 12
    private static let width = 30

    init(_ session: Session) {
        terminal = session.terminal
        sentences = session.sentences
    }

    func show(_ report: StandingReport, isWhole: Bool, isOneCard: Bool) {
        terminal.write("Stand op \(report.today.dutch), schooljaar \(report.year.name)")
        let cards = report.cards.filter { !$0.standings.isEmpty }
        guard !cards.isEmpty else {
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
            showAttention(cards, isOneCard)
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
            let title =
                group.map { sentences.title(of: Subject(kind: .group, id: $0.rawValue)) } ?? "zonder groep"
            writeCounts("  \(title)", card.standings.filter { $0.subject.group == group })
        }
    }

    private func showAttention(_ cards: [CardStanding], _ isOneCard: Bool) {
        let urgent: [Standing.State] = [.late, .notBegun, .stopped]
        let lines = cards.flatMap { card in
            card.standings.filter { urgent.contains($0.state) }.map { (card: card, standing: $0) }
        }
        guard !lines.isEmpty else { return }
        // What is longest late first; what has not begun behind what is late.
        let sorted = lines.enumerated().sorted {
            let (left, right) = ($0.element.standing, $1.element.standing)
            let (first, second) = (
                urgent.firstIndex(of: left.state) ?? 0, urgent.firstIndex(of: right.state) ?? 0
            )
            return (first, -left.daysLate, $0.offset) < (second, -right.daysLate, $1.offset)
        }.map(\.element)
        terminal.write()
        terminal.write("Vraagt aandacht")
        for line in sorted.prefix(Self.lineLimit) {
            terminal.write(
                "  \(sentences.title(of: line.standing.subject).padded(to: Self.width))"
                    + (isOneCard ? "" : "\(line.card.card.title): ") + remark(on: line.standing))
        }
        guard sorted.count > Self.lineLimit else { return }
        let rest = sorted.count - Self.lineLimit
        terminal.write("  en nog \(rest); de hele lijst van een groep: `kaart stand --groep <groep>`")
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
