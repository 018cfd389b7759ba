import ArgumentParser
import Casework

/// `kaart inlezen`
struct Import: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "inlezen", abstract: "Lees leerlingen uit een CSV-bestand: alles of niets.",
        discussion: """
            De eerste regel noemt de kolommen: nummer, groep, jaargroep, geboortedatum, inschrijving, plaatsing, \
            uitschrijving, ouders en de kenmerken van de school. Een leeg vakje verandert niets. Zonder --voer-uit laat \
            dit alleen zien wat er zou veranderen.
            """)

    @Argument(help: ArgumentHelp("Het bestand.", valueName: "bestand"))
    var path: String

    @Flag(name: .customLong("voer-uit"), help: "Leg het ook vast.")
    var isMeant = false

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        let text = try terminal.readFile(at: path)
        let session = try Session(options, on: terminal)
        let changes = try session.perform { try $0.importPupils(text, isTrial: !isMeant) }
        let page = PupilPage(session)
        for change in changes where !change.isEmpty { page.show(change) }
        let same = changes.count { $0.isEmpty }
        if same > 0 { terminal.write("Ongewijzigd: \(same).") }
        if !isMeant { terminal.write("Er is niets veranderd. Met --voer-uit wordt dit vastgelegd.") }
    }
}
