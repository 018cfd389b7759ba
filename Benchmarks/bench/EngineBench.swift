import CardEngine
import Casework
import SchoolTime

/// How many commands a second the engine decides on, with what falls due before and after each, and folds.
struct EngineBench {
    private let play: Play

    init(_ place: Place) throws {
        let shelf = Shelf(CardFolder(path: place.cards))
        guard let school = shelf.school, let first = Day(year: 2026, month: 9, day: 1) else {
            throw Misfit("no school")
        }
        play = try Play(
            shelf, school, about: Subject(kind: .pupil, id: "0412", group: "groep-geel"), from: first,
            isWhole: true)
    }

    func run() throws {
        let events = try play.decideAll().joined().count
        say(
            "engine: cases of opp-vaststellen, \(play.acts.count) commands, \(events) events each; decide, evolve"
        )
        var rates: [Double] = []
        var folds: [Double] = []
        let history = Array(try play.decideAll().joined())
        for _ in 0..<9 {
            let cases = 300
            let time = try coreSeconds { for _ in 0..<cases { _ = try play.decideAll() } }
            rates.append(Double(cases * play.acts.count) / time)
            let folding = coreSeconds { for _ in 0..<cases { _ = replay(history) } }
            folds.append(Double(cases * events) / folding)
        }
        let rate = Spread(rates)
        tell(
            "commands a second on one core",
            "\(rate.median.grouped) (\(rate.least.grouped) to \(rate.most.grouped))",
            goal: "500,000", isMet: rate.median >= 500_000)
        tell(
            "events a second decided and folded",
            (rate.median * Double(events) / Double(play.acts.count)).grouped)
        tell("events a second folded only (replay)", Spread(folds).median.grouped)
    }
}
