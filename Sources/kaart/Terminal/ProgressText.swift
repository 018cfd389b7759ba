import CardEngine
import Casework
import SchoolTime

/// What a command led to: who is next, with what and by when, as far as the actor may see it.
struct ProgressText {
    let session: Session
    /// What the branches of a case are about, for people.
    let items: [Place: String]

    /// The day on which a step is late or not.
    private let today: Day

    init(_ session: Session, items: [Place: String] = [:], on day: Day? = nil) {
        self.session = session
        self.items = items
        today = day ?? session.workplace.clock.today
    }

    func show(_ progress: Progress) {
        let terminal = session.terminal
        guard let view = progress.view else { return }
        if let ending = progress.ending {
            let title = progress.card.end(ending.end)?.title ?? ending.end.rawValue
            terminal.write("Het traject is geëindigd: \(title).")
            return
        }
        let visible = progress.open.filter { $0.branches.isEmpty }.filter {
            view.seesCase || view.doable.contains($0.number)
        }
        guard !visible.isEmpty else {
            terminal.write(
                "Het traject loopt bij de \(session.sentences.title(of: progress.card.owner)); wat er gebeurt ziet alleen wie het mag zien."
            )
            return
        }
        let text = ProgressText(session, items: session.titles(of: progress.items))
        for visit in visible {
            terminal.write("Nu aan de beurt: \(text.line(visit, progress.caseID, progress.card))")
        }
    }

    /// Of a term whose day is not known: its anchor has none, or the calendar does not reach that far.
    static let noDateYet: TerminalText =
        "nog geen datum: waar de termijn van telt, of het schooljaar, ontbreekt nog"

    /// `k7m3.2 Stap 2: ... (aandachtsfunctionaris), uiterlijk ma 23-11-2026`
    func line(_ visit: Visit, _ caseID: CaseID, _ card: Card) -> TerminalText {
        let title = card.step(visit.step)?.title ?? visit.step.rawValue
        var line: TerminalText = "\(caseID).\(visit.number) \(title)\(who(visit, card))"
        if let place = visit.place, let item = items[place] { line += " · \(item)" }
        if let earliest = visit.earliest { line += ", niet voor \(earliest.shortDutch)" }
        if let deadline = visit.deadline {
            line += ", uiterlijk \(deadline.shortDutch)"
        } else if card.step(visit.step)?.terms.term != nil {
            line += ", \(Self.noDateYet)"
        }
        if let statutory = visit.statutory { line += ", wettelijk \(statutory.shortDutch)" }
        if let until = visit.until { line += ", wacht tot \(until.shortDutch)" }
        let late = visit.daysLate(on: today)
        if late > 0 { line += ", \(Tasks.days(late)) te laat" }
        return line
    }

    /// Who is asked: a person, the signers who have not answered, or the roles; nothing for what waits by itself.
    private func who(_ visit: Visit, _ card: Card) -> TerminalText {
        if let person = visit.person { return " (\(session.sentences.name(of: person)))" }
        if !visit.signatures.isEmpty {
            let missing = visit.signatures.filter { $0.answer == nil }
                .map { session.sentences.title(of: $0.signer) }.joined(separator: ", ")
            return " (nog tekenen: \(missing))"
        }
        if case .call(let call)? = card.step(visit.step)?.kind {
            return " (wacht op \(visit.calledCase.map { "traject \($0)" } ?? "kaart \(call.card)"))"
        }
        guard !visit.performers.isEmpty else {
            if case .wait? = card.step(visit.step)?.kind { return " (wacht)" }
            return " (nog niemand; de \(session.sentences.title(of: card.owner)) wijst toe)"
        }
        return " (\(visit.performers.map { session.sentences.title(of: $0) }.joined(separator: " of ")))"
    }
}

extension Session {
    /// What the branches of a case are about, for people.
    func titles(of items: [Place: Item]) -> [Place: String] {
        items.mapValues { title(of: $0) }
    }

    /// What a branch of a block is about, for people.
    func title(of item: Item) -> String {
        if let subject = item.subject { return sentences.title(of: subject) }
        if let row = item.row { return "rij \(row)" }
        return item.value ?? ""
    }
}
