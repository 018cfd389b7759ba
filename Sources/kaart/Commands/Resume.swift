import ArgumentParser
import Casework

/// `kaart hervat`
struct Resume: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "hervat",
        abstract: "Laat een opgeschort traject doorgaan; voor de eigenaar van de kaart.")

    @Argument(help: ArgumentHelp("Het traject: k7m3", valueName: "traject"))
    var id: String

    @OptionGroup var reason: ReasonOption

    @OptionGroup var trial: TrialOption

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        let session = try Session(options, on: terminal)
        let reason = try reason.ask(on: terminal)
        try session.carryOut(trial, done: "Hervat.") {
            [try $0.resume(try CaseReference(id).wholeCase, reason: reason)]
        }
    }
}
