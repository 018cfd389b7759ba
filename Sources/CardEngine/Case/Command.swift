public import SchoolTime

/// What somebody, the clock or another case wants of a case. `decide` answers with events or a refusal.
public enum Command: Hashable, Sendable {
    case open(OpenCase)
    case complete(CompleteStep)
    case sign(GiveSignature)
    case enter(AddEntry)
    case addItem(AddItem)
    case assign(AssignPerson)
    case take(TakeStep)
    case interrupt(InterruptCase)
    case stop(StopCase)
    case reopen(ReopenStep)
    case correct(CorrectValues)
    case postpone(PostponeTerm)
    case suspend(reason: String)
    case resume(reason: String)
    /// Let the case go on by another text of its card; decided on that.
    case migrate(MigrateCase)
    /// Does what is due, and notes what changed outside: a day began, or another stream has news.
    case catchUp
    /// Something happened to the subject of the case or of an item.
    case meet(Subject, SubjectEvent, Day)
    /// The case that a visit called was opened.
    case linkCall(visit: Int, CaseID)
    /// A case that this one called has ended, as of that day.
    case endCall(CaseID, EndID, Day)
    /// A case that this one called goes on.
    case reopenCall(CaseID)
    /// The deadline that the caller gives this case moved.
    case limit(Day?)
    /// A new visit of the caller takes this case up.
    case calledAgain(CallAgain)
}

/// What a new visit of the caller gives a case that it started before and that still runs.
public struct CallAgain: Hashable, Sendable {
    /// The deadline of the visit.
    public let limit: Day?
    /// What the terms count from now, when the call says that; nil: what they counted from.
    public let occasion: Occasion?
    /// What is proposed in the forms now, and nothing else.
    public let proposals: [FieldID: FieldValue]

    /// Takes what it holds.
    public init(limit: Day?, occasion: Occasion? = nil, proposals: [FieldID: FieldValue] = [:]) {
        self.limit = limit
        self.occasion = occasion
        self.proposals = proposals
    }

    /// The same with other proposals.
    public func proposing(_ others: [FieldID: FieldValue]) -> CallAgain {
        CallAgain(limit: limit, occasion: occasion, proposals: others)
    }
}

/// Start a case: by hand (`kaart start`), by a start rule or by a call.
public struct OpenCase: Hashable, Sendable {
    /// Whom or what the case is about.
    public let subject: Subject
    /// SHA-256 of the text of the card, in hexadecimal.
    public let textHash: String
    /// How it comes to begin; nil: by hand, and then the actor must hold a role for it.
    public let origin: Origin?
    /// What its terms count from; nil: the day it starts.
    public let occasion: Occasion?
    /// The deadline that the caller gives it.
    public let limit: Day?
    /// What the caller proposes as values.
    public let proposals: [FieldID: FieldValue]
    /// As of which day it is called; nil: today.
    public let day: Day?

    /// Takes what it holds.
    public init(
        subject: Subject, textHash: String, origin: Origin? = nil, occasion: Occasion? = nil,
        limit: Day? = nil, proposals: [FieldID: FieldValue] = [:], day: Day? = nil
    ) {
        self.day = day
        self.subject = subject
        self.textHash = textHash
        self.origin = origin
        self.occasion = occasion
        self.limit = limit
        self.proposals = proposals
    }
}

/// Complete a step (`kaart klaar`): a task, a register, or a wait before its time.
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

/// Answer a request to sign (`kaart teken`).
public struct GiveSignature: Hashable, Sendable {
    /// The number of the visit in the case.
    public let visit: Int
    /// Whose answer it is; without a number that of all persons of the role.
    public let signer: Signer
    /// The answer.
    public let answer: SignatureAnswer
    /// What the signer remarked.
    public let remark: String?
    /// The document that proves it.
    public let document: String?
    /// The day on which it was given, if that was not today.
    public let day: Day?

    /// Takes what it holds; what is left out was not given.
    public init(
        visit: Int, signer: Signer, answer: SignatureAnswer, remark: String? = nil, document: String? = nil,
        day: Day? = nil
    ) {
        self.visit = visit
        self.signer = signer
        self.answer = answer
        self.remark = remark
        self.document = document
        self.day = day
    }
}

