import ArgumentParser
import Casework

/// `kaart voeg-toe`
struct Add: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "voeg-toe",
        abstract:
            "Voeg iets toe aan een onderdeel dat per leerling, groep of rij loopt; voor de eigenaar van de kaart."
    )

    @Argument(help: ArgumentHelp("Het onderdeel: k7m3.4", valueName: "stap"))
    var step: String

    @Argument(
        help: ArgumentHelp(
            "Het leerlingnummer, de groep, het nummer van de rij of de waarde.", valueName: "wat"))
    var item: String

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        let session = try Session(options, on: terminal)
        let progress = try session.perform { try $0.addItem(item, to: try CaseReference(step)) }
        terminal.write("Toegevoegd.")
        ProgressText(session).show(progress)
    }
}
