import CardEngine
import CaseStore
import Casework
import SchoolTime
import Synchronization
import Testing

/// What the daily run makes up for, and never does twice.
@Suite("What the daily run makes up for")
struct MadeUpForTests {
    private let town = Town()

    private func count(_ card: CardID) throws -> Int {
        try town.states().values.count { $0.opening?.facts.card == card }
    }

    @Test("what is recorded in the day, after the run of that night, begins the next night")
    func recordedAfterTheRun() throws {
        try town.run(day("2026-11-16"))
        try town.keep("11", on: day("2026-11-16"), ["groep": "rood", "inschrijving": "2026-11-16"])
        try town.run(day("2026-11-17"))
        #expect(try count("plan") == 1)
        try town.run(day("2026-11-18"))
        #expect(try count("plan") == 1)
    }

    @Test("a case that ended in the day is followed the next night, also without a delay")
    func endedAfterTheRun() throws {
        let town = Town(changes: [
            ("{na: plan, over: 4 weken, als: {jaargroep: {minstens: 6}}}", "{na: plan}")
        ])
        try town.run(day("2026-11-16"))
        try town.keep("11", on: day("2026-11-16"), ["groep": "rood", "inschrijving": "2025-08-01"])
        let id = try town.desk(of: "kim", on: day("2026-11-16"))
            .startCase("plan", subject: "11", group: nil).caseID
        _ = try town.desk(of: "kim", on: day("2026-11-16")).stopCase(id, reason: "klaar")
        try town.run(day("2026-11-17"))
        #expect(try town.state("terugblik", "11") != nil)
    }

    @Test("a pupil who is recorded on the day itself takes part, also after the run")
    func recordedOnTheDay() throws {
        try town.run(day("2026-09-01"))
        try town.keep("11", on: day("2026-09-01"), ["groep": "rood", "inschrijving": "2026-08-01"])
        try town.run(day("2026-09-02"))
        #expect(try count("terugblik") == 1)
    }

    @Test("a date that is put right before the run begins one case, and after it none besides")
    func corrected() throws {
        try town.run(day("2026-11-15"))
        try town.keep("11", on: day("2026-11-16"), ["groep": "rood", "inschrijving": "2026-11-09"])
        try town.keep("11", on: day("2026-11-16"), ["inschrijving": "2026-11-10"])
        try town.run(day("2026-11-17"))
        #expect(try count("plan") == 1)
        try town.keep("11", on: day("2026-11-18"), ["inschrijving": "2026-11-11"])
        try town.run(day("2026-11-19"))
        #expect(try count("plan") == 1)
        // The case that is open counts from the day that is right.
        #expect(try town.state("plan", "11")?.occasion?.firstDay == day("2026-11-11"))
    }

    @Test("a date that is put right after its case ended begins none besides; coming back does")
    func correctedLater() throws {
        try town.run(day("2026-11-15"))
        try town.keep("11", on: day("2026-11-16"), ["groep": "rood", "inschrijving": "2026-11-09"])
        try town.run(day("2026-11-17"))
        _ = try town.desk(of: "kim", on: day("2026-11-17")).stopCase(try town.id("plan", "11"), reason: "x")
        try town.keep("11", on: day("2026-11-18"), ["inschrijving": "2026-11-10"])
        try town.run(day("2026-11-19"))
        #expect(try count("plan") == 1)
        _ = try town.desk(of: "dik", on: day("2026-11-20")).report(.left, of: "11", on: day("2026-11-20"))
        try town.keep("11", on: day("2026-11-23"), ["inschrijving": "2026-11-23"])
        try town.run(day("2026-11-24"))
        #expect(try count("plan") == 2)
    }

    @Test("what was recorded by mistake and taken back begins nothing")
    func takenBack() throws {
        try town.run(day("2026-11-15"))
        try town.keep("11", on: day("2026-11-16"), ["groep": "rood", "inschrijving": "2026-11-16"])
        try town.keep("11", on: day("2026-11-16"), ["inschrijving": ""])
        try town.keep("11", on: day("2026-11-16"), ["inschrijving": "2026-11-17"])
        try town.run(day("2026-11-17"))
        #expect(try count("plan") == 1)
    }

