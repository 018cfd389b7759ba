import Foundation
import Testing

/// The script that `docs/dag` gives for the backup, run as cron runs it: with two folders on the PATH, and nothing else.
@Suite("The backup of every night")
struct BackupTests {
    private static let script = BuiltProgram.tests.deletingLastPathComponent().appending(
        path: "docs/dag/kaart-kopie")

    /// Runs it as it stands there, with the folders and the program of the test filled in.
    private static func backUp(_ practice: Practice, to vault: String) throws -> Outcome {
        var text = try String(contentsOf: script, encoding: .utf8)
        for (setting, value) in [
            ("school=/srv/kwaliteitskaarten", "school=\(practice.folder.url.path)"),
            ("kopieen=/media/kluis/kwaliteitskaarten", "kopieen=\(practice.folder.url.path)/\(vault)"),
            ("kaart=/usr/local/bin/kaart", "kaart=\(BuiltProgram.path)"),
        ] {
            #expect(text.components(separatedBy: "\n\(setting)\n").count == 2, "no line “\(setting)”")
            text = text.replacingOccurrences(of: "\n\(setting)\n", with: "\n\(value)\n")
        }
        try practice.folder.write(text, to: "kaart-kopie")
        return try RunningProcess(
            "/bin/sh", ["kaart-kopie"], in: practice.folder.url, environment: ["PATH": "/usr/bin:/bin"]
        ).finish()
    }

    @Test("may be carried out as it stands")
    func executable() throws {
        #expect(FileManager.default.isExecutableFile(atPath: Self.script.path))
    }

    @Test("is a whole school for nobody else to read, in which one goes on, and it was looked at")
    func whole() throws {
        let practice = try Practice()
        let id = try practice.startCase()
        try practice.folder.write("", to: "kluis/leeg")
        let made = try Self.backUp(practice, to: "kluis")
        #expect(made.status == 0 && made.output.contains("De gegevens zijn heel"), "\(made)")
        let copy = try #require(
            try FileManager.default.contentsOfDirectory(atPath: practice.folder.url.path + "/kluis")
                .first { $0.hasPrefix("school-") })
        let rights = try FileManager.default.attributesOfItem(
            atPath: practice.folder.url.path + "/kluis/" + copy)[.posixPermissions]
        #expect(rights as? Int == 0o700)
        let shown = try practice.kaart(as: "bas", "traject", id, "--map", "kluis/" + copy)
        #expect(shown.status == 0 && shown.output.contains(id), "\(shown)")
    }

    @Test("ends as a failure where the disk of the copies is not there, and leaves nothing")
    func withoutVault() throws {
        let practice = try Practice()
        let made = try Self.backUp(practice, to: "kluis")
        #expect(made.status != 0 && made.output == "", "\(made)")
        #expect(!FileManager.default.fileExists(atPath: practice.folder.url.path + "/kluis"))
    }

    @Test("ends as a failure, and says so, where the data are not whole")
    func notWhole() throws {
        let practice = try Practice()
        _ = try practice.startCase()
        try practice.folder.write("", to: "kluis/leeg")
        var tampering = Tampering(seed: 1)
        _ = try tampering.change(practice.storePath)
        let made = try Self.backUp(practice, to: "kluis")
        #expect(made.status == 1 && made.everything.contains("reservekopie"), "\(made)")
    }
}
