/// The id of one kind of thing: `Identifier<Step>` can't be passed where an `Identifier<Field>` is asked.
///
/// In a card an id is `[a-z0-9-]` and starts with a letter; the reader checks that, this type only carries it.
public struct Identifier<Kind>: Hashable, Comparable, Sendable, CustomStringConvertible, Codable {
    public let rawValue: String

    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }

    public init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(String.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    public var description: String { rawValue }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension Identifier: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) {
        rawValue = value
    }
}

public typealias CardID = Identifier<Card>
public typealias StepID = Identifier<Step>
public typealias FieldID = Identifier<Field>
public typealias EndID = Identifier<End>
public typealias RoleID = Identifier<Role>
public typealias PersonID = Identifier<StaffMember>
public typealias GroupID = Identifier<Group>
public typealias CaseID = Identifier<CaseState>
