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
    /// The roles that keep pupils again; none when the last text is lost.
    public let registryRoles: [RoleID]
    /// Whether somebody can adopt cards again who could not; false when the last text is lost.
    public let isAdoptionFreer: Bool

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
        // Saved by another program it is the same text (docs/kaarttaal.md, choice 156).
        let same = Set((schoolSource?.forms ?? []).map { Digest.of($0).hexadecimal } + [now.hash])
        func isNow(_ use: FileVersion) -> Bool { use.name == now.name && use.hash.map(same.contains) == true }
        var uses = try reading.fileVersions().filter { $0.kind == .school && $0.hash != nil }
        if let last = uses.last, isNow(last) {
            guard isNew(last.stamp) else { return nil }
            uses.removeLast()
        }
        guard let last = uses.last, !isNow(last), let earlier = uses.last(where: isNow),
            let text = EarlierSchool.Named(earlier), let replaced = EarlierSchool.Named(last)
        else { return nil }
        let before = try last.hash.flatMap { try reading.fileText(hash: $0) }.flatMap { kept in
            ReadFile.archivedSchool(SourceText(name: kept.name + ".yaml", text: kept.text))
        }
        return EarlierSchool(
            text: text, last: replaced, regained: before.map { school.regained(since: $0, on: day) },
            registryRoles: before.map { last in
                school.registryRoles.filter { !last.registryRoles.contains($0) }
            } ?? [],
            isAdoptionFreer: before.map { school.adoption.isFreer(than: $0.adoption) } ?? false)
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
        func holds(_ held: RoleAssignment) -> Bool {
            day.flatMap { day in held.lastDay.map { $0 >= day } } ?? true
        }
        // Who has a role for longer than before regains it too.
        func isKnown(_ held: RoleAssignment, among known: [RoleAssignment]) -> Bool {
            known.contains { other in
                let isSame = (other.role, other.group, other.pupil) == (held.role, held.group, held.pupil)
                let beginsInTime =
                    other.firstDay.map { first in
                        held.firstDay.map { first <= $0 } ?? false || day.map { first <= $0 } ?? false
                    } ?? true
                let lastsAsLong =
                    other.lastDay.map { last in held.lastDay.map { $0 <= last } ?? false } ?? true
                return isSame && beginsInTime && lastsAsLong
            }
        }
        return staff.compactMap { person in
            let before = other.person(person.id)
            let known = before?.assignments ?? []
            let found = EarlierSchool.Regained(
                person: person, roles: person.assignments.filter { holds($0) && !isKnown($0, among: known) },
                actsFor: person.actsFor.filter { before?.actsFor.contains($0) != true },
                hasOtherLogin: person.login != nil && person.login != before?.login)
            return found.roles.isEmpty && found.actsFor.isEmpty && !found.hasOtherLogin ? nil : found
        }
    }
}

extension AdoptionRule? {
    /// Whether somebody may adopt a card by it who may not by another; without a rule every owner may, also of his own text.
    fileprivate func isFreer(than other: AdoptionRule?) -> Bool {
        if self?.isNotByAuthor != true, other?.isNotByAuthor == true { return true }
        guard let roles = self?.roles else { return other?.roles != nil }
        return other?.roles.map { before in roles.contains { !before.contains($0) } } ?? true
    }
}
