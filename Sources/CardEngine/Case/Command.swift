public import SchoolTime

/// What somebody wants to do with a case. `decide` answers with events or a refusal.
public enum Command: Hashable, Sendable {
    case open(OpenCase)
    case complete(CompleteStep)
    case interrupt(InterruptCase)
    case stop(StopCase)
}

/// Start a case by hand (`kaart start`).
public struct OpenCase: Hashable, Sendable {
    /// Whom or what the case is about.
    public let subject: Subject
    /// SHA-256 of the text of the card, in hexadecimal.
    public let textHash: String

    /// Takes what it holds.
    public init(subject: Subject, textHash: String) {
        self.subject = subject
        self.textHash = textHash
    }
}

/// Complete a step (`kaart klaar`).
public struct CompleteStep: Hashable, Sendable {
    /// The number of the visit in the case.
    public let visit: Int
    /// May be left out when the step has one outcome.
    public let outcome: String?
    /// The day on which it was done, if that was not today.
    public let doneOn: Day?
    /// The external role for which it is recorded; left out: as the actor's own role, else the first that fits.
    public let onBehalfOf: RoleID?
    /// What was filled in, by field.
    public let values: [FieldID: FieldValue]
    /// Whether every point of the checklist was ticked.
    public let checklistDone: Bool
    /// For each role of `samen_met`: who was there, or why nobody was.
    public let presence: [RoleID: Presence]

    /// Takes what it holds; what is left out was not given.
    public init(
        visit: Int, outcome: String? = nil, doneOn: Day? = nil, onBehalfOf: RoleID? = nil,
        values: [FieldID: FieldValue] = [:], checklistDone: Bool = false, presence: [RoleID: Presence] = [:]
    ) {
        self.visit = visit
        self.outcome = outcome
        self.doneOn = doneOn
        self.onBehalfOf = onBehalfOf
        self.values = values
        self.checklistDone = checklistDone
        self.presence = presence
    }
}

/// Report what may happen at any moment (`kaart onderbreek`).
public struct InterruptCase: Hashable, Sendable {
    /// What is reported, as the card writes it.
    public let outcome: String
    /// Why; it must have text.
    public let reason: String

    /// Takes what it holds.
    public init(outcome: String, reason: String) {
        self.outcome = outcome
        self.reason = reason
    }
}

/// End a case as `vervallen` (`kaart stop`): for the owner of the card, with a reason.
public struct StopCase: Hashable, Sendable {
    /// Why; it must have text.
    public let reason: String

    /// Takes what it holds.
    public init(reason: String) {
        self.reason = reason
    }
}

/// What a decision may depend on besides the command, the state and the card: inputs, all of them.
public struct Circumstances: Hashable, Sendable {
    /// The school's day.
    public let today: Day
    /// The clock, for the record.
    public let time: Timestamp
    /// Whose act it is.
    public let actor: PersonID
    /// Who enters it for the actor, if that is somebody else.
    public let enteredBy: PersonID?
    /// Who holds which role for the subject of this case.
    public let roster: Roster
    /// The school years that are known.
    public let calendar: SchoolCalendar

    /// Takes what it holds.
    public init(
        today: Day, time: Timestamp, actor: PersonID, enteredBy: PersonID? = nil, roster: Roster,
        calendar: SchoolCalendar
    ) {
        self.today = today
        self.time = time
        self.actor = actor
        self.enteredBy = enteredBy
        self.roster = roster
        self.calendar = calendar
    }

    var stamp: Stamp { Stamp(day: today, time: time, actor: actor, enteredBy: enteredBy) }
}
