import CardEngine
import CardLanguage
import CaseStore
import Casework
import SchoolTime
import Testing

@Suite("Cards that call each other, adopted and revised")
struct FittingCardsTests {
    /// Calls `plan`, and says where each of its ends leads.
    private static func caller(_ ends: [String], version: Int = 1) -> String {
        let ways = ends.map { "\($0): verder" }.joined(separator: ", ")
        return Office.card("kern", version: version).replacing(
            "wie: kc}",
            with: "wie: kc}\n  - {stap: door, titel: Door, kaart: plan, uitkomsten: {\(ways)}}")
    }

    /// With one more end.
    private static let revisedPlan = Office.card("plan", version: 2).replacing(
        "wie: kc}", with: "wie: kc, uitkomsten: {goed: verder, niet: gestopt}}"
    ).replacing("normen", with: "einden: {gestopt: {titel: Gestopt, telt_als: afgebroken}}\nnormen")

    private static let ends = ["voltooid", "vervallen"]

    /// A school where both are adopted, and a next version of `plan` is a concept with one more end.
    private func office() throws -> Office {
        let office = try Office(["plan": Office.card("plan"), "kern": Self.caller(Self.ends)])
        _ = try office.desk(of: "dora").adoptCards(["plan", "kern"], reason: "Besproken")
        try office.write(Self.revisedPlan, to: "plan")
        return office
    }

    private func errors(_ office: Office) throws -> [String] {
        try Shelf(office.folder).reports(knowing: office.store).flatMap(\.diagnostics).filter {
            $0.severity == .error
        }.map(\.message)
    }

    @Test("an adopted card is held against what serves, not against the concept in the file")
    func adoptedCaller() throws {
        let office = try office()
        #expect(try errors(office) == [])
        try office.start("kern")
    }

    @Test("what would no longer fit an adopted card is adopted together with its next version, or not")
    func called() throws {
        let office = try office()
        #expect {
            try office.desk(of: "dora").adoptCards(["plan"], reason: "Beter")
        } throws: { error in
            guard case CaseworkFailure.adoption(.doesNotFit("kern", 1, let fault)) = error else {
                return false
            }
            return fault.contains("`gestopt`")
        }
        try office.write(Self.caller(Self.ends + ["gestopt"], version: 2), to: "kern")
        // Also when the version that serves stands in no file any more.
        #expect {
            try office.desk(of: "dora").adoptCards(["plan"], reason: "Beter")
        } throws: { error in
            if case CaseworkFailure.adoption(.doesNotFit("kern", 1, _)) = error { true } else { false }
        }
        _ = try office.desk(of: "dora").adoptCards(["plan", "kern"], reason: "Beter")
        #expect(try errors(office) == [])
        try office.start("kern")
    }

    @Test("what was never adopted keeps nobody from adopting what it calls")
    func conceptNamer() throws {
        let office = try Office(["plan": Office.card("plan"), "kern": Self.caller(Self.ends)])
        _ = try office.desk(of: "dora").adoptCards(["plan"], reason: "Besproken")
        try office.write(Self.revisedPlan, to: "plan")
        _ = try office.desk(of: "dora").adoptCards(["plan"], reason: "Beter")
    }

    @Test(
        "a concept that fits only what serves is adopted; one that fits only another concept goes with that")
    func conceptCaller() throws {
        let office = try office()
        try office.write(Self.caller(Self.ends, version: 2), to: "kern")
        // That it does not fit the other concept is a warning.
        #expect(try errors(office) == [])
        let warnings = try Shelf(office.folder).reports(knowing: office.store).flatMap(\.diagnostics)
        #expect(warnings.contains { $0.code == .endsNotCovered && $0.severity == .warning })
        _ = try office.desk(of: "dora").adoptCards(["kern"], reason: "Beter")
        try office.write(Self.caller(Self.ends + ["gestopt"], version: 3), to: "kern")
        #expect(try errors(office) == [])
        #expect {
            try office.desk(of: "dora").adoptCards(["kern"], reason: "Nog beter")
        } throws: { error in
            if case CaseworkFailure.adoption(.doesNotFit("kern", 3, _)) = error { true } else { false }
        }
        _ = try office.desk(of: "dora").adoptCards(["kern", "plan"], reason: "Samen")
    }
}
