import Foundation
import Testing

@testable import CardLanguage

@Suite("The folders in mappen")
struct TogetherTests {
    @Test("a folder gives exactly its findings", arguments: FolderFixture.all)
    func folder(_ fixture: FolderFixture) throws {
        let found = try fixture.findings()
        guard !FixtureTests.isRecording,
            let expected = try? String(contentsOf: fixture.golden, encoding: .utf8)
        else {
            try found.write(to: fixture.golden, atomically: true, encoding: .utf8)
            if !FixtureTests.isRecording { Issue.record("no golden file yet; it has been written, read it") }
            return
        }
        #expect(found == expected)
        #expect(found.isEmpty == fixture.name.hasPrefix("goed"))
    }

    @Test("the checks are those of the folder")
    func checks() throws {
        let names = try FileManager.default.contentsOfDirectory(
            atPath: Fixture.sources.appendingPathComponent("Together").path)
        let others = ["AmbitionNames", "CardsTogether", "CardsTogether+Eyes", "StepsOfOne", "UnusedRoles"]
        let expected = names.map { String($0.dropLast(".swift".count)) }.filter { !others.contains($0) }
            .sorted()
        #expect(CardAmongOthers.checks.map(\.name) == expected)
    }
}
