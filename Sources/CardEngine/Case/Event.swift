public import SchoolTime

/// A fact in the history of a case, with who recorded it and when.
///
/// Events are a file format: names of kinds and keys never change meaning. What is personal stands apart, in
/// `content`, so that it can be stored, and one day destroyed, apart from the fact.
public struct Event: Hashable, Sendable {
    /// Who recorded it, and when.
    public let stamp: Stamp
    /// What happened, without what is personal.
    public let fact: Fact
    /// What is personal in it; nil when there is nothing, or when it is there no more.
    public let content: Content?

    /// Takes what it holds.
    public init(stamp: Stamp, fact: Fact, content: Content? = nil) {
        self.stamp = stamp
        self.fact = fact
        self.content = content
    }
}

/// Who recorded an event, and when.
public struct Stamp: Hashable, Sendable {
    /// The day on which the school recorded it.
    public let day: Day
    /// The clock at that time; it tells people the hour and never orders events.
    public let time: Timestamp
    /// Whose act it is.
    public let actor: PersonID
    /// Who entered it for the actor, if that was somebody else.
    public let enteredBy: PersonID?

    /// The actor of what the engine does by the clock, or in answer to another case: nobody on the staff.
    public static let engine: PersonID = "kaart"

    /// Takes what it holds.
    public init(day: Day, time: Timestamp, actor: PersonID, enteredBy: PersonID? = nil) {
        self.day = day
        self.time = time
        self.actor = actor
        self.enteredBy = enteredBy
    }
}

/// Free text and values that say something about a person.
public struct Content: Hashable, Sendable, Codable {
    /// The values that were filled in; of an entry in a register its cells.
    public let values: [FieldID: FieldValue]
    /// For each role of `samen_met`: who was there, or why nobody was.
    public let presence: [RoleID: Presence]
    /// Attributes of a subject that were kept or noted.
    public let attributes: [AttributeID: FieldValue]
    /// Why: of an interrupt, a stop, a postponement; of a signature the remark.
    public let reason: String?
    /// The reference of a document that proves a signature.
    public let document: String?

    /// Takes what it holds.
    public init(
        values: [FieldID: FieldValue] = [:], presence: [RoleID: Presence] = [:],
        attributes: [AttributeID: FieldValue] = [:], reason: String? = nil, document: String? = nil
    ) {
        self.values = values
        self.presence = presence
        self.attributes = attributes
        self.reason = reason
        self.document = document
    }

    /// Nil when there is nothing in it.
    public var ifAny: Content? {
        let isEmpty =
            values.isEmpty && presence.isEmpty && attributes.isEmpty && reason == nil && document == nil
        return isEmpty ? nil : self
    }

    private enum CodingKeys: String, CodingKey {
        case values, presence, attributes, reason, document
    }

    /// Reads what is there; a key that is not there holds nothing.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        values = .keyed(by: try container.decodeIfPresent([String: FieldValue].self, forKey: .values) ?? [:])
        presence = .keyed(
            by: try container.decodeIfPresent([String: Presence].self, forKey: .presence) ?? [:])
        attributes = .keyed(
            by: try container.decodeIfPresent([String: FieldValue].self, forKey: .attributes) ?? [:])
        reason = try container.decodeIfPresent(String.self, forKey: .reason)
        document = try container.decodeIfPresent(String.self, forKey: .document)
    }

    /// Writes only what there is.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        if !values.isEmpty { try container.encode(values.plain(), forKey: .values) }
        if !presence.isEmpty { try container.encode(presence.plain(), forKey: .presence) }
        if !attributes.isEmpty { try container.encode(attributes.plain(), forKey: .attributes) }
        try container.encodeIfPresent(reason, forKey: .reason)
        try container.encodeIfPresent(document, forKey: .document)
    }
}

/// Whether somebody of a role was there when a step was done.
public enum Presence: Hashable, Sendable {
    /// Members of staff who were there; empty for an external role, of which no persons are known.
    case present([PersonID])
    case absent(reason: String)
}

extension Presence: Codable {
    private enum CodingKeys: String, CodingKey {
        case present, absent
    }

    /// Reads the one key that is there.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        if let people = try container.decodeIfPresent([PersonID].self, forKey: .present) {
            self = .present(people)
        } else {
            self = .absent(reason: try container.decode(String.self, forKey: .absent))
        }
    }

    /// Writes one key: `present` with the persons, or `absent` with the reason.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .present(let people): try container.encode(people, forKey: .present)
        case .absent(let reason): try container.encode(reason, forKey: .absent)
        }
    }
}
