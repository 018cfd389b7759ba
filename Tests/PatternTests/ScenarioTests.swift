import CardEngine
import CardLanguage
import Casework
import SchoolTime
import Testing

/// What a scenario can say, and how it tells what went otherwise.
@Suite("Scenarios")
struct ScenarioTests {
    static let cardText = """
        kaart: proef
        titel: Een proefkaart
        versie: 1
        status: concept
        betreft: leerling
        eigenaar: kc
        doel: Iets laten zien.
        start:
          - handmatig: [leerkracht]
        gegevens:
          plan: {titel: Plan, soort: tekst}
          gesprek-op: {titel: Gesprek op, soort: datum}
          contacten:
            titel: Contacten
            soort: lijst
            minstens: 2
            kolommen: {verslag: {titel: Verslag, soort: tekst}, duur: {titel: Minuten, soort: geheel getal, mag_leeg: ja}}
        stappen:
          - stap: schrijven
            titel: Schrijven
            wie: leerkracht
            samen_met: [kc]
            punten: [Dossier gelezen]
            vul_in: [plan]
            vul_aan: [gesprek-op]
            termijn: 10 schooldagen
          - {stap: nakijken, titel: Nakijken, wie: [leerkracht, kc], anders_dan: schrijven, uitkomsten: {goed: verder, over: schrijven}}
          - stap: tekenen
            titel: Tekenen
            teken: [ouders, kc]
            bewijs: ja
            geeft_toestemming: {doel: delen, aan: bureau}
            uitkomsten: {akkoord: verder, anders: voltooid}
          - stap: sturen
            titel: Sturen
            wie: kc
            verstrekt: {aan: bureau, gegevens: [plan], toestemming: delen}
            uitkomsten: {gereed: verder, geen toestemming: volgen}
          - {stap: onderzoek, titel: Onderzoek, kaart: elders, daarna: volgen}
          - {stap: volgen, titel: Volgen, wie: leerkracht, registreer: contacten, termijn: 2 weken, uitkomsten: {gereed: verder, verlopen: evalueren}}
          - {stap: even, titel: Even wachten, wacht: 1 week, als: {jaargroep: {minstens: 7}}}
          - {stap: evalueren, titel: Evalueren, wie: bureau}
        onderbreek:
          - {uitkomst: acuut, door: [kc], naar: evalueren}
          - {ingetrokken: delen, naar: stoppen}
          - {op: 1 dag voor gesprek-op, naar: evalueren}
        einden:
          stoppen: {titel: Gestopt, telt_als: afgebroken}
        """

    struct Unusable: Error {}

    static func card() throws -> Card {
        let read = ReadFile.read(SourceText(name: "proef.yaml", text: cardText), school: nil)
        guard case .card(let card)? = read.value else {
            Issue.record("\(read.diagnostics.map(\.message))")
            throw Unusable()
        }
        return card
    }

    static func report(
        _ lines: String, _ expected: String = "", subject: String = "{ouders: 2, jaargroep: 6}"
    )
        throws -> ScenarioReport
    {
        let text = """
            scenario: voorbeeld
            kaart: proef
            titel: Een voorbeeld
            begin: 2026-09-07
            leerling: \(subject)
            gebeurt:
            \(lines)
            """ + (expected.isEmpty ? "" : "\nverwacht: \(expected)")
        let card = try card()
        let read = ReadFile.read(
            SourceText(name: "voorbeeld.yaml", text: text), school: nil, cards: [card.id: card])
        guard case .scenario(let scenario)? = read.value else {
            Issue.record("\(read.diagnostics.map(\.message))")
            throw Unusable()
        }
        return ScenarioReport.playing(scenario, on: card)
    }

    static func failures(
        _ lines: String, _ expected: String = "", subject: String = "{ouders: 2, jaargroep: 6}"
    ) throws -> [String] {
        try report(lines, expected, subject: subject).failures.map {
            "\($0.range.start.line):\($0.range.start.column) verwacht: \($0.expected); gebeurd: \($0.happened)"
        }
    }

    static let toTheSignatures = """
          - {stap: schrijven, door: leerkracht, invoer: {plan: Iets}}
          - {stap: nakijken, door: leerkracht, uitkomst: goed, geweigerd: ja}
          - {stap: nakijken, door: leerkracht 2, uitkomst: goed}
          - {verwacht_open: [tekenen]}

        """

    static let toTheRegister = """
          - {stap: schrijven, door: leerkracht, invoer: {plan: Iets}}
          - {stap: nakijken, door: kc, uitkomst: goed}
          - {stap: tekenen, door: ouders, uitkomst: akkoord}
          - {stap: tekenen, door: kc, uitkomst: akkoord met opmerking}
          - {stap: sturen}
          - {stap: onderzoek, einde: voltooid}

        """

