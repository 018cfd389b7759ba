import CardEngine
import Foundation
import SchoolTime

/// What the figures of a year take, and the check of the data, and how both grow with what the store holds.
struct EvaluationBench {
    private let place: Place
    private static let years = 10

    init(_ place: Place) { self.place = place }

    func run() throws {
        say(
            "evaluation: kaart evaluatie of one year and kaart nazien, over cases of ten years that have ended"
        )
        let sizes = ProcessInfo.processInfo.environment["BENCH_EVENTS"].flatMap { Int($0) }.map {
            [100_000, $0]
        }
        var first: (events: Int, times: [Double])?
        try place.inScratch { folder in
            guard let day = Day(year: 2017, month: 9, day: 4) else { throw Misfit("no such day") }
            let school = try BigSchool(at: folder + "/school", place)
            try school.enrol(on: day)
            var (cases, events) = (0, 0)
            for size in sizes ?? [100_000, 1_000_000] {
                let writing = try seconds {
                    while events < size {
                        let next = cases + 1_000
                        events += try school.add(
                            cases: cases..<next, about: { BigSchool.pupil($0 / Self.years) },
                            from: { day + 364 * ($0 % Self.years) }, isWhole: true)
                        cases = next
                    }
                }
                let school = ["--map", school.path]
                let figures = [
                    "evaluatie", "2026-2027", "--als", "carla", "--vandaag", "2026-11-02",
                ]
                say(
                    "  \(Double(events).grouped) events, \(Double(cases).grouped) cases (written in \(writing.rounded(to: 0)) s)"
                )
                var times: [Double] = []
                for (name, arguments) in [("kaart evaluatie", figures), ("kaart nazien", ["nazien"])] {
                    let program = Program(path: place.programs + "/kaart", arguments: arguments + school)
                    let runs = try (0..<3).map { _ in try program.run() }
                    let time = Spread(runs.map(\.coreSeconds)).median
                    tell(
                        name,
                        "\(time.rounded(to: 2)) s of a core, \(Spread(runs.map(\.megabytes)).median.rounded(to: 0)) MB"
                    )
                    if let first {
                        tell(
                            "\((Double(events) / Double(first.events)).rounded(to: 1)) times the events",
                            "\((time / first.times[times.count]).rounded(to: 1)) times as long")
                    }
                    times.append(time)
                }
                first = first ?? (events, times)
            }
        }
    }
}
