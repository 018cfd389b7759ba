public import SchoolTime

/// What a decision may depend on besides the command, the state and the card: inputs, all of them.
public struct Circumstances: Hashable, Sendable {
    /// The school's day.
    public let today: Day
    /// The clock, for the record.
    public let time: Timestamp
    /// Whose act it is.
    public let actor: PersonID
    /// Who enters it for the actor, if that is somebody else.
    public let enteredBy: PersonID?
    /// Who holds which role for the subject of this case.
    public let roster: Roster
    /// The school years that are known.
    public let calendar: SchoolCalendar
    /// What is outside the case.
    public var world: World

    /// Takes what it holds.
    public init(
        today: Day, time: Timestamp, actor: PersonID, enteredBy: PersonID? = nil, roster: Roster,
        calendar: SchoolCalendar, world: World = World()
    ) {
        self.today = today
        self.time = time
        self.actor = actor
        self.enteredBy = enteredBy
        self.roster = roster
        self.calendar = calendar
        self.world = world
    }

    /// The last day up to which is done what falls due.
    var lastDay: Day { min(today, world.factsUntil ?? today) }

    /// The day as of which what is new outside counts.
    var newsDay: Day { min(lastDay, world.newsSince ?? lastDay) }

    var stamp: Stamp { Stamp(day: today, time: time, actor: actor, enteredBy: enteredBy) }

    /// What the engine itself does: by the clock, or in answer to what happened elsewhere.
    var engineStamp: Stamp { Stamp(day: today, time: time, actor: Stamp.engine) }
}

/// What is outside a case and may matter to it, on the day of the decision.
public struct World: Hashable, Sendable {
    /// What is known of the subject of the case and of the pupils and groups that are part of it.
    public var facts: [Subject: SubjectFacts]
    /// The pupils that are part of the subject of the case that day, in order of number.
    public var pupils: [Subject]
    /// The groups of the school, in the order of the school file.
    public var groups: [Subject]
    /// Who holds which role for the pupils and groups.
    public var rosters: [Subject: Roster]
    /// The ended cases of each card that this card waits for.
    public var awaited: [CardID: Awaited]
    /// The same for what waits within a branch about a pupil or group: that is the subject there.
    public var awaitedByItems: [Subject: [CardID: Awaited]]
    /// What was announced to happen to the subjects of the case, and has happened by now.
    public var announced: [SubjectEventMet]
    /// Of what happened to them: the days that were recorded for it before and that were wrong.
    public var wrongDays: [SubjectEventMet: [Day]]
    /// What the case met and that was taken back since: it did not happen.
    public var takenBack: [SubjectEventMet]
    /// The called cases that run and are about a group in which the subject is no more: a new visit does not take them up.
    public var callsElsewhere: Set<CaseID> = []
    /// The cards of which a case can begin now, of those that the card calls, each with what it is about; nil: any.
    public var callable: [CardID: SubjectKind]?
    /// Of those, the ones that count back from their occasion: they are not called without one.
    public var countingBack: Set<CardID> = []

    /// Since which day the facts are what they are, when that is before today: what was planned for that day becomes fact
    /// only now.
    public var newsSince: Day?
    /// The last day for which the facts are good, when that is before today: what falls due later waits until what was
    /// planned for the days between is known.
    public var factsUntil: Day?

    /// Nothing outside, unless said.
    public init(
        facts: [Subject: SubjectFacts] = [:], pupils: [Subject] = [], groups: [Subject] = [],
        rosters: [Subject: Roster] = [:], awaited: [CardID: Awaited] = [:],
        awaitedByItems: [Subject: [CardID: Awaited]] = [:], announced: [SubjectEventMet] = [],
        wrongDays: [SubjectEventMet: [Day]] = [:], takenBack: [SubjectEventMet] = [],
        callable: [CardID: SubjectKind]? = nil, newsSince: Day? = nil, factsUntil: Day? = nil
    ) {
        self.facts = facts
        self.pupils = pupils
        self.groups = groups
        self.rosters = rosters
        self.awaited = awaited
        self.awaitedByItems = awaitedByItems
        self.announced = announced
        self.wrongDays = wrongDays
        self.takenBack = takenBack
        self.callable = callable
        self.newsSince = newsSince
        self.factsUntil = factsUntil
    }

    /// What is known of the cases of a card that is waited for.
    public struct Awaited: Hashable, Sendable {
        /// Which subjects must have had such a case: the subject itself, the one that it is part of, or all that are
        /// part of it that day.
        public let subjects: [Subject]
        /// The days on which cases ended as `voltooid`, for each subject.
        public let completed: [Subject: [Day]]
        /// Which subjects were waited for as well until they were no part any more, as of which day.
        public let gone: [Subject: Day]
        /// When somebody recorded that such a case ended on a day, where that was on a later one.
        public let recordedOn: [Subject: [Day: Day]]

        /// Takes what it holds.
        public init(
            subjects: [Subject], completed: [Subject: [Day]], gone: [Subject: Day] = [:],
            recordedOn: [Subject: [Day: Day]] = [:]
        ) {
            self.subjects = subjects
            self.completed = completed
            self.gone = gone
            self.recordedOn = recordedOn
        }
    }
}
