import ArgumentParser
import CardEngine
import Casework
import Evaluation
import SchoolTime

/// `kaart evaluatie`
struct EvaluateYear: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluatie",
        abstract: "De cijfers van een schooljaar: begonnen, voltooid, op tijd, dekking, normen.",
        discussion: """
            Een traject telt in het schooljaar van zijn aanleiding. Bij elk cijfer staat van hoeveel, en wat niet meetelt; \
            onderaan staat wat elk cijfer betekent. De cijfers van een kaart zijn voor haar eigenaar en voor wie leerlingen \
            vastlegt, als die haar trajecten mogen zien.

            Voorbeeld: kaart evaluatie 2026-2027
            Voorbeeld: kaart evaluatie 2026-2027 startbespreking
            Voorbeeld: kaart evaluatie 2026-2027 startbespreking --uitleg
            """)

    @Argument(help: ArgumentHelp("Het schooljaar, zoals 2026-2027.", valueName: "schooljaar"))
    var year: String

    @Argument(help: ArgumentHelp("Alleen deze kaarten.", valueName: "kaart"))
    var cards: [String] = []

    @OptionGroup var options: WorkOptions

    @Flag(name: .customLong("json"), help: "Geef de cijfers als JSON.")
    var asJSON = false

    @Flag(
        name: .customLong("uitleg"),
        help: "Laat bij elk cijfer zien wat het betekent en welke trajecten erachter staan, om na te tellen.")
    var isExplained = false

    func run(on terminal: Terminal) throws {
        let session = try Session(options, on: terminal)
        let evaluation = try session.perform { try $0.evaluate(year, cards: cards) }
        if asJSON {
            try terminal.write(
                json: EvaluationJSON(
                    evaluation, session.sentences,
                    naming: isExplained ? FigureSources(session.workplace) : nil))
        } else {
            EvaluationPage(session, isExplained: isExplained).show(evaluation, isWhole: !cards.isEmpty)
        }
        if !evaluation.unreadable.isEmpty { throw Refused(message: nil) }
    }
}
