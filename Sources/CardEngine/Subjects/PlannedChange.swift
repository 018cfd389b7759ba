public import SchoolTime

/// Attributes of a subject will get other values on a day; the values are in the content. A later one for the same day
/// takes its place.
public struct ChangePlanned: Hashable, Sendable, Codable {
    /// The first day on which it is so.
    public let day: Day
    /// Which attributes; without a value in the content one goes.
    public let attributes: [AttributeID]

    /// A change from that day on.
    public init(day: Day, attributes: [AttributeID]) {
        self.day = day
        self.attributes = attributes
    }
}

/// A planned change is none any more.
public struct PlanClosed: Hashable, Sendable, Codable {
    /// The day for which it was planned.
    public let day: Day
    /// Whether it was carried out; else it was withdrawn, or there was no ground for it any more.
    public let carriedOut: Bool

    /// The end of the plan for that day.
    public init(day: Day, carriedOut: Bool) {
        self.day = day
        self.carriedOut = carriedOut
    }
}

/// Something is planned for a day, for some subject; or all of it has been seen to. So that nobody has to look through
/// all subjects to know whether there is something to do.
public struct DayForeseen: Hashable, Sendable, Codable {
    /// The day.
    public let day: Day
    /// Whether nothing is left to do.
    public let isOver: Bool

    /// Something, or nothing any more, is planned for that day.
    public init(day: Day, isOver: Bool) {
        self.day = day
        self.isOver = isOver
    }
}

/// What is planned for a subject.
public struct PlannedChange: Hashable, Sendable {
    /// The first day on which it is so.
    public let day: Day
    /// Which attributes change.
    public let attributes: [AttributeID]
    /// Their values; one that has none goes.
    public let values: [AttributeID: FieldValue]

    /// Takes what it holds.
    public init(day: Day, attributes: [AttributeID], values: [AttributeID: FieldValue]) {
        self.day = day
        self.attributes = attributes
        self.values = values
    }

    /// Whether there is still ground for it: who left before that day is not changed after all.
    public func stillFits(_ facts: SubjectFacts) -> Bool {
        facts.date(of: .enrolment) == nil || values[.enrolment] != nil || facts.isEnrolled(on: day)
            || facts.date(of: .enrolment).map { $0 > day } ?? false
    }
}

/// A school or school year file was first used, or is used no more.
public struct FileUsed: Hashable, Sendable, Codable {
    /// Which kind of file.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case school, schoolYear
    }

    /// Which kind of file it is.
    public let kind: Kind
    /// Its name, which is unique in its kind.
    public let name: String
    /// SHA-256 of its text, in hexadecimal; nil: from now on it is not there.
    public let textHash: String?

    /// A file with that text.
    public init(kind: Kind, name: String, textHash: String?) {
        self.kind = kind
        self.name = name
        self.textHash = textHash
    }
}
