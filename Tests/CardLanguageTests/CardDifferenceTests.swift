import CardEngine
import Testing

@testable import CardLanguage

/// The difference between two texts of a card, in the card's own terms.
@Suite("What differs between two cards")
struct CardDifferenceTests {
    private static func card(_ text: String, named name: String = "kaart-met-van-alles") throws -> Card {
        try #require(ReadFile.archivedCard(SourceText(name: name + ".yaml", text: text)), "\(text)")
    }

    private static func said(_ change: CardDifference.Change) -> String {
        let part =
            switch change.part {
            case .card: "kaart"
            case .start(let text): "begin \(text)"
            case .field(let field): "veld \(field)"
            case .column(let list, let column): "kolom \(list).\(column)"
            case .step(let step): "stap \(step)"
            case .branch(let step, let branch): "tak \(step).\(branch)"
            case .outcome(let step, let outcome): "uitkomst \(step).\(outcome)"
            case .end(let end): "einde \(end)"
            case .interrupt(let text): "onderbreking \(text)"
            case .norm(let title): "norm \(title)"
            }
        switch change.kind {
        case .added: return part + " erbij"
        case .removed: return part + " weg"
        case .renamed(let old): return part + " heette \(old)"
        case .changed(let aspect, let from, let to):
            let word =
                switch aspect {
                case .word(let word): word
                case .kind: "SOORT"
                case .place: "PLAATS"
                case .order: "VOLGORDE"
                }
            return "\(part) \(word) [\(from ?? "-")] [\(to ?? "-")]"
        }
    }

    /// Every card among the good texts.
    private static let cards: [Fixture] = Fixture.all(in: "goed").filter { fixture in
        (try? fixture.read()).map { if case .card? = $0.value { true } else { false } } ?? false
    }

    @Test("a card does not differ from itself, nor from the same text with other layout", arguments: cards)
    func same(_ fixture: Fixture) throws {
        let text = String(decoding: try fixture.source.bytes, as: UTF8.self)
        let card = try Self.card(text)
        #expect(CardDifference(from: card, to: card).changes == [])
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        lines.insert("# boven", at: 0)
        let other = try Self.card(lines.joined(separator: "\r\n") + "\r\n# onder\r\n")
        #expect(CardDifference(from: card, to: other).changes == [])
    }

    @Test("every two cards that differ, differ both ways, and what is added one way is removed the other")
    func bothWays() throws {
        let cards = try Self.cards.map { try Self.card(String(decoding: $0.source.bytes, as: UTF8.self)) }
        for (one, other) in zip(cards, cards.dropFirst()) {
            let (there, back) = (CardDifference(from: one, to: other), CardDifference(from: other, to: one))
            #expect(!there.changes.isEmpty && !back.changes.isEmpty)
            func parts(_ difference: CardDifference, _ kind: CardDifference.Kind) -> Set<CardPart> {
                Set(difference.changes.filter { $0.kind == kind }.map(\.part))
            }
            #expect(parts(there, .added) == parts(back, .removed))
        }
    }

