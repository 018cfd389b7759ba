import ArgumentParser
import CardEngine
import CardLanguage
import Casework
import SchoolTime

/// `kaart zet-over`
struct Migrate: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "zet-over",
        abstract: "Laat lopende trajecten verder gaan op een nieuwe versie van hun kaart; voor de eigenaar.",
        discussion: """
            Een traject loopt op de versie waarmee het begon. Zonder --voer-uit laat dit zien welke trajecten over kunnen en \
            wat er dan verandert. Noemt u trajecten, dan gaan zij allemaal over of geen; met --kaart gaan alleen de trajecten over die dat \
            kunnen.

            Voorbeeld: kaart zet-over --kaart meldcode
            """)

    @Argument(help: ArgumentHelp("Het traject: k7m3; meer mag.", valueName: "traject"))
    var ids: [String] = []

    @Option(
        name: .customLong("kaart"),
        help: ArgumentHelp("Alle lopende trajecten van deze kaart.", valueName: "kaart"))
    var card: String?

    @Flag(name: .customLong("voer-uit"), help: "Zet ze ook over.")
    var isMeant = false

    @OptionGroup var reason: ReasonOption

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        guard ids.isEmpty != (card == nil) else {
            throw WrongUse(message: "Noem trajecten, of met `--kaart` een kaart.")
        }
        let session = try Session(options, on: terminal)
        let reason = isMeant ? try reason.ask(on: terminal) : nil
        let migrations = try session.perform { workplace in
            if let card { return try workplace.migrateCases(ofCard: card, reason: reason) }
            return try workplace.migrateCases(try ids.map { try CaseReference($0).wholeCase }, reason: reason)
        }
        let page = MigrationPage(session)
        for migration in migrations { page.show(migration) }
        if migrations.contains(where: { $0.failure == nil }) {
            terminal.write(
                isMeant
                    ? "Vastgelegd."
                    : "Er is niets veranderd. Met --voer-uit en --reden wordt dit vastgelegd.")
        }
        if migrations.contains(where: { $0.failure != nil && !$0.isUpToDate }) { throw Refused(message: nil) }
    }
}
