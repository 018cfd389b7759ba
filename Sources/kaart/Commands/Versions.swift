import ArgumentParser
import CardEngine
import CardLanguage
import Casework
import SchoolTime

/// `kaart versies`
struct Versions: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "versies",
        abstract: "Laat zien welke tekst van de school en de schooljaren vanaf welke dag gebruikt is.",
        discussion: """
            Elke tekst die gebruikt is wordt bewaard, met de dag en wie er het eerst iets mee vastlegde. Met een naam en een \
            nummer laat dit die tekst zien.

            Voorbeeld: kaart versies 2026-2027 1
            """)

    @Argument(help: ArgumentHelp("De naam van de school of het schooljaar.", valueName: "bestand"))
    var name: String?

    @Argument(help: ArgumentHelp("Het nummer van de tekst.", valueName: "nummer"))
    var number: Int?

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        let session = try Session(options, on: terminal)
        if let name, let number {
            let text = try session.perform { try $0.showVersion(number, of: name) }
            let lines = SourceText(name: name, text: text).lines
            for line in lines.last == "" ? lines.dropLast() : lines[...] { terminal.write("\(line)") }
            return
        }
        let versions = try session.perform { try $0.listVersions() }.filter { name == nil || $0.name == name }
        guard !versions.isEmpty else { return terminal.write("Er is nog niets gebruikt.") }
        for version in versions {
            let kind: TerminalText = version.kind == .school ? "school" : "schooljaar"
            let text: TerminalText = version.number.map { "tekst \($0)" } ?? "niet meer gebruikt"
            terminal.write(
                kind + " \(version.name): vanaf \(version.stamp.day.shortDutch) " + text
                    + " (\(session.sentences.name(of: version.stamp.actor)))")
        }
    }
}
