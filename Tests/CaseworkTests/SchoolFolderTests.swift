import CardEngine
import CardLanguage
import Casework
import Foundation
import Testing

/// What is told of a folder whose files have the wrong name, or can't be read.
@Suite("The folder of a school")
struct SchoolFolderTests {
    /// What is said of each file in a copy of the shipped folder, after some work on it.
    private func said(after work: (_ school: URL) throws -> Void) throws -> [String: [String]] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let school = FileManager.default.temporaryDirectory.appending(path: "folder-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: root.appending(path: "Kwaliteitskaarten"), to: school)
        defer { try? FileManager.default.removeItem(at: school) }
        try work(school)
        let reports = Shelf(CardFolder(path: school.path)).reports.filter(\.diagnostics.hasErrors)
        let said = reports.map { report in
            (
                String(report.source.name.dropFirst(school.lastPathComponent.utf8.count + 1)),
                report.diagnostics.map(\.message)
            )
        }
        return Dictionary(said, uniquingKeysWith: { first, _ in first })
    }

    @Test(
        "a card that would be passed over for its name is told",
        arguments: [
            ("uitje.yaml.txt", "uitje.yaml"), ("uitje.YAML", "uitje.yaml"), ("uitje.yml.TXT", "uitje.yaml"),
            ("uitje.Yml", "uitje.yaml"),
        ])
    func wrongName(name: String, meant: String) throws {
        let said = try said { school in
            try "kaart: uitje\n".write(
                to: school.appending(path: "kaarten/\(name)"), atomically: true, encoding: .utf8)
        }
        let sentence =
            "Dit wordt niet gelezen: de naam moet op `.yaml` eindigen. Noem het `\(meant)`, of haal het weg."
        #expect(said == ["kaarten/\(name)": [sentence]])
    }

    @Test("a folder that is a link, or none, is told and does not vanish", arguments: ["link", "file"])
    func noFolder(kind: String) throws {
        let said = try said { school in
            let cards = school.appending(path: "kaarten")
            try FileManager.default.moveItem(at: cards, to: school.appending(path: ".kaarten"))
            if kind == "link" {
                try FileManager.default.createSymbolicLink(
                    atPath: cards.path, withDestinationPath: ".kaarten")
            } else {
                try "kaarten".write(to: cards, atomically: true, encoding: .utf8)
            }
        }
        let reason =
            kind == "link"
            ? "dit is een verwijzing naar een map, en die telt niet. Zet de map zelf hier"
            : "hier hoort een map te staan"
        #expect(said["kaarten"] == ["Dit wordt niet gelezen: \(reason)."])
    }

    @Test(
        "of two schools or cards that can't both be meant none is used, and each is told of the other",
        arguments: [
            ("de-wilgen.yaml", "aa/de-wilgen.yaml"), ("de-wilgen.yaml", "kopie.yaml"),
            ("kaarten/mdo.yaml", "aa/mdo.yaml"),
        ])
    func twins(name: String, copy: String) throws {
        var used: [Bool] = []
        let said = try said { school in
            func uses() -> [Bool] {
                let folder = CardFolder(path: school.path)
                return [Shelf(folder), Shelf(forWorkIn: folder)].map { shelf in
                    shelf.school != nil && shelf.cards["mdo"] != nil
                }
            }
            used += uses()
            try FileManager.default.createDirectory(
                at: school.appending(path: "aa"), withIntermediateDirectories: true)
            try FileManager.default.copyItem(
                at: school.appending(path: name), to: school.appending(path: copy))
            used += uses()
        }
        #expect(used == [true, true, false, false])
        for (file, other) in [(name, copy), (copy, name)] {
            #expect(
                said[file]?.contains { $0.contains(other) && $0.contains("geen van beide") } == true,
                "\(said)")
        }
    }

    @Test("other files, such as forms, are nobody's business")
    func otherFiles() throws {
        let said = try said { school in
            for name in ["formulier.docx", "lees-mij.txt", "yaml", ".mdo.yaml.txt"] {
                try "iets".write(to: school.appending(path: name), atomically: true, encoding: .utf8)
            }
        }
        #expect(said == [:])
    }

    @Test("of the files with faults those are cards that say so, and those that say nothing")
    func faultyCards() throws {
        let texts = [
            ("dorp", Town.school.replacing("naam: De", with: "nam: De")),
            ("plan", Town.plan.replacing("versie: 1", with: "versie: een")), ("gesprek", Town.talk),
            ("los", "titel: Zonder soort"), ("leeg", ""),
        ]
        let shelf = Shelf(
            texts.map { .text(SourceText(name: $0.0 + ".yaml", text: $0.1)) }, beside: nil)
        #expect(shelf.reports.count { $0.diagnostics.hasErrors } >= 4)
        #expect(Shelf.faultyCards(of: shelf.reports).map(\.source.baseName) == ["los", "plan"])
        #expect(throws: CaseworkFailure.self) { try shelf.card(named: "dorp", of: shelf.reports) }
    }

    @Test("of a card that can't be read its scenarios say nothing")
    func unreadableCard() throws {
        let said = try said { school in
            let card = school.appending(path: "kaarten/mdo.yaml")
            let text = try String(contentsOf: card, encoding: .utf8)
            try text.replacingOccurrences(of: "\nversie:", with: "\n\tversie:").write(
                to: card, atomically: true, encoding: .utf8)
        }
        #expect(
            said == [
                "kaarten/mdo.yaml": [
                    "Hier staat een tab. Spring in met spaties. Los dit eerst op: de rest van dit bestand is nog niet nagekeken."
                ]
            ])
    }
}
