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
            voorbeelden: een verzonnen school, een schooljaar en kaarten. In een oefenmap (--oefen) mag ieder handelen als \
            een ander (--als) en de dag kiezen (--vandaag).
            """)

    @Argument(help: ArgumentHelp("De map (anders: waar u staat).", valueName: "map"))
    var folder: String?

    @Flag(name: .customLong("oefen"), help: "Een map om te oefenen, met verzonnen gegevens.")
    var isPractice = false

    func run(on terminal: Terminal) throws {
        let folder = SchoolFolder(path: URL(fileURLWithPath: folder ?? ".").standardizedFileURL.path)
        let copied = try Sentences(school: nil).telling {
            // First of all: nothing is put beside the data of a school that is there already.
            guard !FileManager.default.fileExists(atPath: folder.storePath) else {
                throw StoreFailure.exists(path: folder.storePath)
            }
            let copied = try Examples.copyIfMissing(to: folder)
            _ = try SQLiteCaseStore.create(at: folder.storePath, isPractice: isPractice)
            return copied
        }
        terminal.write("Ingericht: \(folder.path)\(isPractice ? " (oefenmap)" : "")")
        if copied {
            terminal.write(
                "In \(SchoolFolder.cardFolderName) staan nu voorbeelden: een verzonnen school, een schooljaar en kaarten."
            )
        }
        terminal.write(
            isPractice
                ? "Probeer: kaart start meldcode 0412 --groep groep-geel --als bas --map \(folder.path)"
                : "Zet uw eigen school, medewerkers en vakanties in die map, en kijk haar na met: kaart controleer"
        )
        terminal.remark(
            "Deze map is voor één account op deze computer. Wie het bestand kan lezen, kan alles lezen.")
    }
}

/// The cards, school and school year that come with the program.
enum Examples {
    /// Copies them when the folder has none of its own.
    ///
    /// - Returns: whether they were copied.
    static func copyIfMissing(to folder: SchoolFolder) throws -> Bool {
        let files = FileManager.default
        guard !files.fileExists(atPath: folder.cardFolder.path) else { return false }
        guard let source else {
            throw Refused(
                message:
                    "De voorbeelden zijn niet gevonden. Zet eerst zelf een map \(SchoolFolder.cardFolderName) in \(folder.path)."
            )
        }
        // Under another name first, of our own: half a copy must not look like a school's own files.
        let draft = folder.cardFolder.path + ".nieuw-" + UUID().uuidString
        do {
            if !files.fileExists(atPath: folder.path) {
                // Who can rename what is in the folder could give himself roles.
                try files.createDirectory(
                    atPath: folder.path, withIntermediateDirectories: true,
                    attributes: [.posixPermissions: 0o700])
            }
            try files.copyItem(atPath: source, toPath: draft)
            try files.moveItem(atPath: draft, toPath: folder.cardFolder.path)
        } catch {
            try? files.removeItem(atPath: draft)
            // Somebody else did the same at the same moment, and was first.
            if files.fileExists(atPath: folder.cardFolder.path) { return false }
            throw Refused(
                message:
                    "\(folder.path) kan niet beschreven worden. Kies een andere map, of vraag de beheerder.")
        }
        return true
    }

    /// The folder that comes with the program: above where the program stands, never where the user stands, for there
    /// may be a real school.
    private static var source: String? {
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent()
        guard let found = SchoolFolder.search(from: program.path) else { return nil }
        return URL(fileURLWithPath: found.cardFolder.path).resolvingSymlinksInPath().path
    }
}