    static let text = """
        kaart: kaart-met-van-alles
        titel: Van alles
        versie: 1
        status: concept
        betreft: groep
        eigenaar: kc
        doel: Iets laten zien.
        grondslag: [WPO art. 8]
        bronnen: [Een handreiking.]
        zichtbaar_voor: [kc, directeur]
        bewaar: 3 jaar
        termijn: 8 weken
        wettelijk: 10 weken
        herinner: [1 week]
        evaluatie: juni
        start:
          - {handmatig: [kc]}
          - {jaarlijks: [1 februari]}
        gegevens:
          niveau: {titel: Niveau, soort: keuze, opties: [basis, verdiept]}
          datum: {titel: Datum, soort: datum, minstens: vandaag}
          punten:
            titel: Punten
            soort: lijst
            kolommen:
              wat: {titel: Wat, soort: tekst}
              wie-doet: {titel: Wie, soort: persoon, mag_leeg: ja}
        stappen:
          - stap: maken
            titel: Maken
            uitleg: Zo doet u dat.
            fase: plan
            wie: [kc, leerkracht]
            samen_met: [smw]
            vul_in: [niveau, datum]
            punten: [eerst dit, dan dat]
            termijn: 2 weken
            herinner: [3 dagen]
            escaleer: {na: 3 schooldagen, aan: [directeur]}
            uitkomsten: {ja: verder, nee: kijken}
          - stap: kiezen
            titel: Welk plan?
            kies:
              - {als: {niveau: basis, datum: ingevuld}, naar: kijken}
              - {anders: verder}
          - stap: samen
            titel: Samen
            tegelijk:
              - {stap: links, titel: Links, wie: kc}
              - tak: rechts
                titel: Rechts
                stappen:
                  - {stap: eerst, titel: Eerst, wie: kc}
                  - {stap: dan, titel: Dan, wie: kc}
          - stap: per-leerling
            titel: Per leerling
            voor_elke: leerling
            stappen:
              - {stap: doen, titel: Doen, wie: leerkracht}
          - {stap: tekenen, titel: Tekenen, teken: [directeur], uitkomsten: {akkoord: verder, anders: kijken}}
          - {stap: wachten, titel: Wachten, wacht: 2 weken na maken, eerder: [kc]}
          - {stap: roepen, titel: Roepen, kaart: gesprek, uitkomsten: {anders: verder}}
          - {stap: kijken, titel: Kijken, wie: kc, uitkomsten: {goed: klaar-ermee, niet goed: maken}}
        einden:
          klaar-ermee: {titel: Klaar, telt_als: voltooid}
          gestopt: {titel: Gestopt, telt_als: afgebroken}
        onderbreek:
          - {uitkomst: niet meer nodig, door: [kc], naar: gestopt}
          - {uitkomst: opnieuw, door: [kc], naar: maken}
        normen:
          - {norm: Op tijd, meet: op tijd, minstens: 90%}

        """

