import ArgumentParser
import Casework

/// `kaart teken`
struct Sign: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "teken", abstract: "Leg vast wat iemand antwoordt die gevraagd is te tekenen.",
        discussion: "Antwoorden: akkoord, akkoord met opmerking, gezien, geweigerd, niet bereikt.")

    @Argument(help: ArgumentHelp("De stap, zoals in `kaart taken`: k7m3.2", valueName: "stap"))
    var step: String

    @Argument(help: ArgumentHelp("Het antwoord.", valueName: "antwoord"))
    var answer: String

    @Option(
        name: .customLong("wie"),
        help: ArgumentHelp(
            "Wie antwoordt: 'ouders', 'ouders 1' of een rol; anders de enige.", valueName: "wie"))
    var signer: String?

    @Option(
        name: .customLong("opmerking"),
        help: ArgumentHelp("Wat erbij gezegd is; met - van de standaardinvoer.", valueName: "tekst"))
    var remark: String?

    @Option(
        name: .customLong("document"),
        help: ArgumentHelp("Waar de handtekening staat (ESIS, SharePoint).", valueName: "verwijzing"))
    var document: String?

    @Option(
        name: .customLong("gedaan-op"),
        help: ArgumentHelp("De dag van het antwoord, als dat niet vandaag was.", valueName: "datum"))
    var day: String?

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        var text = SignatureText(answer: answer)
        text.signer = signer
        text.remark = remark == "-" ? try terminal.readAll() : remark
        text.document = document
        text.day = try WrongUse.day(day, option: "--gedaan-op")
        let session = try Session(options, on: terminal)
        let progress = try session.perform { try $0.giveSignature(try CaseReference(step), text) }
        terminal.write("Vastgelegd: \(answer).")
        ProgressText(session).show(progress)
    }
}