    static let good: [(String, String, String)] = [
        (
            "another person signs off", toTheSignatures,
            "{open: [tekenen], op_tijd: ja, pad: [schrijven, nakijken]}"
        ),
        (
            "each parent signs apart",
            toTheSignatures + """
                  - {stap: tekenen, door: ouders 1, uitkomst: akkoord}
                  - {stap: tekenen, door: ouders 3, uitkomst: akkoord, geweigerd: ja}
                  - {stap: tekenen, door: kc, uitkomst: akkoord}
                  - {verwacht_open: [tekenen]}
                  - {stap: tekenen, door: ouders 2, uitkomst: geweigerd}
                """, "{einde: voltooid, pad: [schrijven, nakijken, tekenen]}"
        ),
        (
            "a register takes entries until it is closed",
            toTheRegister + """
                  - {stap: volgen, rij: {verslag: Gebeld, duur: 10}}
                  - {stap: volgen, uitkomst: gereed, geweigerd: ja}
                  - {na: 2 dagen, stap: volgen, rij: {verslag: Gezien}}
                  - {stap: volgen, door: leerkracht, uitkomst: gereed}
                  - {verwacht_open: [evalueren]}
                  - {stap: evalueren, door: leerkracht, geweigerd: ja}
                  - {stap: evalueren, door: bureau}
                """,
            "{einde: voltooid, pad: [schrijven, nakijken, tekenen, sturen, volgen, evalueren]}"
        ),
        (
            "what is late expires",
            toTheRegister + """
                  - {na: 14 dagen, verwacht_open: [volgen]}
                  - {na: 1 dag, verwacht_open: [evalueren]}
                """, "{op_tijd: nee}"
        ),
        (
            "a term that is postponed, and a case that is suspended",
            toTheRegister + """
                  - {uitstel: volgen, dagen: 3}
                  - {na: 15 dagen, verwacht_open: [volgen]}
                  - {opschorten: ja}
                  - {opschorten: ja, geweigerd: ja}
                  - {na: 10 dagen, hervat: ja}
                  - {na: 2 dagen, verwacht_open: [volgen]}
                  - {na: 1 dag, verwacht_open: [evalueren]}
                """, ""
        ),
        (
            "a consent that is withdrawn",
            toTheRegister + """
                  - {ingetrokken: delen}
                """, "{einde: stoppen}"
        ),
        (
            "an attribute that changes",
            toTheRegister + """
                  - {kenmerk: {jaargroep: 7}}
                  - {stap: volgen, rij: {verslag: Gebeld}}
                  - {stap: volgen, rij: {verslag: Gezien}}
                  - {stap: volgen, uitkomst: gereed}
                  - {na: 6 dagen, verwacht_open: [even]}
                  - {na: 1 dag, verwacht_open: [evalueren]}
                """, ""
        ),
        (
            "somebody reports, and the owner reopens",
            toTheSignatures + """
                  - {onderbreek: acuut, door: leerkracht, geweigerd: ja}
                  - {onderbreek: acuut}
                  - {verwacht_open: [evalueren]}
                  - {heropen: nakijken}
                  - {verwacht_open: [nakijken]}
                  - {stop: ja}
                """, "{einde: vervallen}"
        ),
        (
            "one of the parents has authority, somebody is assigned in vain, a consent ends for who it was for",
            """
              - {stap: schrijven, invoer: {plan: Iets}}
              - {kenmerk: {ouders: 1}}
              - {stap: nakijken, door: kc, uitkomst: goed}
              - {stap: tekenen, door: ouders 1, uitkomst: akkoord}
              - {stap: tekenen, door: kc, uitkomst: akkoord}
              - {wijs_toe: sturen, aan: kc 2, geweigerd: ja}
              - {ingetrokken: delen, aan: ouders, geweigerd: ja}
              - {verwacht_open: [sturen]}
              - {ingetrokken: delen, aan: bureau}
            """, "{einde: stoppen}"
        ),
        (
            "nobody is known any more to have authority, and one signature will do",
            """
              - {stap: schrijven, invoer: {plan: Iets}}
              - {kenmerk: {ouders: 0}}
              - {stap: nakijken, door: kc, uitkomst: goed}
              - {stap: tekenen, door: ouders, uitkomst: akkoord}
              - {stap: tekenen, door: kc, uitkomst: akkoord}
              - {verwacht_open: [sturen]}
            """, ""
        ),
        (
            "the clock interrupts",
            """
              - {stap: schrijven, invoer: {plan: Iets, gesprek-op: 2026-09-10}}
              - {na: 1 dag, verwacht_open: [nakijken]}
              - {na: 1 dag, verwacht_open: [evalueren]}
            """, ""
        ),
        (
            "a step that is recorded later, with somebody absent",
            """
              - na: 15 dagen
                stap: schrijven
                op: 2026-09-08
                afwezig: {kc: Ziek}
                invoer: {plan: Iets}
            """, "{op_tijd: ja}"
        ),
    ]

