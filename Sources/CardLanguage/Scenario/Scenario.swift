public import CardEngine
public import SchoolTime

/// An executable example of a card (kaarttaal, section 10): what happens when, and what must follow.
///
/// Every name in it has been looked up in the card.
public struct Scenario: Hashable, Sendable {
    /// The name of the scenario, and of its file.
    public let id: String
    /// The card that is played.
    public let card: CardID
    /// What the example shows.
    public let title: String
    /// The day on which the case begins.
    public let begin: Day
    /// Where that day is written.
    public let beginRange: SourceRange
    /// What the start rule counts from; nil: not said.
    public let occasion: ScenarioOccasion?
    /// Who begins the case by hand; nil: whoever may.
    public let starter: ScenarioActor?
    /// The consents that stand when the case begins, given elsewhere.
    public let consents: [ScenarioConsent]
    /// Whom or what it is about.
    public let subject: ScenarioSubject
    /// What happens, line by line.
    public let lines: [ScenarioLine]
    /// What must hold in the end.
    public let expected: ScenarioExpectation
}

/// What the start rule of a scenario counts from.
public enum ScenarioOccasion: Hashable, Sendable {
    /// This day.
    case day(Day)
    /// An attribute of the subject, or a named date or period: when it moves, the occasion moves along.
    case named(AttributeID)
}

/// A consent that was given outside the case.
public struct ScenarioConsent: Hashable, Sendable {
    /// What it is for.
    public let purpose: PurposeID
    /// The external role that it is for; nil: the school itself.
    public let recipient: RoleID?
    /// The last day; nil: until it is withdrawn.
    public let until: Day?
}

/// Whom or what a scenario is about.
public struct ScenarioSubject: Hashable, Sendable {
    /// Which kind of subject.
    public let kind: SubjectKind
    /// Its attributes that were given; of a group or school also those of its pupils.
    public let attributes: [AttributeID: FieldValue]
    /// How old a pupil is when the case begins (`leeftijd`).
    public let age: Int?
    /// Whether a pupil is enrolled when the case begins, unless a date says otherwise.
    public let isEnrolled: Bool
    /// How many persons have authority over a pupil (`ouders`).
    public let parents: Int
}

/// What must hold after the last line; what is nil is not looked at.
public struct ScenarioExpectation: Hashable, Sendable {
    /// Something that is expected, and where that is written.
    public struct Part<Value: Hashable & Sendable>: Hashable, Sendable {
        /// What is expected.
        public let value: Value
        /// Where it is written.
        public let range: SourceRange
    }

    /// The end with which the case ended.
    public let end: Part<EndID>?
    /// Whether all was done in time.
    public let onTime: Part<Bool>?
    /// What persons closed, in order.
    public let path: Part<[StepID]>?
    /// The steps that are still open, in any order.
    public let open: Part<[StepID]>?
    /// That the case can't begin, and why, if that is said.
    public let refused: Part<ScenarioRefusal?>?
}
