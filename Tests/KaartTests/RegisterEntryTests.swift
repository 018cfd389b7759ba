import Testing

/// `kaart noteer`: what it asks, and what it says that may be left out.
@Suite("Dialogue: an entry in a register")
struct RegisterEntryTests {
    private let practice: Practice
    private let kc = ["--als", "dirk", "--vandaag", "2026-11-02"]

    init() throws { practice = try Practice() }

    /// The open register of a new case.
    ///
    /// - Parameter steps: what the card does with the rows.
    private func register(_ steps: String = "") throws -> String {
        try practice.folder.write(
            """
            kaart: doses
            titel: Doses
            versie: 1
            status: concept
            betreft: leerling
            eigenaar: kc
            doel: Veilig geven.
            start: [{handmatig: [kc]}]
            gegevens:
              doses:
                titel: Aftekenlijst
                soort: lijst
                kolommen:
                  verloop: {titel: Hoe ging het, soort: keuze, opties: [gegeven, vergeten]}
                  dag: {titel: Welke dag, soort: datum, hoogstens: vandaag}
                  bijzonder: {titel: Wat viel op, soort: tekst\(steps.isEmpty ? ", mag_leeg: ja" : "")}
            stappen:
              - {stap: geven, titel: Geven, wie: kc, registreer: doses, uitkomsten: {klaar: \(steps.isEmpty ? "voltooid" : "nakijken")}}
            \(steps)
            normen: [{norm: Gelukt, meet: voltooid, minstens: 90%}]

            """, to: "Kwaliteitskaarten/kaarten/doses.yaml")
        let begun = try practice.kaart(["start", "doses", "0412", "--groep", "groep-geel"] + kc)
        return String(
            try #require(begun.output.split(separator: " ").first { $0.hasSuffix(".1") }, "\(begun.remarks)"))
    }

    private func page(of step: String) throws -> String {
        try practice.kaart(["traject", String(step.prefix(4))] + kc).output
    }

    @Test("is asked column by column")
    func entry() throws {
        let step = try register()
        let noted = ["noteer", step] + kc
        let refused = try practice.kaart(noted)
        #expect(refused.status == 1)
        #expect(
            refused.remarks
                == "Geef met `--veld` wat er gebeurde: `--veld verloop=…` (Hoe ging het: gegeven of vergeten) en `--veld dag=…` (Welke dag). Mag erbij: `--veld bijzonder=…` (Wat viel op). Er is niets veranderd.\n"
        )
        let dialogue = try Dialogue(noted, in: practice.folder.url)
        try dialogue.answer("Hoe ging het (gegeven, vergeten):", "nooit")
        try dialogue.answer("Hoe ging het (gegeven, vergeten):", "gegeven")
        try dialogue.answer("Welke dag:", "3 nov")
        try dialogue.answer("Welke dag:", "gisteren")
        try dialogue.answer("Wat viel op (mag leeg):", "")
        try dialogue.answer("Vastleggen? [ja/nee]", "ja")
        let (status, screen) = dialogue.finish()
        #expect(status == 0, "\(screen)")
        #expect(screen.contains("Gelezen als zondag 1 november 2026.\n"))
        let page = try page(of: step)
        #expect(page.contains("1. Hoe ging het: gegeven; Welke dag: zo 01-11-2026\n"), "\(page)")
    }

    @Test("of which a step of the row fills in a column later, needs the others, and no other")
    func filledLater() throws {
        let step = try register(
            """
              - stap: nakijken
                titel: Nakijken
                voor_elke: doses
                stappen: [{stap: kijken, titel: Kijken, wie: kc, vul_in: [bijzonder]}]
            """)
        let noted = ["noteer", step] + kc
        let refused = try practice.kaart(noted)
        #expect(
            refused.remarks
                == "Geef met `--veld` wat er gebeurde: `--veld verloop=…` (Hoe ging het: gegeven of vergeten) en `--veld dag=…` (Welke dag). Mag erbij: `--veld bijzonder=…` (Wat viel op). Er is niets veranderd.\n"
        )
        let dialogue = try Dialogue(noted + ["--veld", "verloop=gegeven"], in: practice.folder.url)
        try dialogue.answer("Welke dag:", "vandaag")
        try dialogue.answer("Wat viel op (mag leeg):", "")
        try dialogue.answer("Vastleggen? [ja/nee]", "ja")
        #expect(dialogue.finish().status == 0)
        let page = try page(of: step)
        #expect(page.contains("1. Hoe ging het: gegeven; Welke dag: ma 02-11-2026\n"), "\(page)")
    }

    @Test("that is refused at last is not typed again")
    func refusedAtLast() throws {
        let step = try register()
        let noted = ["noteer", step] + kc
        let dialogue = try Dialogue(noted, in: practice.folder.url)
        try dialogue.answer("Hoe ging het (gegeven, vergeten):", "gegeven")
        try dialogue.answer("Welke dag:", "2026-12-01")
        try dialogue.answer("Wat viel op (mag leeg):", "Veel rust")
        try dialogue.answer("Vastleggen? [ja/nee]", "ja")
        let (status, screen) = dialogue.finish()
        #expect(status == 1)
        #expect(
            screen.hasSuffix(
                "Wat u typte is tot morgen bewaard, voor u alleen. Verder ermee: kaart noteer \(step)\n"),
            "\(screen)")
        let again = try Dialogue(noted, in: practice.folder.url)
        try again.answer("U begon hier eerder aan. Verder met wat u toen typte? [ja/nee]", "ja")
        try again.answer("Hoe ging het (gegeven, vergeten) [gegeven]:", "")
        try again.answer("Welke dag [2026-12-01]:", "2026-11-01")
        try again.answer("Wat viel op [Veel rust]:", "Niets")
        try again.answer("Vastleggen? [ja/nee]", "ja")
        #expect(again.finish().status == 0)
        let page = try page(of: step)
        #expect(
            page.contains("1. Hoe ging het: gegeven; Welke dag: zo 01-11-2026; Wat viel op: Niets\n"),
            "\(page)")
        // What closes the register was never begun, and the next entry is a new one.
        let next = try Dialogue(noted, in: practice.folder.url)
        try next.answer("Hoe ging het (gegeven, vergeten):", "vergeten")
        try next.hangUp(at: "Welke dag:")
        #expect(next.finish().everything.contains("Verder ermee: kaart noteer \(step)\n"))
        let closing = try Dialogue(["klaar", step] + kc, in: practice.folder.url)
        try closing.answer("Uitkomst (1-1):", "klaar")
        try closing.answer("Vastleggen met uitkomst 'klaar'? [ja/nee]", "ja")
        #expect(closing.finish().status == 0)
    }

    @Test(
        "of which something given is wrong, is refused before anything is asked",
        arguments: ["middel=paracetamol", "Hoe ging het=gegeven", "verloop=soms"])
    func wrongColumn(given: String) throws {
        let noted = ["noteer", try register(), "--veld", given] + kc
        let refused = try practice.kaart(noted).remarks
        let (status, screen) = try Dialogue(noted, in: practice.folder.url).finish()
        #expect(status == 1)
        #expect(screen == refused)
    }
}
