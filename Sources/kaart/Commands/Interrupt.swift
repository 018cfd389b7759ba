import ArgumentParser
import Casework

/// `kaart onderbreek`
struct Interrupt: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "onderbreek", abstract: "Meld wat op elk moment kan gebeuren, zoals 'acuut onveilig'.",
        discussion: "Wat openstaat vervalt; het traject gaat verder waar de kaart zegt.")

    @Argument(help: ArgumentHelp("Het traject: k7m3", valueName: "traject"))
    var id: String

    @Argument(help: ArgumentHelp("Wat er gebeurd is, zoals de kaart het noemt.", valueName: "wat"))
    var outcome: String

    @OptionGroup var reason: ReasonOption

    @OptionGroup var trial: TrialOption

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        let session = try Session(options, on: terminal)
        let reason = try reason.ask(on: terminal)
        try session.carryOut(trial, done: "Vastgelegd: \(outcome).") { workplace in
            [try workplace.interruptCase(try CaseReference(id).wholeCase, outcome: outcome, reason: reason)]
        }
    }
}