    /// A change in the text, and all that is to be said of it.
    static let planted: [(old: String, new: String, said: String)] = [
        ("titel: Van alles", "titel: Alles", "kaart titel [Van alles] [Alles]"),
        ("betreft: groep", "betreft: school", "kaart betreft [groep] [school]"),
        ("eigenaar: kc", "eigenaar: directeur", "kaart eigenaar [kc] [directeur]"),
        ("doel: Iets laten zien.", "doel: Meer.", "kaart doel [Iets laten zien.] [Meer.]"),
        ("[WPO art. 8]", "[WPO art. 9]", "kaart grondslag [[WPO art. 8]] [[WPO art. 9]]"),
        ("bronnen: [Een handreiking.]\n", "", "kaart bronnen [[Een handreiking.]] [-]"),
        (
            "zichtbaar_voor: [kc, directeur]", "zichtbaar_voor: [kc]",
            "kaart zichtbaar_voor [directeur, kc] [kc]"
        ),
        ("bewaar: 3 jaar", "bewaar: 5 jaar", "kaart bewaar [3 jaar] [5 jaar]"),
        ("\ntermijn: 8 weken", "\ntermijn: 6 weken", "kaart termijn [8 weken] [6 weken]"),
        ("wettelijk: 10 weken", "wettelijk: 9 weken", "kaart wettelijk [10 weken] [9 weken]"),
        ("\nherinner: [1 week]", "\nherinner: [2 weken]", "kaart herinner [[1 week]] [[2 weken]]"),
        ("evaluatie: juni", "evaluatie: mei", "kaart evaluatie [juni] [mei]"),
        (
            "{handmatig: [kc]}", "{handmatig: [kc, directeur]}",
            "begin handmatig: directeur, kc start [handmatig: kc] [handmatig: directeur, kc]"
        ),
        (
            "[1 februari]", "[1 maart]",
            "begin jaarlijks: 1 maart start [jaarlijks: 1 februari] [jaarlijks: 1 maart]"
        ),
        ("  - {jaarlijks: [1 februari]}\n", "", "begin jaarlijks: 1 februari weg"),
        (
            "  - {jaarlijks", "  - {jaarlijks: [september]}\n  - {jaarlijks",
            "begin jaarlijks: september erbij"
        ),
        ("{titel: Niveau,", "{titel: Het niveau,", "veld niveau titel [Niveau] [Het niveau]"),
        ("[basis, verdiept]", "[basis, hoog]", "veld niveau opties [[basis, verdiept]] [[basis, hoog]]"),
        ("soort: datum, minstens: vandaag", "soort: datum", "veld datum minstens [vandaag] [-]"),
        ("gegevens:\n", "gegevens:\n  nog: {titel: Nog, soort: tekst}\n", "veld nog erbij"),
        (
            "wat: {titel: Wat, soort: tekst}", "wat: {titel: Wat, soort: lange tekst}",
            "kolom punten.wat soort [tekst] [lange tekst]"
        ),
        (", mag_leeg: ja", "", "kolom punten.wie-doet mag_leeg [ja] [-]"),
        ("titel: Maken", "titel: Opstellen", "stap maken titel [Maken] [Opstellen]"),
        ("uitleg: Zo doet u dat.", "uitleg: Anders.", "stap maken uitleg [Zo doet u dat.] [Anders.]"),
        ("fase: plan", "fase: do", "stap maken fase [plan] [do]"),
        ("wie: [kc, leerkracht]", "wie: [leerkracht]", "stap maken wie [kc, leerkracht] [leerkracht]"),
        ("samen_met: [smw]", "samen_met: [smw, directeur]", "stap maken samen_met [smw] [directeur, smw]"),
        ("vul_in: [niveau, datum]", "vul_in: [niveau]", "stap maken vul_in [niveau, datum] [niveau]"),
        (
            "punten: [eerst dit, dan dat]", "punten: [eerst dit]",
            "stap maken punten [[eerst dit, dan dat]] [[eerst dit]]"
        ),
        ("    termijn: 2 weken", "    termijn: 1 week", "stap maken termijn [2 weken] [1 week]"),
        ("herinner: [3 dagen]", "herinner: [1 dag]", "stap maken herinner [[3 dagen]] [[1 dag]]"),
        (
            "escaleer: {na: 3 schooldagen", "escaleer: {na: 1 schooldag",
            "stap maken escaleer [{na: 3 schooldagen, aan: directeur}] [{na: 1 schooldag, aan: directeur}]"
        ),
        (
            "{ja: verder, nee: kijken}", "{ja: verder, nee: verder}",
            "uitkomst maken.nee naar [kijken] [verder]"
        ),
        (
            "{ja: verder, nee: kijken}", "{ja: verder, nee: {naar: kijken, vul_in: [punten]}}",
            "uitkomst maken.nee vul_in [-] [punten]"
        ),
        (
            "{ja: verder, nee: kijken}", "{ja: verder, nee: kijken, later: kijken}",
            "uitkomst maken.later erbij"
        ),
        ("{ja: verder, nee: kijken}", "{ja: verder}", "uitkomst maken.nee weg"),
        (
            "niveau: basis, datum", "niveau: verdiept, datum",
            "stap kiezen kies [als {datum: ingevuld, niveau: basis}: kijken; anders: verder] [als {datum: ingevuld, niveau: verdiept}: kijken; anders: verder]"
        ),
        ("titel: Rechts", "titel: Andere kant", "tak samen.rechts titel [Rechts] [Andere kant]"),
        (
            "      - {stap: links, titel: Links, wie: kc}",
            "      - {stap: links, titel: Links, wie: kc}\n      - {stap: midden, titel: Midden, wie: kc}",
            "stap midden erbij"
        ),
        ("titel: Samen\n", "titel: Samen\n    klaar_bij: eerste\n", "stap samen klaar_bij [-] [eerste]"),
        ("          - {stap: eerst, titel: Eerst, wie: kc}\n", "", "stap eerst weg"),
        (
            "          - {stap: eerst, titel: Eerst, wie: kc}\n          - {stap: dan, titel: Dan, wie: kc}\n",
            "          - {stap: dan, titel: Dan, wie: kc}\n          - {stap: eerst, titel: Eerst, wie: kc}\n",
            "tak samen.rechts VOLGORDE [eerst, dan] [dan, eerst]"
        ),
        ("voor_elke: leerling", "voor_elke: punten", "stap per-leerling voor_elke [leerling] [punten]"),
        ("teken: [directeur]", "teken: [directeur, kc]", "stap tekenen teken [directeur] [directeur, kc]"),
        (
            "{akkoord: verder, anders: kijken}", "{akkoord: verder, anders: verder}",
            "stap tekenen anders [kijken] [verder]"
        ),
        (
            "wacht: 2 weken na maken", "wacht: 3 weken na maken",
            "stap wachten wacht [2 weken na maken] [3 weken na maken]"
        ),
        ("eerder: [kc]", "eerder: [directeur]", "stap wachten eerder [kc] [directeur]"),
        ("kaart: gesprek", "kaart: overleg", "stap roepen kaart [gesprek] [overleg]"),
        ("kaart: gesprek", "kaart: gesprek, aanleiding: datum", "stap roepen aanleiding [-] [datum]"),
        ("titel: Doen, wie: leerkracht", "titel: Doen, teken: [leerkracht]", "stap doen SOORT [wie] [teken]"),
        (
            "titel: Links, wie: kc", "titel: Links, wie: kc, als: {niveau: basis}",
            "stap links als [-] [niveau: basis]"
        ),
        (
            "titel: Doen, wie: leerkracht", "titel: Doen, wie: leerkracht, daarna: kijken",
            "stap doen daarna [-] [kijken]"
        ),
        (
            "  - {stap: wachten, titel: Wachten, wacht: 2 weken na maken, eerder: [kc]}\n", "",
            "stap wachten weg"
        ),
        (
            "  - stap: kiezen", "  - {stap: tussen, titel: Tussen, wie: kc}\n  - stap: kiezen",
            "stap tussen erbij"
        ),
        ("{titel: Klaar, telt", "{titel: Gereed, telt", "einde klaar-ermee titel [Klaar] [Gereed]"),
        ("telt_als: afgebroken", "telt_als: voltooid", "einde gestopt telt_als [afgebroken] [voltooid]"),
        (
            "nodig, door: [kc]", "nodig, door: [directeur]",
            "onderbreking uitkomst: niet meer nodig door [kc] [directeur]"
        ),
        (
            "door: [kc], naar: maken", "door: [kc], naar: kijken",
            "onderbreking uitkomst: opnieuw naar [maken] [kijken]"
        ),
        (
            "onderbreek:\n", "onderbreek:\n  - {bij: uitschrijving, naar: gestopt}\n",
            "onderbreking bij: uitschrijving erbij"
        ),
        ("meet: op tijd, minstens: 90%", "meet: op tijd, minstens: 80%", "norm Op tijd minstens [90%] [80%]"),
        ("meet: op tijd,", "meet: voltooid,", "norm Op tijd meet [op tijd] [voltooid]"),
        ("normen:\n", "normen:\n  - {norm: Klaar, meet: voltooid, minstens: 90%}\n", "norm Klaar erbij"),
        (
            "kaart: gesprek", "kaart: gesprek, neem_mee: {vraag: niveau}",
            "stap roepen neem_mee [-] [vraag: niveau]"
        ),
        (
            "teken: [directeur]",
            "teken: [directeur], geeft_toestemming: {doel: delen, aan: smw, tot: 1 jaar}",
            "stap tekenen geeft_toestemming [-] [{doel: delen, aan: smw, tot: 1 jaar}]"
        ),
        (
            "punten: [eerst dit, dan dat]",
            "punten: [eerst dit, dan dat]\n    leg_vast: {niveau-nu: niveau}",
            "stap maken leg_vast [-] [niveau-nu: niveau]"
        ),
        (
            "punten: [eerst dit, dan dat]",
            "punten: [eerst dit, dan dat]\n    verstrekt: {aan: smw, gegevens: [niveau], grondslag: WPO art. 8}",
            "stap maken verstrekt [-] [{aan: smw, gegevens: niveau, grondslag: WPO art. 8}]"
        ),
        (
            "titel: Doen, wie: leerkracht", "titel: Doen, registreer: punten, wie: leerkracht",
            "stap doen SOORT [wie] [registreer]"
        ),
    ]

