public import CardEngine
import CardLanguage
import CaseStore
public import SchoolTime

/// What is to be kept of a group or a member of staff, as typed. An empty text leaves a thing as it is.
public enum PeopleText: Hashable, Sendable {
    case group(id: String, title: String)
    case staff(StaffText)
}

/// What is to be kept of a member of staff, as typed: at most one role.
public struct StaffText: Hashable, Sendable {
    /// The id of the person.
    public var person: String
    /// What people read.
    public var name = ""
    /// The account on the machine.
    public var login = ""
    /// A role, by its id or alias.
    public var role = ""
    /// The group or the number of the pupil for which it is held.
    public var scope = ""
    /// The first day of the role.
    public var firstDay = ""
    /// The last day of the role.
    public var lastDay = ""
    /// For whom the person stands in.
    public var substituteFor = ""

    /// A person with nothing to keep yet.
    public init(person: String) {
        self.person = person
    }
}

/// What changed of the groups and the staff.
public enum PeopleChange: Hashable, Sendable {
    case groupAdded(Group)
    case groupRenamed(from: Group, to: Group)
    case personAdded(StaffMember)
    case personRenamed(PersonID, from: String, to: String)
    case loginSet(PersonID, String)
    case roleAdded(PersonID, RoleAssignment)
    /// The role ends on another day; nil: it goes on.
    case roleEnds(PersonID, RoleAssignment, Day?)
}

/// What a table of groups or staff led to, or would lead to.
public struct PeopleReport: Hashable, Sendable {
    /// What changed, in order of the table.
    public let changes: [PeopleChange]
    /// How many rows said what was so already.
    public let unchanged: Int
    /// The school with these changes.
    public let school: School
}

/// What one group is: who holds a role for it on a day.
public struct GroupReport: Hashable, Sendable {
    /// The group.
    public let group: Group
    /// The roles that go by group, and who holds them for this group that day.
    public let holders: [Holder]

    /// A role with one of its holders.
    public struct Holder: Hashable, Sendable {
        /// The role.
        public let role: RoleID
        /// Who.
        public let person: PersonID
        /// As the school file says it.
        public let assignment: RoleAssignment
    }
}

extension Workplace {
    /// Keeps groups and staff in the school file (`kaart inlezen`, `kaart groep`, `kaart medewerker`): all or nothing.
    ///
    /// The file is changed by span. School and cards must all be in order with the new text before it is written.
    ///
    /// - Parameters:
    ///   - texts: each with the line of the table in which it stands; nil on the command line.
    ///   - isTrial: tells what would change, and changes nothing.
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func keepPeople(_ texts: [(line: Int?, text: PeopleText)], isTrial: Bool) throws -> PeopleReport {
        try requireRegistry()
        var revision = PeopleRevision(school)
        for (line, text) in texts { revision.take(text, line: line) }
        guard revision.faults.isEmpty else { throw CaseworkFailure.inTable(revision.faults) }
        let report = PeopleReport(
            changes: revision.changes, unchanged: revision.unchanged, school: revision.school)
        guard !report.changes.isEmpty else { return report }
        guard let source = shelf.schoolSource else { throw CaseworkFailure.noSchool }
        let revised: SourceText
        do {
            revised = try SchoolFileText.revised(source, from: school, to: revision.school)
        } catch {
            throw CaseworkFailure.schoolFileByHand(source.name)
        }
        try requireNoNewFaults(with: [revised])
        guard !isTrial else { return report }
        // Within a transaction, so that of two programs one writes at a time.
        return try writeWithFiles { writing in
            let files = shelf.usedFiles.map { $0.kind == .school ? FileText(.school, revised) : $0 }
            try writing.note(files, by: stamp)
            return (report, [FileEdit(before: source, after: revised)])
        }
    }

    /// A group with who holds which role for it today (`kaart groep`).
    ///
    /// - Throws: `CaseworkFailure.unknownGroup`.
    public func showGroup(_ name: String) throws -> GroupReport {
        let id = try group(name)
        guard let group = school.groups.first(where: { $0.id == id }) else {
            throw CaseworkFailure.unknownGroup(name, known: school.groups.map(\.id.rawValue))
        }
        let holders = school.roles.flatMap { role in
            school.staff.flatMap { person in
                person.assignments.filter {
                    $0.role == role.id && $0.group == id && $0.holds(on: clock.today)
                }.map { GroupReport.Holder(role: role.id, person: person.id, assignment: $0) }
            }
        }
        return GroupReport(group: group, holders: holders)
    }

    /// A member of staff, from the school file (`kaart medewerker`). The login and the numbers of pupils are for who keeps
    /// those, and for that one.
    ///
    /// - Throws: `CaseworkFailure.unknownPerson`.
    public func showPerson(_ name: String) throws -> StaffMember {
        let person = try staffMember(name)
        guard !keepsRegistry, person.id != identity.actor else { return person }
        return StaffMember(
            id: person.id, name: person.name, login: nil,
            assignments: person.assignments.filter { $0.pupil == nil }, actsFor: person.actsFor)
    }

    /// What could be read before must still be read with the new texts.
    func requireNoNewFaults(with revised: [SourceText]) throws {
        guard !revised.isEmpty else { return }
        let texts = Dictionary(revised.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let shelf = shelf.whole
        let before = Dictionary(
            shelf.reports.map { ($0.source.name, $0.diagnostics) }, uniquingKeysWith: { first, _ in first })
        let items = shelf.reports.filter { before[$0.source.name] != nil && !$0.source.bytes.isEmpty }.map {
            CardFolder.Item.text(texts[$0.source.name] ?? $0.source)
        }
        for report in Shelf(items, beside: nil).reports {
            let known = Set(before[report.source.name] ?? [])
            guard
                let fault = report.diagnostics.first(where: { $0.severity == .error && !known.contains($0) })
            else { continue }
            throw CaseworkFailure.breaksFile(
                report.source.name, line: fault.range.start.line, fault.message)
        }
    }
}
