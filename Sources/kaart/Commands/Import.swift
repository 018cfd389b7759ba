import ArgumentParser
import Casework

/// `kaart inlezen`
struct Import: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "inlezen",
        abstract: "Lees leerlingen, groepen of medewerkers uit een CSV-bestand: alles of niets.",
        discussion: """
            De eerste regel noemt de kolommen, en zegt zo wat voor tabel het is.
            Leerlingen: nummer, groep, jaargroep, geboortedatum, inschrijving, plaatsing, uitschrijving, ouders en de \
            kenmerken van de school.
            Groepen: groep, titel.
            Medewerkers, een regel per rol: medewerker, naam, login, rol, per (de groep of het leerlingnummer), vanaf, \
            tot_en_met, vervangt.
            Een leeg vakje verandert niets. Groepen en medewerkers komen in het schoolbestand; wat u er met de hand in \
            schreef blijft zoals het is. Zonder --voer-uit laat dit alleen zien wat er zou veranderen.
            """)

    @Argument(help: ArgumentHelp("Het bestand.", valueName: "bestand"))
    var path: String

    @Flag(name: .customLong("voer-uit"), help: "Leg het ook vast.")
    var isMeant = false

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        let text = try terminal.readFile(at: path)
        let session = try Session(options, on: terminal)
        let isChanged: Bool
        switch try session.perform({ _ in try TableKind(text) }) {
        case .pupils:
            let kept = try session.perform { try $0.importPupils(text, isTrial: !isMeant) }
            let page = PupilPage(session)
            for change in kept.changes where !change.isEmpty { page.show(change) }
            let same = kept.changes.count { $0.isEmpty }
            if same > 0 { terminal.write("Ongewijzigd: \(same).") }
            page.show(kept.consequences)
            isChanged = same < kept.changes.count
        case .groups, .staff:
            let report = try session.perform { try $0.importPeople(text, isTrial: !isMeant) }
            PeoplePage(session).show(report)
            isChanged = !report.changes.isEmpty
        }
        terminal.tellRecorded(isMeant: isMeant, isChanged: isChanged)
    }
}
