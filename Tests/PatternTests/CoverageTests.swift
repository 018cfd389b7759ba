import CardEngine
import CardLanguage
import Casework
import Testing

/// What `kaart scenario` says that no scenario passes: of each kind of transition, scenarios that leave out that one.
@Suite("Coverage by scenarios")
struct CoverageTests {
    /// A scenario: whom it is about, and its lines.
    struct Play: Sendable, ExpressibleByArrayLiteral {
        var subject = "{ouders: 1, jaargroep: 6}"
        let lines: [String]

        init(arrayLiteral lines: String...) { self.lines = lines }

        func about(_ subject: String) -> Play {
            var copy = self
            copy.subject = subject
            return copy
        }
    }

    /// A card, scenarios that pass all of it but one transition, and one that passes that one.
    struct Gap: Sendable, CustomTestStringConvertible {
        let name: String
        let title: String
        let card: String
        let plays: [Play]
        let closing: Play

        init(_ name: String, _ title: String, in card: String, _ plays: [Play], closedBy closing: Play) {
            self.name = name
            self.title = title
            self.card = card
            self.plays = plays
            self.closing = closing
        }

        var testDescription: String { name }
    }

    struct Unusable: Error {}

    private static func card(_ body: String) throws -> Card {
        let text =
            "kaart: proef\ntitel: Een proefkaart\nversie: 1\nstatus: concept\nbetreft: leerling\neigenaar: kc\n"
            + "doel: Iets laten zien.\nstart: [{handmatig: [kc]}]\n" + body
        let read = ReadFile.read(SourceText(name: "proef.yaml", text: text), school: nil)
        guard case .card(let card)? = read.value else {
            Issue.record("\(read.diagnostics.map(\.message))")
            throw Unusable()
        }
        return card
    }

    private static func missing(_ plays: [Play], of card: Card, among cards: [CardID: Card]) throws
        -> [String]
    {
        var passed: Set<Transition> = []
        for play in plays {
            let text =
                "scenario: voorbeeld\nkaart: proef\ntitel: Een voorbeeld\nbegin: 2026-09-07\nleerling: \(play.subject)\n"
                + "gebeurt:\n" + play.lines.map { "  - {\($0)}\n" }.joined()
            let read = ReadFile.read(
                SourceText(name: "voorbeeld.yaml", text: text), school: nil, cards: cards)
            guard case .scenario(let scenario)? = read.value else {
                Issue.record("\(text)\(read.diagnostics.map(\.message))")
                throw Unusable()
            }
            let report = ScenarioReport.playing(scenario, on: card, among: cards)
            #expect(report.failures.map { "\($0.expected); \($0.happened)" } == [], "\(text)")
            passed.formUnion(report.passed)
        }
        return ScenarioCoverage(of: card, among: cards, passed: passed).missing.map(\.title)
    }

    @Test("names exactly what is left out, and nothing when it is not", arguments: gaps)
    func planted(_ gap: Gap) throws {
        let card = try Self.card(gap.card)
        let cards = [card.id: card, "elders": try Self.elsewhere()]
        let without = try Self.missing(gap.plays, of: card, among: cards)
        #expect(without == [gap.title])
        let with = try Self.missing(gap.plays + [gap.closing], of: card, among: cards)
        #expect(with == [])
    }

    @Test("without a scenario nothing is passed, not even the start")
    func nothing() throws {
        let card = try Self.card("stappen: [{stap: a, titel: A, wie: kc}]")
        #expect(try Self.missing([], of: card, among: [card.id: card]) == ["start", "a [gereed]"])
    }

    /// A card that others call or wait for.
    private static func elsewhere() throws -> Card {
        let read = ReadFile.read(
            SourceText(
                name: "elders.yaml",
                text: """
                    kaart: elders
                    titel: Elders
                    versie: 1
                    status: concept
                    betreft: leerling
                    eigenaar: kc
                    doel: Elders iets doen.
                    start: [{handmatig: [kc]}]
                    stappen: [{stap: a, titel: A, wie: kc, uitkomsten: {goed: verder, niet: gestopt}}]
                    einden: {gestopt: {titel: Gestopt, telt_als: afgebroken}, nergens: {titel: Komt niet voor, telt_als: afgebroken}}
                    """), school: nil)
        guard case .card(let card)? = read.value else { throw Unusable() }
        return card
    }

    static let gaps = steps + signatures + calls + blocks + interrupts

