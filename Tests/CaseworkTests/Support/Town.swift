import CardEngine
import CardLanguage
import CaseStore
import Casework
import SchoolTime

/// A small school whose cards look at each other: attributes, consents, calls, waits and start rules.
struct Town {
    private(set) var store = InMemoryCaseStore(isPractice: true)
    let shelf: Shelf
    private let ids: Mutexed

    static let school = """
        school: dorp
        naam: De Dorpsschool
        rollen:
          leerkracht: {titel: leerkracht, per: groep}
          kc: {titel: kwaliteitscoördinator}
          directeur: {titel: directeur}
          ouders: {titel: ouders, extern: ja, geregistreerd_door: [leerkracht, kc]}
          vo-school: {titel: vo-school, extern: ja, geregistreerd_door: [kc]}
        groepen:
          rood: {titel: Groep Rood}
          wit: {titel: Groep Wit}
        kenmerken:
          tlv-einddatum: {titel: Einddatum TLV, soort: datum}
          uitstroom: {titel: Uitstroom, soort: tekst}
        medewerkers:
          lea: {naam: Lea, rollen: [{leerkracht: rood}]}
          lou: {naam: Lou, rollen: [{leerkracht: wit}]}
          kim: {naam: Kim, rollen: [kc]}
          dik: {naam: Dik, rollen: [directeur]}
        """

    static let year = """
        schooljaar: 2026-2027
        eerste_dag: 2026-08-01
        laatste_dag: 2027-07-31
        vakanties:
          - {naam: Zomervakantie 2026, eerste_dag: 2026-07-18, laatste_dag: 2026-08-30}
          - {naam: Herfstvakantie, eerste_dag: 2026-10-17, laatste_dag: 2026-10-25}
          - {naam: Zomervakantie 2027, eerste_dag: 2027-07-17, laatste_dag: 2027-08-29}
        planning:
          opp-ronde: {eerste_dag: 2027-02-08, laatste_dag: 2027-02-19}
        """

    /// Gives a consent, sets an attribute, calls `gesprek` and waits for it.
    static let plan = """
        kaart: plan
        titel: Plan maken
        versie: 1
        status: vastgesteld
        betreft: leerling
        eigenaar: kc
        doel: Een plan.
        start:
          - handmatig: [leerkracht, kc]
          - bij: inschrijving
        gegevens:
          bestemming: {titel: Bestemming, soort: tekst}
        stappen:
          - {stap: maken, titel: Maken, wie: leerkracht, vul_in: [bestemming], leg_vast: {uitstroom: bestemming}}
          - {stap: mag-delen, titel: Mag het, teken: [ouders], geeft_toestemming: {doel: delen, aan: vo-school, tot: 1 jaar}}
          - {stap: praten, titel: Praten, kaart: gesprek, uitkomsten: {anders: verder}}
          - {stap: besluiten, titel: Besluiten, wie: kc, wettelijk: 6 weken na inschrijving}
        """

    static let talk = """
        kaart: gesprek
        titel: Gesprek
        versie: 1
        status: vastgesteld
        betreft: leerling
        eigenaar: kc
        doel: Een gesprek.
        start: [{handmatig: [kc]}]
        stappen:
          - {stap: gesprek-voeren, titel: Gesprek voeren, wie: kc, uitkomsten: {gehoord: gehoord, vervallen: niet-gehoord}}
        einden:
          gehoord: {titel: Gehoord, telt_als: voltooid}
          niet-gehoord: {titel: Niet gehoord, telt_als: afgebroken}
        """

    /// Hands out on the consent, and stops when it is withdrawn; counts back from an attribute.
    static let handover = """
        kaart: overdracht
        titel: Overdracht
        versie: 1
        status: vastgesteld
        betreft: leerling
        eigenaar: kc
        doel: Overdragen.
        start:
          - handmatig: [kc]
          - op: 12 weken voor tlv-einddatum
        gegevens:
          dossier: {titel: Dossier, soort: document}
        stappen:
          - {stap: verzamelen, titel: Verzamelen, wie: kc, vul_in: [dossier], termijn: 2 weken voor tlv-einddatum}
          - stap: geven
            titel: Geven
            wie: kc
            verstrekt: {aan: vo-school, gegevens: [dossier], toestemming: delen}
            uitkomsten: {gereed: verder, geen toestemming: zonder}
        einden:
          zonder: {titel: Zonder, telt_als: voltooid}
        onderbreek:
          - {bij: uitschrijving, naar: zonder}
        """

    /// Waits until every pupil of the group has had a talk, in the OPP round.
    static let round = """
        kaart: ronde
        titel: Ronde
        versie: 1
        status: vastgesteld
        betreft: groep
        eigenaar: kc
        doel: Een ronde.
        start:
          - jaarlijks: [3 weken voor opp-ronde]
          - handmatig: [kc]
        stappen:
          - {stap: wachten, titel: Wachten, wacht: {kaart: gesprek}, termijn: aanleiding, uitkomsten: {gereed: verder, verlopen: verder}}
          - {stap: bespreken, titel: Bespreken, wie: leerkracht}
        """

