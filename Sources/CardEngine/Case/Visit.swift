public import SchoolTime

/// One time that the case reached a step.
public struct Visit: Hashable, Sendable {
    /// What became of a visit.
    public enum Status: Hashable, Sendable {
        case open
        /// Somebody did it.
        indirect case done(Completion)
        /// The engine ended it, with this outcome, as of that day.
        case closed(String, Day)
        /// A choice that the engine made.
        case decided(Day)
        case skipped(Day)
        /// It came to nothing, as of that day.
        case cancelled(Stamp, Day)
    }

    /// Somebody is at it; the others can do it still.
    public struct Taken: Hashable, Sendable {
        /// Who is at it.
        public let person: PersonID
        /// Who said so, and when.
        public let stamp: Stamp
    }

    /// Counts the visits of the case, from 1.
    public let number: Int
    /// The step that was reached.
    public let step: StepID
    /// The branch in which it stands; nil at the top level.
    public let place: Place?
    /// The day on which the case got there, also when that was recorded later; terms count from it.
    public let openedOn: Day
    /// The roles that can do it.
    public internal(set) var performers: [RoleID]
    /// The only person who can do it, if one was named or assigned.
    public internal(set) var person: PersonID?
    /// Whether the owner assigned that person.
    public internal(set) var isAssigned = false
    /// Who of those who can do it is at it, if somebody said so.
    public internal(set) var taken: Taken?
    /// Not to be done before this day.
    public internal(set) var earliest: Day?
    /// To be done by the end of this day, as the school agreed.
    public internal(set) var deadline: Day?
    /// To be done by the end of this day, by law.
    public internal(set) var statutory: Day?
    /// Of a wait for a moment: the day on which it is over.
    public internal(set) var until: Day?
    /// Of a block: its branches, in the order in which they were opened.
    public internal(set) var branches: [BranchState] = []
    /// Of a block over the rows of a list: that list.
    public let list: FieldID?
    /// Of signatures: who is asked, and what each answered.
    public internal(set) var signatures: [Signature] = []
    /// Of a called card: the case, once it is there.
    public internal(set) var calledCase: CaseID?
    /// Of a called card: whom or what it was asked to be about.
    public internal(set) var calledAbout: Subject?
    /// What the owner gave its term, in order.
    public internal(set) var postponements: [Postponement] = []
    /// The reminders that were sent.
    public internal(set) var reminded: Set<CaseState.SentReminder> = []
    /// Since when the case was suspended while it was open, and so its agreed term stands still; also before it opened, for a
    /// term may count from earlier. Of a closed visit: as it was when it was closed.
    public internal(set) var stillSince: Day?
    /// How many suspensions of the case were over when it was; nil while it is open, and of what nobody was asked.
    public internal(set) var suspensionsOver: Int?
    /// The terms that went with what they count from, and did not come back.
    var lostTerms: Set<DateMoved.Kind> = []
    /// The roles to which it was escalated.
    public internal(set) var escalatedTo: [RoleID] = []
    /// The day on which its dates became what they are: what falls due in the past counts as of that day.
    public internal(set) var datesKnownOn: Day
    /// What became of it.
    public internal(set) var status: Status

    /// By how many days the owner postponed its term.
    public var postponedBy: Int { postponements.days }

    /// Whether it was over too late for its term, had the owner not postponed that once it had passed.
    public var neededLatePostponement: Bool { closedOn.map(postponements.savedLate) ?? false }

    /// Whether it waits for somebody or something.
    public var isOpen: Bool {
        switch status {
        case .open: true
        case .done, .closed, .decided, .skipped, .cancelled: false
        }
    }

    /// Whether somebody can be asked to do it; of a block, a call or a plain wait nobody is.
    public var isAsked: Bool { !performers.isEmpty || person != nil }

    /// How it was done, if somebody did it.
    public var completion: Completion? {
        if case .done(let completion) = status { completion } else { nil }
    }

    /// Whether it was done, or ended by the engine: the visits that `keer` counts.
    public var isDone: Bool {
        switch status {
        case .done, .closed: true
        case .open, .decided, .skipped, .cancelled: false
        }
    }

    /// Whether it was broken off.
    public var isCancelled: Bool {
        if case .cancelled = status { true } else { false }
    }

    /// The day as of which it was closed; nil while it is open, and when it was cancelled.
    public var closedOn: Day? {
        switch status {
        case .done(let completion): completion.doneOn
        case .closed(_, let day), .decided(let day), .skipped(let day): day
        case .open, .cancelled: nil
        }
    }