    private static let steps = [
        Gap(
            "an outcome of a task", "a [nee]",
            in: "stappen: [{stap: a, titel: A, wie: kc, uitkomsten: {ja: verder, nee: verder}}]",
            [["stap: a, uitkomst: ja"]], closedBy: ["stap: a, uitkomst: nee"]),
        Gap(
            "a task that has one outcome", "b [gereed]",
            in: "stappen: [{stap: a, titel: A, wie: kc}, {stap: b, titel: B, wie: kc}]",
            [["stap: a"]], closedBy: ["stap: a", "stap: b"]),
        Gap(
            "a task that expires", "a [verlopen]",
            in:
                "stappen: [{stap: a, titel: A, wie: kc, termijn: 1 week, uitkomsten: {gereed: verder, verlopen: verder}}]",
            [["stap: a"]], closedBy: ["na: 8 dagen, verwacht_open: []"]),
        Gap(
            "a step that is skipped", "b [overgeslagen]",
            in:
                "stappen: [{stap: a, titel: A, wie: kc}, {stap: b, titel: B, wie: kc, als: {jaargroep: {minstens: 7}}}]",
            [(["stap: a", "stap: b"] as Play).about("{jaargroep: 7}")], closedBy: ["stap: a"]),
        Gap(
            "a step that is not skipped", "b [gereed]",
            in:
                "stappen: [{stap: a, titel: A, wie: kc}, {stap: b, titel: B, wie: kc, als: {jaargroep: {minstens: 7}}}]",
            [["stap: a"]], closedBy: (["stap: a", "stap: b"] as Play).about("{jaargroep: 7}")),
        Gap(
            "a row of a choice", "route [regel 2]",
            in: """
                gegevens: {ernst: {titel: Ernst, soort: keuze, opties: [licht, zwaar, anders niet]}}
                stappen:
                  - {stap: a, titel: A, wie: kc, vul_in: [ernst]}
                  - {stap: route, titel: Route, kies: [{als: {ernst: licht}, naar: voltooid}, {als: {ernst: zwaar}, naar: voltooid}, {anders: voltooid}]}
                """,
            [["stap: a, invoer: {ernst: licht}"], ["stap: a, invoer: {ernst: anders niet}"]],
            closedBy: ["stap: a, invoer: {ernst: zwaar}"]),
        Gap(
            "the rest of a choice", "route [regel 2]",
            in: """
                gegevens: {ernst: {titel: Ernst, soort: keuze, opties: [licht, zwaar]}}
                stappen:
                  - {stap: a, titel: A, wie: kc, vul_in: [ernst]}
                  - {stap: route, titel: Route, kies: [{als: {ernst: licht}, naar: voltooid}, {anders: voltooid}]}
                """,
            [["stap: a, invoer: {ernst: licht}"]], closedBy: ["stap: a, invoer: {ernst: zwaar}"]),
        Gap(
            "a wait for a moment", "even [gereed]",
            in: "stappen: [{stap: a, titel: A, wie: kc}, {stap: even, titel: Even, wacht: 1 week}]",
            [["stap: a"]], closedBy: ["stap: a", "na: 1 week, verwacht_open: []"]),
        Gap(
            "a register that is closed", "volgen [genoeg]",
            in: """
                gegevens: {lijst: {titel: Lijst, soort: lijst, kolommen: {wat: {titel: Wat, soort: tekst}}}}
                stappen: [{stap: volgen, titel: Volgen, wie: kc, registreer: lijst, uitkomsten: {genoeg: verder, gestopt: verder}}]
                """,
            [["stap: volgen, rij: {wat: Iets}", "stap: volgen, uitkomst: gestopt"]],
            closedBy: ["stap: volgen, rij: {wat: Iets}", "stap: volgen, uitkomst: genoeg"]),
    ]

    private static let consent = """
        gegevens: {plan: {titel: Plan, soort: tekst}}
        stappen:
          - {stap: schrijven, titel: Schrijven, wie: kc, vul_in: [plan]}
          - {stap: tekenen, titel: Tekenen, teken: [ouders], geeft_toestemming: {doel: delen, aan: bureau}, uitkomsten: {akkoord: verder, anders: voltooid}}
          - {stap: sturen, titel: Sturen, wie: kc, verstrekt: {aan: bureau, gegevens: [plan], toestemming: delen}, uitkomsten: {gereed: verder, geen toestemming: verder}}

        """
    private static let write = "stap: schrijven, invoer: {plan: Iets}"
    private static let agreed: Play = [write, "stap: tekenen, uitkomst: akkoord", "stap: sturen"]
    private static let refused: Play = [write, "stap: tekenen, uitkomst: geweigerd"]
    private static let incomplete: Play = [write, "stap: tekenen, uitkomst: niet bereikt"]
    private static let withdrawn: Play = [
        write, "stap: tekenen, uitkomst: akkoord", "ingetrokken: delen",
    ]

