import ArgumentParser
import CardEngine
import Casework

/// `kaart start`
struct Start: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "start",
        abstract: "Begin een traject: een kaart voor een leerling, groep of medewerker.",
        discussion: "Voorbeeld: kaart start meldcode 0412 --groep groep-geel")

    @Argument(help: ArgumentHelp("De naam van de kaart.", valueName: "kaart"))
    var card: String

    @Argument(
        help: ArgumentHelp(
            "Over wie: het leerlingnummer, de groep of de medewerker. Geen namen van kinderen.",
            valueName: "betreft"))
    var subject: String?

    @Option(
        name: .customLong("groep"),
        help: ArgumentHelp("De groep waar de leerling in zit.", valueName: "groep"))
    var group: String?

    @Option(
        name: .customLong("aanleiding"),
        help: ArgumentHelp("De dag waarvan de termijnen tellen, als dat niet vandaag is.", valueName: "datum")
    )
    var occasion: String?

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        let occasion = try WrongUse.day(occasion, option: "--aanleiding")
        let session = try Session(options, on: terminal)
        let progress = try session.perform {
            try $0.startCase(card, subject: subject, group: group, occasion: occasion)
        }
        terminal.write(
            "Begonnen: traject \(progress.caseID), \(progress.card.title), \(session.sentences.title(of: progress.subject))."
        )
        // What has to be known at once (call 112 first) is in the card, which everyone may read; the case is not.
        for visit in progress.open {
            guard let step = progress.card.step(visit.step), let explanation = step.explanation else {
                continue
            }
            terminal.write("Eerst: \(step.title) \(explanation)")
        }
        ProgressText(session).show(progress)
    }
}
