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

    /// Appends one to three events to one of nine cases, or one to the history of a pupil.
    mutating func step(in store: some CaseStore) throws {
        guard Int.random(in: 0..<10, using: &generator) > 0 else { return try stepOfPupil(in: store) }
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

    private mutating func stepOfPupil(in store: some CaseStore) throws {
        let id = CaseID(pick(["leerling:1", "leerling:2"]))
        let before = states[id] ?? CaseState()
        let event = Event(
            stamp: Samples.stamp, fact: .attributesSet(AttributesSet(attributes: [.group])),
            content: Content(attributes: [.group: .text(pick(["groep-7", "groep-8"]))]))
        try store.write { try $0.append([event], to: id, after: before) }
        states[id] = evolve(before, with: event)
    }

    private mutating func event(in state: CaseState) -> Event {
        let stamp = Stamp(day: someDay(), time: Samples.stamp.time, actor: pick(["jansen", "de-vries"]))
        guard state.opening != nil else { return Event(stamp: stamp, fact: opened()) }
        let next = state.visits.count + 1
        switch Int.random(in: 0..<20, using: &generator) {
        case 0:
            return Event(
                stamp: stamp,
                fact: .stepSkipped(StepSkipped(visit: next, step: "melden", day: stamp.day, place: nil)))
        case 1:
            let moved = DateMoved(
                visit: pick([nil, 1, next]), kind: pick([.earliest, .deadline]), from: nil,
                to: pick([nil, someDay()]), cause: .anchor)
            return Event(stamp: stamp, fact: .dateMoved(moved))
        case 2 where next > 9:
            let ended = CaseEnded(end: "voltooid", countsAs: .completed, day: pick([nil, someDay()]))
            return Event(stamp: stamp, fact: .caseEnded(ended), content: Content(reason: "klaar"))
        case 3, 4, 5:
            guard let visit = state.openVisits.first else { fallthrough }
            return Event(
                stamp: stamp, fact: Samples.completed(visit.number, step: visit.step, filled: ["soort"]),
                content: Content(values: ["soort": .choice(pick(["ziek", "te laat"]))]))
        case 6, 7, 8:
            return Event(stamp: stamp, fact: block(next, in: state))
        case 9:
            let subject = pupil()
            return Event(
                stamp: stamp,
                fact: .subjectNoted(
                    SubjectNoted(subject: subject, attributes: [.group], consents: nil, authorities: nil)),
                content: Content(attributes: [.group: .text(pick(["groep-7", "groep-8"]))]))
        case 10, 11:
            return Event(
                stamp: stamp, fact: change(of: Int.random(in: 1...next, using: &generator), in: state))
        default:
            return Event(stamp: stamp, fact: step(next, in: state))
        }
    }

    private mutating func step(_ number: Int, in state: CaseState) -> Fact {
        let performers: [RoleID] = pick([["leerkracht"], ["leerkracht", "directeur"], [], ["directeur"]])
        return .stepOpened(
            StepOpened(
                visit: number, step: "bespreken", openedOn: Samples.day, performers: performers,
                earliest: pick([nil, someDay()]), deadline: pick([nil, someDay()]),
                statutory: pick([nil, someDay()]), place: place(in: state),
                person: pick([nil, nil, "jansen", "de-vries"])))
    }

    private mutating func block(_ number: Int, in state: CaseState) -> Fact {
        let items = (0..<Int.random(in: 1...3, using: &generator)).map { row in
            pick([Item(subject: pupil()), Item(row: row), Item(value: "rekenen")])
        }
        return .stepOpened(
            StepOpened(
                visit: number, step: "per-stuk", openedOn: Samples.day, performers: [],
                deadline: pick([nil, someDay()]), place: place(in: state),
                branches: items.map { OpenedBranch(id: nil, item: $0) }, list: pick([nil, "punten"])))
    }

    /// What can happen to a visit, and to the case as a whole, besides that it is done.
    private mutating func change(of visit: Int, in state: CaseState) -> Fact {
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: .personAssigned(PersonAssigned(visit: visit, person: pick(["jansen", "de-vries"])))
        case 1: .stepEscalated(StepEscalated(visit: visit, roles: ["directeur"], day: someDay()))
        case 2:
            .itemAdded(
                ItemAdded(visit: visit, branch: OpenedBranch(id: nil, item: Item(subject: pupil()))))
        case 3: .stepClosed(StepClosed(visit: visit, step: "bespreken", outcome: "gereed", day: someDay()))
        case 4:
            .branchClosed(BranchClosed(place: Place(block: visit, branch: 0), counts: pick([true, false])))
        case 5: .callLinked(CallLinked(visit: visit, caseID: "t-1"))
        case 6: .stepCancelled(StepCancelled(visit: visit, step: "bespreken"))
        default: .caseReopened(CaseReopened(visit: visit, step: "bespreken"))
        }
    }

    /// Somewhere in a block that was opened, or at the top level.
    private mutating func place(in state: CaseState) -> Place? {
        let places = state.visits.flatMap { visit in
            visit.branches.indices.map { Place(block: visit.number, branch: $0) }
        }
        return places.isEmpty ? nil : pick([nil] + places)
    }

    /// The pupil of most cases or another one, in some group.
    private mutating func pupil() -> Subject {
        Subject(kind: .pupil, id: pick(["1042", "1043"]), group: pick([nil, "groep-7", "groep-8"]))
    }

    private mutating func opened() -> Fact {
        Samples.opened(group: pick([nil, "groep-7", "groep-8"]), deadline: pick([nil, someDay()]))
    }

    private mutating func someDay() -> Day { Samples.day + Int.random(in: -5...60, using: &generator) }

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: 0..<values.count, using: &generator)]
    }
}
