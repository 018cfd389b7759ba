import ArgumentParser

/// Why something is done with a case.
struct ReasonOption: ParsableArguments {
    @Option(
        name: .customLong("reden"),
        help: ArgumentHelp("Waarom; met - van de standaardinvoer.", valueName: "reden"))
    var reason: String?

    /// What was given, or asked for at a terminal; empty when there is none, which the engine refuses.
    ///
    /// - Throws: `Refused` when the person breaks off.
    func ask(on terminal: Terminal) throws -> String {
        if reason == "-" { return try terminal.readAll() }
        if let reason { return reason }
        guard terminal.isInteractive else { return "" }
        guard let typed = terminal.ask("Reden:") else { throw Refused.brokenOff }
        return typed
    }
}
