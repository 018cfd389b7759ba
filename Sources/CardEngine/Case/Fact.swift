public import SchoolTime

/// What can have happened in a case. Each carries all that `evolve` needs, so that a case replays without its card.
public indirect enum Fact: Hashable, Sendable {
    case caseOpened(CaseOpened)
    case stepOpened(StepOpened)
    case stepCompleted(StepCompleted)
    case stepClosed(StepClosed)
    case stepSkipped(StepSkipped)
    case stepCancelled(StepCancelled)
    case choiceMade(ChoiceMade)
    case branchClosed(BranchClosed)
    case itemAdded(ItemAdded)
    case signatureGiven(SignatureGiven)
    case entryAdded(EntryAdded)
    case personAssigned(PersonAssigned)
    case stepTaken(StepTaken)
    case dateMoved(DateMoved)
    case termPostponed(TermPostponed)
    case caseSuspended(CaseSuspended)
    case caseResumed(CaseResumed)
    case reminderSent(ReminderSent)
    case stepEscalated(StepEscalated)
    case dataDisclosed(DataDisclosed)
    case attributeRecorded(AttributeRecorded)
    case consentDecided(ConsentDecided)
    case consentLapsed(ConsentLapsed)
    case cardCalled(CardCalled)
    case callLinked(CallLinked)
    case callEnded(CallEnded)
    case callReopened(CallReopened)
    case subjectNoted(SubjectNoted)
    case subjectEventMet(SubjectEventMet)
    case subjectEventTakenBack(SubjectEventMet)
    case limitMoved(LimitMoved)
    case occasionMoved(OccasionMoved)
    case momentMoved(MomentMoved)
    case momentPassed(MomentPassed)
    case caseInterrupted(CaseInterrupted)
    case caseReopened(CaseReopened)
    case valuesCorrected(ValuesCorrected)
    case caseMigrated(CaseMigrated)
    case caseEnded(CaseEnded)
    // In the streams of subjects, and in that of the daily run.
    case attributesSet(AttributesSet)
    case authoritiesSet(AuthoritiesSet)
    case dayRun(DayRun)
    case changePlanned(ChangePlanned)
    case planClosed(PlanClosed)
    case dayForeseen(DayForeseen)
    case fileUsed(FileUsed)
    case cardAdopted(CardAdopted)
    case cardWithdrawn(CardWithdrawn)
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
    /// The role in which the case was started; nil when it started by itself.
    public let role: RoleID?
    /// The deadline of the whole case, if the card has one and its day is known.
    public let deadline: Day?
    /// What the law says of the whole case.
    public let statutory: Day?
    /// How it came to begin; nil: by hand.
    public let origin: Origin?
    /// What its start rule counts from; of a log of the first release nil, and then the day it started.
    public let occasion: Occasion?
    /// The deadline that the caller gave.
    public let limit: Day?
    /// The day on which it began, if that is another than the day of the record: of a call that follows from what was recorded
    /// late. Of a log of before that was kept nil, and then it began when that was recorded.
    public let day: Day?

    init(
        card: CardID, version: Int, textHash: String, subject: Subject, role: RoleID?, deadline: Day?,
        statutory: Day?, origin: Origin?, occasion: Occasion?, limit: Day?, day: Day? = nil
    ) {
        self.card = card
        self.version = version
        self.textHash = textHash
        self.subject = subject
        self.role = role
        self.deadline = deadline
        self.statutory = statutory
        self.origin = origin
        self.occasion = occasion
        self.limit = limit
        self.day = day
    }
}

