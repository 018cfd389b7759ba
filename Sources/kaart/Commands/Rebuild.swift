import ArgumentParser
import CaseStore
import CaseStoreSQLite
import Casework

/// `kaart herbouw`
struct Rebuild: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "herbouw", abstract: "Maak de lijsten opnieuw uit de gebeurtenissen, en vergelijk.",
        discussion: """
            De gebeurtenissen zijn de waarheid; takenlijsten en termijnen worden eruit afgeleid. Dit controleert de keten \
            van gebeurtenissen, leidt alles opnieuw af en zegt of er iets afweek of verloren is. Was dat zo, dan eindigt dit met 1.
            """)

    @Option(name: .customLong("map"), help: ArgumentHelp("De map van de school.", valueName: "map"))
    var folder: String?

    func run(on terminal: Terminal) throws {
        let folder = try SchoolFolder.find(folder)
        let report = try Sentences(school: nil).telling {
            try SQLiteCaseStore.open(at: folder.storePath).rebuildProjections()
        }
        if report.hasLostContent {
            terminal.write(
                "Van wat er is ingevuld of als reden is gegeven is iets verloren. Kijk met `kaart nazien` sinds wanneer, en wat u doet."
            )
        }
        // How many events and cases there are is not told: a rise would say that a hidden case moves.
        guard !report.differing.isEmpty else {
            terminal.write("De keten van gebeurtenissen klopt, en alle lijsten ook.")
            if report.hasLostContent { throw Refused(message: nil) }
            return
        }
        throw Refused(
            message:
                "De lijsten klopten niet overal met de gebeurtenissen. Ze zijn nu opnieuw gemaakt; waarschuw de beheerder."
        )
    }
}
