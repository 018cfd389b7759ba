import CardEngine
import Casework
import SchoolTime
import Testing

/// What a table for the new school year does to who leaves.
@Suite("The change to a school year, and who leaves")
struct YearChangeTests {
    private let town = Town()
    private let june = day("2026-06-14")
    private let lastDay = day("2026-07-31")

    private func known(_ numbers: String...) throws {
        for number in numbers {
            try town.keep(number, on: june - 60, ["groep": "rood", "inschrijving": "2025-08-01"])
        }
    }

    @discardableResult
    private func plan(_ table: String) throws -> [PlanLine] {
        try town.desk(of: "dik", on: june).planYear("2026-2027", table: table, departing: [], isTrial: false)
            .lines
    }

    private func departure(_ number: String) throws -> Day? {
        try town.desk(of: "dik", on: june).showPupil(number).facts.date(of: .departure)
    }

    @Test("who left before keeps the last day, whether the table says that she leaves or what she is to be")
    func left() throws {
        try known("11")
        let earlier = day("2026-04-30")
        try town.keep("11", on: june - 30, ["uitschrijving": "2026-04-30"])
        #expect(try plan("nummer;groep;vertrekt\n11;;ja\n").map(\.outcome) == [.left(earlier)])
        #expect(try departure("11") == earlier)
        #expect(try plan("nummer;groep\n11;wit\n").map(\.outcome) == [.left(earlier)])
        #expect(try town.desk(of: "dik", on: june).showPupil("11").plans.isEmpty)
        #expect(try town.desk(of: "kim", on: lastDay + 1).carryOutPlans().count == 0)
    }

    @Test(
        "a role per group without an end is told where another begins for its group or its holder, and no other is"
    )
    func rolesGoingOn() throws {
        let june = day("2026-06-14")
        func told(_ lea: String, _ lou: String) throws -> [PersonID] {
            let town = Town(changes: [
                ("rollen: [{leerkracht: rood}]", "rollen: [\(lea)]"),
                ("rollen: [{leerkracht: wit}]", "rollen: [\(lou)]"),
            ])
            #expect(town.faults == [])
            return try town.desk(of: "dik", on: june).showYear("2026-2027").goingOn.map(\.person)
        }
        let red = "{leerkracht: rood}"
        let white = "{leerkracht: wit}"
        #expect(try told(red, white) == [])
        #expect(try told(red, "\(white), {leerkracht: rood, vanaf: 2026-08-01}") == ["lea", "lou"])
        #expect(
            try told("{leerkracht: rood, tot_en_met: 2026-07-31}", "{leerkracht: rood, vanaf: 2026-08-01}")
                == [])
        #expect(
            try told("\(red), {leerkracht: wit, vanaf: 2026-08-01}", "{leerkracht: rood, vanaf: 2026-03-01}")
                == ["lea"])
        #expect(
            try told(red, "{leerkracht: rood, vanaf: 2026-08-10, tot_en_met: 2026-09-10, vervangt: lea}")
                == [])
    }

    @Test("who leaves is known: a number that was typed wrong is refused, in the table too")
    func unknownNumber() throws {
        try known("11")
        let sentence = Sentences(school: town.shelf.school)
            .sentence(for: CaseworkFailure.unknownPupilNumber("99"))
        #expect(throws: CaseworkFailure.inLine(2, try #require(sentence))) {
            try plan("nummer;groep;vertrekt\n99;;ja\n")
        }
        #expect(try plan("nummer;groep;vertrekt\n11;;ja\n").map(\.outcome) == [.departs])
        #expect(try departure("11") == lastDay)
    }

    @Test("a departure that a table takes back is told, and one that taking back the plan leaves standing")
    func takenBack() throws {
        try known("11", "12")
        try town.keep("11", on: june - 30, ["uitschrijving": "2026-07-31"])
        let lines = try plan("nummer;groep\n11;rood\n12;wit\n")
        #expect(lines.map(\.outcome) == [.staysAfterAll, .planned])
        #expect(try departure("11") == nil)

        try town.keep("11", on: june, ["uitschrijving": "2026-07-31"])
        for outcomes in [[PlanLine.Outcome.withdrawn, .stillDeparts, .withdrawn], [.stillDeparts]] {
            let taken = try town.desk(of: "dik", on: june).withdrawYear("2026-2027", isTrial: false).lines
            #expect(taken.map(\.outcome) == outcomes)
        }
        #expect(try departure("11") == lastDay)
    }

    @Test("a plan that a table drops, for it does not name the pupil, is told")
    func dropped() throws {
        try known("11", "12")
        let text = PupilText(number: "11", attributes: [.init(name: "groep", text: "wit")])
        _ = try town.desk(of: "dik", on: june).planPupil(text, from: lastDay + 1)
        let outcomes = try plan("nummer;groep\n12;wit\n").map(\.outcome)
        #expect(outcomes == [.planned, .unlisted(dropsPlan: true)])
        #expect(try plan("nummer;groep\n12;wit\n").map(\.outcome) == [.known, .unlisted(dropsPlan: false)])
    }

    @Test("only those count as changed for whom it became fact")
    func counted() throws {
        try known("11", "12")
        try plan("nummer;groep\n11;wit\n12;wit\n")
        try town.keep("11", on: june + 10, ["uitschrijving": "2026-06-24"])
        #expect(try town.desk(of: "kim", on: lastDay + 1).carryOutPlans().count == 1)
    }
}
