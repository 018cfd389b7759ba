import ArgumentParser
import Casework

/// `kaart uitstel`
struct Postpone: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "uitstel",
        abstract: "Stel de termijn van een stap of traject uit; voor de eigenaar van de kaart.",
        discussion: "Wat de wet zegt schuift niet.")

    @Argument(help: ArgumentHelp("De stap (k7m3.2) of het hele traject (k7m3).", valueName: "wat"))
    var what: String

    @Option(name: .customLong("tot"), help: ArgumentHelp("De nieuwe laatste dag.", valueName: "datum"))
    var to: String

    @OptionGroup var reason: ReasonOption

    @OptionGroup var trial: TrialOption

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        let session = try Session(options, on: terminal)
        guard let day = try session.day(to, option: "--tot") else { return }
        let reason = try reason.ask(on: terminal)
        try session.carryOut(trial, done: "Uitgesteld.") {
            [try $0.postpone(try CaseReference(what), to: day, reason: reason)]
        }
    }
}
