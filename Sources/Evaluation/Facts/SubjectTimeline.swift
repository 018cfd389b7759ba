public import CardEngine
public import SchoolTime

/// What was known of a subject when: a fold over its own stream.
public struct SubjectTimeline: Hashable, Sendable {
    private struct Snapshot: Hashable, Sendable {
        let day: Day
        let facts: SubjectFacts
    }

    private struct Stay: Hashable, Sendable {
        let first: Day
        var last: Day?
    }

    /// Whom or what it is about, in the group of now.
    public let subject: Subject
    /// What is known now.
    public private(set) var history = SubjectHistory()
    /// The groups that a pupil is known to have been in, or to go to.
    public private(set) var groups: Set<GroupID> = []
    /// Whether it is a group that nobody was in during the school year that is looked at.
    private let isEmpty: Bool
    /// What was known at the end of each day on which something was recorded.
    private var snapshots: [Snapshot] = []
    /// When a pupil was enrolled; of other subjects none, for they are always there.
    private var stays: [Stay] = []

    /// What follows from a stream; of a subject without one nothing is known.
    ///
    /// - Parameter isEmpty: whether it is a group that nobody was in during the school year that is looked at, and in which
    ///   somebody was or will be in another.
    public init(of subject: Subject, replaying events: some Sequence<Event> = [], isEmpty: Bool = false) {
        self.subject = subject
        self.isEmpty = isEmpty
        for event in events {
            history.apply(event)
            groups.formUnion(
                ([history.facts.group] + history.plans.map { GroupID(named: $0.values[.group]) })
                    .compactMap(\.self))
            let day = max(event.stamp.day, snapshots.last?.day ?? event.stamp.day)
            if snapshots.last?.day == day { snapshots.removeLast() }
            snapshots.append(Snapshot(day: day, facts: history.facts))
        }
        for happening in history.happened {
            switch happening.event {
            case .enrolled: stays.append(Stay(first: happening.day))
            case .left where stays.last?.last == nil && !stays.isEmpty:
                stays[stays.count - 1].last = happening.day
            case .left, .placed, .groupChanged: break
            }
        }
        // The latest stay is as it is known now, put right or not.
        guard let first = history.facts.date(of: .enrolment) else { return }
        let last = history.facts.date(of: .departure).flatMap { $0 >= first ? $0 : nil }
        if !stays.isEmpty { stays.removeLast() }
        stays.append(Stay(first: first, last: last))
    }

    /// Whether it was there on that day, as is known now: of a pupil, enrolled; of a group, in the school year that is
    /// looked at.
    public func isPresent(on day: Day) -> Bool {
        guard subject.kind == .pupil else { return !isEmpty }
        return stay(on: day).map { $0.last.map { day <= $0 } ?? true } ?? false
    }

    /// What was known of it at the end of that day, with what was planned for then; when it was enrolled as is known now. Of
    /// a day before anything was recorded that is what was recorded first.
    public func facts(on day: Day) -> SubjectFacts {
        let known = (snapshots.last { $0.day <= day } ?? snapshots.first)?.facts ?? SubjectFacts()
        var facts = history.carryingOutPlans(of: day, in: known)
        if let stay = stay(on: day) {
            facts.attributes[.enrolment] = .date(stay.first)
            facts.attributes[.departure] = stay.last.map { .date($0) }
        }
        return facts.knowing(subject.group)
    }

    /// The groups that a pupil was in from one day to another.
    public func groups(from first: Day, to last: Day) -> Set<GroupID> {
        let changes = snapshots.map(\.day) + stays.flatMap { [$0.first] + ($0.last.map { [$0] } ?? []) }
        let days = changes.filter { first < $0 && $0 < last } + [first, last]
        return Set(
            days.compactMap { day in
                let facts = facts(on: day)
                guard facts.date(of: .enrolment) == nil || isPresent(on: day), !facts.hasLeft(by: day) else {
                    return nil
                }
                return facts.group
            })
    }

    /// The latest stay that had begun by that day.
    private func stay(on day: Day) -> Stay? { stays.last { $0.first <= day } }
}
