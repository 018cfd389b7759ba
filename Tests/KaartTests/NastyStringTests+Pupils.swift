import Foundation
import Testing

/// The ways in and out of what is recorded of pupils, and of scenarios.
extension NastyStringTests {
    private static let store = "gegevens/trajecten.sqlite"

    /// Whether a text goes this way: what a terminal could take for a command goes every way, the others share them.
    private static func goes(_ text: String, _ way: Int, of ways: Int) -> Bool {
        let turn = corpus.firstIndex(of: text) ?? 0
        return text.unicodeScalars.contains(where: isDangerous) || way % ways == turn % ways
    }

    /// A practice school that keeps a text of each pupil, too.
    private func school() throws -> Practice {
        let practice = try Practice()
        let path = "Kwaliteitskaarten/de-wilgen.yaml"
        try practice.folder.write(
            practice.folder.read(path).replacing(
                "kenmerken:\n", with: "kenmerken:\n  bijnaam: {titel: Bijnaam, soort: tekst}\n"), to: path)
        return practice
    }

    /// What is said of a pupil.
    private func page(of pupil: String, in practice: Practice) throws -> String {
        let page = try practice.kaart(as: "dirk", "leerling", pupil)
        expectClean(page)
        return page.output
    }

    @Test("tables of pupils are read as a whole or refused, and nothing of them is raw", arguments: corpus)
    func pupils(text: String) throws {
        let practice = try school()
        let cell = "\"" + text.replacing("\"", with: "\"\"") + "\""
        let tables = [
            "nummer;bijnaam\n0413;\(cell)\n", "nummer;bijnaam\n0413;x\n0414;\(cell)\n0413;\(cell)\n",
            "nummer;groep\n\(cell);groep-geel\n", "nummer;groep\n0415;groep-geel\n0416;\(cell)\n",
            "nummer;jaargroep;geboortedatum;inschrijving;ouders\n0417;\(cell);\(cell);\(cell);\(cell)\n",
            "nummer;plaatsing;uitschrijving\n0418;\(cell);\(cell)\n",
            "nummer;\(cell)\n0419;x\n", "\(cell);groep\n0420;groep-geel\n",
        ]
        for (index, table) in tables.enumerated() where index == 0 || Self.goes(text, index, of: 4) {
            try practice.folder.write(table, to: "tabel.csv")
            let before = try practice.folder.bytes(of: Self.store)
            let trial = try practice.kaart(as: "dirk", "inlezen", "tabel.csv")
            expectClean(trial)
            #expect(try practice.folder.bytes(of: Self.store) == before, "a trial keeps nothing")
            let done = try practice.kaart(as: "dirk", "inlezen", "tabel.csv", "--voer-uit")
            expectClean(done)
            #expect(done.status == trial.status, "\(table.debugDescription) \(done)")
            if done.status != 0 {
                #expect(try practice.folder.bytes(of: Self.store) == before, "\(table.debugDescription)")
            } else if index == 0 {
                _ = try page(of: "0413", in: practice)
                let again = try practice.kaart(as: "dirk", "inlezen", "tabel.csv")
                #expect(again.output.hasPrefix("Ongewijzigd: 1."), "what came in is what is kept: \(again)")
            }
        }
        #expect(try practice.kaart("herbouw").status == 0)
    }

    @Test("an attribute keeps a text exactly, or refuses it", arguments: arguments)
    func attributes(text: String) throws {
        let practice = try school()
        let before = try practice.folder.bytes(of: Self.store)
        let set = try practice.kaart(as: "dirk", "leerling", "0412", "--kenmerk=bijnaam=\(text)")
        expectClean(set)
        guard set.status == 0 else {
            return #expect(try practice.folder.bytes(of: Self.store) == before)
        }
        _ = try page(of: "0412", in: practice)
        let kept = try practice.folder.bytes(of: Self.store)
        let again = try practice.kaart(as: "dirk", "leerling", "0412", "--kenmerk=bijnaam=\(text)")
        #expect(again.output.contains("niets veranderd"), "\(again)")
        #expect(try practice.folder.bytes(of: Self.store) == kept)
    }

    @Test("what names a pupil, an event, a consent or a date can be anything", arguments: arguments)
    func namesOfPupils(text: String) throws {
        let practice = try school()
        let id = try practice.startCase()
        _ = try practice.kaart(as: "dirk", "leerling", "0412", "--kenmerk", "groep=groep-geel")
        let before = try practice.folder.bytes(of: Self.store)
        let commands: [[String]] = [
            ["leerling", text], ["leerling", "0412", "--kenmerk=\(text)"],
            ["leerling", "0412", "--kenmerk=\(text)=x"], ["leerling", "0412", "--kenmerk=groep=\(text)x"],
            ["leerling", "0412", "--kenmerk=jaargroep=\(text)x"], ["leerling", "0412", "--ouders=\(text)x"],
            ["gebeurtenis", text, "0412"], ["gebeurtenis", "uitschrijving", "\(text)/"],
            ["gebeurtenis", "uitschrijving", "0412", "--op=\(text)"],
            ["gebeurtenis", "groepswissel", "0412", "--groep=\(text)"],
            ["toestemming", text], ["toestemming", "0412", "--intrekken=\(text)"],
            ["toestemming", "0412", "--intrekken", "delen", "--aan=\(text)"],
            ["waarom-datum", text], ["waarom-datum", "\(id).\(text)"], ["waarom-datum", "\(id)\(text)."],
            ["inlezen", "weg/\(text).csv"], ["scenario", "weg/\(text).yaml"],
        ]
        for (index, command) in commands.enumerated() where Self.goes(text, index, of: 3) {
            let outcome = try practice.kaart(command + ["--als", "dirk", "--vandaag", "2026-11-02"])
            expectClean(outcome)
            #expect(outcome.status != 0 || command.contains("--help"), "\(command) \(outcome)")
        }
        #expect(try practice.folder.bytes(of: Self.store) == before)
    }

