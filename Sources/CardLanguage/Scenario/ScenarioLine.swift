public import CardEngine
public import SchoolTime

/// A line of a scenario: something that happens, or that must hold then.
public struct ScenarioLine: Hashable, Sendable {
    /// Where it is written.
    public let range: SourceRange
    /// How long after the line before; nil: on the same day.
    public let after: SchoolDuration?
    /// What happens.
    public let act: Act
    /// Who does it; nil: whoever is the first that can.
    public let actor: ScenarioActor?
    /// Which branch of a `voor_elke` is meant, from 1; nil: the first that fits.
    public let item: Int?
    /// Whether it must be refused, and change nothing (`geweigerd`).
    public let isRefused: Bool

    /// What can happen in a scenario.
    public enum Act: Hashable, Sendable {
        /// A task, register or wait is done.
        case complete(StepID, ScenarioWork)
        /// Somebody signs, on that day or, without one, today.
        case sign(StepID, SignatureAnswer, day: Day?)
        /// An entry is made in a register.
        case enter(StepID, cells: [FieldID: FieldValue], day: Day?)
        /// The case that a step called ends.
        case endCall(StepID, EndID)
        /// Something happens to the subject.
        case happen(SubjectEvent)
        /// Somebody reports what may happen at any moment.
        case interrupt(String)
        /// A consent is withdrawn: for that recipient, or for whomever it was given.
        case withdraw(PurposeID, recipient: RoleID?)
        /// Attributes of the subject get other values, and another number of persons has authority over it.
        case keep([AttributeID: FieldValue], parents: Int?)
        /// The owner reopens a step.
        case reopen(StepID)
        /// The owner lets this person do a step that nobody can do.
        case assign(StepID, ScenarioActor)
        /// The owner postpones the term of a step by so many days.
        case postpone(StepID, days: Int)
        case suspend, resume, stop
        /// The owner adds to an open `voor_elke` what the number of the line means, of all that it goes over.
        case addItem(StepID)
        /// A case of another card, for which this one waits, ends.
        case endOther(CardID, EndID)
        /// Exactly these steps are open now.
        case expectOpen([StepID])
    }
}

/// Somebody in a scenario: a made-up person of a role.
public struct ScenarioActor: Hashable, Sendable {
    /// The role.
    public let role: RoleID
    /// Which of its persons, from 1; nil: the first, and of signers all.
    public let number: Int?

    /// A person of that role.
    public init(role: RoleID, number: Int?) {
        self.role = role
        self.number = number
    }

    /// `leerkracht 2`, as it is written.
    public var name: String { role.rawValue + (number.map { " \($0)" } ?? "") }
}

/// How a task is done.
public struct ScenarioWork: Hashable, Sendable {
    /// The outcome; nil: the only one there is.
    public let outcome: String?
    /// What is filled in.
    public let values: [FieldID: FieldValue]
    /// The day on which it was done; nil: today.
    public let day: Day?
    /// Who was there (`aanwezig`); nil: everybody who is not said to be absent.
    public let present: [RoleID]?
    /// Who was not there, and why.
    public let absent: [RoleID: String]
}