    /// A month after a plan is done, another look at it.
    static let again = """
        kaart: terugblik
        titel: Terugblik
        versie: 1
        status: vastgesteld
        betreft: leerling
        eigenaar: kc
        doel: Terugkijken.
        start:
          - {na: plan, over: 4 weken, als: {jaargroep: {minstens: 6}}}
          - {jaarlijks: [september], als: {ingeschreven: ja}}
        stappen:
          - {stap: kijken, titel: Kijken, wie: leerkracht}
        """

    /// An adopted card of the kc, with what stands behind its first lines.
    static func card(_ name: String, about subject: String = "leerling", _ rest: String) -> (
        name: String, text: String
    ) {
        (
            name,
            """
            kaart: \(name)
            titel: Proef
            versie: 1
            status: vastgesteld
            betreft: \(subject)
            eigenaar: kc
            doel: Proberen.
            \(rest)
            """
        )
    }

    /// - Parameter changes: texts in the cards, each with what stands in its place.
    init(
        talk: String = Self.talk, round: String = Self.round, again: String = Self.again,
        changes: [(text: String, other: String)] = [], others: [(name: String, text: String)] = []
    ) {
        let texts = [
            ("dorp", Self.school), ("2026-2027", Self.year), ("plan", Self.plan), ("gesprek", talk),
            ("overdracht", Self.handover), ("ronde", round), ("terugblik", again),
        ]
        shelf = Shelf(
            (texts + others).map { name, text in
                let changed = changes.reduce(text) { $0.replacing($1.text, with: $1.other) }
                return CardFolder.Item.text(SourceText(name: name + ".yaml", text: changed))
            }, beside: nil)
        ids = Mutexed((1...400).map { CaseID("c" + String($0)) })
    }

    /// The same school with revised cards.
    func with(
        round: String = Self.round, changes: [(text: String, other: String)] = [],
        others: [(name: String, text: String)] = []
    ) -> Town {
        var town = Town(round: round, changes: changes, others: others)
        town.store = store
        return town
    }

    /// What is wrong with the files, apart from warnings; empty when they are in order.
    var faults: [String] {
        shelf.reports.flatMap { report in
            report.diagnostics.filter { $0.severity == .error }.map {
                "\(report.source.name):\($0.range.start.line) \($0.code.rawValue) \($0.message)"
            }
        }
    }

    func desk(of person: PersonID, on day: Day, store other: (any CaseStore)? = nil) throws -> Workplace {
        let time = Timestamp(secondsSince1970: day.number * 86_400 + 36_000, offsetSeconds: 3_600)
        return try Workplace(
            store: other ?? store, shelf: shelf, clock: Clock { time },
            identity: Identity(actor: person, enteredBy: nil), drawCaseID: { ids.next() })
    }

    /// The daily run, by an account that is nobody's.
    @discardableResult
    func run(_ day: Day, isTrial: Bool = false) throws -> DayReport {
        try desk(of: Stamp.engine, on: day).runDay(isTrial: isTrial)
    }

    func keep(
        _ number: String, on day: Day, ouders: Int? = nil, _ attributes: KeyValuePairs<String, String>
    ) throws {
        _ = try desk(of: "dik", on: day).keepPupil(
            PupilText(
                number: number, attributes: attributes.map { PupilText.Entry(name: $0.key, text: $0.value) },
                authorities: ouders))
    }

    func states() throws -> [CaseID: CaseState] {
        try store.read { reading in
            Dictionary(
                try reading.cases().map { ($0.caseID, replay(try reading.events(of: $0.caseID))) },
                uniquingKeysWith: { first, _ in first })
        }
    }

    /// The case of that card about that subject that was opened last.
    func state(_ card: CardID, _ subject: String) throws -> CaseState? {
        try store.read { reading in
            try reading.cases().filter { $0.card == card && $0.subject.id == subject }
                .max {
                    $0.caseID.rawValue.utf8.count < $1.caseID.rawValue.utf8.count || $0.caseID < $1.caseID
                }
                .map { replay(try reading.events(of: $0.caseID)) }
        }
    }

    func id(_ card: CardID, _ subject: String) throws -> CaseID {
        let found = try store.read { try $0.cases() }.filter { $0.card == card && $0.subject.id == subject }
        guard let record = found.first(where: { $0.end == nil }) ?? found.first else { throw Missing() }
        return record.caseID
    }

    struct Missing: Error {}
}

/// A day of the school year 2026-2027.
func day(_ text: String) -> Day { Day(iso: text)! }

/// Somebody does a step on a day, with these values.
func complete(
    _ id: CaseID, _ visit: Int, by person: PersonID = "kim", doneOn: Day? = nil, on day: Day, in town: Town,
    _ values: [(field: String, text: String)] = []
) throws {
    var answers = StepAnswers()
    answers.doneOn = doneOn
    answers.values = values
    _ = try town.desk(of: person, on: day).completeStep(CaseReference(caseID: id, visit: visit), answers)
}
