import ArgumentParser
import CardEngine
import CardLanguage
import Casework

/// `kaart nieuw`
struct New: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "nieuw", abstract: "Schrijf een eerste tekst van een kaart, die meteen in orde is.",
        discussion: """
            Vraagt aan een terminal wat u nog niet zei. De kaart is een concept: u werkt haar uit in een tekstverwerker, kijkt \
            haar na met `kaart controleer`, oefent ermee in een oefenmap en stelt haar vast met `kaart stel-vast`.

            Voorbeeld: kaart nieuw verlof --titel 'Verlof aanvragen' --betreft leerling --eigenaar directeur \
            --doel 'Elke aanvraag krijgt op tijd een antwoord' --stap 'Aanvraag invullen:leerkracht' --stap 'Besluiten'
            """)

    @Argument(help: ArgumentHelp("De naam van de kaart, zoals verlof-aanvragen.", valueName: "naam"))
    var name: String?

    @Option(
        name: .customLong("titel"), help: ArgumentHelp("Hoe de kaart heet, voor mensen.", valueName: "titel"))
    var title: String?

    @Option(
        name: .customLong("betreft"),
        help: ArgumentHelp(
            "Over wie of wat het gaat: leerling, groep, school of medewerker.", valueName: "wie"))
    var subject: String?

    @Option(
        name: .customLong("eigenaar"),
        help: ArgumentHelp("De rol die de kaart onderhoudt en bewaakt.", valueName: "rol"))
    var owner: String?

    @Option(
        name: .customLong("doel"), help: ArgumentHelp("Wat de school ermee bereikt.", valueName: "doel"))
    var purpose: String?

    @Option(
        name: .customLong("begint"), parsing: .singleValue,
        help: ArgumentHelp("De rol die begint (anders de eigenaar); vaker mag.", valueName: "rol"))
    var starters: [String] = []

    @Option(
        name: .customLong("stap"), parsing: .singleValue,
        help: ArgumentHelp(
            "Een stap, met achter de laatste dubbele punt wie hem doet (anders de eigenaar); vaker mag.",
            valueName: "titel:rol"))
    var steps: [String] = []

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        let session = try Session(options, on: terminal)
        var answers = NewCardAnswers()
        answers.name = name ?? ""
        answers.title = title ?? ""
        answers.subject = subject ?? ""
        answers.owner = owner ?? ""
        answers.purpose = purpose ?? ""
        answers.starters = starters
        answers.steps = steps.map { session.workplace.newCardStep($0) }
        if terminal.isInteractive {
            answers = try NewCardDialogue(session: session).complete(answers)
        } else {
            let missing = [
                ("een naam", name), ("--titel", title), ("--betreft", subject), ("--eigenaar", owner),
                ("--doel", purpose), ("--stap", steps.first),
            ].filter { $0.1 == nil }.map(\.0)
            guard missing.isEmpty else {
                throw WrongUse(message: "Geef er nog bij: \(missing.joined(separator: ", ")).")
            }
        }
        let source = try session.perform { try $0.writeNewCard(answers) }
        terminal.write("Geschreven: \(source.name)")
        terminal.write("Werk haar uit in een tekstverwerker, en kijk haar na met: kaart controleer")
        terminal.write("Geldt zij voor de school? Dan: kaart stel-vast \(answers.name)")
    }
}
