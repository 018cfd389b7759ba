import CardEngine
import CaseStore
import CaseStoreSQLite
import SchoolTime

/// How long somebody waits for the own day, with 50 of 100,000 open work items, against a program that does nothing.
struct StartBench {
    private let place: Place

    init(_ place: Place) { self.place = place }

    func run() throws {
        try place.inScratch { folder in
            guard let day = Day(year: 2026, month: 9, day: 1) else { throw Misfit("no such day") }
            let school = try BigSchool(at: folder + "/school", place)
            try school.enrol(on: day)
            // Each case has three: for the coordinator one, for the teacher of the group two.
            let own = 25
            let writing = try seconds {
                try school.add(
                    cases: 0..<33_334,
                    about: { BigSchool.pupil($0 < own ? $0 : own + $0 % ((BigSchool.groups - 1) * own)) },
                    from: { _ in day }, isWhole: false)
            }
            let teacher = PersonID(BigSchool.firstTeacher)
            let (all, mine) = try school.store.read { reading in
                let own = try reading.casesWithWork(
                    for: [Holding(role: "leerkracht", group: "bench-0")], person: teacher)
                return (
                    try reading.cases(.running).map { try reading.workItems(of: $0.caseID).count }
                        .reduce(0, +),
                    try own.flatMap { try reading.workItems(of: $0) }
                        .count { $0.performers.contains("leerkracht") }
                )
            }
            say(
                "start: a teacher with \(mine) of \(Double(all).grouped) open work items (written in \(writing.rounded(to: 0)) s)"
            )
            let options = ["--als", BigSchool.firstTeacher, "--vandaag", "\(day + 2)", "--map", school.path]
            let nothing = Program(path: place.programs + "/empty", arguments: [])
            for (name, arguments) in [("kaart", ["mijn-dag"]), ("kaart taken", ["taken"])] {
                let program = Program(path: place.programs + "/kaart", arguments: arguments + options)
                try compare(name, program, nothing, goal: 2)
            }
            let usage = Program(path: place.programs + "/kaart", arguments: ["--help"])
            try compare("kaart --help", usage, nothing, goal: nil)
        }
    }

    private func compare(_ name: String, _ program: Program, _ nothing: Program, goal: Double?) throws {
        var (waiting, busy) = (Rounds(), Rounds())
        for _ in 0..<9 {
            let (ours, theirs) = (try program.run(), try nothing.run())
            waiting.add(ours.seconds, theirs.seconds)
            busy.add(ours.coreSeconds, theirs.coreSeconds)
        }
        for (what, rounds) in [("waiting", waiting), ("core", busy)] {
            let (ours, theirs) = (Spread(rounds.ours).median, Spread(rounds.theirs).median)
            tell(
                "\(name) against an empty program, \(what)",
                "\(rounds.ratio.text()): \(ours.milliseconds) against \(theirs.milliseconds)",
                goal: goal.map { "under \($0.rounded(to: 0))" }, isMet: goal.map { rounds.ratio.median < $0 })
        }
    }
}
