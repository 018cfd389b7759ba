import Foundation
import Testing

/// Texts that break things, through every way in and every way out.
@Suite("Nasty strings")
struct NastyStringTests {
    static let corpus: [String] = {
        let file = BuiltProgram.tests.appending(path: "KaartTests/Corpus/nasty-strings.txt")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").compactMap {
            try? JSONSerialization.jsonObject(with: Data($0.utf8), options: .fragmentsAllowed) as? String
        }
    }()

    /// An argument ends at a NUL: the operating system can't pass it.
    static let arguments = corpus.filter { !$0.unicodeScalars.contains("\0") }

    @Test("the corpus is read")
    func corpusIsRead() {
        #expect(Self.corpus.count > 50)
        #expect(Self.corpus.contains("\u{1B}[2J\u{1B}[31mrood"))
    }

    @Test("values and reasons come out as they went in, and never raw to the terminal", arguments: corpus)
    func values(text: String) throws {
        let practice = try Practice()
        let id = try practice.startCase()
        let asked = try practice.kaart(as: "femke", "klaar", "\(id).1", "--uitkomst", "ja")
        #expect(asked.status == 0)
        var arguments = ["klaar", "\(id).2", "--veld", "feiten=-", "--veld", "ouders-ingelicht=nee"]
        let isArgument = Self.arguments.contains(text)
        arguments += ["--veld", "kenmerk=" + (isArgument ? text : "-")]
        if !isArgument { arguments[3] = "feiten=iets" }
        let completed = try practice.kaart(
            arguments + ["--als", "femke", "--vandaag", "2026-11-02"], input: text)
        expectClean(completed)

        let (json, values) = try fields(of: id, in: practice)
        expectClean(json)
        if completed.status == 0 {
            #expect(
                scalars(values["kenmerk"]) == scalars(isArgument && text != "-" ? text : values["kenmerk"]))
            if isArgument { #expect(scalars(values["feiten"]) == scalars(withoutLastLineEnds(text))) }
        } else {
            // As an argument `-` is standard input as well, a second time.
            #expect(completed.status == (isArgument && text == "-" ? 2 : 1))
            #expect(values.isEmpty)
        }
        expectClean(
            try practice.kaart(
                as: "femke", "stop", id, "--reden=" + (isArgument ? text : "-"), input: text))
        expectClean(try practice.kaart(as: "femke", "traject", id))
        #expect(try practice.kaart("herbouw").status == 0)
    }

    @Test("what names something can be anything, and is answered with a sentence", arguments: arguments)
    func names(text: String) throws {
        let practice = try Practice()
        let id = try practice.startCase()
        let before = try practice.folder.bytes(of: "gegevens/trajecten.sqlite")
        let commands: [[String]] = [
            ["start", "meldcode", text, "--groep", "groep-geel", "--als", "bas"],
            ["start", "meldcode", "0412", "--groep=\(text)", "--als", "bas"],
            ["start", text, "0412", "--groep", "groep-geel", "--als", "bas"],
            ["taken", "--als=\(text)"],
            ["taken", "--als", text],
            ["taken", "--als", "bas", "--vandaag=\(text)"],
            ["taken", "--als", "bas", "--map=\(text)"],
            ["herbouw", "--map=bestaat-niet/\(text)"],
            ["traject", text, "--als", "bas"],
            ["onderbreek", id, text, "--reden", "x", "--als", "femke"],
            ["klaar", text, "--als", "femke"],
            ["klaar", "\(id).1", "--uitkomst=\(text)", "--als", "femke"],
            ["klaar", "\(id).1", "--uitkomst", "nee", "--veld=\(text)=x", "--als", "femke"],
            ["klaar", "\(id).1", "--uitkomst", "nee", "--aanwezig=\(text)", "--als", "femke"],
            ["klaar", "\(id).1", "--uitkomst", "nee", "--afwezig=\(text)=x", "--als", "femke"],
            ["klaar", "\(id).1", "--uitkomst", "nee", "--namens=\(text)", "--als", "femke"],
            ["klaar", "\(id).1", "--uitkomst", "nee", "--gedaan-op=\(text)", "--als", "femke"],
            ["controleer", "weg/\(text).yaml"],
            [text],
            ["taken", text],
            ["taken", "--\(text)"],
            ["taken", "--json=\(text)"],
            ["help", text],
        ]
        // What a terminal could take for a command goes every way; the others share the ways among them.
        let turn = Self.arguments.firstIndex(of: text) ?? 0
        let isDangerous = text.unicodeScalars.contains(where: Self.isDangerous)
        for (index, command) in commands.enumerated() where isDangerous || index % 3 == turn % 3 {
            let outcome = try practice.kaart(command)
            expectClean(outcome)
            if isDangerous, command[0] != "help" { #expect(outcome.status != 0, "\(command) \(outcome)") }
        }
        #expect(try practice.folder.bytes(of: "gegevens/trajecten.sqlite") == before)
        #expect(!FileManager.default.fileExists(atPath: practice.folder.url.appending(path: "kwaad").path))
    }

    @Test(
        "tables of groups and staff keep a text exactly, or refuse it: the school file stays whole",
        arguments: corpus)
    func tables(text: String) throws {
        let practice = try Practice()
        let school = "Kwaliteitskaarten/de-wilgen.yaml"
        let before = try practice.folder.bytes(of: school)
        let cell = "\"" + text.replacing("\"", with: "\"\"") + "\""
        let tables = [
            "groep;titel\ngroep-rood;\(cell)\n", "groep;titel\n\(cell);Groep Rood\n",
            "medewerker;naam;login;rol;per\nhans;\(cell);;medewerker;\n",
            "medewerker;naam;login;rol;per\nhans;Hans;\(cell);medewerker;\n",
            "medewerker;naam;rol;per;vanaf;vervangt\n\(cell);Hans;leerkracht;\(cell);\(cell);\(cell)\n",
            "medewerker;naam;rol\nhans;Hans;\(cell)\n", "\(cell);titel\na;b\n", text,
        ]
        for (index, table) in tables.enumerated() {
            try practice.folder.write(table, to: "tabel.csv")
            let trial = try practice.kaart(as: "carla", "inlezen", "tabel.csv")
            expectClean(trial)
            #expect(try practice.folder.bytes(of: school) == before)
            let done = try practice.kaart(as: "carla", "inlezen", "tabel.csv", "--voer-uit")
            expectClean(done)
            #expect(done.status == trial.status)
            guard done.status == 0, index < 4 else {
                #expect(try practice.folder.bytes(of: school) == before)
                continue
            }
            // Only a school file that changed can be anything but in order.
            let checked = try practice.kaart("controleer")
            expectClean(checked)
            #expect(checked.status == 0)
            let again = try practice.kaart(as: "carla", "inlezen", "tabel.csv", "--voer-uit")
            #expect(again.output == "Ongewijzigd: 1.\nEr valt niets vast te leggen.\n")
            try practice.folder.write(String(decoding: before, as: UTF8.self), to: school)
        }
    }

    @Test("a table of the year change holds anything, or is refused with a sentence", arguments: corpus)
    func yearChange(text: String) throws {
        let practice = try Practice()
        try practice.folder.write(
            practice.folder.read("Kwaliteitskaarten/schooljaren/2026-2027.yaml").replacing(
                "2027-07-31", with: "2028-07-31"
            )
            .replacing("2026-08-01", with: "2027-08-01").replacing("2026-2027", with: "2027-2028")
            .split(separator: "\n").filter { !$0.contains("naam:") || $0.contains("Zomervakantie 2027") }
            .joined(
                separator: "\n") + "\n", to: "Kwaliteitskaarten/schooljaren/2027-2028.yaml")
        let cell = "\"" + text.replacing("\"", with: "\"\"") + "\""
        for table in [
            "nummer;groep\n\(cell);groep-geel\n", "nummer;groep;vertrekt\n1023;\(cell);\n",
            "nummer;vertrekt\n1023;\(cell)\n", "nummer;\(cell)\n1023;x\n",
        ] {
            try practice.folder.write(table, to: "tabel.csv")
            let outcome = try practice.kaart(
                as: "carla", "jaarwissel", "2027-2028", "tabel.csv", "--voer-uit")
            expectClean(outcome)
        }
        if Self.arguments.contains(text) {
            expectClean(try practice.kaart(as: "carla", "jaarwissel", "--", text))
            expectClean(try practice.kaart(as: "carla", "versies", "--", text, "1"))
        }
        #expect(try practice.kaart("herbouw").status == 0)
    }

    @Test("groups and staff by name can be anything, and are answered with a sentence", arguments: arguments)
    func people(text: String) throws {
        let practice = try Practice()
        let commands: [[String]] = [
            ["groep", text], ["groep", text, "--titel", "x"], ["groep", "groep-rood", "--titel=\(text)"],
            ["medewerker", text], ["medewerker", "hans", "--naam=\(text)", "--rol", "medewerker"],
            ["medewerker", "bas", "--rol=\(text)"], ["medewerker", "bas", "--rol=leerkracht:\(text)"],
            ["medewerker", "bas", "--rol", "kc", "--vanaf=\(text)"],
            ["medewerker", "bas", "--login=\(text)"],
            ["medewerker", "bas", "--rol", "kc", "--vervangt=\(text)"],
        ]
        let turn = Self.arguments.firstIndex(of: text) ?? 0
        for (index, command) in commands.enumerated() where index % 3 == turn % 3 {
            let outcome = try practice.kaart(command + ["--als", "carla", "--vandaag", "2026-11-02"])
            expectClean(outcome)
            #expect(try practice.kaart("controleer").status == 0, "\(command) \(outcome)")
        }
    }

    @Test("titles of cards and schools are refused or shown, never raw", arguments: corpus)
    func titles(text: String) throws {
        let practice = try Practice()
        let quoted = String(
            decoding: try JSONSerialization.data(
                withJSONObject: text, options: [.fragmentsAllowed, .withoutEscapingSlashes]), as: UTF8.self)
        for (path, line) in [
            ("Kwaliteitskaarten/de-wilgen.yaml", "naam: SBO De Wilgen (oefenschool)"),
            ("Kwaliteitskaarten/de-wilgen.yaml", "naam: Femke Faber"),
            ("Kwaliteitskaarten/kaarten/meldcode.yaml", "titel: \"Is er nu direct gevaar?\""),
        ] {
            let key = String(line.prefix { $0 != ":" })
            try practice.folder.write(
                practice.folder.read(path).replacing(line, with: "\(key): \(quoted)"), to: path)
        }
        let checked = try practice.kaart("controleer")
        expectClean(checked)
        expectClean(try practice.kaart("controleer", "--json"))
        let started = try practice.kaart(as: "bas", "start", "meldcode", "0412", "--groep", "groep-geel")
        expectClean(started)
        #expect(started.status == checked.status)
        guard started.status == 0 else { return }
        expectClean(try practice.kaart(as: "femke", "taken"))
        let tasks = try practice.kaart(as: "femke", "taken", "--json")
        expectClean(tasks)
        let json = try JSONSerialization.jsonObject(with: Data(tasks.output.utf8)) as? [String: Any]
        let lines = try #require(json?["taken"] as? [[String: Any]])
        #expect(scalars(lines.first?["titel"] as? String) == scalars(text))
    }

    @Test(
        "a list comes out as a spreadsheet takes it, never as a formula, and reads back in to the same rows",
        arguments: corpus)
    func lists(text: String) throws {
        let practice = try Practice()
        let card = """
            kaart: acties-bijhouden
            titel: Acties
            versie: 1
            status: concept
            betreft: leerling
            eigenaar: kc
            doel: Een lijst.
            start: [{handmatig: [kc]}]
            gegevens:
              acties: {titel: Acties, soort: lijst, kolommen: {actie: {titel: Actie, soort: tekst}, uren: {titel: Uren, soort: getal}}}
            stappen:
              - {stap: eerst, titel: Eerst, wie: kc, vul_in: [acties]}
              - {stap: dan, titel: Dan, wie: kc, vul_in: [acties]}

            """
        try practice.folder.write(card, to: "Kwaliteitskaarten/kaarten/acties-bijhouden.yaml")
        let started = try practice.kaart(
            as: "dirk", "start", "acties-bijhouden", "0412", "--groep", "groep-geel")
        let id = String(started.output.dropFirst("Begonnen: traject ".count).prefix(4))
        // Written by the rules of RFC 4180, and guarded, without our own writer.
        let table = "uren;actie\r\n-7,5;\(Self.cell(text))\r\n"
        let filled = try practice.kaart(as: "dirk", "klaar", "\(id).1", "--veld", "acties=-", input: table)
        expectClean(filled)
        expectClean(try practice.kaart(as: "dirk", "traject", id))
        guard filled.status == 0 else { return #expect(filled.status == 1) }
        let written = try practice.kaart(as: "dirk", "lijst", id, "acties")
        #expect(
            scalars(written.output)
                == scalars("\u{FEFF}nr;actie;uren\r\n1;\(Self.cell(text, isQuoted: false));\"-7,5\"\r\n"))
        #expect(
            try practice.kaart(as: "dirk", "klaar", "\(id).2", "--veld", "acties=-", input: written.output)
                .status == 0)
        let again = try practice.kaart(as: "dirk", "lijst", id, "acties")
        #expect(scalars(again.output) == scalars(written.output))
    }

    @Test("a table of a meeting can hold anything, and is answered with a sentence", arguments: corpus)
    func meetings(text: String) throws {
        let practice = try Practice()
        let id = try practice.startCase()
        let before = try practice.folder.bytes(of: "gegevens/trajecten.sqlite")
        let cell = Self.cell(text)
        for table in [
            text, "Stap;Uitkomst\n\(text);x\n", "Stap;Uitkomst\n\(cell);nee\n",
            "Stap;Uitkomst;\(cell)\n\(id).1;nee;x\n",
            "Stap;Uitkomst;Gedaan op\n\(id).1;nee;\(cell)1\n",
            "Stap;Uitkomst;Aanwezig \(text)\n\(id).1;nee;ja\n",
        ] {
            let outcome = try practice.kaart(as: "femke", "klaar", "--tabel", "-", input: table)
            expectClean(outcome)
            #expect(outcome.status == 1, "\(table.debugDescription) \(outcome)")
        }
        #expect(try practice.folder.bytes(of: "gegevens/trajecten.sqlite") == before)
    }

    /// A cell with an apostrophe before what a spreadsheet would take for a formula.
    private static func cell(_ text: String, isQuoted: Bool = true) -> String {
        let first = text.unicodeScalars.first { $0 != "'" }
        let isFormula =
            first.map { "=+-@\t\r\n\0\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains($0) } ?? false
        let guarded = isFormula ? "'" + text : text
        let needsQuotes = guarded.unicodeScalars.contains { ";,\t\"\r\n".unicodeScalars.contains($0) }
        guard isQuoted || needsQuotes else { return guarded }
        var quoted = "\""
        for scalar in guarded.unicodeScalars {
            quoted.unicodeScalars.append(scalar)
            if scalar == "\"" { quoted.unicodeScalars.append(scalar) }
        }
        quoted.unicodeScalars.append("\"")
        return quoted
    }

    // MARK: - What must hold of every answer

    func expectClean(
        _ outcome: Outcome, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect((0...2).contains(outcome.status), "\(outcome)", sourceLocation: sourceLocation)
        for text in [outcome.output, outcome.remarks] {
            let raw = text.unicodeScalars.filter { $0 != "\n" && Self.isDangerous($0) }
            #expect(raw.isEmpty, "\(text.debugDescription)", sourceLocation: sourceLocation)
            let isForged = text.split(separator: "\n").contains { $0.hasPrefix("VERVALST") }
            #expect(!isForged, "\(text)", sourceLocation: sourceLocation)
        }
    }

    /// Written down on its own, from the threats of betrouwbaarheid.md: not what the program thinks.
    static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F: true
        case 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: true
        case 0xE0000...0xE007F: true
        default: false
        }
    }

    private func fields(of id: String, in practice: Practice) throws -> (Outcome, [String: String]) {
        let outcome = try practice.kaart(as: "femke", "traject", id, "--json")
        let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        return (outcome, try #require(json?["gegevens"] as? [String: String]))
    }

    private func scalars(_ text: String?) -> [UInt32]? { text?.unicodeScalars.map(\.value) }

    private func withoutLastLineEnds(_ text: String) -> String {
        var scalars = text.unicodeScalars
        while scalars.last == "\n" || scalars.last == "\r" { scalars.removeLast() }
        return String(scalars)
    }
}
