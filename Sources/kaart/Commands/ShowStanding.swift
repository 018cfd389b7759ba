import ArgumentParser
import CardEngine
import Casework
import Evaluation
import SchoolTime

/// `kaart stand`
struct ShowStanding: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "stand",
        abstract: "Waar staan we dit schooljaar: per kaart klaar, bezig, te laat en niet begonnen.",
        discussion: """
            Zonder kaart: van elke kaart de aantallen, en wat aandacht vraagt. Met een kaart: ook per groep. Met --groep de hele \
            lijst van die groep. U ziet alleen van wie u de trajecten mag zien.

            Voorbeeld: kaart stand
            Voorbeeld: kaart stand startbespreking --groep groep-geel
            """)

    @Argument(help: ArgumentHelp("Alleen deze kaart.", valueName: "kaart"))
    var card: String?

    @Option(
        name: .customLong("groep"),
        help: ArgumentHelp("Alleen deze groep, met iedereen erin.", valueName: "groep"))
    var group: String?

    @OptionGroup var options: WorkOptions

    @Flag(name: .customLong("json"), help: "Geef de hele lijst als JSON.")
    var asJSON = false

    func run(on terminal: Terminal) throws {
        let session = try Session(options, on: terminal)
        let report = try session.perform { try $0.showStanding(card, group: group) }
        if asJSON {
            try terminal.write(json: StandingJSON(report))
        } else {
            StandingPage(session).show(report, isWhole: group != nil, isOneCard: card != nil)
        }
        if !report.unreadable.isEmpty { throw Refused(message: nil) }
    }
}
