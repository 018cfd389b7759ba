import ArgumentParser
import CardEngine
import Casework

/// A case that is named on the command line, and why something is done with it.
struct CaseWithReason: ParsableArguments {
    @Argument(help: ArgumentHelp("Het traject: k7m3", valueName: "traject"))
    var id: String

    @Option(
        name: .customLong("reden"),
        help: ArgumentHelp("Waarom; met - van de standaardinvoer.", valueName: "reden"))
    var reason: String?

    /// - Throws: `CaseworkFailure.notACaseReference`.
    var caseID: CaseID {
        get throws { try CaseReference(id).caseID }
    }

    /// What was given, or asked for at a terminal; empty when there is none, which the engine refuses.
    func askReason(on terminal: Terminal) throws -> String {
        if reason == "-" { return try terminal.readAll() }
        return reason ?? (terminal.isInteractive ? terminal.ask("Reden:") : nil) ?? ""
    }
}
