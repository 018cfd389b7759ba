import CardLanguage
import CaseStore
import Casework
import SchoolTime

@testable import CardEngine

/// A school whose cards look at each other in every way that the language has.
struct City {
    let store: ObservedStore
    let shelf: Shelf
    private let ids = Mutexed((1...2_000).map { CaseID("c" + String($0)) })

    static let pupils = ["11", "12", "13", "14"]
    static let people: [PersonID] = ["lea", "lou", "kim", "ko", "dik"]

    init(_ base: any CaseStore = InMemoryCaseStore(isPractice: true)) {
        store = ObservedStore(base)
        shelf = Shelf(
            Self.texts.map { CardFolder.Item.text(SourceText(name: $0.0 + ".yaml", text: $0.1)) }, beside: nil
        )
    }

    func desk(of person: PersonID, on day: Day) throws -> Workplace {
        let time = Timestamp(secondsSince1970: day.number * 86_400 + 36_000, offsetSeconds: 3_600)
        return try Workplace(
            store: store, shelf: shelf, clock: Clock { time },
            identity: Identity(actor: person, enteredBy: nil), drawCaseID: { ids.next() })
    }

    /// What is wrong with the files; warnings do not matter here.
    var faults: [String] {
        shelf.reports.flatMap { report in
            report.diagnostics.filter { $0.severity == .error }.map {
                "\(report.source.name):\($0.range.start.line) \($0.code.rawValue) \($0.message)"
            }
        }
    }

    private static let texts: [(String, String)] = [
        ("dorp", school), ("2026-2027", Town.year), ("2027-2028", year), ("plan", Town.plan),
        ("gesprek", Town.talk), ("overdracht", Town.handover), ("ronde", Town.round),
        ("terugblik", Town.again),
        ("mag", consent), ("bespreking", meeting), ("over-een", aboutOne), ("nasleep", follow),
        ("aankomst", arrival), ("vertrouwelijk", hidden), ("schoolronde", schoolRound), ("klok", Self.clock),
    ]

    private static let year = """
        schooljaar: 2027-2028
        eerste_dag: 2027-08-01
        laatste_dag: 2028-07-31
        vakanties:
          - {naam: Zomervakantie 2027, eerste_dag: 2027-07-17, laatste_dag: 2027-08-29}
        planning:
          opp-ronde: {eerste_dag: 2028-02-07, laatste_dag: 2028-02-18}
        """

    private static let school =
        Town.school.replacing(
            "  vo-school: {titel",
            with: "  scp: {titel: scp, extern: ja, geregistreerd_door: [kc]}\n  vo-school: {titel"
        ).replacing(
            "  uitstroom: {titel: Uitstroom, soort: tekst}",
            with: """
                  uitstroom: {titel: Uitstroom, soort: tekst}
                  gezien-op: {titel: Gezien op, soort: datum}
                  ernst: {titel: Ernst, soort: tekst}
                """
        ).replacing(
            "  kim: {naam: Kim, rollen: [kc]}",
            with: """
                  kim: {naam: Kim, rollen: [kc]}
                  ko: {naam: Ko, rollen: [kc, {leerkracht: wit}]}
                """)

    /// Asks every parent for a consent for two recipients that runs out, and looks at it itself.
    private static let consent = """
        kaart: mag
        titel: Mag het
        versie: 1
        status: vastgesteld
        betreft: leerling
        eigenaar: kc
        doel: Vragen.
        start: [{handmatig: [leerkracht, kc]}]
        stappen:
          - stap: vragen
            titel: Vragen
            teken: [ouders, directeur]
            termijn: 2 weken
            geeft_toestemming: {doel: delen, aan: [vo-school, scp], tot: 3 weken}
            uitkomsten: {akkoord: verder, niet akkoord: nee, onvolledig: verder, verlopen: nee}
          - {stap: geldt-nog, titel: Geldt nog, wie: leerkracht, vanaf: 1 week, termijn: 5 weken}
        einden:
          nee: {titel: Nee, telt_als: voltooid}
          ingetrokken: {titel: Ingetrokken, telt_als: afgebroken}
        onderbreek:
          - {ingetrokken: delen, naar: ingetrokken}
          - {bij: uitschrijving, naar: verder}
          - {uitkomst: spoed, door: [kc], naar: geldt-nog}
        """

