import ArgumentParser
import Casework

/// `kaart groep`
struct ShowGroup: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "groep",
        abstract:
            "Alles over een groep op één bladzijde: wie, welke leerlingen, wat er loopt; of voeg haar toe.",
        discussion: """
            Een groep staat in het schoolbestand; wat u er met de hand in schreef blijft zoals het is.

            Voorbeeld: kaart groep groep-rood --titel 'Groep Rood'
            """)

    @Argument(help: ArgumentHelp("De naam van de groep.", valueName: "groep"))
    var group: String

    @Option(name: .customLong("titel"), help: ArgumentHelp("Hoe de groep heet.", valueName: "titel"))
    var title: String?

    @Flag(name: .customLong("json"), help: "Geef de bladzijde als JSON.")
    var asJSON = false

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        let session = try Session(options, on: terminal)
        let page = PeoplePage(session)
        guard let title else {
            let overview = try session.perform { try $0.groupOverview(group) }
            if asJSON { return try terminal.write(json: GroupJSON(overview, in: session)) }
            OverviewPage(session).show(overview)
            return
        }
        let text = PeopleText.group(id: group, title: title)
        let report = try session.perform { try $0.keepPeople([(line: nil, text: text)], isTrial: false) }
        page.show(report)
        terminal.tellRecorded(isMeant: true, isChanged: !report.changes.isEmpty)
    }
}
