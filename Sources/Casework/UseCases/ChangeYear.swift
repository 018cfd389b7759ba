public import CardEngine
import CardLanguage
import CaseStore
public import SchoolTime

/// The change to a school year, as it is planned.
public struct YearPlan: Hashable, Sendable {
    /// The year that begins.
    public let year: SchoolYearNumber
    /// Each pupil: those of the table in its order, then who leaves, then who is not named.
    public let lines: [PlanLine]
    /// Groups with pupils on the first day, for which nobody holds a role that goes by group then.
    public let groupsWithoutRole: [GroupID]
    /// Roles per group that go on after it although the group or the person got another from then on, in the order of the
    /// school file.
    public let goingOn: [HeldRole]

    /// A role that somebody holds.
    public struct HeldRole: Hashable, Sendable {
        /// Who.
        public let person: PersonID
        /// Which, and for what.
        public let assignment: RoleAssignment
    }
}

extension Workplace {
    /// Plans the groups, attributes and departures of a school year from a table (`kaart jaarwissel`): all or nothing, and
    /// before the year begins. They become fact on 1 August.
    ///
    /// The columns are those of a table of pupils, and `vertrekt` (`ja` or `nee`). The table is the whole of the plan: what
    /// an earlier one planned for who is not in it is withdrawn, but for departures. Who is not named stays, and is told of.
    ///
    /// - Parameters:
    ///   - departing: numbers of pupils who leave and are not in the table.
    ///   - isTrial: tells what would be planned, and plans nothing.
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func planYear(_ name: String, table text: String, departing: [String], isTrial: Bool) throws
        -> YearPlan
    {
        try requireRegistry()
        let year = try comingYear(name)
        let table = try pupilTable(text, besides: ["vertrekt"])
        var found = LineFaults(Sentences(school: school))
        let rows = try pupilTexts(of: table, &found, besides: ["vertrekt"])
        let leaves = table.columns.firstIndex(of: "vertrekt")
        return try inTransaction(isTrial) { writing in
            var act = Act(self, writing)
            var lines: [PlanLine] = []
            var named: Set<Subject> = []
            var faults = found
            let known = try pupils(from: writing)
            for (row, text) in rows {
                let line = try faults.gathering(row.line) {
                    guard text.authorities == nil else { throw CaseworkFailure.onlyNow }
                    let goal = try goal(of: text, leaves: leaves.map { row.cells[$0] } ?? "")
                    let pupil = try pupil(text.number)
                    named.insert(pupil)
                    if goal.departs, !known.contains(where: { $0.subject == pupil }) {
                        throw try unknown(pupil, or: .unknownPupilNumber(text.number), from: writing)
                    }
                    return try plan(goal, of: pupil, for: year.firstDay, &act, writing)
                }
                if let line { lines.append(line) }
            }
            try faults.check()
            for number in departing {
                let pupil = try pupil(number)
                guard named.insert(pupil).inserted else { throw CaseworkFailure.namedTwice(number) }
                guard known.contains(where: { $0.subject == pupil }) else {
                    throw try unknown(pupil, or: .unknownPupilNumber(number), from: writing)
                }
                let goal = PupilGoal(attributes: [:], departs: true)
                lines.append(try plan(goal, of: pupil, for: year.firstDay, &act, writing))
            }
            lines += try planUnlisted(known.filter { !named.contains($0.subject) }, year, &act, writing)
            try act.rest()
            return try plan(of: year, lines, from: writing)
        }
    }

    /// What is planned for the first day of a school year (`kaart jaarwissel 2027-2028`).
    ///
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func showYear(_ name: String) throws -> YearPlan {
        try requireRegistry()
        let year = try comingYear(name)
        return try store.read { reading in
            let lines = try pupils(from: reading).compactMap { pupil, history -> PlanLine? in
                let plan = history.plans.first { $0.day == year.firstDay }
                let leaves = history.facts.date(of: .departure) == year.firstDay - 1
                guard plan != nil || leaves else { return nil }
                return PlanLine(
                    subject: pupil, isNew: history.facts.attributes.isEmpty,
                    outcome: leaves ? .departs : .planned,
                    changes: (plan?.attributes ?? []).map {
                        PlanLine.Change(
                            attribute: $0, from: history.facts.attributes[$0], to: plan?.values[$0])
                    }.filter { $0.from != $0.to })
            }
            return try plan(of: year, lines, from: reading)
        }
    }

