import ArgumentParser
import CardEngine
import CardLanguage
import Casework
import SchoolTime

/// `kaart verschil`
struct Compare: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "verschil",
        abstract:
            "Vertel wat er verschilt tussen twee versies van een kaart, en wat dat voor lopende trajecten betekent.",
        discussion: """
            In de woorden van de kaart: stappen, rollen, termijnen, uitkomsten, gegevens. Andere opmaak, opmerkingen en \
            volgorde van woorden zijn geen verschil. Zonder versies: de laatste vastgestelde tegen wat er nu in het bestand staat.

            Voorbeeld: kaart verschil meldcode
            Voorbeeld: kaart verschil meldcode 1 2
            """)

    @Argument(help: ArgumentHelp("De kaart.", valueName: "kaart"))
    var card: String

    @Argument(help: ArgumentHelp("De eerste versie (anders: de laatst vastgestelde).", valueName: "versie"))
    var earlier: Int?

    @Argument(help: ArgumentHelp("De tweede versie (anders: die van het bestand).", valueName: "versie"))
    var later: Int?

    @Flag(name: .customLong("json"), help: "Geef de uitkomst als JSON.")
    var asJSON = false

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        let session = try Session(options, on: terminal)
        let report = try session.perform { try $0.compareVersions(of: card, earlier, later) }
        guard !asJSON else { return try terminal.write(json: ComparisonJSON(report, session.sentences)) }
        let sentences = session.sentences
        terminal.write(
            "\(report.to.card.title): \(sentences.title(of: report.from)) → \(sentences.title(of: report.to))"
        )
        if report.difference.changes.isEmpty { terminal.write("Geen verschil.") }
        for change in report.difference.changes {
            let lines = sentences.lines(for: change.kind)
            terminal.write("  \(sentences.title(of: change)): \(lines[0])")
            for line in lines.dropFirst() { terminal.write("    \(line)") }
        }
        if let cases = report.cases { show(cases, of: report, in: session) }
    }

    private func show(
        _ cases: [ComparisonReport.RunningCase], of report: ComparisonReport, in session: Session
    ) {
        let terminal = session.terminal
        terminal.write()
        guard !cases.isEmpty else {
            return terminal.write(
                "Er loopt geen traject dat u mag zien op een andere tekst dan die van het bestand.")
        }
        terminal.write("Lopende trajecten die u mag zien, en wat overzetten zou doen")
        let page = MigrationPage(session)
        for running in cases {
            if let migration = running.migration {
                page.show(migration)
            } else {
                terminal.write(
                    "\(running.caseID)  \(session.sentences.title(of: running.subject)): loopt op versie \(running.version); overzetten doet de eigenaar"
                )
            }
        }
        guard report.to.card.status != .withdrawn, cases.contains(where: { $0.migration?.change != nil })
        else {
            return terminal.write("Er is niets veranderd.")
        }
        terminal.write(
            report.isInForce
                ? "Er is niets veranderd. Overzetten doet u met: kaart zet-over --kaart \(card)"
                : "Er is niets veranderd. Overzetten kan zodra deze tekst is vastgesteld: kaart stel-vast \(card)"
        )
    }
}
