import Foundation
import Testing

/// What a kill leaves beside a file that was being written is taken away, and a file is there whole or not at all, also on a disk
/// that knows no second names.
@Suite("What a kill leaves")
struct LeftoverTests {
    /// Runs a command under `strace`, which does these things to it at its calls.
    private static func run(_ arguments: [String], injecting injections: [String], in practice: Practice)
        throws
        -> Outcome
    {
        try RunningProcess(
            "/usr/bin/env",
            [
                "strace", "-f", "-qq", "-o", "/dev/null", "-e",
                "trace=link,rename,renameat2,fchown,chown,lchown,fchownat",
            ]
                + injections.flatMap { ["-e", "inject=\($0)"] } + [BuiltProgram.path] + arguments,
            in: practice.folder.url
        ).finish()
    }

    /// The names of the hidden files in a folder.
    private static func hidden(in folder: String = "", of practice: Practice) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: practice.folder.url.appending(path: folder).path)
            .filter { $0.hasPrefix(".") }
    }

    @Test("a page that was being written is taken away by who writes it again, and nothing else is")
    func page() throws {
        let practice = try Practice()
        let command = ["toon", "meldcode", "--naar", "kaart.html"]
        let mine = ".kaart.html.123456"
        let others = ".brief.html.12345678901234567890"
        for name in [mine, others] { try practice.folder.write("Van mij", to: name) }
        #expect(try Self.run(command, injecting: ["link:signal=KILL"], in: practice).status == 128)
        #expect(try Self.hidden(of: practice).count == 3)
        #expect(try practice.kaart(command).status == 0)
        #expect(try Set(Self.hidden(of: practice)) == [mine, others])
    }

    @Test("beside the data: of `init`, and of who took a place on himself")
    func besideData() throws {
        let practice = try Practice(isFilled: false)
        let acceptance = ["init", "--oefen", "--toch-hier", "Dropbox/school"]
        let data = "Dropbox/school/gegevens"
        #expect(try Self.run(acceptance, injecting: ["rename:signal=KILL"], in: practice).status == 128)
        #expect(try Self.hidden(in: data, of: practice).count == 1)
        #expect(try Self.run(acceptance, injecting: ["link:signal=KILL"], in: practice).status == 128)
        #expect(try Self.hidden(in: data, of: practice).count == 1)
        #expect(try practice.kaart(acceptance).status == 0)
        try practice.folder.write("", to: data + "/.trajecten.sqlite.1234567890123456789-journal")
        let tasks = ["taken", "--als", "femke", "--map", "Dropbox/school"]
        #expect(try practice.kaart(tasks).status == 0)
        #expect(try Self.hidden(in: data, of: practice) == [])
    }

    @Test(
        "on a disk without second names a file is there whole or not at all, whatever else it knows",
        arguments: [[], ["renameat2:error=EINVAL"]])
    func withoutSecondNames(renaming: [String]) throws {
        let practice = try Practice(isFilled: false)
        let injections = ["link:error=EPERM"] + renaming
        let made = try Self.run(["init", "--oefen"], injecting: injections, in: practice)
        #expect(made.status == 0, "\(made)")
        let command = ["toon", "meldcode", "--naar", "kaart.html"]
        #expect(try Self.run(command, injecting: injections, in: practice).status == 0)
        let page = try practice.folder.read("kaart.html")
        #expect(page.hasSuffix("</html>\n"))
        #expect(try Self.hidden(of: practice) == [])
        let again = try Self.run(command, injecting: injections, in: practice)
        #expect(again.status == 1 && again.remarks.contains("Er is al een bestand"), "\(again)")
        #expect(try practice.folder.read("kaart.html") == page)
    }

    @Test("the examples may be another account's: whoever sets up a school gives nobody anything")
    func examplesOfAnother() throws {
        let practice = try Practice(isFilled: false)
        let injections = ["fchown", "chown", "lchown", "fchownat"].map { "\($0):error=EPERM" }
        let made = try Self.run(["init", "--oefen"], injecting: injections, in: practice)
        #expect(made.status == 0, "\(made)")
        #expect(try practice.kaart("controleer").status == 0)
    }

    @Test("killed on a disk without second names, nothing empty stays")
    func killedWithoutSecondNames() throws {
        let practice = try Practice()
        let killed = try Self.run(
            ["toon", "meldcode", "--naar", "kaart.html"],
            injecting: ["link:error=EPERM", "renameat2:signal=KILL", "rename:signal=KILL"], in: practice)
        #expect(killed.status == 128)
        #expect(
            !FileManager.default.fileExists(atPath: practice.folder.url.appending(path: "kaart.html").path))
    }
}
