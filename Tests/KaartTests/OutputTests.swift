import CardEngine
import Foundation
import Testing

@testable import kaart

/// The doors through which text leaves the program.
@Suite("Output")
struct OutputTests {
    @Test("what is put in a text is made visible, what the source says stands")
    func terminalText() {
        let name = "\u{1B}[31m\u{202E}Bas\u{9B}\r\n\u{7F}"
        let text: TerminalText = "Van \(name)\nen verder"
        #expect(text.raw == "Van <U+001B>[31m<U+202E>Bas<U+009B><U+000D><U+000A><U+007F>\nen verder")
        #expect(TerminalText(name).raw == "\(TerminalText("\(name)").raw)")
    }

    @Test("a text in a text is not made visible twice")
    func nested() {
        let inner: TerminalText = "a\nb"
        let outer: TerminalText = "\(inner) en \("c\n")"
        #expect(outer.raw == "a\nb en c<U+000A>")
        #expect([inner, "c"].joined(", ").raw == "a\nb, c")
    }

    @Test(
        "an innocent text stays as it is", arguments: ["", "Zoë Ünal", "👩‍👧‍👦", "e\u{301}", "مرحبا", "<U+202E>"])
    func innocent(text: String) {
        #expect(Array(text.visible.utf8) == Array(text.utf8))
    }

    @Test(
        "JSON holds nothing that a terminal obeys, and reads back as it was",
        arguments: NastyStringTests.corpus)
    func json(text: String) throws {
        let json = try JSONOutput.text(of: [text: [text]])
        #expect(json.unicodeScalars.allSatisfy { $0 == "\n" || !$0.isTreacherous })
        let value = try JSONSerialization.jsonObject(with: Data(json.utf8))
        let read = try #require(value as? [String: [String]])
        #expect(read.keys.first.map { Array($0.utf8) } == Array(text.utf8))
        #expect(read.values.first?.first.map { Array($0.utf8) } == Array(text.utf8))
    }

    @Test("columns line up, whatever marks stand on the letters")
    func width() {
        #expect("e\u{301}e".width == 2)
        #expect("e\u{301}".padded(to: 3).unicodeScalars.count == 4)
        #expect("lang".padded(to: 2) == "lang")
    }
}

/// Users read Dutch; the argument parser was written in English.
@Suite("Dutch usage")
struct DutchUsageTests {
    /// What the parser says of its own: none of it may reach a user.
    private static let english = [
        "Error", "Usage", "USAGE", "OVERVIEW", "OPTIONS", "ARGUMENTS", "SUBCOMMANDS", "Show",
        "help information",
        "Missing", "Unexpected", "Unknown", "See '", "for more", "default", "subcommand", "<options>",
        "specified",
        "Did you mean", "expected", "argument", "invalid", "value", "was ", "the ",
    ]

    private static let commands = [
        "taken", "klaar", "start", "traject", "onderbreek", "stop", "controleer", "init", "herbouw", "nazien",
        "demo",
    ]

    private func expectDutch(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
        for word in Self.english {
            #expect(!text.contains(word), "\(word): \(text)", sourceLocation: sourceLocation)
        }
    }

    @Test("no help page holds an English word", arguments: [[]] + commands.map { [$0] })
    func help(command: [String]) throws {
        let practice = try Practice(isFilled: false)
        for flag in ["--help", "-h", "--help-hidden"] {
            let outcome = try practice.kaart(command + [flag])
            #expect(outcome.status == 0)
            #expect(outcome.everything.contains("kaart"))
            expectDutch(outcome.everything)
        }
    }

    @Test(
        "nor is it lost on a screen that is too narrow for the parser",
        arguments: ["0", "1", "-5", "26", "27"])
    func narrow(columns: String) throws {
        let folder = try TemporaryFolder()
        for arguments in [["--help"], ["klaar", "--help"]] {
            let outcome = try RunningProcess(
                BuiltProgram.path, arguments, in: folder.url, environment: ["COLUMNS": columns]
            ).finish()
            #expect(outcome.status == 0 && outcome.output.contains("GEBRUIK: kaart"), "\(outcome)")
            expectDutch(outcome.everything)
        }
    }

    @Test(
        "no complaint about the command line holds an English word, and it ends with 2", arguments: commands)
    func complaints(command: String) throws {
        let practice = try Practice(isFilled: false)
        let wrong: [[String]] = [
            ["--bestaat-niet"], ["-x"], ["--json=ja"], ["--map"], ["--als"], ["--vandaag"], ["--veld"],
            ["--oefen=ja"], ["a", "b", "c", "--nee"], ["--=x"], ["---"], ["--afgevinkt=ja"],
        ]
        for arguments in wrong {
            let outcome = try practice.kaart([command] + arguments)
            #expect(outcome.status == 2, "\(arguments) \(outcome)")
            #expect(outcome.output.isEmpty)
            expectDutch(outcome.remarks)
        }
    }

    @Test("what the parser has of its own speaks no English either")
    func ownOptions() throws {
        let practice = try Practice(isFilled: false)
        for arguments in [["--generate-completion-script", "klingon"], ["--generate-completion-script="]] {
            let outcome = try practice.kaart(arguments)
            #expect(outcome.status == 2)
            expectDutch(outcome.everything)
        }
    }

    @Test("a complaint that is not known gets a sentence that is always right")
    func unknownComplaint() {
        #expect(
            DutchUsage.translate("Error: Something new.").raw == "Fout: Dit commando wordt zo niet begrepen.")
    }
}

@Suite("The year of the demonstration")
struct DemoPupilsTests {
    @Test("its table holds so many pupils, each once", arguments: DemoPupils.range)
    func table(count: Int) {
        let lines = DemoPupils(count: count, groups: ["a", "b"]).table.split(separator: "\r\n").dropFirst()
        #expect(lines.count == count)
        #expect(Set(lines.map { $0.prefix { $0 != ";" } }).count == count)
    }
}
