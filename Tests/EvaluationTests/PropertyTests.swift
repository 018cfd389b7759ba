import CardEngine
import CaseStore
import Casework
import Evaluation
import SchoolTime
import Testing

/// What holds of any school: of the one on paper and of schools that chance made.
@Suite("Figures of any school")
struct PropertyTests {
    private static let today = CountedSchool.day("2027-02-05")
    private static let years = ["2025-2026", "2026-2027"]

    /// 0 is the school on paper.
    private static func school(_ seed: UInt64) throws -> CountedSchool {
        seed == 0 ? try CountedSchool.played() : try RandomSchool.played(seed: seed)
    }

    private func figures(_ school: CountedSchool, _ year: String) throws -> CardEvaluation {
        try #require(
            try school.desk(of: "kim", on: Self.today).evaluate(year).cards.first)
    }

    private func figure(_ name: String, _ card: CardEvaluation) throws -> Figure {
        try #require(
            (card.figures + card.decisions + card.norms.map(\.figure)).first { $0.name == name }, "\(name)")
    }

    private func numbers(_ figure: Figure) -> [Int] {
        switch figure.value {
        case .count(let count): [count]
        case .share(let part): [part, figure.count]
        case .average(let total): [total, figure.count]
        case .time, .unmeasurable: [0, 0]
        }
    }

    @Test("what stands behind a figure adds up to it", arguments: [0, 3, 14, 159] as [UInt64])
    func tally(seed: UInt64) throws {
        let school = try Self.school(seed)
        for year in Self.years {
            let card = try figures(school, year)
            for figure in card.figures + card.decisions + card.norms.map(\.figure) {
                let sources = figure.tally.flatMap(\.sources)
                #expect(sources.count == figure.count, "\(figure.name)")
                #expect(figure.tally.map(\.count).reduce(0, +) == figure.count)
                // What is counted is not left out as well, and nothing is counted twice but an item that comes again.
                let left = Set(figure.excluded.flatMap(\.sources))
                #expect(left.isDisjoint(with: sources), "\(figure.name)")
                switch figure.value {
                case .count(let count): #expect(sources.count == count)
                case .share(let part): #expect((figure.tally.first?.count ?? 0) == part || part == 0)
                case .average(let total):
                    #expect(sources.compactMap(\.amount).reduce(0, +) == total, "\(figure.name)")
                case .time(let spread):
                    #expect(
                        NaiveFigures.twiceMiddle(sources.compactMap(\.amount).sorted())
                            == spread.median.twice,
                        "\(figure.name)")
                case .unmeasurable: #expect(sources.isEmpty)
                }
                if figure.counted == .visits {
                    #expect(
                        Set(sources.map { "\($0.caseID?.rawValue ?? "").\($0.visit ?? 0)" }).count
                            == sources.count)
                }
            }
        }
    }

    @Test(
        "a second, naive count of the events gives the same figures", arguments: [0, 3, 14, 159] as [UInt64])
    func naive(seed: UInt64) throws {
        let school = try Self.school(seed)
        let streams = try school.store.read { reading in
            try reading.cases().map { try reading.events(of: $0.caseID) }
        }
        #expect(streams.count >= 14)
        let naive = NaiveFigures(streams)
        var counted = 0
        for year in Self.years {
            let card = try figures(school, year)
            let course = try ["begonnen", "voltooid", "afgebroken", "lopend"].map { name in
                numbers(try figure(name, card))[0]
            }
            #expect(course == naive.course(of: year))
            counted += course[0]
            #expect(try numbers(figure("op tijd", card)) == naive.onTime(year, today: Self.today))
            for (step, outcome) in [("gesprek", "eens"), ("besluit", "plan")] {
                let decision = try figure("uitkomsten \(step)", card)
                #expect(
                    [decision.parts.first { $0.title == outcome }?.count ?? 0, decision.count]
                        == naive.outcome(step, outcome, year))
            }
            #expect(try numbers(figure("aanwezig gesprek ouders", card)) == naive.parents(year))
            #expect(try numbers(figure("herhaling gesprek", card)) == naive.rounds(year))
            for (name, row) in [
                ("doorlooptijd", naive.days(year)), ("doorlooptijd gesprek", naive.days(of: "gesprek", year)),
                ("doorlooptijd voorbereiden", naive.days(of: "voorbereiden", year)),
            ] {
                guard case .time(let spread) = try figure(name, card).value else {
                    #expect(row.isEmpty, "\(name)")
                    continue
                }
                #expect(spread.median.twice == NaiveFigures.twiceMiddle(row), "\(name)")
            }
            let measured = min(Self.today, year == "2025-2026" ? CountedSchool.day("2026-07-31") : Self.today)
            let present = try school.store.read { reading in
                try reading.streams(startingWith: "leerling:").filter { id in
                    SubjectHistory(replaying: try reading.events(of: id)).facts.isEnrolled(on: measured)
                }.map { String($0.rawValue.dropFirst("leerling:".utf8.count)) }
            }
            #expect(
                try numbers(figure("dekking", card))
                    == [naive.covered(Set(present), year, by: measured), present.count])
        }
        #expect(counted == streams.count, "every case counts in exactly one school year")
    }

    @Test(
        "how the streams are mixed in the log makes no difference, and neither does replaying it",
        arguments: [0, 26, 53] as [UInt64])
    func order(seed: UInt64) throws {
        let school = try Self.school(seed)
        let other = try RandomSchool.shuffled(school, seed: seed + 1)
        let orders = try [school.store, other].map { store in
            try store.read { try $0.entries() }.map(\.caseID)
        }
        #expect(orders[0] != orders[1])
        for year in Self.years {
            let live = try school.desk(of: "kim", on: Self.today).evaluate(year)
            let replayed = try school.desk(of: "kim", on: Self.today, store: other).evaluate(year)
            #expect(live == replayed)
        }
        let live = try school.desk(of: "kim", on: Self.today).showStanding()
        #expect(try live == school.desk(of: "kim", on: Self.today, store: other).showStanding())
    }

    @Test("median and quartiles: against taking away from both ends", arguments: [1, 2] as [UInt64])
    func spread(seed: UInt64) throws {
        // Figures of one step of which chance chose the lengths: 1 to 40 values.
        let school = try Self.school(seed)
        let streams = try school.store.read { reading in
            try reading.cases().map { try reading.events(of: $0.caseID) }
        }
        let row = NaiveFigures(streams).days(of: "voorbereiden", "2026-2027")
        guard
            case .time(let spread) = try figure("doorlooptijd voorbereiden", figures(school, "2026-2027"))
                .value
        else { return #expect(row.isEmpty) }
        let half = row.count / 2
        #expect(
            spread.lowerQuartile?.twice == (half == 0 ? nil : NaiveFigures.twiceMiddle(Array(row[..<half]))))
        #expect(
            spread.upperQuartile?.twice
                == (half == 0 ? nil : NaiveFigures.twiceMiddle(Array(row[(row.count - half)...]))))
    }

    @Test("who may not see the figures gets one answer, whatever there is")
    func access() throws {
        let school = try CountedSchool.played()
        for person in ["lea", "con"] as [PersonID] {
            let desk = try school.desk(of: person, on: Self.today)
            #expect(throws: CaseworkFailure.noFigures) { try desk.evaluate("2026-2027") }
            #expect(throws: CaseworkFailure.noFigures) {
                try desk.evaluate("2026-2027", cards: ["hulpgesprek"])
            }
            #expect(throws: CaseworkFailure.noFigures) { try desk.evaluate("2026-2027", cards: ["er-niet"]) }
        }
        // The director is no owner, but keeps the pupils and may see the cases.
        #expect(try school.desk(of: "dik", on: Self.today).evaluate("2026-2027").cards.count == 1)
    }

    @Test("a pupil takes what is done along to another group, and out of sight of the teacher of before")
    func otherGroup() throws {
        let school = CountedSchool()
        try school.play([
            CountedSchool.keep("2026-09-01", "3001", ["inschrijving": "2025-08-01", "groep": "rood"]),
            CountedSchool.start("2026-09-01", 1, "3001"), CountedSchool.prepare("2026-09-02", 1),
            CountedSchool.talk("2026-09-03", 1, "eens", parents: true), CountedSchool.decide("2026-09-04", 1),
            CountedSchool.keep("2026-09-07", "3001", ["groep": "wit"]),
        ])
        func seen(by person: PersonID) throws -> [Standing.State] {
            try school.desk(of: person, on: CountedSchool.day("2026-09-08")).showStanding().cards
                .flatMap(\.standings).map(\.state)
        }
        #expect(try seen(by: "lea").isEmpty)
        #expect(try seen(by: "lou") == [.done])
        #expect(try seen(by: "kim") == [.done])
    }

    @Test("a teacher sees where the own pupils stand, and of no other that there is one")
    func standingOfOneGroup() throws {
        let school = try CountedSchool.played()
        let all = try school.desk(of: "kim", on: Self.today).showStanding().cards.flatMap(\.standings)
        let red = try school.desk(of: "lea", on: Self.today).showStanding().cards.flatMap(\.standings)
        #expect(red == all.filter { $0.subject.group == "rood" })
        #expect(!red.isEmpty && red.count < all.count)
        #expect(try school.desk(of: "con", on: Self.today).showStanding().cards.isEmpty)
        #expect(throws: CaseworkFailure.noStandingOf("hulpgesprek", known: [])) {
            try school.desk(of: "con", on: Self.today).showStanding("hulpgesprek")
        }
    }
}
