import ArgumentParser
import CardEngine
import CaseStoreSQLite
import Casework
import Foundation
import SchoolTime

/// `kaart demo`
struct Demo: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Speel een verzonnen traject van begin tot eind.",
        discussion: "In een tijdelijke map met verzonnen mensen; er blijft niets van over.")

    func run(on terminal: Terminal) throws {
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
            try DemoStory(store: store, shelf: shelf, sentences: sentences, terminal: terminal).play()
        }
    }
}
