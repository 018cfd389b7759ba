import ArgumentParser
import CardEngine
import CaseStore
import CaseStoreSQLite
import Casework
import Foundation
import SchoolTime

/// `kaart demo`
struct Demo: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Speel een verzonnen traject, en een verzonnen schooljaar.",
        discussion: "In een tijdelijke map met verzonnen mensen; er blijft niets van over.")

    @Option(
        name: .customLong("leerlingen"),
        help: ArgumentHelp(
            "Hoeveel leerlingen de school in dat jaar heeft, van 10 tot 120.", valueName: "aantal"))
    var pupils = DemoPupils.range.upperBound

    func run(on terminal: Terminal) throws {
        guard DemoPupils.range.contains(pupils) else {
            throw WrongUse(message: "`--leerlingen` is een aantal van 10 tot 120.")
        }
        let folder = SchoolFolder(
            path: FileManager.default.temporaryDirectory.path + "/kaart-demo-" + UUID().uuidString)
        defer { try? FileManager.default.removeItem(atPath: folder.path) }
        _ = try Examples.copyIfMissing(to: folder)
        let shelf = Shelf(folder.cardFolder)
        guard shelf.cards["meldcode"] != nil else {
            throw Refused(
                message:
                    "De demo heeft de kaart 'meldcode' nodig, zonder fouten. Kijk met `kaart controleer`.")
        }
        let sentences = Sentences(school: shelf.school)
        try sentences.telling {
            let store = try SQLiteCaseStore.create(at: folder.storePath, isPractice: true)
            let story = DemoStage(
                store: store, sentences: sentences, terminal: terminal, drawCaseID: { DemoStory.caseID })
            try DemoStory(stage: story, shelf: shelf).play()
            terminal.write()
            let missing = DemoYear.cards.filter { shelf.cards[$0] == nil }
            guard missing.isEmpty else {
                terminal.write(
                    "Daarna speelt de demo een schooljaar, maar hier ontbreken de kaarten \(missing.map(\.rawValue).joined(separator: ", "))."
                )
                return
            }
            // A school year begins before the story does, and is only looked at: its store ends with the program.
            let ids = DemoCaseIDs()
            let year = DemoStage(
                store: InMemoryCaseStore(isPractice: true), sentences: sentences, terminal: terminal,
                drawCaseID: { ids.next() })
            var play = DemoYear(stage: year, folder: folder.cardFolder, pupils: pupils)
            try play.play()
        }
    }
}
