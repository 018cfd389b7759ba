import CardEngine
import CardLanguage
import CaseStore
import Casework
import Evaluation
import SchoolTime
import Testing

/// What an independent second count of the yearly figures found otherwise.
@Suite("What a second count found otherwise")
struct CountedAgainTests {
    private static let head = """
        versie: 1
        status: vastgesteld
        eigenaar: kc
        doel: Op tijd.
        start: [{handmatig: [kc]}]
        """

    private static let pause = """
        kaart: pauze
        titel: Pauze
        betreft: leerling
        \(head)
        stappen:
          - {stap: een, titel: Een, wie: kc}
          - {stap: twee, titel: Twee, wie: kc, termijn: 3 weken na start}
          - {stap: drie, titel: Drie, wie: kc, termijn: 30 september}
        normen:
          - {norm: Op tijd, meet: op tijd twee, minstens: 75%}
          - {norm: De dag, meet: op tijd drie, minstens: 75%}
        """

    private static let staff = """
        kaart: collega
        titel: Collega
        betreft: medewerker
        \(head)
        stappen: [{stap: praten, titel: Praten, wie: kc}]
        normen: [{norm: Allen, meet: dekking, minstens: 50%}]
        """

    private static let leavers = """
        kaart: afscheid
        titel: Afscheid
        betreft: leerling
        \(head)
        stappen: [{stap: praten, titel: Praten, wie: kc}]
        normen:
          - {norm: Achtsten, meet: dekking, als: {jaargroep: 8}, minstens: 50%}
          - {norm: Allen, meet: dekking, minstens: 50%}
        """

    private static let law = """
        kaart: wet
        titel: Wet
        betreft: leerling
        \(head)
        stappen:
          - {stap: bellen, titel: Bellen, wie: kc, termijn: 1 week, wettelijk: 3 weken na start,
             uitkomsten: {gebeld: verder, verlopen: nog}}
          - {stap: afsluiten, titel: Afsluiten, wie: kc, daarna: voltooid}
          - {stap: nog, titel: Nog, wie: kc, uitkomsten: {weer: bellen, klaar: verder, weg: gestopt}}
        einden:
          gestopt: {titel: Gestopt, telt_als: afgebroken}
        normen:
          - {norm: Wettelijk, meet: wettelijk op tijd bellen, minstens: 75%}
          - {norm: Afgesproken, meet: op tijd bellen, minstens: 75%}
        """

    private static let typed = """
        kaart: datum
        titel: Datum
        betreft: leerling
        \(head)
        termijn: 5 dagen na dag
        gegevens: {dag: {titel: Dag, soort: datum}}
        stappen:
          - {stap: een, titel: Een, wie: kc, vul_in: [dag]}
          - {stap: twee, titel: Twee, wie: kc, termijn: 3 dagen na dag, wettelijk: 4 dagen na dag}
        normen:
          - {norm: Op tijd, meet: op tijd twee, minstens: 75%}
          - {norm: Wettelijk, meet: wettelijk op tijd twee, minstens: 75%}
          - {norm: Traject, meet: op tijd, minstens: 75%}
        """

    private let store = InMemoryCaseStore(isPractice: true)

    private func desk(
        _ day: String, _ card: String, by person: PersonID = "kim", school: String = CountedSchool.school
    ) throws -> Workplace {
        let name = card.prefix { $0 != "\n" }.dropFirst("kaart: ".count)
        let shelf = Shelf(
            [
                ("papier", school), ("2026-2027", CountedSchool.secondYear),
                ("2027-2028", Self.thirdYear), (String(name), card),
            ].map { CardFolder.Item.text(SourceText(name: $0.0 + ".yaml", text: $0.1)) }, beside: nil)
        let hasErrors = shelf.hasErrors
        #expect(!hasErrors)
        let time = Timestamp(
            secondsSince1970: CountedSchool.day(day).number * 86_400 + 36_000, offsetSeconds: 3_600)
        return try Workplace(
            store: store, shelf: shelf, clock: Clock { time },
            identity: Identity(actor: person, enteredBy: nil), drawCaseID: { "c1" })
    }

