import ArgumentParser
import Casework

/// `kaart leerling`
struct Pupil: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "leerling",
        abstract: "Alles over een leerling op één bladzijde, voor zover u het mag zien; of leg iets vast.",
        discussion: """
            Een leerling is een nummer; namen van kinderen staan hier niet.

            Voorbeeld: kaart leerling 1023 --kenmerk groep=groep-geel --kenmerk jaargroep=6 --ouders 2
            """)

    @Argument(help: ArgumentHelp("Het leerlingnummer.", valueName: "nummer"))
    var number: String

    @Option(
        name: .customLong("kenmerk"), parsing: .singleValue,
        help: ArgumentHelp(
            "Een kenmerk met zijn waarde; niets achter de = haalt het weg.", valueName: "naam=waarde"))
    var attributes: [String] = []

    @Option(
        name: .customLong("ouders"), help: ArgumentHelp("Hoeveel personen gezag hebben.", valueName: "aantal")
    )
    var authorities: Int?

    @Option(
        name: .customLong("vanaf"),
        help: ArgumentHelp("Pas vanaf deze dag; tot dan verandert er niets.", valueName: "datum"))
    var firstDay: String?

    @Flag(name: .customLong("trek-in"), help: "Haal weg wat er op die dag gepland staat.")
    var isWithdrawal = false

    @Flag(
        name: .customLong("nieuw"),
        help:
            "Dit is een andere leerling dan die met hetzelfde nummer met of zonder nul vooraan. Er hoort een kenmerk bij, of --ouders."
    )
    var isMeantAsNew = false

    @Flag(name: .customLong("json"), help: "Geef de bladzijde als JSON.")
    var asJSON = false

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        let entries = try attributes.map { entry in
            let (name, text) = try NamedValues.pair(entry, option: "--kenmerk", form: "naam=waarde")
            return PupilText.Entry(name: name, text: text)
        }
        if let authorities, !(0...9).contains(authorities) {
            throw WrongUse(message: "Achter `--ouders` hoort een aantal van 0 tot 9.")
        }
        guard !isWithdrawal || firstDay != nil && entries.isEmpty && authorities == nil else {
            throw WrongUse(message: "Bij `--trek-in` hoort alleen `--vanaf`, met de dag van het plan.")
        }
        guard firstDay == nil || isWithdrawal || !entries.isEmpty else {
            throw WrongUse(message: "Bij `--vanaf` hoort een kenmerk, of `--trek-in`.")
        }
        guard !asJSON || firstDay == nil && entries.isEmpty && authorities == nil else {
            throw WrongUse(message: "`--json` is om te kijken; bij vastleggen hoort het niet.")
        }
        guard !isMeantAsNew || !isWithdrawal && (!entries.isEmpty || authorities != nil) else {
            throw WrongUse(message: "Bij `--nieuw` hoort een kenmerk, of `--ouders`.")
        }
        var text = PupilText(number: number, attributes: entries, authorities: authorities)
        text.isMeantAsNew = isMeantAsNew
        let session = try Session(options, on: terminal)
        if let day = try session.day(firstDay, option: "--vanaf") {
            PlanPage(session).show(
                try session.perform { workplace in
                    try isWithdrawal
                        ? workplace.withdrawPlan(of: number, for: day) : workplace.planPupil(text, from: day)
                }, from: day)
        } else if entries.isEmpty, authorities == nil {
            let overview = try session.perform { try $0.pupilOverview(number) }
            if asJSON { return try terminal.write(json: PupilJSON(overview, in: session)) }
            OverviewPage(session).show(overview)
        } else {
            PupilPage(session).show(try session.perform { try $0.keepPupil(text) })
        }
    }
}
