/// The school as its file describes it: who is there and which roles they hold.
public struct School: Hashable, Sendable {
    public let id: Identifier<School>
    public let name: String
    /// An IANA name, such as `Europe/Amsterdam`: it decides which day it is.
    public let timeZone: String
    public let roles: [Role]
    public let groups: [Group]
    public let staff: [StaffMember]

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
    public enum Scope: Hashable, Sendable, CaseIterable {
        case school, group
    }

    public let id: RoleID
    public let title: String
    public let aliases: [RoleID]
    /// Whether it is held for the whole school or for a group.
    public let scope: Scope
    /// For a role outside the school (`ouders`, `veilig-thuis`): the internal roles that record its steps.
    public let registrars: [RoleID]
    public let isExternal: Bool

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
    public let id: GroupID
    public let title: String

    public init(id: GroupID, title: String) {
        self.id = id
        self.title = title
    }
}

/// Somebody who works at the school.
public struct StaffMember: Hashable, Sendable {
    public let id: PersonID
    public let name: String
    /// The account on the machine by which this person is known.
    public let login: String?
    public let assignments: [RoleAssignment]
    /// Persons for whom this person may act.
    public let actsFor: [PersonID]

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
    public let role: RoleID
    public let group: GroupID?

    public init(role: RoleID, group: GroupID? = nil) {
        self.role = role
        self.group = group
    }
}