    private static let thirdYear = """
        schooljaar: 2027-2028
        eerste_dag: 2027-08-01
        laatste_dag: 2028-07-31
        vakanties: [{naam: Zomervakantie, eerste_dag: 2027-08-01, laatste_dag: 2027-08-29}]
        """

    private func keep(
        _ day: String, _ card: String, from later: String? = nil, _ attributes: KeyValuePairs<String, String>
    ) throws {
        let text = PupilText(
            number: "1", attributes: attributes.map { PupilText.Entry(name: $0.key, text: $0.value) })
        let desk = try desk(day, card)
        if let later {
            _ = try desk.planPupil(text, from: CountedSchool.day(later))
        } else {
            _ = try desk.keepPupil(text)
        }
    }

    private func begin(_ day: String, _ card: String, _ name: String) throws {
        try keep(day, card, ["inschrijving": "2025-08-01", "groep": "rood", "jaargroep": "7"])
        _ = try desk(day, card).startCase(name, subject: "1", group: nil)
    }

    private func complete(
        _ visit: Int, on day: String, _ card: String, _ outcome: String? = nil,
        _ values: [(String, String)] = [], doneOn: String? = nil
    ) throws {
        var answers = StepAnswers()
        answers.outcome = outcome
        answers.values = values
        answers.doneOn = doneOn.map(CountedSchool.day)
        _ = try desk(day, card).completeStep(CaseReference(caseID: "c1", visit: visit), answers)
    }

