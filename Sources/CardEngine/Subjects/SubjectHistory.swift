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
    /// The cards whose start rules were looked at.
    public let cards: [CardID]

    /// A run over these cards.
    public init(cards: [CardID]) { self.cards = cards }
}

/// What is known of a subject outside its cases: a fold over the events of its own stream.
public struct SubjectHistory: Hashable, Sendable {
    /// How many events were folded in.
    public private(set) var eventCount = 0
    /// What is known now.
    public private(set) var facts = SubjectFacts()
    /// What happened to it, in the order in which it was recorded.
    public private(set) var happened: [Happening] = []

    /// Something that happened to the subject, with the day on which it was recorded.
    public struct Happening: Hashable, Sendable {
        /// What.
        public let event: SubjectEvent
        /// When.
        public let day: Day
        /// When the school recorded it.
        public let recordedOn: Day
    }

    /// What follows from a stream.
    public init(replaying events: some Sequence<Event> = []) {
        for event in events { apply(event) }
    }

    /// Whether nothing is known at all.
    public var isEmpty: Bool { eventCount == 0 }

    /// The state after an event; events of cases mean nothing here.
    public mutating func apply(_ event: Event) {
        eventCount += 1
        switch event.fact {
        case .attributesSet(let fact):
            for attribute in fact.attributes {
                facts.attributes[attribute] = event.content?.attributes[attribute]
            }
        case .authoritiesSet(let fact): facts.authorities = fact.count
        case .consentDecided(let fact): facts.decide(fact)
        case .subjectEventMet(let fact):
            happened.append(Happening(event: fact.event, day: fact.day, recordedOn: event.stamp.day))
        case .caseOpened, .stepOpened, .stepCompleted, .stepClosed, .stepSkipped, .stepCancelled, .choiceMade,
            .branchClosed, .itemAdded, .signatureGiven, .entryAdded, .personAssigned, .dateMoved,
            .termPostponed,
            .caseSuspended, .caseResumed, .reminderSent, .stepEscalated, .dataDisclosed, .attributeRecorded,
            .consentLapsed, .cardCalled, .callLinked, .callEnded, .subjectNoted, .occasionMoved,
            .momentPassed,
            .caseInterrupted, .caseReopened, .caseEnded, .dayRun:
            break
        }
    }
}