    @Test("what fell due in the old school year is made up for in the new one")
    func overTheSummer() throws {
        let town = Town(changes: [
            ("{jaarlijks: [september], als: {ingeschreven: ja}}", "{jaarlijks: [28 juli]}")
        ])
        try town.keep("11", on: day("2027-07-20"), ["groep": "rood", "inschrijving": "2025-08-01"])
        try town.run(day("2027-07-20"))
        try town.run(day("2027-08-12"))
        let state = try #require(try town.state("terugblik", "11"))
        #expect(state.occasion?.firstDay == day("2027-07-28"))
        try town.run(day("2027-08-13"))
        #expect(try town.states().values.count { $0.opening?.facts.card == "terugblik" } == 1)
    }

    @Test("one run while the clock was wrong keeps nothing from beginning later")
    func wrongClock() throws {
        try town.run(day("2026-11-13"))
        try town.run(day("2027-06-01"))
        try town.keep("11", on: day("2026-11-16"), ["groep": "rood", "inschrijving": "2026-11-16"])
        try town.run(day("2026-11-17"))
        #expect(try count("plan") == 1)
    }

    @Test("a departure that is announced changes nothing before its day")
    func announced() throws {
        try town.keep("11", on: day("2026-11-02"), ["groep": "rood", "inschrijving": "2025-08-01"])
        let id = try town.desk(of: "lea", on: day("2026-11-02")).startCase("plan", subject: "11", group: nil)
            .caseID
        let handover = try town.desk(of: "kim", on: day("2026-11-02"))
            .startCase("overdracht", subject: "11", group: nil).caseID
        _ = try town.desk(of: "dik", on: day("2026-11-02")).report(.left, of: "11", on: day("2026-11-20"))
        #expect(try town.states()[id]?.isRunning == true)
        try town.run(day("2026-11-19"))
        #expect(try town.states()[id]?.isRunning == true)
        // Three weeks without a run: it counts from its day.
        try town.run(day("2026-12-11"))
        let states = try town.states()
        #expect(states[id]?.ending?.end == End.lapsed && states[id]?.ending?.day == day("2026-11-20"))
        #expect(states[handover]?.ending?.end == "zonder")
        #expect(states[handover]?.ending?.day == day("2026-11-20"))
        // The owner may take that back: the departure is not met again.
        _ = try town.desk(of: "kim", on: day("2026-12-14"))
            .startCase("gesprek", subject: "11", group: "rood")
        try town.run(day("2026-12-15"))
        #expect(try town.state("gesprek", "11")?.isRunning == true)
    }

    @Test("a day on which a card keeps that a pupil is enrolled, is an enrolment")
    func enrolledByCard() throws {
        let town = Town(changes: [
            (
                "leg_vast: {uitstroom: bestemming}",
                "leg_vast: {uitstroom: bestemming, inschrijving: eerste-dag}"
            ),
            (
                "bestemming: {titel: Bestemming, soort: tekst}",
                "bestemming: {titel: Bestemming, soort: tekst}\n  eerste-dag: {titel: Eerste dag, soort: datum}"
            ),
            ("vul_in: [bestemming]", "vul_in: [bestemming, eerste-dag]"),
        ])
        #expect(town.faults == [])
        try town.run(day("2026-11-02"))
        let id = try town.desk(of: "kim", on: day("2026-11-02"))
            .startCase("plan", subject: "11", group: "rood").caseID
        try town.keep("11", on: day("2026-11-02"), ["groep": "rood"])
        var answers = StepAnswers()
        answers.values = [("bestemming", "havo"), ("eerste-dag", "2026-11-03")]
        _ = try town.desk(of: "lea", on: day("2026-11-02")).completeStep(
            CaseReference(caseID: id, visit: 1), answers)
        try town.run(day("2026-11-03"))
        #expect(try town.states().values.count { $0.opening?.facts.card == "plan" } == 2)
    }

