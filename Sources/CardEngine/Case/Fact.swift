public import SchoolTime

/// What can have happened in a case. Each carries all that `evolve` needs, so that a case replays without its card.
public enum Fact: Hashable, Sendable {
    case caseOpened(CaseOpened)
    case stepOpened(StepOpened)
    case stepCompleted(StepCompleted)
    case stepSkipped(StepSkipped)
    case stepCancelled(StepCancelled)
    case choiceMade(ChoiceMade)
    case dateMoved(DateMoved)
    case dataDisclosed(DataDisclosed)
    case caseInterrupted(CaseInterrupted)
    case caseEnded(CaseEnded)
}

/// A case began: one execution of one version of a card for one subject.
public struct CaseOpened: Hashable, Sendable, Codable {
    /// The card that the case lives by.
    public let card: CardID
    /// The version of that card.
    public let version: Int
    /// SHA-256 of the card's text, in hexadecimal: which words this case lives by.
    public let textHash: String
    /// Whom or what the case is about.
    public let subject: Subject
    /// The role in which the case was started.
    public let role: RoleID
    /// The deadline of the whole case, if the card has one and its day is known.
    public let deadline: Day?

    private enum CodingKeys: String, CodingKey {
        case card, version, textHash, subject, role, deadline
    }
}

/// The case reached a step that waits for a person: a visit.
public struct StepOpened: Hashable, Sendable, Codable {
    /// Counts the visits of this case, from 1.
    public let visit: Int
    /// The step that was reached.
    public let step: StepID
    /// The day on which the case got here: that on which the step before was done, also when that was recorded later.
    public let openedOn: Day
    /// The roles that can do it.
    public let performers: [RoleID]
    /// Not to be done before this day.
    public let earliest: Day?
    /// To be done by the end of this day; nil when the step has no term or its day is not known yet.
    public let deadline: Day?

    private enum CodingKeys: String, CodingKey {
        case visit, step, openedOn, performers, earliest, deadline
    }
}

/// Somebody completed a step.
public struct StepCompleted: Hashable, Sendable, Codable {
    /// The visit that was done.
    public let visit: Int
    /// Its step.
    public let step: StepID
    /// The name of the outcome, as the card writes it.
    public let outcome: String
    /// The day on which it was done: terms count by this day. The stamp tells when it was recorded.
    public let doneOn: Day
    /// The role in which the actor did it.
    public let role: RoleID
    /// The external role for which it was recorded.
    public let onBehalfOf: RoleID?
    /// The fields that were filled in; their values are in the content.
    public let filled: [FieldID]

    private enum CodingKeys: String, CodingKey {
        case visit, step, outcome, doneOn, role, onBehalfOf, filled
    }
}

/// The case passed a step whose condition did not hold.
public struct StepSkipped: Hashable, Sendable, Codable {
    /// The number of the visit; it was never open.
    public let visit: Int
    /// The step that was passed.
    public let step: StepID
    /// The day on which the case got here.
    public let day: Day

    private enum CodingKeys: String, CodingKey {
        case visit, step, day
    }
}

/// An open step was cancelled: by an interrupt, an end or a stop.
public struct StepCancelled: Hashable, Sendable, Codable {
    /// The visit that was cancelled.
    public let visit: Int
    /// Its step.
    public let step: StepID

    private enum CodingKeys: String, CodingKey {
        case visit, step
    }
}

/// The engine made a choice on data.
public struct ChoiceMade: Hashable, Sendable, Codable {
    /// The number of the visit; it was never open.
    public let visit: Int
    /// The choice.
    public let step: StepID
    /// The day on which the case got here.
    public let day: Day
    /// The row that decided, from 1.
    public let row: Int

    private enum CodingKeys: String, CodingKey {
        case visit, step, day, row
    }
}

/// A computed date changed because what it counts from moved.
public struct DateMoved: Hashable, Sendable, Codable {
    /// Which of the dates of a visit.
    public enum Kind: String, Hashable, Sendable, Codable {
        case earliest, deadline
    }

    /// Why it is another one.
    public enum Cause: String, Hashable, Sendable, Codable {
        /// The day that it counts from came, moved or went.
        case anchor
        /// The school's calendar was changed or extended.
        case calendar
    }

    /// The visit, or nil for the deadline of the whole case.
    public let visit: Int?
    /// Which date it is.
    public let kind: Kind
    /// The day before; nil when it was not known.
    public let from: Day?
    /// The day from now on; nil when it is not known any more.
    public let to: Day?
    /// Why it changed.
    public let cause: Cause

    private enum CodingKeys: String, CodingKey {
        case visit, kind, from, to, cause
    }
}

/// Personal data went to somebody outside the school (parents' right to know: AVG art. 15).
public struct DataDisclosed: Hashable, Sendable, Codable {
    /// The visit in which they were provided.
    public let visit: Int
    /// The external role that received them.
    public let recipient: RoleID
    /// The fields that were provided: those of the card that had a value.
    public let fields: [FieldID]
    /// The law that says why no consent was needed.
    public let legalBasis: String

    private enum CodingKeys: String, CodingKey {
        case visit, recipient, fields, legalBasis
    }
}

/// Somebody reported what may happen at any moment; the reason is in the content.
public struct CaseInterrupted: Hashable, Sendable, Codable {
    /// What was reported, as the card writes it.
    public let outcome: String
    /// The role in which it was reported.
    public let role: RoleID

    private enum CodingKeys: String, CodingKey {
        case outcome, role
    }
}

/// The case ended.
public struct CaseEnded: Hashable, Sendable, Codable {
    /// The end that was reached.
    public let end: EndID
    /// How it counts in the yearly evaluation.
    public let countsAs: EndCount

    private enum CodingKeys: String, CodingKey {
        case end, countsAs
    }
}
