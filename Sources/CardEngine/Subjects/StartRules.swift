public import SchoolTime

/// A case that a start rule wants.
public struct DueStart: Hashable, Sendable {
    /// Which rule, which of its moments, and after which case.
    public let rule: Origin.Rule
    /// What its terms count from.
    public let occasion: Occasion
    /// The day on which it fell due.
    public let day: Day
    /// Of an event: the days that were recorded for it before and that were wrong.
    public let wrongDays: [Day]

    init(rule: Origin.Rule, occasion: Occasion, day: Day, wrongDays: [Day] = []) {
        self.rule = rule
        self.occasion = occasion
        self.day = day
        self.wrongDays = wrongDays
    }
}

/// What a start rule may look at, for one subject.
public struct StartCircumstances: Sendable {
    /// The school's day.
    public let today: Day
    /// Whom or what a case would be about, in the group of today.
    public let subject: Subject
    /// What is known of the subject.
    public let history: SubjectHistory
    /// The school years that are known.
    public let calendar: SchoolCalendar
    /// The cases of this subject that ended, of every card that this one follows (`followedCards`): which, with what end, as of which day, recorded when.
    public let ended: [EndedCase]
    /// The last day on which the daily run looked at the start rules of this card, or since when it might have; nil: never.
    public let lastRun: Day?
    /// The roles of the member of staff whom it would be about.
    public let assignments: [RoleAssignment]

    /// Takes what it holds.
    public init(
        today: Day, subject: Subject, history: SubjectHistory, calendar: SchoolCalendar, ended: [EndedCase],
        lastRun: Day?, assignments: [RoleAssignment] = []
    ) {
        self.today = today
        self.subject = subject
        self.history = history
        self.calendar = calendar
        self.ended = ended
        self.lastRun = lastRun
        self.assignments = assignments
    }

    /// A case that ended.
    public struct EndedCase: Hashable, Sendable {
        /// The case.
        public let id: CaseID
        /// Its card.
        public let card: CardID
        /// Its end.
        public let end: EndID
        /// As of which day it ended.
        public let day: Day
        /// When that was recorded.
        public let recordedOn: Day

        /// Takes what it holds.
        public init(id: CaseID, card: CardID, end: EndID, day: Day, recordedOn: Day) {
            self.id = id
            self.card = card
            self.end = end
            self.day = day
            self.recordedOn = recordedOn
        }
    }
}

/// The cases that the start rules of a card want today, in the order of the rules; some may have been started before.
///
/// What fell due since the last run is made up for, that of its own day once more: the day went on after it. What was past
/// before it was known (a new card, a late date) is wanted only as long as its occasion is to come; an event counts as
/// known when it was recorded (kaarttaal, section 3).
public func dueStarts(of card: Card, at now: StartCircumstances) -> [DueStart] {
    card.startRules.enumerated().flatMap { number, rule in
        var seen: Set<DueStart> = []
        return now.candidates(of: rule, number: number).filter {
            now.isDue($0.start, knownOn: $0.knownOn) && now.allows(rule, $0.start)
        }.map(\.start).filter { seen.insert($0).inserted }
    }
}

/// The cards after whose end for this subject a case of this card may begin by itself today (`na`): of no others need be
/// told what ended. For a pupil who has left none does, however much ended.
public func followedCards(
    by card: Card, about subject: Subject, knowing history: SubjectHistory, on today: Day
) -> Set<CardID> {
    let isHere = subject.kind != .pupil || history.facts.isEnrolled(on: today)
    return Set(card.startRules.filter { isHere || $0.asksEnrolment }.compactMap(\.followedCard))
}

