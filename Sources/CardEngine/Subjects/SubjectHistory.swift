public import SchoolTime

/// Attributes of a subject got other values; without a value in the content an attribute went.
public struct AttributesSet: Hashable, Sendable, Codable {
    /// Which.
    public let attributes: [AttributeID]

    /// Sets these; the values are in the content.
    public init(attributes: [AttributeID]) { self.attributes = attributes }
}

/// How many persons have authority over a pupil.
public struct AuthoritiesSet: Hashable, Sendable, Codable {
    /// How many; 0 when none is known.
    public let count: Int

    /// Sets the number.
    public init(count: Int) { self.count = count }
}

/// The daily run came by.
public struct DayRun: Hashable, Sendable, Codable {
    /// The cards of which it began all that was due.
    public let cards: [CardID]
    /// Those of which something could not begin; nil when there is none.
    public let hindered: [CardID]?

    /// A run that looked at these cards.
    public init(cards: [CardID], hindered: [CardID] = []) {
        self.cards = cards
        self.hindered = hindered.isEmpty ? nil : hindered
    }
}

/// What is known of a subject outside its cases: a fold over the events of its own stream.
public struct SubjectHistory: Hashable, Sendable {
    /// How many events were folded in.
    public private(set) var eventCount = 0
    /// What is known now.
    public private(set) var facts = SubjectFacts()
    /// What happened to it, in the order in which it was recorded; what was put right or taken back only as it is now.
    public private(set) var happened: [Happening] = []
    /// The group that the pupil came from by the latest change of group.
    private var movedFrom: GroupID?
    /// The group before the one that was set last.
    private var groupBefore: GroupID?
    /// The attributes that were set last.
    private var latestSet: [AttributeID] = []
    /// What is planned and was neither carried out nor withdrawn, by day; at most one for each day.
    public private(set) var plans: [PlannedChange] = []
    /// The plans that were carried out, in order, with what was before.
    private var carriedOut: [CarriedOut] = []
    /// Of a plan that is being carried out: its day.
    private var planDay: Day?
    /// The groups from which the pupil went to another, each as of the day on which the school knew so, or for which it was
    /// planned.
    private var leftGroups: [GroupID: Day] = [:]

    /// What a plan that was carried out changed.
    private struct CarriedOut: Hashable {
        let day: Day
        let recordedOn: Day
        let attributes: [AttributeID]
        let before: [AttributeID: FieldValue]
        let after: [AttributeID: FieldValue]
    }

    /// Something that happened to the subject, with the day on which it was recorded.
    public struct Happening: Hashable, Sendable {
        /// What.
        public let event: SubjectEvent
        /// When.
        public let day: Day
        /// When the school recorded it.
        public let recordedOn: Day
        /// The days that were recorded for it before and that were wrong.
        public let wrongDays: [Day]
    }

    /// What follows from a stream.
    public init(replaying events: some Sequence<Event> = []) {
        for event in events { apply(event) }
    }

    /// Whether nothing is known at all.
    public var isEmpty: Bool { eventCount == 0 }

    /// What holds on a day: without what was planned for a later one, also when that has been carried out since.
    public func facts(on day: Day) -> SubjectFacts {
        var facts = facts
        for change in carriedOut.reversed() where change.day > day {
            for name in change.attributes where facts.attributes[name] == change.after[name] {
                facts.attributes[name] = change.before[name]
            }
        }
        return facts
    }

    /// What facts that were known on a day are by then, with what was planned for that day or an earlier one and was
    /// recorded only later, or is still to be.
    public func carryingOutPlans(of day: Day, in known: SubjectFacts) -> SubjectFacts {
        var facts = known
        for change in carriedOut where change.day <= day && day < change.recordedOn {
            for name in change.attributes { facts.attributes[name] = change.after[name] }
        }
        for plan in plans where plan.day <= day && plan.stillFits(self.facts) {
            for name in plan.attributes { facts.attributes[name] = plan.values[name] }
        }
        return facts
    }

