import CardEngine
import CardLanguage
import Casework
import Testing

@Suite("Roles that nothing names")
struct UnusedRoleTests {
    private static let school = Office.school.replacing(
        "  directeur: {titel", with: "  smw: {titel: smw}\n  directeur: {titel")

    private func findings(_ office: Office) throws -> [Diagnostic] {
        try Shelf(office.folder).reports(knowing: office.store).flatMap(\.diagnostics).filter {
            $0.code == .unusedRole
        }
    }

    @Test("a role that the version names by which the school works is in use, until the next one is adopted")
    func served() throws {
        let office = try Office([
            "eik": Self.school, "plan": Office.card("plan", "zichtbaar_voor: [smw, kc]"),
        ])
        _ = try office.desk(of: "dora").adoptCards(["plan"], reason: "Besproken")
        try office.write(Office.card("plan", version: 2), to: "plan")
        #expect(try findings(office) == [])
        _ = try office.desk(of: "dora").adoptCards(["plan"], reason: "Korter")
        let found = try findings(office)
        #expect(found.count == 1 && found.first?.message.contains("`smw`") == true)
    }

    @Test("nothing is said while of some card is not known which roles it names")
    func unknown() throws {
        let office = try Office(["eik": Self.school, "plan": Office.card("plan")])
        #expect(try findings(office).count == 1)
        try office.write("kaart: 'plan", to: "plan")
        #expect(try findings(office) == [])
    }
}