/// The cases that the start rules of a card mean for this subject with an occasion in a school year, due by now or not: what
/// that year asks for. What follows another case (`na`) is asked for by nobody's calendar, and is not among them.
public func plannedStarts(of card: Card, in year: SchoolYearNumber, at now: StartCircumstances) -> [DueStart]
{
    var seen: Set<DueStart> = []
    return card.startRules.enumerated().flatMap { number, rule -> [DueStart] in
        switch rule.trigger {
        case .manual, .after: []
        case .event, .moment, .yearly:
            now.candidates(of: rule, number: number).map(\.start).filter {
                SchoolYearNumber(of: $0.occasion.firstDay) == year && now.allows(rule, $0)
                    && seen.insert($0).inserted
            }
        }
    }
}

extension StartCircumstances {
    fileprivate typealias Candidate = (start: DueStart, knownOn: Day?)

    /// Whether a case is for this subject: who is there, and whom the rule chooses.
    ///
    /// Automatic starts are for who is there that day: a pupil who is enrolled, except where the rule asks otherwise, a
    /// member of staff who has a role. That day is the one on which it fell due, or a later one before the occasion, so
    /// that it makes no difference when the run came; for who has left nothing begins any more.
    fileprivate func allows(_ rule: StartRule, _ start: DueStart) -> Bool {
        let asksPresence = !rule.asksEnrolment && rule.trigger != .event(.left)
        guard !asksPresence || isPresent(today) else { return false }
        return days(of: start).contains { day in
            (!asksPresence || isPresent(day)) && chooses(rule.condition, on: day)
        }
    }

    /// The days of which one must choose the subject: what fell due since the last run is for whom a run on its day, or on
    /// one of those after it that its occasion was still to come, would have begun it. What follows a case has no occasion
    /// but the day on which it begins.
    private func days(of start: DueStart) -> some Sequence<Day> {
        let isMadeUpFor = start.rule.after == nil && lastRun.map { start.day >= $0 } ?? false
        let isToCome = start.occasion.firstDay > today
        let first = isToCome ? (isMadeUpFor ? min(start.day, today) : today) : start.day
        let last = isToCome ? today : isMadeUpFor ? max(first, start.occasion.firstDay - 1) : first
        return (first.number...last.number).lazy.map { Day(number: $0) }
    }

    private func isPresent(_ day: Day) -> Bool {
        switch subject.kind {
        case .pupil: history.facts(on: day).isEnrolled(on: day)
        case .staffMember: assignments.contains { $0.holds(on: day) }
        case .group, .school: true
        }
    }

    private func chooses(_ condition: Condition?, on day: Day) -> Bool {
        condition?.chooses(subject, knownBy: history.facts(on: day), on: day, in: calendar) ?? true
    }

    /// Whether it fell due since the last run, or became known since and its occasion is to come.
    ///
    /// The run comes at night, and what is recorded after it on that day is seen by the next one.
    fileprivate func isDue(_ start: DueStart, knownOn: Day?) -> Bool {
        guard start.day <= today else { return false }
        if let knownOn { return lastRun.map { knownOn >= $0 || start.day >= $0 } ?? (knownOn == today) }
        if let lastRun, start.day >= lastRun { return true }
        return start.day == today || start.occasion.firstDay > today
    }

