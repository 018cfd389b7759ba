import Foundation
import Testing

/// `kaart klaar` with somebody at a terminal.
@Suite("Dialogue")
struct DialogueTests {
    private let practice: Practice
    private let id: String

    init() throws {
        practice = try Practice()
        id = try practice.startCase()
    }

    private func klaar(_ visit: Int, _ arguments: String...) throws -> Dialogue {
        try Dialogue(
            ["klaar", "\(id).\(visit)"] + arguments + ["--als", "femke", "--vandaag", "2026-11-02"],
            in: practice.folder.url)
    }

    private func complete(_ visit: Int, _ arguments: String...) throws {
        let all = ["klaar", "\(id).\(visit)"] + arguments + ["--als", "femke", "--vandaag", "2026-11-02"]
        try #require(try practice.kaart(all).status == 0)
    }

    /// What is known of the case, as a program sees it.
    private func page() throws -> String { try practice.kaart(as: "femke", "traject", id, "--json").output }

    @Test("asks for the outcome by number, and for a last look")
    func outcome() throws {
        let dialogue = try klaar(1)
        try dialogue.answer("Uitkomst (1-2):", "2")
        try dialogue.answer("Vastleggen met uitkomst 'nee'? [ja/nee]", "ja")
        let (status, screen) = dialogue.finish()
        #expect(status == 0)
        #expect(screen.hasPrefix("Is er nu direct gevaar? · leerling 0412 (Groep Geel)\n"))
        #expect(screen.contains("Uiterlijk maandag 2 november 2026."))
        #expect(screen.contains("  1  ja\n  2  nee\n"))
        #expect(screen.contains("Vastgelegd: \(id).1 is klaar.\n"))
        #expect(try page().contains("\"\(id).2\""))
    }

