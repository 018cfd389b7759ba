import CardEngine
import CaseStore
import Casework
import SchoolTime
import Testing

/// What a school finds is the same, whether `kaart dag` came by each night or not for weeks.
@Suite("Nights without a daily run")
struct MissedNightTests {
    private let june = day("2027-06-14")
    private let august = day("2027-08-01")

    private func change(_ number: String, _ name: String, to value: String, from day: Day, in town: Town)
        throws
    {
        let text = PupilText(number: number, attributes: [.init(name: name, text: value)])
        _ = try town.desk(of: "dik", on: june).planPupil(text, from: day)
    }

    /// Each night from the day after to a last day, or only that last one.
    private func nights(until last: Day, isEach: Bool, in town: Town) throws {
        for day in (june.number + 1...last.number).map(Day.init(number:)) where isEach || day == last {
            try town.desk(of: Stamp.engine, on: day).carryOutPlans()
            try town.run(day)
        }
    }

    @Test(
        "what a case waits for, or called, was there in time, also when something is planned in between",
        arguments: [true, false], [true, false])
    func waitsForOthers(isEach: Bool, isPlanned: Bool) throws {
        let start = "start: [{handmatig: [kc]}]"
        let ends = """
            einden:
              goed: {titel: Goed, telt_als: voltooid}
              mis: {titel: Mis, telt_als: afgebroken}
            """
        let town = Town(others: [
            Town.card(
                "kort", "\(start)\nstappen:\n  - {stap: wachten, titel: Wachten, wacht: 2 weken}"),
            Town.card(
                "wacht",
                """
                \(start)
                stappen:
                  - {stap: op-kort, titel: Wachten, wacht: {kaart: kort}, termijn: 3 weken, uitkomsten: {gereed: goed, verlopen: mis}}
                \(ends)
                """),
            Town.card(
                "roept",
                """
                \(start)
                stappen:
                  - {stap: kort-doen, titel: Roepen, kaart: kort, termijn: 3 weken, uitkomsten: {anders: goed, verlopen: mis}}
                \(ends)
                """),
        ])
        #expect(town.faults == [])
        let numbers = ["11", "12", "13"]
        for number in numbers {
            try town.keep(number, on: june, ["groep": "rood", "inschrijving": "2025-08-01"])
            let kim = try town.desk(of: "kim", on: june)
            // The ids of cases go by when they began: some wait before what they wait for, some behind it.
            if number == "12" { _ = try kim.startCase("kort", subject: number, group: nil) }
            _ = try kim.startCase("wacht", subject: number, group: nil)
            _ = try kim.startCase("roept", subject: number, group: nil)
        }
        for number in isPlanned ? numbers : [] {
            try change(number, "jaargroep", to: "7", from: june + 30, in: town)
        }
        try nights(until: june + 40, isEach: isEach, in: town)
        for number in numbers {
            for name in ["wacht", "roept"] as [CardID] {
                let ending = try town.state(name, number)?.ending
                #expect(ending?.end == "goed" && ending?.day == june + 14, "\(name) \(number)")
            }
        }
    }

    @Test(
        "a start rule asks what held on its day, not what was planned for a later one",
        arguments: [true, false])
    func startsByThatDay(isEach: Bool) throws {
        let town = Town(others: [
            Town.card(
                "zomer",
                """
                start: [{jaarlijks: [15 juli], als: {jaargroep: 7}}]
                stappen:
                  - {stap: doen, titel: Doen, wie: kc}
                """)
        ])
        #expect(town.faults == [])
        try town.run(june)
        for (number, grade) in [("11", 6), ("12", 7)] {
            try town.keep(
                number, on: june,
                ["groep": "rood", "jaargroep": "\(grade)", "inschrijving": "2025-08-01"])
            try change(number, "jaargroep", to: "\(grade + 1)", from: august, in: town)
        }
        try nights(until: august + 24, isEach: isEach, in: town)
        #expect(try town.state("zomer", "11") == nil)
        #expect(try town.state("zomer", "12") != nil)
    }

