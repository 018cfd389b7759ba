/// What a case is about.
public enum SubjectKind: String, Hashable, Sendable, CaseIterable, Codable {
    case pupil, group, school, staffMember

    /// Whether a called case about this kind has a subject: that of the caller, or the group or school that it is part of
    /// (kaarttaal, section 4.6).
    public func follows(from caller: Subject) -> Bool {
        switch (self, caller.kind) {
        case (.school, _), (.group, .group), (.pupil, .pupil), (.staffMember, .staffMember): true
        case (.group, .pupil): caller.group != nil
        case (.pupil, _), (.group, _), (.staffMember, _): false
        }
    }
}

/// One pupil, group, school or member of staff.
///
/// A pupil is known by number only: no name of a child is stored here. Two values are equal when they are about the same
/// one: the group is where a pupil is at some time, not who it is.
public struct Subject: Hashable, Sendable, Codable {
    /// Which kind it is.
    public let kind: SubjectKind
    /// Its id among those of its kind; of a pupil a number.
    public let id: String
    /// The group of the pupil, or the group itself: it decides who holds the roles that go by group.
    public let group: GroupID?

    /// A subject; without a group nobody holds for it a role that goes by group.
    public init(kind: SubjectKind, id: String, group: GroupID? = nil) {
        self.kind = kind
        self.id = id
        self.group = group
    }

    /// A group.
    public init(group: GroupID) {
        self.init(kind: .group, id: group.rawValue, group: group)
    }

    /// Whether both are about the same one.
    public static func == (left: Self, right: Self) -> Bool { left.kind == right.kind && left.id == right.id }

    /// Hashes who it is.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        hasher.combine(id)
    }

    /// The same one in that group.
    public func moved(to group: GroupID?) -> Subject { Subject(kind: kind, id: id, group: group) }

    private enum CodingKeys: String, CodingKey {
        case kind, id, group
    }
}
