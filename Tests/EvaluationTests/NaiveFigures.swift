import CardEngine
import SchoolTime

/// The figures of the paper card once more, told from the events themselves and in another way: it knows nothing of states,
/// visits or promptness.
struct NaiveFigures {
    private struct Line {
        var year = ""
        var start = Day(number: 0)
        var end: (completed: Bool, day: Day)?
        var pupil = ""
        var last: Day?
        var stoodStillFrom: Day?
        /// Which visits were prepared, talked and decided, with outcome, in order.
        var steps: [Int: String] = [:]
        var opened: [Int: Day] = [:]
        var done: [(step: String, outcome: String, took: Int, parents: Bool?)] = []
    }

    private var lines: [Line] = []

    /// - Parameter streams: the events of each case.
    init(_ streams: [[Event]]) {
        for events in streams {
            var line = Line()
            for event in events {
                switch event.fact {
                case .caseOpened(let fact):
                    line.start = event.stamp.day
                    line.pupil = fact.subject.id
                    line.last = fact.deadline
                    let first = fact.occasion?.firstDay ?? event.stamp.day
                    let begin = first.month > 7 ? first.year : first.year - 1
                    line.year = "\(begin)-\(begin + 1)"
                case .dateMoved(let fact) where fact.visit == nil && fact.kind == .deadline:
                    line.last = fact.to
                case .caseSuspended(let fact): line.stoodStillFrom = fact.day
                case .caseResumed: line.stoodStillFrom = nil
                case .stepOpened(let fact):
                    line.steps[fact.visit] = fact.step.rawValue
                    line.opened[fact.visit] = fact.openedOn
                case .stepCompleted(let fact):
                    guard let step = line.steps[fact.visit], let opened = line.opened[fact.visit] else {
                        break
                    }
                    var parents: Bool?
                    switch event.content?.presence["ouders"] {
                    case .present: parents = true
                    case .absent: parents = false
                    case nil: parents = nil
                    }
                    line.done.append((step, fact.outcome, fact.doneOn - opened, parents))
                case .caseEnded(let fact):
                    line.end = (fact.countsAs == .completed, fact.day ?? event.stamp.day)
                case .caseReopened: line.end = nil
                default: break
                }
            }
            lines.append(line)
        }
    }

    /// Begun, completed, stopped, running.
    func course(of year: String) -> [Int] {
        let ours = lines.filter { $0.year == year }
        return [
            ours.count, ours.count { $0.end?.completed == true }, ours.count { $0.end?.completed == false },
            ours.count { $0.end == nil },
        ]
    }

    /// Kept and broken terms of whole cases.
    func onTime(_ year: String, today: Day) -> [Int] {
        var (kept, broken) = (0, 0)
        for line in lines where line.year == year {
            guard let last = line.last else { continue }
            var day = line.end?.day ?? today
            if let still = line.stoodStillFrom { day = min(day, still) }
            if day > last { broken += 1 } else if line.end?.completed == true { kept += 1 }
        }
        return [kept, kept + broken]
    }

    /// The days of completed cases, from short to long.
    func days(_ year: String) -> [Int] {
        lines.filter { $0.year == year && $0.end?.completed == true }.compactMap { line in
            line.end.map { $0.day - line.start }
        }.sorted()
    }

    /// The days that a step took.
    func days(of step: String, _ year: String) -> [Int] {
        lines.filter { $0.year == year }.flatMap { $0.done.filter { $0.step == step }.map(\.took) }.sorted()
    }

    /// How often a step had that outcome, and how often it was done.
    func outcome(_ step: String, _ outcome: String, _ year: String) -> [Int] {
        let done = lines.filter { $0.year == year }.flatMap { $0.done.filter { $0.step == step } }
        return [done.count { $0.outcome == outcome }, done.count]
    }

    /// At how many conversations a parent was.
    func parents(_ year: String) -> [Int] {
        let done = lines.filter { $0.year == year }.flatMap { $0.done.filter { $0.step == "gesprek" } }
        return [done.count { $0.parents == true }, done.count]
    }

    /// How often conversations were held, in how many cases.
    func rounds(_ year: String) -> [Int] {
        let counts = lines.filter { $0.year == year }.map { $0.done.count { $0.step == "gesprek" } }
        return [counts.reduce(0, +), counts.count { $0 > 0 }]
    }

    /// How many of these pupils have a case of the year that was completed by that day.
    func covered(_ pupils: Set<String>, _ year: String, by day: Day) -> Int {
        Set(
            lines.filter { line in
                line.year == year && line.end.map { $0.completed && $0.day <= day } ?? false
            }.map(\.pupil)
        ).intersection(pupils).count
    }

    /// The middle of a sorted row, twice: by taking away from both ends.
    static func twiceMiddle(_ row: [Int]) -> Int {
        var row = row[...]
        while row.count > 2 { row = row.dropFirst().dropLast() }
        return row.count == 1 ? 2 * row[row.startIndex] : row.reduce(0, +)
    }
}
