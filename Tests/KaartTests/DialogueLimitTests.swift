import Foundation
import Testing

/// `kaart klaar` at a terminal, where a number is out of its limits or the data can't be read.
@Suite("Dialogue: limits")
struct DialogueLimitTests {
    @Test("a number below `minstens` or above `hoogstens` is asked again at its own question")
    func askedAgain() throws {
        let practice = try Practice()
        try practice.folder.write(
            """
            kaart: tellen
            titel: Tellen
            versie: 1
            status: concept
            betreft: leerling
            eigenaar: kc
            doel: Iets tellen.
            start: [{handmatig: [kc]}]
            gegevens:
              keren: {titel: Hoe vaak, soort: geheel getal, minstens: 1, hoogstens: 10}
              reden: {titel: De reden, soort: tekst}
            stappen: [{stap: tellen, titel: Tel het, wie: kc, vul_in: [keren, reden]}]
            normen: [{norm: Gelukt, meet: voltooid, minstens: 90%}]

            """, to: "Kwaliteitskaarten/kaarten/tellen.yaml")
        let begun = try practice.kaart(
            ["start", "tellen", "0412", "--groep", "groep-geel", "--als", "dirk", "--vandaag", "2026-11-02"])
        let id = try #require(
            begun.output.split(separator: " ").dropFirst(2).first.map { String($0.prefix(4)) })
        let dialogue = try Dialogue(
            ["klaar", "\(id).1", "--als", "dirk", "--vandaag", "2026-11-02"], in: practice.folder.url)
        try dialogue.answer("Hoe vaak:", "0")
        try dialogue.answer("Hoe vaak:", "11")
        try dialogue.answer("Hoe vaak:", "10")
        try dialogue.answer("De reden:", "Geteld.")
        try dialogue.answer("Vastleggen met uitkomst 'gereed'? [ja/nee]", "ja")
        let (status, screen) = dialogue.finish()
        #expect(status == 0)
        #expect(screen.contains("Nog niet goed: dit moet minstens 1 zijn."))
        #expect(screen.contains("Nog niet goed: dit mag hoogstens 10 zijn."))
    }

    @Test("no number at an outcome ends the program", arguments: ["-9223372036854775808", "0", "3", "-1"])
    func strangeNumber(number: String) throws {
        let practice = try Practice()
        let dialogue = try klaar("\(practice.startCase()).1", in: practice)
        try dialogue.answer("Uitkomst (1-2):", number)
        try dialogue.answer("Uitkomst (1-2):", "2")
        try dialogue.answer("Vastleggen met uitkomst 'nee'? [ja/nee]", "ja")
        let (status, screen) = dialogue.finish()
        #expect(status == 0)
        #expect(screen.contains("Typ het nummer of de naam van de uitkomst.\n"))
    }

    @Test("what was typed stays when the data can't be read to tell whether it is of use still")
    func draftOfBusyStore() throws {
        let practice = try Practice()
        let id = try practice.startCase()
        try #require(
            try practice.kaart(
                ["klaar", "\(id).1", "--uitkomst", "nee", "--als", "femke", "--vandaag", "2026-11-02"]
            ).status == 0)
        let dialogue = try klaar("\(id).2", in: practice)
        let question = "Feiten en signalen (meer regels mag; een lege regel sluit af):"
        try dialogue.wait(for: question)
        let path = "gegevens/trajecten.sqlite"
        let before = try practice.folder.bytes(of: path)
        let file = try FileHandle(forWritingTo: practice.folder.url.appending(path: path))
        try file.write(contentsOf: Data(repeating: 0xFF, count: 100))
        try dialogue.answer(question, "Drie keer zonder jas.\n")
        let (status, screen) = dialogue.finish()
        #expect(status == 1)
        #expect(screen.hasSuffix("Verder ermee: kaart klaar \(id).2\n"), "\(screen)")
        try file.seek(toOffset: 0)
        try file.write(contentsOf: before.prefix(100))
        try file.close()
        let again = try klaar("\(id).2", in: practice)
        try again.answer("U begon hier eerder aan. Verder met wat u toen typte? [ja/nee]", "ja")
        try again.answer(
            "Feiten en signalen [Drie keer zonder jas.] (meer regels mag; een lege regel sluit af):", "")
        try again.answer("Vastleggen met uitkomst 'gereed'? [ja/nee]", "ja")
        #expect(again.finish().status == 0)
    }

    private func klaar(_ step: String, in practice: Practice) throws -> Dialogue {
        try Dialogue(
            ["klaar", step, "--als", "femke", "--vandaag", "2026-11-02"], in: practice.folder.url)
    }
}
