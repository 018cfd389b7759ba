import CardEngine
import CardLanguage
import Casework
import Evaluation
import SchoolTime
import Testing

/// Whom a start rule chooses (`als` of `start`; kaarttaal, section 3).
@Suite("Who begins")
struct ChosenStartTests {
    private static let doing = "stappen:\n  - {stap: doen, titel: Doen, wie: kc}"

    private func town(_ start: String, about subject: String = "leerling", others: [(String, String)] = [])
        -> Town
    {
        Town(others: [Town.card("gekozen", about: subject, "start: [\(start)]\n\(Self.doing)")] + others)
    }

    private func failure(_ work: () throws -> Void) -> CaseworkFailure? {
        do {
            try work()
            return nil
        } catch { return error as? CaseworkFailure }
    }

    // MARK: - By hand

    @Test("by hand begins only for whom the condition holds, and who is refused hears which")
    func byHand() throws {
        let town = town(
            "{handmatig: [leerkracht], als: {jaargroep: {minstens: 7}}}, {handmatig: [kc], als: {jaargroep: 3}}"
        )
        #expect(town.faults == [])
        for (number, grade) in [("11", "3"), ("12", "7")] {
            try town.keep(
                number, on: day("2026-09-01"),
                ["groep": "rood", "jaargroep": grade, "inschrijving": "2025-08-01"])
        }
        func start(_ person: PersonID, _ number: String) -> String? {
            failure {
                _ = try town.desk(of: person, on: day("2026-11-02")).startCase(
                    "gekozen", subject: number, group: "rood")
            }.flatMap { Sentences(school: town.shelf.school).sentence(for: $0) }
        }
        #expect(start("lea", "11")?.contains("jaargroep: {minstens: 7}") == true)
        #expect(start("lea", "12") == nil)
        #expect(start("kim", "11") == nil)
        #expect(start("kim", "12")?.contains("jaargroep: 3") == true)
        // Of a child that nothing is known of yet the condition does not hold.
        #expect(start("lea", "13")?.contains("jaargroep") == true)
        // Who has none of the roles hears no condition.
        #expect(start("dik", "11")?.contains("jaargroep") == false)
        #expect(try town.states().count == 2)
    }

    @Test("for a whole group at once it is all or nothing, with who stands in the way")
    func wholeGroup() throws {
        let town = town("{handmatig: [kc], als: {jaargroep: {minstens: 7}}}")
        for (number, grade) in [("11", "7"), ("12", "3")] {
            try town.keep(
                number, on: day("2026-09-01"),
                ["groep": "rood", "jaargroep": grade, "inschrijving": "2025-08-01"])
        }
        let desk = try town.desk(of: "kim", on: day("2026-11-02"))
        for failure in [
            failure { _ = try desk.startCases("gekozen", wholeGroup: "rood") },
            failure { _ = try desk.startCases("gekozen", subjects: ["11", "12"], group: nil) },
        ] {
            let sentence = failure.flatMap { Sentences(school: town.shelf.school).sentence(for: $0) }
            let said = try #require(sentence)
            #expect(said.contains("12") && said.contains("jaargroep"))
        }
        #expect(try town.states().isEmpty)
    }

    @Test("a whole group is who is in it today: nobody of another group, nor who has left")
    func onlyOfGroup() throws {
        let town = town("{handmatig: [kc]}")
        for (number, group) in [("11", "rood"), ("12", "wit"), ("13", "rood")] {
            try town.keep(number, on: day("2026-09-01"), ["groep": group, "inschrijving": "2025-08-01"])
        }
        _ = try town.desk(of: "dik", on: day("2026-10-30")).report(.left, of: "13", on: day("2026-10-30"))
        _ = try town.desk(of: "kim", on: day("2026-11-02")).startCases("gekozen", wholeGroup: "rood")
        #expect(try town.states().values.map { $0.opening?.facts.subject.id } == ["11"])
    }

