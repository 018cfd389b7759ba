public import SchoolTime

/// The engine ended a step: a block or a wait is over, all have signed, the called case ended, the term has passed, or a
/// consent does not hold.
public struct StepClosed: Hashable, Sendable, Codable {
    /// The visit.
    public let visit: Int
    /// Its step.
    public let step: StepID
    /// The outcome that the engine gave.
    public let outcome: String
    /// As of which day: terms count by it.
    public let day: Day
    /// Of a wait for a card: when somebody recorded that what it waited for was there, where that was on a later day; nil also of
    /// what was recorded before this was kept.
    public let heardOn: Day?

    /// A step that is over.
    public init(visit: Int, step: StepID, outcome: String, day: Day, heardOn: Day? = nil) {
        self.visit = visit
        self.step = step
        self.outcome = outcome
        self.day = day
        self.heardOn = heardOn
    }
}

/// A branch of a block is done, or does not count: it was one skipped step, or its pupil left.
public struct BranchClosed: Hashable, Sendable, Codable {
    /// Which branch.
    public let place: Place
    /// Whether it counts as done.
    public let counts: Bool
    /// As of which day the pupil that it is about had left, when that closed it; nil also of what was recorded before this
    /// was kept.
    public let leftOn: Day?

    /// A branch that is over.
    public init(place: Place, counts: Bool, leftOn: Day? = nil) {
        self.place = place
        self.counts = counts
        self.leftOn = leftOn
    }
}

/// The owner added an item to an open `voor_elke`.
public struct ItemAdded: Hashable, Sendable, Codable {
    /// The visit of the block.
    public let visit: Int
    /// The branch that was added.
    public let branch: OpenedBranch
    /// True when it is a row that was not in the list yet: its cells are in the content. Else nil.
    public let isNewRow: Bool?

    init(visit: Int, branch: OpenedBranch, isNewRow: Bool? = nil) {
        self.visit = visit
        self.branch = branch
        self.isNewRow = isNewRow
    }
}

/// Somebody signed, or answered otherwise; a later answer of the same signer takes its place. Remark and document are
/// in the content.
public struct SignatureGiven: Hashable, Sendable, Codable {
    /// The visit.
    public let visit: Int
    /// Whose answer it is.
    public let signer: Signer
    /// The answer.
    public let answer: SignatureAnswer
    /// The day on which it was given.
    public let day: Day
    /// The role in which the actor recorded it.
    public let role: RoleID
}

/// Somebody made an entry in a register; the cells are in the content.
public struct EntryAdded: Hashable, Sendable, Codable {
    /// The visit.
    public let visit: Int
    /// The list that the entry is a row of.
    public let list: FieldID
    /// The number of the row.
    public let row: Int
    /// The day on which it happened.
    public let day: Day
    /// The role in which the actor made it; nil when the register was given to the actor by name.
    public let role: RoleID?
    /// The external role for which it was recorded.
    public let onBehalfOf: RoleID?
    /// To which item the list belongs, if to one.
    public let place: Place?
}

/// The owner assigned a step that nobody could do, or a step of one person was handed over; the reason is in the content.
public struct PersonAssigned: Hashable, Sendable, Codable {
    /// The visit.
    public let visit: Int
    /// Who can do it from now on.
    public let person: PersonID
}

/// Somebody is at a step that others can do too; why it was handed over is in the content.
public struct StepTaken: Hashable, Sendable, Codable {
    /// The visit.
    public let visit: Int
    /// Who is at it from now on; nil: nobody.
    public let person: PersonID?
}

/// The owner postponed a term; the reason is in the content.
public struct TermPostponed: Hashable, Sendable, Codable {
    /// The visit, or nil for the term of the whole case.
    public let visit: Int?
    /// By how many calendar days.
    public let days: Int
}

/// The owner suspended the case; the reason is in the content.
public struct CaseSuspended: Hashable, Sendable, Codable {
    /// As of which day.
    public let day: Day
}

/// The owner let the case go on.
public struct CaseResumed: Hashable, Sendable, Codable {
    /// As of which day.
    public let day: Day
}

/// Who can do a step, or others, were reminded of a term.
public struct ReminderSent: Hashable, Sendable, Codable {
    /// The visit, or nil for the whole case.
    public let visit: Int?
    /// Which of the reminders of the step or card, from 0.
    public let reminder: Int
    /// The day for which it was due.
    public let day: Day
    /// Who were reminded; nil: who can do the step.
    public let roles: [RoleID]?
}

/// A step was not done in time: these roles may do it too, and are told.
public struct StepEscalated: Hashable, Sendable, Codable {
    /// The visit.
    public let visit: Int
    /// Who may do it too.
    public let roles: [RoleID]
    /// The day for which it was due.
    public let day: Day
}

/// A moment of an interrupt passed, whether it led anywhere or not.
public struct MomentPassed: Hashable, Sendable, Codable {
    /// Which interrupt of the card, from 0.
    public let interrupt: Int
    /// The day that the moment meant.
    public let day: Day
}

/// The moment of an interrupt got a day, means another one, or has none any more: what falls due before anybody could
/// know it counts as of the day on which it became known.
public struct MomentMoved: Hashable, Sendable, Codable {
    /// Which interrupt of the card, from 0.
    public let interrupt: Int
    /// The day before; nil when it was not known.
    public let from: Day?
    /// The day from now on; nil when it is not known any more.
    public let to: Day?
    /// Since which day that is known, if that is another than the day of the record.
    public let day: Day?
}

/// The owner went back to a step that was done; the reason is in the content.
public struct CaseReopened: Hashable, Sendable, Codable {
    /// The visit that is done anew.
    public let visit: Int
    /// Its step.
    public let step: StepID
}

/// Values that a step filled in were wrong and are put right; the right ones and the reason are in the content.
public struct ValuesCorrected: Hashable, Sendable, Codable {
    /// The visit that filled them in.
    public let visit: Int
    /// Its step.
    public let step: StepID
    /// Which fields.
    public let fields: [FieldID]
    /// Of those that belong to an item: to which, in the latest branch about it.
    public let kept: [KeptField]?
}
