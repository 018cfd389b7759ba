/// The school as its file describes it: who is there and which roles they hold.
public struct School: Hashable, Sendable {
    /// The name of the school file.
    public let id: Identifier<School>
    /// What people read.
    public let name: String
    /// An IANA name, such as `Europe/Amsterdam`: it decides which day it is.
    public let timeZone: String
    /// Every role, in the order of the file.
    public let roles: [Role]
    /// Every group, in the order of the file.
    public let groups: [Group]
    /// Everybody who works there, in the order of the file.
    public let staff: [StaffMember]

    /// Takes what it holds.
    public init(
        id: Identifier<School>, name: String, timeZone: String, roles: [Role], groups: [Group],
        staff: [StaffMember]
    ) {
        self.id = id
        self.name = name
        self.timeZone = timeZone
        self.roles = roles
        self.groups = groups
        self.staff = staff
    }

    /// The role of that id or that goes by that alias.
    public func role(_ id: RoleID) -> Role? { roles.first { $0.id == id || $0.aliases.contains(id) } }

    /// The person of that id.
    public func person(_ id: PersonID) -> StaffMember? { staff.first { $0.id == id } }
}

/// A role: what a card assigns steps to. A person can hold several, and several persons one.
public struct Role: Hashable, Sendable {
    /// For what a role is held.
    public enum Scope: Hashable, Sendable, CaseIterable {
        case school, group
    }

    /// The name by which cards know it.
    public let id: RoleID
    /// What people read.
    public let title: String
    /// Other names by which cards may know it (`ook`).
    public let aliases: [RoleID]
    /// Whether it is held for the whole school or for a group.
    public let scope: Scope
    /// For a role outside the school (`ouders`, `veilig-thuis`): the internal roles that record its steps.
    public let registrars: [RoleID]
    /// Whether it is outside the school (`extern`): nobody on the staff holds it.
    public let isExternal: Bool

    /// A role for the whole school, inside it, unless said otherwise.
    public init(
        id: RoleID, title: String, aliases: [RoleID] = [], scope: Scope = .school, isExternal: Bool = false,
        registrars: [RoleID] = []
    ) {
        self.id = id
        self.title = title
        self.aliases = aliases
        self.scope = scope
        self.isExternal = isExternal
        self.registrars = registrars
    }
}

/// A group (class) of the school.
public struct Group: Hashable, Sendable {
    /// Unique among the groups.
    public let id: GroupID
    /// What people read.
    public let title: String

    /// A group of that name.
    public init(id: GroupID, title: String) {
        self.id = id
        self.title = title
    }
}

/// Somebody who works at the school.
public struct StaffMember: Hashable, Sendable {
    /// Unique among the staff; events name the person by it.
    public let id: PersonID
    /// What people read.
    public let name: String
    /// The account on the machine by which this person is known.
    public let login: String?
    /// The roles that the person holds.
    public let assignments: [RoleAssignment]
    /// Persons for whom this person may act.
    public let actsFor: [PersonID]

    /// Takes what it holds.
    public init(
        id: PersonID, name: String, login: String? = nil, assignments: [RoleAssignment],
        actsFor: [PersonID] = []
    ) {
        self.id = id
        self.name = name
        self.login = login
        self.assignments = assignments
        self.actsFor = actsFor
    }
}

/// A role that somebody holds, for the school or for one group.
public struct RoleAssignment: Hashable, Sendable {
    /// The role.
    public let role: RoleID
    /// The group for which it is held; nil for the whole school.
    public let group: GroupID?

    /// A role held for that group, or for the whole school.
    public init(role: RoleID, group: GroupID? = nil) {
        self.role = role
        self.group = group
    }
}
