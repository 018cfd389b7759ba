import CardEngine
import CardLanguage
import CaseStore
import Casework
import SchoolTime
import Synchronization

/// The school of `docs/handgeteld.md`: its files, and its days as they were counted on paper.
final class CountedSchool: Sendable {
    let store = InMemoryCaseStore(isPractice: true)
    private let ids = IDs()
    private let begun = Mutex<[Int: CaseID]>([:])
    /// The cases by their number on paper.
    var cases: [Int: CaseID] { begun.withLock { $0 } }

    /// The school with everything on paper in it.
    static func played() throws -> CountedSchool { try paper.get() }

    private static let paper = Result {
        let school = CountedSchool()
        try school.play(acts)
        return school
    }

    static let school = """
        school: papier
        naam: De Papieren School
        beheer: [directeur, kc]
        rollen:
          leerkracht: {titel: leerkracht, per: groep}
          kc: {titel: kwaliteitscoördinator, ook: [ib]}
          directeur: {titel: directeur}
          conrector: {titel: conrector}
          ouders: {titel: ouders, extern: ja, geregistreerd_door: [leerkracht, kc]}
        groepen:
          rood: {titel: Groep Rood}
          wit: {titel: Groep Wit}
        medewerkers:
          lea: {naam: Lea, rollen: [{leerkracht: rood}]}
          lou: {naam: Lou, rollen: [{leerkracht: wit}]}
          kim: {naam: Kim, rollen: [kc]}
          dik: {naam: Dik, rollen: [directeur]}
          con: {naam: Con, rollen: [conrector]}
        """

    static let firstYear = """
        schooljaar: 2025-2026
        eerste_dag: 2025-08-01
        laatste_dag: 2026-07-31
        vakanties:
          - {naam: Zomervakantie, eerste_dag: 2026-07-18, laatste_dag: 2026-08-30}
        """

    static let secondYear = """
        schooljaar: 2026-2027
        eerste_dag: 2026-08-01
        laatste_dag: 2027-07-31
        vakanties:
          - {naam: Zomervakantie, eerste_dag: 2026-07-18, laatste_dag: 2026-08-30}
          - {naam: Herfstvakantie, eerste_dag: 2026-10-17, laatste_dag: 2026-10-25}
          - {naam: Kerstvakantie, eerste_dag: 2026-12-19, laatste_dag: 2027-01-03}
        studiedagen:
          - {naam: Studiedag, dag: 2026-11-12}
        """

    static func card(version: Int, explanation: String = "") -> String {
        """
        kaart: hulpgesprek
        titel: Hulpgesprek
        versie: \(version)
        status: vastgesteld
        betreft: leerling
        eigenaar: kc
        zichtbaar_voor: [leerkracht, ib, directeur]
        doel: Elk kind krijgt hulp.
        start: [{handmatig: [kc, leerkracht]}]
        termijn: 4 weken
        stappen:
          - stap: voorbereiden
            titel: Voorbereiden
            wie: leerkracht
            termijn: 5 schooldagen\(explanation)
          - stap: gesprek
            titel: Gesprek
            wie: kc
            samen_met: [ouders]
            termijn: 10 schooldagen
            uitkomsten: {eens: verder, oneens: gesprek}
          - stap: besluit
            titel: Besluit
            wie: directeur
            wettelijk: 6 weken na start
            uitkomsten: {plan: verder, geen plan: afgezien}
        einden:
          afgezien: {titel: Afgezien, telt_als: afgebroken}
        normen:
          - {norm: Op tijd, meet: op tijd, minstens: 80%}
          - {norm: Dekking, meet: dekking, minstens: 50%}
          - {norm: Dekking bovenbouw, meet: dekking, als: {jaargroep: {minstens: 7}}, minstens: 60%}
          - {norm: Besluit op tijd, meet: wettelijk op tijd besluit, minstens: 89%}
          - {norm: Snel rond, meet: doorlooptijd, hoogstens: 4 weken}
          - {norm: Snel besloten, meet: doorlooptijd tot besluit, hoogstens: 3 weken}
          - {norm: Snel gesproken, meet: doorlooptijd gesprek, hoogstens: 5 schooldagen}
          - {norm: Meteen eens, meet: uitkomst gesprek eens, minstens: 75%}
          - {norm: Ouders erbij, meet: aanwezig gesprek ouders, minstens: 90%}
          - {norm: Weinig rondes, meet: herhaling gesprek, hoogstens: "1,2"}
          - {norm: Dekking twee, meet: dekking 2, minstens: 10%}
          - {norm: Dekking ooit, meet: dekking ooit, minstens: 100%}
          - {norm: Voorbereiden op tijd, meet: op tijd voorbereiden, minstens: 90%}
          - {norm: Gesprek op tijd, meet: op tijd gesprek, minstens: 90%}
          - {norm: Voorbereiden snel, meet: doorlooptijd voorbereiden, hoogstens: 1 week}
          - {norm: Afgemaakt, meet: voltooid, minstens: 75%}
        """
    }

