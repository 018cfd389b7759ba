import ArgumentParser
import Casework

/// `kaart voeg-toe`
struct Add: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "voeg-toe",
        abstract:
            "Voeg iets toe aan een blok dat per leerling, groep of rij loopt; voor de eigenaar van de kaart.",
        discussion:
            "Een rij die er nog niet is: kaart voeg-toe k7m3.4 --veld actie=bellen --veld klaar-op=2027-03-01"
    )

    @Argument(help: ArgumentHelp("Het blok: k7m3.4", valueName: "stap"))
    var step: String

    @Argument(
        help: ArgumentHelp(
            "Het leerlingnummer, de groep, het nummer van een rij of de waarde.", valueName: "wat"))
    var item: String?

    @Option(
        name: .customLong("veld"), parsing: .singleValue,
        help: ArgumentHelp(
            "Een kolom van de nieuwe rij met zijn waarde; vaker mag.", valueName: "naam=waarde"))
    var cells: [String] = []

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        guard (item == nil) != cells.isEmpty else {
            throw WrongUse(message: "Noem wat erbij komt, of geef met `--veld` een nieuwe rij; niet allebei.")
        }
        let cells = try cells.map { entry in
            let (name, text) = try NamedValues.pair(entry, option: "--veld", form: "naam=waarde")
            return (column: name, text: text == "-" ? try terminal.readAll() : text)
        }
        let session = try Session(options, on: terminal)
        let progress = try session.perform { workplace in
            let reference = try CaseReference(step)
            return if let item {
                try workplace.addItem(item, to: reference)
            } else {
                try workplace.addRow(cells, to: reference)
            }
        }
        terminal.write("Toegevoegd.")
        ProgressText(session).show(progress)
    }
}
