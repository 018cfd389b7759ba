/// A field of a card: one fact that a step asks for.
public struct Field: Hashable, Sendable {
    /// Unique within the card.
    public let id: FieldID
    /// What people read in a form.
    public let title: String
    /// What the field holds.
    public let kind: FieldKind
    /// The least value: a number, or a moment for a date.
    public let minimum: Bound?
    /// The greatest value: a number, or a moment for a date.
    public let maximum: Bound?
    /// Special category of personal data (AVG art. 9).
    public let isSensitive: Bool
    /// Who may see the value; nil: everyone who may see the case.
    public let visibleTo: [RoleID]?
    /// For a column: whether a row can do without it (`mag_leeg`).
    public let mayBeEmpty: Bool
    /// The place of the `voor_elke` step to whose items the field belongs; nil when it is one of the whole case.
    public let home: Int?

    /// A field; without limits, for everyone who may see the case, unless said otherwise.
    public init(
        id: FieldID, title: String, kind: FieldKind, minimum: Bound? = nil, maximum: Bound? = nil,
        isSensitive: Bool = false, visibleTo: [RoleID]? = nil, mayBeEmpty: Bool = false, home: Int? = nil
    ) {
        self.id = id
        self.title = title
        self.kind = kind
        self.minimum = minimum
        self.maximum = maximum
        self.isSensitive = isSensitive
        self.visibleTo = visibleTo
        self.mayBeEmpty = mayBeEmpty
        self.home = home
    }
}

/// What a field holds (`soort`).
public enum FieldKind: Hashable, Sendable {
    case text, longText
    case number, wholeNumber
    case date, yesNo
    case choice([String])
    case multipleChoice([String])
    /// A reference to a document, never a copy.
    case document
    /// A member of staff, or a contact of an external role.
    case person
    /// A pupil of the subject's group or school.
    case pupil
    /// Rows of columns; a column is no list itself.
    case list([Field], RowSource?)
}

/// What fixes the rows of a list (`rijen`).
public enum RowSource: Hashable, Sendable {
    /// One row for each pupil of the group or school.
    case pupils
    /// One row for each of these values of a column of that name.
    case fixed(FieldID, [String])
}

extension RowSource {
    /// The column that says which row it is, among those of the list; nil when it has none.
    public func column(among columns: [Field]) -> FieldID? {
        switch self {
        case .pupils: columns.first { $0.kind == .pupil }?.id
        case .fixed(let column, _): column
        }
    }
}

/// A limit on a field's value: of a number or date, or on how many rows a list has.
public enum Bound: Hashable, Sendable {
    case number(Number)
    case moment(Moment)
}
