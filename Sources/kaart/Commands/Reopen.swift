import ArgumentParser
import Casework

/// `kaart heropen`
struct Reopen: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "heropen",
        abstract: "Ga terug naar een stap die gedaan was; voor de eigenaar van de kaart.")

    @Argument(help: ArgumentHelp("De stap, zoals in `kaart taken`: k7m3.2", valueName: "stap"))
    var step: String

    @OptionGroup var reason: ReasonOption

    @OptionGroup var trial: TrialOption

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        let session = try Session(options, on: terminal)
        let reason = try reason.ask(on: terminal)
        try session.carryOut(trial, done: "Heropend.") {
            [try $0.reopen(try CaseReference(step), reason: reason)]
        }
    }
}