    /// What is counted and what is left out of each norm.
    private func parts(
        _ day: String, _ card: String, _ year: String = "2026-2027", by person: PersonID = "kim",
        school: String = CountedSchool.school
    ) throws -> [[String]] {
        let evaluation = try desk(day, card, by: person, school: school).evaluate(year)
        return try #require(evaluation.cards.first).norms.map { norm in
            (norm.figure.tally + norm.figure.excluded).map { "\($0.title) \($0.count)" }
        }
    }

    @Test("what opens while a case is suspended is not late by the days that it was suspended")
    func openedWhileSuspended() throws {
        try begin("2026-09-01", Self.pause, "pauze")
        _ = try desk("2026-09-08", Self.pause).suspend("c1", reason: "ziek")
        try complete(1, on: "2026-10-06", Self.pause)
        let open = ["nog binnen de termijn 1"]
        #expect(try parts("2026-10-06", Self.pause).first == open)
        let standing = try desk("2026-10-06", Self.pause).showStanding().cards
        #expect(standing.flatMap(\.standings).map(\.daysLate) == [0])
        try complete(2, on: "2026-10-07", Self.pause)
        #expect(try parts("2026-10-08", Self.pause) == [["op tijd 1"], open])
        // A date runs since the step opened: it was over by then, and is so once the case goes on.
        _ = try desk("2026-10-08", Self.pause).resume("c1", reason: "beter")
        #expect(try parts("2026-10-08", Self.pause) == [["op tijd 1"], ["te laat 1"]])
    }

    @Test(
        "who came to work here after a school year is no part of it, and who had left before its last day neither"
    )
    func staffThen() throws {
        func who(_ day: String, _ school: String) throws -> [String] {
            let card = try #require(
                try desk(day, Self.staff, school: school).evaluate("2026-2027").cards.first)
            return try #require(card.norms.first).figure.tally.flatMap { $0.sources.map(\.subject.id) }
                .sorted()
        }
        let (old, con) = (CountedSchool.school, "  con: {naam: Con, rollen: [conrector]}")
        _ = try desk("2027-05-03", Self.staff).startCase("collega", subject: "dik", group: nil)
        let all = ["con", "dik", "kim", "lea", "lou"]
        #expect(try who("2027-05-03", old) == all)
        let new = old + "\n  nora: {naam: Nora, rollen: [conrector]}"
        #expect(try who("2027-11-08", new) == all)
        // What the file says of days counts, whenever it was written down.
        let told = old + "\n  nora: {naam: Nora, rollen: [{rol: conrector, vanaf: 2027-06-01}]}"
        #expect(try who("2027-11-08", told) == (all + ["nora"]).sorted())
        let left = old.replacing(
            con, with: "  con: {naam: Con, rollen: [{rol: conrector, tot_en_met: 2027-06-30}]}")
        #expect(try who("2027-11-08", left) == ["dik", "kim", "lea", "lou"])
        #expect(try who("2027-11-08", old.replacing(con, with: "")) == all)
        // Whose roles were written anew for the next year was there before.
        let rewritten = old.replacing(
            con, with: "  con: {naam: Con, rollen: [{rol: conrector, vanaf: 2027-08-01}]}")
        #expect(try who("2027-11-08", rewritten) == all)
    }

    @Test("what was planned for a day is so from that day, whenever the daily run came")
    func planned() throws {
        try begin("2027-03-01", Self.leavers, "afscheid")
        try complete(1, on: "2027-03-02", Self.leavers)
        try keep("2027-06-01", Self.leavers, from: "2027-07-20", ["jaargroep": "8"])
        try keep("2027-06-01", Self.leavers, from: "2027-08-01", ["jaargroep": "6"])
        let covered = [["voltooid 1"], ["voltooid 1"]]
        #expect(try parts("2027-07-19", Self.leavers).first == [])
        // Nothing was looked at since: it is so without anything being recorded.
        #expect(try parts("2027-08-05", Self.leavers) == covered)
        #expect(try parts("2027-08-05", Self.leavers, "2027-2028").first == [])
        _ = try desk("2027-08-05", Self.leavers).carryOutPlans()
        #expect(try parts("2027-08-06", Self.leavers) == covered)
        #expect(try parts("2027-08-06", Self.leavers, "2027-2028").first == [])
    }

    @Test(
        "what the school's term ended broke the law once the law's term is over too, and nothing was done by then"
    )
    func expired() throws {
        let open = ["gestopt voor de termijn om was 1"]
        func begun() throws -> CountedAgainTests {
            let school = CountedAgainTests()
            try school.begin("2026-09-01", Self.law, "wet")
            _ = try school.desk("2026-09-10", Self.law).runDay()
            return school
        }
        // By 22 September: until then it is not broken.
        let waiting = try begun()
        #expect(
            try waiting.parts("2026-09-22", Self.law) == [["nog binnen de termijn 1"], ["te laat 1"]])
        #expect(try waiting.parts("2026-09-23", Self.law) == [["te laat 1"], ["te laat 1"]])
        let completed = try begun()
        try completed.complete(2, on: "2026-09-14", Self.law, "klaar")
        #expect(try completed.parts("2026-09-23", Self.law).first == ["te laat 1"])
        let stopped = try begun()
        try stopped.complete(2, on: "2026-09-14", Self.law, "weg")
        #expect(try stopped.parts("2026-09-23", Self.law).first == open)
        // Done after all within the law's term.
        let again = try begun()
        try again.complete(2, on: "2026-09-14", Self.law, "weer")
        try again.complete(3, on: "2026-09-15", Self.law, "gebeld")
        let inTime = [["op tijd 1"] + open, ["op tijd 1", "te laat 1"]]
        #expect(try again.parts("2026-09-23", Self.law) == inTime)
        // So too what the engine closes, by what somebody answered.
        let signing = Self.law.replacing("wie: kc, termijn", with: "teken: [ouders], termijn")
            .replacing("uitkomsten: {gebeld: verder,", with: "uitkomsten: {akkoord: verder, anders: verder,")
        let signed = CountedAgainTests()
        try signed.begin("2026-09-01", signing, "wet")
        _ = try signed.desk("2026-09-10", signing).runDay()
        try signed.complete(2, on: "2026-09-14", signing, "weer")
        _ = try signed.desk("2026-09-15", signing).giveSignature(
            CaseReference(caseID: "c1", visit: 3), SignatureText(answer: "akkoord"))
        #expect(try signed.parts("2026-09-23", signing) == inTime)
    }

    @Test("who leaves before the law's term is over is none for whom it was broken, however the case ends")
    func expiredAndLeft() throws {
        let card = Self.law.replacing(
            "normen:",
            with: """
                  afgerond: {titel: Afgerond, telt_als: voltooid}
                onderbreek: [{bij: uitschrijving, naar: afgerond}]
                normen:
                """)
        func parts(leavingOn day: String) throws -> [String]? {
            let school = CountedAgainTests()
            try school.begin("2026-09-01", card, "wet")
            _ = try school.desk("2026-09-10", card).runDay()
            _ = try school.desk(day, card).report(.left, of: "1", on: CountedSchool.day(day))
            return try school.parts("2026-09-30", card).first
        }
        #expect(try parts(leavingOn: "2026-09-16") == ["gestopt voor de termijn om was 1"])
        #expect(try parts(leavingOn: "2026-09-24") == ["te laat 1"])
    }

    @Test("what counted from a day that was mistyped counts from the right one, also when it is over")
    func typingError() throws {
        try begin("2026-09-01", Self.typed, "datum")
        try complete(1, on: "2026-09-04", Self.typed, nil, [("dag", "2026-09-07")])
        let two = CaseReference(caseID: "c1", visit: 2)
        _ = try desk("2026-09-10", Self.typed).suspend("c1", reason: "ziek")
        _ = try desk("2026-09-11", Self.typed).resume("c1", reason: "beter")
        try complete(2, on: "2026-09-14", Self.typed)
        #expect(try parts("2026-09-20", Self.typed) == [["te laat 1"], ["te laat 1"], ["te laat 1"]])
        _ = try desk("2026-09-20", Self.typed).correct(
            CaseReference(caseID: "c1", visit: 1), [("dag", "2026-09-14")], reason: "een week te vroeg")
        #expect(try parts("2026-09-20", Self.typed) == [["op tijd 1"], ["op tijd 1"], ["op tijd 1"]])
        let dates = try desk("2026-09-20", Self.typed).explainDates(two).dates
        #expect(dates.map(\.day) == ["2026-09-17", "2026-09-18"].map(CountedSchool.day))
        #expect(dates.map(\.countedFrom) == ["2026-09-14", "2026-09-14"].map(CountedSchool.day))
    }

    @Test("an end that was recorded after a school year and taken back was none of that year")
    func takenBack() throws {
        try begin("2027-07-01", Self.leavers, "afscheid")
        try complete(1, on: "2027-09-10", Self.leavers, doneOn: "2027-07-20")
        #expect(try parts("2027-09-11", Self.leavers).last == ["voltooid 1"])
        _ = try desk("2027-09-12", Self.leavers)
            .reopen(CaseReference(caseID: "c1", visit: 1), reason: "vergissing")
        #expect(try parts("2027-09-13", Self.leavers).last == ["niet voltooid 1"])
    }

    @Test("who may not know an attribute is not told what a norm that asks for it measures")
    func attributeOfOthers() throws {
        let school = CountedSchool.school.replacing("beheer: [directeur, kc]", with: "beheer: [directeur]")
        let card = Self.leavers.replacing(
            "doel: Op tijd.", with: "doel: Op tijd.\nzichtbaar_voor: [kc, directeur]")
        func keep(_ grade: String) throws -> [CardEvaluation] {
            let desk = try desk("2026-09-01", card, by: "dik", school: school)
            _ = try desk.keepPupil(
                PupilText(
                    number: "1",
                    attributes: [("inschrijving", "2025-08-01"), ("groep", "rood"), ("jaargroep", grade)].map
                    {
                        PupilText.Entry(name: $0.0, text: $0.1)
                    }))
            return try self.desk("2026-09-02", card, school: school).evaluate("2026-2027").cards
        }
        let (seven, eight) = (try keep("7"), try keep("8"))
        #expect(seven == eight)
        #expect(eight.first?.norms.map(\.figure.count) == [0, 1])
        #expect(
            try parts("2026-09-02", card, by: "dik", school: school) == [
                ["niet voltooid 1"], ["niet voltooid 1"],
            ])
    }
}
