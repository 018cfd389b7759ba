import CardEngine
import CardLanguage
import Casework
import Foundation
import Testing

/// The files that come with the program.
@Suite("The house: shipped files")
struct ShippedFilesTests {
    private static let files = Tree.files(in: "Kwaliteitskaarten", ending: ".yaml")

    private static let folder = CardFolder(path: Tree.root.appending(path: "Kwaliteitskaarten").path)
    private static let shelf = Shelf(folder)

    @Test(
        "no shipped file gives any finding, looked at beside the others, but on whom the steps of the made-up school hang"
    )
    func clean() {
        #expect(Self.shelf.reports.count == Self.files.count)
        let findings = Self.shelf.reports.flatMap { report in
            report.diagnostics.filter { $0.code != .hangsOnOne }.map {
                "\(report.source.name):\($0.range.start.line): \($0.message)"
            }
        }
        #expect(findings == [])
    }

    @Test("every shipped scenario goes as it says, and those of a card together pass every transition")
    func scenarios() {
        let result = Self.shelf.playScenarios()
        #expect(result.faulty.isEmpty && result.withoutCard.isEmpty)
        let failures = result.played.flatMap { item in
            item.report.failures.map {
                "\(item.source.name):\($0.range.start.line): verwacht \($0.expected); gebeurd \($0.happened)"
            }
        }
        #expect(failures == [])
        let missing = result.coverage.flatMap { coverage in
            coverage.missing.map { "\(coverage.card.rawValue): \($0.title)" }
        }
        #expect(missing == [])
        // A card without a scenario passes nothing, and nothing is said of it.
        #expect(result.coverage.map(\.card) == Self.shelf.cards.keys.sorted())
    }

    @Test("an editor finds the schema of each shipped file", arguments: files.map(\.path))
    func modeline(path: String) throws {
        let file = try #require(Self.files.first { $0.path == path })
        let kind = try #require(file.lines.first { !$0.hasPrefix("#") }?.split(separator: ":").first)
        let up = String(repeating: "../", count: path.split(separator: "/").count - 1)
        #expect(
            file.lines[0] == "# yaml-language-server: $schema=\(up)Schemas/\(kind).schema.json")
        #expect(Tree.files(in: "Schemas", ending: ".json").contains { $0.name == "\(kind).schema.json" })
    }

    @Test("a school, a year and the meldcode are among them")
    func kinds() {
        let kinds = Self.files.map {
            ReadFile.read(SourceText(name: $0.path, text: $0.text), school: nil).kind
        }
        #expect(kinds.contains(.school) && kinds.contains(.schoolYear) && kinds.contains(.card))
    }

    @Test("every example in the language reference is a file without a finding")
    func examples() throws {
        let sources = try Self.examples(on: "kaarttaal.md")
        #expect(sources.count == 9)
        let schools = sources.compactMap { source -> School? in
            if case .school(let school)? = ReadFile.read(source, school: nil).value { school } else { nil }
        }
        expectClean(sources, school: try #require(schools.first))
    }

    @Test("what the guide for card writers types has no finding beside the example school")
    func guide() throws {
        let sources = try Self.examples(on: "kc.md")
        #expect(sources.count == 2)
        let file = try #require(Tree.files(in: "Kwaliteitskaarten", ending: "de-wilgen.yaml").first)
        let read = ReadFile.read(SourceText(name: "de-wilgen.yaml", text: file.text), school: nil)
        guard case .school(let school)? = read.value else {
            Issue.record("the example school can't be read")
            return
        }
        expectClean(sources, school: school)
    }

    /// The examples of a page that are whole files, each named after its first word.
    private static func examples(on page: String) throws -> [SourceText] {
        let page = try #require(Tree.files(in: "docs", ending: page).first)
        return page.text.matches(of: #/```yaml\n((?:.|\n)*?)```/#).map { match in
            let lines = match.output.1.split(separator: "\n", omittingEmptySubsequences: false)
            let first = lines.first { !$0.hasPrefix("#") } ?? ""
            let name = first.drop { $0 != " " }.dropFirst()
            return SourceText(name: name + ".yaml", text: String(match.output.1))
        }
    }

    private func expectClean(_ sources: [SourceText], school: School) {
        var cards: [CardID: Card?] = [:]
        for source in sources {
            let read = ReadFile.read(source, school: school, cards: cards)
            if case .card(let card)? = read.value { cards[card.id] = .some(card) }
            #expect(read.diagnostics.isEmpty, "\(source.name)")
            #expect(read.value != nil, "\(source.name)")
        }
    }
}
