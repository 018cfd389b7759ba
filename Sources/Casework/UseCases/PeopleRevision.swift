import CardEngine
import CardLanguage
import SchoolTime

/// A school with rows of a table worked into it, and what is wrong with them: pure.
///
/// A table adds and changes; it never takes away. A role is known by role, group or pupil, first day and for whom somebody
/// stands in, so that a row with the same of these gives it another last day.
struct PeopleRevision {
    private let before: School
    private var groups: [Group]
    private var staff: [StaffMember]
    private(set) var changes: [PeopleChange] = []
    private(set) var faults: [TableFault] = []
    private(set) var unchanged = 0
    private var line: Int?
    /// What earlier rows said, so that a later one can't say otherwise.
    private var said: [String: String] = [:]

    init(_ school: School) {
        before = school
        groups = school.groups
        staff = school.staff
    }

    /// The school as it would be.
    var school: School {
        School(
            id: before.id, name: before.name, timeZone: before.timeZone, roles: before.roles, groups: groups,
            staff: staff, attributes: before.attributes, contacts: before.contacts,
            registry: before.registry, adoption: before.adoption)
    }

    mutating func take(_ text: PeopleText, line: Int?) {
        self.line = line
        let (changeCount, faultCount) = (changes.count, faults.count)
        switch text {
        case .group(let id, let title): take(group: id, title)
        case .staff(let text): take(text)
        }
        if changes.count == changeCount, faults.count == faultCount { unchanged += 1 }
    }

    private mutating func report(_ column: TableColumn, _ what: TableFault.What) {
        faults.append(TableFault(line: line, column: column, what: what))
    }

    /// Whether a text can be kept under a column; an earlier row must not have said otherwise.
    private mutating func isFit(_ text: String, _ column: TableColumn, of id: String) -> Bool {
        guard text.canStandInFile else {
            report(column, .cannotBeSeen)
            return false
        }
        guard said.updateValue(text, forKey: "\(column.rawValue) \(id)") ?? text == text else {
            report(column, .saidOtherwise)
            return false
        }
        return true
    }

    // MARK: - Groups

    private mutating func take(group id: String, _ title: String) {
        guard id.isID else { return report(.group, id.hasText ? .notAnID : .missing) }
        let found = groups.firstIndex { $0.id.rawValue == id }
        guard title.hasText else {
            if found == nil { report(.title, .missing) }
            return
        }
        guard isFit(title, .title, of: id) else { return }
        let group = Group(id: GroupID(id), title: title)
        guard let found else {
            groups.append(group)
            return changes.append(.groupAdded(group))
        }
        guard groups[found] != group else { return }
        changes.append(.groupRenamed(from: groups[found], to: group))
        groups[found] = group
    }

    // MARK: - Staff

    private mutating func take(_ text: StaffText) {
        guard text.person.isID else {
            return report(.person, text.person.hasText ? .notAnID : .missing)
        }
        guard text.person != Stamp.engine.rawValue else { return report(.person, .isProgram) }
        let faultCount = faults.count
        let assignment = assignment(from: text)
        if text.name.hasText { _ = isFit(text.name, .name, of: text.person) }
        if text.login.hasText, isFit(text.login, .login, of: text.person),
            staff.contains(where: { $0.login == text.login && $0.id.rawValue != text.person })
        {
            report(.login, .loginTaken)
        }
        let found = staff.firstIndex { $0.id.rawValue == text.person }
        if found == nil {
            if before.contacts.contains(where: { $0.id.rawValue == text.person }) {
                report(.person, .isContact)
            }
            if !text.name.hasText { report(.name, .missing) }
            if !text.role.hasText { report(.role, .missing) }
        }
        guard faults.count == faultCount else { return }
        if let found {
            change(found, text, assignment)
        } else {
            let person = StaffMember(
                id: PersonID(text.person), name: text.name, login: text.login.hasText ? text.login : nil,
                assignments: assignment.map { [$0] } ?? [])
            staff.append(person)
            changes.append(.personAdded(person))
        }
    }

    private mutating func change(_ index: Int, _ text: StaffText, _ assignment: RoleAssignment?) {
        let old = staff[index]
        let name = text.name.hasText ? text.name : old.name
        let login = text.login.hasText ? text.login : old.login
        if name != old.name { changes.append(.personRenamed(old.id, from: old.name, to: name)) }
        if let login, login != old.login { changes.append(.loginSet(old.id, login)) }
        var assignments = old.assignments
        if let assignment { add(assignment, to: &assignments, of: old.id) }
        staff[index] = StaffMember(
            id: old.id, name: name, login: login, assignments: assignments, actsFor: old.actsFor)
    }