    /// For each pupil of a group: a task, a value for other cards, a call; then a wait for all.
    private static let meeting = """
        kaart: bespreking
        titel: Bespreking
        versie: 1
        status: vastgesteld
        betreft: groep
        eigenaar: kc
        doel: Bespreken.
        start: [{handmatig: [leerkracht, kc]}, {jaarlijks: [derde week november, 4 weken voor opp-ronde]}]
        gegevens:
          hoe: {titel: Hoe erg, soort: keuze, opties: [licht, zwaar]}
          wie-dan: {titel: Wie, soort: lijst, kolommen: {wie-het-is: {titel: Wie, soort: leerling}, klaar-ermee: {titel: Klaar, soort: ja-nee, mag_leeg: ja}}}
        stappen:
          - stap: per-leerling
            titel: Per leerling
            voor_elke: leerling
            als: {ingeschreven: ja}
            stappen:
              - {stap: bekijken, titel: Bekijken, wie: leerkracht, vul_in: [hoe], leg_vast: {ernst: hoe}, termijn: 2 weken}
              - {stap: gesprek-erover, titel: Gesprek, als: {hoe: zwaar}, kaart: gesprek, termijn: 3 weken, uitkomsten: {anders: verder}}
          - {stap: lijst-maken, titel: Lijst maken, wie: leerkracht, vul_aan: [wie-dan]}
          - {stap: afwachten, titel: Afwachten, wacht: {kaart: gesprek}, termijn: 4 weken, uitkomsten: {gereed: verder, verlopen: verder}}
          - {stap: samenvatten, titel: Samenvatten, wie: kc}
        """

    /// Calls a card about somebody else, and goes on.
    private static let aboutOne = """
        kaart: over-een
        titel: Over een
        versie: 1
        status: vastgesteld
        betreft: groep
        eigenaar: kc
        doel: Over een.
        start: [{handmatig: [leerkracht, kc]}]
        gegevens:
          over-wie: {titel: Over wie, soort: leerling}
        stappen:
          - {stap: kiezen, titel: Kiezen, wie: leerkracht, vul_in: [over-wie]}
          - {stap: starten, titel: Starten, kaart: nasleep, meteen_verder: ja, betreft: {veld: over-wie}}
          - {stap: praten-met, titel: Praten met, kaart: gesprek, betreft: {veld: over-wie}, uitkomsten: {anders: opnieuw}}
          - {stap: opnieuw, titel: Nog eens, wie: kc, uitkomsten: {ja: praten-met, nee: verder}}
        """

    /// Reads what other cards keep, in conditions, terms and interrupts.
    private static let follow = """
        kaart: nasleep
        titel: Nasleep
        versie: 1
        status: vastgesteld
        betreft: leerling
        eigenaar: kc
        doel: Nasleep.
        start:
          - {handmatig: [kc]}
          - {na: gesprek.gehoord, over: 1 week, als: {ernst: zwaar}}
          - {bij: groepswissel}
          - {bij: uitschrijving}
        gegevens:
          op: {titel: Op, soort: datum}
        stappen:
          - {stap: zwaar-geval, titel: Zwaar geval, als: {ernst: zwaar}, wie: leerkracht, vul_in: [op], leg_vast: {gezien-op: op}}
          - {stap: naar-school, titel: Naar school, als: {uitstroom: ingevuld}, wie: kc, termijn: 2 weken na gezien-op}
          - stap: wachten-even
            titel: Even wachten
            wacht: 2 weken
            eerder: [kc]
          - {stap: afsluiten, titel: Afsluiten, wie: leerkracht, termijn: 1 week, herinner: [2 dagen], escaleer: {na: 3 schooldagen, aan: [directeur]}}
        onderbreek:
          - {bij: uitschrijving, naar: verder}
          - {op: 2 weken na gezien-op, als: {ernst: zwaar}, naar: afsluiten}
        """

