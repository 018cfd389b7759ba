import CardEngine
import CardLanguage
import Casework
import SchoolTime
import Testing

/// A name that cards count from and that the planning of a next school year does not give any more.
@Suite("What the next school year does not plan")
struct DroppedPlanTests {
    private static func year(_ first: Int, _ names: [String]) -> String {
        """
        schooljaar: \(first)-\(first + 1)
        eerste_dag: \(first)-08-01
        laatste_dag: \(first + 1)-07-31
        vakanties:
          - {naam: Zomervakantie \(first), eerste_dag: \(first)-08-01, laatste_dag: \(first)-08-30}
          - {naam: Zomervakantie \(first + 1), eerste_dag: \(first + 1)-07-17, laatste_dag: \(first + 1)-07-31}
        planning:
        \(names.map { "  \($0): {dag: \(first + 1)-02-01}" }.joined(separator: "\n"))

        """
    }

    private static func card(_ name: String, _ anchor: String, status: String = "vastgesteld") -> String {
        Office.card(name, status: status).replacing("termijn: 2 weken", with: "termijn: 2 weken na \(anchor)")
    }

    private static let files = [
        "plan": card("plan", "ronde"), "proef": card("proef", "toets", status: "concept"),
        "2026-2027": year(2026, ["ronde", "toets", "feest"]),
    ]

    private func office(_ more: [String: String]) throws -> Office {
        let office = try Office(Self.files.merging(more) { _, other in other })
        // Here a school writes itself that a card is adopted.
        try office.write(
            Office.school.replacing("vaststellen: {door: [directeur], niet_door_auteur: ja}\n", with: ""),
            to: "eik")
        return office
    }

    private func findings(_ office: Office, on today: Day?) throws -> [(
        file: String, text: String, line: Int
    )] {
        try Shelf(office.folder).reports(knowing: office.store, on: today).flatMap { report in
            report.diagnostics.filter { $0.code.rawValue == "F0506" }.map {
                (report.source.baseName, $0.message, $0.range.start.line)
            }
        }
    }

    private let winter = day("2026-11-02")

    @Test("is told at that year's file, of names that adopted cards count from, and of no other")
    func checked() throws {
        let found = try findings(office(["2027-2028": Self.year(2027, ["feest"])]), on: winter)
        #expect(found.map(\.file) == ["2027-2028"])
        #expect(found.first?.text.contains("`ronde`") == true && found.first?.text.contains("`plan`") == true)
        #expect(found.first?.text.contains("toets") == false)
        #expect(found.first?.line == 8)
    }

    @Test("not when the year plans it, when there is no file yet, or when that year is over")
    func quiet() throws {
        #expect(try findings(office(["2027-2028": Self.year(2027, ["ronde"])]), on: winter).isEmpty)
        #expect(try findings(office([:]), on: winter).isEmpty)
        let passed = try office([
            "2025-2026": Self.year(2025, ["ronde", "toets", "feest"]),
            "2026-2027": Self.year(2026, ["feest"]), "2027-2028": Self.year(2027, ["feest"]),
        ])
        #expect(try findings(passed, on: winter).map(\.file) == ["2026-2027"])
        #expect(try findings(passed, on: day("2027-09-01")).isEmpty)
        #expect(try findings(passed, on: nil).isEmpty)
    }
}
