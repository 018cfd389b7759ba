public import SchoolTime

/// Something that is kept of a subject, for all cards: `jaargroep`, `tlv-einddatum`.
public struct Attribute: Hashable, Sendable {
    /// Unique among the attributes of a school.
    public let id: AttributeID
    /// What people read.
    public let title: String
    /// What it holds: never a list.
    public let kind: FieldKind

    /// An attribute of that kind.
    public init(id: AttributeID, title: String, kind: FieldKind) {
        self.id = id
        self.title = title
        self.kind = kind
    }

    /// What every school keeps of a pupil, and what follows from it.
    public static let given: [Attribute] = [
        Attribute(id: .enrolment, title: "Inschrijving", kind: .date),
        Attribute(id: .placement, title: "Eerste schooldag", kind: .date),
        Attribute(id: .departure, title: "Uitschrijving", kind: .date),
        Attribute(id: .groupChange, title: "Wisseling van groep", kind: .date),
        Attribute(id: .birth, title: "Geboortedatum", kind: .date),
        Attribute(id: .grade, title: "Jaargroep", kind: .wholeNumber),
        Attribute(id: .group, title: "Groep", kind: .text),
        Attribute(id: .age, title: "Leeftijd", kind: .wholeNumber),
        Attribute(id: .isEnrolled, title: "Ingeschreven", kind: .yesNo),
    ]
}

extension Identifier where Kind == Attribute {
    /// `inschrijving`: the day as of which a pupil is enrolled by law (Besluit bekostiging WPO: the day of the first
    /// visit, 1 August when that is the first school day of the year).
    public static let enrolment: AttributeID = "inschrijving"
    /// `plaatsing`: the first day at school.
    public static let placement: AttributeID = "plaatsing"
    /// `uitschrijving`: the last day on which a pupil is enrolled.
    public static let departure: AttributeID = "uitschrijving"
    /// `groepswissel`: the day of the latest change of group.
    public static let groupChange: AttributeID = "groepswissel"
    /// `geboortedatum`: what `leeftijd` is counted from.
    public static let birth: AttributeID = "geboortedatum"
    /// `jaargroep`: 1...8.
    public static let grade: AttributeID = "jaargroep"
    /// `groep`: the id of the group.
    public static let group: AttributeID = "groep"
    /// `leeftijd`: in years, on the day on which it is asked; never kept.
    public static let age: AttributeID = "leeftijd"
    /// `ingeschreven`: whether the pupil is enrolled on the day on which it is asked; never kept.
    public static let isEnrolled: AttributeID = "ingeschreven"
}

extension Identifier where Kind == Attribute {
    /// The numbers that it can be; nil: any. A primary school has eight years (WPO art. 8).
    public var possibleNumbers: ClosedRange<Number>? { self == .grade ? Number(1)...Number(8) : nil }

    /// What can't be so of any pupil, by hand or by a card: what it can't be, and nobody is born tomorrow.
    public func fault(in value: FieldValue, on today: Day) -> ValueFault? {
        if let possible = possibleNumbers, case .number(let number) = value {
            return number < possible.lowerBound
                ? .tooSmall(least: possible.lowerBound)
                : number > possible.upperBound ? .tooLarge(most: possible.upperBound) : nil
        }
        if self == .birth, case .date(let day) = value, day > today { return .tooLate(most: today) }
        return nil
    }
}

extension SubjectEvent {
    /// The attribute that keeps its latest day.
    public var attribute: AttributeID {
        switch self {
        case .enrolled: .enrolment
        case .placed: .placement
        case .left: .departure
        case .groupChanged: .groupChange
        }
    }
}
