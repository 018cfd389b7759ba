import CardEngine
import CardLanguage
import Casework
import SchoolTime

/// What a command led to: who is next, with what and by when, as far as the actor may see it.
struct ProgressText {
    let session: Session
    /// What the branches of a case are about, for people.
    let items: [Place: String]

    /// The day on which a step is late or not.
    private let today: Day

    /// Whether it has not happened yet.
    private let isForeseen: Bool
    /// Whether it is said beside the result, to a person.
    private let isAside: Bool

    init(
        _ session: Session, items: [Place: String] = [:], on day: Day? = nil, isForeseen: Bool = false,
        isAside: Bool = false
    ) {
        self.session = session
        self.items = items
        today = day ?? session.workplace.clock.today
        self.isForeseen = isForeseen
        self.isAside = isAside
    }

    private func say(_ line: TerminalText) {
        if isAside { session.terminal.remark(line) } else { session.terminal.write(line) }
    }

    private func with(_ items: [Place: [Item]]) -> ProgressText {
        ProgressText(
            session, items: session.titles(of: items), on: today, isForeseen: isForeseen, isAside: isAside)
    }

    func show(_ progress: Progress) {
        show(progress.answers)
        for purpose in progress.withoutConsent {
            say(
                "De toestemming '\(purpose)' geldt hierdoor niet, of niet voor iedereen: er is later iets anders besloten, of het is niet bekend voor wie of tot wanneer. Vraag het aan wie leerlingen vastlegt."
            )
        }
        if let view = progress.view { show(progress, view) }
        for other in progress.others { show(other) }
    }

    /// For whom was answered: who typed `ouders` reads how many those are.
    private func show(_ answers: [SignatureGiven]) {
        guard let answer = answers.first?.answer else { return }
        var signers: [String] = []
        for title in answers.map({ session.sentences.title(of: $0.signer) }) where !signers.contains(title) {
            signers.append(title)
        }
        say("Antwoord van \(session.sentences.list(signers, "en")): \(FieldText.text(of: answer))")
    }

    private func show(_ progress: Progress, _ view: CaseView) {
        let text = with(progress.items)
        let history = HistoryText(session, about: progress.subject, items: text.items)
        for line in progress.overtaken {
            if let said = history.text(of: line) {
                say("Dit komt in de plaats van \(line.stamp.day.shortDutch): " + said)
            }
        }
        text.show(progress.consequences, about: progress.subject, indent: "")
        if let ending = progress.ending {
            let title = progress.card.end(ending.end)?.title ?? ending.end.rawValue
            return say("Het traject is geëindigd: \(title).")
        }
        if progress.hasEnded {
            return say("Het traject is geëindigd; hoe ziet alleen wie het mag zien.")
        }
        let visible = progress.open.filter { $0.branches.isEmpty }.filter {
            view.seesCase || view.doable.contains($0.number)
        }
        guard !visible.isEmpty else {
            let owner = session.sentences.title(of: progress.card.owner)
            let roster = session.workplace.school.roster(for: progress.subject, on: today)
            guard roster.holders[progress.card.owner]?.isEmpty != true else {
                return say(
                    "Niemand heeft nu de rol \(owner), bij wie dit traject hoort. Meld dat meteen aan de directeur."
                )
            }
            return say(
                "Het traject loopt bij wie de rol \(owner) heeft; wat er gebeurt ziet alleen wie het mag zien."
            )
        }
        if progress.isSuspended, view.seesCase {
            text.showSuspended(
                "De termijnen van de school staan stil tot `kaart hervat`", progress.statutory, visible,
                progress.caseID, progress.card)
        }
        let next = visible.filter { progress.touched.contains($0.number) }
        for visit in next {
            say("Nu aan de beurt: \(text.line(visit, progress.caseID, progress.card))")
        }
        let others = visible.count - next.count
        guard others > 0 else { return }
        let which = next.isEmpty ? "" : "andere "
        say(
            "Staat al open: \(others) \(which)\(others == 1 ? "stap" : "stappen") (`kaart traject \(progress.caseID)`)."
        )
    }

