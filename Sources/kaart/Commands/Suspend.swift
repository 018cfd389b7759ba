import ArgumentParser
import Casework

/// `kaart opschorten`
struct Suspend: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "opschorten",
        abstract: "Schort een traject op: er loopt geen termijn; voor de eigenaar van de kaart.")

    @Argument(help: ArgumentHelp("Het traject: k7m3", valueName: "traject"))
    var id: String

    @OptionGroup var reason: ReasonOption

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        let session = try Session(options, on: terminal)
        let reason = try reason.ask(on: terminal)
        let progress = try session.perform { try $0.suspend(try CaseReference(id).wholeCase, reason: reason) }
        terminal.write("Opgeschort: er loopt geen termijn tot `kaart hervat`.")
        ProgressText(session).show(progress)
    }
}