    private mutating func add(
        _ new: RoleAssignment, to assignments: inout [RoleAssignment], of person: PersonID
    ) {
        if let index = assignments.firstIndex(where: { $0.isSameBut(new) && $0.firstDay == new.firstDay }) {
            guard assignments[index].lastDay != new.lastDay else { return }
            // A day that is not given says nothing: a table never makes a role longer by leaving something out.
            guard new.lastDay != nil else { return }
            assignments[index] = new
            return changes.append(.roleEnds(person, new, new.lastDay))
        }
        for known in assignments where known.isSameBut(new) && known.overlaps(new) {
            if known.covers(new), known.lastDay == new.lastDay { return }
            // Else it would go on all the same, and a row that says until when would be untrue.
            guard
                known.lastDay.map({ last in new.lastDay.map { last <= $0 } ?? true }) ?? (new.lastDay == nil)
            else { return report(.lastDay, .goesOnAnyway(known)) }
        }
        assignments.append(new)
        changes.append(.roleAdded(person, new))
    }

    private mutating func assignment(from text: StaffText) -> RoleAssignment? {
        guard text.role.hasText else {
            for (column, cell) in [
                (TableColumn.scope, text.scope), (.firstDay, text.firstDay), (.lastDay, text.lastDay),
                (.substituteFor, text.substituteFor),
            ] where cell.hasText { report(column, .withoutRole) }
            return nil
        }
        guard let role = before.role(RoleID(text.role)) else {
            report(
                .role,
                .unknownRole(text.role, known: before.roles.filter { !$0.isExternal }.map(\.id.rawValue)))
            return nil
        }
        guard !role.isExternal else {
            report(.role, .externalRole(role.id))
            return nil
        }
        let faultCount = faults.count
        let (group, pupil) = scope(text.scope, of: role)
        let (first, last) = (day(text.firstDay, .firstDay), day(text.lastDay, .lastDay))
        if let first, let last, last < first { report(.lastDay, .daysReversed) }
        if text.substituteFor.hasText {
            if !staff.contains(where: { $0.id.rawValue == text.substituteFor }) {
                report(
                    .substituteFor,
                    .unknownPerson(text.substituteFor, known: staff.map(\.id.rawValue)))
            } else if text.substituteFor == text.person {
                report(.substituteFor, .standsInForSelf)
            }
        }
        guard faults.count == faultCount else { return nil }
        return RoleAssignment(
            role: role.id, group: group, pupil: pupil, firstDay: first, lastDay: last,
            substituteFor: text.substituteFor.hasText ? PersonID(text.substituteFor) : nil)
    }

    private mutating func scope(_ text: String, of role: Role) -> (group: GroupID?, pupil: String?) {
        switch role.scope {
        case .school:
            if text.hasText { report(.scope, .wholeSchool(role.id)) }
            return (nil, nil)
        case .group:
            guard text.hasText else {
                report(.scope, .groupNeeded(role.id))
                return (nil, nil)
            }
            guard groups.contains(where: { $0.id.rawValue == text }) else {
                report(.scope, .unknownGroup(text, known: groups.map(\.id.rawValue)))
                return (nil, nil)
            }
            return (GroupID(text), nil)
        case .pupil:
            guard text.isPupilNumber else {
                report(.scope, .pupilNeeded(role.id))
                return (nil, nil)
            }
            guard !text.holdsBSN else {
                report(.scope, .looksLikeBSN)
                return (nil, nil)
            }
            return (nil, text)
        }
    }

    private mutating func day(_ text: String, _ column: TableColumn) -> Day? {
        guard text.hasText else { return nil }
        guard let day = FieldText.day(typed: text) else {
            report(column, .notADate)
            return nil
        }
        return day
    }
}

extension RoleAssignment {
    /// Whether it is the same role, but for its period.
    fileprivate func isSameBut(_ other: RoleAssignment) -> Bool {
        role == other.role && group == other.group && pupil == other.pupil
            && substituteFor == other.substituteFor
    }

    fileprivate func overlaps(_ other: RoleAssignment) -> Bool {
        let endsBefore = lastDay.flatMap { last in other.firstDay.map { last < $0 } } ?? false
        let beginsAfter = firstDay.flatMap { first in other.lastDay.map { $0 < first } } ?? false
        return !endsBefore && !beginsAfter
    }

    /// Whether it holds on every day on which the other does.
    fileprivate func covers(_ other: RoleAssignment) -> Bool {
        let beginsInTime = firstDay.map { first in other.firstDay.map { first <= $0 } ?? false } ?? true
        let lastsLongEnough = lastDay.map { last in other.lastDay.map { $0 <= last } ?? false } ?? true
        return beginsInTime && lastsLongEnough
    }
}
