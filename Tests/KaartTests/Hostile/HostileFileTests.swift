import Foundation
import Testing

/// Files made to stall, mislead or break the program, each read by the program as built, with five seconds and 512 MiB of addresses, of
/// which it holds at most 256 at a time.
@Suite("Hostile files")
struct HostileFileTests {
    private struct Finding: Decodable {
        let regel: Int
        let kolom: Int
        let code: String
        let ernst: String
        let melding: String
    }

    /// A folder with the small school.
    private static func school() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(
            at: BuiltProgram.tests.appending(path: "Oefenschool/Kwaliteitskaarten"),
            to: folder.url.appending(path: "Kwaliteitskaarten"))
        return folder
    }

    @Test("a hostile file is refused with a sentence at its place, or is text", arguments: HostileFile.all)
    func refused(file: HostileFile) throws {
        let folder = try Self.school()
        try? FileManager.default.removeItem(at: folder.url.appending(path: file.path))
        try file.make(in: folder)
        let result = try Bounded.kaart(["controleer", file.path, "--json"], in: folder.url)
        print("hostile: \(result.milliseconds) ms, \(result.kibibytes) KiB: \(file.name)")
        #expect(result.kibibytes < Bounded.memoryLimit)
        let outcome = result.outcome
        let findings = try JSONDecoder().decode([Finding].self, from: Data(outcome.output.utf8))
        let places = findings.map { "\($0.regel):\($0.kolom) \($0.code)" }
        if file.mayGoOn {
            #expect(Array(places.prefix(file.expected.count)) == file.expected, "\(places.prefix(5))")
        } else {
            #expect(places == file.expected, "\(findings.prefix(5))")
        }
        #expect(outcome.status == (findings.contains { $0.ernst == "fout" } ? 1 : 0))
        #expect(outcome.remarks.isEmpty)
        for finding in findings {
            #expect(finding.melding.last.map { ".?`".contains($0) } == true, "\(finding.melding)")
        }
        // As a person sees it, and among all files of the folder.
        let shown = try Bounded.kaart(["controleer", file.path], in: folder.url)
        #expect(shown.outcome.status == outcome.status)
        NastyStringTests().expectClean(shown.outcome)
        #expect(shown.outcome.output.utf8.count < 100_000)
        let all = try Bounded.kaart(["controleer"], in: folder.url)
        #expect(max(shown.kibibytes, all.kibibytes) < Bounded.memoryLimit)
        #expect(all.outcome.status == 0 || all.outcome.status == 1, "\(all.outcome)")
        NastyStringTests().expectClean(all.outcome)
    }

    @Test("each wrong text of the card language is judged within bounds")
    func wrongTexts() throws {
        let folder = try Self.school()
        let fixtures = BuiltProgram.tests.appending(path: "CardLanguageTests/fout")
        let names = try FileManager.default.contentsOfDirectory(atPath: fixtures.path).filter {
            $0.hasSuffix(".yaml")
        }
        #expect(names.count > 100)
        for name in names {
            let result = try Bounded.kaart(
                ["controleer", fixtures.appending(path: name).path, "--map", folder.url.path], in: folder.url)
            #expect(result.kibibytes < Bounded.memoryLimit, "\(name)")
            // A warning leaves the text usable.
            #expect((0...1).contains(result.outcome.status), "\(name): \(result.outcome)")
            #expect(!result.outcome.output.contains("in orde"), "\(name)")
            NastyStringTests().expectClean(result.outcome)
        }
    }

    /// Tables to import: the file, and a piece of the sentence that refuses it.
    private static let tables: [(name: String, content: HostileFile.Content, sentence: String)] = [
        ("a pipe", .pipe, "dit is geen gewoon bestand"),
        ("a device without end", .link("/dev/zero"), "dit is geen gewoon bestand"),
        ("a folder", .folder, "dit is een map"),
        ("a hundred MB", .bytes { [UInt8](repeating: 0x61, count: 100_000_000) }, "is groter dan 1 MiB"),
        ("a gigabyte", .hole(1 << 30), "is groter dan 1 MiB"),
        (
            "more pupils than fit",
            .bytes { Array(("nummer\n" + (0..<200_000).map { "\($0)\n" }.joined()).utf8) },
            "is groter dan 1 MiB"
        ),
        ("nothing", .bytes { [] }, "er staat niets in"),
        ("a NUL", .bytes { Array("nummer\u{0}\n1\n".utf8) }, "niet te zien wat voor tabel dit is"),
        (
            "an archive", .bytes { Array("PK\u{3}\u{4}".utf8) + [0x14, 0x00, 0x08, 0x08, 0xD1, 0xFE] },
            "geen tekst in UTF-8"
        ),
        (
            "Windows-1252", .bytes { Array("medewerker;naam\njo;Jos".utf8) + [0xE9, 0x0A] },
            "geen tekst in UTF-8"
        ),
        (
            "a column for what is never kept", .bytes { Array("nummer;bsn\n1023;123456782\n".utf8) },
            "geen kenmerk 'bsn'"
        ),
        ("UTF-16", .bytes { [0xFF, 0xFE, 0x6E, 0x00] }, "geen tekst in UTF-8"),
        (
            "an open quote", .bytes { Array("nummer;groep\n\"1;groep-geel\n".utf8) },
            "regel 2 wordt niet gesloten"
        ),
        (
            "text behind a quote", .bytes { Array("nummer\n\"1\"2\n".utf8) },
            "staat iets achter een aanhalingsteken"
        ),
        ("a column twice", .bytes { Array("nummer;nummer\n1;2\n".utf8) }, "staat er twee keer"),
        (
            "a cell too many", .bytes { Array("nummer;groep\n1;groep-geel;x\n".utf8) },
            "regel 2 heeft 3 kolommen"
        ),
        (
            "a pupil twice", .bytes { Array("nummer\n1\n1\n".utf8) },
            "Regel 3: Deze leerling staat er al"
        ),
        (
            "a hundred thousand columns",
            .bytes { Array(("nummer" + String(repeating: ";a", count: 100_000)).utf8) },
            "staat er twee keer"
        ),
        (
            "a hundred thousand empty columns",
            .bytes { Array(("nummer" + String(repeating: ";", count: 100_000) + "a").utf8) },
            "staat er twee keer"
        ),
        (
            "a row of separators", .bytes { [UInt8](repeating: 0x3B, count: 1 << 20) },
            "niet te zien wat voor tabel dit is"
        ),
    ]

    @Test("a hostile table is refused with a sentence, and changes nothing", arguments: tables.map(\.name))
    func table(name: String) throws {
        let row = try #require(Self.tables.first { $0.name == name })
        let practice = try Practice()
        let file = HostileFile(name, at: "tabel.csv", row.content, [])
        try file.make(in: practice.folder)
        let before = try practice.folder.bytes(of: "gegevens/trajecten.sqlite")
        let result = try Bounded.kaart(
            ["inlezen", file.path, "--voer-uit", "--als", "carla", "--vandaag", "2026-11-02"],
            in: practice.folder.url)
        print("hostile: \(result.milliseconds) ms, \(result.kibibytes) KiB: table: \(name)")
        #expect(result.kibibytes < Bounded.memoryLimit)
        #expect(result.outcome.status == 1)
        #expect(result.outcome.everything.contains(row.sentence), "\(result.outcome)")
        NastyStringTests().expectClean(result.outcome)
        #expect(try practice.folder.bytes(of: "gegevens/trajecten.sqlite") == before)
    }
}
