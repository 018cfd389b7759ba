import ArgumentParser
import Casework

/// `kaart teken`
struct Sign: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "teken", abstract: "Leg vast wat iemand antwoordt die moet tekenen.",
        discussion: """
            Antwoorden: akkoord, akkoord met opmerking, gezien, geweigerd, niet bereikt. Hetzelfde antwoord kan bij meer \
            stappen tegelijk: alle of geen.

            Voorbeeld: kaart teken k7m3.2 p2x9.4 akkoord --wie scp
            """)

    @Argument(
        help: ArgumentHelp(
            "De stap, zoals in `kaart taken`: k7m3.2 (meer stappen mag), en als laatste het antwoord.",
            valueName: "stap en antwoord"))
    var words: [String]

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

    @OptionGroup var trial: TrialOption

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        guard let answer = words.last, words.count > 1 else {
            throw WrongUse(message: "Noem de stap en dan het antwoord: kaart teken k7m3.2 akkoord")
        }
        var text = SignatureText(answer: answer)
        text.signer = signer
        text.remark = remark == "-" ? try terminal.readAll() : remark
        text.document = document
        let session = try Session(options, on: terminal)
        text.day = try session.day(day, option: "--gedaan-op")
        let steps = words.dropLast()
        let places: TerminalText = steps.count == 1 ? "" : " bij \(steps.joined(separator: ", "))"
        try session.carryOut(trial, done: "Vastgelegd" + places + ": \(answer).") {
            try $0.giveSignatures(try steps.map { try CaseReference($0) }, text)
        }
    }
}