    /// The moments of a rule, whether due or not, with the day on which an event became known.
    fileprivate func candidates(of rule: StartRule, number: Int) -> [Candidate] {
        switch rule.trigger {
        case .manual: return []
        case .event(let event):
            return history.happened.filter { $0.event == event && $0.isNews }.map { happening in
                // A day that is put right takes the occasion along; another change of group is another occasion.
                let name = event == .groupChanged ? nil : event.attribute
                let start = DueStart(
                    rule: Origin.Rule(rule: number, item: 0),
                    occasion: Occasion(firstDay: happening.day, lastDay: happening.day, name: name),
                    day: happening.day, wrongDays: happening.wrongDays)
                return (start, happening.recordedOn)
            }
        case .moment(let moment):
            return start(moment, Origin.Rule(rule: number, item: 0), in: SchoolYearNumber(of: today))
                .map { [($0, nil)] } ?? []
        case .yearly(let moments):
            // What starts before a school year may count from a date in it, so the next one is looked at as well; and
            // what fell due before the summer, or counts on into the next year, may not have begun yet.
            let year = SchoolYearNumber(of: today)
            return [year.previous, year, year.next].flatMap { year in
                moments.enumerated().compactMap { item, moment in
                    start(moment, Origin.Rule(rule: number, item: item), in: year).map { ($0, nil) }
                }
            }
        case .after(let card, let end, let delay):
            return ended.filter { $0.card == card && (end == nil || $0.end == end) }.compactMap { ended in
                let counted = delay.map { calendar.count($0, .after, from: ended.day).day } ?? ended.day
                guard let day = counted else { return nil }
                let start = DueStart(
                    rule: Origin.Rule(rule: number, item: 0, after: ended.id), occasion: Occasion(day: today),
                    day: day)
                return (start, day > ended.recordedOn ? nil : ended.recordedOn)
            }
        }
    }

    /// A moment with the date or period that it counts from.
    private func start(_ moment: Moment, _ rule: Origin.Rule, in year: SchoolYearNumber) -> DueStart? {
        let reckoner = reckoner(in: year)
        guard let day = reckoner.day(of: moment, from: today, edge: .first) else { return nil }
        let occasion: Occasion
        switch moment {
        case .relative(_, _, let anchor), .anchor(let anchor), .next(_, after: let anchor):
            guard let span = reckoner.span(of: anchor) else { return nil }
            var name: AttributeID?
            if case .named(let found) = anchor { name = found }
            occasion = Occasion(firstDay: span.first, lastDay: span.last, name: name)
        case .period(let period):
            guard let span = calendar.span(of: period, in: year, group: subject.group?.rawValue) else {
                return nil
            }
            occasion = Occasion(firstDay: span.first, lastDay: span.last)
        case .dayBefore, .span, .today: occasion = Occasion(day: day)
        }
        return DueStart(rule: rule, occasion: occasion, day: day)
    }

    private func reckoner(in year: SchoolYearNumber) -> Reckoner {
        Reckoner(calendar: calendar, in: year, of: subject, knownBy: history.facts)
    }
}

extension Reckoner {
    /// Of a subject of whom no case has begun.
    fileprivate init(
        calendar: SchoolCalendar, in year: SchoolYearNumber, of subject: Subject, knownBy facts: SubjectFacts
    ) {
        self.init(calendar: calendar, group: subject.group, year: year) { anchor in
            guard case .named(let name) = anchor, let day = facts.date(of: name) else { return nil }
            return DaySpan(first: day, last: day)
        }
    }
}

extension Condition {
    /// Whether the condition of a start rule chooses a subject, by what is known of it on a day.
    func chooses(
        _ subject: Subject, knownBy facts: SubjectFacts, on day: Day, in calendar: SchoolCalendar
    ) -> Bool {
        let known = facts.knowing(subject.group)
        let reckoner = Reckoner(
            calendar: calendar, in: SchoolYearNumber(of: day), of: subject, knownBy: known)
        return holds(
            valueOf: { operand in
                if case .attribute(let name) = operand { known.value(of: name, on: day) } else { nil }
            }, dayOf: { reckoner.day(of: $0, from: day, edge: $1) })
    }
}

extension StartRule {
    /// Whether its condition says itself who must be enrolled.
    public var asksEnrolment: Bool {
        condition?.tests.contains { test in
            if case .attribute(.isEnrolled) = test.operand { true } else { false }
        } ?? false
    }
}

extension SubjectHistory.Happening {
    /// Whether it still matters to a start rule when it is recorded: a school that enters all its pupils at once does not
    /// mean that everything that ever happened to them should begin now.
    fileprivate var isNews: Bool {
        day + 8 * 7 >= recordedOn || SchoolYearNumber(of: day) >= SchoolYearNumber(of: recordedOn)
    }
}