    /// The state after an event; events of cases mean nothing here.
    public mutating func apply(_ event: Event) {
        eventCount += 1
        let plan = planDay
        planDay = nil
        switch event.fact {
        case .attributesSet(let fact):
            let before = facts.attributes[.group]
            if let plan, event.stamp.actor == Stamp.engine {
                carriedOut.append(
                    CarriedOut(
                        day: plan, recordedOn: event.stamp.day, attributes: fact.attributes,
                        before: facts.attributes,
                        after: event.content?.attributes ?? [:]))
            }
            for attribute in fact.attributes {
                facts.attributes[attribute] = event.content?.attributes[attribute]
            }
            if let group = GroupID(named: before), facts.attributes[.group] != before {
                let planned = event.stamp.actor == Stamp.engine ? facts.date(of: .groupChange) : nil
                leftGroups[group] = planned ?? event.stamp.day
                groupBefore = group
            }
            latestSet = fact.attributes
            takeBack(fact.attributes)
        case .authoritiesSet(let fact): facts.authorities = fact.count
        case .consentDecided(let fact): facts.decide(fact, on: event.stamp.day)
        case .subjectEventMet(let fact):
            happen(fact.event, on: fact.day, recordedOn: event.stamp.day)
        case .changePlanned(let fact):
            plans.removeAll { $0.day == fact.day }
            plans.append(
                PlannedChange(
                    day: fact.day, attributes: fact.attributes, values: event.content?.attributes ?? [:]))
            plans.sort { $0.day < $1.day }
        case .planClosed(let fact):
            plans.removeAll { $0.day == fact.day }
            if fact.carriedOut { planDay = fact.day }
        case .caseOpened, .stepOpened, .stepCompleted, .stepClosed, .stepSkipped, .stepCancelled, .choiceMade,
            .branchClosed, .itemAdded, .signatureGiven, .entryAdded, .personAssigned, .stepTaken,
            .dateMoved,
            .termPostponed,
            .caseSuspended, .caseResumed, .reminderSent, .stepEscalated, .dataDisclosed, .attributeRecorded,
            .consentLapsed, .cardCalled, .callLinked, .callEnded, .callReopened, .subjectNoted,
            .subjectEventTakenBack, .limitMoved, .occasionMoved,
            .momentMoved, .momentPassed,
            .caseInterrupted, .caseReopened, .valuesCorrected, .caseMigrated, .caseEnded, .dayRun,
            .dayForeseen, .fileUsed,
            .cardAdopted, .cardWithdrawn:
            break
        }
    }

    /// As of which day a pupil who is no part of a group or of the school was none any more; nil for one who never was.
    public func dayGone(from whole: Subject) -> Day? {
        let left = facts.date(of: .departure).map { last in
            max(last + 1, happened.last { $0.event == .left }?.recordedOn ?? last)
        }
        switch whole.kind {
        case .group:
            guard facts.attributes[.group] != .text(whole.id) else { return left }
            return leftGroups[GroupID(whole.id)].map { min($0, left ?? $0) }
        case .school: return left
        case .pupil, .staffMember: return nil
        }
    }

    /// Whether that is what happened, on the day it is or on one that was put right since; not when it was taken back.
    public func tells(_ met: SubjectEventMet) -> Bool {
        happened.contains { $0.event == met.event && ($0.day == met.day || $0.wrongDays.contains(met.day)) }
    }

    /// Whether facts put the pupil back in the group of before a change of group that was recorded that same day: then it was
    /// a mistake, and did not happen. On another day of its own it is one more change.
    public func takesBackMove(by facts: SubjectFacts, on today: Day) -> Bool {
        guard let move = happened.last(where: { $0.event == .groupChanged }), move.recordedOn == today,
            let movedFrom, facts.attributes[.group] == .text(movedFrom.rawValue),
            facts.attributes[.group] != self.facts.attributes[.group]
        else { return false }
        return facts.date(of: .groupChange) == move.day
    }

    /// The day of the change of group before the latest; nil when there was none.
    public var dayOfMoveBefore: Day? {
        happened.filter { $0.event == .groupChanged }.dropLast().last?.day
    }

    /// The day of what happened was taken away: it did not happen. Who comes back did leave.
    private mutating func takeBack(_ attributes: [AttributeID]) {
        for event in SubjectEvent.allCases
        where attributes.contains(event.attribute) && facts.attributes[event.attribute] == nil
            && !(event == .left && attributes.contains(.enrolment))
        {
            if let index = happened.lastIndex(where: { $0.event == event }) { happened.remove(at: index) }
            if event == .groupChanged { movedFrom = nil }
        }
    }

    /// Something happened, or the day of what happened before is put right.
    private mutating func happen(_ event: SubjectEvent, on day: Day, recordedOn: Day) {
        guard let index = happened.lastIndex(where: { $0.event == event }), isCorrection(of: event, at: index)
        else {
            happened.append(Happening(event: event, day: day, recordedOn: recordedOn, wrongDays: []))
            if event == .groupChanged { movedFrom = groupBefore }
            return
        }
        let before = happened[index]
        happened[index] = Happening(
            event: event, day: day, recordedOn: recordedOn, wrongDays: before.wrongDays + [before.day])
    }

    /// Whether the same can't have happened again: nobody is enrolled twice without leaving in between.
    private func isCorrection(of event: SubjectEvent, at index: Int) -> Bool {
        let since = happened[(index + 1)...].map(\.event)
        return switch event {
        case .enrolled: !since.contains(.left)
        case .placed, .left: !since.contains(.enrolled)
        case .groupChanged: !latestSet.contains(.group)
        }
    }
}
