import ArgumentParser
import Casework

/// `kaart waarom-datum`
struct ExplainDates: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "waarom-datum", abstract: "Leg uit hoe de data van een stap of traject berekend zijn.")

    @Argument(help: ArgumentHelp("De stap (k7m3.2) of het hele traject (k7m3).", valueName: "wat"))
    var what: String

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        let session = try Session(options, on: terminal)
        DatesPage(session).show(try session.perform { try $0.explainDates(try CaseReference(what)) })
    }
}