    @Test("a group, and a day in the condition, are known by hand too")
    func byHandOfGroup() throws {
        let town = town("{handmatig: [kc], als: {groep: wit}}", about: "groep")
        let desk = try town.desk(of: "kim", on: day("2026-11-02"))
        #expect(failure { _ = try desk.startCase("gekozen", subject: "rood", group: nil) } != nil)
        #expect(failure { _ = try desk.startCase("gekozen", subject: "wit", group: nil) } == nil)
        let dated = self.town("{handmatig: [kc], als: {tlv-einddatum: {voor: 1 februari}}}")
        for (number, end) in [("11", "2027-01-31"), ("12", "2027-02-01")] {
            try dated.keep(
                number, on: day("2026-09-01"),
                ["groep": "rood", "tlv-einddatum": end, "inschrijving": "2025-08-01"])
        }
        let other = try dated.desk(of: "kim", on: day("2026-11-02"))
        #expect(failure { _ = try other.startCase("gekozen", subject: "11", group: nil) } == nil)
        #expect(failure { _ = try other.startCase("gekozen", subject: "12", group: nil) } != nil)
    }

    // MARK: - By itself

    @Test("a card about groups knows which group it is")
    func aboutGroups() throws {
        let town = town("{jaarlijks: [november], als: {groep: wit}}", about: "groep")
        #expect(town.faults == [])
        for date in ["2026-10-31", "2026-11-01"] { try town.run(day(date)) }
        #expect(try town.state("gekozen", "wit") != nil)
        #expect(try town.state("gekozen", "rood") == nil)
    }

    @Test(
        "what fell due while nothing ran begins for whom it would have begun each night",
        arguments: [true, false], ["2027-01-28", "2027-02-10"])
    func planned(isEach: Bool, until end: String) throws {
        // Due on 18 January, for 8 February.
        let town = town("{jaarlijks: [3 weken voor opp-ronde], als: {jaargroep: 4}}")
        let first = day("2027-01-14")
        func keep(_ number: String, _ grade: String, enrolled: String = "2025-08-01") throws {
            try town.keep(
                number, on: first, ["groep": "rood", "jaargroep": grade, "inschrijving": enrolled])
        }
        func plan(_ number: String, _ grade: String, from date: String) throws {
            let text = PupilText(number: number, attributes: [.init(name: "jaargroep", text: grade)])
            _ = try town.desk(of: "dik", on: first).planPupil(text, from: day(date))
        }
        // Chosen on the day; chosen after it; no more on the day; for some days only; who comes later.
        for (number, grade) in [("11", "4"), ("12", "3"), ("13", "4"), ("14", "3")] {
            try keep(number, grade)
        }
        try keep("15", "4", enrolled: "2027-01-20")
        try plan("11", "5", from: "2027-01-20")
        try plan("12", "4", from: "2027-01-20")
        try plan("13", "5", from: "2027-01-18")
        try plan("14", "4", from: "2027-01-20")
        try plan("14", "5", from: "2027-01-24")
        try town.run(first)
        let last = day(end)
        for number in (first.number + 1)...last.number where isEach || number == last.number {
            try town.desk(of: Stamp.engine, on: Day(number: number)).carryOutPlans()
            try town.run(Day(number: number))
        }
        let begun = try ["11", "12", "13", "14", "15"].filter { try town.state("gekozen", $0) != nil }
        #expect(begun == ["11", "12", "14", "15"])
    }

    @Test(
        "what follows a case chooses by the day of its end, whenever the run came", arguments: [true, false])
    func follows(isEach: Bool) throws {
        let town = town(
            "{na: kort, als: {jaargroep: 4}}",
            others: [Town.card("kort", "start: [{handmatig: [kc]}]\n\(Self.doing)")])
        #expect(town.faults == [])
        let first = day("2026-11-02")
        for (number, grade, next) in [("11", "4", "5"), ("12", "3", "4")] {
            try town.keep(
                number, on: first, ["groep": "rood", "jaargroep": grade, "inschrijving": "2025-08-01"])
            let text = PupilText(number: number, attributes: [.init(name: "jaargroep", text: next)])
            _ = try town.desk(of: "dik", on: first).planPupil(text, from: first + 3)
        }
        try town.run(first)
        for number in ["11", "12"] {
            let kim = try town.desk(of: "kim", on: first + 1)
            let id = try kim.startCase("kort", subject: number, group: nil).caseID
            _ = try kim.completeStep(CaseReference(caseID: id, visit: 1), StepAnswers())
        }
        for number in (first.number + 1)...(first.number + 6) where isEach || number == first.number + 6 {
            try town.desk(of: Stamp.engine, on: Day(number: number)).carryOutPlans()
            try town.run(Day(number: number))
        }
        #expect(try town.state("gekozen", "11") != nil)
        #expect(try town.state("gekozen", "12") == nil)
    }

