import ArgumentParser

/// Why something is done with a case.
struct ReasonOption: ParsableArguments {
    @Option(
        name: .customLong("reden"),
        help: ArgumentHelp("Waarom; met - van de standaardinvoer.", valueName: "reden"))
    var reason: String?

    /// What was given, or asked for at a terminal; empty when there is none, which the engine refuses.
    func ask(on terminal: Terminal) throws -> String {
        if reason == "-" { return try terminal.readAll() }
        return reason ?? (terminal.isInteractive ? terminal.ask("Reden:") : nil) ?? ""
    }
}
