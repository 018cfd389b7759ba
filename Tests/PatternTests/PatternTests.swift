import CardEngine
import CardLanguage
import Casework
import Foundation
import SchoolTime
import Testing

/// The workflow patterns that the language can say (van der Aalst, ter Hofstede, Kiepuszewski, Barros, Russell), each as
/// a small card with a scenario; docs/patronen.md has the table.
@Suite("Workflow patterns")
struct PatternTests {
    /// By the numbers of workflowpatterns.com.
    static let numbers = [
        1, 2, 3, 4, 5, 6, 7, 9, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 24, 25, 26, 27, 29, 30, 32, 34, 35,
        36, 40,
        43,
    ]

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Patronen")

    static let names: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
    }()

    /// `p01-op-volgorde`
    static let cardNames = names.filter { !$0.hasSuffix("-scenario") && $0 != called }

    /// The card that some patterns start.
    static let called = "p99-elders"

    static func source(_ name: String) throws -> SourceText {
        let url = folder.appendingPathComponent(name + ".yaml")
        return SourceText(name: name + ".yaml", bytes: Array(try Data(contentsOf: url)))
    }

    static func text(_ diagnostics: [Diagnostic]) -> [String] {
        diagnostics.map {
            "\($0.range.start.line):\($0.range.start.column) \($0.code.rawValue) \($0.message)"
        }
    }

    struct Unusable: Error {}

    static func card(_ name: String) throws -> Card {
        guard case .card(let card)? = ReadFile.read(try source(name), school: nil).value else {
            throw Unusable()
        }
        return card
    }

    @Test("every pattern has a card and a scenario")
    func complete() {
        let found = Set(Self.cardNames.compactMap { Int($0.dropFirst().prefix(2)) })
        #expect(found == Set(Self.numbers))
        #expect(Self.cardNames.filter { !Self.names.contains($0 + "-scenario") } == [])
    }

    @Test("a card reads without complaint", arguments: cardNames)
    func reads(_ name: String) throws {
        let read = ReadFile.read(try Self.source(name), school: nil)
        // A pattern may go round by nature; what a school should look at is not asked here.
        #expect(Self.text(read.diagnostics.filter { $0.severity == .error }) == [])
        #expect(read.value != nil)
    }

    @Test("a scenario goes as it says", arguments: names.filter { $0.hasSuffix("-scenario") })
    func plays(_ name: String) throws {
        let cardName = String(name.dropLast("-scenario".count))
        let card = try Self.card(cardName)
        let called = try Self.card(Self.called)
        let cards = [card.id: card, called.id: called]
        let read = ReadFile.read(try Self.source(name), school: nil, cards: cards.mapValues { $0 })
        #expect(Self.text(read.diagnostics) == [])
        guard case .scenario(let scenario)? = read.value else { throw Unusable() }
        #expect(scenario.card == card.id)
        let report = ScenarioReport.playing(scenario, on: card, among: cards)
        #expect(
            report.failures.map { "\($0.range.start.line): verwacht \($0.expected); gebeurd \($0.happened)" }
                == [])
    }
}
