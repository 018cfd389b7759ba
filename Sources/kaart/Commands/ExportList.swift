import ArgumentParser
import Casework

/// `kaart lijst`
struct ExportList: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "lijst", abstract: "Geef een lijst van een traject als CSV, voor Excel of LibreOffice.",
        discussion: """
            Wat u verandert leest u met `kaart klaar` weer in. Laat de nummers van de rijen staan; een nieuwe rij heeft er \
            geen.

            Voorbeeld: kaart lijst k7m3 acties > acties.csv
            """)

    @Argument(
        help: ArgumentHelp(
            "Het traject: k7m3; of een stap, waar elk onderdeel een lijst van zichzelf heeft.",
            valueName: "traject"))
    var reference: String

    @Argument(help: ArgumentHelp("De naam van het veld in de kaart.", valueName: "veld"))
    var field: String

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        let session = try Session(options, on: terminal)
        terminal.write(
            csv: try session.perform { try $0.exportList(try CaseReference(reference), field) })
    }
}
