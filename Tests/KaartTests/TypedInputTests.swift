import Testing

/// What somebody types or pastes at a question answers that question, and no other.
@Suite("Dialogue: what is typed and pasted")
struct TypedInputTests {
    private let practice: Practice
    private let id: String
    private let person = ["--als", "femke", "--vandaag", "2026-11-02"]
    private static let facts = "Feiten en signalen (meer regels mag; een lege regel sluit af):"
    private static let last = "Vastleggen met uitkomst 'gereed'? [ja/nee]"

    init() throws {
        practice = try Practice()
        id = try practice.startCase()
        let first = ["klaar", "\(id).1", "--uitkomst", "nee"] + person
        try #require(try practice.kaart(first).status == 0)
    }

    private func signals() throws -> Dialogue {
        try Dialogue(["klaar", "\(id).2"] + person, in: practice.folder.url)
    }

    private func page() throws -> String { try practice.kaart(as: "femke", "traject", id).output }

    @Test("pasted lines are one long text, with the empty lines in it, and answer nothing else")
    func pasted() throws {
        let dialogue = try signals()
        try dialogue.answer(Self.facts, "Zij huilt vaak.\n\nJa, ook thuis.\nJa\n")
        try dialogue.answer(Self.last, "ja")
        #expect(dialogue.finish().status == 0)
        #expect(
            try page().contains("Feiten en signalen: Zij huilt vaak.\n    \n    Ja, ook thuis.\n    Ja\n"))
    }

    @Test(
        "of what is pasted the last line, that does not end, is part of the text too, and answers nothing else"
    )
    func pastedWithoutEnd() throws {
        let dialogue = try signals()
        try dialogue.type("Zij huilt vaak.\n\nJa, ook thuis.", at: Self.facts)
        dialogue.rest()
        try dialogue.type("\n\n")
        try dialogue.answer(Self.last, "ja")
        let (status, screen) = dialogue.finish()
        #expect(status == 0)
        #expect(!screen.contains("niet overgenomen"), "\(screen)")
        #expect(try page().contains("Feiten en signalen: Zij huilt vaak.\n    \n    Ja, ook thuis.\n"))
    }

    @Test("what was typed before it was asked whether it is meant, is no answer")
    func tooSoon() throws {
        let dialogue = try Dialogue(
            ["stop", id] + person, in: practice.folder.url)
        try dialogue.answer("Reden:", "Dubbel.\nja\nja")
        try dialogue.answer("Vastleggen? [ja/nee]", "nee")
        let (status, screen) = dialogue.finish()
        #expect(status == 1)
        #expect(
            screen.contains("U plakte meer dan één regel. Alleen de eerste is overgenomen; kijk die na.\n"))
        #expect(screen.hasSuffix("Er is niets vastgelegd.\n"))
    }

    @Test("a line that is longer than a terminal hands over is not recorded cut")
    func longLine() throws {
        let dialogue = try signals()
        try dialogue.answer(Self.facts, "Eerste.\n" + String(repeating: "a", count: 5000))
        try dialogue.answer("Typ die regel, en wat erachter kwam, opnieuw in kortere regels:", "Kort.\n")
        try dialogue.answer(Self.last, "ja")
        #expect(dialogue.finish().status == 0)
        let page = try page()
        #expect(page.contains("Feiten en signalen: Eerste.\n    Kort.\n") && !page.contains("aaa"), "\(page)")
    }

    private static let brokenOff =
        "Afgebroken; er is niets vastgelegd.\nWat u typte is tot morgen bewaard, voor u alleen. Verder ermee: kaart klaar "

    @Test(
        "Ctrl-C at a question says what Ctrl-D says, keeps what was typed, and ends what started the program too"
    )
    func interrupted() throws {
        let dialogue = try signals()
        try dialogue.answer(Self.facts, "Drie keer zonder jas.\n")
        try dialogue.interrupt(at: Self.last)
        let (status, screen) = dialogue.finish()
        #expect(status == 128 + 2)
        #expect(screen.hasSuffix(Self.brokenOff + "\(id).2\n"))
    }

    @Test("who breaks off in a text of more lines finds the lines again")
    func brokenOffText() throws {
        let dialogue = try signals()
        try dialogue.type("Drie keer zonder jas.\n\u{4}", at: Self.facts)
        let (status, screen) = dialogue.finish()
        #expect(status == 1)
        #expect(screen.hasSuffix(Self.brokenOff + "\(id).2\n"))
        let again = try signals()
        try again.answer("U begon hier eerder aan. Verder met wat u toen typte? [ja/nee]", "ja")
        try again.hangUp(
            at: "Feiten en signalen [Drie keer zonder jas.] (meer regels mag; een lege regel sluit af):")
        #expect(again.finish().status == 1)
    }

    @Test("a kept text of more lines is shown above its question, and Enter keeps all of it")
    func keptLines() throws {
        let dialogue = try signals()
        try dialogue.answer(Self.facts, "Een.\nTwee.\n")
        try dialogue.answer(Self.last, "nee")
        #expect(dialogue.finish().status == 1)
        let again = try signals()
        try again.answer("U begon hier eerder aan. Verder met wat u toen typte? [ja/nee]", "ja")
        try again.answer(
            "Feiten en signalen [Enter laat het zo] (meer regels mag; een lege regel sluit af):", "")
        try again.answer(Self.last, "ja")
        let (status, screen) = again.finish()
        #expect(status == 0)
        #expect(screen.contains("Feiten en signalen, tot nu toe:\n  Een.\n  Twee.\n"))
        #expect(try page().contains("Feiten en signalen: Een.\n    Twee.\n"))
    }

    @Test("why nobody was there is asked until there is a reason")
    func absence() throws {
        let signals = ["klaar", "\(id).2", "--veld", "feiten=iets"] + person
        try #require(try practice.kaart(signals).status == 0)
        let arguments = [
            "--uitkomst", "zorg blijft", "--veld", "advies=geen", "--veld", "veilig-thuis-gevraagd=ja",
        ]
        let dialogue = try Dialogue(["klaar", "\(id).3"] + arguments + person, in: practice.folder.url)
        try dialogue.answer(
            "Wie was erbij als schoolmaatschappelijk werker (elif = Elif Evers; leeg = niemand):", "")
        let question = "Niet erbij: schoolmaatschappelijk werker. Waarom niet:"
        try dialogue.answer(question, "")
        try dialogue.answer(question, "Ziek.")
        try dialogue.answer("Vastleggen met uitkomst 'zorg blijft'? [ja/nee]", "ja")
        #expect(dialogue.finish().status == 0)
    }

    @Test("a second case of one card for one pupil is asked about, for who may see the first")
    func twice() throws {
        let again = [
            "start", "meldcode", "0412", "--groep", "groep-geel", "--vandaag", "2026-11-03", "--als",
        ]
        let dialogue = try Dialogue(again + ["femke"], in: practice.folder.url)
        try dialogue.answer("Toch beginnen? [ja/nee]", "nee")
        let (status, screen) = dialogue.finish()
        #expect(status == 1)
        let told = "Er loopt voor leerling 0412 (Groep Geel) al een traject van deze kaart: "
        #expect(screen.contains(told + "\(id), sinds ma 02-11-2026.\n"))
        #expect(screen.hasSuffix("Er is niets begonnen.\n"))
        // Who can't be asked hears it; who may not see the first hears nothing.
        #expect(try practice.kaart(again + ["femke"]).remarks.contains("Let op: " + told))
        #expect(try practice.kaart(again + ["gijs"]).remarks == "")
    }
}