    private static let signatures = [
        Gap(
            "signatures that all agree", "tekenen [akkoord]",
            in: "stappen: [{stap: tekenen, titel: Tekenen, teken: [ouders, kc]}]",
            [
                ["stap: tekenen, door: ouders, uitkomst: geweigerd", "stap: tekenen, uitkomst: akkoord"],
                ["stap: tekenen, door: ouders, uitkomst: niet bereikt", "stap: tekenen, uitkomst: akkoord"],
            ],
            closedBy: [
                "stap: tekenen, door: ouders, uitkomst: akkoord", "stap: tekenen, uitkomst: akkoord",
            ]),
        Gap(
            "a signature that is refused", "tekenen [niet akkoord]", in: consent,
            [agreed, incomplete, withdrawn], closedBy: refused),
        Gap(
            "a signature that nobody gave", "tekenen [onvolledig]", in: consent,
            [agreed, refused, withdrawn], closedBy: incomplete),
        Gap(
            "a provision without consent", "sturen [geen toestemming]", in: consent,
            [agreed, refused, incomplete], closedBy: withdrawn),
        Gap(
            "a provision", "sturen [gereed]", in: consent, [refused, incomplete, withdrawn], closedBy: agreed),
    ]

    private static let calls = [
        Gap(
            "an end of a called card", "roep [vervallen]",
            in: "stappen: [{stap: roep, titel: Roep, kaart: elders}]",
            [["stap: roep, einde: voltooid"], ["stap: roep, einde: gestopt"]],
            closedBy: ["stap: roep, einde: vervallen"]),
        Gap(
            "an end of a called card that is named", "roep [gestopt]",
            in:
                "stappen: [{stap: roep, titel: Roep, kaart: elders, uitkomsten: {voltooid: verder, gestopt: roep, vervallen: verder}}]",
            [["stap: roep, einde: voltooid"], ["stap: roep, einde: vervallen"]],
            closedBy: ["stap: roep, einde: gestopt"]),
        Gap(
            "an end of a called card that `anders` stands for", "roep [gestopt]",
            in:
                "stappen: [{stap: roep, titel: Roep, kaart: elders, uitkomsten: {voltooid: verder, anders: verder}}]",
            [["stap: roep, einde: voltooid"], ["stap: roep, einde: vervallen"]],
            closedBy: ["stap: roep, einde: gestopt"]),
        Gap(
            "a call that does not wait", "roep [gereed]",
            in:
                "stappen: [{stap: roep, titel: Roep, kaart: elders, meteen_verder: ja, als: {jaargroep: 7}}]",
            [["verwacht_open: []"]], closedBy: (["verwacht_open: []"] as Play).about("{jaargroep: 7}")),
        Gap(
            "a wait for a card that took too long", "wachten [verlopen]",
            in:
                "stappen: [{stap: wachten, titel: Wachten, wacht: {kaart: elders}, termijn: 1 week, uitkomsten: {gereed: verder, verlopen: verder}}]",
            [["kaart: elders, einde: voltooid"]], closedBy: ["na: 8 dagen, verwacht_open: []"]),
        Gap(
            "a wait for a card that ended", "wachten [gereed]",
            in:
                "stappen: [{stap: wachten, titel: Wachten, wacht: {kaart: elders}, termijn: 1 week, uitkomsten: {gereed: verder, verlopen: verder}}]",
            [["kaart: elders, einde: gestopt", "na: 8 dagen, verwacht_open: []"]],
            closedBy: ["kaart: elders, einde: voltooid"]),
    ]

