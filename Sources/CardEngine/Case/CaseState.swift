public import SchoolTime

/// Where a case stands: a fold over its events and nothing else.
public struct CaseState: Hashable, Sendable {
    /// How many events were folded in; the number that the next one follows.
    public internal(set) var eventCount = 0
    /// Nil as long as the case has not been opened.
    public internal(set) var opening: Opening?
    /// By which text of its card the case lives: that by which it was opened, or to which it was migrated.
    public internal(set) var cardVersion: CardVersion?
    /// The versions by which it lived before, the first one first.
    public internal(set) var formerVersions: [FormerVersion] = []
    /// Each time that the case reached a step, in order: the visit of number n stands at n - 1.
    public internal(set) var visits: [Visit] = []
    /// The latest value of each field of the case as a whole; a field without a key is empty.
    public internal(set) var values: [FieldID: FieldValue] = [:]
    /// The latest values of fields that belong to an item of a `voor_elke`, by its branch; those of a row stand in the
    /// row.
    public internal(set) var itemValues: [Place: [FieldID: FieldValue]] = [:]
    /// The highest number that a row of a list ever had, for the lists of the whole case and of each item.
    var rowNumbers: [FieldHome: Int] = [:]
    /// The visit that filled in each field last, for the fields of the whole case (nil) and of each item.
    var fillers: [Place?: [FieldID: Int]] = [:]
    /// When fields got a value or lost it, in the order in which that was recorded.
    var fillings: [Filling] = []
    /// What was put right of each field since it was filled in: what it held before, of the whole case and of each item.
    var replaced: [FieldHome: [FieldValue?]] = [:]
    /// The terms of the whole case that went with what they count from, and did not come back.
    var lostTerms: Set<DateMoved.Kind> = []
    /// What the caller proposes as values, for the forms.
    public internal(set) var proposals: [FieldID: FieldValue] = [:]
    /// The deadline of the whole case.
    public internal(set) var deadline: Day?
    /// What the law says of the whole case.
    public internal(set) var statutory: Day?
    /// The deadline that the caller gives, once it gave one.
    public internal(set) var limit: Limit?
    /// What the owner gave the term of the whole case, in order.
    public internal(set) var postponements: [Postponement] = []
    /// The reminders of the whole case that were sent.
    public internal(set) var reminded: Set<SentReminder> = []
    /// What the start rule counts from.
    public internal(set) var occasion: Occasion?
    /// What is known of the subject and of the subjects of items, as far as the card asks.
    public internal(set) var subjects: [Subject: SubjectFacts] = [:]
    /// The values that this case itself kept last as attributes (`leg_vast`), by subject.
    public internal(set) var recorded: [Subject: [AttributeID: FieldValue]] = [:]
    /// The consents of which this case knows that they held.
    public internal(set) var heldConsents: Set<Consent.Scope> = []
    /// What happened to subjects and was reacted to.
    public internal(set) var metEvents: Set<SubjectEventMet> = []
    /// By which event it began, where the text by which it lives does not tell that any more.
    var began: BeganBy?
    /// The day on which it was reopened last; nil when it never was.
    public internal(set) var reopenedOn: Day?
    /// The moments of interrupts that have a day, by the place of the interrupt in the card.
    public internal(set) var moments: [Int: KnownMoment] = [:]
    /// The moments of interrupts that passed.
    public internal(set) var passedMoments: Set<MomentPassed> = []
    /// The stretches in which the case was suspended; the last one may still last.
    public internal(set) var suspensions: [Suspension] = []
    /// The ends of called cases, as far as they ended.
    public internal(set) var endedCalls: [CaseID: CallEnded] = [:]
    /// Nil as long as the case runs.
    public internal(set) var ending: Ending?
    /// The ends that somebody took back by reopening the case, in order.
    public internal(set) var endsTakenBack: [EndTakenBack] = []

    /// A case of which nothing has happened yet.
    public init() {}

    /// A field with the item that it belongs to; nil: the whole case.
    struct FieldHome: Hashable {
        let field: FieldID
        let place: Place?
    }

    /// How a case began.
    public struct Opening: Hashable, Sendable {
        /// What was recorded of it.
        public let facts: CaseOpened
        /// Who opened it, and when.
        public let stamp: Stamp

        /// The day on which it began, also when that was recorded later.
        public var day: Day { facts.day ?? stamp.day }
    }

    /// How a case ended.
    public struct Ending: Hashable, Sendable {
        /// The end that was reached.
        public let end: EndID
        /// How it counts in the yearly evaluation.
        public let countsAs: EndCount
        /// As of which day.
        public let day: Day
        /// Whose act led to it, and when.
        public let stamp: Stamp
        /// Why, when it was stopped; nil also when the content is there no more.
        public let reason: String?
    }

    /// An end that was taken back.
    public struct EndTakenBack: Hashable, Sendable {
        /// How it counted.
        public let countsAs: EndCount
        /// As of which day the case had ended.
        public let endedOn: Day
        /// When that was recorded.
        public let recordedOn: Day
        /// On which day it went on.
        public let on: Day
    }

