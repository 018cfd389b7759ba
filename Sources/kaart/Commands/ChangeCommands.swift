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

    @Option(
        name: .customLong("reden"),
        help: ArgumentHelp("Waarom; met - van de standaardinvoer.", valueName: "reden"))
    var reason: String?

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        let session = try Session(options, on: terminal)
        let reason = Reason.ask(reason, on: terminal)
        let progress = try session.perform { workplace in
            try workplace.interruptCase(try CaseReference(id).caseID, outcome: outcome, reason: reason)
        }
        terminal.write("Vastgelegd: \(outcome).")
        ProgressText(session).show(progress)
    }
}

/// `kaart stop`
struct Stop: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Beëindig een traject als vervallen; voor de eigenaar van de kaart.")

    @Argument(help: ArgumentHelp("Het traject: k7m3", valueName: "traject"))
    var id: String

    @Option(
        name: .customLong("reden"),
        help: ArgumentHelp("Waarom; met - van de standaardinvoer.", valueName: "reden"))
    var reason: String?

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        let session = try Session(options, on: terminal)
        let reason = Reason.ask(reason, on: terminal)
        let progress = try session.perform { workplace in
            try workplace.stopCase(try CaseReference(id).caseID, reason: reason)
        }
        terminal.write("Vastgelegd.")
        ProgressText(session).show(progress)
    }
}

/// Why somebody does something.
private enum Reason {
    /// What was given, or asked for at a terminal; empty when there is none, which the engine refuses.
    static func ask(_ given: String?, on terminal: Terminal) -> String {
        if given == "-" { return terminal.readAll() }
        return given ?? (terminal.isInteractive ? terminal.ask("Reden:") : nil) ?? ""
    }
}