    @Test("goes as it says", arguments: good)
    func passes(_ name: String, _ lines: String, _ expected: String) throws {
        #expect(try Self.failures(lines, expected) == [], "\(name)")
    }

    @Test("tells at which line what was expected and what happened")
    func failing() throws {
        let found0 = try Self.failures("  - {stap: nakijken, door: kc, uitkomst: goed}")
        #expect(
            found0 == [
                "7:5 verwacht: `nakijken` wordt gedaan door kc met 'goed'; gebeurd: de stap `nakijken` is nog niet aan de beurt geweest; "
                    + "open staat: schrijven"
            ])
        let found1 = try Self.failures("  - {stap: schrijven, door: kc, invoer: {plan: Iets}}")
        #expect(
            found1 == [
                "7:5 verwacht: `schrijven` wordt gedaan door kc; gebeurd: geweigerd: Dit kan alleen iemand met de rol "
                    + "leerkracht voor dit traject. Er is niets veranderd."
            ])
        let found2 = try Self.failures("  - {stap: schrijven, door: leerkracht}")
        #expect(
            found2 == [
                "7:5 verwacht: `schrijven` wordt gedaan door leerkracht; gebeurd: geweigerd: Nog in te vullen: Plan (plan)."
            ])
        let found3 = try Self.failures("  - {stap: schrijven, invoer: {plan: Iets}, geweigerd: ja}")
        #expect(
            found3 == [
                "7:5 verwacht: dit wordt geweigerd; gebeurd: het kon; open staat: nakijken"
            ])
        let found4 = try Self.failures("  - {verwacht_open: [schrijven, nakijken]}")
        #expect(
            found4 == [
                "7:5 verwacht: open staat: schrijven, nakijken; gebeurd: open staat: schrijven"
            ])
        let found5 = try Self.failures(
            "  - {na: 20 dagen, stap: schrijven, invoer: {plan: Iets}}",
            "{einde: voltooid, op_tijd: ja, pad: [nakijken], open: []}")
        #expect(
            found5 == [
                "8:19 verwacht: het traject eindigt met `voltooid`; gebeurd: open staat: nakijken",
                "8:38 verwacht: alles op tijd; gebeurd: `schrijven` was te laat (termijn ma 21-09-2026)",
                "8:47 verwacht: achtereenvolgens: nakijken; gebeurd: achtereenvolgens: schrijven",
                "8:65 verwacht: open staat: niets; gebeurd: open staat: nakijken",
            ])
    }

    @Test("a case that began by hand for who may not begin it tells so at `begin`")
    func beginning() throws {
        let text = Self.cardText.replacing("wacht: 1 week", with: "wacht: 1 week voor aanleiding")
        let read = ReadFile.read(SourceText(name: "proef.yaml", text: text), school: nil)
        guard case .card(let card)? = read.value else { throw Unusable() }
        let scenario = SourceText(
            name: "voorbeeld.yaml",
            text: """
                scenario: voorbeeld
                kaart: proef
                titel: Een voorbeeld
                begin: 2026-09-07
                leerling: {ouders: 2}
                gebeurt:
                  - {verwacht_open: [schrijven]}
                """)
        guard case .scenario(let play)? = ReadFile.read(scenario, school: nil, cards: [card.id: card]).value
        else { throw Unusable() }
        let failures = ScenarioReport.playing(play, on: card).failures
        #expect(failures.map(\.range.start) == [SourcePosition(line: 4, column: 8)])
        #expect(failures.map(\.expected) == ["het traject begint"])
    }

    @Test("what no scenario passes is reported, in the order of the card")
    func coverage() throws {
        let card = try Self.card()
        let passed = try Self.report(Self.toTheRegister).passed
        let coverage = ScenarioCoverage(of: card, among: [:], passed: passed)
        #expect(
            coverage.missing.map(\.title) == [
                "nakijken [over]", "tekenen [niet akkoord]", "tekenen [onvolledig]",
                "sturen [geen toestemming]",
                "volgen [gereed]", "volgen [verlopen]", "even [gereed]", "even [overgeslagen]",
                "evalueren [gereed]", "onderbreek [acuut]", "onderbreek [ingetrokken: delen]",
                "onderbreek [1 dag voor gesprek-op]",
            ])
        #expect(coverage.total == coverage.missing.count + 5)
    }

    @Test("interrupts count as passed, whatever made them happen")
    func interrupts() throws {
        var passed: Set<Transition> = []
        for (_, lines, expected) in Self.good { passed.formUnion(try Self.report(lines, expected).passed) }
        let coverage = ScenarioCoverage(of: try Self.card(), among: [:], passed: passed)
        #expect(coverage.missing.map(\.title).filter { $0.hasPrefix("onderbreek") } == [])
    }
}