/// The case reached a step that waits, or a block: a visit.
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
    /// To be done by the end of this day by law.
    public let statutory: Day?
    /// The branch in which it stands; nil at the top level.
    public let place: Place?
    /// The only person who can do it (`wie: {veld: ...}`).
    public let person: PersonID?
    /// Of a wait for a moment: the day on which it is over.
    public let until: Day?
    /// Of a block: its branches, in order.
    public let branches: [OpenedBranch]?
    /// Of a block over the rows of a list: that list.
    public let list: FieldID?
    /// Who is asked to sign, in order.
    public let signers: [Signer]?

    init(
        visit: Int, step: StepID, openedOn: Day, performers: [RoleID], earliest: Day? = nil,
        deadline: Day? = nil, statutory: Day? = nil, place: Place? = nil, person: PersonID? = nil,
        until: Day? = nil, branches: [OpenedBranch]? = nil, list: FieldID? = nil, signers: [Signer]? = nil
    ) {
        self.visit = visit
        self.step = step
        self.openedOn = openedOn
        self.performers = performers
        self.earliest = earliest
        self.deadline = deadline
        self.statutory = statutory
        self.place = place
        self.person = person
        self.until = until
        self.branches = branches
        self.list = list
        self.signers = signers
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
    /// The role in which the actor did it; nil when the step was the actor's by name.
    public let role: RoleID?
    /// The external role for which it was recorded.
    public let onBehalfOf: RoleID?
    /// The fields that were filled in; their values are in the content.
    public let filled: [FieldID]
    /// Of the fields that belong to an item: to which.
    public let kept: [KeptField]?
}

/// The case passed a step whose condition did not hold.
public struct StepSkipped: Hashable, Sendable, Codable {
    /// The number of the visit; it was never open.
    public let visit: Int
    /// The step that was passed.
    public let step: StepID
    /// The day on which the case got here.
    public let day: Day
    /// The branch in which it stands; nil at the top level.
    public let place: Place?
}

/// An open step was cancelled: by an interrupt, an end or a stop.
public struct StepCancelled: Hashable, Sendable, Codable {
    /// The visit that was cancelled.
    public let visit: Int
    /// Its step.
    public let step: StepID
    /// As of which day, if that is another than the day of the record.
    public let day: Day?

    init(visit: Int, step: StepID, day: Day? = nil) {
        self.visit = visit
        self.step = step
        self.day = day
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
    /// The branch in which it stands; nil at the top level.
    public let place: Place?
}

/// A computed date changed because what it counts from moved.
public struct DateMoved: Hashable, Sendable, Codable {
    /// Which of the dates of a visit.
    public enum Kind: String, Hashable, Sendable, Codable {
        case earliest, deadline, statutory, until
    }

    /// Why it is another one.
    public enum Cause: String, Hashable, Sendable, Codable {
        /// The day that it counts from came, moved or went.
        case anchor
        /// The school's calendar was changed or extended.
        case calendar
        /// The owner postponed it.
        case postponed
        /// The case was suspended.
        case suspended
        /// The case goes on by another text of its card.
        case migrated
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
    /// As of which day, if that is another than the day of the record.
    public let day: Day?
    /// Of the deadline of a step that called another card: the case that has it as its deadline too.
    public let called: CaseID?

    init(
        visit: Int?, kind: Kind, from: Day?, to: Day?, cause: Cause, day: Day? = nil, called: CaseID? = nil
    ) {
        self.visit = visit
        self.kind = kind
        self.from = from
        self.to = to
        self.cause = cause
        self.day = day
        self.called = called
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
    public let legalBasis: String?
    /// The purpose of the consent by which it was provided.
    public let consent: PurposeID?
}

/// What may happen at any moment did; the reason that a person gave is in the content.
public struct CaseInterrupted: Hashable, Sendable, Codable {
    /// What made it happen, if no person did.
    public enum Cause: String, Hashable, Sendable, Codable {
        case event, withdrawn, moment
    }

    /// What was reported, as the card writes it; else the name of the event or the purpose.
    public let outcome: String
    /// The role in which it was reported; nil when no person did.
    public let role: RoleID?
    /// Nil when a person reported it.
    public let cause: Cause?
    /// Which interrupt of the card, from 0: several may have the same trigger. Of an older log nil.
    public let interrupt: Int?

    init(outcome: String, role: RoleID?, cause: Cause?, interrupt: Int? = nil) {
        self.outcome = outcome
        self.role = role
        self.cause = cause
        self.interrupt = interrupt
    }
}

/// The case ended.
public struct CaseEnded: Hashable, Sendable, Codable {
    /// The end that was reached.
    public let end: EndID
    /// How it counts in the yearly evaluation.
    public let countsAs: EndCount
    /// As of which day, if that is another than the day of the record.
    public let day: Day?
}