    @Test("a group that waits for all its pupils goes on when the last one that it waits for leaves")
    func leavesAWait() throws {
        for number in ["11", "12"] {
            try town.keep(number, on: day("2026-11-02"), ["groep": "rood", "inschrijving": "2025-08-01"])
        }
        let round = try town.desk(of: "kim", on: day("2026-11-02"))
            .startCase("ronde", subject: "rood", group: nil).caseID
        let talk = try town.desk(of: "kim", on: day("2026-11-02"))
            .startCase("gesprek", subject: "11", group: nil).caseID
        var answers = StepAnswers()
        answers.outcome = "gehoord"
        _ = try town.desk(of: "kim", on: day("2026-11-02")).completeStep(
            CaseReference(caseID: talk, visit: 1), answers)
        _ = try town.desk(of: "dik", on: day("2026-11-03")).report(
            .groupChanged, of: "12", on: day("2026-11-03"), group: "wit")
        #expect(try town.states()[round]?.openVisits.map(\.step) == ["bespreken"])
    }

    // MARK: - What could not begin

    @Test("what could not begin, begins once it can, however many nights later")
    func failedStart() throws {
        try town.run(day("2026-11-13"))
        try town.keep("10", on: day("2026-11-13"), ["groep": "rood", "inschrijving": "2026-11-13"])
        try town.run(day("2026-11-14"))
        let altered = town.with(changes: [("doel: Een plan.", "doel: Een ander plan.")])
        try altered.keep("11", on: day("2026-11-16"), ["groep": "rood", "inschrijving": "2026-11-16"])
        for night in ["2026-11-17", "2026-11-18", "2026-11-19"] {
            #expect(
                try altered.run(day(night)).failures.map(\.failure) == [.versionReused("plan", 1)], "\(night)"
            )
        }
        #expect(try count("plan") == 1)
        try town.run(day("2026-11-20"))
        #expect(try town.state("plan", "11")?.occasion?.firstDay == day("2026-11-16"))
        try town.run(day("2026-11-21"))
        #expect(try count("plan") == 2)
    }

    @Test(
        "where one of several could not begin, the others begin once, also when they ended since",
        arguments: [true, false])
    func failedForOne(isCardKnown: Bool) throws {
        let town = Town(others: [("los", Self.loose)])
        #expect(town.faults == [])
        if isCardKnown { try town.run(day("2026-11-15")) }
        // A pupil without a group: the step has no group to call for.
        try town.keep("11", on: day("2026-11-16"), ["groep": "rood", "inschrijving": "2026-11-16"])
        try town.keep("12", on: day("2026-11-16"), ["inschrijving": "2026-11-16"])
        #expect(try town.run(day("2026-11-17")).failures.map(\.card) == ["los"])
        _ = try town.desk(of: "kim", on: day("2026-11-17")).stopCase(try town.id("los", "11"), reason: "x")
        #expect(try town.run(day("2026-11-18")).failures.map(\.card) == ["los"])
        try town.keep("12", on: day("2026-11-19"), ["groep": "wit"])
        #expect(try town.run(day("2026-11-20")).failures == [])
        try town.run(day("2026-11-21"))
        let begun = try town.states().values.compactMap(\.opening?.facts).filter { $0.card == "los" }
        #expect(begun.map(\.subject.id).sorted() == ["11", "12"])
    }

    private static let loose = """
        kaart: los
        titel: Los
        versie: 1
        status: vastgesteld
        betreft: leerling
        eigenaar: kc
        doel: De groep spreken.
        start: [{bij: inschrijving}]
        stappen:
          - {stap: groep-spreken, titel: Groep spreken, kaart: ronde}
        """

    @Test("by a text that does not fit the school nothing begins; what fell due then does once it fits")
    func unfit() throws {
        let card = Office.card("plan").replacing("handmatig: [kc]", with: "jaarlijks: [9 november]")
        let office = try Office(["plan": card])
        func run(_ day: Int) throws -> DayReport {
            try office.desk(of: "dora", on: Day(year: 2026, month: 11, day: day)).runDay()
        }
        _ = try office.desk(of: "dora").adoptCards(["plan"], reason: "Besproken")
        #expect(try run(7).failures == [])
        let school = Office.school.replacing("kc", with: "ib")
        try office.write(school, to: "eik")
        try office.write(
            card.replacing("versie: 1", with: "versie: 2").replacing("kc", with: "ib"), to: "plan")
        for day in 8...10 {
            #expect(try run(day).failures.map(\.failure) == [.adoption(.adoptedTextUnfit("plan", 1))])
        }
        try office.write(
            school.replacing("ib: {titel: ib}", with: "ib: {titel: ib, ook: [kc]}"), to: "eik")
        #expect(try run(11).failures == [])
        #expect(try office.store.read { try $0.cases() }.map(\.version) == [1])
        _ = try run(12)
        #expect(try office.store.read { try $0.cases() }.count == 1)
    }

    // MARK: - A text that is lost

    @Test(
        "a case whose text is lost is told of, without a name, and stops nothing else")
    func lostText() throws {
        for number in ["11", "12"] {
            try town.keep(number, on: day("2026-11-16"), ["groep": "rood", "inschrijving": "2025-08-01"])
        }
        _ = try town.desk(of: "kim", on: day("2026-11-16")).startCase("plan", subject: "11", group: nil)
        let lost = ObservedStore(town.store, losing: "plan")
        let altered = town.with(changes: [("doel: Een plan.", "doel: Een ander plan.")])
        func run(_ night: String) throws {
            let desk = try altered.desk(of: "kim", on: day(night), store: lost)
            let failures = try desk.runDay().failures
            #expect(failures.count == 1, "\(night)")
            for failure in failures {
                let sentence = Sentences(school: altered.shelf.school).sentence(for: failure.failure) ?? ""
                #expect(sentence.contains("kaart nazien") && !sentence.contains("plan"), "\(sentence)")
            }
        }
        for night in ["2026-11-17", "2026-11-18"] { try run(night) }
        let dik = try altered.desk(of: "dik", on: day("2026-11-18"), store: lost)
        // Also what is about that pupil: the case hears of it once it can be read.
        for number in ["12", "11"] {
            let entry = PupilText.Entry(name: "tlv-einddatum", text: "2027-03-01")
            _ = try dik.keepPupil(PupilText(number: number, attributes: [entry]))
        }
        try run("2026-11-19")
    }

    // MARK: - The trial, and two at once

    @Test("a trial tells all that the run then does, also what follows from what falls due")
    func trial() throws {
        let town = Town(changes: [
            ("{na: plan, over: 4 weken, als: {jaargroep: {minstens: 6}}}", "{na: overdracht}"),
            (
                "wie: kc, vul_in: [dossier], termijn: 2 weken voor tlv-einddatum}",
                "wie: kc, vul_in: [dossier], termijn: 1 week, uitkomsten: {gereed: verder, verlopen: zonder}}"
            ),
        ])
        #expect(town.faults == [])
        try town.run(day("2026-11-02"))
        try town.keep("11", on: day("2026-11-02"), ["groep": "rood", "inschrijving": "2025-08-01"])
        _ = try town.desk(of: "kim", on: day("2026-11-02")).startCase("overdracht", subject: "11", group: nil)
        let kim = try town.desk(of: "kim", on: day("2026-11-20"))
        let told = try kim.runDay(isTrial: true)
        let done = try kim.runDay()
        #expect(done.starts.map(\.card) == ["terugblik"])
        #expect(told.starts.map(\.card) == done.starts.map(\.card))
        #expect(told.changes.map(\.caseID) == done.changes.map(\.caseID))
    }

    @Test("two runs at the same moment begin a case once")
    func twoAtOnce() throws {
        try town.run(day("2026-11-15"))
        try town.keep("11", on: day("2026-11-16"), ["groep": "rood", "inschrijving": "2026-11-16"])
        let between = BetweenStore(town.store) { try town.run(day("2026-11-17")) }
        _ = try town.desk(of: Stamp.engine, on: day("2026-11-17"), store: between).runDay()
        #expect(try count("plan") == 1)
    }
}

/// A store in front of which somebody else writes, once, just before its first write.
private final class BetweenStore: CaseStore {
    private let base: any CaseStore
    private let before: @Sendable () throws -> Void
    private let isLeft = Mutex(true)

    init(_ base: any CaseStore, before: @escaping @Sendable () throws -> Void) {
        self.base = base
        self.before = before
    }

    var isPractice: Bool { base.isPractice }

    func read<Result>(_ work: (any CaseReading) throws -> Result) throws -> Result { try base.read(work) }

    func write<Result>(_ work: (any CaseWriting) throws -> Result) throws -> Result {
        let isFirst = isLeft.withLock { left in
            defer { left = false }
            return left
        }
        if isFirst { try before() }
        return try base.write(work)
    }
}
