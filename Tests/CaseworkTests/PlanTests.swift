import CardEngine
import CaseStore
import Casework
import SchoolTime
import Testing

@Suite("What is planned of pupils")
struct PlanTests {
    private let town = Town()
    private let june = day("2027-06-14")
    private let august = day("2027-08-01")

    private func planned(_ number: String = "11") throws -> PupilReport {
        try town.desk(of: "dik", on: june).showPupil(number)
    }

    private func plan(_ group: String, from day: Day) throws {
        let text = PupilText(number: "11", attributes: [.init(name: "groep", text: group)])
        _ = try town.desk(of: "dik", on: june).planPupil(text, from: day)
    }

    @Test("nothing changes before the day; on it, and as of it, it does, also when nobody came by that day")
    func onItsDay() throws {
        try town.keep("11", on: june, ["groep": "rood", "inschrijving": "2025-08-01"])
        try plan("wit", from: august)
        #expect(try planned().plans.map(\.day) == [august])
        #expect(try town.desk(of: "kim", on: august - 1).carryOutPlans().count == 0)
        #expect(try planned().facts.attributes["groep"] == .text("rood"))

        let late = try town.desk(of: "kim", on: august + 9)
        #expect(try late.carryOutPlans().count == 1)
        #expect(try late.carryOutPlans().count == 0)
        let report = try planned()
        #expect(report.plans.isEmpty)
        #expect(report.facts.attributes["groep"] == .text("wit"))
        #expect(report.happened.map(\.event) == [.enrolled, .groupChanged])
        #expect(report.happened.last?.day == august)
        let events = try town.store.read { try $0.events(of: "leerling:11") }
        #expect(events.last?.stamp.actor == Stamp.engine)
    }

    /// Waits, and then asks by `jaargroep` who is next.
    private static let waiting = """
        kaart: jaarstap
        titel: Jaarstap
        versie: 1
        status: vastgesteld
        betreft: leerling
        eigenaar: kc
        doel: Wachten.
        start: [{handmatig: [kc]}]
        stappen:
          - {stap: wachten, titel: Wachten, wacht: 8 weken}
          - {stap: zes, titel: Zes, wie: kc, als: {jaargroep: 6}}
          - {stap: zeven, titel: Zeven, wie: kc}
        """

    @Test(
        "what a running case does after the day goes by what was planned, before it by what was; whenever somebody comes by",
        arguments: [(8, "zeven"), (6, "zes")])
    func runningCase(weeks: Int, step: StepID) throws {
        let waiting = Self.waiting.replacing("8 weken", with: "\(weeks) weken")
        for lateBy in [0, 30] {
            let town = Town(others: [("jaarstap", waiting)])
            try town.keep("11", on: june, ["groep": "rood", "jaargroep": "6", "inschrijving": "2025-08-01"])
            _ = try town.desk(of: "kim", on: june).startCase("jaarstap", subject: "11", group: nil)
            let text = PupilText(number: "11", attributes: [.init(name: "jaargroep", text: "7")])
            _ = try town.desk(of: "dik", on: june).planPupil(text, from: august)
            for day in (june.number...(august + 30).number).map(Day.init(number:)) {
                guard lateBy == 0 || day == august + lateBy else { continue }
                try town.desk(of: Stamp.engine, on: day).carryOutPlans()
                try town.run(day)
            }
            let open = try town.state("jaarstap", "11")?.openVisits
            #expect(open?.map(\.step) == [step])
            #expect(open?.first?.openedOn == june + 7 * weeks)
        }
    }

    @Test("a later plan for the same day takes the place of the first; one for another day stays")
    func replaced() throws {
        try town.keep("11", on: june, ["groep": "rood", "inschrijving": "2025-08-01"])
        try plan("wit", from: august)
        try plan("wit", from: august + 30)
        let text = PupilText(number: "11", attributes: [.init(name: "jaargroep", text: "7")])
        _ = try town.desk(of: "dik", on: june).planPupil(text, from: august)
        #expect(try planned().plans.map(\.attributes) == [["jaargroep"], ["groep"]])
        try town.desk(of: "kim", on: august).carryOutPlans()
        #expect(try planned().facts.attributes["groep"] == .text("rood"))
        try town.desk(of: "kim", on: august + 30).carryOutPlans()
        #expect(try planned().facts.attributes["groep"] == .text("wit"))
    }

    @Test("who left before the day is not changed any more")
    func left() throws {
        try town.keep("11", on: june, ["groep": "rood", "inschrijving": "2025-08-01"])
        try plan("wit", from: august)
        try town.keep("11", on: june + 10, ["uitschrijving": "2027-06-24"])
        try town.desk(of: "kim", on: august).carryOutPlans()
        #expect(try planned().facts.attributes["groep"] == .text("rood"))
        #expect(try planned().plans.isEmpty)
    }

    @Test("a plan is for a later day, and only who keeps pupils makes one")
    func refused() throws {
        try town.keep("11", on: june, ["groep": "rood", "inschrijving": "2025-08-01"])
        let text = PupilText(number: "11", attributes: [.init(name: "groep", text: "wit")])
        #expect(throws: CaseworkFailure.notLater(june)) {
            try town.desk(of: "dik", on: june).planPupil(text, from: june)
        }
        #expect(throws: CaseworkFailure.registryNeeded(["kc", "directeur"])) {
            try town.desk(of: "lea", on: june).planPupil(text, from: august)
        }
        #expect(try planned().plans.isEmpty)
    }
}