    @Test("over the summer, with the change of year in between", arguments: [true, false])
    func summer(isEach: Bool) throws {
        let next = """
            schooljaar: 2027-2028
            eerste_dag: 2027-08-01
            laatste_dag: 2028-07-31
            vakanties:
              - {naam: Zomervakantie 2027, eerste_dag: 2027-07-17, laatste_dag: 2027-08-29}
              - {naam: Zomervakantie 2028, eerste_dag: 2028-07-15, laatste_dag: 2028-08-27}
            planning:
              opp-ronde: {eerste_dag: 2027-09-20, laatste_dag: 2027-09-24}
            """
        // Due on 26 July.
        let town = town(
            "{jaarlijks: [8 weken voor opp-ronde], als: {jaargroep: 7}}", others: [("2027-2028", next)])
        #expect(town.faults == [])
        let first = day("2027-07-20")
        try town.keep("11", on: first, ["groep": "rood", "jaargroep": "7", "inschrijving": "2025-08-01"])
        let text = PupilText(number: "11", attributes: [.init(name: "jaargroep", text: "8")])
        _ = try town.desk(of: "dik", on: first).planPupil(text, from: day("2027-08-01"))
        try town.run(first)
        let last = day("2027-08-24")
        for number in (first.number + 1)...last.number where isEach || number == last.number {
            try town.desk(of: Stamp.engine, on: Day(number: number)).carryOutPlans()
            try town.run(Day(number: number))
        }
        #expect(try town.state("gekozen", "11") != nil)
    }

    @Test("a new card begins for whom it chooses now, not for whom it would have chosen then")
    func newCard() throws {
        let before = Town()
        let first = day("2027-01-14")
        try before.keep("11", on: first, ["groep": "rood", "jaargroep": "4", "inschrijving": "2025-08-01"])
        let text = PupilText(number: "11", attributes: [.init(name: "jaargroep", text: "5")])
        _ = try before.desk(of: "dik", on: first).planPupil(text, from: day("2027-01-20"))
        try before.run(first)
        try before.desk(of: Stamp.engine, on: day("2027-01-25")).carryOutPlans()
        try before.run(day("2027-01-25"))
        let town = before.with(others: [
            Town.card(
                "gekozen",
                "start: [{jaarlijks: [3 weken voor opp-ronde], als: {jaargroep: 4}}]\n\(Self.doing)")
        ])
        try town.run(day("2027-01-26"))
        #expect(try town.state("gekozen", "11") == nil)
    }

    // MARK: - Staff

    @Test("a case about a member of staff begins for who has a role on the day that it falls due")
    func staff() throws {
        let town = Town(
            changes: [
                ("rollen: [{leerkracht: rood}]", "rollen: [{leerkracht: rood, tot_en_met: 2026-10-31}]"),
                ("rollen: [{leerkracht: wit}]", "rollen: [{leerkracht: wit, vanaf: 2026-11-03}]"),
            ],
            others: [
                Town.card(
                    "gekozen", about: "medewerker", "start: [{jaarlijks: [november]}]\n\(Self.doing)")
            ])
        #expect(town.faults == [])
        for date in ["2026-10-30", "2026-11-04"] { try town.run(day(date)) }
        let begun = try ["lea", "lou", "kim", "dik"].filter { try town.state("gekozen", $0) != nil }
        #expect(begun == ["kim", "dik"])
        let standing = try town.desk(of: "kim", on: day("2026-11-02")).showStanding("gekozen").cards
        #expect(standing.flatMap(\.standings).map(\.subject.id).sorted() == ["dik", "kim"])
    }
}
