import CaseStore
import SchoolTime

@testable import CardEngine

/// Histories that could be, from a seed, and what must have become of them.
struct RandomWalk {
    private var generator: SeededGenerator
    private(set) var states: [CaseID: CaseState] = [:]

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    /// Appends one to three events to one of nine cases.
    mutating func step(in store: some CaseStore) throws {
        let id = CaseID("t-\(Int.random(in: 1...9, using: &generator))")
        let before = states[id] ?? CaseState()
        var after = before
        var events: [Event] = []
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
            let event = event(in: after)
            events.append(event)
            after = evolve(after, with: event)
        }
        try store.write { try $0.append(events, to: id, after: before) }
        states[id] = after
    }

    private mutating func event(in state: CaseState) -> Event {
        let stamp = Stamp(day: someDay(), time: Samples.stamp.time, actor: pick(["jansen", "de-vries"]))
        guard state.opening != nil else { return Event(stamp: stamp, fact: opened()) }
        let next = state.visits.count + 1
        switch Int.random(in: 0..<10, using: &generator) {
        case 0:
            return Event(
                stamp: stamp, fact: .stepSkipped(StepSkipped(visit: next, step: "melden", day: stamp.day)))
        case 1:
            let moved = DateMoved(
                visit: pick([nil, 1, next]), kind: pick([.earliest, .deadline]), from: nil,
                to: pick([nil, someDay()]), cause: .anchor)
            return Event(stamp: stamp, fact: .dateMoved(moved))
        case 2 where next > 9:
            return Event(stamp: stamp, fact: Samples.ended, content: Content(reason: "klaar"))
        case 3, 4, 5:
            guard let visit = state.openVisits.first else { fallthrough }
            return Event(
                stamp: stamp, fact: Samples.completed(visit.number, step: visit.step, filled: ["soort"]),
                content: Content(values: ["soort": .choice(pick(["ziek", "te laat"]))]))
        default:
            let performers: [RoleID] = pick([["leerkracht"], ["leerkracht", "directeur"], [], ["directeur"]])
            return Event(
                stamp: stamp,
                fact: Samples.stepOpened(
                    next, performers: performers, earliest: pick([nil, someDay()]),
                    deadline: pick([nil, someDay()])))
        }
    }

    private mutating func opened() -> Fact {
        Samples.opened(group: pick([nil, "groep-7", "groep-8"]), deadline: pick([nil, someDay()]))
    }

    private mutating func someDay() -> Day { Samples.day + Int.random(in: -5...60, using: &generator) }

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: 0..<values.count, using: &generator)]
    }
}
