import ArgumentParser
import CardEngine
import CardLanguage
import Casework
import Foundation

/// `kaart scenario`
struct RunScenarios: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "scenario", abstract: "Speel scenario's na: doet de kaart wat het voorbeeld zegt?",
        discussion:
            "Van elk scenario dat anders loopt ziet u op welke regel, wat er verwacht werd en wat er gebeurde. Daarna staat "
            + "per kaart waar geen scenario langskomt, en van welke kaart er geen is. Loopt alles zoals het er staat, dan eindigt dit met 0."
    )

    @Argument(
        help: ArgumentHelp(
            "Bestanden of mappen met scenario's (anders: alles in de map Kwaliteitskaarten).",
            valueName: "bestand"))
    var paths: [String] = []

    @Option(name: .customLong("map"), help: ArgumentHelp("De map van de school.", valueName: "map"))
    var folder: String?

    @Flag(name: .customLong("json"), help: "Geef de uitkomst als JSON.")
    var asJSON = false

    func run(on terminal: Terminal) throws {
        let result = try play()
        if asJSON {
            try terminal.write(json: ScenariosJSON(result))
        } else {
            show(result, on: terminal)
        }
        let isRight =
            result.played.allSatisfy(\.report.isPassed) && result.faulty.isEmpty && result.withoutCard.isEmpty
        if !isRight { throw Refused(message: nil) }
    }

    private func play() throws -> PlayedScenarios {
        guard !paths.isEmpty else { return Shelf(try SchoolFolder.find(folder).cardFolder).playScenarios() }
        let given = paths.map { URL(fileURLWithPath: $0).standardizedFileURL.path }
        for path in paths where !FileManager.default.fileExists(atPath: path) {
            throw Refused(
                message: "Er is geen bestand of map '\(path)'."
                    + SchoolFolder.meant(by: path, in: folder, areScenarios: true))
        }
        let folders = given.map { Self.isFolder($0) ? $0 : (($0 as NSString).deletingLastPathComponent) }
        let asked = zip(given, folders).flatMap { path, folder in
            path == folder
                ? Self.names(in: CardFolder(path: path)) : [SourceText(name: path, text: "").baseName]
        }
        // A scenario plays a card that stands elsewhere among the files of the school, or beside it.
        let school = folder.map { SchoolFolder(path: $0) } ?? SchoolFolder.search(from: folders[0])
        let home = school?.cardFolder
        let isInside =
            home.map { home in folders.allSatisfy { ($0 + "/").hasPrefix(home.path + "/") } } ?? false
        if let home, isInside { return Shelf(home).playScenarios(in: Set(asked)) }
        var seen: Set<String> = []
        let items = folders.filter { seen.insert($0).inserted }.flatMap { CardFolder(path: $0).items() }
        return Shelf((home?.items() ?? []) + items, beside: nil).playScenarios(in: Set(asked))
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    private static func names(in folder: CardFolder) -> [String] {
        folder.items().compactMap { item in
            if case .text(let source) = item { source.baseName } else { nil }
        }
    }

    // MARK: - Showing

    private func show(_ result: PlayedScenarios, on terminal: Terminal) {
        for report in result.faulty {
            let text = DiagnosticText(report.source)
            for diagnostic in report.diagnostics {
                terminal.write(text.text(of: diagnostic))
                terminal.write()
            }
        }
        for source in result.withoutCard {
            terminal.write(
                "\(source.name): niet nagespeeld, want de kaart is er niet of heeft fouten. Kijk haar na met `kaart controleer`."
            )
        }
        for item in result.played {
            let text = DiagnosticText(item.source)
            for failure in item.report.failures {
                terminal.write(text.text(of: failure))
                terminal.write()
            }
        }
        for coverage in result.coverage where !coverage.missing.isEmpty && coverage.hasScenario {
            terminal.write("\(coverage.card.rawValue): geen scenario komt langs:")
            var places: [String] = []
            for place in coverage.missing.map(\.place) where places.last != place { places.append(place) }
            for place in places {
                let names = coverage.missing.filter { $0.place == place }.compactMap(\.name)
                terminal.write("  \(place)\(names.isEmpty ? "" : " [\(names.joined(separator: "], ["))]")")
            }
            terminal.write()
        }
        let bare = result.coverage.filter { !$0.hasScenario }
        for coverage in bare {
            terminal.write(
                "\(coverage.card.rawValue): er is geen scenario van; 0 van \(coverage.total) overgangen komen langs."
            )
        }
        if !bare.isEmpty { terminal.write() }
        let failed = result.played.count { !$0.report.isPassed }
        let count = result.played.count
        guard count > 0 else {
            let isNone = result.faulty.isEmpty && result.withoutCard.isEmpty
            terminal.write(isNone ? "Er zijn geen scenario's." : "Er is geen scenario nagespeeld.")
            return
        }
        let played: TerminalText = count == 1 ? "1 scenario nagespeeld" : "\(count) scenario's nagespeeld"
        let outcome: TerminalText =
            failed == 0
            ? "alles loopt zoals het er staat" : "\(count - failed) zoals het er staat, \(failed) anders"
        terminal.write(played + ": " + outcome + ".")
    }
}

/// `kaart scenario --json`.
struct ScenariosJSON: Encodable {
    let version = 1
    let scenarios: [Played]
    let coverage: [Coverage]
    let notPlayed: [String]

    private enum CodingKeys: String, CodingKey {
        case version = "versie"
        case scenarios
        case coverage = "dekking"
        case notPlayed = "niet_gespeeld"
    }

    init(_ result: PlayedScenarios) {
        scenarios = result.played.map { Played($0) }
        coverage = result.coverage.map { Coverage($0) }
        notPlayed = (result.faulty.map(\.source.name) + result.withoutCard.map(\.name)).sorted()
    }

    /// A scenario that was played.
    struct Played: Encodable {
        let file: String
        let scenario: String
        let card: String
        let isPassed: Bool
        let failures: [Failure]

        private enum CodingKeys: String, CodingKey {
            case file = "bestand"
            case scenario
            case card = "kaart"
            case isPassed = "gelukt"
            case failures = "afwijkingen"
        }

        init(_ played: PlayedScenarios.Played) {
            file = played.source.name
            scenario = played.report.scenario.id
            card = played.report.scenario.card.rawValue
            isPassed = played.report.isPassed
            failures = played.report.failures.map { Failure($0) }
        }
    }

    /// What went otherwise.
    struct Failure: Encodable {
        let line: Int
        let column: Int
        let expected: String
        let happened: String

        private enum CodingKeys: String, CodingKey {
            case line = "regel"
            case column = "kolom"
            case expected = "verwacht"
            case happened = "gebeurd"
        }

        init(_ failure: ScenarioFailure) {
            line = failure.range.start.line
            column = failure.range.start.column
            expected = failure.expected
            happened = failure.happened
        }
    }

    /// Where no scenario of a card comes.
    struct Coverage: Encodable {
        let card: String
        let total: Int
        let missing: [String]

        private enum CodingKeys: String, CodingKey {
            case card = "kaart"
            case total = "overgangen"
            case missing = "niet_langs"
        }

        init(_ coverage: ScenarioCoverage) {
            card = coverage.card.rawValue
            total = coverage.total
            missing = coverage.missing.map(\.title)
        }
    }
}
