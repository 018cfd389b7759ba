import ArgumentParser
import CardEngine
import CardLanguage
import Casework
import SchoolTime

/// `kaart versies`
struct Versions: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "versies",
        abstract:
            "Laat zien welke tekst van de school en de schooljaren wanneer gebruikt is, en welke kaart wanneer is vastgesteld.",
        discussion: """
            Elke tekst die gebruikt of vastgesteld is wordt bewaard, met de dag en wie dat deed. Met een naam en een nummer \
            laat dit die tekst zien; bij een kaart is het nummer de versie.

            Voorbeeld: kaart versies 2026-2027 1
            """)

    @Argument(help: ArgumentHelp("De naam van de school, het schooljaar of de kaart.", valueName: "bestand"))
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
        let decisions = try session.perform { try $0.listDecisions(of: name.map { CardID($0) }) }
        let isCard = name.map { session.workplace.hasCard($0) } ?? false
        // Texts of the school hold names: for who keeps it.
        let versions =
            name != nil && (!decisions.isEmpty || isCard)
            ? [] : try session.perform { try $0.listVersions() }.filter { name == nil || $0.name == name }
        guard !versions.isEmpty || !decisions.isEmpty else {
            return terminal.write(
                isCard ? "Deze kaart is nog niet vastgesteld." : "Er is nog niets gebruikt.")
        }
        for version in versions {
            let kind: TerminalText = version.kind == .school ? "school" : "schooljaar"
            let text: TerminalText = version.number.map { "tekst \($0)" } ?? "niet meer gebruikt"
            terminal.write(
                kind + " \(version.name): vanaf \(version.stamp.day.shortDutch) " + text
                    + " (\(session.sentences.name(of: version.stamp.actor)))")
        }
        for decision in decisions {
            switch decision {
            case .adopted(let adoption):
                let reason: TerminalText = adoption.reason.map { ": \($0)" } ?? ""
                terminal.write(
                    "kaart \(adoption.card): versie \(adoption.version) vastgesteld op \(adoption.stamp.day.shortDutch) (\(session.sentences.name(of: adoption.stamp.actor)))"
                        + reason)
            case .withdrawn(let withdrawal):
                terminal.write(
                    "kaart \(withdrawal.card): vervallen, vastgelegd op \(withdrawal.stamp.day.shortDutch) (\(session.sentences.name(of: withdrawal.stamp.actor)))"
                )
            }
        }
        for earlier in try session.perform({ try $0.listEarlierVersions() })
        where name == nil || earlier.card.rawValue == name {
            terminal.remark("\(session.sentences.sentence(for: earlier))")
        }
    }
}
