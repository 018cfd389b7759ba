import CardEngine
import CardLanguage
import Documents
import Foundation
import SchoolTime
import Testing

/// Cards to read, from the files of this and other tests, and those that are shipped.
enum Cards {
    static let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let golden = tests.appending(path: "DocumentsTests/Golden")

    /// Every card of the repository that can be used, by file.
    static let all: [(file: String, wording: CardWording)] = [
        "DocumentsTests/Kaarten", "CardLanguageTests/goed", "PatternTests/Patronen", "../Kwaliteitskaarten",
    ].flatMap { folder in wordings(in: tests.appending(path: folder)) }

    static let names = all.map(\.file)

    /// The drawing of each, in that order.
    static let drawings = all.map { Diagram($0.wording) }

    /// The card in `Kaarten` that has every construct of the language.
    static func everything() throws -> CardWording {
        try #require(all.first { $0.file == "alles.yaml" }).wording
    }

    private static func wordings(in folder: URL) -> [(file: String, wording: CardWording)] {
        let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        let sources = paths.filter { $0.hasSuffix(".yaml") }.sorted().compactMap { path in
            (try? String(contentsOf: folder.appending(path: path), encoding: .utf8)).map {
                SourceText(name: path, text: $0)
            }
        }
        let schools = sources.compactMap { source -> School? in
            if case .school(let school)? = ReadFile.read(source, school: nil).value { school } else { nil }
        }
        // Where there are more schools, no card is of one of them.
        let school = schools.count == 1 ? schools[0] : nil
        let cards = sources.compactMap { source -> (String, Card)? in
            guard case .card(let card)? = ReadFile.read(source, school: nil).value else { return nil }
            return (source.name, card)
        }
        let byID = Dictionary(cards.map { ($0.1.id, $0.1) }, uniquingKeysWith: { first, _ in first })
        return cards.map { ($0.0, CardWording($0.1, school: school, beside: byID)) }
    }
}

/// Compares with a golden file; RECORD_GOLDEN=1 writes it anew, and a missing one is written and fails.
func expect(_ text: String, isGolden name: String) throws {
    let file = Cards.golden.appending(path: name)
    let expected = try? String(contentsOf: file, encoding: .utf8)
    if expected == nil || ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
        try Data(text.utf8).write(to: file)
    }
    #expect(text == expected, "\(name)")
}
