import Testing

/// `kaart klaar` at a terminal, where a number is out of its limits.
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
}
