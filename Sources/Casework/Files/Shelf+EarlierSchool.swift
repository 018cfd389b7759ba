public import CardEngine
import CardLanguage
import CaseStore
import SchoolTime

/// That the school file holds again what it held before its last change, as when an older copy was put back: what that
/// change took away from people is theirs again.
public struct EarlierSchool: Hashable, Sendable {
    /// Somebody who can do more than by the text that was used last.
    public struct Regained: Hashable, Sendable {
        /// Who.
        public let person: StaffMember
        /// The roles that are held again, now or later.
        public let roles: [RoleAssignment]
        /// For whom the person may act again.
        public let actsFor: [PersonID]
        /// Whether another account is the person's again.
        public let hasOtherLogin: Bool
    }

    /// The text of now, as `kaart versies` counts it.
    public let text: Named
    /// The one that was used until then.
    public let last: Named
    /// Who can do more by it, in the order of the file; nil when the last text is lost.
    public let regained: [Regained]?

    /// A text of a school file.
    public struct Named: Hashable, Sendable {
        /// The name of the file.
        public let name: String
        /// Which of its texts it is, from 1 by first use.
        public let number: Int
    }
}

extension Shelf {
    /// Whether the school file was put back to what was used before the last.
    ///
    /// - Parameters:
    ///   - day: of which the roles have not ended.
    ///   - isNew: whether it is still to be told when it is on record since then.
    func earlierSchool(
        on day: Day?, from reading: any CaseReading, whereUsed isNew: (Stamp) -> Bool = { _ in false }
    ) throws -> EarlierSchool? {
        guard let school, let now = usedFiles.first(where: { $0.kind == .school }) else { return nil }
        var uses = try reading.fileVersions().filter { $0.kind == .school && $0.hash != nil }
        if let last = uses.last, last.hash == now.hash, last.name == now.name {
            guard isNew(last.stamp) else { return nil }
            uses.removeLast()
        }
        guard let last = uses.last, last.hash != now.hash,
            let earlier = uses.last(where: { $0.hash == now.hash && $0.name == now.name }),
            let text = EarlierSchool.Named(earlier), let replaced = EarlierSchool.Named(last)
        else { return nil }
        let before = try last.hash.flatMap { try reading.fileText(hash: $0) }.flatMap { kept in
            ReadFile.archivedSchool(SourceText(name: kept.name + ".yaml", text: kept.text))
        }
        return EarlierSchool(
            text: text, last: replaced, regained: before.map { school.regained(since: $0, on: day) })
    }
}

extension EarlierSchool.Named {
    fileprivate init?(_ version: FileVersion) {
        guard let number = version.number else { return nil }
        self.init(name: version.name, number: number)
    }
}

extension School {
    /// Who can do more than by another text.
    fileprivate func regained(since other: School, on day: Day?) -> [EarlierSchool.Regained] {
        func key(_ held: RoleAssignment) -> RoleAssignment {
            RoleAssignment(role: held.role, group: held.group, pupil: held.pupil)
        }
        func holds(_ held: RoleAssignment) -> Bool {
            day.flatMap { day in held.lastDay.map { $0 >= day } } ?? true
        }
        return staff.compactMap { person in
            let before = other.person(person.id)
            let known = Set((before?.assignments ?? []).filter(holds).map(key))
            let found = EarlierSchool.Regained(
                person: person, roles: person.assignments.filter { holds($0) && !known.contains(key($0)) },
                actsFor: person.actsFor.filter { before?.actsFor.contains($0) != true },
                hasOtherLogin: person.login != nil && person.login != before?.login)
            return found.roles.isEmpty && found.actsFor.isEmpty && !found.hasOtherLogin ? nil : found
        }
    }
}
