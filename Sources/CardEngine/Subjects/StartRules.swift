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

    /// Takes what it holds.
    public init(
        today: Day, subject: Subject, history: SubjectHistory, calendar: SchoolCalendar, ended: [EndedCase],
        lastRun: Day?
    ) {
        self.today = today
        self.subject = subject
        self.history = history
        self.calendar = calendar
        self.ended = ended
        self.lastRun = lastRun
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

    /// Automatic starts are for who is enrolled that day, except where the rule asks otherwise; other subjects than
    /// pupils are always there.
    ///
    /// That day is the one on which it fell due, so that it makes no difference when the run came; but who came later is
    /// not left out as long as the occasion is to come, and for who has left nothing begins any more.
    fileprivate func allows(_ rule: StartRule, _ start: DueStart) -> Bool {
        let day = start.occasion.firstDay > today ? today : start.day
        let then = history.facts(on: day)
        if subject.kind == .pupil, !rule.asksEnrolment, rule.trigger != .event(.left),
            !then.isEnrolled(on: day) || !history.facts.isEnrolled(on: today)
        {
            return false
        }
        guard let condition = rule.condition else { return true }
        let reckoner = reckoner(in: SchoolYearNumber(of: day))
        return condition.holds(
            valueOf: { operand in
                if case .attribute(let name) = operand {
                    then.value(of: name, on: day)
                } else {
                    nil
                }
            }, dayOf: { reckoner.day(of: $0, from: day, edge: $1) })
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
        case .relative(_, _, let anchor), .anchor(let anchor):
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
        Reckoner(calendar: calendar, group: subject.group, year: year) { anchor in
            guard case .named(let name) = anchor, let day = history.facts.date(of: name) else { return nil }
            return DaySpan(first: day, last: day)
        }
    }
}

extension StartRule {
    /// Whether its condition says itself who must be enrolled.
    var asksEnrolment: Bool {
        condition?.tests.contains { test in
            if case .attribute(.isEnrolled) = test.operand { true } else { false }
        } ?? false
    }
}

extension CaseState {
    /// Whether this case is the one that a start rule wants: never a second one for the same card, subject, item and
    /// school year (`jaarlijks`), case that it follows (`na`) or date (the others). One that was begun by hand for that
    /// date is the one, too.
    public func answers(_ start: DueStart, of card: Card) -> Bool {
        guard let opening, opening.facts.card == card.id, card.startRules.indices.contains(start.rule.rule)
        else { return false }
        let occasions = [opening.facts.occasion ?? Occasion(day: opening.stamp.day), occasion].compactMap(
            \.self)
        guard let rule = opening.facts.origin?.rule else {
            // Who began by hand for the same occasion was first; a case that was stopped leaves the rule its turn.
            return opening.facts.origin == nil && start.rule.after == nil && ending?.end != End.lapsed
                && occasions.contains { $0.firstDay == start.occasion.firstDay }
        }
        guard rule.after == start.rule.after else { return false }
        if rule != start.rule {
            // Another version may have the same item at another place: it is known by what it counts from.
            guard opening.facts.version != card.version, card.hasOneItem(on: start.occasion),
                start.rule.after != nil || occasions.contains(where: { $0.isSame(as: start.occasion) })
            else { return false }
        }
        switch card.startRules[start.rule.rule].trigger {
        case .yearly:
            return SchoolYearNumber(of: occasions[0].firstDay)
                == SchoolYearNumber(of: start.occasion.firstDay)
        case .after: return true
        case .manual, .event, .moment:
            return occasions.contains {
                $0.firstDay == start.occasion.firstDay || start.wrongDays.contains($0.firstDay)
            }
        }
    }
}

extension SubjectHistory.Happening {
    /// Whether it still matters to a start rule when it is recorded: a school that enters all its pupils at once does not
    /// mean that everything that ever happened to them should begin now.
    fileprivate var isNews: Bool {
        day + 8 * 7 >= recordedOn || SchoolYearNumber(of: day) >= SchoolYearNumber(of: recordedOn)
    }
}

extension Occasion {
    /// Whether it is the same date or period, also when it moved.
    fileprivate func isSame(as other: Occasion) -> Bool {
        name == nil ? self == other : name == other.name
    }
}

extension Card {
    /// Whether no two items of the start rules count from this date or period.
    fileprivate func hasOneItem(on occasion: Occasion) -> Bool {
        guard let name = occasion.name else { return true }
        let moments = startRules.flatMap { rule -> [Moment] in
            switch rule.trigger {
            case .manual, .after: []
            case .event(let event): [.anchor(.named(event.attribute))]
            case .moment(let moment): [moment]
            case .yearly(let moments): moments
            }
        }
        return moments.count { $0.anchor == .named(name) } == 1
    }
}
