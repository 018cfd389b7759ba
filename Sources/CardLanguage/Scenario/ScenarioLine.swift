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
    /// Why it must be refused; nil: that is not said.
    public let refusal: ScenarioRefusal?

    /// What can happen in a scenario.
    public enum Act: Hashable, Sendable {
        /// A task, register or wait is done.
        case complete(StepID, ScenarioWork)
        /// Somebody signs, on that day or, without one, today; with proof or without.
        case sign(StepID, SignatureAnswer, day: Day?, hasProof: Bool)
        /// An entry is made in a register.
        case enter(StepID, cells: [FieldID: FieldValue], day: Day?)
        /// The case that a step called ends.
        case endCall(StepID, EndID)
        /// Something happens to the subject: on that day, which may be past or to come, or without one today; with a new
        /// group, if one is said.
        case happen(SubjectEvent, day: Day?, group: GroupID?)
        /// Somebody reports what may happen at any moment.
        case interrupt(String)
        /// A consent is withdrawn: for that recipient, or for whomever it was given.
        case withdraw(PurposeID, recipient: RoleID?)
        /// A consent is given outside the case.
        case consent(ScenarioConsent)
        /// Attributes of the subject get other values, and another number of persons has authority over it.
        case keep([AttributeID: FieldValue], parents: Int?)
        /// The owner reopens a step.
        case reopen(StepID)
        /// What a step that was done filled in is put right: by the owner, or who could have done it.
        case correct(StepID, [FieldID: FieldValue])
        /// The owner lets this person do a step that nobody can do.
        case assign(StepID, ScenarioActor)
        /// The owner postpones the term of a step, or of the whole case, by so many days.
        case postpone(Part, days: Int)
        case suspend, resume, stop
        /// The owner adds to an open `voor_elke` what the number of the line means, of all that it goes over.
        case addItem(StepID)
        /// The owner adds a new row to the list that an open `voor_elke` goes over.
        case addRow(StepID, cells: [FieldID: FieldValue])
        /// Somebody leaves the school, or all who hold a role.
        case leave(ScenarioActor)
        /// Somebody stands in for a role besides the own one.
        case standIn(ScenarioActor, for: RoleID)
        /// A case of another card, for which this one waits, ends.
        case endOther(CardID, EndID)
        case expect(Expectation)
    }

    /// What a term is of.
    public enum Part: Hashable, Sendable {
        case step(StepID)
        /// The case as a whole (`traject`).
        case wholeCase

        /// As a scenario writes it.
        public var name: String {
            switch self {
            case .step(let step): step.rawValue
            case .wholeCase: Self.wholeCaseName
            }
        }

        static let wholeCaseName = "traject"
    }

    /// What must hold now.
    public enum Expectation: Hashable, Sendable {
        /// Exactly these steps are open.
        case open([StepID])
        /// The last days as the school agreed, nil: there is none.
        case terms([Part: Day?])
        /// The last days by law, nil: there is none.
        case statutory([Part: Day?])
        /// The values of fields, nil: empty.
        case fields([FieldID: FieldValue?])
        /// The attributes of the subject, or of the pupil or group of a branch; nil: empty.
        case attributes([AttributeID: FieldValue?])
        /// Whether consents hold: for that recipient, or for anybody.
        case consents([PurposeID: Bool], recipient: RoleID?)
        /// Who can do exactly these steps were reminded since the line before.
        case reminded([Part])
        /// What steps took along to the cases that they called last (`neem_mee`), by the fields of those; nil: nothing.
        case takenAlong([StepID: [FieldID: FieldValue?]])
        /// Exactly these fields have been provided to that recipient until now.
        case disclosed([FieldID], to: RoleID)
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
    /// Whether every point of the checklist was ticked.
    public let isChecked: Bool
}
