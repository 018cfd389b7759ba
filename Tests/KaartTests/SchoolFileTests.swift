import Foundation
import Testing

/// What happens to the school file itself when the program writes it.
@Suite("Writing the school file")
struct SchoolFileTests {
    private let path = "Kwaliteitskaarten/de-wilgen.yaml"

    @Test("rights stay, and no draft is left behind")
    func rights() throws {
        let practice = try Practice()
        let file = practice.folder.url.appending(path: path).path
        chmod(file, 0o640)
        #expect(try practice.kaart(as: "carla", "groep", "groep-rood", "--titel", "Rood").status == 0)
        let rights = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(rights == 0o640)
        let names = try FileManager.default.contentsOfDirectory(
            atPath: practice.folder.url.appending(path: "Kwaliteitskaarten").path)
        #expect(names.sorted() == ["de-wilgen.yaml", "kaarten", "schooljaren"])
    }

    @Test("without the right to write it stays as it was, and that is said")
    func readOnly() throws {
        let practice = try Practice()
        let before = try practice.folder.bytes(of: path)
        chmod(practice.folder.url.appending(path: path).path, 0o440)
        let outcome = try practice.kaart(as: "carla", "groep", "groep-rood", "--titel", "Rood")
        #expect(outcome.status == 1)
        #expect(outcome.remarks.contains("kan niet geschreven worden"))
        #expect(try practice.folder.bytes(of: path) == before)
    }

    @Test("a change that would break a card is refused: another name in the table makes no other school")
    func breaksCard() throws {
        let practice = try Practice()
        let text = try practice.folder.read(path)
        // A group that a school year names by its id is no matter of the table; a fault that was there stays one.
        try practice.folder.write(text.replacing("ook: [ib]", with: "ook: [ib, ib]"), to: path)
        let outcome = try practice.kaart(as: "carla", "groep", "groep-rood", "--titel", "Rood")
        #expect(outcome.status == 1)
        #expect(try practice.folder.read(path) == text.replacing("ook: [ib]", with: "ook: [ib, ib]"))
    }

    @Test("of programs that write at the same time none loses what another wrote")
    func race() throws {
        let practice = try Practice()
        let processes = try (1...6).map { number in
            try RunningProcess(
                BuiltProgram.path,
                [
                    "groep", "g-\(number)", "--titel", "G \(number)", "--als", "carla", "--vandaag",
                    "2026-11-02",
                ],
                in: practice.folder.url)
        }
        let outcomes = try processes.map { try $0.finish() }
        let text = try practice.folder.read(path)
        for (number, outcome) in zip(1..., outcomes) {
            #expect(outcome.status == 0 || outcome.remarks.contains("intussen gewijzigd"), "\(outcome)")
            #expect(text.contains("g-\(number): ") == (outcome.status == 0))
        }
        #expect(outcomes.contains { $0.status == 0 })
        #expect(try practice.kaart("controleer").status == 0)
    }
}