    private static let blocks = [
        Gap(
            "a block side by side", "samen [gereed]",
            in: """
                stappen:
                  - stap: samen
                    titel: Samen
                    tegelijk: [{stap: a, titel: A, wie: kc}, {stap: b, titel: B, wie: kc}]
                    termijn: 1 week
                    uitkomsten: {gereed: verder, verlopen: voltooid}
                """,
            [["stap: a", "na: 8 dagen, verwacht_open: []"], ["stap: b"]], closedBy: ["stap: a", "stap: b"]),
        Gap(
            "a block side by side that expires", "samen [verlopen]",
            in: """
                stappen:
                  - stap: samen
                    titel: Samen
                    tegelijk: [{stap: a, titel: A, wie: kc}, {stap: b, titel: B, wie: kc}]
                    termijn: 1 week
                    uitkomsten: {gereed: verder, verlopen: voltooid}
                """,
            [["stap: a", "stap: b"]], closedBy: ["na: 8 dagen, verwacht_open: []"]),
        Gap(
            "a block for each", "elk [gereed]",
            in: """
                stappen:
                  - stap: elk
                    titel: Elk
                    voor_elke: {vak: [rekenen, taal]}
                    stappen: [{stap: a, titel: A, wie: kc}]
                """,
            [["stap: a, item: 2"]], closedBy: ["stap: a", "stap: a"]),
        Gap(
            "an outcome in a branch of a block for each", "a [nee]",
            in: """
                stappen:
                  - stap: elk
                    titel: Elk
                    voor_elke: {vak: [rekenen, taal]}
                    stappen: [{stap: a, titel: A, wie: kc, uitkomsten: {ja: verder, nee: verder}}]
                """,
            [["stap: a, uitkomst: ja", "stap: a, uitkomst: ja"]],
            closedBy: ["stap: a, item: 2, uitkomst: nee"]),
    ]

    private static let road =
        "gegevens: {ernst: {titel: Ernst, soort: keuze, opties: [licht, zwaar]}}\n"
        + "stappen: [{stap: a, titel: A, wie: kc, vul_aan: [ernst], uitkomsten: {af: voltooid, door: verder}}, {stap: b, titel: B, wie: kc}]\n"
        + "einden: {weg: {titel: Weg, telt_als: afgebroken}}\n"
    private static let along: [Play] = [["stap: a, uitkomst: af"], ["stap: a, uitkomst: door", "stap: b"]]
    private static let light = "stap: a, invoer: {ernst: licht}, uitkomst: door"
    private static let heavy = "stap: a, invoer: {ernst: zwaar}, uitkomst: door"

    private static let interrupts = [
        Gap(
            "an interrupt by a person", "onderbreek [acuut]",
            in: road + "onderbreek: [{uitkomst: acuut, door: [kc], naar: weg}]", along,
            closedBy: ["onderbreek: acuut"]),
        Gap(
            "an interrupt by an event", "onderbreek [uitschrijving]",
            in: road + "onderbreek: [{bij: uitschrijving, naar: weg}]", along,
            closedBy: ["gebeurtenis: uitschrijving"]),
        Gap(
            "an interrupt by the clock", "onderbreek [1 week na start]",
            in: road + "onderbreek: [{op: 1 week na start, naar: weg}]", along,
            closedBy: ["na: 1 week, verwacht_open: []"]),
        Gap(
            "an interrupt by a consent", "onderbreek [ingetrokken: delen]",
            in: """
                stappen:
                  - {stap: tekenen, titel: Tekenen, teken: [ouders], geeft_toestemming: {doel: delen}, uitkomsten: {akkoord: verder, anders: voltooid}}
                  - {stap: b, titel: B, wie: kc}
                onderbreek: [{ingetrokken: delen, naar: weg}]
                einden: {weg: {titel: Weg, telt_als: afgebroken}}
                """,
            [
                ["stap: tekenen, uitkomst: akkoord", "stap: b"], ["stap: tekenen, uitkomst: geweigerd"],
                ["stap: tekenen, uitkomst: niet bereikt"],
            ], closedBy: ["stap: tekenen, uitkomst: akkoord", "ingetrokken: delen"]),
        Gap(
            "of two by the same person the one whose `als` holds", "onderbreek [acuut, regel 2]",
            in: road
                + "onderbreek: [{uitkomst: acuut, door: [kc], als: {ernst: zwaar}, naar: weg}, {uitkomst: acuut, door: [kc], naar: b}]",
            along + [[heavy, "onderbreek: acuut"]], closedBy: [light, "onderbreek: acuut"]),
        Gap(
            "of two by the same event the one whose `als` holds", "onderbreek [uitschrijving, regel 1]",
            in: road
                + "onderbreek: [{bij: uitschrijving, als: {ernst: zwaar}, naar: weg}, {bij: uitschrijving, naar: b}]",
            along + [[light, "gebeurtenis: uitschrijving"]], closedBy: [heavy, "gebeurtenis: uitschrijving"]),
        Gap(
            "of two on the same day the one whose `als` holds", "onderbreek [1 week na start, regel 1]",
            in: road
                + "onderbreek: [{op: 1 week na start, als: {ernst: zwaar}, naar: weg}, {op: 1 week na start, als: {ernst: licht}, naar: weg}]",
            along + [[light, "na: 1 week, verwacht_open: []"]],
            closedBy: [heavy, "na: 1 week, verwacht_open: []"]),
    ]
}
