import CardEngine
import CaseStore
import Casework
import SchoolTime
import Testing

/// What is recorded later than it was done leads to what it would have led to, for every case that it touches.
@Suite("Recorded late")
struct LateRecordTests {
    private static let start = "start: [{handmatig: [kc]}]"
    private let today = day("2026-11-02")

    private func begin(_ card: String, in town: Town, by person: PersonID = "kim") throws -> CaseID {
        try town.desk(of: person, on: today).startCase(card, subject: "11", group: nil).caseID
    }

    private func town(_ cards: [(name: String, text: String)]) throws -> Town {
        let town = Town(others: cards)
        #expect(town.faults == [])
        try town.keep("11", on: today, ["groep": "rood", "inschrijving": "2025-08-01", "jaargroep": "6"])
        return town
    }

    @Test(
        "an end that follows from what is recorded late, here or in a case that it called, is heard when that is",
        arguments: [true, false], [true, false])
    func heardInAThirdCase(isCalled: Bool, isEach: Bool) throws {
        let link =
            isCalled
            ? "{stap: terug, titel: Terug, kaart: kijkje, uitkomsten: {anders: verder}}"
            : "{stap: terug, titel: Terug, wie: kc}"
        let town = try town([
            Town.card(
                "wachter",
                """
                \(Self.start)
                stappen:
                  - {stap: w, titel: W, wacht: {kaart: schakel, sinds: start}, termijn: 3 dagen, uitkomsten: {gereed: goed, verlopen: mis}}
                einden:
                  goed: {titel: Goed, telt_als: voltooid}
                  mis: {titel: Mis, telt_als: afgebroken}
                """),
            Town.card(
                "schakel", "\(Self.start)\nstappen:\n  - \(link)\n  - {stap: even, titel: Even, wacht: 1 dag}"
            ),
            Town.card("kijkje", "\(Self.start)\nstappen:\n  - {stap: zien, titel: Zien, wie: kc}"),
        ])
        _ = try begin("wachter", in: town)
        let chain = try begin("schakel", in: town)
        let late = isCalled ? try town.id("kijkje", "11") : chain
        for night in 1...4 where isEach { try town.run(today + night) }
        try complete(late, 1, doneOn: today, on: today + 5, in: town)
        #expect(try town.state("schakel", "11")?.ending?.day == today + 1)
        #expect(try town.state("wachter", "11")?.ending?.end == "mis")
        #expect(try town.state("wachter", "11")?.ending?.day == today + 4)
    }

    @Test("what the clock brought to an end in time is heard in time, through a case that it called too")
    func inTime() throws {
        let town = try town([
            Town.card(
                "wachter",
                """
                \(Self.start)
                stappen:
                  - {stap: w, titel: W, wacht: {kaart: schakel, sinds: start}, termijn: 3 dagen, uitkomsten: {gereed: goed, verlopen: mis}}
                einden:
                  goed: {titel: Goed, telt_als: voltooid}
                  mis: {titel: Mis, telt_als: afgebroken}
                """),
            Town.card(
                "schakel",
                "\(Self.start)\nstappen: [{stap: terug, titel: Terug, kaart: kijkje, uitkomsten: {anders: verder}}]"
            ),
            Town.card("kijkje", "\(Self.start)\nstappen: [{stap: even, titel: Even, wacht: 1 dag}]"),
        ])
        _ = try begin("wachter", in: town)
        _ = try begin("schakel", in: town)
        try town.run(today + 9)
        #expect(try town.state("wachter", "11")?.ending?.end == "goed")
        #expect(try town.state("wachter", "11")?.ending?.day == today + 1)
    }

