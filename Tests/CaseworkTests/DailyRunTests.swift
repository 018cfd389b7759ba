import CardEngine
import CaseStore
import Casework
import SchoolTime
import Testing

@Suite("The daily run")
struct DailyRunTests {
    private let town = Town()

    @Test("the cards of the town are in order")
    func inOrder() { #expect(town.faults == []) }

    @Test("a pupil who is enrolled gets a case, once, with that day as its occasion")
    func enrolment() throws {
        try town.keep("11", on: day("2026-11-18"), ["groep": "rood", "inschrijving": "2026-11-16"])
        let report = try town.run(day("2026-11-18"))
        #expect(report.starts.map(\.card) == [] && report.unseen == 1)
        let state = try #require(try town.state("plan", "11"))
        let enrolled = day("2026-11-16")
        #expect(
            state.occasion == Occasion(firstDay: enrolled, lastDay: enrolled, name: .enrolment))
        #expect(state.opening?.stamp.actor == Stamp.engine)
        #expect(try town.run(day("2026-11-18")).unseen == 0)
        #expect(try town.run(day("2026-11-25")).unseen == 0)
    }

    @Test("who begins by hand for the same occasion was first; what was stopped leaves the rule its turn")
    func byHand() throws {
        for number in ["11", "12", "13"] {
            try town.keep(number, on: day("2026-11-02"), ["groep": "rood", "inschrijving": "2026-11-16"])
        }
        let desk = try town.desk(of: "kim", on: day("2026-11-03"))
        _ = try desk.startCase("plan", subject: "11", group: nil, occasion: day("2026-11-16"))
        let stopped = try desk.startCase("plan", subject: "12", group: nil, occasion: day("2026-11-16"))
        _ = try desk.stopCase(stopped.caseID, reason: "Vergissing.")
        // For another occasion: that is another plan.
        _ = try desk.startCase("plan", subject: "13", group: nil)
        try town.run(day("2026-11-16"))
        let plans = try town.states().values.filter { $0.opening?.facts.card == "plan" }
        func count(_ number: String) -> Int { plans.count { $0.opening?.facts.subject.id == number } }
        #expect([count("11"), count("12"), count("13")] == [1, 2, 2])
    }

    @Test("a night reads no case that has ended, unless a card follows it for a pupil who is still there")
    func readsLittle() throws {
        for number in ["11", "12"] {
            try town.keep(number, on: day("2026-11-02"), ["groep": "rood", "inschrijving": "2025-08-01"])
        }
        let kim = try town.desk(of: "kim", on: day("2026-11-03"))
        func endedCase(of card: String, _ number: String) throws -> CaseID {
            let begun = try kim.startCase(card, subject: number, group: nil).caseID
            _ = try kim.stopCase(begun, reason: "Vergissing.")
            return begun
        }
        let talk = try endedCase(of: "gesprek", "11")
        let followed = try endedCase(of: "plan", "11")
        let ofWhoLeft = try endedCase(of: "plan", "12")
        try town.keep("12", on: day("2026-11-04"), ["uitschrijving": "2026-11-04"])
        let observed = ObservedStore(town.store)
        for night in ["2026-11-05", "2026-11-06"] {
            _ = try town.desk(of: "kim", on: day(night), store: observed).runDay()
        }
        #expect(observed.written.read.intersection([talk, followed, ofWhoLeft]) == [followed])
    }

    @Test("a trial tells what would happen and changes nothing")
    func trial() throws {
        try town.keep("11", on: day("2026-11-16"), ["groep": "rood", "inschrijving": "2026-11-16"])
        let before = try town.store.read { try $0.entries().count }
        let report = try town.desk(of: "kim", on: day("2026-11-16")).runDay(isTrial: true)
        #expect(report.starts.map(\.card) == ["plan"])
        #expect(try town.store.read { try $0.entries().count } == before)
    }