/// Make an entry in a register (`kaart noteer`).
public struct AddEntry: Hashable, Sendable {
    /// The number of the visit in the case.
    public let visit: Int
    /// The cells, by column.
    public let cells: [FieldID: FieldValue]
    /// The day on which it happened, if that was not today.
    public let day: Day?
    /// The external role for which it is recorded.
    public let onBehalfOf: RoleID?

    /// Takes what it holds.
    public init(
        visit: Int, cells: [FieldID: FieldValue], day: Day? = nil, onBehalfOf: RoleID? = nil
    ) {
        self.visit = visit
        self.cells = cells
        self.day = day
        self.onBehalfOf = onBehalfOf
    }
}

/// Add an item to an open `voor_elke`: for the owner.
public struct AddItem: Hashable, Sendable {
    /// The number of the visit of the block.
    public let visit: Int
    /// The item; nil: a row that is not in the list yet.
    public let item: Item?
    /// Of a new row: the cells, by column.
    public let cells: [FieldID: FieldValue]

    /// Adds this item to that visit.
    public init(visit: Int, item: Item) {
        self.visit = visit
        self.item = item
        cells = [:]
    }

    /// Adds a row to the list that the block of that visit goes over, and takes it up.
    public init(visit: Int, newRow cells: [FieldID: FieldValue]) {
        self.visit = visit
        item = nil
        self.cells = cells
    }
}

/// Let a person do a step that nobody can do: for the owner.
public struct AssignPerson: Hashable, Sendable {
    /// The number of the visit.
    public let visit: Int
    /// Who is to do it.
    public let person: PersonID
    /// Why; it must have text.
    public let reason: String

    /// Assigns this person.
    public init(visit: Int, person: PersonID, reason: String) {
        self.visit = visit
        self.person = person
        self.reason = reason
    }
}

/// Say who is at a step that several can do (`kaart pak`), or hand it over (`kaart geef-over`). A step of a role stays open
/// to everyone who holds it: this tells who is at it. A step of one person becomes that of another.
public struct TakeStep: Hashable, Sendable {
    /// The number of the visit.
    public let visit: Int
    /// Who is at it from now on; nil: nobody.
    public let person: PersonID?
    /// Why; needed when it is somebody else's, or becomes so.
    public let reason: String?

    /// Takes what it holds.
    public init(visit: Int, person: PersonID?, reason: String? = nil) {
        self.visit = visit
        self.person = person
        self.reason = reason
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

/// Go back to a step that was done (`kaart heropen`): for the owner, with a reason.
public struct ReopenStep: Hashable, Sendable {
    /// The visit that is done anew.
    public let visit: Int
    /// Why; it must have text.
    public let reason: String

    /// Takes what it holds.
    public init(visit: Int, reason: String) {
        self.visit = visit
        self.reason = reason
    }
}

/// Put right what a step that was done filled in (`kaart verbeter`): for who could have done it and for the owner, with a
/// reason.
public struct CorrectValues: Hashable, Sendable {
    /// The visit that filled them in.
    public let visit: Int
    /// The right values, by field; a list as a whole.
    public let values: [FieldID: FieldValue]
    /// The fields in which nothing should have been filled in.
    public let emptied: Set<FieldID>
    /// Why; it must have text.
    public let reason: String

    /// Takes what it holds.
    public init(
        visit: Int, values: [FieldID: FieldValue], emptied: Set<FieldID> = [], reason: String
    ) {
        self.visit = visit
        self.values = values
        self.emptied = emptied.subtracting(values.keys)
        self.reason = reason
    }
}

/// Postpone a term (`kaart uitstel`): for the owner, with a reason. It never moves what the law says.
public struct PostponeTerm: Hashable, Sendable {
    /// The visit; nil for the term of the whole case.
    public let visit: Int?
    /// The new last day.
    public let to: Day
    /// Why; it must have text.
    public let reason: String

    /// Takes what it holds.
    public init(visit: Int?, to: Day, reason: String) {
        self.visit = visit
        self.to = to
        self.reason = reason
    }
}
