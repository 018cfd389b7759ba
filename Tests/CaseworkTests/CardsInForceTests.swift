import CardEngine
import CaseStore
import Casework
import Foundation
import SchoolTime
import Testing

@Suite("While the next version of a card is a concept")
struct CardsInForceTests {
    private static let later = Day(year: 2027, month: 1, day: 5)

    /// A school where `plan` is adopted with that change, and a concept of the next version with another.
    private func office(_ adopted: (String, String), _ concept: (String, String)) throws -> Office {
        let office = try Office(["plan": Office.card("plan").replacing(adopted.0, with: adopted.1)])
        try office.write(
            Office.school.replacing("medewerkers:", with: "  ib: {titel: ib}\nmedewerkers:")
                .replacing(
                    "tot_en_met: 2026-12-31}]",
                    with: "tot_en_met: 2026-12-31}, {rol: ib, tot_en_met: 2026-12-31}]"),
            to: "eik")
        _ = try office.desk(of: "dora").adoptCards(["plan"], reason: "Besproken")
        try office.start("plan")
        try office.write(
            Office.card("plan", version: 2).replacing(concept.0, with: concept.1), to: "plan")
        return office
    }

    @Test("who assigns what nobody can do is the owner by the text of the case")
    func toAssign() throws {
        let office = try office(("wie: kc", "wie: ib"), ("eigenaar: kc", "eigenaar: directeur"))
        let mine = try office.desk(of: "kim", on: Self.later).listTasks(.mine)
        #expect(mine.map(\.isToAssign) == [true])
    }

