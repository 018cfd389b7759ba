import ArgumentParser
import CaseStore
import CaseStoreSQLite
import Casework
import Foundation

/// `kaart init`
struct Initialise: TerminalCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Richt een map in voor een school, of om te oefenen.",
        discussion: """
            Maakt de map `gegevens` voor de trajecten. Is er nog geen map `Kwaliteitskaarten`, dan komen daar de \
            voorbeelden: een verzonnen school, schooljaren en kaarten. In de map `Schemas` staat wat een tekstverwerker voor \
            YAML nodig heeft om mee te denken bij het schrijven. In een oefenmap (--oefen) mag ieder handelen als een ander \
            (--als) en de dag kiezen (--vandaag).

            Op een netwerkschijf, en in een map van OneDrive, Dropbox, Nextcloud of iets dergelijks, zijn gegevens niet veilig. Met --toch-hier neemt u \
            dat op u; het wordt opgeschreven in `gegevens/toch-hier.txt`. Staan er al gegevens, dan is dat alles wat dit doet.
            """)

    @Argument(help: ArgumentHelp("De map (anders: waar u staat).", valueName: "map"))
    var folder: String?

    @Flag(name: .customLong("oefen"), help: "Een map om te oefenen, met verzonnen gegevens.")
    var isPractice = false

    @Flag(
        name: .customLong("toch-hier"),
        help: "Ook op een netwerkschijf, of in een map die elders gelijk gehouden wordt.")
    var isHereAnyway = false

    func run(on terminal: Terminal) throws {
        let folder = SchoolFolder(path: URL(fileURLWithPath: folder ?? ".").standardizedFileURL.path)
        let isThere = FileManager.default.fileExists(atPath: folder.storePath)
        if isHereAnyway, try Self.acceptPlace(of: folder) {
            terminal.write(
                "Opgeschreven in gegevens/toch-hier.txt: de gegevens staan hier op uw verantwoording.")
            if isThere { return }
        }
        let copied = try Sentences(school: nil).telling {
            // First of all: nothing is put beside the data of a school that is there already.
            guard !isThere else {
                throw StoreFailure.exists(path: folder.storePath)
            }
            try SQLiteCaseStore.checkPlace(of: folder.storePath)
            let copied = try Examples.copyIfMissing(to: folder)
            _ = try SQLiteCaseStore.create(at: folder.storePath, isPractice: isPractice)
            return copied
        }
        terminal.write("Ingericht: \(folder.path)\(isPractice ? " (oefenmap)" : "")")
        if copied {
            terminal.write(
                "In \(SchoolFolder.cardFolderName) staan nu voorbeelden: een verzonnen school, schooljaren en kaarten."
            )
            terminal.write(
                isPractice
                    ? "Probeer: kaart start meldcode 0412 --groep groep-geel --als bas --map \(ShellWord(folder.path))"
                    : "Zet uw eigen school, medewerkers en vakanties in die map, en kijk haar na met: kaart controleer"
            )
        } else {
            terminal.write(
                "In \(SchoolFolder.cardFolderName) is niets veranderd. Kijk die map na met: kaart controleer")
        }
        terminal.remark(
            "Deze map is voor één account op deze computer. Wie het bestand kan lezen, kan alles lezen.")
        Self.remarkOnPlace(of: folder, on: terminal)
    }

    /// Writes down who takes an unsafe place on himself; whether it is one.
    private static func acceptPlace(of folder: SchoolFolder) throws -> Bool {
        let today = try Session.today(at: nil)
        return try Sentences(school: nil).telling {
            try SQLiteCaseStore.acceptPlace(
                of: folder.storePath, "\(Session.login()) koos op \(today) toch deze plek:")
        }
    }

    /// What can't be told of a place is said.
    static func remarkOnPlace(of folder: SchoolFolder, on terminal: Terminal) {
        guard SQLiteCaseStore.isPlaceDoubtful(of: folder.storePath) else { return }
        terminal.remark(
            "Deze map wordt door een ander programma aangeboden dan dat van een gewone schijf. Is het een netwerkschijf of een map in de wolk, zet de map van de school dan op een schijf van deze computer zelf."
        )
    }
}

/// The cards, school and school year that come with the program, and the schemas that editors check them by.
enum Examples {
    /// Copies them when the folder has none of its own; the schemas also beside cards that are there already.
    ///
    /// - Returns: whether the cards were copied.
    static func copyIfMissing(to folder: SchoolFolder) throws -> Bool {
        let copied = try copy(cards, to: folder.cardFolder.path, in: folder)
        guard copied != nil || FileManager.default.fileExists(atPath: folder.cardFolder.path) else {
            throw Refused(
                message:
                    "De voorbeelden zijn niet gevonden. Zet eerst zelf een map \(SchoolFolder.cardFolderName) in \(folder.path)."
            )
        }
        _ = try copy(
            schemas, to: URL(fileURLWithPath: folder.path).appending(path: schemaFolderName).path, in: folder)
        return copied ?? false
    }

    /// Copies a folder, unless there is one of that name; nil when there is nothing to copy.
    private static func copy(_ source: String?, to path: String, in folder: SchoolFolder) throws -> Bool? {
        let files = FileManager.default
        guard !files.fileExists(atPath: path) else { return false }
        guard let source else { return nil }
        // Under another name first, of our own: half a copy must not look like a school's own files.
        let draft = path + ".nieuw-" + UUID().uuidString
        do {
            // Who can rename what is in the folder could give himself roles.
            try DraftFile.makeFolder(folder.path)
            // On the disk before it has its name, or a power cut could leave empty files under that. The name itself gets there
            // with that of the folder of the data.
            try DraftFile.copyFolder(source, to: draft)
            try files.moveItem(atPath: draft, toPath: path)
            return true
        } catch {
            try? files.removeItem(atPath: draft)
            // Somebody else did the same at the same moment, and was first.
            if files.fileExists(atPath: path) { return false }
            throw Refused(
                message:
                    "\(folder.path) kan niet beschreven worden. Kies een andere map, of vraag de beheerder.")
        }
    }

    private static let schemaFolderName = "Schemas"

    /// The folder that comes with the program: above where the program stands, never where the user stands, for there
    /// may be a real school.
    private static var cards: String? {
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent()
        guard let found = SchoolFolder.search(from: program.path) else { return nil }
        return URL(fileURLWithPath: found.cardFolder.path).resolvingSymlinksInPath().path
    }

    /// Beside the cards that come with the program.
    private static var schemas: String? {
        guard let cards else { return nil }
        let path = URL(fileURLWithPath: cards).deletingLastPathComponent().appending(path: schemaFolderName)
            .path
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }
}