    /// Whether a deadline, agreed or by law, has passed: on this day for an open visit, on the day it was done for a
    /// closed one.
    public func isLate(on today: Day) -> Bool { daysLate(on: today) > 0 }

    /// By how many days; 0 when it is on time.
    public func daysLate(on today: Day) -> Int {
        switch status {
        case .open: max(daysPastDeadline(on: today), daysPastStatutory(on: today))
        case .done(let completion):
            max(daysPastDeadline(on: completion.doneOn), daysPastStatutory(on: completion.doneOn))
        case .closed(let outcome, let day):
            max(
                daysPastDeadline(on: day), daysPastStatutory(on: day),
                outcome == Outcome.expired && (deadline ?? statutory) != nil ? 1 : 0)
        case .decided, .skipped, .cancelled: 0
        }
    }

    /// By how many days the agreed term had passed on a day. While the case is suspended it stands still: late is only
    /// what was so before (kaarttaal, section 6).
    public func daysPastDeadline(on day: Day) -> Int {
        deadline.map { max(0, (stillSince.map { min(day, $0) } ?? day) - $0) } ?? 0
    }

    /// By how many days the law's term had passed on a day: nothing moves it.
    public func daysPastStatutory(on day: Day) -> Int { statutory.map { max(0, day - $0) } ?? 0 }
}

/// Days that the owner gave a term.
public struct Postponement: Hashable, Sendable {
    /// How many.
    public let days: Int
    /// How many suspensions of the case were over by then: those after it move the term that it gave.
    let over: Int
    /// The last day of the term until then; nil when it had none. It moves along with what the term counts from.
    var last: Day?
    /// The day on which that was said; of a term that stood still the one since when it did.
    let on: Day
    /// The deadline that went with what it counted from, until it comes back.
    var gone: Gone?

    /// A deadline that went.
    struct Gone: Hashable {
        let deadline: Day
        /// How many suspensions of the case were over by then.
        let over: Int
    }
}

extension [Postponement] {
    /// How many days they come to.
    var days: Int { reduce(0) { $0 + $1.days } }

    /// Whether a term that was kept on this day was so only because it was postponed once it had passed.
    func savedLate(_ day: Day) -> Bool {
        contains { postponement in
            postponement.last.map { $0 < postponement.on && $0 < day } ?? false
        }
    }

    /// What the term counts from is another day, or it is another term, and so was the last day that was postponed.
    ///
    /// - Parameter over: how many suspensions of the case are over.
    mutating func follow(_ fact: DateMoved, over: Int) {
        guard fact.kind == .deadline, fact.cause != .postponed, fact.cause != .suspended else { return }
        for index in indices {
            let from = fact.from ?? self[index].gone?.deadline
            self[index].gone = fact.to == nil ? from.map { .init(deadline: $0, over: over) } : nil
            guard let from, let to = fact.to else { continue }
            self[index].last = self[index].last.map { $0 + (to - from) }
        }
    }
}

/// A branch of a block.
public struct BranchState: Hashable, Sendable {
    /// What became of a branch.
    public enum Status: Hashable, Sendable {
        case open, done
        /// It does not count: it was one skipped step, or its pupil left.
        case passed
    }

    /// Of a `tegelijk`: the id of the branch.
    public let id: String?
    /// Of a `voor_elke`: what it is about.
    public let item: Item?
    /// What became of it.
    public internal(set) var status = Status.open
    /// As of which day its pupil had left, when that closed it.
    public internal(set) var leftOn: Day?
}

/// A signer with the latest answer.
public struct Signature: Hashable, Sendable {
    /// Who is asked.
    public let signer: Signer
    /// The latest answer; nil as long as there is none.
    public internal(set) var answer: SignatureAnswer?
    /// The day on which it was given.
    public internal(set) var day: Day?
    /// Who recorded it, and when.
    public internal(set) var stamp: Stamp?
    /// The remark with it.
    public internal(set) var remark: String?
    /// The document that proves it.
    public internal(set) var document: String?
}

/// How a visit was done.
public struct Completion: Hashable, Sendable {
    /// The name of the outcome, as the card writes it.
    public let outcome: String
    /// The day on which it was done: terms count by this day.
    public let doneOn: Day
    /// Who recorded it, and when.
    public let stamp: Stamp
    /// The role in which the actor did it; nil when the step was the actor's by name.
    public let role: RoleID?
    /// The external role for which it was recorded, if it was.
    public let onBehalfOf: RoleID?
    /// For each role of `samen_met`: who was there, or why nobody was.
    public let presence: [RoleID: Presence]
}
