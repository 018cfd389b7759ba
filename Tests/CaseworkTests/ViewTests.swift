import CardEngine
import CaseStore
import Casework
import SchoolTime
import Testing

/// Who looks finds what a command would find, and no more than is for them.
@Suite("What is shown")
struct ViewTests {
    private static let clockwork = """
        kaart: klok
        titel: Klok
        versie: 1
        status: vastgesteld
        betreft: leerling
        eigenaar: kc
        doel: Wat vanzelf gaat.
        zichtbaar_voor: [kc]
        start: [{handmatig: [kc]}]
        stappen:
          - {stap: eerst, titel: Eerst, wie: kc, termijn: 1 week, uitkomsten: {gereed: verder, verlopen: verder}}
          - {stap: dan, titel: Dan, wie: [kc, leerkracht], termijn: 1 week, escaleer: {na: 1 dag, aan: [directeur]}}
        """

    private static let dated = """
        kaart: datum
        titel: Datum
        versie: 1
        status: vastgesteld
        betreft: leerling
        eigenaar: kc
        doel: Een datum die niet ieder ziet.
        zichtbaar_voor: [kc, leerkracht]
        start: [{handmatig: [kc]}]
        gegevens:
          gemeld: {titel: Gemeld op, soort: datum, bijzonder: ja, zichtbaar_voor: [kc]}
          lijst:
            titel: Lijst
            soort: lijst
            zichtbaar_voor: [kc]
            kolommen: {dag: {titel: Dag, soort: datum}, gezien: {titel: Gezien, soort: ja-nee, mag_leeg: ja}}
        stappen:
          - {stap: melden, titel: Melden, wie: kc, vul_in: [gemeld, lijst], termijn: 1 week}
          - {stap: doen, titel: Doen, wie: leerkracht, termijn: 5 schooldagen na gemeld}
          - stap: elk
            titel: Elk
            voor_elke: lijst
            stappen: [{stap: kijken, titel: Kijken, wie: leerkracht, termijn: 3 dagen na dag, vul_in: [gezien]}]
        """

    private static let hidden = """
        kaart: geheim
        titel: Geheim
        versie: 1
        status: vastgesteld
        betreft: leerling
        eigenaar: kc
        doel: Wat niet ieder weet.
        zichtbaar_voor: [kc]
        verborgen: ja
        start: [{handmatig: [kc]}]
        stappen:
          - {stap: praten, titel: Praten, kaart: gesprek, termijn: 2 weken, uitkomsten: {anders: verder}}
        """

    private let town = Town(others: [("klok", clockwork), ("datum", dated), ("geheim", hidden)])

    private func start(_ card: String) throws -> CaseID {
        #expect(town.faults == [])
        try town.keep("11", on: day("2026-11-02"), ["groep": "rood", "inschrijving": "2025-08-01"])
        return try town.desk(of: "kim", on: day("2026-11-02")).startCase(card, subject: "11", group: nil)
            .caseID
    }

