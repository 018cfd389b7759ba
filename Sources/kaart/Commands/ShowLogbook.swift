import ArgumentParser
import CardEngine
import CardLanguage
import Casework
import SchoolTime

/// `kaart logvel`
struct ShowLogbook: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "logvel",
        abstract:
            "De regels voor het logvel van leerlingen: welke stappen gedaan zijn, door wie, met welke uitkomst.",
        discussion: """
            Alleen van trajecten die u mag zien, en nooit van verborgen kaarten. --sinds gaat over de dag waarop iets is \
            vastgelegd, die dag meegeteld: wat later is vastgelegd valt nooit tussen twee keer in. Weglaten: dit schooljaar.

            Voorbeeld: kaart logvel groep-geel --sinds 2026-11-16
            """)

    @Argument(help: ArgumentHelp("Het leerlingnummer of de groep (weglaten: allen).", valueName: "van wie"))
    var name: String?

    @Option(
        name: .customLong("sinds"),
        help: ArgumentHelp("Wat vanaf deze dag is vastgelegd.", valueName: "datum"))
    var since: String?

    @Flag(name: .customLong("json"), help: "Geef de regels als JSON.")
    var asJSON = false

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        let session = try Session(options, on: terminal)
        let since = try session.day(since, option: "--sinds")
        let logbook = try session.perform { try $0.logbook(of: name, since: since) }
        if asJSON { return try terminal.write(json: LogbookJSON(logbook)) }
        if logbook.lines.isEmpty {
            terminal.write("Sinds \(logbook.since.dutch) is er niets vastgelegd dat u mag zien.")
        }
        var subject: Subject?
        for line in logbook.lines {
            if line.subject != subject {
                if subject != nil { terminal.write() }
                terminal.write("\(session.sentences.title(of: line.subject))")
                subject = line.subject
            }
            terminal.write(text(of: line, in: session))
        }
        for card in logbook.restricted {
            terminal.remark(
                "Let op: niet iedereen op school mag '\(card.title)' zien, een logvel wel. Neem alleen over wat daar mag staan."
            )
        }
        let whose = name.map { " \($0)" } ?? ""
        terminal.remark(
            "Volgende keer: kaart logvel\(whose) --sinds \(session.workplace.clock.today) (wat vandaag is vastgelegd staat er dan weer bij)"
        )
    }

    /// `03-11-2026 Gesprek met ouders: Bel de ouders, gereed. Bas Berends (leerkracht).`
    private func text(of line: LogbookLine, in session: Session) -> TerminalText {
        let sentences = session.sentences
        let title = line.card.step(line.step)?.title ?? line.step.rawValue
        let item = line.items.isEmpty ? "" : " (\(session.title(of: line.items)))"
        var text: TerminalText =
            "\(line.doneOn.shortDutch.dropFirst(3)) \(line.card.title): \(title)\(item), \(line.outcome). "
        if line.answers.isEmpty {
            text += "\(sentences.name(of: line.stamp.actor))"
            if let role = line.role { text += " (\(sentences.title(of: role)))" }
            if let external = line.onBehalfOf { text += " namens \(sentences.title(of: external))" }
        } else {
            text += line.answers.map { answer -> TerminalText in
                "\(sentences.title(of: answer.signer)): \(FieldText.text(of: answer.answer))"
            }.joined("; ")
            text += "; vastgelegd door \(sentences.name(of: line.stamp.actor))"
        }
        return text + "."
    }
}

/// `kaart logvel --json`.
struct LogbookJSON: Encodable {
    let version = 1
    let since: String
    let lines: [Line]

    private enum CodingKeys: String, CodingKey {
        case version = "versie"
        case since = "sinds"
        case lines = "regels"
    }

    init(_ logbook: Logbook) {
        since = logbook.since.description
        lines = logbook.lines.map { Line($0) }
    }

    struct Line: Encodable {
        let subject: String
        let group: String?
        let day: String
        let recordedOn: String
        let step: String
        let card: String
        let name: String
        let title: String
        let outcome: String
        let actor: String
        let role: String?
        let external: String?

        private enum CodingKeys: String, CodingKey {
            case subject = "betreft"
            case group = "groep"
            case day = "gedaan_op"
            case recordedOn = "vastgelegd_op"
            case step = "stap"
            case card = "kaart"
            case name = "stapnaam"
            case title = "titel"
            case outcome = "uitkomst"
            case actor = "door"
            case role = "rol"
            case external = "namens"
        }

        init(_ line: LogbookLine) {
            subject = line.subject.id
            group = line.subject.group?.rawValue
            day = line.doneOn.description
            recordedOn = line.stamp.day.description
            step = line.reference.description
            card = line.card.id.rawValue
            name = line.step.rawValue
            title = line.card.step(line.step)?.title ?? line.step.rawValue
            outcome = line.outcome
            actor = line.stamp.actor.rawValue
            role = line.role?.rawValue
            external = line.onBehalfOf?.rawValue
        }
    }
}
