import CardEngine
import CaseStore
import Casework
import Evaluation
import SchoolTime
import Testing

/// The figures of `docs/handgeteld.md`: worked out on paper before there was a program.
@Suite("Counted by hand")
struct CountedByHandTests {
    private static let measured = CountedSchool.day("2027-02-05")

    private let school: CountedSchool
    private let card: CardEvaluation
    private let evaluation: YearEvaluation

    init() throws {
        school = try CountedSchool.played()
        evaluation = try school.desk(of: "kim", on: Self.measured).evaluate("2026-2027")
        card = try #require(evaluation.cards.first)
    }

    private func figure(_ name: String) throws -> Figure {
        try #require(
            (card.figures + card.decisions + card.norms.map(\.figure)).first { $0.name == name }, "\(name)")
    }

    private func parts(_ parts: [Figure.Part]) -> [String] { parts.map { "\($0.title) \($0.count)" } }

    private func says(_ name: String) throws -> String {
        Sentences(school: nil).text(of: try figure(name))
    }

    @Test("the cards of the paper school have no faults, and the year is not over")
    func files() {
        #expect(CountedSchool.shelf(version: 1).hasErrors == false)
        #expect(CountedSchool.shelf(version: 2).hasErrors == false)
        #expect(evaluation.cards.count == 1)
        #expect(!evaluation.isOver)
        #expect(evaluation.measuredOn == Self.measured)
        #expect(card.card.version == 2)
    }

    @Test("each case stands where the paper says")
    func terms() throws {
        let states = try school.store.read { reading in
            try school.cases.mapValues { replay(try reading.events(of: $0)) }
        }
        let deadlines = [
            1: "2026-10-05", 2: "2026-10-05", 3: "2026-11-09", 4: "2026-12-21", 5: "2026-10-12",
            6: "2027-01-11", 7: "2027-02-22", 8: "2027-02-08", 9: "2026-12-21", 10: "2026-09-28",
            11: "2026-12-03", 12: "2027-02-08",
        ]
        for (number, text) in deadlines {
            #expect(states[number]?.deadline == CountedSchool.day(text), "\(number)")
        }
        func last(_ number: Int, _ step: StepID) -> [String?] {
            (states[number]?.visits ?? []).filter { $0.step == step }.map {
                ($0.statutory ?? $0.deadline)?.description
            }
        }
        #expect(last(2, "voorbereiden") == ["2026-09-14"])
        #expect(last(3, "voorbereiden") == ["2026-10-26"])
        #expect(last(4, "gesprek") == ["2026-12-11"])
        #expect(last(4, "besluit") == ["2026-12-14"])
        #expect(last(6, "voorbereiden") == ["2027-01-04"])
        #expect(last(6, "gesprek") == ["2027-01-14"])
        #expect(last(8, "gesprek") == ["2027-02-01"])
        #expect(last(9, "gesprek") == ["2026-12-14"])
        #expect(last(11, "voorbereiden") == ["2026-11-13"])
        #expect(last(11, "gesprek") == ["2026-11-23"])
        #expect(last(11, "besluit") == ["2026-12-17"])
        #expect(last(12, "gesprek") == ["2027-01-26", "2027-02-01"])
        #expect(states[9]?.ending?.day == CountedSchool.day("2026-12-11"))
        #expect(states[9]?.ending?.end == End.lapsed)
    }

    @Test("how many began, ended and run")
    func course() throws {
        #expect(try figure("begonnen").value == .count(12))
        #expect(parts(try figure("begonnen").parts) == ["versie 1 8", "versie 2 4"])
        #expect(try figure("voltooid").value == .share(7))
        #expect(try figure("voltooid").count == 9)
        #expect(try says("voltooid") == "78% (7 van 9 trajecten)")
        #expect(try figure("afgebroken").value == .count(2))
        #expect(parts(try figure("afgebroken").parts) == ["Afgezien 1", "Vervallen 1"])
        #expect(try figure("lopend").value == .count(3))
        #expect(parts(try figure("lopend").parts) == ["opgeschort 1"])
    }

    @Test("coverage, with one who left and one who came")
    func coverage() throws {
        #expect(try says("dekking") == "56% (5 van 9 leerlingen)")
        #expect(
            parts(try figure("dekking").excluded) == ["met een traject, maar op de peildag niet op school 1"])
        #expect(try says("dekking 2") == "11% (1 van 9 leerlingen)")
        #expect(try says("dekking ooit") == "78% (7 van 9 leerlingen)")
        let upper = try #require(card.norms.first { $0.norm.title == "Dekking bovenbouw" })
        #expect(Sentences(school: nil).text(of: upper.figure) == "60% (3 van 5 leerlingen)")
    }

    @Test("on time, over a holiday and a suspension")
    func onTime() throws {
        #expect(try says("op tijd") == "63% (5 van 8 trajecten)")
        #expect(
            parts(try figure("op tijd").excluded)
                == ["nog binnen de termijn 2", "gestopt voor de termijn om was 2"])
        #expect(try says("op tijd voorbereiden") == "92% (11 van 12 keer)")
        #expect(try says("op tijd gesprek") == "82% (9 van 11 keer)")
        #expect(
            parts(try figure("op tijd gesprek").excluded)
                == ["nog binnen de termijn 2", "gestopt voor de termijn om was 1"])
        #expect(try says("wettelijk op tijd besluit") == "89% (8 van 9 keer)")
        #expect(try says("op tijd, stappen") == "87% (20 van 23 keer)")
    }

    @Test("lead times: medians and quartiles, of odd and even numbers")
    func leadTimes() throws {
        #expect(try says("doorlooptijd") == "mediaan 28 dagen, kwartielen 10 en 42 (7 trajecten)")
        #expect(
            try says("doorlooptijd tot besluit") == "mediaan 21 dagen, kwartielen 9,5 en 36,5 (8 trajecten)")
        #expect(try says("doorlooptijd gesprek") == "mediaan 7 dagen, kwartielen 5 en 14 (10 keer)")
        #expect(try says("doorlooptijd voorbereiden") == "mediaan 3 dagen, kwartielen 2 en 7 (12 keer)")
    }

    @Test("outcomes, presence and rounds")
    func decisions() throws {
        #expect(parts(try figure("uitkomsten gesprek").parts) == ["eens 9", "oneens 1"])
        #expect(parts(try figure("uitkomsten besluit").parts) == ["plan 8", "geen plan 1"])
        #expect(try says("uitkomst gesprek eens") == "90% (9 van 10 keer)")
        #expect(try says("aanwezig gesprek ouders") == "70% (7 van 10 keer)")
        #expect(try says("herhaling gesprek") == "gemiddeld 1,25 keer (10 in 8 trajecten)")
    }

    @Test("the norms, each in a sentence")
    func norms() {
        let sentences = card.norms.map { Sentences(school: nil).sentence(for: $0) }
        #expect(
            sentences == [
                "Niet gehaald: 63% (5 van 8 trajecten); de norm is minstens 80%.",
                "Gehaald: 56% (5 van 9 leerlingen); de norm is minstens 50%.",
                "Gehaald: 60% (3 van 5 leerlingen); de norm is minstens 60%.",
                "Niet gehaald: 88,9% (8 van 9 keer); de norm is minstens 89%.",
                "Gehaald: mediaan 28 dagen, kwartielen 10 en 42 (7 trajecten); de norm is hoogstens 4 weken.",
                "Gehaald: mediaan 21 dagen, kwartielen 9,5 en 36,5 (8 trajecten); de norm is hoogstens 3 weken.",
                "Gehaald: 6 van 10 keer duurde hoogstens 5 schooldagen; dat moet minstens de helft zijn (de mediaan).",
                "Gehaald: 90% (9 van 10 keer); de norm is minstens 75%.",
                "Niet gehaald: 70% (7 van 10 keer); de norm is minstens 90%.",
                "Niet gehaald: gemiddeld 1,25 keer (10 in 8 trajecten); de norm is hoogstens 1,2.",
                "Gehaald: 11% (1 van 9 leerlingen); de norm is minstens 10%.",
                "Niet gehaald: 78% (7 van 9 leerlingen); de norm is minstens 100%.",
                "Gehaald: 92% (11 van 12 keer); de norm is minstens 90%.",
                "Niet gehaald: 82% (9 van 11 keer); de norm is minstens 90%.",
                "Gehaald: mediaan 3 dagen, kwartielen 2 en 7 (12 keer); de norm is hoogstens 1 week.",
                "Gehaald: 78% (7 van 9 trajecten); de norm is minstens 75%.",
            ])
    }

    @Test("the year before counts what had its occasion in it, also what began after the summer")
    func yearBefore() throws {
        let before = try school.desk(of: "kim", on: Self.measured).evaluate("2025-2026")
        let figures = try #require(before.cards.first).figures
        #expect(figures.first { $0.name == "begonnen" }?.value == .count(2))
        #expect(before.isOver)
        #expect(before.measuredOn == CountedSchool.day("2026-07-31"))
        // On the last day of that year case 14 was not completed yet: of 9 pupils one had a completed case.
        let coverage = try #require(figures.first { $0.name == "dekking" })
        #expect(Sentences(school: nil).text(of: coverage) == "11% (1 van 9 leerlingen)")
    }

    @Test("where each pupil stands")
    func standing() throws {
        let report = try school.desk(of: "kim", on: Self.measured).showStanding()
        let standings = try #require(report.cards.first).standings
        let states = Dictionary(grouping: standings, by: \.state).mapValues { $0.map(\.subject.id) }
        #expect(states[.done] == ["1001", "1002", "1003", "1004", "1009"])
        #expect(states[.late] == ["1006"])
        #expect(states[.busy] == ["1007", "1008"])
        #expect(states[.stopped] == ["1005"])
        #expect(standings.count == 9)
    }
}
