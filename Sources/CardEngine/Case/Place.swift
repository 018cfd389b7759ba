/// A branch of a block: where in a case a visit stands.
public struct Place: Hashable, Sendable, Codable {
    /// The number of the visit of the block.
    public let block: Int
    /// The branch, from 0 in the order in which they were opened.
    public let branch: Int

    /// A branch of that visit.
    public init(block: Int, branch: Int) {
        self.block = block
        self.branch = branch
    }
}

/// What a branch of a `voor_elke` is about: exactly one of these.
public struct Item: Hashable, Sendable, Codable {
    /// A pupil or group: the subject within the branch.
    public let subject: Subject?
    /// The number of a row.
    public let row: Int?
    /// A value of a fixed list.
    public let value: String?

    /// A pupil or group.
    public init(subject: Subject) { (self.subject, row, value) = (subject, nil, nil) }

    /// The row of that number.
    public init(row: Int) { (subject, self.row, value) = (nil, row, nil) }

    /// A value of a fixed list.
    public init(value: String) { (subject, row, self.value) = (nil, nil, value) }
}

/// A branch of a block as it was opened.
public struct OpenedBranch: Hashable, Sendable, Codable {
    /// Of a `tegelijk`: the id of the branch.
    public let id: String?
    /// Of a `voor_elke`: what it is about.
    public let item: Item?
}

/// A field that was filled in for an item.
public struct KeptField: Hashable, Sendable, Codable {
    /// The field.
    public let field: FieldID
    /// The branch of that item.
    public let place: Place
}

/// Who is asked to sign.
public struct Signer: Hashable, Sendable, Codable {
    /// The role.
    public let role: RoleID
    /// Which of the persons with authority over the pupil, from 1; nil for a role that signs once.
    public let number: Int?

    /// A signer.
    public init(role: RoleID, number: Int? = nil) {
        self.role = role
        self.number = number
    }
}