    @Test(
        "what is planned for one day holds for all pupils, and of several days the first first",
        arguments: [true, false])
    func planByPlan(isEach: Bool) throws {
        let steps = """
            stappen:
              - {stap: wachten, titel: Wachten, wacht: 9 weken}
            """
        let choice = "{stap: zes, titel: Zes, wie: kc, als: {jaargroep: 6}}"
        let town = Town(others: [
            Town.card(
                "jaarstap",
                """
                start: [{handmatig: [kc]}]
                \(steps)
                  - \(choice)
                  - {stap: zeven, titel: Zeven, wie: kc}
                """),
            Town.card(
                "groepsstap", about: "groep",
                """
                start: [{handmatig: [kc]}]
                \(steps)
                  - stap: ieder
                    titel: Ieder
                    voor_elke: leerling
                    stappen:
                      - \(choice)
                      - {stap: zeven, titel: Zeven, wie: kc}
                """),
        ])
        #expect(town.faults == [])
        for number in ["11", "12", "13"] {
            try town.keep(
                number, on: june, ["groep": "rood", "jaargroep": "6", "inschrijving": "2025-08-01"])
            try change(number, "jaargroep", to: "7", from: august, in: town)
        }
        try change("13", "groep", to: "wit", from: june + 7, in: town)
        let kim = try town.desk(of: "kim", on: june)
        _ = try kim.startCase("jaarstap", subject: "13", group: nil)
        _ = try kim.startCase("groepsstap", subject: nil, group: "rood")
        try nights(until: august + 24, isEach: isEach, in: town)
        #expect(try town.state("jaarstap", "13")?.openVisits.map(\.step) == ["zeven"])
        let ofGroup = try #require(try town.state("groepsstap", "rood"))
        #expect(ofGroup.openVisits.map(\.step) == ["ieder", "zeven", "zeven"])
    }

    @Test("a change of group that was planned interrupts as of its day", arguments: [true, false])
    func interrupts(isEach: Bool) throws {
        let town = Town(others: [
            Town.card(
                "wissel",
                """
                start: [{handmatig: [kc]}]
                stappen:
                  - {stap: doen, titel: Doen, wie: kc}
                  - {stap: overdragen, titel: Overdragen, wie: kc}
                onderbreek:
                  - {bij: groepswissel, naar: overdragen}
                """)
        ])
        #expect(town.faults == [])
        try town.keep("11", on: june, ["groep": "rood", "inschrijving": "2025-08-01"])
        _ = try town.desk(of: "kim", on: june).startCase("wissel", subject: "11", group: nil)
        try change("11", "groep", to: "wit", from: august, in: town)
        try nights(until: august + 24, isEach: isEach, in: town)
        let open = try town.state("wissel", "11")?.openVisits.first
        #expect(open?.step == "overdragen" && open?.openedOn == august)
    }

    @Test("the plan for a day is all of it, also what was so when it was made")
    func wholePlan() throws {
        let town = Town()
        try town.keep("11", on: june, ["groep": "rood", "inschrijving": "2025-08-01"])
        try change("11", "groep", to: "rood", from: august, in: town)
        try town.keep("11", on: june + 10, ["groep": "wit"])
        try nights(until: august, isEach: false, in: town)
        #expect(
            try town.desk(of: "dik", on: august).showPupil("11").facts.attributes["groep"] == .text("rood"))
    }

    @Test("a change of group on a later day is a plan, and moves nobody today")
    func laterChange() throws {
        let town = Town()
        try town.keep("11", on: june, ["groep": "rood", "inschrijving": "2025-08-01"])
        #expect(throws: CaseworkFailure.groupChangeToCome("11", group: "wit", june + 1)) {
            try town.desk(of: "dik", on: june).report(.groupChanged, of: "11", on: june + 1, group: "wit")
        }
        #expect(
            try town.desk(of: "dik", on: june).showPupil("11").facts.attributes["groep"] == .text("rood"))
    }
}