    static func shelf(version: Int) -> Shelf {
        let explanation = version == 1 ? "" : "\n    uitleg: Lees eerst het dossier."
        let texts = [
            ("papier", school), ("2025-2026", firstYear), ("2026-2027", secondYear),
            ("hulpgesprek", card(version: version, explanation: explanation)),
        ]
        return Shelf(
            texts.map { CardFolder.Item.text(SourceText(name: $0.0 + ".yaml", text: $0.1)) }, beside: nil)
    }

    private static let before = shelf(version: 1)
    private static let after = shelf(version: 2)

    /// The desk of a person on a day; since 4 January 2027 with version 2 of the card.
    func desk(of person: PersonID, on day: Day, store other: (any CaseStore)? = nil) throws -> Workplace {
        let time = Timestamp(secondsSince1970: day.number * 86_400 + 36_000, offsetSeconds: 3_600)
        let ids = ids
        return try Workplace(
            store: other ?? store, shelf: day < Self.day("2027-01-04") ? Self.before : Self.after,
            clock: Clock { time }, identity: Identity(actor: person, enteredBy: nil),
            drawCaseID: { ids.next() })
    }

    static func day(_ text: String) -> Day { Day(iso: text)! }

    // MARK: - What happened

    /// Day by day; within a day in the order of the list.
    func play(_ acts: [Act]) throws {
        for act in acts.enumerated().sorted(by: { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) })
        {
            try act.element.play(self, act.element.day)
        }
    }

    struct Act: Sendable {
        let day: Day
        let play: @Sendable (CountedSchool, Day) throws -> Void

        init(_ day: String, _ play: @escaping @Sendable (CountedSchool, Day) throws -> Void) {
            self.day = CountedSchool.day(day)
            self.play = play
        }
    }

    static func keep(_ day: String, _ number: String, _ attributes: KeyValuePairs<String, String>) -> Act {
        let entries = attributes.map { ($0.key, $0.value) }
        return Act(day) { school, day in
            _ = try school.desk(of: "kim", on: day).keepPupil(
                PupilText(
                    number: number,
                    attributes: entries.map { PupilText.Entry(name: $0.0, text: $0.1) }))
        }
    }

    static func start(_ day: String, _ number: Int, _ pupil: String, occasion: String? = nil) -> Act {
        Act(day) { school, today in
            let id = try school.desk(of: "kim", on: today).startCase(
                "hulpgesprek", subject: pupil, group: nil, occasion: occasion.map { self.day($0) }
            ).caseID
            school.begun.withLock { $0[number] = id }
        }
    }

    /// The teacher prepares, in whichever group.
    static func prepare(_ day: String, _ number: Int) -> Act {
        Act(day) { school, today in
            let (visit, subject) = try school.open("voorbereiden", of: number)
            _ = try school.desk(of: subject.group == "rood" ? "lea" : "lou", on: today)
                .completeStep(CaseReference(caseID: school.id(number), visit: visit), StepAnswers())
        }
    }

    /// The conversation: with its outcome, and whether a parent was there.
    static func talk(_ day: String, _ number: Int, _ outcome: String, parents: Bool) -> Act {
        Act(day) { school, today in
            var answers = StepAnswers()
            answers.outcome = outcome
            if parents {
                answers.present = [("ouders", [])]
            } else {
                answers.absent = [("ouders", "niet gekomen")]
            }
            let visit = try school.open("gesprek", of: number).visit
            _ = try school.desk(of: "kim", on: today)
                .completeStep(CaseReference(caseID: school.id(number), visit: visit), answers)
        }
    }

    static func decide(_ day: String, _ number: Int, _ outcome: String = "plan") -> Act {
        Act(day) { school, today in
            var answers = StepAnswers()
            answers.outcome = outcome
            let visit = try school.open("besluit", of: number).visit
            _ = try school.desk(of: "dik", on: today)
                .completeStep(CaseReference(caseID: school.id(number), visit: visit), answers)
        }
    }

    static func owner(_ day: String, _ play: @escaping @Sendable (Workplace, CountedSchool) throws -> Void)
        -> Act
    {
        Act(day) { school, today in try play(try school.desk(of: "kim", on: today), school) }
    }

    func id(_ number: Int) throws -> CaseID {
        guard let id = cases[number] else { throw Missing() }
        return id
    }

    private func open(_ step: StepID, of number: Int) throws -> (visit: Int, subject: Subject) {
        let state = try store.read { replay(try $0.events(of: id(number))) }
        guard let visit = state.openVisits.last(where: { $0.step == step }),
            let subject = state.subject(at: nil)
        else { throw Missing() }
        return (visit.number, subject)
    }

    struct Missing: Error {}

    private final class IDs: Sendable {
        private let count = Mutex(0)

        func next() -> CaseID {
            count.withLock {
                $0 += 1
                return CaseID("c" + String($0))
            }
        }
    }
}
