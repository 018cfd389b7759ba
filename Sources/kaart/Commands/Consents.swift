import ArgumentParser
import CardEngine
import Casework

/// `kaart toestemming`
struct Consents: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "toestemming",
        abstract: "Laat de toestemmingen van een leerling zien, of trek er een in namens wie haar gaf.",
        discussion: "Toestemming geven gaat met een kaart, door te tekenen.")

    @Argument(help: ArgumentHelp("Het leerlingnummer.", valueName: "nummer"))
    var number: String

    @Option(
        name: .customLong("intrekken"), help: ArgumentHelp("Het doel van de toestemming.", valueName: "doel"))
    var purpose: String?

    @Option(
        name: .customLong("aan"),
        help: ArgumentHelp("Alleen voor deze ontvanger; weglaten: voor iedereen.", valueName: "rol"))
    var recipient: String?

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        let session = try Session(options, on: terminal)
        guard let purpose else {
            let report = try session.perform { try $0.showPupil(number) }
            PupilPage(session).show(report.facts.consents)
            return
        }
        let withdrawn = try session.perform { try $0.withdrawConsent(purpose, of: number, for: recipient) }
        for consent in withdrawn.consents {
            terminal.write("Ingetrokken: " + PupilPage(session).text(of: consent))
        }
        let progress = ProgressText(session)
        for other in withdrawn.cases { progress.show(other) }
    }
}
