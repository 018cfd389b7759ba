import ArgumentParser
import Casework

/// `kaart klaar`
struct Complete: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "klaar", abstract: "Rond een stap af.",
        discussion: """
            Aan een terminal vraagt dit wat er nog ontbreekt. In een script geeft u alles mee. Vertrouwelijke tekst hoort \
            niet op de opdrachtregel: met --veld feiten=- komt zij van de standaardinvoer. Een lijst komt daar als CSV, met \
            op de eerste regel de kolommen.

            Voorbeeld: kaart klaar k7m3.3 --uitkomst akkoord --veld cijfer=7 --aanwezig kc=dirk
            """)

    @Argument(help: ArgumentHelp("De stap, zoals in `kaart taken`: k7m3.2", valueName: "stap"))
    var step: String

    @Option(
        name: .customLong("uitkomst"), help: ArgumentHelp("De uitkomst van de stap.", valueName: "uitkomst"))
    var outcome: String?

    @Option(
        name: .customLong("veld"), parsing: .singleValue,
        help: ArgumentHelp("Een veld met zijn waarde; vaker mag.", valueName: "naam=waarde"))
    var fields: [String] = []

    @Option(
        name: .customLong("aanwezig"), parsing: .singleValue,
        help: ArgumentHelp("Wie erbij was: smw=elif, of bij ouders alleen de rol.", valueName: "rol=wie"))
    var present: [String] = []

    @Option(
        name: .customLong("afwezig"), parsing: .singleValue,
        help: ArgumentHelp("Van welke rol niemand erbij was, en waarom.", valueName: "rol=reden"))
    var absent: [String] = []

    @Flag(name: .customLong("afgevinkt"), help: "Alle punten van de lijst zijn gedaan.")
    var checklistDone = false

    @Option(
        name: .customLong("gedaan-op"),
        help: ArgumentHelp("De dag waarop het gedaan is, als dat niet vandaag was.", valueName: "datum"))
    var doneOn: String?

    @Option(
        name: .customLong("namens"),
        help: ArgumentHelp("De rol van buiten de school waarvoor u dit vastlegt.", valueName: "rol"))
    var onBehalfOf: String?

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        var answers = try typedAnswers(terminal)
        let session = try Session(options, on: terminal)
        let reference = try session.perform { _ in try CaseReference(step) }
        if terminal.isInteractive {
            let form = try session.perform { try $0.form(for: reference) }
            answers = try StepDialogue(session: session, form: form).complete(answers)
        }
        let progress = try session.perform { try $0.completeStep(reference, answers) }
        terminal.write("Vastgelegd: \(reference) is klaar.")
        ProgressText(session).show(progress)
    }

    private func typedAnswers(_ terminal: Terminal) throws -> StepAnswers {
        var answers = StepAnswers()
        answers.outcome = outcome
        answers.onBehalfOf = onBehalfOf
        answers.checklistDone = checklistDone
        answers.doneOn = try WrongUse.day(doneOn, option: "--gedaan-op")
        for field in fields {
            let (name, text) = try NamedValues.pair(field, option: "--veld", form: "naam=waarde")
            answers.values.append((name, text == "-" ? try terminal.readAll() : text))
        }
        answers.present = present.map { entry in
            let parts = NamedValues.split(entry)
            return (parts.name, parts.value?.split(separator: ",").map(String.init) ?? [])
        }
        answers.absent = try absent.map { try NamedValues.pair($0, option: "--afwezig", form: "rol=reden") }
        return answers
    }
}
