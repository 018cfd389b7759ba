import Foundation
import Testing

/// The sessions of `Sessies/`: what people type, and what the screen then shows.
@Suite("Terminal sessions")
struct SessionTests {
    private static let folder = BuiltProgram.tests.appending(path: "KaartTests/Sessies")

    static let names =
        (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?
        .filter { $0.hasSuffix(".txt") }.sorted() ?? []

    @Test("there are sessions")
    func thereAreSessions() {
        #expect(Self.names.count >= 10)
    }

    /// A changed screen is read like code: RECORD_GOLDEN=1 writes the file anew, and the diff is reviewed.
    @Test("the screen shows what the session says", arguments: names)
    func session(name: String) throws {
        let file = Self.folder.appending(path: name)
        let expected = try String(contentsOf: file, encoding: .utf8)
        var player = try SessionPlayer()
        let actual = try player.play(RecordedSession(expected)).text
        if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
            try Data(actual.utf8).write(to: file)
        }
        #expect(actual == expected, "\(name)\n\(difference(from: expected, to: actual))")
    }
}
