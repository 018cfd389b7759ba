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

    /// A field; without limits, for everyone who may see the case, unless said otherwise.
    public init(
        id: FieldID, title: String, kind: FieldKind, minimum: Bound? = nil, maximum: Bound? = nil,
        isSensitive: Bool = false, visibleTo: [RoleID]? = nil
    ) {
        self.id = id
        self.title = title
        self.kind = kind
        self.minimum = minimum
        self.maximum = maximum
        self.isSensitive = isSensitive
        self.visibleTo = visibleTo
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
    /// A member of staff.
    case person
}

/// A limit on a field's value.
public enum Bound: Hashable, Sendable {
    case number(Number)
    case moment(Moment)
}
