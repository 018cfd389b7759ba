import CardEngine
import CaseStore
import Casework
import SchoolTime
import Testing

@Suite("Withdrawing cards")
struct WithdrawalTests {
    /// A school where `plan` was adopted, and any other card can begin.
    private func office() throws -> Office {
        let office = try Office(["plan": Office.card("plan"), "ander": Office.card("ander")])
        _ = try office.desk(of: "dora").adoptCards(["plan", "ander"], reason: "Besproken")
        return office
    }

    @Test(
        "a card that was withdrawn does not serve again because somebody begins a concept", arguments: [1, 2])
    func concept(version: Int) throws {
        let office = try office()
        try office.write(Office.card("plan", status: "vervallen", version: version), to: "plan")
        // To withdraw is no other text of the adopted version: nothing is said of it.
        #expect(try office.desk(of: "kim").shelf.disagreements(knowing: office.store) == [])
        #expect(throws: CaseworkFailure.cardWithdrawn("plan")) { try office.start("plan") }
        // Whatever is recorded first puts it on record.
        try office.start("ander")
        try office.write(Office.card("plan", "# anders", version: 2), to: "plan")
        #expect(throws: CaseworkFailure.cardNotAdopted("plan")) { try office.start("plan") }
        _ = try office.desk(of: "dora").adoptCards(["plan"], reason: "Toch weer")
        try office.start("plan")
    }

    @Test("the daily run puts it on record")
    func dailyRun() throws {
        let office = try office()
        try office.write(Office.card("plan", status: "vervallen"), to: "plan")
        _ = try office.desk(of: "kim").runDay()
        try office.write(Office.card("plan", "# anders", version: 2), to: "plan")
        #expect(throws: CaseworkFailure.cardNotAdopted("plan")) { try office.start("plan") }
    }

    @Test(
        "of a card that was never adopted there is nothing to withdraw, and what is known is not recorded again"
    )
    func onlyOnce() throws {
        let office = try office()
        try office.write(Office.card("plan", status: "vervallen"), to: "plan")
        try office.write(Office.card("nooit", status: "vervallen"), to: "nooit")
        for _ in 1...3 { try office.start("ander") }
        #expect(try office.store.read { try $0.events(of: "kaart:plan") }.count == 2)
        #expect(try office.store.read { try $0.events(of: "kaart:nooit") }.isEmpty)
    }
}
