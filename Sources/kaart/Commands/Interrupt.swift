import ArgumentParser
import Casework

/// `kaart onderbreek`
struct Interrupt: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "onderbreek", abstract: "Meld wat op elk moment kan gebeuren, zoals 'acuut onveilig'.",
        discussion: "Wat openstaat vervalt; het traject gaat verder waar de kaart zegt.")

    @OptionGroup var target: CaseWithReason

    @Argument(help: ArgumentHelp("Wat er gebeurd is, zoals de kaart het noemt.", valueName: "wat"))
    var outcome: String

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        let session = try Session(options, on: terminal)
        let reason = try target.askReason(on: terminal)
        let progress = try session.perform { workplace in
            try workplace.interruptCase(try target.caseID, outcome: outcome, reason: reason)
        }
        terminal.write("Vastgelegd: \(outcome).")
        ProgressText(session).show(progress)
    }
}