    /// Of what gives consent, hands over, keeps, takes along or registers: another whom, what, until when or why.
    static let plantedIn: [(text: String, old: String, new: String, said: String)] = {
        let call = text.replacing(
            "kaart: gesprek, uitkomsten: {anders: verder}",
            with: "kaart: gesprek, meteen_verder: ja, neem_mee: {vraag: niveau}")
        let sign = text.replacing(
            "teken: [directeur]",
            with: "teken: [directeur], geeft_toestemming: {doel: delen, aan: smw, tot: 1 jaar}")
        let task = text.replacing(
            "punten: [eerst dit, dan dat]",
            with:
                "leg_vast: {niveau-nu: niveau}\n    verstrekt: {aan: smw, gegevens: [niveau], toestemming: delen}"
        ).replacing("{ja: verder, nee: kijken}", with: "{ja: verder, geen toestemming: kijken}")
        let law = text.replacing(
            "punten: [eerst dit, dan dat]",
            with: "verstrekt: {aan: smw, gegevens: [niveau], grondslag: WPO art. 9}")
        let register = text.replacing(
            "titel: Doen, wie: leerkracht", with: "titel: Doen, registreer: punten, wie: leerkracht")
        let hidden = text.replacing("evaluatie: juni", with: "verborgen: ja")
            .replacing("  - {jaarlijks: [1 februari]}\n", with: "")
        let grant = "stap tekenen geeft_toestemming [{doel: delen, aan: smw, tot: 1 jaar}]"
        let given = "stap maken verstrekt [{aan: smw, gegevens: niveau, toestemming: delen}]"
        return [
            (call, "meteen_verder: ja, ", "", "stap roepen meteen_verder [ja] [-]"),
            (call, "vraag: niveau", "vraag: datum", "stap roepen neem_mee [vraag: niveau] [vraag: datum]"),
            (call, "vraag: niveau", "wat: niveau", "stap roepen neem_mee [vraag: niveau] [wat: niveau]"),
            (sign, "doel: delen", "doel: foto", grant + " [{doel: foto, aan: smw, tot: 1 jaar}]"),
            (sign, "aan: smw", "aan: vo", grant + " [{doel: delen, aan: vo, tot: 1 jaar}]"),
            (sign, "tot: 1 jaar", "tot: 2 jaar", grant + " [{doel: delen, aan: smw, tot: 2 jaar}]"),
            (sign, ", tot: 1 jaar", "", grant + " [{doel: delen, aan: smw}]"),
            (
                task, "niveau-nu: niveau", "niveau-nu: datum",
                "stap maken leg_vast [niveau-nu: niveau] [niveau-nu: datum]"
            ),
            (
                task, "niveau-nu: niveau", "trede: niveau",
                "stap maken leg_vast [niveau-nu: niveau] [trede: niveau]"
            ),
            (
                task, "verstrekt: {aan: smw", "verstrekt: {aan: vo",
                given + " [{aan: vo, gegevens: niveau, toestemming: delen}]"
            ),
            (
                task, "gegevens: [niveau]", "gegevens: [niveau, datum]",
                given + " [{aan: smw, gegevens: niveau, datum, toestemming: delen}]"
            ),
            (
                task, "toestemming: delen", "toestemming: foto",
                given + " [{aan: smw, gegevens: niveau, toestemming: foto}]"
            ),
            (
                law, "grondslag: WPO art. 9", "grondslag: WPO art. 8",
                "stap maken verstrekt [{aan: smw, gegevens: niveau, grondslag: WPO art. 9}] [{aan: smw, gegevens: niveau, grondslag: WPO art. 8}]"
            ),
            (
                register, "registreer: punten, wie: leerkracht", "registreer: punten, wie: kc",
                "stap doen wie [leerkracht] [kc]"
            ),
            (
                register, "registreer: punten", "registreer: nog-een",
                "stap doen registreer [punten] [nog-een]"
            ),
            (hidden, "verborgen: ja", "verborgen: nee", "kaart verborgen [ja] [-]"),
        ]
    }()