    @Test("what counts back from an attribute starts on its day, and once more when the date is another")
    func attribute() throws {
        try town.run(day("2026-09-01"))
        try town.keep(
            "11", on: day("2026-09-01"),
            ["groep": "rood", "inschrijving": "2025-08-01", "tlv-einddatum": "2027-01-29"])
        try town.run(day("2026-11-05"))
        #expect(try town.state("overdracht", "11") == nil)
        try town.run(day("2026-11-06"))
        let state = try #require(try town.state("overdracht", "11"))
        #expect(state.openVisits.first?.deadline == day("2027-01-15"))
        try town.run(day("2026-11-09"))
        #expect(try town.states().values.count { $0.opening?.facts.card == "overdracht" } == 1)
        // While a case is open, a date that moves takes its occasion along.
        try town.keep("11", on: day("2026-11-10"), ["tlv-einddatum": "2027-02-26"])
        let moved = try #require(try town.state("overdracht", "11"))
        #expect(moved.occasion?.firstDay == day("2027-02-26"))
        #expect(moved.openVisits.first?.deadline == day("2027-02-12"))
        try town.run(day("2026-12-04"))
        #expect(try town.states().values.count { $0.opening?.facts.card == "overdracht" } == 1)
    }

    @Test("three weeks without a run are made up for; the result is that of running every day")
    func madeUpFor() throws {
        let (daily, late) = (Town(), Town())
        for town in [daily, late] {
            try town.run(day("2026-08-31"))
            for number in ["11", "12"] {
                try town.keep(
                    number, on: day("2026-08-31"),
                    ["groep": "rood", "inschrijving": "2025-08-01", "jaargroep": "7"])
            }
        }
        for offset in 0...21 { try daily.run(day("2026-09-01") + offset) }
        try late.run(day("2026-09-22"))
        let (one, other) = (try daily.states(), try late.states())
        #expect(one.count == 2 && other.count == 2)
        #expect(
            Set(one.values.compactMap { $0.opening?.facts.subject })
                == Set(other.values.compactMap { $0.opening?.facts.subject }))
    }

    @Test("what was past before the card came does not start, unless its occasion is to come")
    func newCard() throws {
        // The first run ever is on 1 February: three weeks before the round is past, the round itself is not.
        try town.run(day("2027-02-01"))
        #expect(try town.states().values.map { $0.opening?.facts.card }.allSatisfy { $0 == "ronde" })
        #expect(try town.states().count == 2)
        let later = Town()
        try later.run(day("2027-03-01"))
        #expect(try later.states().isEmpty)
    }

    @Test("a case follows another after its delay, for who the condition chooses")
    func follows() throws {
        try town.run(day("2026-10-01"))
        for (number, grade) in [("11", "7"), ("12", "4")] {
            try town.keep(
                number, on: day("2026-10-01"),
                ["groep": "rood", "inschrijving": "2025-08-01", "jaargroep": grade])
            let id = try town.desk(of: "kim", on: day("2026-10-01"))
                .startCase("plan", subject: number, group: nil).caseID
            _ = try town.desk(of: "kim", on: day("2026-10-05")).stopCase(id, reason: "klaar")
        }
        try town.run(day("2026-11-01"))
        #expect(try town.state("terugblik", "11") == nil)
        try town.run(day("2026-11-02"))
        #expect(try town.state("terugblik", "11") != nil)
        #expect(try town.state("terugblik", "12") == nil)
        try town.run(day("2026-11-03"))
        #expect(try town.states().values.count { $0.opening?.facts.card == "terugblik" } == 1)
    }

    @Test("what is recorded after the run of a day is seen by the next one, and started once")
    func afterTheRun() throws {
        try town.run(day("2026-11-16"))
        try town.keep("11", on: day("2026-11-16"), ["groep": "rood", "inschrijving": "2026-11-16"])
        try town.run(day("2026-11-17"))
        let plan = try town.id("plan", "11")
        _ = try town.desk(of: "kim", on: day("2026-11-17")).stopCase(plan, reason: "klaar")
        try town.run(day("2026-11-18"))
        #expect(try town.states().count == 1)
    }

    @Test("an event that is recorded late still counts in its school year, or for eight weeks")
    func recordedLate() throws {
        try town.run(day("2026-10-01"))
        for (number, enrolled) in [
            ("11", "2026-08-01"), ("12", "2026-07-31"), ("13", "2026-08-31"), ("14", "2024-08-01"),
        ] {
            try town.keep(number, on: day("2026-10-02"), ["groep": "rood", "inschrijving": enrolled])
        }
        try town.run(day("2026-10-02"))
        #expect(try ["11", "12", "13", "14"].filter { try town.state("plan", $0) != nil } == ["11", "13"])
        // In the first weeks of a school year the end of the last one is still news.
        let august = Town()
        try august.run(day("2026-08-19"))
        try august.keep("11", on: day("2026-08-20"), ["groep": "rood", "inschrijving": "2026-07-27"])
        try august.run(day("2026-08-20"))
        #expect(try august.state("plan", "11") != nil)
    }

    @Test("a case follows one that ended after the run of that day")
    func followsAtOnce() throws {
        let town = Town(again: Town.again.replacing("over: 4 weken, ", with: ""))
        #expect(town.faults == [])
        try town.keep(
            "11", on: day("2026-11-02"),
            ["groep": "rood", "inschrijving": "2025-08-01", "jaargroep": "7"])
        let id = try town.desk(of: "kim", on: day("2026-11-02")).startCase("plan", subject: "11", group: nil)
            .caseID
        try town.run(day("2026-11-03"))
        _ = try town.desk(of: "kim", on: day("2026-11-03")).stopCase(id, reason: "klaar")
        try town.run(day("2026-11-04"))
        #expect(try town.state("terugblik", "11")?.opening?.facts.origin?.rule?.after == id)
        try town.run(day("2026-11-05"))
        #expect(try town.states().values.count { $0.opening?.facts.card == "terugblik" } == 1)
    }

    @Test("a revised card whose start rules changed places starts nothing twice")
    func revised() throws {
        try town.run(day("2027-01-17"))
        try town.run(day("2027-01-18"))
        #expect(try town.states().values.count { $0.opening?.facts.card == "ronde" } == 2)
        let revised = town.with(
            round: Town.round.replacing("versie: 1", with: "versie: 2").replacing(
                "- jaarlijks: [3 weken voor opp-ronde]\n  - handmatig: [kc]",
                with: "- handmatig: [kc]\n  - jaarlijks: [2 weken voor opp-ronde]"))
        #expect(revised.faults == [])
        for offset in 0...21 { try revised.run(day("2027-01-18") + offset) }
        #expect(try revised.states().values.count { $0.opening?.facts.card == "ronde" } == 2)
    }

    @Test("the first run ever makes up for what happened since the school began")
    func firstRun() throws {
        try town.keep("12", on: day("2026-11-06"), ["groep": "rood", "inschrijving": "2025-08-01"])
        try town.keep("11", on: day("2026-11-09"), ["groep": "rood", "inschrijving": "2026-11-09"])
        try town.run(day("2026-11-12"))
        #expect(try town.state("plan", "11") != nil)
        #expect(try town.state("plan", "12") == nil)
    }

    @Test("a run that comes late chooses by the day on which it fell due")
    func chosenByItsDay() throws {
        func school(_ town: Town) throws {
            try town.run(day("2026-08-31"))
            try town.keep(
                "11", on: day("2026-08-31"),
                ["groep": "rood", "inschrijving": "2025-08-01", "geboortedatum": "2016-09-03"])
            // Twelve on the day itself; not enrolled yet on that day; gone since.
            try town.keep(
                "12", on: day("2026-08-31"),
                ["groep": "rood", "inschrijving": "2025-08-01", "geboortedatum": "2014-09-01"])
            try town.keep(
                "13", on: day("2026-09-02"),
                ["groep": "rood", "inschrijving": "2026-09-02", "geboortedatum": "2014-01-01"])
            try town.keep(
                "14", on: day("2026-09-02"),
                [
                    "groep": "rood", "inschrijving": "2025-08-01", "uitschrijving": "2026-09-02",
                    "geboortedatum": "2014-01-01",
                ])
        }
        let again = Town.again.replacing("als: {ingeschreven: ja}", with: "als: {leeftijd: {minstens: 12}}")
        for runs in [["2026-09-01", "2026-09-02", "2026-09-03"], ["2026-09-03"]] {
            let town = Town(again: again)
            #expect(town.faults == [])
            try school(town)
            for run in runs { try town.run(day(run)) }
            let chosen = try ["11", "12", "13"].filter { try town.state("terugblik", $0) != nil }
            #expect(chosen == ["12"], "\(runs)")
        }
    }
}
