public import SchoolTime

/// When a step, or a case, may be done and by when (kaarttaal, section 6).
public struct StepTerms: Hashable, Sendable {
    /// `vanaf`: not to be done before this moment.
    public let earliest: Moment?
    /// `termijn`: what the school agreed.
    public let term: Moment?
    /// `wettelijk`: what the law says, counted by the Algemene termijnenwet.
    public let statutory: Moment?
    /// `herinner`.
    public let reminders: [Reminder]
    /// `escaleer`.
    public let escalation: Escalation?

    /// Terms; without any it may be done whenever.
    public init(
        earliest: Moment? = nil, term: Moment? = nil, statutory: Moment? = nil, reminders: [Reminder] = [],
        escalation: Escalation? = nil
    ) {
        self.earliest = earliest
        self.term = term
        self.statutory = statutory
        self.reminders = reminders
        self.escalation = escalation
    }
}

/// A reminder of a term.
public enum Reminder: Hashable, Sendable {
    /// So long before the deadline, for who can do the step.
    case before(SchoolDuration)
    /// On that moment, for these roles; nil: for who can do the step.
    case at(Moment, [RoleID]?)

    /// The roles that it is for; nil: for who can do the step.
    var roles: [RoleID]? {
        switch self {
        case .before: nil
        case .at(_, let roles): roles
        }
    }
}

/// Who may do a step too, so long after its deadline.
public struct Escalation: Hashable, Sendable {
    /// Counted from the deadline.
    public let delay: SchoolDuration
    /// They may do it too, and are told.
    public let roles: [RoleID]

    /// An escalation to these roles.
    public init(delay: SchoolDuration, roles: [RoleID]) {
        self.delay = delay
        self.roles = roles
    }
}
