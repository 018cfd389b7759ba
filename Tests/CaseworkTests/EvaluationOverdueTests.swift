import CardEngine
import CardLanguage
import Casework
import SchoolTime
import Testing

@Suite("Cards past their evaluation month")
struct EvaluationOverdueTests {
    /// What is said of the adopted card on a day, when a line of its changes has that day.
    private func findings(
        decided: String?, month: String = "november", status: String = "vastgesteld", on today: Day
    ) throws -> [Diagnostic] {
        let changes = decided.map { ", op: \($0)" } ?? ""
        let office = try Office(
            isPractice: true,
            [
                "plan": Office.card(
                    "plan", "evaluatie: \(month)\nwijzigingen: [{versie: 1, wat: Begin\(changes)}]",
                    status: status)
            ])
        return try Shelf(office.folder).reports(knowing: office.store, on: today).flatMap(\.diagnostics)
            .filter { $0.code == .evaluationOverdue }
    }

    private func day(_ year: Int, _ month: Int, _ day: Int) throws -> Day {
        try #require(Day(year: year, month: month, day: day))
    }

    @Test("is told once the month is over, and no change is dated since it began")
    func overdue() throws {
        let found = try findings(decided: "2026-03-02", on: day(2026, 12, 1))
        #expect(found.map(\.severity) == [.warning])
        #expect(found.first?.range.start.line == 13)
        #expect(found.first?.message.contains("november") == true)
        #expect(try findings(decided: "2026-03-02", on: day(2027, 10, 31)).count == 1)
        // A day that is still to come is no day on which it was looked at.
        #expect(try findings(decided: "2026-03-02", month: "januari", on: day(2027, 2, 1)).count == 1)
    }

    @Test("not in the month itself, nor when it was decided on in that month or later")
    func inTime() throws {
        #expect(try findings(decided: "2026-03-02", on: day(2026, 11, 30)) == [])
        #expect(try findings(decided: "2025-11-01", on: day(2026, 11, 30)) == [])
        #expect(try findings(decided: "2026-11-01", on: day(2026, 12, 1)) == [])
        #expect(try findings(decided: "2026-12-20", on: day(2027, 6, 1)) == [])
    }

    @Test("not of a concept, nor where no change has a day, nor without a day")
    func unknown() throws {
        let after = try day(2026, 12, 1)
        #expect(try findings(decided: "2026-03-02", status: "concept", on: after) == [])
        #expect(try findings(decided: "2026-03-02", status: "vervallen", on: after) == [])
        #expect(try findings(decided: nil, on: after) == [])
        let office = try Office(["plan": Office.card("plan", "evaluatie: november")])
        #expect(
            try Shelf(office.folder).reports(knowing: office.store).flatMap(\.diagnostics)
                == Shelf(office.folder).reports.flatMap(\.diagnostics))
    }
}
