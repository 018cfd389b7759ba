import CardEngine
import CardLanguage
import Casework
import Testing

/// What a line of a scenario can say besides a step that is done: each played on a card for which it matters.
@Suite("Lines of scenarios")
struct ScenarioLineTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let name: String
        var subject = "leerling: {ouders: 1, jaargroep: 6}"
        var card: String
        var lines: [String]

        var testDescription: String { name }
    }

    struct Unusable: Error {}

    static func failures(_ example: Example, expected: String = "") throws -> [String] {
        var cards: [CardID: Card] = [:]
        for (name, subject, body) in [
            (
                "elders", "leerling",
                "gegevens: {hulpvraag: {titel: Hulpvraag, soort: tekst}, getal: {titel: Getal, soort: getal}}\n"
                    + "stappen: [{stap: a, titel: A, wie: kc, vul_in: [hulpvraag, getal]}]"
            ),
            ("proef", kind(of: example.subject), example.card),
        ] {
            let text =
                "kaart: \(name)\ntitel: Een proefkaart\nversie: 1\nstatus: concept\nbetreft: \(subject)\neigenaar: kc\n"
                + "doel: Iets laten zien.\n"
                + (body.contains("start:") ? "" : "start: [{handmatig: [kc, leerkracht]}]\n") + body
            let read = ReadFile.read(SourceText(name: name + ".yaml", text: text), school: nil)
            guard case .card(let card)? = read.value else {
                Issue.record("\(read.diagnostics.map(\.message))")
                throw Unusable()
            }
            cards[card.id] = card
        }
        let text =
            "scenario: voorbeeld\nkaart: proef\ntitel: Een voorbeeld\nbegin: 2026-09-07\n\(example.subject)\n"
            + (example.lines.isEmpty ? "" : "gebeurt:\n") + example.lines.map { "  - {\($0)}\n" }.joined()
            + expected
        let read = ReadFile.read(
            SourceText(name: "voorbeeld.yaml", text: text), school: nil, cards: cards)
        guard case .scenario(let scenario)? = read.value, let card = cards["proef"] else {
            Issue.record("\(read.diagnostics.map(\.message))")
            throw Unusable()
        }
        return ScenarioReport.playing(scenario, on: card, among: cards).failures.map {
            "verwacht: \($0.expected); gebeurd: \($0.happened)"
        }
    }

    private static func kind(of subject: String) -> String {
        let kinds = ["leerling", "groep", "school", "medewerker"]
        return kinds.first { kind in subject.split(separator: "\n").contains { $0.hasPrefix(kind + ":") } }
            ?? ""
    }

    @Test("goes as it says", arguments: examples)
    func plays(_ example: Example) throws {
        let failures = try Self.failures(example)
        #expect(failures == [])
    }

    private static let list = """
        gegevens: {acties: {titel: Acties, soort: lijst, kolommen: {actie: {titel: Actie, soort: tekst}, gedaan: {titel: "Gedaan?", soort: ja-nee, mag_leeg: ja}}}}
        stappen:
          - {stap: plannen, titel: Plannen, wie: leerkracht, vul_in: [acties]}
          - stap: per-actie
            titel: Per actie
            voor_elke: acties
            stappen:
              - {stap: doen, titel: Doen, wie: leerkracht, vul_in: [gedaan]}

        """

    static let examples: [Example] = [
        Example(
            name: "a new row, with what is filled in for it", card: list,
            lines: [
                "stap: plannen, invoer: {acties: [{actie: Bellen}]}", "verwacht_open: [doen]",
                "voeg_toe: per-actie, rij: {actie: Schrijven}, door: leerkracht, geweigerd: ja",
                "voeg_toe: per-actie, rij: {gedaan: ja}, geweigerd: ja",
                "voeg_toe: per-actie, rij: {actie: Schrijven}", "verwacht_open: [doen, doen]",
                "verwacht_veld: {acties: [{actie: Bellen}, {actie: Schrijven}]}",
                "stap: doen, item: 2, invoer: {gedaan: ja}", "verwacht_veld: {gedaan: ja}, item: 2",
                "verwacht_veld: {gedaan: leeg}, item: 1",
                "verwacht_veld: {acties: [{actie: Bellen}, {actie: Schrijven, gedaan: ja}]}",
            ]),
        Example(
            name: "the term of the whole case is postponed; the law's is not",
            card: "termijn: 2 weken\nwettelijk: 6 weken\nstappen: [{stap: a, titel: A, wie: kc}]",
            lines: [
                "verwacht_termijn: {traject: 2026-09-21, a: geen}",
                "uitstel: traject, dagen: 7, door: leerkracht, geweigerd: ja",
                "uitstel: traject, dagen: 7", "verwacht_termijn: {traject: 2026-09-28}",
                "verwacht_wettelijk: {traject: 2026-10-19, a: geen}", "uitstel: a, dagen: 7, geweigerd: ja",
            ]),
        Example(
            name: "a wait until a card has ended for every pupil of the group",
            subject: "groep: {jaargroep: 6}",
            card:
                "stappen: [{stap: wachten, titel: Wachten, wacht: {kaart: elders}, termijn: 4 weken, uitkomsten: {gereed: verder, verlopen: voltooid}}, {stap: b, titel: B, wie: kc}]",
            lines: [
                "kaart: elders, einde: voltooid, item: 1", "kaart: elders, einde: vervallen, item: 2",
                "kaart: elders, einde: voltooid, item: 3", "verwacht_open: [wachten]",
                "kaart: elders, einde: voltooid, item: 4, geweigerd: ja",
                "na: 1 dag, kaart: elders, einde: voltooid, item: 2", "verwacht_open: [b]",
            ]),
        Example(
            name: "a wait until a card has ended for all, of whom one left", subject: "groep: {jaargroep: 6}",
            card:
                "stappen: [{stap: elk, titel: Elk, voor_elke: leerling, klaar_bij: eerste, stappen: [{stap: a, titel: A, wie: kc}]}, {stap: wachten, titel: Wachten, wacht: {kaart: elders}, termijn: 4 weken, uitkomsten: {gereed: verder, verlopen: voltooid}}, {stap: b, titel: B, wie: kc}]",
            lines: [
                "gebeurtenis: uitschrijving, item: 3", "na: 1 dag, stap: a, item: 1",
                "kaart: elders, einde: voltooid, item: 1", "verwacht_open: [wachten]",
                "kaart: elders, einde: voltooid, item: 2", "verwacht_open: [b]",
            ]),
        Example(
            name: "a wait until a card has ended for all, that ends when who had none is gone",
            subject: "groep: {jaargroep: 6}",
            card:
                "stappen: [{stap: elk, titel: Elk, voor_elke: leerling, klaar_bij: eerste, stappen: [{stap: a, titel: A, wie: kc}]}, {stap: wachten, titel: Wachten, wacht: {kaart: elders}, termijn: 4 weken, uitkomsten: {gereed: verder, verlopen: voltooid}}, {stap: b, titel: B, wie: kc, termijn: 1 week}]",
            lines: [
                "stap: a, item: 1", "kaart: elders, einde: voltooid, item: 1",
                "kaart: elders, einde: voltooid, item: 2",
                "na: 5 dagen, gebeurtenis: uitschrijving, item: 3", "verwacht_open: [wachten]",
                "na: 3 dagen, verwacht_open: [b]", "verwacht_termijn: {b: 2026-09-20}",
            ]),
        Example(
            name: "a wait for a card that ended for all at once", subject: "groep: {jaargroep: 6}",
            card:
                "stappen: [{stap: wachten, titel: Wachten, wacht: {kaart: elders}, termijn: 4 weken, uitkomsten: {gereed: verder, verlopen: voltooid}}, {stap: b, titel: B, wie: kc}]",
            lines: ["kaart: elders, einde: voltooid", "verwacht_open: [b]"]),
        Example(
            name: "reminders, of a step and of the case",
            card:
                "termijn: 3 weken\nherinner: [1 week]\nstappen: [{stap: a, titel: A, wie: kc, termijn: 2 weken, herinner: [1 week, 1 dag]}]",
            lines: [
                "na: 6 dagen, verwacht_herinnerd: []", "na: 1 dag, verwacht_herinnerd: a",
                "verwacht_herinnerd: []", "na: 1 week, verwacht_herinnerd: [a, traject]",
                "na: 1 week, verwacht_herinnerd: [a], geweigerd: ja",
            ]),
        Example(
            name: "consents that stand when the case begins, come, end and are withdrawn",
            subject: "leerling: {ouders: 1}\ntoestemming: [{doel: delen, aan: vo-school, tot: 2026-09-10}]",
            card:
                "stappen: [{stap: tekenen, titel: Tekenen, teken: [ouders], geeft_toestemming: {doel: delen, aan: vo-school}, als: {toestemming.delen: nee}}, {stap: a, titel: A, wie: kc}]\nonderbreek: [{ingetrokken: delen, naar: weg}]\neinden: {weg: {titel: Weg, telt_als: afgebroken}}",
            lines: [
                "verwacht_open: [a]", "verwacht_toestemming: {delen: ja}",
                "verwacht_toestemming: {delen: nee}, aan: bureau",
                "toestemming: delen, aan: bureau",
                "na: 3 dagen, verwacht_toestemming: {delen: ja}, aan: vo-school",
                "ingetrokken: delen, aan: bureau", "verwacht_open: []",
            ]),
        Example(
            name: "a departure that is announced happens on its day", subject: "leerling: {ouders: 1}",
            card:
                "stappen: [{stap: a, titel: A, wie: kc}, {stap: b, titel: B, wie: kc}]\nonderbreek: [{bij: uitschrijving, naar: b}]",
            lines: [
                "gebeurtenis: uitschrijving, op: 2026-09-18", "verwacht_kenmerk: {uitschrijving: 2026-09-18}",
                "na: 10 dagen, verwacht_open: [a]", "na: 1 dag, verwacht_open: [b]",
            ]),
        Example(
            name: "a change of group", subject: "leerling: {groep: groep-5}",
            card:
                "stappen: [{stap: a, titel: A, wie: kc}, {stap: b, titel: B, wie: kc, als: {groep: groep-6}}]",
            lines: [
                "gebeurtenis: groepswissel, groep: groep-6",
                "verwacht_kenmerk: {groep: groep-6, groepswissel: 2026-09-07, jaargroep: leeg}", "stap: a",
                "verwacht_open: [b]",
            ]),
        Example(
            name: "who left does nothing; who stands in does; what nobody can do is assigned",
            card:
                "stappen: [{stap: a, titel: A, wie: leerkracht}, {stap: b, titel: B, wie: leerkracht}, {stap: c, titel: C, wie: directeur}]",
            lines: [
                "vertrekt: leerkracht", "stap: a, door: leerkracht, geweigerd: ja",
                "stap: a, door: kc, geweigerd: ja", "valt_in: kc 2, voor: leerkracht", "stap: a, door: kc 2",
                "wijs_toe: b, aan: kc, geweigerd: ja", "stap: b", "vertrekt: directeur 1",
                "wijs_toe: c, aan: kc, geweigerd: ja", "vertrekt: directeur",
                "wijs_toe: c, aan: leerkracht, geweigerd: ja", "wijs_toe: c, aan: kc", "stap: c, door: kc",
            ]),
        Example(
            name: "a checklist that is not done, and a signature without proof",
            card:
                "stappen: [{stap: a, titel: A, wie: kc, punten: [Gelezen]}, {stap: b, titel: B, teken: [kc], bewijs: ja}]",
            lines: [
                "stap: a, punten: nee, geweigerd: ja", "stap: a, punten: ja",
                "stap: b, uitkomst: akkoord, bewijs: nee, geweigerd: ja", "stap: b, uitkomst: akkoord",
            ]),
        Example(
            name: "an occasion by its name moves along",
            subject: "aanleiding: tlv-einddatum\ndoor: leerkracht\nleerling: {tlv-einddatum: 2026-12-01}",
            card:
                "start: [{handmatig: [leerkracht]}, {op: 12 weken voor tlv-einddatum}]\nstappen: [{stap: a, titel: A, wie: kc, termijn: 2 weken voor aanleiding}]",
            lines: [
                "verwacht_termijn: {a: 2026-11-17}", "kenmerk: {tlv-einddatum: 2026-12-08}",
                "verwacht_termijn: {a: 2026-11-24}",
            ]),
    ]

    /// A card of which each act can be refused for a reason of its own.
    private static let guarded = Example(
        name: "why it is refused", subject: "leerling: {ouders: 2}",
        card: """
            start: [{handmatig: [kc, directeur]}]
            gegevens: {plan: {titel: Plan, soort: tekst}, score: {titel: Score, soort: getal, hoogstens: 10}}
            stappen:
              - {stap: a, titel: A, wie: kc, samen_met: [directeur], vanaf: 1 week, vul_in: [plan], vul_aan: [score], punten: [Gelezen]}
              - {stap: b, titel: B, wie: kc, anders_dan: a, uitkomsten: {ja: verder, nee: verder}}
              - {stap: c, titel: C, wie: kc, zelfde_als: b, termijn: 2 weken}
              - {stap: d, titel: D, teken: [ouders], bewijs: ja}
            onderbreek:
              - {uitkomst: acuut, door: [kc], als: {plan: leeg}, naar: c}

            """, lines: [])

    @Test(
        "is refused for what it says, and tells when it is for something else",
        arguments: [
            ("stap: a, door: directeur, invoer: {plan: x}", "rol"),
            ("stap: a, invoer: {plan: x}", "te vroeg"), ("stap: b, uitkomst: ja", "niet open"),
            ("stap: b, uitkomst: ja", "nog niet aan de beurt"),
            ("na: 1 week, stap: a", "veld leeg"),
            ("na: 1 week, stap: a, invoer: {plan: x, score: 11}", "waarde"),
            ("na: 1 week, stap: a, punten: nee, invoer: {plan: x}", "punten"),
            ("na: 1 week, stap: a, op: 2026-09-01, invoer: {plan: x}", "dag"),
            ("na: 1 week, stap: a, aanwezig: [kc], invoer: {plan: x}", "aanwezigheid"),
            ("hervat: ja", "opschorting"), ("uitstel: a, dagen: 3", "termijn"),
            ("wijs_toe: a, aan: kc", "iemand kan het"), ("heropen: a", "niet open"),
        ])
    func refused(_ line: String, _ why: String) throws {
        var example = Self.guarded
        example.lines = ["\(line), geweigerd: \(why)"]
        let failures = try Self.failures(example)
        #expect(failures == [])
        example.lines = ["\(line), geweigerd: ja"]
        let any = try Self.failures(example)
        #expect(any == [])
        example.lines = ["\(line), geweigerd: keuze"]
        let wrong = try Self.failures(example)
        #expect(wrong.count == 1 && wrong[0].hasPrefix("verwacht: dit wordt geweigerd (keuze); gebeurd: "))
    }

    @Test("is refused for who did another step, and for what is over")
    func refusedLater() throws {
        var example = Self.guarded
        example.lines = [
            "na: 1 week, stap: a, door: kc, invoer: {plan: x}",
            "stap: a, door: kc, invoer: {plan: x}, geweigerd: voorbij",
            "stap: a, door: kc, invoer: {plan: x}, geweigerd: niet open",
            "stap: b, door: kc, uitkomst: ja, geweigerd: andere persoon",
            "onderbreek: acuut, geweigerd: niet nu",
            "stap: b, door: kc 2, geweigerd: uitkomst", "stap: b, door: kc 2, uitkomst: ja",
            "stap: c, door: kc, geweigerd: zelfde persoon", "stap: c, door: kc 2",
            "stap: d, door: ouders, uitkomst: akkoord, bewijs: nee, geweigerd: bewijs",
            "stap: d, door: ouders, uitkomst: akkoord", "stop: ja, geweigerd: afgelopen",
        ]
        let failures = try Self.failures(example)
        #expect(failures == [])
    }

    @Test("a step that is over is told from one that the case never came to")
    func notOpen() throws {
        func failures(_ line: String) throws -> [String] {
            var example = Self.guarded
            example.lines = ["na: 1 week, stap: a, door: kc, invoer: {plan: x}", line]
            return try Self.failures(example)
        }
        #expect(
            try failures("stap: d, door: ouders, uitkomst: akkoord, geweigerd: voorbij") == [
                "verwacht: dit wordt geweigerd (voorbij); gebeurd: de stap `d` is nog niet aan de beurt geweest; "
                    + "open staat: b"
            ])
        let over = try failures("stap: a, invoer: {plan: x}, geweigerd: nog niet aan de beurt")
        #expect(
            over.count == 1
                && over[0].hasPrefix(
                    "verwacht: dit wordt geweigerd (nog niet aan de beurt); gebeurd: geweigerd: ")
        )
    }

    @Test("a day that is not known is no refusal", arguments: ["ja", "niet open", "dag"])
    func unknownDay(why: String) throws {
        var example = Self.guarded
        example.subject += "\naanleiding: lib-midden"
        let failures = try Self.failures(example, expected: "verwacht: {geweigerd: \(why)}")
        #expect(
            failures.count == 1 && failures[0].hasSuffix("gebeurd: de dag van `lib-midden` is niet bekend"))
    }

    @Test("a beginning that must be refused, for what it says")
    func refusedBeginning() throws {
        func failures(_ head: String, _ why: String) throws -> [String] {
            var example = Self.guarded
            example.subject += "\n\(head)"
            return try Self.failures(example, expected: "verwacht: {geweigerd: \(why)}")
        }
        #expect(try failures("door: leerkracht", "rol") == [])
        #expect(try failures("door: leerkracht", "ja") == [])
        #expect(
            try failures("door: leerkracht", "aanleiding").first?
                .hasPrefix("verwacht: het begin wordt geweigerd (aanleiding); gebeurd: geweigerd: ") == true)
        #expect(
            try failures("door: kc", "rol")
                == ["verwacht: het begin wordt geweigerd (rol); gebeurd: het begon; open staat: a"])
    }

    /// A card that takes something along, and provides something.
    private static let passing = Example(
        name: "what goes elsewhere",
        card: """
            gegevens: {vraag: {titel: Vraag, soort: tekst}, score: {titel: Score, soort: getal}}
            stappen:
              - {stap: a, titel: A, wie: kc, vul_in: [vraag], vul_aan: [score], verstrekt: {aan: vo-school, gegevens: [vraag, score], grondslag: Een wet}}
              - {stap: bellen, titel: Bellen, kaart: elders, neem_mee: {hulpvraag: vraag, getal: score}}

            """, lines: [])

    @Test("what a step took along to another card, and what was provided to whom")
    func goesElsewhere() throws {
        var example = Self.passing
        example.lines = [
            "verwacht_verstrekt: [], aan: vo-school", "stap: a, invoer: {vraag: Wat nu?}",
            "verwacht_verstrekt: vraag, aan: vo-school",
            "verwacht_verstrekt: [vraag, score], aan: vo-school, geweigerd: ja",
            "verwacht_meegenomen: {bellen: {hulpvraag: Wat nu?, getal: leeg}}",
            "stap: bellen, einde: voltooid",
        ]
        let right = try Self.failures(example)
        #expect(right == [])
        example.lines = [
            "stap: a, invoer: {vraag: Wat nu?, score: 3}", "verwacht_verstrekt: [], aan: vo-school",
        ]
        let provided = try Self.failures(example)
        #expect(
            provided == [
                "verwacht: aan vo-school is verstrekt: niets; gebeurd: aan vo-school is verstrekt: score, vraag"
            ])
        example.lines = [
            "stap: a, invoer: {vraag: Wat nu?, score: 3}",
            "verwacht_meegenomen: {bellen: {hulpvraag: Niets, getal: 3}}",
        ]
        let taken = try Self.failures(example)
        #expect(
            taken == [
                "verwacht: `bellen` neemt mee: '3' voor `getal`, 'Niets' voor `hulpvraag`; gebeurd: voor `hulpvraag` ging mee: "
                    + "'Wat nu?'"
            ])
        example.lines = ["verwacht_meegenomen: {bellen: {hulpvraag: Niets}}"]
        let early = try Self.failures(example)
        #expect(
            early == [
                "verwacht: `bellen` neemt mee: 'Niets' voor `hulpvraag`; gebeurd: de stap `bellen` startte nog geen kaart"
            ])
    }

    private static let asked = Example(
        name: "what differs", subject: "leerling: {ouders: 1, jaargroep: 6}",
        card: "gegevens: {plan: {titel: Plan, soort: tekst}}\n"
            + "stappen: [{stap: a, titel: A, wie: kc, vul_in: [plan], termijn: 2 weken, herinner: [1 week]}, {stap: t, titel: T, teken: [ouders], geeft_toestemming: {doel: delen}}]",
        lines: [])

    @Test(
        "tells what is otherwise",
        arguments: [
            (
                "verwacht_termijn: {a: 2026-09-22}",
                "verwacht: termijn van `a`: uiterlijk di 22-09-2026; gebeurd: `a`: uiterlijk ma 21-09-2026"
            ),
            (
                "verwacht_termijn: {a: geen, traject: 2026-09-22}",
                "verwacht: termijn van `a`: geen laatste dag; termijn van `traject`: uiterlijk di 22-09-2026; gebeurd: `a`: "
                    + "uiterlijk ma 21-09-2026; `traject`: geen laatste dag"
            ),
            (
                "verwacht_wettelijk: {t: geen}",
                "verwacht: wettelijk van `t`: geen laatste dag; gebeurd: de stap `t` is nog niet aan de beurt geweest; open staat: a"
            ),
            (
                "verwacht_veld: {plan: Iets}",
                "verwacht: in `plan` staat 'Iets'; gebeurd: in `plan` staat niets"
            ),
            (
                "verwacht_kenmerk: {jaargroep: 7, geboortedatum: leeg}",
                "verwacht: `geboortedatum` is niets; `jaargroep` is '7'; gebeurd: `jaargroep` is '6'"
            ),
            (
                "verwacht_toestemming: {delen: ja}",
                "verwacht: er geldt toestemming voor `delen`; gebeurd: er geldt geen toestemming voor `delen`"
            ),
            (
                "verwacht_toestemming: {delen: nee}, geweigerd: ja",
                "verwacht: niet: er geldt geen toestemming voor `delen`; gebeurd: toch wel; open staat: a"
            ),
            (
                "na: 1 week, verwacht_herinnerd: []",
                "verwacht: er is nergens aan herinnerd; gebeurd: herinnerd is aan: a"
            ),
            (
                "verwacht_herinnerd: [a]",
                "verwacht: herinnerd is aan: a; gebeurd: er is nergens aan herinnerd"
            ),
        ])
    func differs(_ line: String, _ expected: String) throws {
        var example = Self.asked
        example.lines = [line]
        let failures = try Self.failures(example)
        #expect(failures == [expected])
    }
}
