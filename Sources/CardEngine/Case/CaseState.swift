public import SchoolTime

/// Where a case stands: a fold over its events and nothing else.
public struct CaseState: Hashable, Sendable {
    /// How many events were folded in; the number that the next one follows.
    public internal(set) var eventCount = 0
    /// Nil as long as the case has not been opened.
    public internal(set) var opening: Opening?
    /// Each time that the case reached a step, in order: the visit of number n stands at n - 1.
    public internal(set) var visits: [Visit] = []
    /// The latest value of each field; a field without a key is empty.
    public internal(set) var values: [FieldID: FieldValue] = [:]
    /// The deadline of the whole case.
    public internal(set) var deadline: Day?
    /// Nil as long as the case runs.
    public internal(set) var ending: Ending?

    /// A case of which nothing has happened yet.
    public init() {}

    /// How a case began.
    public struct Opening: Hashable, Sendable {
        /// What was recorded of it.
        public let facts: CaseOpened
        /// Who opened it, and when.
        public let stamp: Stamp
    }

    /// How a case ended.
    public struct Ending: Hashable, Sendable {
        /// The end that was reached.
        public let end: EndID
        /// How it counts in the yearly evaluation.
        public let countsAs: EndCount
        /// Whose act led to it, and when.
        public let stamp: Stamp
        /// Why, when it was stopped; nil also when the content has been destroyed.
        public let reason: String?
    }

    /// Whether the case has begun and not ended.
    public var isRunning: Bool { opening != nil && ending == nil }

    /// The visits that wait for somebody, in the order in which they were opened.
    public var openVisits: [Visit] { visits.filter(\.isOpen) }

    /// The visit of that number, or nil.
    public func visit(_ number: Int) -> Visit? {
        number > 0 && number <= visits.count ? visits[number - 1] : nil
    }

    /// The latest visit of a step, whatever became of it.
    public func latestVisit(of step: StepID) -> Visit? { visits.last { $0.step == step } }

    /// `uitkomst.<stap>`: the outcome of the latest visit; nil when there was none, or it is open or cancelled.
    public func outcome(of step: StepID) -> String? {
        switch latestVisit(of: step)?.status {
        case .done(let completion): completion.outcome
        case .skipped: Outcome.skipped
        case .open, .decided, .cancelled, nil: nil
        }
    }

    /// `keer.<stap>`: how many visits of the step were done.
    public func timesDone(_ step: StepID) -> Int {
        visits.count { $0.step == step && $0.completion != nil }
    }

    /// Who did a step last; nil when nobody has.
    func performer(of step: StepID) -> PersonID? {
        visits.last { $0.step == step && $0.completion != nil }?.completion?.stamp.actor
    }

    /// The day that `na <stap>` counts from: that of the latest visit that was closed and not cancelled.
    public func day(of step: StepID) -> Day? {
        for visit in visits.reversed() where visit.step == step {
            switch visit.status {
            case .done(let completion): return completion.doneOn
            case .decided(let day), .skipped(let day): return day
            case .open, .cancelled: continue
            }
        }
        return nil
    }
}

/// One time that the case reached a step.
public struct Visit: Hashable, Sendable {
    /// What became of a visit.
    public enum Status: Hashable, Sendable {
        case open
        case done(Completion)
        /// A choice that the engine made.
        case decided(Day)
        case skipped(Day)
        case cancelled(Stamp)
    }

    /// Counts the visits of the case, from 1.
    public let number: Int
    /// The step that was reached.
    public let step: StepID
    /// The day on which the case got there, also when that was recorded later; terms count from it.
    public let openedOn: Day
    /// The roles that can do it.
    public let performers: [RoleID]
    /// Not to be done before this day.
    public internal(set) var earliest: Day?
    /// To be done by the end of this day.
    public internal(set) var deadline: Day?
    /// What became of it.
    public internal(set) var status: Status

    /// Whether it waits for somebody.
    public var isOpen: Bool { status == .open }

    /// How it was done, if it was.
    public var completion: Completion? {
        if case .done(let completion) = status { completion } else { nil }
    }

    /// Whether the deadline has passed, on this day for an open visit, on the day it was done for a closed one.
    public func isLate(on today: Day) -> Bool {
        guard let deadline else { return false }
        switch status {
        case .open: return today > deadline
        case .done(let completion): return completion.doneOn > deadline
        case .decided, .skipped, .cancelled: return false
        }
    }
}

/// How a visit was done.
public struct Completion: Hashable, Sendable {
    /// The name of the outcome, as the card writes it.
    public let outcome: String
    /// The day on which it was done: terms count by this day.
    public let doneOn: Day
    /// Who recorded it, and when.
    public let stamp: Stamp
    /// The role in which the actor did it.
    public let role: RoleID
    /// The external role for which it was recorded, if it was.
    public let onBehalfOf: RoleID?
    /// For each role of `samen_met`: who was there, or why nobody was.
    public let presence: [RoleID: Presence]
}
