public import SchoolTime

/// The owner let a running case go on by another text of its card; the reason is in the content.
///
/// What the case remembers by the numbers of a text (reminders, moments of interrupts) is here by those of the new one.
public struct CaseMigrated: Hashable, Sendable, Codable {
    /// The version of the new text.
    public let version: Int
    /// SHA-256 of the new text, in hexadecimal.
    public let textHash: String
    /// Who does the open visits from now on, and which of their reminders were sent.
    public let visits: [MigratedVisit]
    /// The reminders of the whole case that were sent.
    public let reminded: [ReminderMark]
    /// The moments of interrupts that passed.
    public let passed: [MomentPassed]
    /// The purposes of consent that the new text asks about.
    public let purposes: [PurposeID]
    /// What the moments of interrupts mean that the new text has as well; nil in a log of before that was kept.
    public let moments: [MomentMark]?
    /// By which event of the subject the case began, where the new text has another start rule in that place; else nil.
    public let began: BeganBy?

    init(
        version: Int, textHash: String, visits: [MigratedVisit], reminded: [ReminderMark],
        passed: [MomentPassed], purposes: [PurposeID], moments: [MomentMark]?, began: BeganBy? = nil
    ) {
        self.version = version
        self.textHash = textHash
        self.visits = visits
        self.reminded = reminded
        self.passed = passed
        self.purposes = purposes
        self.moments = moments
        self.began = began
    }
}

/// How a case began that a start rule began.
public struct BeganBy: Hashable, Sendable, Codable {
    /// The event of the subject; nil: by no event.
    public let event: SubjectEvent?
}

/// What the moment of an interrupt means.
public struct MomentMark: Hashable, Sendable, Codable {
    /// Which interrupt of the card, from 0.
    public let interrupt: Int
    /// The day that it means.
    public let day: Day
    /// Since when that is known.
    public let knownOn: Day
}

/// An open visit as a new text asks it.
public struct MigratedVisit: Hashable, Sendable, Codable {
    /// The visit.
    public let visit: Int
    /// The roles that can do it.
    public let performers: [RoleID]
    /// The only person who can do it, if one was named or assigned.
    public let person: PersonID?
    /// The reminders of it that were sent.
    public let reminded: [ReminderMark]
    /// Whether its terms, or what they lead to, are others; nil when they are not, and in a log of before that was kept.
    public let hasOtherTerms: Bool?

    init(
        visit: Int, performers: [RoleID], person: PersonID?, reminded: [ReminderMark],
        hasOtherTerms: Bool? = nil
    ) {
        self.visit = visit
        self.performers = performers
        self.person = person
        self.reminded = reminded
        self.hasOtherTerms = hasOtherTerms
    }
}

/// A reminder that was sent.
public struct ReminderMark: Hashable, Sendable, Codable {
    /// Which of the reminders of the step or card, from 0.
    public let reminder: Int
    /// The day for which it was due.
    public let day: Day
}

/// By which text of its card a case lived before it was migrated.
public struct FormerVersion: Hashable, Sendable {
    /// The text.
    public let version: CardVersion
    /// The day on which it was migrated to the next one.
    public let until: Day
}

/// By which text of its card a case lives.
public struct CardVersion: Hashable, Sendable {
    /// The version.
    public let version: Int
    /// SHA-256 of the text, in hexadecimal.
    public let textHash: String

    /// The text of that version and hash.
    public init(version: Int, textHash: String) {
        self.version = version
        self.textHash = textHash
    }

    /// The text by which a case began.
    public init(_ opening: CaseOpened) { self.init(version: opening.version, textHash: opening.textHash) }
}

/// Let a running case go on by another text of its card (`kaart zet-over`): for the owner, with a reason. It is decided on
/// the card of the new text.
public struct MigrateCase: Hashable, Sendable {
    /// The card by which the case lived until now.
    public let from: Card
    /// SHA-256 of the new text, in hexadecimal.
    public let textHash: String
    /// Why; it must have text.
    public let reason: String

    /// Takes what it holds.
    public init(from: Card, textHash: String, reason: String) {
        self.from = from
        self.textHash = textHash
        self.reason = reason
    }
}

/// Why a case can't go on by another text of its card.
public enum MigrationFault: Hashable, Sendable {
    /// It lives by this text already.
    case sameText
    /// It is another card, or one about something else.
    case otherSubject
    /// One of the two is hidden, and the other is not.
    case hiddenChanged
    /// An open step is not there any more.
    case stepGone(StepID)
    /// An open step is of another kind.
    case kindChanged(StepID)
    /// An open step stands in another list: in a block, or out of one.
    case stepMoved(StepID)
    /// An open `tegelijk` has other branches.
    case branchesChanged(StepID)
    /// An open `voor_elke` goes over something else.
    case itemsChanged(StepID)
    /// Others are asked to sign, or something else is asked of them.
    case signersChanged(StepID)
    /// A step waits for a case of another card, or about somebody else.
    case callChanged(StepID)
    /// An open wait would be for the day in a field that is empty, and that nobody can fill in by the new text.
    case dayMissing(StepID, FieldID)
    /// An open wait would count from a step that was not done, and that the case does not reach as long as it waits.
    case stepNotDone(StepID, StepID)
    /// A value does not fit its field any more.
    case valueUnfit(FieldID)
    /// A field with a value belongs to something else: to the case, or to the items of another block.
    case fieldMoved(FieldID)
    /// A step ended with an outcome that it does not have any more, and that is looked at.
    case outcomeGone(StepID, String)
}
