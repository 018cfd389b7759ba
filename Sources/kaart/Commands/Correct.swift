import ArgumentParser
import Casework

/// `kaart verbeter`
struct Correct: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "verbeter",
        abstract: "Verbeter wat bij een stap die gedaan is verkeerd is ingevuld.",
        discussion: """
            Voor wie de stap kon doen, en voor de eigenaar van de kaart. Wat er eerst stond blijft bewaard. Termijnen die van een \
            verbeterde dag tellen, schuiven mee; keuzes en einden blijven zoals zij zijn. Vertrouwelijke tekst hoort niet op de \
            opdrachtregel: met --veld feiten=- komt die van de standaardinvoer. Een lijst komt daar in haar geheel, als CSV.

            Een uitkomst, een antwoord of de dag waarop het gedaan is verbetert u zo niet: daarvoor heropent de eigenaar de stap.

            Voorbeeld: kaart verbeter k7m3.2 --veld gespreksdatum=2026-11-24 --reden 'Verkeerde week getypt'
            """)

    @Argument(
        help: ArgumentHelp(
            "De stap: k7m3.2; zonder nummer zegt dit welke het kunnen zijn.", valueName: "stap"))
    var step: String

    @Option(
        name: .customLong("veld"), parsing: .singleValue,
        help: ArgumentHelp(
            "Een veld met de goede waarde; niets achter de = maakt het leeg. Vaker mag.",
            valueName: "naam=waarde"))
    var fields: [String] = []

    @OptionGroup var reason: ReasonOption

    @OptionGroup var trial: TrialOption

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        let session = try Session(options, on: terminal)
        let values = try fields.map { field in
            let (name, text) = try NamedValues.pair(field, option: "--veld", form: "naam=waarde")
            // What nobody typed on the command line, such as an input that broke off, takes nothing away.
            return (field: name, text: text == "-" ? try terminal.readAll() : text.isEmpty ? nil : text)
        }
        let reason = try reason.ask(on: terminal)
        try session.carryOut(trial, done: "Verbeterd.") {
            [try $0.correct(try CaseReference(step), values, reason: reason)]
        }
    }
}
