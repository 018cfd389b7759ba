public import SchoolTime

/// Who holds which role for one subject: the answer of the school file, handed to the engine with each command.
public struct Roster: Hashable, Sendable {
    /// Internal roles and who holds them for this subject, in the order of the school file.
    public let holders: [RoleID: [PersonID]]
    /// External roles and the internal roles that record for them.
    public let registrars: [RoleID: [RoleID]]
    /// Everybody who works at the school that day, with or without a role for this subject; who left, so that every role has
    /// ended, is none of them.
    public let staff: Set<PersonID>
    /// Persons outside the school whom a field can name, with their external role.
    public let contacts: [PersonID: RoleID]
    /// Of roles that go by more than one name (`ook`): the name that stands for it, by each of the others.
    public let ownNames: [RoleID: RoleID]

    /// Takes what it holds.
    public init(
        holders: [RoleID: [PersonID]], registrars: [RoleID: [RoleID]], staff: Set<PersonID>,
        contacts: [PersonID: RoleID] = [:], ownNames: [RoleID: RoleID] = [:]
    ) {
        self.holders = holders
        self.registrars = registrars
        self.staff = staff
        self.contacts = contacts
        self.ownNames = ownNames
    }

    /// The one name of a role, under whichever of its names a card or an older text knows it: consents and the parents are
    /// told apart by it.
    public func own(_ role: RoleID) -> RoleID { ownNames[role] ?? role }

    /// Whether the person holds the internal role for this subject.
    public func holds(_ person: PersonID, _ role: RoleID) -> Bool {
        holders[role]?.contains(person) ?? false
    }

    /// Whether the person holds one of the roles for this subject.
    public func holdsAny(_ person: PersonID, _ roles: [RoleID]) -> Bool {
        roles.contains { holds(person, $0) }
    }

    /// In which of these roles the person may act: an own role first, else an external one that the person may
    /// record for (kaarttaal, section 4.1).
    public func capacity(of person: PersonID, among roles: [RoleID]) -> Capacity? {
        if let own = roles.first(where: { holds(person, $0) }) {
            return Capacity(role: own, onBehalfOf: nil)
        }
        for external in roles {
            if let registrar = registrars[external]?.first(where: { holds(person, $0) }) {
                return Capacity(role: registrar, onBehalfOf: external)
            }
        }
        return nil
    }
}

/// The role in which somebody acts, and the external role for which it is recorded.
public struct Capacity: Hashable, Sendable {
    /// The internal role.
    public let role: RoleID
    /// Nil when somebody acts in an own right.
    public let onBehalfOf: RoleID?

    /// A capacity.
    public init(role: RoleID, onBehalfOf: RoleID?) {
        self.role = role
        self.onBehalfOf = onBehalfOf
    }
}

extension School {
    /// Who holds which role for this subject on that day. A role per group is held only for a subject of that group, a
    /// role per pupil only for that pupil; who stands in for somebody holds the role besides.
    public func roster(for subject: Subject, on day: Day) -> Roster {
        var holders = everybody.vacant
        for person in staff {
            for assignment in person.assignments
            where assignment.isFor(subject) && assignment.holds(on: day)
                // Who holds it twice was added just now.
                && holders[assignment.role].map({ $0.last != person.id }) == true
            {
                holders[assignment.role]?.append(person.id)
            }
        }
        // A card may name a role by its alias: an old text keeps working when the school renames the role.
        for role in roles {
            for alias in role.aliases { holders[alias] = holders[role.id] }
        }
        let gone = staff.filter { $0.hasLeft(by: day) }.map(\.id)
        return Roster(
            holders: holders, registrars: everybody.registrars,
            staff: gone.isEmpty ? everybody.staff : everybody.staff.subtracting(gone),
            contacts: everybody.contacts, ownNames: everybody.ownNames)
    }

    /// What does not depend on the subject, or the day.
    struct Everybody: Hashable, Sendable {
        /// Every internal role, held by nobody.
        let vacant: [RoleID: [PersonID]]
        /// External roles, by every name, and the internal roles that record for them.
        let registrars: [RoleID: [RoleID]]
        let staff: Set<PersonID>
        let contacts: [PersonID: RoleID]
        let ownNames: [RoleID: RoleID]

        init(roles: [Role], staff: [StaffMember], contacts: [Contact]) {
            vacant = Dictionary(
                roles.filter { !$0.isExternal }.map { ($0.id, []) }, uniquingKeysWith: { first, _ in first })
            let external = roles.filter(\.isExternal).flatMap { role in
                ([role.id] + role.aliases).map { ($0, role.registrars) }
            }
            registrars = Dictionary(external, uniquingKeysWith: { first, _ in first })
            self.staff = Set(staff.map(\.id))
            self.contacts = Dictionary(
                contacts.map { ($0.id, $0.role) }, uniquingKeysWith: { first, _ in first })
            let others = roles.flatMap { role in role.otherNames.map { ($0, role.ownName) } }
            ownNames = Dictionary(others, uniquingKeysWith: { first, _ in first })
        }
    }
}

extension Role {
    private var names: [RoleID] { [id] + aliases }

    /// Cards know those with authority over a pupil by a word of the language, whatever a school calls them.
    fileprivate var ownName: RoleID { names.contains(SignStep.parents) ? SignStep.parents : id }

    fileprivate var otherNames: [RoleID] { names.filter { $0 != ownName } }
}

extension RoleAssignment {
    /// Whether it is held for this subject.
    fileprivate func isFor(_ subject: Subject) -> Bool {
        if let pupil { return subject.kind == .pupil && subject.id == pupil }
        return group == nil || group == subject.group
    }
}
