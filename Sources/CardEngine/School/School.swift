public import SchoolTime

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
    /// What is kept of a subject besides what every school keeps (`kenmerken`), in the order of the file.
    public let attributes: [Attribute]
    /// Persons outside the school whom a form can name (`contacten`), in the order of the file.
    public let contacts: [Contact]
    /// The roles that keep pupils and their attributes (`beheer`); nil: every role that is held for the whole school.
    public let registry: [RoleID]?
    /// How the school adopts cards (`vaststellen`); nil: it did not say, and a card that calls itself adopted is.
    public let adoption: AdoptionRule?
    /// Of who holds which role what is the same for every subject; found once, for each decision asks it.
    let everybody: Everybody

    /// The zone of a school that names none.
    public static let usualTimeZone = "Europe/Amsterdam"

    /// Takes what it holds.
    public init(
        id: Identifier<School>, name: String, timeZone: String, roles: [Role], groups: [Group],
        staff: [StaffMember], attributes: [Attribute] = [], contacts: [Contact] = [],
        registry: [RoleID]? = nil, adoption: AdoptionRule? = nil
    ) {
        self.id = id
        self.name = name
        self.timeZone = timeZone
        self.roles = roles
        self.groups = groups
        self.staff = staff
        self.attributes = attributes
        self.contacts = contacts
        self.registry = registry
        self.adoption = adoption
        everybody = Everybody(roles: roles, staff: staff, contacts: contacts)
    }

    /// The role of that id or that goes by that alias.
    public func role(_ id: RoleID) -> Role? { roles.first { $0.id == id || $0.aliases.contains(id) } }

    /// Of roles that go by more than one name: the name that stands for it, by each of the others. That of the parents is the
    /// word of the card language, whatever the school calls them: by that they stand in consents.
    public var ownNames: [RoleID: RoleID] { everybody.ownNames }

    /// The one name of a role, see `ownNames`.
    public func own(_ role: RoleID) -> RoleID { ownNames[role] ?? role }

    /// The roles that keep pupils and their attributes (`beheer`).
    public var registryRoles: [RoleID] {
        registry ?? roles.filter { $0.scope == .school && !$0.isExternal }.map(\.id)
    }

    /// The roles in the school that act for these: for those outside it others record.
    public func acting(_ roles: [RoleID]) -> [RoleID] {
        roles.compactMap { role($0) }.flatMap { found in
            found.isExternal ? found.registrars.map { role($0)?.id ?? $0 } : [found.id]
        }
    }

    /// An attribute of a pupil, given or of this school.
    public func attribute(_ id: AttributeID) -> Attribute? {
        (Attribute.given + attributes).first { $0.id == id }
    }

    /// The person of that id.
    public func person(_ id: PersonID) -> StaffMember? { staff.first { $0.id == id } }

    /// The roles of the member of staff that a subject is; of what else it is there are none.
    public func assignments(of subject: Subject) -> [RoleAssignment] {
        subject.kind == .staffMember ? person(PersonID(subject.id))?.assignments ?? [] : []
    }
}

/// How a school adopts cards: then a card counts as adopted only when that is on record.
public struct AdoptionRule: Hashable, Sendable {
    /// The roles that adopt a card; nil: its owner.
    public let roles: [RoleID]?
    /// Whether it must be somebody else than wrote the text last.
    public let isNotByAuthor: Bool

    /// A rule; the owner of a card adopts it unless said otherwise.
    public init(roles: [RoleID]? = nil, isNotByAuthor: Bool = false) {
        self.roles = roles
        self.isNotByAuthor = isNotByAuthor
    }
}

/// A role: what a card assigns steps to. A person can hold several, and several persons one.
public struct Role: Hashable, Sendable {
    /// For what a role is held.
    public enum Scope: Hashable, Sendable, CaseIterable {
        case school, group, pupil

        /// Whether somebody can hold it for a subject of that kind: a role per group for a group and its pupils, a role per
        /// pupil for that pupil.
        public func fits(_ kind: SubjectKind) -> Bool {
            switch self {
            case .school: true
            case .group: kind == .group || kind == .pupil
            case .pupil: kind == .pupil
            }
        }
    }

    /// The name by which cards know it.
    public let id: RoleID
    /// What people read.
    public let title: String
    /// Other names by which cards may know it (`ook`).
    public let aliases: [RoleID]
    /// Whether it is held for the whole school, for a group or for a pupil.
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

    /// Whether every role of the person has ended; who never had one did not leave.
    public func hasLeft(by day: Day) -> Bool {
        !assignments.isEmpty && assignments.allSatisfy { $0.lastDay.map { $0 < day } ?? false }
    }

    /// Whether the person holds one of these roles that day, for whatever group or pupil.
    public func holdsAny(_ roles: some Sequence<RoleID>, on day: Day) -> Bool {
        assignments.contains { roles.contains($0.role) && $0.holds(on: day) }
    }
}

/// A role that somebody holds: for the school, for one group or for one pupil, always or in a period.
public struct RoleAssignment: Hashable, Sendable {
    /// The role.
    public let role: RoleID
    /// The group for which it is held; nil for the whole school or one pupil.
    public let group: GroupID?
    /// The number of the pupil for whom it is held; nil for the whole school or a group.
    public let pupil: String?
    /// The first day (`vanaf`); nil: from the beginning.
    public let firstDay: Day?
    /// The last day, included (`tot_en_met`); nil: for good.
    public let lastDay: Day?
    /// For whom somebody stands in (`vervangt`); nil: the role is the person's own.
    public let substituteFor: PersonID?

    /// A role held for that group or pupil, or for the whole school.
    public init(
        role: RoleID, group: GroupID? = nil, pupil: String? = nil, firstDay: Day? = nil, lastDay: Day? = nil,
        substituteFor: PersonID? = nil
    ) {
        self.role = role
        self.group = group
        self.pupil = pupil
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.substituteFor = substituteFor
    }

    /// Whether it holds on that day.
    public func holds(on day: Day) -> Bool {
        firstDay.map { $0 <= day } ?? true && lastDay.map { day <= $0 } ?? true
    }
}

/// Somebody outside the school whom a form can name, of an external role.
public struct Contact: Hashable, Sendable {
    /// Unique among contacts and staff.
    public let id: PersonID
    /// What people read.
    public let name: String
    /// The external role.
    public let role: RoleID

    /// A contact of that role.
    public init(id: PersonID, name: String, role: RoleID) {
        self.id = id
        self.name = name
        self.role = role
    }
}
