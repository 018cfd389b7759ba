/// A task (`wie`): a step that a person does.
public struct TaskStep: Hashable, Sendable {
    /// Who does it.
    public let performers: Performers
    /// Of each of these roles it is said who was there, or why nobody was.
    public let together: [RoleID]
    /// The fields that must have a value when the step is done (`vul_in`).
    public let required: [FieldID]
    /// The fields that may be filled in besides (`vul_aan`).
    public let optional: [FieldID]
    /// All must be ticked.
    public let checklist: [String]
    /// What is kept as an attribute of the subject when the step is done (`leg_vast`), in the order of the card.
    public let records: [AttributeRecord]
    /// The personal data that this step hands out, if it does (`verstrekt`).
    public let disclosure: Disclosure?
    /// Demands another person than did that step last.
    public let otherThan: StepID?
    /// Demands the person who did that step last.
    public let sameAs: StepID?

    /// Takes what it holds.
    public init(
        performers: Performers, together: [RoleID] = [], required: [FieldID] = [], optional: [FieldID] = [],
        checklist: [String] = [], records: [AttributeRecord] = [], disclosure: Disclosure? = nil,
        otherThan: StepID? = nil, sameAs: StepID? = nil
    ) {
        self.performers = performers
        self.together = together
        self.required = required
        self.optional = optional
        self.checklist = checklist
        self.records = records
        self.disclosure = disclosure
        self.otherThan = otherThan
        self.sameAs = sameAs
    }
}

/// Who does a step.
public enum Performers: Hashable, Sendable {
    /// Any one of these roles.
    case roles([RoleID])
    /// The person that this field names (`wie: {veld: ...}`).
    case field(FieldID)

    /// The roles; none when a field names the person.
    public var roles: [RoleID] {
        switch self {
        case .roles(let roles): roles
        case .field: []
        }
    }
}

/// A field that is kept as an attribute of the subject (`leg_vast`).
public struct AttributeRecord: Hashable, Sendable {
    /// The attribute of the subject.
    public let attribute: AttributeID
    /// The field whose value it takes, if that is filled in.
    public let field: FieldID

    /// Keeps this field as that attribute.
    public init(attribute: AttributeID, field: FieldID) {
        self.attribute = attribute
        self.field = field
    }
}

/// A provision of personal data to someone outside the school (`verstrekt`).
public struct Disclosure: Hashable, Sendable {
    /// Why the data may be provided.
    public enum Ground: Hashable, Sendable {
        /// The law that says why no consent is needed.
        case law(String)
        /// The purpose of a consent for this recipient.
        case consent(PurposeID)
    }

    /// The external role that receives them.
    public let recipient: RoleID
    /// The fields that are handed out.
    public let fields: [FieldID]
    /// Why that may be.
    public let ground: Ground

    /// A provision to this role.
    public init(recipient: RoleID, fields: [FieldID], ground: Ground) {
        self.recipient = recipient
        self.fields = fields
        self.ground = ground
    }
}