    /// Begins at arrival, keeps a register, and calls the card of the group.
    private static let arrival = """
        kaart: aankomst
        titel: Aankomst
        versie: 1
        status: vastgesteld
        betreft: leerling
        eigenaar: kc
        doel: Aankomst.
        start: [{bij: plaatsing}, {bij: inschrijving}, {handmatig: [kc]}]
        gegevens:
          logboek: {titel: Logboek, soort: lijst, kolommen: {wat: {titel: Wat, soort: tekst}}}
        stappen:
          - stap: samen
            titel: Samen
            tegelijk:
              - {stap: bijhouden, titel: Bijhouden, wie: leerkracht, registreer: logboek, termijn: 3 weken, uitkomsten: {gereed: verder, verlopen: verder}}
              - {stap: groep-inlichten, titel: Groep inlichten, kaart: over-een, termijn: 4 weken, uitkomsten: {anders: verder}}
          - {stap: klaar-maken, titel: Klaar maken, wie: [leerkracht, kc], wettelijk: 6 weken na inschrijving}
        """

    private static let hidden = """
        kaart: vertrouwelijk
        titel: Vertrouwelijk
        versie: 1
        status: vastgesteld
        betreft: leerling
        eigenaar: directeur
        zichtbaar_voor: [directeur]
        verborgen: ja
        doel: Vertrouwelijk.
        start: [{handmatig: [leerkracht]}]
        stappen:
          - {stap: wegen, titel: Wegen, wie: directeur, termijn: 1 week, uitkomsten: {door: verder, verlopen: verder}}
          - {stap: bellen, titel: Bellen, kaart: gesprek, uitkomsten: {anders: verder}}
          - {stap: nazorg, titel: Nazorg, wie: directeur, termijn: 2 weken}
        """

    private static let schoolRound = """
        kaart: schoolronde
        titel: Schoolronde
        versie: 1
        status: vastgesteld
        betreft: school
        eigenaar: directeur
        doel: Alle groepen.
        start: [{jaarlijks: [15 januari]}, {handmatig: [directeur]}]
        stappen:
          - stap: per-groep
            titel: Per groep
            voor_elke: groep
            klaar_bij: eerste
            stappen:
              - {stap: ronde-houden, titel: Ronde houden, kaart: ronde, uitkomsten: {anders: verder}}
          - {stap: afronden, titel: Afronden, wie: directeur}
        """

    /// All that the clock does by itself.
    private static let clock = """
        kaart: klok
        titel: Klok
        versie: 1
        status: vastgesteld
        betreft: leerling
        eigenaar: kc
        doel: De klok.
        start: [{handmatig: [kc]}]
        termijn: 3 maanden
        herinner: [1 week]
        gegevens:
          gedaan-op: {titel: Gedaan op, soort: datum}
        stappen:
          - {stap: een, titel: Een, wie: leerkracht, termijn: 5 schooldagen, herinner: [2 dagen], uitkomsten: {gereed: verder, verlopen: verder}}
          - stap: naast-elkaar
            titel: Naast elkaar
            tegelijk:
              - {stap: wacht-kort, titel: Wacht kort, wacht: 6 dagen}
              - tak: lang
                titel: Lang
                stappen:
                  - {stap: twee, titel: Twee, wie: kc, vul_in: [gedaan-op], wettelijk: 1 week na een, escaleer: {na: 2 dagen, aan: [directeur]}, uitkomsten: {gereed: verder, verlopen: verder}}
                  - {stap: wacht-lang, titel: Wacht lang, wacht: 3 schooldagen}
          - {stap: drie, titel: Drie, wie: kc, vanaf: 2 dagen, termijn: 4 werkdagen na twee, uitkomsten: {gereed: verder, verlopen: een}, als: {keer.drie: {hoogstens: 1}}}
          - {stap: vier, titel: Vier, wie: leerkracht, termijn: 1 maand}
        onderbreek:
          - {op: 7 weken na start, als: {gedaan-op: leeg}, naar: vier}
        """
}
