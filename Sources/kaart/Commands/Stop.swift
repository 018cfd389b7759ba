import ArgumentParser
import Casework

/// `kaart stop`
struct Stop: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Beëindig een traject als vervallen; voor de eigenaar van de kaart.")

    @Argument(help: ArgumentHelp("Het traject: k7m3", valueName: "traject"))
    var id: String

    @OptionGroup var reason: ReasonOption

    @OptionGroup var trial: TrialOption

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        let session = try Session(options, on: terminal)
        let reason = try reason.ask(on: terminal)
        try session.carryOut(trial, done: "Vastgelegd.") {
            [try $0.stopCase(try CaseReference(id).wholeCase, reason: reason)]
        }
    }
}
