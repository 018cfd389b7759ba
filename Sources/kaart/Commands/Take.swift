import ArgumentParser
import Casework

/// `kaart pak`
struct Take: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "pak", abstract: "Zeg dat u met een stap bezig bent die anderen ook kunnen doen.",
        discussion: """
            Anderen met de rol zien dat u hem heeft opgepakt; zij kunnen hem nog steeds doen. Heeft een ander hem opgepakt, geef dan een reden.

            Voorbeeld: kaart pak k7m3.2
            """)

    @Argument(
        help: ArgumentHelp("De stap, zoals in `kaart taken`: k7m3.2 (meer stappen mag).", valueName: "stap"))
    var steps: [String]

    @Flag(name: .customLong("laat-los"), help: "U bent er niet meer mee bezig.")
    var letsGo = false

    @Option(
        name: .customLong("reden"),
        help: ArgumentHelp("Waarom u de stap overneemt; met - van de standaardinvoer.", valueName: "reden"))
    var reason: String?

    @OptionGroup var trial: TrialOption

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        let session = try Session(options, on: terminal)
        let reason = reason == "-" ? try terminal.readAll() : reason
        // Whoever else can do it can do it still: nothing to ask first.
        try session.carryOut(trial, question: nil, done: letsGo ? "Losgelaten." : "Opgepakt.") { workplace in
            let references = try steps.map { try CaseReference($0) }
            return letsGo
                ? try workplace.letGo(references, reason: reason)
                : try workplace.takeSteps(references, reason: reason)
        }
    }
}