    /// A stretch in which no term runs.
    public struct Suspension: Hashable, Sendable {
        /// As of which day.
        public let from: Day
        /// The day on which the case went on; nil as long as it is suspended.
        public internal(set) var to: Day?
    }

    /// The day that the moment of an interrupt means, and since when that is known.
    public struct KnownMoment: Hashable, Sendable {
        let day: Day
        let knownOn: Day
    }

    /// The deadline of the step that called the case.
    public struct Limit: Hashable, Sendable {
        /// Nil as long as it has none.
        let day: Day?
        /// Since when it runs.
        let since: Day
    }

    /// A reminder that was sent, for the day for which it was due.
    public struct SentReminder: Hashable, Sendable {
        let reminder: Int
        let day: Day
    }

    /// By how many days the owner postponed the term of the whole case.
    public var postponedBy: Int { postponements.days }

    /// Whether the case has begun and not ended.
    public var isRunning: Bool {
        if case .some = ending { return false }
        if case .some = opening { return true }
        return false
    }

    /// Whether no term runs now.
    public var isSuspended: Bool { suspensions.last.map { $0.to == nil } ?? false }

    /// The latest day on which something happened in the case or somebody recorded that; nil before it was opened. It
    /// makes no difference when the daily run came.
    var lastDay: Day? {
        var days = [opening?.stamp.day, ending?.day]
        for visit in visits { days += [visit.openedOn, visit.closedOn, visit.completion?.stamp.day] }
        for suspension in suspensions { days += [suspension.from, suspension.to] }
        return days.compactMap(\.self).max()
    }

    /// By how many days the case as a whole is late, or was when it ended: by its own terms, not those of its steps; 0 when
    /// it is on time. While it is suspended the agreed term stands still.
    public func daysLate(on today: Day) -> Int {
        let day = ending?.day ?? today
        return max(daysPastDeadline(on: day), statutory.map { day - $0 } ?? 0)
    }

    /// By how many days the agreed term of the case is over on a day; 0 when it is not. It stands still while the case is
    /// suspended.
    public func daysPastDeadline(on day: Day) -> Int {
        deadline.map { max(0, running(day) - $0) } ?? 0
    }

    /// The day until which terms of the case had run on a day.
    func running(_ day: Day) -> Day {
        isSuspended ? suspensions.last.map { min(day, $0.from) } ?? day : day
    }

    /// Whether it ended too late for its term, had the owner not postponed that once it had passed.
    public var neededLatePostponement: Bool { ending.map { postponements.savedLate($0.day) } ?? false }

    /// The visits that wait for somebody or something, in the order in which they were opened; blocks too.
    public var openVisits: [Visit] { visits.filter { $0.isOpen } }

    /// The visit of that number, or nil.
    public func visit(_ number: Int) -> Visit? { hasVisit(number) ? visits[number - 1] : nil }

    /// Whether there is a visit of that number.
    func hasVisit(_ number: Int) -> Bool { number > 0 && number <= visits.count }
}

extension CaseState {
    /// The branches that hold a place, from the innermost outwards; itself the first.
    public func branches(from place: Place?) -> [Place] {
        var found: [Place] = []
        var next = place
        while let place = next, found.count <= visits.count {
            found.append(place)
            next = visit(place.block)?.place
        }
        return found
    }

    /// What the branch is about; nil for one of a `tegelijk`.
    func item(at place: Place) -> Item? {
        guard hasVisit(place.block), visits[place.block - 1].branches.indices.contains(place.branch) else {
            return nil
        }
        return visits[place.block - 1].branches[place.branch].item
    }

    /// What the branches of blocks are about.
    public var items: [Place: Item] {
        var items: [Place: Item] = [:]
        for visit in visits {
            for (branch, state) in visit.branches.enumerated() {
                items[Place(block: visit.number, branch: branch)] = state.item
            }
        }
        return items
    }

    /// What the branches of blocks are about, each behind what those around it are about.
    public var itemsAround: [Place: [Item]] {
        let items = items
        return Dictionary(
            uniqueKeysWithValues: items.keys.map { place in
                (place, branches(from: place).reversed().compactMap { items[$0] })
            })
    }

    /// The latest branch before this one, of the same block, about the same item.
    func branchBefore(_ place: Place) -> Place? {
        guard let block = visit(place.block), let item = item(at: place) else { return nil }
        let around = itemsByStep(around: block.place)
        for visit in visits.prefix(block.number).reversed()
        where visit.step == block.step && itemsByStep(around: visit.place) == around {
            let end = visit.number == block.number ? place.branch : visit.branches.count
            if let branch = visit.branches[..<end].lastIndex(where: { $0.item == item }) {
                return Place(block: visit.number, branch: branch)
            }
        }
        return nil
    }

