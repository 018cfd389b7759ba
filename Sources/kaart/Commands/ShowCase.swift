import ArgumentParser
import CardEngine
import CardLanguage
import Casework
import SchoolTime

/// `kaart traject`
struct ShowCase: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "traject", abstract: "Laat een traject zien, of alle trajecten die u mag zien.")

    @Argument(help: ArgumentHelp("Het traject: k7m3 (weglaten: een lijst).", valueName: "traject"))
    var id: String?

    @Flag(name: .customLong("json"), help: "Geef het antwoord als JSON.")
    var asJSON = false

    @Option(
        name: .customLong("zoals-op"),
        help: ArgumentHelp(
            "Zoals de school het die dag wist: wat later is vastgelegd telt niet.", valueName: "datum"))
    var past: String?

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        let session = try Session(options, on: terminal)
        let past = try session.day(past, option: "--zoals-op")
        if let past {
            guard id != nil else { throw WrongUse(message: "Noem bij `--zoals-op` het traject.") }
            guard past <= session.workplace.clock.today else {
                throw WrongUse(message: "`--zoals-op` is een dag die geweest is, of vandaag.")
            }
        }
        guard let id else { return try list(in: session) }
        let report = try session.perform { try $0.showCase(try CaseReference(id).wholeCase, asOf: past) }
        if asJSON {
            try terminal.write(json: CaseJSON(report))
        } else {
            CasePage(session).show(report)
        }
    }

    private func list(in session: Session) throws {
        let cases = try session.perform { try $0.listCases() }
        if asJSON {
            try session.terminal.write(json: CaseListJSON(cases))
            return
        }
        guard !cases.isEmpty else {
            session.terminal.write("Er zijn geen trajecten die u mag zien.")
            return
        }
        for line in cases {
            let state: TerminalText =
                line.end.map { "geëindigd: \($0.title)" }
                ?? (line.hasEnded ? "geëindigd" : line.isLate ? "loopt, te laat" : "loopt")
            session.terminal.write("\(line.caseID)  \(line.cardTitle)")
            session.terminal.write(
                "      \(session.sentences.title(of: line.subject)) · sinds \(line.startedOn.shortDutch) · \(state)"
            )
        }
    }
}