    @Test("a change in what is seldom written is named, and nothing else", arguments: plantedIn.indices)
    func seldom(_ index: Int) throws {
        let (text, old, new, said) = Self.plantedIn[index]
        try #require(text.ranges(of: old).count == 1, "\(old)")
        let lists =
            "gegevens:\n  nog-een: {titel: Nog een, soort: lijst, kolommen: {x: {titel: X, soort: tekst}}}\n"
        let with = text.replacing("gegevens:\n", with: lists)
        let difference = CardDifference(
            from: try Self.card(with), to: try Self.card(with.replacing(old, with: new)))
        #expect(difference.changes.map(Self.said) == [said])
    }

    @Test("a planted change is named, and nothing else", arguments: planted.indices)
    func change(_ index: Int) throws {
        let (old, new, said) = Self.planted[index]
        try #require(Self.text.ranges(of: old).count == 1, "\(old)")
        let difference = CardDifference(
            from: try Self.card(Self.text), to: try Self.card(Self.text.replacing(old, with: new)))
        #expect(difference.changes.map(Self.said) == [said])
    }

    @Test("another name that is followed everywhere is one change")
    func renamed() throws {
        for (old, new, said) in [
            ("kijken", "terugkijken", "stap terugkijken heette kijken"),
            ("niveau", "trede", "veld trede heette niveau"),
            ("gestopt", "opgehouden", "einde opgehouden heette gestopt"),
            ("maken", "opstellen", "stap opstellen heette maken"),
        ] {
            let text = Self.text.replacing(old, with: new)
            let difference = CardDifference(from: try Self.card(Self.text), to: try Self.card(text))
            #expect(difference.changes.map(Self.said) == [said])
        }
    }

