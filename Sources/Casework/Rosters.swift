import CardEngine
import SchoolTime
import Synchronization

/// Who holds which role for whom. All pupils of a group have one roster, but for whom somebody holds a role personally, and it
/// is made once: under a workplace the school does not change.
final class Rosters: Sendable {
    private let school: School
    /// The pupils for whom somebody holds a role personally.
    private let personal: Set<String>
    /// Those of one day.
    private let known = Mutex<(day: Day?, rosters: [Key: Roster])>((nil, [:]))

    /// All that a roster depends on. No `Subject`: that is the same one in whatever group.
    private struct Key: Hashable {
        let group: GroupID?
        /// Of those pupils alone.
        let pupil: String?
    }

    init(_ school: School) {
        self.school = school
        personal = Set(school.staff.flatMap { $0.assignments.compactMap(\.pupil) })
    }

    func roster(for subject: Subject, on day: Day) -> Roster {
        let isPersonal = subject.kind == .pupil && personal.contains(subject.id)
        let key = Key(group: subject.group, pupil: isPersonal ? subject.id : nil)
        return known.withLock { known in
            if known.day != day { known = (day, [:]) }
            if let roster = known.rosters[key] { return roster }
            let roster = school.roster(for: subject, on: day)
            known.rosters[key] = roster
            return roster
        }
    }
}

extension Workplace {
    /// Who holds which role for a subject today.
    func roster(for subject: Subject) -> Roster { rosters.roster(for: subject, on: clock.today) }
}