    /// The highest number that a row of a list ever had: a new one comes behind it, for what was filled in for a row goes by
    /// its number (docs/kaarttaal.md, choice 37).
    ///
    /// - Parameter home: the item that the list belongs to; nil: the whole case.
    public func highestRow(of list: FieldID, at home: Place?) -> Int {
        var highest = rowNumbers[FieldHome(field: list, place: home)] ?? 0
        var next = home.flatMap { branchBefore($0) }
        while let place = next {
            highest = max(highest, rowNumbers[FieldHome(field: list, place: place)] ?? 0)
            next = branchBefore(place)
        }
        return highest
    }

    /// The items around a place, each with its block: the same in every visit of the blocks.
    func itemsByStep(around place: Place?) -> [StepItem] {
        branches(from: place).compactMap { place in
            item(at: place).flatMap { item in
                visit(place.block).map { StepItem(step: $0.step, item: item) }
            }
        }
    }

    struct StepItem: Equatable {
        let step: StepID
        let item: Item
    }

    /// The first day on which the step of a visit was done another time after it, for the same items, whatever kind of step it is;
    /// nil when it was not.
    public func doneAgainOn(after visit: Visit) -> Day? {
        let around = itemsByStep(around: visit.place)
        return visits.dropFirst(visit.number).filter {
            $0.step == visit.step && itemsByStep(around: $0.place) == around
        }.compactMap { visit in
            switch visit.status {
            case .done(let completion): completion.doneOn
            case .closed(Outcome.expired, _), .closed(Outcome.noConsent, _), .closed(End.lapsed.rawValue, _):
                nil
            case .closed(_, let day): day
            case .open, .cancelled, .skipped, .decided: nil
            }
        }.min()
    }

    /// The case that a step started about that subject, in this round or an earlier one of the items around a place, and that is
    /// still open; of several the last, but for those named.
    public func openCall(
        of step: StepID, about subject: Subject, from place: Place?, except others: Set<CaseID>
    ) -> CaseID? {
        let around = itemsByStep(around: place)
        return visits.last { visit in
            guard visit.step == step, visit.calledAbout == subject, let call = visit.calledCase else {
                return false
            }
            return endedCalls[call] == nil && !others.contains(call)
                && itemsByStep(around: visit.place) == around
        }?.calledCase
    }

    /// The latest values of the fields of each item, by the latest branch about it: an earlier one holds what was known
    /// when the later one was opened.
    public var currentItemValues: [Place: [FieldID: FieldValue]] {
        let overtaken = Set(itemValues.keys.compactMap { branchBefore($0) })
        return itemValues.filter { !overtaken.contains($0.key) }
    }

    /// Whom or what a place is about: the pupil or group of the innermost item that is one, else that of the case; a
    /// pupil in the group in which it is now, as far as this case knows.
    public func subject(at place: Place?) -> Subject? {
        guard let subject = subjectAsOpened(at: place) else { return nil }
        guard subject.kind == .pupil, let group = subjects[subject]?.group else { return subject }
        return subject.moved(to: group)
    }

    /// The same in the group in which the case or the item was opened: for who asks only who it is.
    func subjectAsOpened(at place: Place?) -> Subject? {
        var next = place
        var left = visits.count
        while let place = next, left >= 0 {
            if let subject = item(at: place)?.subject { return subject }
            next = visit(place.block)?.place
            left -= 1
        }
        return opening?.facts.subject
    }

    /// The latest visit of a step as seen from a place: of what stands within a `voor_elke`, that of the same item.
    func latestVisit(of step: StepID, from place: Place?, where fits: (Visit) -> Bool = { _ in true })
        -> Visit?
    {
        let here = items(around: place)
        let index = visits.indices.last { index in
            visits[index].step == step && fits(visits[index])
                && items(around: visits[index].place).allSatisfy { here.contains($0) }
        }
        return index.map { visits[$0] }
    }

    /// The places around that are items, for what is inside one is told apart by them.
    private func items(around place: Place?) -> [Place] {
        place == nil ? [] : branches(from: place).filter { item(at: $0) != nil }
    }

    /// `uitkomst.<stap>`: the outcome of the latest visit; nil when there was none, or it is open or cancelled.
    func outcome(of step: StepID, from place: Place?) -> String? {
        switch latestVisit(of: step, from: place)?.status {
        case .done(let completion): completion.outcome
        case .closed(let outcome, _): outcome
        case .skipped: Outcome.skipped
        case .open, .decided, .cancelled, nil: nil
        }
    }

    /// `keer.<stap>`: how many visits of the step were done or expired.
    func timesDone(_ step: StepID, from place: Place?) -> Int {
        let here = items(around: place)
        return visits.indices.count { index in
            visits[index].step == step && visits[index].isDone
                && items(around: visits[index].place).allSatisfy { here.contains($0) }
        }
    }

    /// Who did a step last; nil when nobody has.
    func performer(of step: StepID, from place: Place?) -> PersonID? {
        latestVisit(of: step, from: place) { $0.completion != nil }?.completion?.stamp.actor
    }

    /// The day that `na <stap>` counts from: that of the latest visit that was closed and not cancelled.
    func day(of step: StepID, from place: Place?) -> Day? {
        latestVisit(of: step, from: place) { $0.closedOn != nil }?.closedOn
    }
}
