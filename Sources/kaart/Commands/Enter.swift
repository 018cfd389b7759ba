import ArgumentParser
import Casework

/// `kaart noteer`
struct Enter: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "noteer", abstract: "Schrijf een regel bij in een register.",
        discussion: "Voorbeeld: kaart noteer k7m3.4 --veld middel=paracetamol --veld hoeveel=1")

    @Argument(help: ArgumentHelp("De stap, zoals in `kaart taken`: k7m3.2", valueName: "stap"))
    var step: String

    @Option(
        name: .customLong("veld"), parsing: .singleValue,
        help: ArgumentHelp("Een kolom met zijn waarde; vaker mag.", valueName: "naam=waarde"))
    var cells: [String] = []

    @Option(
        name: .customLong("gedaan-op"),
        help: ArgumentHelp("De dag waarop het gebeurde, als dat niet vandaag was.", valueName: "datum"))
    var day: String?

    @Option(
        name: .customLong("namens"),
        help: ArgumentHelp("De rol van buiten de school waarvoor u dit vastlegt.", valueName: "rol"))
    var onBehalfOf: String?

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        let day = try WrongUse.day(day, option: "--gedaan-op")
        let cells = try cells.map { entry in
            let (name, text) = try NamedValues.pair(entry, option: "--veld", form: "naam=waarde")
            return (column: name, text: text == "-" ? try terminal.readAll() : text)
        }
        let session = try Session(options, on: terminal)
        let progress = try session.perform {
            try $0.addEntry(try CaseReference(step), cells, day: day, onBehalfOf: onBehalfOf)
        }
        terminal.write("Genoteerd.")
        ProgressText(session).show(progress)
    }
}