    @Test("what a caller proposes is taken over by Enter")
    func proposal() throws {
        func card(_ id: String, _ rest: String) -> String {
            """
            kaart: \(id)
            titel: Kaart \(id)
            versie: 1
            status: concept
            betreft: leerling
            eigenaar: kc
            doel: Iets bereiken.
            start: [{handmatig: [leerkracht]}]
            gegevens: {vraag: {titel: De vraag, soort: tekst}, reden: {titel: De reden, soort: tekst}}
            \(rest)
            normen: [{norm: Gelukt, meet: voltooid, minstens: 90%}]

            """
        }
        let cards = practice.folder.url.appending(path: "Kwaliteitskaarten/kaarten")
        let called =
            "stappen: [{stap: horen, titel: Horen, wie: leerkracht, vul_in: [vraag], vul_aan: [reden]}]"
        let calling = """
            stappen:
              - {stap: vragen, titel: Vragen, wie: leerkracht, vul_in: [vraag, reden]}
              - {stap: door, titel: Door, kaart: hoorder, neem_mee: {vraag: vraag, reden: reden}}
            """
        try card("hoorder", called).write(
            to: cards.appending(path: "hoorder.yaml"), atomically: true, encoding: .utf8)
        try card("vrager", calling).write(
            to: cards.appending(path: "vrager.yaml"), atomically: true, encoding: .utf8)
        func bas(_ arguments: String...) throws -> String {
            try practice.kaart(arguments + ["--als", "bas", "--vandaag", "2026-11-02"]).output
        }
        let begun = try bas("start", "vrager", "0412", "--groep", "groep-geel")
        let asking = try #require(begun.split(separator: " ").first { $0.contains(".1") })
        _ = try bas("klaar", String(asking), "--veld", "vraag=Hoe nu?", "--veld", "reden=Rust.")
        let hearing = try #require(
            try bas("taken").split(separator: " ").first { $0.hasSuffix(".1") && !$0.hasPrefix(id) })
        let dialogue = try Dialogue(
            ["klaar", String(hearing), "--als", "bas", "--vandaag", "2026-11-02"], in: practice.folder.url)
        try dialogue.answer("De vraag [Hoe nu?]:", "")
        try dialogue.answer("De reden [Rust.]:", "")
        try dialogue.answer("Vastleggen met uitkomst 'gereed'? [ja/nee]", "ja")
        #expect(dialogue.finish().status == 0)
        let page = try bas("traject", String(hearing.dropLast(2)))
        #expect(page.contains("Hoe nu?") && page.contains("Rust."))
    }

    @Test("a table that can't be read is asked again")
    func table() throws {
        let school = practice.folder.url
        let card = """
            kaart: lijst-maken
            titel: Lijst maken
            versie: 1
            status: concept
            betreft: leerling
            eigenaar: kc
            doel: Iets bereiken.
            start: [{handmatig: [leerkracht]}]
            gegevens: {afspraken: {titel: De afspraken, soort: lijst, kolommen: {wat: {titel: Wat, soort: tekst}}}}
            stappen: [{stap: maken, titel: Maken, wie: leerkracht, vul_in: [afspraken]}]
            normen: [{norm: Gelukt, meet: voltooid, minstens: 90%}]

            """
        try card.write(
            to: school.appending(path: "Kwaliteitskaarten/kaarten/lijst-maken.yaml"), atomically: true,
            encoding: .utf8)
        try "wat\nRust\n".write(to: school.appending(path: "l.csv"), atomically: true, encoding: .utf8)
        let person = ["--als", "bas", "--vandaag", "2026-11-02"]
        let begun = try practice.kaart(["start", "lijst-maken", "0412", "--groep", "groep-geel"] + person)
            .output
        let step = try #require(begun.split(separator: " ").first { $0.contains(".1") })
        let dialogue = try Dialogue(["klaar", String(step)] + person, in: school)
        let question = "De afspraken (de naam van een CSV-bestand, met de kolommen wat):"
        try dialogue.answer(question, "m.csv")
        try dialogue.answer(question, "l.csv")
        try dialogue.answer("Vastleggen met uitkomst 'gereed'? [ja/nee]", "ja")
        let (status, screen) = dialogue.finish()
        #expect(status == 0)
        #expect(screen.contains("Nog niet goed: Het bestand 'm.csv' kan niet gelezen worden"))
    }

    @Test("a wrong number or word is asked again, a name will do")
    func wrongOutcome() throws {
        let dialogue = try klaar(1, "--uitkomst", "misschien")
        try dialogue.answer("Uitkomst (1-2):", "3")
        try dialogue.answer("Uitkomst (1-2):", "0")
        try dialogue.answer("Uitkomst (1-2):", "")
        try dialogue.answer("Uitkomst (1-2):", "nee")
        try dialogue.answer("Vastleggen met uitkomst 'nee'? [ja/nee]", "j")
        #expect(dialogue.finish().status == 0)
    }

    @Test("'nee' at the last look leaves nothing behind", arguments: ["nee", "n"])
    func no(answer: String) throws {
        let before = try practice.folder.bytes(of: "gegevens/trajecten.sqlite")
        let dialogue = try klaar(1, "--uitkomst", "nee")
        try dialogue.answer("Vastleggen met uitkomst 'nee'? [ja/nee]", answer)
        let (status, screen) = dialogue.finish()
        #expect(status == 1)
        #expect(screen.hasSuffix("Er is niets vastgelegd.\n"))
        #expect(try practice.folder.bytes(of: "gegevens/trajecten.sqlite") == before)
    }

    @Test("Ctrl-D at any question leaves nothing behind")
    func endOfInput() throws {
        try complete(1, "--uitkomst", "nee")
        let before = try practice.folder.bytes(of: "gegevens/trajecten.sqlite")
        let first = try klaar(2)
        try first.hangUp(at: "Feiten en signalen (meer regels mag; een lege regel sluit af):")
        let last = try klaar(2)
        try last.answer(
            "Feiten en signalen (meer regels mag; een lege regel sluit af):", "Drie keer zonder jas.\n")
        try last.hangUp(at: "Vastleggen met uitkomst 'gereed'? [ja/nee]")
        for dialogue in [first, last] {
            let (status, screen) = dialogue.finish()
            #expect(status == 1)
            #expect(screen.contains("Afgebroken; er is niets vastgelegd.\n"))
        }
        #expect(try practice.folder.bytes(of: "gegevens/trajecten.sqlite") == before)
    }

    private var drafts: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: practice.folder.url.path + "/gegevens/klad"))
            ?? []
    }

    @Test(
        "what was typed before it was broken off is offered again, to that person for that step, until it is recorded"
    )
    func keptDraft() throws {
        try complete(1, "--uitkomst", "nee")
        let first = try klaar(2)
        try first.answer(
            "Feiten en signalen (meer regels mag; een lege regel sluit af):", "Drie keer zonder jas.\n")
        try first.answer("Vastleggen met uitkomst 'gereed'? [ja/nee]", "nee")
        let (status, screen) = first.finish()
        #expect(status == 1)
        #expect(
            screen.hasSuffix(
                "Er is niets vastgelegd.\nWat u typte is tot morgen bewaard, voor u alleen. Verder ermee: kaart klaar \(id).2\n"
            ))
        let place = practice.folder.url.path + "/gegevens/klad"
        #expect(drafts.count == 1)
        for (path, mode) in [(place, 0o700), (place + "/" + (drafts.first ?? ""), 0o600)] {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == mode, "\(path)")
        }
        // Not at another step.
        let elsewhere = try practice.startCase()
        let person = ["--als", "femke", "--vandaag", "2026-11-02"]
        try #require(
            try practice.kaart(["klaar", "\(elsewhere).1", "--uitkomst", "nee"] + person).status == 0)
        let other = try Dialogue(["klaar", "\(elsewhere).2"] + person, in: practice.folder.url)
        try other.hangUp(at: "Feiten en signalen (meer regels mag; een lege regel sluit af):")
        #expect(!other.finish().everything.contains("zonder jas"))
        // Who goes on with it and breaks off at once loses nothing.
        let brief = try klaar(2)
        try brief.answer("U begon hier eerder aan. Verder met wat u toen typte? [ja/nee]", "ja")
        try brief.hangUp(
            at: "Feiten en signalen [Drie keer zonder jas.] (meer regels mag; een lege regel sluit af):")
        #expect(brief.finish().status == 1)
        let again = try klaar(2)
        try again.answer("U begon hier eerder aan. Verder met wat u toen typte? [ja/nee]", "ja")
        try again.answer(
            "Feiten en signalen [Drie keer zonder jas.] (meer regels mag; een lege regel sluit af):", "")
        try again.answer("Vastleggen met uitkomst 'gereed'? [ja/nee]", "ja")
        #expect(again.finish().status == 0)
        #expect(drafts.isEmpty)
        #expect(try page().contains("Drie keer zonder jas."))
    }

    @Test("who does not go on with it begins anew, and after a day it is gone")
    func clearedDraft() throws {
        try complete(1, "--uitkomst", "nee")
        func leave() throws {
            let dialogue = try klaar(2)
            try dialogue.answer(
                "Feiten en signalen (meer regels mag; een lege regel sluit af):", "Drie keer zonder jas.\n")
            try dialogue.hangUp(at: "Vastleggen met uitkomst 'gereed'? [ja/nee]")
            #expect(dialogue.finish().status == 1)
        }
        try leave()
        let anew = try klaar(2)
        try anew.answer("U begon hier eerder aan. Verder met wat u toen typte? [ja/nee]", "nee")
        try anew.hangUp(at: "Feiten en signalen (meer regels mag; een lege regel sluit af):")
        #expect(anew.finish().status == 1)
        #expect(drafts.isEmpty)
        try leave()
        let path = practice.folder.url.path + "/gegevens/klad/" + (try #require(drafts.first))
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1_000_000_000)], ofItemAtPath: path)
        #expect(try practice.kaart(["dag", "--als", "femke", "--vandaag", "2026-11-02"]).status == 0)
        #expect(drafts.isEmpty)
    }

    @Test("asks only what is missing, and a wrong value again")
    func onlyWhatIsMissing() throws {
        try complete(1, "--uitkomst", "nee")
        try complete(2, "--veld", "feiten=iets")
        let dialogue = try klaar(3, "--uitkomst", "zorg blijft", "--veld", "advies=geen")
        let question = "Is Veilig Thuis om advies gevraagd (mag anoniem)? (ja, nee):"
        try dialogue.answer(question, "geheim")
        try dialogue.answer(question, "")
        try dialogue.answer(question, "ja")
        try dialogue.answer(
            "Wie was erbij als schoolmaatschappelijk werker (elif = Elif Evers; leeg = niemand):", "")
        try dialogue.answer("Niet erbij: schoolmaatschappelijk werker. Waarom niet:", "Ziek.")
        try dialogue.answer("Vastleggen met uitkomst 'zorg blijft'? [ja/nee]", "")
        try dialogue.answer("Vastleggen met uitkomst 'zorg blijft'? [ja/nee]", "misschien")
        try dialogue.answer("Vastleggen met uitkomst 'zorg blijft'? [ja/nee]", "ja")
        let (status, screen) = dialogue.finish()
        #expect(status == 0)
        #expect(!screen.contains("geheim"))
        #expect(screen.contains("schrijf `ja` of `nee`."))
        #expect(try page().contains("\"advies\" : \"geen\""))
    }

    @Test("what was filled in before is shown, kept with Enter, and replaced by another answer")
    func keptValues() throws {
        try complete(1, "--uitkomst", "ja")
        try complete(2, "--veld", "feiten=eerst", "--veld", "kenmerk=VT-1", "--veld", "ouders-ingelicht=nee")
        try #require(
            try practice.kaart(as: "femke", "onderbreek", id, "acuut onveilig", "--reden", "x").status == 0)
        let dialogue = try klaar(4)
        try dialogue.answer("Feiten en signalen [eerst] (meer regels mag; een lege regel sluit af):", "")
        try dialogue.answer("Zijn de ouders vooraf ingelicht? (ja, nee) [nee]:", "")
        try dialogue.answer("Kenmerk van de melding [VT-1]:", "VT-2")
        try dialogue.answer("Vastleggen met uitkomst 'gereed'? [ja/nee]", "ja")
        #expect(dialogue.finish().status == 0)
        let page = try page()
        #expect(page.contains("\"feiten\" : \"eerst\""))
        #expect(page.contains("\"kenmerk\" : \"VT-2\""))
    }

    @Test("who can't do the step is refused before anything is asked")
    func refusedFirst() throws {
        let dialogue = try Dialogue(
            ["klaar", "\(id).1", "--als", "bas", "--vandaag", "2026-11-02"], in: practice.folder.url)
        let (status, screen) = dialogue.finish()
        #expect(status == 1)
        #expect(screen.hasPrefix("Dit kan alleen iemand met de rol aandachtsfunctionaris"))
    }

    @Test(
        "somebody else who is first while one is still answering is told so, and nothing is lost or doubled")
    func firstMeanwhile() throws {
        let dialogue = try klaar(1)
        try dialogue.answer("Uitkomst (1-2):", "2")
        try dialogue.wait(for: "Vastleggen met uitkomst 'nee'? [ja/nee]")
        let other = ["klaar", "\(id).1", "--uitkomst", "ja", "--als", "carla", "--vandaag", "2026-11-02"]
        try #require(try practice.kaart(other).status == 0)
        try dialogue.answer("Vastleggen met uitkomst 'nee'? [ja/nee]", "ja")
        let (status, screen) = dialogue.finish()
        #expect(status == 1)
        #expect(
            screen.contains("Carla de Cock heeft de stap 'Is er nu direct gevaar?' op maandag 2 november"))
        #expect(try practice.kaart("herbouw").status == 0)
    }

    @Test("what is typed can't steer the terminal of who reads it")
    func typedEscapes() throws {
        try complete(1, "--uitkomst", "nee")
        let dialogue = try klaar(2)
        try dialogue.answer(
            "Feiten en signalen (meer regels mag; een lege regel sluit af):", "\u{1B}[31mrood\u{202E}\n")
        try dialogue.answer("Vastleggen met uitkomst 'gereed'? [ja/nee]", "ja")
        #expect(dialogue.finish().status == 0)
        #expect(
            try practice.kaart(as: "femke", "traject", id).output.contains("<U+001B>[31mrood<U+202E>"))
    }

    @Test("what follows is shown before it is asked whether it is meant, and a no changes nothing")
    func consequences() throws {
        try complete(1, "--uitkomst", "nee")
        let other = try practice.startCase()
        let before = try practice.folder.bytes(of: "gegevens/trajecten.sqlite")
        func run(_ arguments: String...) throws -> Dialogue {
            try Dialogue(
                arguments + ["--als", "femke", "--vandaag", "2026-11-02", "--reden", "Even overleggen"],
                in: practice.folder.url)
        }
        for (dialogue, foreseen) in [
            (try run("uitstel", "\(id).2", "--tot", "2026-11-09"), "van wo 04-11-2026 naar ma 09-11-2026"),
            (try run("opschorten", id), "De termijnen van de school staan stil tot `kaart hervat`"),
            (try run("heropen", "\(id).1"), "Stap 1: signalen in kaart brengen: vervallen"),
            (try run("stop", id), "Stap 1: signalen in kaart brengen: vervallen"),
            (try run("onderbreek", id, "acuut onveilig"), "Stap 1: signalen in kaart brengen: vervallen"),
            (try run("geef-over", "\(other).1", "carla"), "bij Carla de Cock"),
        ] {
            try dialogue.answer("Vastleggen? [ja/nee]", "nee")
            let (status, screen) = dialogue.finish()
            #expect(status == 1)
            #expect(screen.contains("Dit gebeurt er dan:"))
            #expect(screen.contains(foreseen), "\(screen)")
            #expect(screen.hasSuffix("Er is niets vastgelegd.\n"))
        }
        #expect(try practice.folder.bytes(of: "gegevens/trajecten.sqlite") == before)
    }

    @Test("a reason is asked for, and none is no reason")
    func reason() throws {
        for (answer, status) in [("", 1), ("Dubbel begonnen.", 0)] as [(String, Int32)] {
            let dialogue = try Dialogue(
                ["stop", id, "--als", "femke", "--vandaag", "2026-11-02"], in: practice.folder.url)
            try dialogue.answer("Reden:", answer)
            if status == 0 { try dialogue.answer("Vastleggen? [ja/nee]", "ja") }
            #expect(dialogue.finish().status == status)
        }
        #expect(try page().contains("\"einde\" : \"vervallen\""))
    }

    @Test("a new card: what is missing is asked, and a wrong answer again")
    func newCard() throws {
        let dialogue = try Dialogue(
            ["nieuw", "--betreft", "leerling", "--als", "dirk"], in: practice.folder.url)
        let name = "Naam van de kaart, zoals verlof-aanvragen:"
        try dialogue.answer(name, "Verlof aanvragen")
        try dialogue.answer(name, "meldcode")
        try dialogue.answer(name, "verlof")
        try dialogue.answer("Titel, zoals mensen die lezen:", "")
        try dialogue.answer("Titel, zoals mensen die lezen:", "Verlof: aanvragen")
        try dialogue.answer("Wat bereikt de school ermee:", "Op tijd een \"antwoord\"")
        try dialogue.answer("Welke rol bewaakt de kaart:", "ouders")
        try dialogue.answer("Welke rol bewaakt de kaart:", "directeur")
        try dialogue.answer("Eerste stap:", "")
        try dialogue.answer("Eerste stap:", "Vragen")
        try dialogue.answer("Wie doet 'Vragen' (leeg = wie de kaart bewaakt):", "leerkracht")
        try dialogue.answer("Volgende stap (leeg = dat was het):", "Besluiten")
        try dialogue.answer("Wie doet 'Besluiten' (leeg = wie de kaart bewaakt):", "")
        try dialogue.answer("Volgende stap (leeg = dat was het):", "")
        let (status, screen) = dialogue.finish()
        #expect(status == 0, "\(screen)")
        #expect(screen.contains("Er is al een bestand 'meldcode'"))
        #expect(try practice.kaart("controleer", "Kwaliteitskaarten/kaarten/verlof.yaml").status == 0)
        // The reason is asked last: who may not adopt it is told so at once.
        let refused = try Dialogue(["stel-vast", "verlof", "--als", "dirk"], in: practice.folder.url)
        #expect(refused.finish().status == 1)
        let adopting = try Dialogue(["stel-vast", "verlof", "--als", "carla"], in: practice.folder.url)
        try adopting.answer("Reden:", "Besproken")
        #expect(adopting.finish().status == 0)
        let stopped = try Dialogue(["nieuw", "nog-een", "--als", "dirk"], in: practice.folder.url)
        try stopped.hangUp(at: "Titel, zoals mensen die lezen:")
        #expect(stopped.finish().everything.hasSuffix("Afgebroken; er is niets geschreven.\n"))
    }
}
