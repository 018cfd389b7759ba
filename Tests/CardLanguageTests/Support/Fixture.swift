import CardEngine
import Foundation
import SchoolTime
import Testing

@testable import CardLanguage

/// A text in `goed/` or `fout/`.
struct Fixture: CustomTestStringConvertible, Sendable {
    let url: URL

    var testDescription: String { url.lastPathComponent }

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
    /// The checkout, found from this file: the tests read the shipped cards.
    static let sources = folder.appendingPathComponent("../../Sources/CardLanguage").standardizedFileURL

    static func all(in name: String) -> [Fixture] {
        let folder = folder.appendingPathComponent(name)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".yaml") }.sorted().map {
            Fixture(url: folder.appendingPathComponent($0))
        }
    }

    var source: SourceText {
        get throws { SourceText(name: url.lastPathComponent, bytes: Array(try Data(contentsOf: url))) }
    }

    var golden: URL { url.deletingPathExtension().appendingPathExtension("uit") }

    func read() throws -> ReadFile {
        ReadFile.read(
            try source, school: try Self.school.get(), plannedNames: try Self.plannedNames.get(),
            cards: try Self.cards.get())
    }

    /// The cards that the scenarios among the fixtures play.
    static let cards = Result {
        var cards: [CardID: Card?] = [:]
        for fixture in all(in: "goed") where fixture.url.lastPathComponent.hasPrefix("scenario-kaart") {
            let read = ReadFile.read(
                try fixture.source, school: try school.get(), plannedNames: try plannedNames.get())
            guard case .card(let card)? = read.value else { throw Unusable() }
            cards[card.id] = card
        }
        return cards
    }

    /// The school of which the fixtures name the roles.
    static let school = Result {
        let source = try Fixture(url: folder.appendingPathComponent("goed/de-vlinder.yaml")).source
        guard case .school(let school)? = ReadFile.read(source, school: nil).value else { throw Unusable() }
        return school
    }

    /// What the school of the fixtures has planned.
    static let plannedNames = Result {
        let source = try Fixture(url: folder.appendingPathComponent("goed/2026-2027.yaml")).source
        guard case .schoolYear(let year)? = ReadFile.read(source, school: nil).value else { throw Unusable() }
        return Set(year.planning.map(\.name))
    }

    struct Unusable: Error {}
}

/// A folder in `mappen/`: cards that are looked at together.
struct FolderFixture: CustomTestStringConvertible, Sendable {
    let name: String

    var testDescription: String { name }

    static let folder = Fixture.folder.appendingPathComponent("mappen")

    static var all: [FolderFixture] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { !$0.hasSuffix(".uit") }.sorted().map { FolderFixture(name: $0) }
    }

    var golden: URL { Self.folder.appendingPathComponent(name + ".uit") }

    /// Each file as it was read, with what there is to say of it beside the others.
    func read() throws -> [(source: SourceText, read: ReadFile)] {
        let files = try Fixture.all(in: "mappen/" + name).map { (source: try $0.source, read: try $0.read()) }
        let together = CardsTogether(files, school: try Fixture.school.get())
        return files.map { ($0.source, together.check($0.read)) }
    }

    /// The findings below the name of the file, for each file that has some.
    func findings() throws -> String {
        try read().filter { !$0.read.diagnostics.isEmpty }.map { source, read in
            "\(source.name)\n" + read.diagnostics.text
        }.joined()
    }
}

/// A text of a card with one step that may be left out, or of any other text.
func read(_ text: String, name: String = "proef.yaml") throws -> ReadFile {
    ReadFile.read(
        SourceText(name: name, text: text), school: try Fixture.school.get(),
        plannedNames: try Fixture.plannedNames.get())
}

extension [Diagnostic] {
    /// One line each, with the notes indented below.
    var text: String {
        map { diagnostic in
            let kind = diagnostic.severity == .error ? "fout" : "waarschuwing"
            let lines =
                [
                    "\(diagnostic.range.start.shown): \(diagnostic.code.rawValue) \(kind): \(diagnostic.message)"
                ]
                + diagnostic.notes.map { "    \($0.range.start.shown): \($0.message)" }
            return lines.map { $0 + "\n" }.joined()
        }.joined()
    }
}

extension SourcePosition {
    var shown: String { "\(line):\(column)" }
}
