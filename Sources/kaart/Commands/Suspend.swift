import ArgumentParser
import Casework

/// `kaart opschorten`
struct Suspend: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "opschorten",
        abstract:
            "Schort een traject op: de termijnen van de school staan stil; voor de eigenaar van de kaart.")

    @Argument(help: ArgumentHelp("Het traject: k7m3", valueName: "traject"))
    var id: String

    @OptionGroup var reason: ReasonOption

    @OptionGroup var trial: TrialOption

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        let session = try Session(options, on: terminal)
        let reason = try reason.ask(on: terminal)
        try session.carryOut(trial, done: "Opgeschort.") {
            [try $0.suspend(try CaseReference(id).wholeCase, reason: reason)]
        }
    }
}
