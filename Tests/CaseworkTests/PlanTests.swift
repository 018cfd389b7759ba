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
