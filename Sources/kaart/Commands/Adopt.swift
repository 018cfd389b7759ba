import ArgumentParser
import CardEngine
import Casework
import SchoolTime

/// `kaart stel-vast`
struct Adopt: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "stel-vast",
        abstract: "Stel een versie van een kaart vast; daarna werkt de school volgens die versie.",
        discussion: """
            In het bestand van de kaart komt `status: vastgesteld`, met bij `wijzigingen` de reden, de dag en wie haar \
            vaststelde; de rest blijft zoals u het schreef. Een vastgestelde tekst verandert niet meer: een wijziging is een \
            volgende versie. Lopende trajecten gaan door op de versie waarmee zij begonnen. Kaarten die elkaar aanroepen stelt \
            u samen vast.

            Wie dat mag staat in het schoolbestand, bij `vaststellen`; anders de eigenaar van de kaart. Waarschuwingen bij de \
            kaart, en haar scenario's die fouten hebben of anders lopen dan er staat, krijgt u eerst te zien; vaststellen kan \
            dan nog.

            Voorbeeld: kaart stel-vast meldcode --reden 'Besproken in het team, met instemming van de MR'
            """)

    @Argument(help: ArgumentHelp("De kaart; meer mag.", valueName: "kaart"))
    var cards: [String]

    @OptionGroup var reason: ReasonOption

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        let session = try Session(options, on: terminal)
        let open = try session.perform { try $0.checkAdoption(of: cards) }
        try showDoubts(about: open, in: session)
        let reason = try reason.ask(on: terminal)
        // Asked before: what fails after the work is done would be told as if nothing had been done.
        let returned = try session.perform { try $0.listEarlierVersions() }
        let reports = try session.perform { try $0.adoptCards(cards, reason: reason) }
        for report in reports {
            let (card, stamp) = (report.card, report.adoption.stamp)
            let decision: TerminalText =
                "\(card.title) ('\(card.id)'), versie \(card.version), door \(session.sentences.name(of: stamp.actor)) op \(stamp.day.dutch)."
            terminal.write((report.wasKnown ? "Was al vastgesteld: " : "Vastgesteld: ") + decision)
            for earlier in returned where earlier.card == card.id {
                terminal.remark("\(session.sentences.sentence(for: earlier))")
            }
            if !report.awaited.isEmpty {
                terminal.remark("\(session.sentences.sentence(forAwaited: report.awaited, by: card.id))")
            }
            if report.isRewritten { terminal.write("  Dat staat nu in \(report.file).") }
        }
        let revised = reports.filter { !$0.wasKnown && $0.card.version > 1 }
        guard !revised.isEmpty else { return }
        terminal.write("Lopende trajecten gaan door op hun eigen versie. Ze laten overgaan:")
        for report in revised { terminal.write("  kaart zet-over --kaart \(report.card.id)") }
    }

    /// What there is to say against the cards; at a terminal it is asked whether they are adopted all the same.
    private func showDoubts(about cards: [CardID], in session: Session) throws {
        let doubts = try session.perform { try $0.doubts(about: cards) }
        let terminal = session.terminal
        for doubt in doubts {
            for (source, diagnostics) in [(doubt.source, doubt.warnings)]
                + doubt.faulty.map({ ($0.source, $0.diagnostics) })
            {
                let text = DiagnosticText(source)
                for diagnostic in diagnostics { terminal.remark(text.text(of: diagnostic)) }
            }
            for played in doubt.failing {
                let text = DiagnosticText(played.source)
                for failure in played.report.failures { terminal.remark(text.text(of: failure)) }
            }
            terminal.remark("Let op, bij de kaart '\(doubt.card)': " + Self.summary(of: doubt) + ".")
        }
        if terminal.isInteractive, !doubts.isEmpty {
            try terminal.confirm("Toch vaststellen?", else: "Er is niets vastgesteld.")
        }
    }

    /// `1 waarschuwing, 1 scenario heeft fouten, en 2 scenario's lopen anders dan er staat`
    private static func summary(of doubts: AdoptionDoubts) -> TerminalText {
        var parts: [TerminalText] = []
        let (warnings, faulty, failing) = (doubts.warnings.count, doubts.faulty.count, doubts.failing.count)
        if warnings > 0 { parts.append("\(warnings) \(warnings == 1 ? "waarschuwing" : "waarschuwingen")") }
        if faulty > 0 {
            parts.append(faulty == 1 ? "1 scenario heeft fouten" : "\(faulty) scenario's hebben fouten")
        }
        if failing > 0 {
            parts.append(
                failing == 1
                    ? "1 scenario loopt anders dan er staat"
                    : "\(failing) scenario's lopen anders dan er staat")
        }
        return parts.dropFirst().enumerated().reduce(parts[0]) { text, next in
            text + (next.offset == parts.count - 2 ? ", en " : ", ") + next.element
        }
    }
}
