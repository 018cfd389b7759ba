import SchoolTime

@testable import CardEngine

/// A second interpreter of cards, to judge the engine by: slow and obvious, written from the card language alone.
///
/// It keeps a plain list of what happened and reckons anew whatever it wants to know; time passes day by day. It shares
/// with the engine only the types (cards, commands, facts) and the calendar, which has a naive judge of its own.
struct NaiveCase {
    private(set) var card: Card
    /// The text by which it may be asked to go on.
    var otherText: Card?

    // What is remembered of the case.
    var opening: CaseOpened?
    var openedOn = Day(number: 0)
    /// When it was recorded that it began.
    var openingToldOn = Day(number: 0)
    /// When it began, or went on after it had ended.
    var beganOn = Day(number: 0)
    /// The day on which it was reopened last.
    var reopenedOn: Day?
    var visits: [NaiveVisit] = []
    var values: [FieldID: FieldValue] = [:]
    var itemValues: [Place: [FieldID: FieldValue]] = [:]
    /// Each number that a row was ever given, of which list, for which item.
    var rowsHad: [(list: FieldID, home: Place?, number: Int)] = []
    /// What was ever filled in or emptied, in order: by which visit, for which item.
    var fillings: [NaiveFilling] = []
    /// What fields held before they were put right, since they were filled in.
    var putRight: [(field: FieldID, home: Place?, old: FieldValue?)] = []
    /// The terms that went with what they count from.
    var lostTerms: Set<DateMoved.Kind> = []
    /// Whether its caller ever gave it a deadline, or said that it has none.
    var hadLimit = false
    /// The hash of the text by which it lives.
    var textHash = ""
    var deadline: Day?
    var statutory: Day?
    /// The deadline that the caller gives, and since when that one runs.
    var limit: Day?
    var limitSince = Day(number: 0)
    var postponements: [NaivePostponement] = []
    /// What suspensions were over when its postponed deadline went with what that counted from, until it comes back.
    var goneAfter: [NaiveSuspension]?
    var sentReminders: Set<NaiveReminder> = []
    var occasion = Occasion(day: Day(number: 0))
    var known: [Subject: SubjectFacts] = [:]
    var heldConsents: Set<Consent.Scope> = []
    /// As of when it knows how each of them stands: a consent that was out then held until that day.
    var consentsKnownOn: [Consent.Scope: Day] = [:]
    /// What the case itself kept last as attributes.
    var recorded: [Subject: [AttributeID: FieldValue]] = [:]
    var metEvents: [SubjectEventMet] = []
    var passedMoments: [MomentPassed] = []
    var suspensions: [NaiveSuspension] = []
    var endedCalls: [NaiveCallEnd] = []
    var hasEnded = false
    var endedOn: Day?
    /// The day of the latest fact.
    var lastDay = Day(number: 0)
    var lastCalendar: SchoolCalendar?
    /// Of each interrupt by the clock: the day that its moment means, and since when that is known.
    var moments: [Int: (day: Day, knownOn: Day)] = [:]

    // What belongs to the command in hand.
    var now: Circumstances
    /// As of which day things happen: that on which a step was done, or on which something fell due.
    var day = Day(number: 0)
    var told: [NaiveTold] = []
    /// What is being filled in: limits count from that.
    var form: [FieldID: FieldValue] = [:]
    /// What the fields held that are filled in.
    var before: [FieldID: FieldValue] = [:]
    /// How many steps the case reached by itself.
    var hops = 0
    /// The visits that somebody had done before it.
    var doneBefore: Set<Int> = []

    init(_ card: Card, at now: Circumstances) {
        self.card = card
        self.now = now
    }

    var today: Day { now.today }
    var isSuspended: Bool { suspensions.contains { $0.to == nil } }
    var isRunning: Bool { opening != nil && !hasEnded }

    /// Answers a command; a refusal changes nothing.
    mutating func answer(_ command: Command, at now: Circumstances) throws(NaiveRefusal) -> [NaiveTold] {
        var copy = self
        copy.now = now
        copy.day = now.today
        copy.told = []
        copy.hops = 0
        copy.doneBefore = Set(visits.filter { $0.status == .done }.map(\.number))
        try copy.carryOut(command)
        self = copy
        return told
    }

    mutating func goOn(by text: Card) { card = text }

    /// Notes that something happened.
    mutating func tell(_ fact: Fact, _ content: Content = Content()) {
        told.append(NaiveTold(fact: fact, content: content.ifAny))
        lastDay = max(lastDay, today)
    }
}

/// A fact with what is personal in it.
struct NaiveTold: Equatable {
    let fact: Fact
    let content: Content?
}

/// How a case ended that this one called.
struct NaiveCallEnd {
    let called: CaseID
    let end: EndID
    let on: Day
}

/// A field that was filled in or emptied.
struct NaiveFilling {
    let field: FieldID
    let home: Place?
    let visit: Int
    let on: Day
    var isFilled = true
}

/// A reminder that was sent: which one, for which day.
struct NaiveReminder: Hashable {
    let number: Int
    let day: Day
}

/// A stretch in which no term runs; the last may go on.
struct NaiveSuspension {
    let from: Day
    var to: Day?
}

/// Days that the owner gave a term, and what suspensions there had been when that was said.
struct NaivePostponement {
    let days: Int
    let suspensions: [NaiveSuspension]
}

/// One time that the case reached a step.
struct NaiveVisit {
    enum Status: Equatable {
        case open, done, closed, decided, skipped, cancelled
    }

    let number: Int
    /// A place in `Card.steps`.
    let step: Int
    let place: Place?
    let openedOn: Day
    /// Since when its dates are what they are.
    var knownOn: Day
    var status = Status.open
    var outcome: String?
    /// As of which day it was over; nil while open and when it was cancelled.
    var over: Day?
    /// When it was recorded that somebody did it.
    var recordedOn: Day?
    /// Who did it.
    var doer: PersonID?
    var performers: [RoleID] = []
    var person: PersonID?
    /// Whether the owner assigned that person.
    var isAssigned = false
    /// Who is at it, of those who can do it.
    var taker: PersonID?
    var earliest: Day?
    var deadline: Day?
    var statutory: Day?
    var until: Day?
    var postponements: [NaivePostponement] = []
    /// What suspensions were over when its postponed deadline went with what that counted from, until it comes back.
    var goneAfter: [NaiveSuspension]?
    var branches: [NaiveBranch] = []
    var signers: [Signer] = []
    var answers: [Signer: (answer: SignatureAnswer, day: Day)] = [:]
    var called: CaseID?
    var calledAbout: Subject?
    var sentReminders: Set<NaiveReminder> = []
    var escalatedTo: [RoleID]?
    /// The terms that went with what they count from.
    var lostTerms: Set<DateMoved.Kind> = []
    /// What suspensions were over by the time that it was.
    var suspensionsBefore: [NaiveSuspension] = []

    var isOpen: Bool { status == .open }

    init(number: Int, step: Int, place: Place?, openedOn: Day) {
        self.number = number
        self.step = step
        self.place = place
        self.openedOn = openedOn
        knownOn = openedOn
    }
}

/// A branch of a block.
struct NaiveBranch {
    enum Status {
        case open, done, passed
    }

    let item: Item?
    var status = Status.open
    /// As of which day it was over.
    var over: Day?
}