    @Test("who looks finds the case as a command would, and nothing is written")
    func current() throws {
        let id = try start("klok")
        let before = try town.states()
        // The term of the first step passed on 9 November, that of the second on the 17th: the director may do it.
        for person in ["kim", "lea"] as [PersonID] {
            let tasks = try town.desk(of: person, on: day("2026-11-20")).listTasks()
            #expect(tasks.map(\.reference.description) == (person == "kim" ? ["\(id).2"] : []))
            #expect(tasks.allSatisfy { $0.visit.deadline == day("2026-11-17") && $0.daysLate == 3 })
        }
        let desk = try town.desk(of: "kim", on: day("2026-11-20"))
        let report = try desk.showCase(id)
        #expect(report.open.map(\.step) == ["dan"])
        #expect(
            report.history?.contains { if case .stepClosed = $0.fact { true } else { false } } == true)
        // What was recorded in one moment tells of no clock that was set back.
        #expect(report.history?.contains(where: \.isClockBack) == false)
        #expect(try desk.listCases().map(\.isLate) == [true])
        #expect(try desk.form(for: CaseReference(caseID: id, visit: 2)).isLate)
        #expect(
            try desk.explainDates(CaseReference(caseID: id, visit: 2)).dates.map(\.day) == [day("2026-11-17")]
        )
        #expect(throws: CaseworkFailure.self) { try desk.form(for: CaseReference(caseID: id, visit: 1)) }
        #expect(try town.states() == before)
        #expect(try desk.awaitsDailyRun())
        // What the index does not know yet, the daily run tells it.
        let director = try town.desk(of: "dik", on: day("2026-11-20"))
        #expect(try director.listTasks().isEmpty)
        try town.run(day("2026-11-20"))
        #expect(try !desk.awaitsDailyRun())
        #expect(try director.listTasks().map(\.reference.description) == ["\(id).2"])
    }

    @Test("who sees only a step can do the one that opened by the clock")
    func opened() throws {
        let id = try start("klok")
        let progress = try town.desk(of: "lea", on: day("2026-11-20")).completeStep(
            CaseReference(caseID: id, visit: 2), StepAnswers())
        #expect(try town.states()[id]?.ending != nil)
        // How the case ended is for who sees the case.
        #expect(progress.hasEnded && progress.ending == nil)
    }

    @Test("that a date came from a case that somebody may not see is not told")
    func hiddenCaller() throws {
        _ = try start("geheim")
        let called = CaseReference(caseID: try town.id("gesprek", "11"), visit: nil)
        func report(to person: PersonID) throws -> DatesReport {
            try town.desk(of: person, on: day("2026-11-02")).explainDates(called)
        }
        #expect(try report(to: "kim").dates.map(\.moment) == [nil])
        #expect(try report(to: "kim").isCallerVisible)
        #expect(try report(to: "lea").dates.map(\.day) == [day("2026-11-16")])
        #expect(try !report(to: "lea").isCallerVisible)
    }

    @Test("a day that somebody may not see is not told by what counts from it")
    func hiddenAnchor() throws {
        let id = try start("datum")
        var answers = StepAnswers()
        answers.values = [("gemeld", "2026-11-05"), ("lijst", "dag;gezien\n2026-11-03;\n")]
        _ = try town.desk(of: "kim", on: day("2026-11-02")).completeStep(
            CaseReference(caseID: id, visit: 1), answers)
        func dates(_ visit: Int, to person: PersonID) throws -> [DateExplanation] {
            try town.desk(of: person, on: day("2026-11-02"))
                .explainDates(CaseReference(caseID: id, visit: visit)).dates
        }
        let owner = try #require(try dates(2, to: "kim").first)
        #expect(owner.countedFrom == day("2026-11-05") && !owner.isAnchorHidden && !owner.skipped.isEmpty)
        let teacher = try #require(try dates(2, to: "lea").first)
        #expect(teacher.countedFrom == nil && teacher.isAnchorHidden && teacher.skipped.isEmpty)
        #expect(teacher.day == day("2026-11-12"))
        // A day that names no field is told.
        #expect(try dates(1, to: "lea").map(\.countedFrom) == [day("2026-11-02")])
        _ = try town.desk(of: "lea", on: day("2026-11-02")).completeStep(
            CaseReference(caseID: id, visit: 2), StepAnswers())
        // Nor one in a list.
        #expect(try dates(4, to: "kim").map(\.countedFrom) == [day("2026-11-03")])
        #expect(try dates(4, to: "lea").map(\.isAnchorHidden) == [true])
    }

    @Test("while a case is suspended no agreed term passes; the law's does")
    func suspended() throws {
        let id = try start("datum")
        let first = try town.desk(of: "kim", on: day("2026-11-05"))
        _ = try first.suspend(id, reason: "Ziek")
        let later = try town.desk(of: "kim", on: day("2026-11-30"))
        let task = try #require(try later.listTasks().first)
        #expect(!task.isLate && task.isSuspended && task.lastDay == nil)
        #expect(try later.listCases().map(\.isLate) == [false])
        #expect(try !later.form(for: CaseReference(caseID: id, visit: 1)).isLate)
        var answers = StepAnswers()
        answers.values = [("gemeld", "2026-11-05"), ("lijst", "dag;gezien\n2026-11-03;\n")]
        _ = try later.completeStep(CaseReference(caseID: id, visit: 1), answers)
        let visit = try #require(try town.states()[id]?.visit(1))
        #expect(visit.daysPastDeadline(on: day("2026-11-30")) == 0)
        _ = try town.desk(of: "kim", on: day("2026-12-07")).resume(id, reason: "Beter")
        #expect(try town.states()[id]?.visit(1)?.isLate(on: day("2026-12-31")) == false)
    }

    @Test("the last day of a step is the first of the two that are agreed and by law")
    func lastDay() throws {
        let both = Town.card(
            "beide",
            """
            start: [{handmatig: [kc]}]
            stappen: [{stap: doen, titel: Doen, wie: kc, termijn: 1 week, wettelijk: 2 weken}]
            """)
        let town = Town(others: [both])
        #expect(town.faults == [])
        let desk = try town.desk(of: "kim", on: day("2026-11-02"))
        let id = try desk.startCase("beide", subject: "11", group: "rood").caseID
        #expect(try desk.listTasks().map(\.lastDay) == [day("2026-11-09")])
        _ = try desk.suspend(id, reason: "Ziek")
        #expect(try desk.listTasks().map(\.lastDay) == [day("2026-11-16")])
    }

    @Test("who names no step is told those that are open: the owner all, another what is his to do")
    func stepNeeded() throws {
        let id = try start("klok")
        func open(_ id: CaseID, to person: PersonID, on day: Day) throws -> [String]? {
            let failure = #expect(throws: CaseworkFailure.self) {
                try town.desk(of: person, on: day).completeStep(
                    CaseReference(caseID: id, visit: nil), StepAnswers())
            }
            guard case .stepNeeded(_, let open)? = failure else { return nil }
            return open.map(\.title)
        }
        #expect(try open(id, to: "kim", on: day("2026-11-02")) == ["Eerst"])
        #expect(try open(id, to: "lea", on: day("2026-11-02")) == nil)
        #expect(try open(id, to: "lea", on: day("2026-11-10")) == ["Dan"])
        // Who sees the case and can't do the step is told it too.
        let dated = try start("datum")
        try complete(
            dated, 1, on: day("2026-11-02"), in: town,
            [("gemeld", "2026-11-02"), ("lijst", "dag;gezien\n2026-11-03;\n")])
        #expect(try open(dated, to: "kim", on: day("2026-11-02")) == ["Doen"])
    }

    @Test("a called case that is recorded today, but began on an earlier day, has had its night")
    func calledLate() throws {
        let caller = Town.card(
            "beller",
            """
            start: [{handmatig: [kc]}]
            stappen:
              - {stap: eerst, titel: Eerst, wie: kc}
              - {stap: roepen, titel: Roepen, kaart: gesprek, meteen_verder: ja}
            """)
        let town = Town(others: [caller])
        #expect(town.faults == [])
        let (first, later) = (day("2026-11-02"), day("2026-11-05"))
        let id = try town.desk(of: "kim", on: first).startCase("beller", subject: "11", group: "rood").caseID
        let desk = try town.desk(of: "kim", on: later)
        #expect(try desk.awaitsDailyRun())
        try complete(id, 1, doneOn: first, on: later, in: town)
        #expect(try town.state("gesprek", "11")?.opening?.day == first)
        #expect(try !desk.awaitsDailyRun())
        #expect(try town.desk(of: "kim", on: later + 1).awaitsDailyRun())
    }
}
