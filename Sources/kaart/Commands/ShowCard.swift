import ArgumentParser
import CardEngine
import CardLanguage
import Casework
import Documents
import Foundation
import SchoolTime

/// `kaart toon`
struct ShowCard: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "toon", abstract: "Laat een kaart lezen: als tekst, of als bladzijde om af te drukken.",
        discussion: """
            Zonder naam: welke kaarten er zijn. Met `--html` komt er één bladzijde met een tekening van de loop, voor op A4; \
            open haar in een browser en druk haar daar af. Met een versie erbij: de tekst waarmee de school eerder werkte.

            Voorbeeld: kaart toon meldcode --html --naar meldcode.html
            """)

    @Argument(help: ArgumentHelp("De naam van de kaart (weglaten: een lijst).", valueName: "kaart"))
    var name: String?

    @Argument(help: ArgumentHelp("Een eerdere versie die gebruikt is.", valueName: "versie"))
    var version: Int?

    @Flag(name: .customLong("html"), help: "Als bladzijde om af te drukken.")
    var asPage = false

    @Option(
        name: .customLong("naar"),
        help: ArgumentHelp(
            "Schrijf het in dit nieuwe bestand; eindigt de naam op .html, dan als bladzijde.",
            valueName: "bestand"))
    var file: String?

    @OptionGroup var options: WorkOptions

    func run(on terminal: Terminal) throws {
        let folder = try SchoolFolder.find(options.folder)
        let files = Shelf(folder.cardFolder)
        let (shelf, reports, inForce): (Shelf, [Shelf.Report], [CardID: Int]) = try folder.known(
            files, on: terminal, else: (files, files.reports(on: nil), [:])
        ) { store in
            let known = try files.knowing(store)
            return (
                known, try known.reports(beside: store), try files.versionsBeforeConcepts(knowing: store)
            )
        }
        guard let name else {
            guard !asPage, file == nil else {
                throw WrongUse(message: "Zeg erbij welke kaart, bijvoorbeeld `kaart toon meldcode --html`.")
            }
            return list(shelf, reports, inForce, on: terminal)
        }
        // Behind the text, where it is still on the screen; also when there is no text.
        defer {
            if version == nil, let adopted = inForce[CardID(name)] {
                let sentences = Sentences(school: shelf.school)
                terminal.remark("\(sentences.sentence(forConceptOf: CardID(name), after: adopted))")
            }
        }
        let card: Card
        if let version {
            card = try Session(options, on: terminal).perform {
                try $0.readCard(named: name, version: version)
            }
        } else {
            switch try Sentences(school: shelf.school).telling({ try shelf.card(named: name, of: reports) }) {
            case .card(let found): card = found
            case .faulty(let report): return try show(report, on: terminal)
            }
        }
        let wording = CardWording(card, school: shelf.school, beside: shelf.cards.mapValues(\.card))
        try write(wording, school: shelf.school, on: terminal)
    }

    private func write(_ wording: CardWording, school: School?, on terminal: Terminal) throws {
        let isPage =
            asPage
            || file.map { $0.lowercased().utf8.reversed().starts(with: ".html".utf8.reversed()) } ?? false
        if isPage {
            let page = HTMLPage(wording, on: try Session.today(at: school)).text
            guard let file else { return terminal.write(page: page) }
            try write(page.raw, to: file, sentences: Sentences(school: school))
        } else {
            let lines = PlainText(CardPage(wording)) { $0.visible }.lines
            guard let file else {
                for line in lines { terminal.write("\(line)") }
                return
            }
            try write(
                lines.map(\.visible).joined(separator: "\n") + "\n", to: file,
                sentences: Sentences(school: school))
        }
        terminal.write("Geschreven: \(file ?? "")")
    }

    /// Into a file that is not there yet: what somebody keeps is never overwritten.
    private func write(_ text: String, to path: String, sentences: Sentences) throws {
        let isNew: Bool
        do {
            isNew = try CardFolder.write(SourceText(name: path, text: text), asNewFile: path)
        } catch CaseworkFailure.fileNotWritten(_, .notAllowed), CaseworkFailure.fileNotWritten(_, .noFolder) {
            throw Refused(
                message:
                    "Het bestand '\(path)' kan niet geschreven worden. Bestaat de map, en mag u daar schrijven?"
            )
        } catch {
            return try sentences.telling { throw error }
        }
        guard isNew else {
            throw Refused(
                message:
                    "Er is al een bestand '\(path)'. Het blijft zoals het is; kies een andere naam of wis het eerst."
            )
        }
    }

    private func show(_ report: Shelf.Report, on terminal: Terminal) throws {
        let errors = report.diagnostics.filter { $0.severity == .error }
        for diagnostic in errors.prefix(20) {
            terminal.write(DiagnosticText(report.source).text(of: diagnostic))
            terminal.write()
        }
        throw Refused(
            message:
                "De kaart '\(report.source.baseName)' heeft fouten en kan zo niet getoond worden. Verbeter die eerst."
        )
    }

    private func list(
        _ shelf: Shelf, _ reports: [Shelf.Report], _ inForce: [CardID: Int], on terminal: Terminal
    ) {
        let faulty = Shelf.faultyCards(of: reports).map(\.source.baseName)
        let cards = shelf.cards.values.map(\.card).filter { !faulty.contains($0.id.rawValue) }
            .sorted { $0.id < $1.id }
        guard !cards.isEmpty || !faulty.isEmpty else { return terminal.write("Er zijn nog geen kaarten.") }
        let width = (cards.map(\.id.rawValue) + faulty).map(\.visible.width).max() ?? 0
        for card in cards {
            let page = CardPage(CardWording(card, school: shelf.school))
            let adopted: TerminalText =
                inForce[card.id].map { "; de school werkt volgens versie \($0)" } ?? ""
            terminal.write(
                "\(card.id.rawValue.visible.padded(to: width))  \(page.title) (\(page.shortVersion)" + adopted
                    + ")")
        }
        for name in faulty.sorted() {
            terminal.write(
                "\(name.visible.padded(to: width))  heeft fouten; kijk welke met `kaart toon \(name)`")
        }
    }
}
