public import CardEngine
import CaseStore
import SchoolTime

extension DayReport {
    /// A role that nobody holds today, with the cards by which work waits for it: who owns one looks after its cases, and
    /// some steps nobody else can do. It is so whether or not a case runs, and says nothing of any.
    public struct Vacancy: Hashable, Sendable {
        /// The role.
        public let role: RoleID
        /// Cards in force, in order of id.
        public let cards: [CardID]
    }
}

extension Workplace {
    /// The roles in the school that nobody holds today and that a card in force can't do without, in the order of the school.
    func vacancies(from reading: any CaseReading) throws -> [DayReport.Vacancy] {
        let vacant = school.roles.filter { role in
            // A role per pupil waits for a pupil.
            !role.isExternal && role.scope != .pupil
                && !school.staff.contains { $0.holdsAny([role.id], on: clock.today) }
        }
        guard !vacant.isEmpty else { return [] }
        let ids = Set(vacant.map(\.id))
        var cards: [RoleID: [CardID]] = [:]
        for id in shelf.named {
            guard let card = try cardInForce(id, from: reading)?.card else { continue }
            let alone = card.steps.flatMap(\.askedRoles).map { Set(school.acting($0)) }
                .filter { $0.isSubset(of: ids) }
            let needed = alone.reduce(into: Set(school.acting([card.owner]))) { $0.formUnion($1) }
            for role in needed.intersection(ids) { cards[role, default: []].append(id) }
        }
        return vacant.compactMap { role in cards[role.id].map { DayReport.Vacancy(role: role.id, cards: $0) }
        }
    }
}

extension Workplace {
    /// The groups in which pupils are today and that nobody looks after, in order of id. Where no role goes by group, only
    /// those that the school does not have.
    func groupsLeftAlone(from reading: any CaseReading) throws -> [GroupID] {
        let goesByGroup = school.roles.contains { $0.scope == .group }
        return try groupsWithoutRole(on: clock.today, reading).filter { group in
            goesByGroup || !school.groups.contains { $0.id == group }
        }
    }

    /// The school years that a school needs now and of which there is no file. Where there is none at all, another complaint
    /// says so.
    var missingYears: [SchoolYearNumber] {
        let known = shelf.calendar.years.map(\.number)
        guard !known.isEmpty else { return [] }
        let now = SchoolYearNumber(of: clock.today)
        let next = SchoolYearNumber(startYear: now.startYear + 1)
        // In June one makes the plans for the year that comes.
        let needsNext = clock.today.month == 6 || clock.today.month == 7
        return ([now] + (needsNext ? [next] : [])).filter { !known.contains($0) }
    }
}
