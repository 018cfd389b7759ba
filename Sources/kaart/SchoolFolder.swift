import CardEngine
import CardLanguage
import CaseStore
import CaseStoreSQLite
import Casework
import Foundation
import SchoolTime

/// The folder of a school: its files, and beside them the data of its cases.
struct SchoolFolder {
    let path: String

    var cardFolder: CardFolder { CardFolder(path: path + "/" + Self.cardFolderName) }
    var storePath: String { dataPath + "/trajecten.sqlite" }
    private var dataPath: String { path + "/gegevens" }
    /// Where is kept what was typed and not recorded.
    var draftPath: String { dataPath + "/klad" }

    /// Takes away what a killed program was writing, among the files and beside the data.
    func removeLeftDrafts() {
        cardFolder.removeLeftDrafts()
        DraftFile.removeLeft(in: dataPath)
        DraftFile.removeLeft(in: draftPath)
    }

    /// What there is to say of the files, beside the data if there are any: which texts the school adopted stands there.
    ///
    /// - Parameter pretended: the day that it is said to be; only where people practise.
    func reports(of shelf: Shelf, pretending pretended: String?, on terminal: Terminal) throws
        -> [Shelf.Report]
    {
        let today = try Self.today(at: shelf.school)
        guard let pretended else {
            return try known(shelf, on: terminal, else: shelf.reports(on: today)) {
                try shelf.reports(knowing: $0, on: today)
            }
        }
        return try Sentences(school: shelf.school).telling {
            guard FileManager.default.fileExists(atPath: storePath) else {
                throw CaseworkFailure.onlyInPractice(option: "--vandaag")
            }
            let store = try SQLiteCaseStore.open(at: storePath)
            let day = try Session.pretended(pretended, isPractice: store.isPractice)
            return try shelf.reports(knowing: store, on: day)
        }
    }

    /// The day that it is at the school; nil where the computer does not know its time zone.
    private static func today(at school: School?) throws -> Day? {
        do { return try Session.today(at: school) } catch is Told { return nil }
    }

    /// What the data tell of the files.
    ///
    /// - Parameter other: what there is to tell where there are no data, or none that can be read.
    func known<Result>(
        _ shelf: Shelf, on terminal: Terminal, else other: @autoclosure () -> Result,
        _ tell: (any CaseStore) throws -> Result
    ) throws -> Result {
        guard FileManager.default.fileExists(atPath: storePath) else { return other() }
        do {
            return try Sentences(school: shelf.school).telling {
                try tell(try SQLiteCaseStore.open(at: storePath))
            }
        } catch let told as Told {
            terminal.remark("Of de vastgestelde teksten zijn zoals ze waren, is niet nagekeken.")
            for sentence in told.sentences { terminal.remark("\(sentence)") }
            return other()
        }
    }

    static let cardFolderName = "Kwaliteitskaarten"

    /// The nearest folder from `start` upward that holds a `Kwaliteitskaarten`.
    ///
    /// - Parameter isByData: whether one that holds data is as good.
    static func search(from start: String, isByData: Bool = false) -> SchoolFolder? {
        var path = URL(fileURLWithPath: start).standardizedFileURL
        while true {
            let folder = SchoolFolder(path: path.path)
            if folder.isThere(byData: isByData) { return folder }
            guard path.path != "/" else { return nil }
            path.deleteLastPathComponent()
        }
    }

    /// Whether it has the files of a school.
    var hasFiles: Bool { FileManager.default.fileExists(atPath: cardFolder.path) }

    private func isThere(byData: Bool) -> Bool {
        hasFiles || byData && FileManager.default.fileExists(atPath: storePath)
    }

    /// Card files are no part of the data: these are looked at without them.
    static let filesGone: TerminalText =
        "De map \(cardFolderName) ontbreekt, met het schoolbestand en de kaarten. Zet haar terug uit de reservekopie, naast de gegevens."

    /// What is said where the data are and the files are not.
    private var withoutFiles: Refused {
        Refused(
            message:
                "\(Self.filesGone) Of de gegevens heel zijn, zegt `kaart nazien --map \(ShellWord(path))`.")
    }

    /// The folder that was named, or the nearest.
    ///
    /// - Parameter isByData: whether one is meant too that holds data and no cards.
    /// - Throws: `Refused` when there is no folder of cards; where data are, what became of it is said.
    static func find(_ named: String?, isByData: Bool = false) throws -> SchoolFolder {
        let folder: SchoolFolder
        if let named {
            folder = SchoolFolder(path: URL(fileURLWithPath: named).standardizedFileURL.path)
            guard folder.isThere(byData: true) else {
                throw Refused(
                    message:
                        "In \(folder.path) is geen map \(cardFolderName). Klopt de naam van de map? Is dit een nieuwe school, richt haar dan in met `kaart init \(ShellWord(folder.path))`."
                )
            }
        } else {
            let here = FileManager.default.currentDirectoryPath
            guard let found = search(from: here, isByData: true) else {
                throw Refused(
                    message:
                        "Hier is geen map \(cardFolderName), en hierboven ook niet. Ga naar de map van de school, of noem haar met `--map`."
                )
            }
            folder = found
        }
        guard isByData || folder.hasFiles else { throw folder.withoutFiles }
        return folder
    }
}

extension SchoolFolder {
    /// Which files of a school are called so, for who typed a name where a file is asked.
    ///
    /// - Parameter areScenarios: whether a file with a scenario is asked, or the folder with those of a card.
    static func meant(by name: String, in folder: String?, areScenarios: Bool = false) -> TerminalText {
        guard let folder = try? find(folder) else { return "" }
        let base = SourceText(name: name, text: "").baseName
        var places: [String] = []
        for case .text(let source) in folder.cardFolder.items() {
            let folders = source.name.split(separator: "/").dropLast()
            let isInside = areScenarios && folders.last.map { $0 == name } ?? false
            guard source.baseName == base || isInside,
                !areScenarios || ParsedFile(source).kind == .scenario
            else { continue }
            let place = source.baseName == base ? source.name : folders.joined(separator: "/")
            if !places.contains(place) { places.append(place) }
        }
        guard !places.isEmpty else { return "" }
        return " Bedoelde u " + places.map { "'\($0)'" as TerminalText }.joined(" of ") + "?"
    }
}
