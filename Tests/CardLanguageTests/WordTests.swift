import Foundation
import Testing

@testable import CardLanguage

@Suite("The words of the language")
struct WordTests {
    @Test("every word is read somewhere")
    func everyWord() {
        let read = Set(Construct.all.flatMap(\.known) + [.anyOf, .not] as [Keyword])
        #expect(Keyword.allCases.filter { !read.contains($0) } == [])
    }

    @Test("the checks are those of the folders")
    func checks() throws {
        #expect(try CardCheck.all.map(\.name) == files(in: "Checks").filter { $0 != "CardCheck" })
        // What an ambition card names, on whom steps hang and which roles nothing names is looked up beside them; the others are
        // what they look at.
        let others: Set<String> = [
            "AmbitionNames", "CardsTogether", "CardsTogether+Eyes", "StepsOfOne", "UnusedRoles",
        ]
        #expect(
            try CardAmongOthers.checks.map(\.name)
                == files(in: "Together").filter { !others.contains($0) })
    }

    private func files(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(
            atPath: Fixture.sources.appendingPathComponent(folder).path
        ).map { String($0.dropLast(".swift".count)) }.sorted()
    }

    @Test("a code is written once, in the range of its kind")
    func codes() {
        #expect(Set(DiagnosticCode.allCases.map(\.rawValue)).count == DiagnosticCode.allCases.count)
        #expect(DiagnosticCode.allCases.allSatisfy { DiagnosticCode.retired[$0.rawValue] == nil })
    }

    @Test("the nearest word")
    func nearest() {
        let known = ["titel", "termijn", "wie", "uitleg"]
        #expect(known.nearest(to: "tietel") == "titel")
        #expect(known.nearest(to: "Titel") == "titel")
        #expect(known.nearest(to: "tremijn") == "termijn")
        #expect(known.nearest(to: "kleur") == nil)
        #expect(known.nearest(to: String(repeating: "t", count: 1_000_000)) == nil)
        #expect([String(repeating: "t", count: 1_000_000)].nearest(to: "t") == nil)
    }

    @Test(
        "the name of a file",
        arguments: [
            ("a/b/meldcode.yaml", "meldcode"), ("meldcode.yml", "meldcode"), ("meldcode", "meldcode"),
            (".yaml", ".yaml"),
            ("x/", ""), ("b/x.yaml\u{301}", "x.yaml\u{301}"), ("a\u{338}/x.yaml", "x"), ("", ""),
        ])
    func baseName(_ name: String, _ expected: String) {
        #expect(SourceText(name: name, text: "").baseName == expected)
    }
}
