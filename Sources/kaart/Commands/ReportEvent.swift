import ArgumentParser
import CardLanguage
import Casework
import SchoolTime

/// `kaart gebeurtenis`
struct ReportEvent: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "gebeurtenis",
        abstract:
            "Leg vast wat er met een leerling gebeurde: inschrijving, plaatsing, uitschrijving of groepswissel.",
        discussion: """
            Wie een leerling dezelfde dag terugzet in de groep waar die vandaan kwam, neemt de groepswissel terug: die is er dan niet geweest. \
            Later kan dat met kaart leerling 1023 --kenmerk groep=<de groep van eerst> --kenmerk groepswissel=

            Voorbeeld: kaart gebeurtenis uitschrijving 1023 --op 2027-07-31
            """)

    @Argument(help: ArgumentHelp("Wat er gebeurde.", valueName: "wat"))
    var event: String

    @Argument(help: ArgumentHelp("Het leerlingnummer.", valueName: "nummer"))
    var number: String

    @Option(name: .customLong("op"), help: ArgumentHelp("De dag; weglaten: vandaag.", valueName: "datum"))
    var day: String?

    @Option(name: .customLong("groep"), help: ArgumentHelp("De nieuwe groep.", valueName: "groep"))
    var group: String?

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        guard let event = FieldText.subjectEvent(of: event.meant(among: FieldText.subjectEvents)) else {
            throw WrongUse(
                message:
                    "'\(event)' is geen gebeurtenis. Kies uit: \(FieldText.subjectEvents.joined(separator: ", "))."
            )
        }
        let session = try Session(options, on: terminal)
        let day = try session.day(day, option: "--op")
        let change = try session.perform {
            try $0.report(event, of: number, on: day, group: group)
        }
        PupilPage(session).show(change)
    }
}