    /// That the terms of the school stand still, and the days of the law that go on.
    func showSuspended(
        _ suspended: TerminalText, _ statutory: Day?, _ open: [Visit], _ caseID: CaseID, _ card: Card
    ) {
        let steps = open.compactMap { visit -> TerminalText? in
            guard let day = visit.statutory else { return nil }
            let title = card.step(visit.step)?.title ?? visit.step.rawValue
            let item: TerminalText = visit.place.flatMap { items[$0] }.map { " · \($0)" } ?? ""
            return "\(caseID).\(visit.number) \(title)\(item): \(day.shortDutch)"
        }
        let law = (statutory.map { ["Het hele traject: \($0.shortDutch)"] } ?? []) + steps
        // Who sees but a part may not know of all.
        guard !law.isEmpty else { return say(suspended + "; wat de wet zegt loopt door.") }
        say(suspended + "; wat de wet zegt loopt door:")
        for line in law { say("  " + line) }
    }

    func show(_ other: Progress.Other) {
        let text = with(other.items)
        let what: TerminalText = "\(other.card.title), \(session.sentences.title(of: other.subject))"
        if other.isNew {
            say(isForeseen ? "Begint: " + what : "Begonnen: traject \(other.caseID), " + what)
        } else {
            say("Ook in traject \(other.caseID), " + what + ":")
        }
        text.show(other.consequences, about: other.subject, indent: "  ")
        for visit in other.opened {
            say(
                "  Nu aan de beurt: "
                    + text.line(visit, isForeseen && other.isNew ? nil : other.caseID, other.card))
        }
        if let ending = other.ending {
            say("  Het traject is geëindigd: \(other.card.end(ending.end)?.title ?? ending.end.rawValue).")
        }
    }

    private func show(_ consequences: [HistoryLine], about subject: Subject, indent: TerminalText) {
        let history = HistoryText(session, about: subject, items: items)
        for line in consequences {
            if let said = history.text(of: line) { say(indent + said) }
        }
    }

    /// Of a term whose day is not known: its anchor has none, or the calendar does not reach that far.
    static let noDateYet: TerminalText =
        "nog geen datum: die telt van iets wat nog niet is ingevuld, of van een dag waarvan het schooljaar ontbreekt"

    /// `k7m3.2 Stap 2: ... (aandachtsfunctionaris), uiterlijk ma 23-11-2026`
    ///
    /// - Parameter caseID: nil for a case that is not there yet.
    func line(_ visit: Visit, _ caseID: CaseID?, _ card: Card) -> TerminalText {
        let title = card.step(visit.step)?.title ?? visit.step.rawValue
        var line: TerminalText = caseID.map { "\($0).\(visit.number) " } ?? ""
        line += "\(title)\(who(visit, card))"
        if let place = visit.place, let item = items[place] { line += " · \(item)" }
        if let taken = visit.taken { line += ", \(session.sentences.phrase(for: taken))" }
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
    func who(_ visit: Visit, _ card: Card) -> TerminalText {
        if let person = visit.person { return " (\(session.sentences.name(of: person)))" }
        if !visit.signatures.isEmpty {
            let missing = visit.signatures.filter { $0.answer == nil }
                .map { session.sentences.title(of: $0.signer) }.joined(separator: ", ")
            return " (nog tekenen: \(missing))"
        }
        if case .call(let call)? = card.step(visit.step)?.kind {
            return
                " (wacht op \(visit.calledCase.flatMap { isForeseen ? nil : "traject \($0)" } ?? "kaart \(call.card)"))"
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
    func titles(of items: [Place: [Item]]) -> [Place: String] {
        items.mapValues { title(of: $0) }
    }

    /// The same with what those around it are about, from the outermost inwards.
    func title(of items: [Item]) -> String { items.map { title(of: $0) }.joined(separator: ", ") }

    /// What a branch of a block is about, for people.
    func title(of item: Item) -> String {
        if let subject = item.subject { return sentences.title(of: subject) }
        if let row = item.row { return "rij \(row)" }
        return item.value ?? ""
    }
}