    @Test("who, where, when and why can be anything, at each command that asks", arguments: arguments)
    func options(text: String) throws {
        let practice = try school()
        let id = try practice.startCase()
        let before = try practice.folder.bytes(of: Self.store)
        let commands: [[String]] = [
            ["leerling", "0412"], ["gebeurtenis", "uitschrijving", "0412"], ["toestemming", "0412"],
            ["waarom-datum", id], ["inlezen", "tabel.csv", "--voer-uit"], ["stop", id, "--reden", "x"],
            ["heropen", "\(id).1", "--reden", "x"], ["opschorten", id, "--reden", "x"],
            ["uitstel", id, "--dagen", "1", "--reden", "x"], ["dag"],
        ]
        try practice.folder.write("nummer;groep\n0413;groep-geel\n", to: "tabel.csv")
        // Every command reads these in one place: each text goes to one command, each command gets several.
        let turn = Self.arguments.firstIndex(of: text) ?? 0
        for option in ["--als=\(text)x", "--map=weg/\(text)", "--vandaag=\(text)"] {
            let outcome = try practice.kaart(commands[turn % commands.count] + [option])
            expectClean(outcome)
            #expect(outcome.status != 0, "\(option) \(outcome)")
        }
        #expect(try practice.folder.bytes(of: Self.store) == before)

        // A reason is kept as it is, or refused.
        for command in [
            ["opschorten", id], ["hervat", id], ["uitstel", id, "--dagen", "1"], ["stop", id],
        ] {
            let kept = try practice.folder.bytes(of: Self.store)
            let outcome = try practice.kaart(
                command + ["--reden=" + text, "--als", "femke", "--vandaag", "2026-11-02"])
            expectClean(outcome)
            if outcome.status != 0 { #expect(try practice.folder.bytes(of: Self.store) == kept) }
        }
        expectClean(try practice.kaart(as: "femke", "traject", id))
        expectClean(try practice.kaart(as: "femke", "traject", id, "--json"))
        expectClean(try practice.kaart(as: "femke", "waarom-datum", id))
    }

    @Test("a scenario can say anything, and is played, complained of or refused", arguments: corpus)
    func scenarios(text: String) throws {
        let practice = try Practice()
        let quoted = String(
            decoding: try JSONSerialization.data(
                withJSONObject: text, options: [.fragmentsAllowed, .withoutEscapingSlashes]), as: UTF8.self)
        let good = """
            scenario: voorbeeld
            kaart: meldcode
            titel: Een voorbeeld
            begin: 2026-11-02
            leerling: {groep: groep-geel}
            gebeurt:
              - {stap: acuut, uitkomst: nee}
              - {stap: signalen, invoer: {feiten: x}}

            """
        let changes = [
            ("titel: Een voorbeeld", "titel: \(quoted)"), ("scenario: voorbeeld", "scenario: \(quoted)"),
            ("kaart: meldcode", "kaart: \(quoted)"), ("begin: 2026-11-02", "begin: \(quoted)"),
            ("groep: groep-geel", "groep: \(quoted)"), ("uitkomst: nee", "uitkomst: \(quoted)"),
            ("feiten: x", "feiten: \(quoted)"), ("feiten: x", "\(quoted): x"),
            ("stap: acuut, uitkomst: nee", "onderbreek: \(quoted)"), ("stap: acuut", "stap: \(quoted)"),
            ("stap: acuut, uitkomst: nee", "verwacht_open: [\(quoted)]"), ("gebeurt:", "\(quoted):"),
            ("stap: acuut", "door: \(quoted), stap: acuut"),
        ]
        // All in one run.
        for (number, (from, to)) in changes.enumerated() {
            let changed = good.replacing(from, with: to).replacing(
                "scenario: voorbeeld", with: "scenario: voorbeeld-\(number)")
            try practice.folder.write(changed, to: "Kwaliteitskaarten/scenarios/voorbeeld-\(number).yaml")
        }
        try practice.folder.write(good, to: "Kwaliteitskaarten/scenarios/voorbeeld.yaml")
        let alone = try practice.kaart("scenario", "Kwaliteitskaarten/scenarios/voorbeeld.yaml")
        expectClean(alone)
        #expect(alone.status == 0, "\(alone)")
        let all = try practice.kaart("scenario")
        expectClean(all)
        #expect(all.status == 1)
        let json = try practice.kaart("scenario", "--json")
        expectClean(json)
        let said = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        let played = try #require(said?["scenarios"] as? [[String: Any]])
        #expect(played.contains { $0["scenario"] as? String == "voorbeeld" && $0["gelukt"] as? Bool == true })
        expectClean(try practice.kaart("controleer"))
    }
}