    @Test("who could do a provision and does not see the case records it late; for others nothing is there")
    func provisionUnseen() throws {
        let town = try town([
            Town.card(
                "delen",
                """
                zichtbaar_voor: [kc]
                \(Self.start)
                gegevens: {advies: {titel: Advies, soort: tekst}, kijk: {titel: Kijk, soort: tekst}}
                stappen:
                  - {stap: vragen, titel: Vragen, teken: ouders, geeft_toestemming: {doel: samen, aan: vo-school, tot: 3 dagen}}
                  - {stap: sturen, titel: Sturen, wie: leerkracht, vul_in: [advies], verstrekt: {aan: vo-school, gegevens: [advies], toestemming: samen}, uitkomsten: {gereed: verder, geen toestemming: verder}}
                  - {stap: af, titel: Af, wie: kc, vul_aan: [advies]}
                  - {stap: weg, titel: Weg, wie: kc}
                """)
        ])
        let id = try begin("delen", in: town)
        var answer = SignatureText(answer: "akkoord")
        answer.signer = "ouders"
        _ = try town.desk(of: "kim", on: today).giveSignature(CaseReference(caseID: id, visit: 1), answer)
        try town.run(today + 6)
        try complete(id, 3, on: today + 6, in: town, [("advies", "geheim")])
        let step = CaseReference(caseID: id, visit: 2)
        // Another teacher, and another day.
        #expect(throws: CaseworkFailure.noSuchCase(id.rawValue)) {
            try town.desk(of: "lou", on: today + 7).form(for: step, doneOn: today + 1)
        }
        #expect(throws: CaseworkFailure.self) {
            try complete(id, 2, by: "lea", doneOn: today + 5, on: today + 7, in: town, [("advies", "havo")])
        }
        // What was filled in since is not shown to who does not see the case.
        #expect(try town.desk(of: "lea", on: today + 7).form(for: step, doneOn: today + 1).values == [:])
        #expect(throws: CaseworkFailure.self) {
            try complete(id, 2, by: "lea", doneOn: today + 1, on: today + 7, in: town, [("advies", "havo")])
        }
        let other = try begin("delen", in: town)
        _ = try town.desk(of: "kim", on: today).giveSignature(CaseReference(caseID: other, visit: 1), answer)
        try town.run(today + 8)
        try complete(other, 2, by: "lea", doneOn: today + 1, on: today + 8, in: town, [("advies", "havo")])
        #expect(try town.states()[other]?.visit(2)?.completion?.doneOn == today + 1)
    }

    @Test("a call that follows a late record begins as of the day on which that was done")
    func callBegins() throws {
        let town = try town([
            Town.card(
                "laat",
                """
                \(Self.start)
                stappen:
                  - {stap: even, titel: Even, wie: kc}
                  - {stap: praten, titel: Praten, kaart: kijkje, termijn: 1 week, uitkomsten: {anders: verder}}
                """),
            Town.card(
                "kijkje",
                "termijn: 2 weken\n\(Self.start)\nstappen: [{stap: zien, titel: Zien, wie: kc, termijn: 2 dagen}]"
            ),
        ])
        let id = try begin("laat", in: town)
        try complete(id, 1, doneOn: today + 3, on: today + 6, in: town)
        let called = try town.state("kijkje", "11")
        #expect(called?.visits[0].openedOn == today + 3)
        #expect(called?.visits[0].deadline == today + 5)
        #expect(called?.deadline == today + 10)
        #expect(called?.opening?.day == today + 3)
    }

    @Test(
        "an end that follows from a wait for what is recorded late is heard when that is, through what called it too",
        arguments: [true, false], [true, false])
    func heardThroughAWait(isCalled: Bool, isEach: Bool) throws {
        let wait =
            "{stap: w, titel: W, wacht: {kaart: los, sinds: start}, termijn: 4 weken, uitkomsten: {gereed: verder, verlopen: verder}}"
        let link =
            isCalled ? "{stap: terug, titel: Terug, kaart: kijkje, uitkomsten: {anders: verder}}" : wait
        let town = try town([
            Town.card(
                "wachter",
                """
                \(Self.start)
                stappen:
                  - {stap: w, titel: W, wacht: {kaart: schakel, sinds: start}, termijn: 3 dagen, uitkomsten: {gereed: goed, verlopen: mis}}
                einden:
                  goed: {titel: Goed, telt_als: voltooid}
                  mis: {titel: Mis, telt_als: afgebroken}
                """),
            Town.card(
                "schakel", "\(Self.start)\nstappen:\n  - \(link)\n  - {stap: even, titel: Even, wacht: 1 dag}"
            ),
            Town.card("kijkje", "\(Self.start)\nstappen:\n  - \(wait)"),
            Town.card("los", "\(Self.start)\nstappen: [{stap: doen, titel: Doen, wie: kc}]"),
        ])
        _ = try begin("wachter", in: town)
        _ = try begin("schakel", in: town)
        let late = try begin("los", in: town)
        for night in 1...4 where isEach { try town.run(today + night) }
        try complete(late, 1, doneOn: today, on: today + 5, in: town)
        try town.run(today + 6)
        #expect(try town.state("schakel", "11")?.ending?.day == today + 1)
        #expect(try town.state("wachter", "11")?.ending?.end == "mis")
        #expect(try town.state("wachter", "11")?.ending?.day == today + 4)
    }
}