    @Test("who may withdraw a consent is who signs by the card in force")
    func signers() throws {
        let sign = "  - {stap: tekenen, titel: Tekenen, teken: [kc], geeft_toestemming: {doel: zib}}\nnormen"
        let office = try Office([
            "plan": Office.card("plan").replacing("betreft: school", with: "betreft: leerling").replacing(
                "normen", with: sign)
        ])
        _ = try office.desk(of: "dora").adoptCards(["plan"], reason: "Besproken")
        try office.write(
            Office.card("plan", version: 2).replacing("betreft: school", with: "betreft: leerling"),
            to: "plan")
        // Kim signs, so that is not why; there is no consent.
        #expect(throws: CaseworkFailure.noSuchConsent("zib", for: nil, known: [])) {
            try office.desk(of: "kim").withdrawConsent("zib", of: "1001", for: nil)
        }
        // A concept gives nobody that right.
        try office.write(
            Office.card("plan", version: 2).replacing("betreft: school", with: "betreft: leerling")
                .replacing("normen", with: sign.replacing("[kc]", with: "[directeur]")), to: "plan")
        #expect(throws: CaseworkFailure.registryNeeded(["kc", "ouders"])) {
            try office.desk(of: "dora").withdrawConsent("zib", of: "1001", for: nil)
        }
    }

    @Test("that the night has not come by is told of a case whose card does not fit the others any more")
    func unfit() throws {
        let calling = Office.card("ronde").replacing(
            "wie: kc}", with: "wie: kc}\n  - {stap: plannen, titel: Plannen, kaart: plan}")
        let office = try Office(["plan": Office.card("plan"), "ronde": calling])
        _ = try office.desk(of: "dora").adoptCards(["plan", "ronde"], reason: "Besproken")
        try office.start("ronde")
        try FileManager.default.removeItem(atPath: office.folder.path + "/plan.yaml")
        let later = try office.desk(of: "kim", on: Day(year: 2026, month: 11, day: 9), mayHaveFaults: true)
        #expect(later.shelf.cards["ronde"] == nil)
        #expect(try later.awaitsDailyRun())
        #expect(
            try later.runDay().failures.map(\.failure)
                == [.adoption(.fileGone("plan", 1)), .cardHasFaults("ronde")])
        #expect(try !later.awaitsDailyRun())
    }

    @Test(
        "that the night has not come by is told of cases by the text that serves while a concept stands in the file",
        arguments: [false, true])
    func besideConcept(isHidden: Bool) throws {
        let adopted = Office.card("plan", isHidden ? "zichtbaar_voor: [kc]\nverborgen: ja" : "")
        let office = try Office(["plan": adopted])
        _ = try office.desk(of: "dora").adoptCards(["plan"], reason: "Besproken")
        try office.start("plan")
        try office.write(Office.card("plan", version: 2), to: "plan")
        let later = try office.desk(of: "kim", on: Day(year: 2026, month: 11, day: 9))
        #expect(try later.awaitsDailyRun() == !isHidden)
    }

    /// Wrong in what nobody but its author looks at.
    private static func faulty(version: Int = 2, status: String = "concept") -> String {
        Office.card("plan", status: status, version: version).replacing("wie: kc}", with: "wie: kcc}")
    }

    @Test("also when that concept has faults, the version that was adopted serves")
    func faults() throws {
        let calling = Office.card("ronde").replacing(
            "wie: kc}", with: "wie: kc}\n  - {stap: plannen, titel: Plannen, kaart: plan}")
        let yearly = ("start: [{handmatig: [kc]}]", "start: [{handmatig: [kc]}, {jaarlijks: [9 november]}]")
        let office = try Office([
            "plan": Office.card("plan").replacing(yearly.0, with: yearly.1), "ronde": calling,
        ])
        _ = try office.desk(of: "dora").adoptCards(["plan", "ronde"], reason: "Besproken")
        try office.write(Self.faulty(), to: "plan")
        let desk = try office.desk(of: "kim", mayHaveFaults: true)
        #expect(try desk.startCase("plan", subject: nil, group: nil).card.version == 1)
        func plans() throws -> Int { try office.store.read { try $0.cases() }.count { $0.card == "plan" } }
        #expect(try plans() == 1)
        let round = try desk.startCase("ronde", subject: nil, group: nil)
        _ = try desk.completeStep(CaseReference(caseID: round.caseID, visit: 1), StepAnswers())
        #expect(try plans() == 2)
        // That the night has not come by is told of its cases too.
        let later = try office.desk(of: "kim", on: Day(year: 2026, month: 11, day: 9), mayHaveFaults: true)
        #expect(try later.awaitsDailyRun())
        let day = try later.runDay()
        #expect(day.failures.isEmpty, "\(day.failures)")
        #expect(try plans() == 3)
        // Who writes it hears of the faults, and can't adopt it.
        #expect(throws: CaseworkFailure.cardHasFaults("plan")) {
            try office.desk(of: "dora", mayHaveFaults: true).adoptCards(["plan"], reason: "Beter")
        }
        // A card of two files is none.
        try FileManager.default.createDirectory(
            atPath: office.folder.path + "/oud", withIntermediateDirectories: false)
        try office.write(Self.faulty(), to: "oud/plan")
        #expect(throws: CaseworkFailure.cardHasFaults("plan")) {
            try office.desk(of: "kim", mayHaveFaults: true).startCase("plan", subject: nil, group: nil)
        }
    }

    /// Of which no words can be told apart: a quote is not closed.
    private static let unreadable = Office.card("plan", version: 2)
        .replacing("titel: Kaart plan", with: "titel: \"Kaart plan")

    @Test("also when that concept can't be read at all, as long as it says on lines of their own what it is")
    func unreadableConcept() throws {
        let office = try office(("", ""), ("", ""))
        try office.write("# De volgende\n" + Self.unreadable, to: "plan")
        let desk = try office.desk(of: "kim", mayHaveFaults: true)
        #expect(try desk.startCase("plan", subject: nil, group: nil).card.version == 1)
        #expect(try desk.runDay().failures.isEmpty)
        // As people work, with only the cards that they need.
        let working = try Workplace(
            store: office.store, shelf: try Shelf(forWorkIn: office.folder).knowing(office.store),
            clock: desk.clock, identity: desk.identity, drawCaseID: { "k8m1" })
        #expect(try working.startCase("plan", subject: nil, group: nil).card.version == 1)
        #expect(throws: CaseworkFailure.cardHasFaults("plan")) {
            try office.desk(of: "dora", mayHaveFaults: true).adoptCards(["plan"], reason: "Beter")
        }
    }

    @Test(
        "a file with faults that does not clearly say that it is the next version as a concept stops what begins by it",
        arguments: [
            faulty(version: 1), faulty(status: "vervallen"), faulty(status: "vastgesteld"),
            faulty(status: "consept"), faulty().replacing("versie: 2", with: "versie: twee"),
            faulty().replacing("versie: 2", with: "versie: 2\nstatus: vervallen"),
            unreadable.replacing("versie: 2", with: "versie: 1"),
            unreadable.replacing("status: concept", with: "status: vastgesteld"),
            unreadable.replacing("status: concept", with: " status: concept"),
            unreadable + "status: vervallen\n", unreadable + "\"versie\" : 3\n",
            unreadable.replacing("kaart: plan", with: "kaart: plannen"), "# Ooit\n{" + unreadable + "}",
        ])
    func unclear(text: String) throws {
        let office = try office(("", ""), ("", ""))
        try office.write(text, to: "plan")
        #expect(throws: CaseworkFailure.cardHasFaults("plan")) {
            try office.desk(of: "kim", mayHaveFaults: true).startCase("plan", subject: nil, group: nil)
        }
    }

    @Test("a case that can't go over is told of the version in force")
    func migration() throws {
        let office = try office(("", ""), ("stap: maken", "stap: doen"))
        _ = try office.desk(of: "dora").adoptCards(["plan"], reason: "Beter")
        try office.write(Office.card("plan", version: 3), to: "plan")
        let trials = try office.desk(of: "kim").migrateCases(ofCard: "plan", reason: nil)
        #expect(trials.map(\.failure).allSatisfy { $0 != nil })
        #expect(trials.map(\.to.version) == [2])
    }

    @Test(
        "who may not begin by a hidden card does not learn by asking whether a text of it was used",
        arguments: [false, true])
    func usedOrNot(isUsed: Bool) throws {
        let hidden = Office.card("plan").replacing(
            "doel:", with: "zichtbaar_voor: [kc]\nverborgen: ja\ndoel:")
        let office = try Office(["plan": hidden])
        _ = try office.desk(of: "dora").adoptCards(["plan"], reason: "Besproken")
        // From now on the school writes itself that a card is adopted.
        try office.write(
            Office.school.replacing("vaststellen: {door: [directeur], niet_door_auteur: ja}\n", with: ""),
            to: "eik")
        func write(_ version: Int, _ status: String) throws {
            try office.write(
                hidden.replacing("versie: 1", with: "versie: \(version)")
                    .replacing("status: concept", with: "status: \(status)"), to: "plan")
        }
        try write(2, "vastgesteld")
        if isUsed { try office.start("plan") }
        try write(3, "concept")
        let failure = #expect(throws: CaseworkFailure.self) { try office.start("plan", by: "dik") }
        guard case .refused(.roleNeeded(["kc"]), _)? = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(throws: CaseworkFailure.nothingToMigrate("plan")) {
            try office.desk(of: "dik").migrateCases(ofCard: "plan", reason: nil)
        }
        // Who may begin hears why it can't.
        if isUsed {
            #expect(throws: CaseworkFailure.cardNotAdopted("plan")) { try office.start("plan") }
        } else {
            try office.start("plan")
        }
    }
}
