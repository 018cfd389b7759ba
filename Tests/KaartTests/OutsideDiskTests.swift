import Foundation
import Testing

/// A disk that is full, that can only be read, or that is another account's: not made up in a call of the system, but as a
/// school has it. Each is a small disk in memory that only the program sees.
@Suite("A disk that can't take it, from outside")
struct OutsideDiskTests {
    /// What lets a process mount a disk that nobody else sees; nil where this machine allows none.
    private static let mounting = [["unshare", "-m"], ["unshare", "-rm"]].first { command in
        run(command + ["/bin/sh", "-c", "mount -t tmpfs -o size=1m tmpfs \"$PWD\""])?.status == 0
    }
    /// What makes a process another account than the owner of the files: of root, to whom rights mean nothing, nobody.
    private static let other: [String]? = {
        guard getuid() == 0 else { return [] }
        let command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        return run(command + [BuiltProgram.path, "--version"])?.status == 0 ? command : nil
    }()

    private static func run(_ command: [String], in folder: TemporaryFolder? = nil) -> Outcome? {
        guard let folder = folder ?? (try? TemporaryFolder()) else { return nil }
        return try? RunningProcess("/usr/bin/env", command, in: folder.url).finish()
    }

    /// Mounts a disk at `schijf`, copies the school on to it, and does the rest there.
    private func outcome(of script: String, at practice: Practice) throws -> Outcome {
        let mounting = try #require(Self.mounting)
        let all = """
            set -e
            mkdir schijf
            mount -t tmpfs -o size=2m tmpfs schijf
            cp -a Kwaliteitskaarten gegevens schijf
            cd schijf
            as='--als carla --vandaag 2026-11-02'
            set +e
            \(script)
            """
        return try #require(Self.run(mounting + ["/bin/sh", "-c", all], in: practice.folder))
    }

    @Test(
        "where it is full that is said, and of what, and with room the same command works",
        .enabled(if: mounting != nil, "this machine lets no process mount a disk of its own"),
        arguments: [0, 4, 12, 24],
        ["groep groep-rood --titel Rood", "leerling 0413 --kenmerk groep=groep-geel"])
    func full(kibibytesLeft: Int, command: String) throws {
        let outcome = try outcome(
            of: """
                cat gegevens/trajecten.sqlite Kwaliteitskaarten/de-wilgen.yaml | cksum >../voor
                cat /dev/zero >vol 2>/dev/null
                truncate -s -\(kibibytesLeft)K vol
                kaart \(command) $as >../uit 2>../fout; echo $?
                cat gegevens/trajecten.sqlite Kwaliteitskaarten/de-wilgen.yaml | cksum | cmp - ../voor && echo gelijk
                cat ../fout
                rm vol
                kaart nazien | head -n 1
                kaart \(command) $as >/dev/null; echo $?
                ls -A Kwaliteitskaarten
                """, at: Practice())
        let lines = outcome.output.split(separator: "\n").map(String.init)
        let end = [
            "De gegevens zijn heel: het bestand, de keten van gebeurtenissen, de teksten en de lijsten.", "0",
            "de-wilgen.yaml", "kaarten", "schooljaren",
        ]
        #expect(lines.suffix(end.count) == end, "\(outcome)")
        // With some room it may fit.
        guard lines.first != "0" else {
            #expect(kibibytesLeft >= 12, "\(outcome)")
            return
        }
        #expect(Array(lines.prefix(2)) == ["1", "gelijk"], "\(outcome)")
        #expect(lines[2].contains("de schijf is vol"), "\(outcome)")
        #expect(["/schijf/gegevens/", "Kwaliteitskaarten/de-wilgen.yaml"].contains { lines[2].contains($0) })
        #expect(lines[2].contains("Er is niets veranderd"), "\(outcome)")
    }

    @Test(
        "where it can only be read one can look, and whoever writes hears why not",
        .enabled(if: mounting != nil, "this machine lets no process mount a disk of its own"))
    func readOnly() throws {
        let outcome = try outcome(
            of: """
                mount -o remount,ro "$PWD"
                kaart taken $as; echo $?
                kaart nazien | head -n 1
                kaart groep groep-rood --titel Rood $as 2>&1; echo $?
                kaart leerling 0413 --kenmerk groep=groep-geel $as 2>&1; echo $?
                kaart init nieuw 2>&1; echo $?
                """, at: Practice())
        let store =
            "/schijf/gegevens/trajecten.sqlite kan niet gebruikt worden: de schijf kan nu alleen gelezen worden."
        let lines = outcome.output.split(separator: "\n").map(String.init)
        try #require(lines.count == 9, "\(outcome)")
        #expect(lines[1] == "0" && lines[2].hasPrefix("De gegevens zijn heel"), "\(outcome)")
        #expect(lines[3].contains(store) && lines[4] == "1", "\(outcome)")
        #expect(lines[5].contains(store) && lines[6] == "1", "\(outcome)")
        #expect(lines[7].contains("/schijf/nieuw") && lines[8] == "1", "\(outcome)")
    }

    @Test(
        "where this account has no rights one can look if that is allowed, and whoever writes hears what he lacks",
        .enabled(if: other != nil, "root can't run the program as another account here"),
        arguments: [true, false])
    func noRights(mayRead: Bool) throws {
        let practice = try Practice()
        let folder = practice.folder.url.path
        let mode = mayRead ? "a=rX" : "u=rX,go="
        defer { _ = Self.run(["chmod", "-R", "u=rwX", folder]) }
        try #require(Self.run(["chmod", "-R", mode, folder + "/gegevens"])?.status == 0)
        try #require(Self.run(["chmod", "-R", "a=rX", folder + "/Kwaliteitskaarten"])?.status == 0)
        // Of the owner's own rights only those to read can be taken where he is the account.
        let isOwner = getuid() != 0
        let other = try #require(Self.other)
        func kaart(_ arguments: [String]) throws -> Outcome {
            let place = ["--als", "carla", "--vandaag", "2026-11-02", "--map", folder]
            return try #require(Self.run(other + [BuiltProgram.path] + arguments + place))
        }
        let looked = try kaart(["taken"])
        #expect(looked.status == (mayRead || isOwner ? 0 : 1), "\(looked)")
        for command in [
            ["groep", "groep-rood", "--titel", "Rood"],
            ["leerling", "0413", "--kenmerk", "groep=groep-geel"],
        ] {
            let written = try kaart(command)
            #expect(written.status == 1, "\(written)")
            #expect(written.remarks.contains(folder + "/gegevens/trajecten.sqlite"), "\(written)")
            #expect(written.remarks.contains("rechten"), "\(written)")
        }
    }
}
