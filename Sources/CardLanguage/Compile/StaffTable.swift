import CardEngine

/// Who holds which role, now or some day.
struct StaffTable {
    let school: School
    private var holders: [RoleID: Set<PersonID>] = [:]

    init(_ school: School) {
        self.school = school
        for person in school.staff {
            for assignment in person.assignments { holders[assignment.role, default: []].insert(person.id) }
        }
    }

    /// Who holds one of these for a subject of that kind.
    func people(_ roles: [RoleID], for kind: SubjectKind) -> Set<PersonID> {
        school.acting(roles).filter { school.role($0)?.scope.fits(kind) ?? false }
            .reduce(into: []) { $0.formUnion(holders[$1] ?? []) }
    }

    /// Why nobody can hold one of these for a subject of that kind, and over what they can be held; nil when somebody can.
    func misfit(_ roles: [RoleID], for kind: SubjectKind) -> (why: String, over: String)? {
        let acting = school.acting(roles).compactMap { school.role($0) }
        guard !acting.isEmpty, !acting.contains(where: { $0.scope.fits(kind) }) else { return nil }
        let names = Set(acting.map(\.id)).sorted().map { "`\($0)`" }
        let isPerGroup = acting.contains { $0.scope == .group }
        let isPerPupil = acting.contains { $0.scope == .pupil }
        let per = [isPerGroup ? "per groep" : nil, isPerPupil ? "per leerling" : nil].compactMap(\.self)
            .joined(separator: " of ")
        let why =
            names.count == 1
            ? "de rol \(names[0]) geldt \(per)" : "de rollen \(names.joined(separator: " en ")) gelden \(per)"
        return (why, isPerGroup ? "groep" : "leerling")
    }

    /// An unknown role has been complained about.
    func knows(_ roles: [RoleID]) -> Bool { roles.allSatisfy { school.role($0) != nil } }

    /// Whether somebody gets one of these roles only when there is a pupil for it.
    func waitsForPupils(_ roles: [RoleID]) -> Bool {
        school.acting(roles).contains { school.role($0)?.scope == .pupil }
    }
}
