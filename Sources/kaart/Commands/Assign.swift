import ArgumentParser
import Casework

/// `kaart wijs-toe`
struct Assign: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "wijs-toe",
        abstract: "Laat iemand een stap doen die niemand kan doen; voor de eigenaar van de kaart.")

    @Argument(help: ArgumentHelp("De stap, zoals in `kaart taken`: k7m3.2", valueName: "stap"))
    var step: String

    @Argument(help: ArgumentHelp("De medewerker.", valueName: "persoon"))
    var person: String

    @OptionGroup var reason: ReasonOption

    @OptionGroup var trial: TrialOption

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        let session = try Session(options, on: terminal)
        let reason = try reason.ask(on: terminal)
        try session.carryOut(trial, done: "Toegewezen.") {
            [try $0.assign(try CaseReference(step), to: person, reason: reason)]
        }
    }
}
