import ArgumentParser
import CardLanguage
import Casework
import Foundation

/// `kaart controleer`
struct Check: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "controleer", abstract: "Kijk kaarten, school en schooljaren na.",
        discussion:
            "Elke fout krijgt bestand, regel, kolom, een code en wat u eraan doet. Zonder fouten eindigt dit met 0."
    )

    @Argument(
        help: ArgumentHelp(
            "Bestanden om na te kijken (anders: alles in de map Kwaliteitskaarten).", valueName: "bestand"))
    var files: [String] = []

    @Option(name: .customLong("map"), help: ArgumentHelp("De map van de school.", valueName: "map"))
    var folder: String?

    @Option(
        name: .customLong("vandaag"),
        help: ArgumentHelp("Doe alsof het deze dag is; alleen in een oefenmap.", valueName: "datum"))
    var today: String?

    @Option(
        name: .customLong("uitleg"),
        help: ArgumentHelp(
            "Leg een code uit, met een voorbeeld; er wordt niets nagekeken.", valueName: "code"))
    var code: String?

    @Flag(name: .customLong("json"), help: "Geef de uitkomst als JSON.")
    var asJSON = false

    /// Most findings that are shown in one go.
    private static let limit = 20

    func run(on terminal: Terminal) throws {
        if let code {
            terminal.write(try CodeText.text(of: code))
            return
        }
        let reports = try reports(on: terminal)
        let found = reports.flatMap { report in report.diagnostics.map { (report.source, $0) } }
        if asJSON {
            try terminal.write(json: found.map { FindingJSON($0.1, in: $0.0) })
        } else {
            show(found, of: reports.count, on: terminal)
        }
        if found.contains(where: { $0.1.severity == .error }) { throw Refused(message: nil) }
    }

    private func reports(on terminal: Terminal) throws -> [Shelf.Report] {
        guard !files.isEmpty else {
            let folder = try SchoolFolder.find(folder)
            return try folder.reports(of: Shelf(folder.cardFolder), pretending: today, on: terminal)
        }
        for file in files where !FileManager.default.fileExists(atPath: file) {
            let meant = SchoolFolder.meant(by: file, in: folder)
            if !meant.raw.isEmpty { throw Refused(message: "Er is geen bestand '\(file)'." + meant) }
        }
        // The files are judged beside the school of the folder they stand in, if there is one.
        let nearest = URL(fileURLWithPath: files[0]).deletingLastPathComponent().path
        let school = folder.map { SchoolFolder(path: $0) } ?? SchoolFolder.search(from: nearest)
        let shelf = Shelf(files.map { CardFolder.item(at: $0) }, beside: school?.cardFolder)
        return try school?.reports(of: shelf, pretending: today, on: terminal) ?? shelf.reports
    }

    private func show(_ found: [(SourceText, Diagnostic)], of count: Int, on terminal: Terminal) {
        var shown: (source: SourceText, text: DiagnosticText)?
        for (source, diagnostic) in found.prefix(Self.limit) {
            // The findings of a file stand together: it is taken apart once.
            let text = shown.flatMap { $0.source == source ? $0.text : nil } ?? DiagnosticText(source)
            shown = (source, text)
            terminal.write(text.text(of: diagnostic))
            terminal.write()
        }
        if found.count > Self.limit {
            terminal.write(
                "Nog \(found.count - Self.limit) niet getoond. Verbeter eerst deze, of vraag alles met --json."
            )
        }
        let errors = found.count { $0.1.severity == .error }
        let files = Self.count(count, "bestand", "bestanden")
        if found.isEmpty {
            terminal.write("\(files) nagekeken: in orde.")
        } else {
            let warnings = Self.count(found.count - errors, "waarschuwing", "waarschuwingen")
            terminal.write("\(files) nagekeken: \(Self.count(errors, "fout", "fouten")), \(warnings).")
            let worst = found.first { $0.1.severity == .error } ?? found[0]
            terminal.write("Meer over een code: kaart controleer --uitleg \(worst.1.code.rawValue)")
        }
    }

    private static func count(_ count: Int, _ one: TerminalText, _ more: TerminalText) -> TerminalText {
        "\(count) \(count == 1 ? one : more)"
    }
}
