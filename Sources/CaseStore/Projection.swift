public import CardEngine
public import SchoolTime

/// What is looked up of one case, folded from its history: it can be dropped and made again.
public struct Projection: Hashable, Sendable {
    /// The case in a list.
    public let record: CaseRecord
    /// Its open steps, in the order in which they were opened; none when the case has ended.
    public let workItems: [WorkItem]

    /// Nil for a case that has not been opened.
    public init?(of state: CaseState, id: CaseID) {
        guard let opening = state.opening else { return nil }
        record = CaseRecord(
            caseID: id, card: opening.facts.card,
            version: state.cardVersion?.version ?? opening.facts.version,
            textHash: state.cardVersion?.textHash ?? opening.facts.textHash,
            subject: state.subject(at: nil) ?? opening.facts.subject,
            startedOn: opening.day,
            startedBy: opening.stamp.actor, end: state.ending?.end, endedOn: state.ending?.day)
        let open = state.isRunning ? state.openVisits : []
        workItems = open.filter(\.isWork).map { visit in
            WorkItem(
                caseID: id, visit: visit.number, card: opening.facts.card, step: visit.step,
                subject: state.subject(at: visit.place) ?? opening.facts.subject,
                performers: visit.performers, person: visit.person, openedOn: visit.openedOn,
                earliest: visit.earliest, deadline: visit.deadline, statutory: visit.statutory)
        }
    }
}

extension Visit {
    /// Whether it is on somebody's list. The roles to which a block or a called card was escalated are told of it, but
    /// can't do it.
    fileprivate var isWork: Bool { isAsked && branches.isEmpty && calledCase == nil }
}

/// A case in a list.
public struct CaseRecord: Hashable, Sendable {
    /// The case.
    public let caseID: CaseID
    /// The card that the case lives by.
    public let card: CardID
    /// The version of that card.
    public let version: Int
    /// SHA-256 of the text of that card, in hexadecimal.
    public let textHash: String
    /// Whom or what the case is about.
    public let subject: Subject
    /// The day on which the case was started.
    public let startedOn: Day
    /// Who started it.
    public let startedBy: PersonID
    /// Nil as long as the case runs.
    public let end: EndID?
    /// The day on which it ended; nil as long as it runs.
    public let endedOn: Day?

    /// Takes what it holds.
    public init(
        caseID: CaseID, card: CardID, version: Int, textHash: String, subject: Subject, startedOn: Day,
        startedBy: PersonID, end: EndID?, endedOn: Day?
    ) {
        self.caseID = caseID
        self.card = card
        self.version = version
        self.textHash = textHash
        self.subject = subject
        self.startedOn = startedOn
        self.startedBy = startedBy
        self.end = end
        self.endedOn = endedOn
    }
}

/// An open step of a case that somebody can be asked to do; blocks, called cards and plain waits are none.
public struct WorkItem: Hashable, Sendable {
    /// The case.
    public let caseID: CaseID
    /// The number of the visit within the case.
    public let visit: Int
    /// The card that the case lives by.
    public let card: CardID
    /// The step of the card.
    public let step: StepID
    /// Whom or what the step is about: that of the case, or of an item, in the group of now.
    public let subject: Subject
    /// The roles that can do it.
    public let performers: [RoleID]
    /// The only person who can do it, if one was named or assigned.
    public let person: PersonID?
    /// The day on which the step was opened.
    public let openedOn: Day
    /// Not to be done before this day.
    public let earliest: Day?
    /// To be done by the end of this day, as the school agreed.
    public let deadline: Day?
    /// To be done by the end of this day, by law.
    public let statutory: Day?

    /// Takes what it holds.
    public init(
        caseID: CaseID, visit: Int, card: CardID, step: StepID, subject: Subject, performers: [RoleID],
        person: PersonID? = nil, openedOn: Day, earliest: Day?, deadline: Day?, statutory: Day? = nil
    ) {
        self.caseID = caseID
        self.visit = visit
        self.card = card
        self.step = step
        self.subject = subject
        self.performers = performers
        self.person = person
        self.openedOn = openedOn
        self.earliest = earliest
        self.deadline = deadline
        self.statutory = statutory
    }
}
