import CardEngine
import CardLanguage
import CaseStore
import Casework
import Evaluation
import SchoolTime
import Testing

/// Figures of a school year that is over are of who was there, as far as the school knows.
@Suite("A school year that is over")
struct OldYearTests {
    private static let round = """
        kaart: ronde
        titel: Ronde
        versie: 1
        status: vastgesteld
        betreft: groep
        eigenaar: kc
        doel: Elke groep.
        start: [{handmatig: [kc]}]
        stappen: [{stap: doen, titel: Doen, wie: kc}]
        normen:
          - {norm: Elke groep, meet: dekking, minstens: 100%}
          - {norm: Vlot, meet: doorlooptijd, hoogstens: 10 schooldagen}
        """

    private static let school = CountedSchool.school
    /// A group was taken away and another came.
    private static let renewed = school.replacing(
        "wit: {titel: Groep Wit}", with: "groen: {titel: Groep Groen}"
    )
    .replacing("[{leerkracht: wit}]", with: "[{leerkracht: groen}]")

    private let store = InMemoryCaseStore(isPractice: true)

    private func desk(_ day: String, _ school: String, years: [String: String]) throws -> Workplace {
        let shelf = Shelf(
            ([("papier", school), ("ronde", Self.round)] + years.sorted { $0.key < $1.key }).map {
                CardFolder.Item.text(SourceText(name: $0.0 + ".yaml", text: $0.1))
            }, beside: nil)
        #expect(!shelf.hasErrors)
        let number = CountedSchool.day(day).number
        let time = Timestamp(secondsSince1970: number * 86_400 + 36_000, offsetSeconds: 3_600)
        return try Workplace(
            store: store, shelf: shelf, clock: Clock { time },
            identity: Identity(actor: "kim", enteredBy: nil), drawCaseID: { "c1" })
    }

    private func desk(_ day: String, _ school: String = school) throws -> Workplace {
        try desk(
            day, school,
            years: ["2025-2026": CountedSchool.firstYear, "2026-2027": CountedSchool.secondYear])
    }

    private func coverage(_ desk: Workplace, _ year: String) throws -> [String] {
        let card = try #require(try desk.evaluate(year, cards: ["ronde"]).cards.first)
        return try #require(card.norms.first).figure.tally.map { part in
            "\(part.title): \(part.sources.map(\.subject.id))"
        }
    }

    @Test("the groups are those of the school file on its last day")
    func groups() throws {
        _ = try desk("2026-03-02").startCase("ronde", subject: "wit", group: nil)
        _ = try desk("2026-03-09").completeStep(CaseReference(caseID: "c1", visit: 1), StepAnswers())
        let old = [#"voltooid: ["wit"]"#, #"niet voltooid: ["rood"]"#]
        #expect(try coverage(try desk("2026-07-30"), "2025-2026") == old)
        // Looking keeps nothing: that the file is another one is known once somebody has recorded something.
        #expect(try coverage(try desk("2026-09-07", Self.renewed), "2025-2026") == old)
        _ = try desk("2026-09-07", Self.renewed).runDay()
        #expect(try coverage(try desk("2026-09-08", Self.renewed), "2025-2026") == old)
        #expect(
            try coverage(try desk("2026-09-08", Self.renewed), "2026-2027")
                == [#"niet voltooid: ["groen", "rood"]"#])
    }

    @Test("of a school year that began before the school kept anything the groups are those it kept first")
    func before() throws {
        _ = try desk("2026-09-07").runDay()
        _ = try desk("2026-10-05", Self.renewed).runDay()
        let groups = try coverage(try desk("2026-10-06", Self.renewed), "2025-2026")
        #expect(groups == [#"niet voltooid: ["rood", "wit"]"#])
    }

    @Test("of a day counts what was known of a pupil by its end, or else what was known first")
    func knownThen() throws {
        for (day, group) in [("2026-03-02", "rood"), ("2026-03-09", "wit")] {
            _ = try desk(day).keepPupil(
                PupilText(
                    number: "11",
                    attributes: [("inschrijving", "2025-08-01"), ("groep", group)].map {
                        PupilText.Entry(name: $0.0, text: $0.1)
                    }))
        }
        let pupil = try store.read { try $0.events(of: "leerling:11") }
        let timeline = SubjectTimeline(of: Subject(kind: .pupil, id: "11"), replaying: pupil)
        let groups = ["2026-03-01", "2026-03-02", "2026-03-08", "2026-03-09", "2026-04-01"].map {
            timeline.facts(on: CountedSchool.day($0)).attributes[.group]
        }
        #expect(groups == ["rood", "rood", "rood", "wit", "wit"].map { .text($0) })
    }

    /// A file that was used, as an earlier release may have taken it.
    private func use(_ text: String, on day: String, keeping isKept: Bool = true) throws {
        let file = FileText(kind: .school, name: "papier", text: text)
        let number = CountedSchool.day(day)
        let stamp = Stamp(
            day: number,
            time: Timestamp(secondsSince1970: number.number * 86_400 + 36_000, offsetSeconds: 3_600),
            actor: "kim")
        try store.write { writing in
            if isKept { try writing.keep(file) }
            try writing.append(
                [Event(stamp: stamp, fact: .fileUsed(file.used))], to: .files, after: CaseState())
        }
    }

    @Test("the groups are known from a file with what a later release finds a fault")
    func laterRule() throws {
        let old = Self.school.replacing(
            "wit: {titel: Groep Wit}", with: "wit: {titel: Groep Wit, kleur: wit}")
        try use(old, on: "2026-03-02")
        #expect(
            try coverage(try desk("2026-09-08", Self.renewed), "2025-2026")
                == [#"niet voltooid: ["rood", "wit"]"#])
    }

    @Test("when the file of that time is lost nobody is told figures of the groups of now")
    func lost() throws {
        try use(Self.school, on: "2026-03-02", keeping: false)
        #expect(throws: CaseworkFailure.schoolTextLost) {
            try desk("2026-09-08", Self.renewed).evaluate("2025-2026")
        }
    }

    @Test("a time in school days can't be held against a norm where the calendar does not reach")
    func calendar() throws {
        let years = ["2026-2027": CountedSchool.secondYear]
        _ = try desk("2026-03-02", Self.school, years: years).startCase("ronde", subject: "wit", group: nil)
        func norm(doneOn day: String, _ visit: Int) throws -> NormResult {
            _ = try desk(day, Self.school, years: years)
                .completeStep(CaseReference(caseID: "c1", visit: visit), StepAnswers())
            let card = try #require(
                try desk("2026-09-07", Self.school, years: years).evaluate("2025-2026").cards.first)
            return try #require(card.norms.last)
        }
        // In ten days there are no more than ten school days, whatever the calendar.
        let fast = try norm(doneOn: "2026-03-12", 1)
        #expect(fast.verdict == .met && fast.within?.count == 1)
        #expect(fast.figure.excluded.isEmpty)
        _ = try desk("2026-03-13", Self.school, years: years)
            .reopen(CaseReference(caseID: "c1", visit: 1), reason: "toch niet")
        let slow = try norm(doneOn: "2026-03-13", 2)
        #expect(slow.verdict == .unmeasurable)
        #expect(slow.figure.excluded.filter { $0.count > 0 }.map(\.title) == ["kalender niet bekend"])
    }
}
