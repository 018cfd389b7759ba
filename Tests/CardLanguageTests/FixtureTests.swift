import Foundation
import Testing

@testable import CardLanguage

@Suite("The texts in goed and fout")
struct FixtureTests {
    static let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1"

    @Test("a good text is silent and gives a value", arguments: Fixture.all(in: "goed"))
    func good(_ fixture: Fixture) throws {
        let read = try fixture.read()
        #expect(read.diagnostics.text == "")
        #expect(read.value != nil)
    }

    @Test("a wrong text gives exactly its findings", arguments: Fixture.all(in: "fout"))
    func wrong(_ fixture: Fixture) throws {
        let read = try fixture.read()
        let found = read.diagnostics.text
        #expect(!found.isEmpty)
        #expect(read.diagnostics.hasErrors == (read.value == nil))
        guard !Self.isRecording, let expected = try? String(contentsOf: fixture.golden, encoding: .utf8)
        else {
            try found.write(to: fixture.golden, atomically: true, encoding: .utf8)
            if !Self.isRecording { Issue.record("no golden file yet; it has been written, read it") }
            return
        }
        #expect(found == expected)
    }

    @Test("every golden file belongs to a text")
    func noStrays() throws {
        let names = try FileManager.default.contentsOfDirectory(
            atPath: Fixture.folder.appendingPathComponent("fout").path)
        let texts = Set(names.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) })
        let strays = names.filter {
            !$0.hasSuffix(".yaml") && !($0.hasSuffix(".uit") && texts.contains(String($0.dropLast(4))))
        }
        #expect(strays.isEmpty)
    }

    @Test("every complaint is a sentence in the words of a teacher")
    func sentences() throws {
        let jargon = [
            "scalar", "mapping", "sequence", "token", "expected", "parse", "error", "yaml", "string", "array",
            "key",
            "nil", "null", "optional", "  ", "``", "''",
        ]
        let wrong =
            try Fixture.all(in: "fout").map { try $0.read() }
            + FolderFixture.all.flatMap { try $0.read() }.map(\.read)
        for read in wrong {
            for diagnostic in read.diagnostics {
                for sentence in [diagnostic.message] + diagnostic.notes.map(\.message) {
                    #expect(sentence.last.map { ".?".contains($0) } == true, "\(sentence)")
                    let words = sentence.lowercased()
                    #expect(jargon.filter { words.contains($0) } == [], "\(sentence)")
                }
            }
        }
    }

    @Test("seven faults give seven findings")
    func seven() throws {
        let folder = Fixture.folder.appendingPathComponent("fout/zeven-fouten.yaml")
        let read = try Fixture(url: folder).read()
        #expect(read.diagnostics.count == 7)
    }

    @Test("every code has a wrong text, but for those named here")
    func codes() throws {
        let exceptions: [DiagnosticCode: String] = [
            .notUTF8: "no text; in HostileTextTests",
            .tooLarge: "over 1 MiB; in HostileTextTests",
            .sameIDTwice: "of the files together", .notReadable: "of the files together",
            .adoptedFileGone: "of file and store; in the session of a file that is gone",
            .adoptedTextDiffers: "of file and store; in the session of kaart stel-vast",
            .earlierTextRules: "of file and store; in the session of what was so before",
            .earlierSchoolRules: "of file and store; in the session of what somebody put back",
            .evaluationOverdue: "of a file and a day; in EvaluationOverdueTests",
            .plannedNoMore: "of the files and a day; in DroppedPlanTests",
            .noSchool: "of the files together", .noSchoolYear: "of the files together",
        ]
        var seen: Set<DiagnosticCode> = []
        for fixture in Fixture.all(in: "fout") { seen.formUnion(try fixture.read().diagnostics.map(\.code)) }
        for folder in FolderFixture.all {
            for (_, read) in try folder.read() { seen.formUnion(read.diagnostics.map(\.code)) }
        }
        let missing = DiagnosticCode.allCases.filter { !seen.contains($0) && exceptions[$0] == nil }
        #expect(missing.map(\.rawValue) == [])
        #expect(exceptions.keys.filter { seen.contains($0) }.isEmpty)
    }
}
