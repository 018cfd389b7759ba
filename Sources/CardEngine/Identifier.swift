/// The id of one kind of thing: `Identifier<Step>` can't be passed where an `Identifier<Field>` is asked.
///
/// In a card an id is `[a-z0-9-]` and starts with a letter; the reader checks that, this type only carries it.
public struct Identifier<Kind>: Hashable, Comparable, Sendable, CustomStringConvertible, Codable {
    /// The id as it is written.
    public let rawValue: String

    /// The id that is written so; it is not checked.
    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }

    /// Reads it as plain text.
    public init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(String.self)
    }

    /// Writes it as plain text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    /// The id as it is written.
    public var description: String { rawValue }

    /// By the order of the text, the same on every machine.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension Identifier: ExpressibleByStringLiteral {
    /// The id that is written so, for ids that the code itself names.
    public init(stringLiteral value: String) {
        rawValue = value
    }
}

/// The id of a card.
public typealias CardID = Identifier<Card>
/// The id of a step within its card.
public typealias StepID = Identifier<Step>
/// The id of a field within its card.
public typealias FieldID = Identifier<Field>
/// The id of an end within its card.
public typealias EndID = Identifier<End>
/// The id of a role in the school file.
public typealias RoleID = Identifier<Role>
/// The id of a person in the school file.
public typealias PersonID = Identifier<StaffMember>
/// The id of a group in the school file.
public typealias GroupID = Identifier<Group>
/// The id of a case.
public typealias CaseID = Identifier<CaseState>
/// The id of an attribute of a subject: one that every school keeps, or one of the school file (`kenmerken`).
public typealias AttributeID = Identifier<Attribute>
/// The name of a purpose for which consent is given; it means the same in all cards.
public typealias PurposeID = Identifier<ConsentGrant>