    @Test("what means the same is no difference")
    func reordered() throws {
        let text = [
            ("{als: {niveau: basis, datum: ingevuld}", "{als: {datum: ingevuld, niveau: basis}"),
            ("zichtbaar_voor: [kc, directeur]", "zichtbaar_voor:\n  - directeur   # eerst\n  - kc"),
            ("{ja: verder, nee: kijken}", "\n      nee: kijken\n      \"ja\": verder"),
            ("doel: Iets laten zien.", "doel: >-\n  Iets laten\n  zien."),
            ("versie: 1\nstatus: concept", "status: vastgesteld\nversie: 2\nauteur: [kim]"),
            ("normen:", "wijzigingen: [{versie: 2, wat: Anders}]\nnormen:"),
            ("  gestopt: {titel: Gestopt, telt_als: afgebroken}\n", ""),
            ("einden:\n", "einden:\n  gestopt: {telt_als: afgebroken, titel: \"Gestopt\"}\n"),
            ("wie: [kc, leerkracht]", "wie: [leerkracht, kc]"),
        ].reduce(Self.text) { $0.replacing($1.0, with: $1.1) }
        #expect(text != Self.text)
        #expect(CardDifference(from: try Self.card(Self.text), to: try Self.card(text)).changes == [])
        // A role by its other name is the same role.
        let alias = Self.text.replacing("eigenaar: kc", with: "eigenaar: ib")
        let difference = CardDifference(from: try Self.card(Self.text), to: try Self.card(alias)) {
            $0 == "ib" ? "kc" : $0
        }
        #expect(difference.changes == [])
    }

    @Test("a block that comes or goes takes what is in it along")
    func blocks() throws {
        let lines = Self.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let start = try #require(lines.firstIndex { $0.contains("stap: samen") })
        let end = try #require(lines.firstIndex { $0.contains("stap: per-leerling") })
        let without = (lines[..<start] + lines[end...]).joined(separator: "\n")
        let (old, new) = (try Self.card(Self.text), try Self.card(without))
        #expect(CardDifference(from: old, to: new).changes.map(Self.said) == ["stap samen weg"])
        #expect(CardDifference(from: new, to: old).changes.map(Self.said) == ["stap samen erbij"])
    }
}