    /// Takes back all that is planned for the first day of a school year; a departure stays as it was recorded.
    ///
    /// - Parameter isTrial: tells what would be taken back, and takes nothing back.
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func withdrawYear(_ name: String, isTrial: Bool) throws -> YearPlan {
        try requireRegistry()
        let year = try comingYear(name)
        return try inTransaction(isTrial) { writing in
            var act = Act(self, writing)
            var lines: [PlanLine] = []
            for (pupil, history) in try pupils(from: writing) {
                if history.plans.contains(where: { $0.day == year.firstDay }) {
                    lines.append(
                        try plan(PupilGoal(attributes: [:]), of: pupil, for: year.firstDay, &act, writing))
                }
                if history.facts.date(of: .departure) == year.firstDay - 1 {
                    lines.append(
                        PlanLine(subject: pupil, isNew: false, outcome: .stillDeparts, changes: []))
                }
            }
            try act.rest()
            return YearPlan(year: year, lines: lines, groupsWithoutRole: [], goingOn: [])
        }
    }

    private func plan(
        of year: SchoolYearNumber, _ lines: [PlanLine], from reading: any CaseReading
    ) throws -> YearPlan {
        YearPlan(
            year: year, lines: lines, groupsWithoutRole: try groupsWithoutRole(on: year.firstDay, reading),
            goingOn: rolesGoingOn(after: year.firstDay))
    }

    /// The roles per group without a last day that were held before this day, where from then on somebody else begins in that
    /// role for the group, or the person for another group: who wrote that down may have forgotten to end them.
    private func rolesGoingOn(after first: Day) -> [YearPlan.HeldRole] {
        let held = school.staff.flatMap { person in
            person.assignments.filter { $0.group != nil && $0.substituteFor == nil }
                .map { YearPlan.HeldRole(person: person.id, assignment: $0) }
        }
        let begins = held.filter { $0.assignment.firstDay.map { $0 >= first } ?? false }
        return held.filter { old in
            guard old.assignment.lastDay == nil, !begins.contains(old) else { return false }
            return begins.contains { new in
                new.assignment.role == old.assignment.role
                    && (new.person == old.person) != (new.assignment.group == old.assignment.group)
            }
        }
    }

    /// A school year that has not begun, and of which the dates are known.
    private func comingYear(_ name: String) throws -> SchoolYearNumber {
        guard let year = SchoolYearNumber(named: name) else { throw CaseworkFailure.notAYear(name) }
        guard year.firstDay > clock.today else { throw CaseworkFailure.yearBegan(year) }
        guard shelf.calendar.years.contains(where: { $0.number == year }) else {
            throw CaseworkFailure.noSchoolYear(year)
        }
        return year
    }

    private func goal(of text: PupilText, leaves: String) throws -> PupilGoal {
        guard let departs = leaves.hasText ? FieldText.yesNo(typed: leaves) : false else {
            throw CaseworkFailure.notYesOrNo("vertrekt")
        }
        guard departs else { return PupilGoal(attributes: try values(of: text), staysAfterAll: true) }
        guard text.attributes.isEmpty else { throw CaseworkFailure.leavesAndStays }
        return PupilGoal(attributes: [:], departs: true)
    }

    /// Who is not named stays, unless a departure was known already.
    private func planUnlisted(
        _ pupils: [(subject: Subject, history: SubjectHistory)], _ year: SchoolYearNumber, _ act: inout Act,
        _ writing: any CaseWriting
    ) throws -> [PlanLine] {
        try pupils.compactMap { pupil, history in
            if history.facts.date(of: .departure) == year.firstDay - 1 {
                return PlanLine(subject: pupil, isNew: false, outcome: .known, changes: [])
            }
            let line = try plan(PupilGoal(attributes: [:]), of: pupil, for: year.firstDay, &act, writing)
            guard history.facts.isHere(on: year.firstDay) else { return line.outcome == .stays ? nil : line }
            return PlanLine(
                subject: pupil, isNew: false, outcome: .unlisted(dropsPlan: line.outcome == .withdrawn),
                changes: [])
        }
    }

    /// The groups that have pupils on a day, also by what is planned for it, and for which nobody holds a role that goes by
    /// group then.
    func groupsWithoutRole(on day: Day, _ reading: any CaseReading) throws -> [GroupID] {
        let groups = try pupils(from: reading).compactMap { _, history -> GroupID? in
            guard let plan = history.plans.first(where: { $0.day == day }), plan.stillFits(history.facts)
            else {
                return history.facts.isHere(on: day) ? history.facts.group : nil
            }
            guard plan.attributes.contains(.group) else { return history.facts.group }
            return GroupID(named: plan.values[.group])
        }
        return Set(groups).sorted().filter { group in
            !school.staff.contains { person in
                person.assignments.contains { $0.group == group && $0.holds(on: day) }
            }
        }
    }
}

extension SubjectFacts {
    /// Whether the pupil counts as one of the school on that day; of one who is known without a day of enrolment, too.
    fileprivate func isHere(on day: Day) -> Bool {
        guard !attributes.isEmpty else { return false }
        if date(of: .enrolment) != nil { return isEnrolled(on: day) }
        return !hasLeft(by: day)
    }
}
