public import CardEngine
public import SchoolTime

/// What the figures of one card are made of.
public struct Sample: Sendable {
    /// The school year.
    public let year: SchoolYearNumber
    /// The day on which it is looked at: what is open is judged by it.
    public let today: Day
    /// That text, and the others by which its cases live, the newest version first.
    public let texts: [Card]
    /// All cases of the card, of every year, in order of id.
    public let history: [CaseFacts]
    /// What is known of whom the card can be about, and of whom its cases are about, in order.
    public let timelines: [SubjectTimeline]
    /// The school years that are known.
    public let calendar: SchoolCalendar
    /// Of roles that go by more than one name: the name that stands for it, by each of the others.
    public let roles: [RoleID: RoleID]
    /// Which subjects count; nil: all.
    private var condition: Condition?
    private let known: [Subject: SubjectTimeline]
    /// The text whose norms hold for all: the newest by which a case of the school year lived on its last day.
    public let card: Card

    /// Puts cases and subjects in one order, so that it makes no difference in which they came.
    public init(
        year: SchoolYearNumber, today: Day, card: Card, olderTexts: [Card] = [], cases: [CaseFacts],
        timelines: [SubjectTimeline], calendar: SchoolCalendar, roles: [RoleID: RoleID] = [:]
    ) {
        self.year = year
        self.today = today
        self.card = card
        texts = [card] + olderTexts
        history = cases.sorted { $0.id < $1.id }
        self.timelines = timelines.sorted { $0.subject.id < $1.subject.id }
        self.calendar = calendar
        self.roles = roles
        known = Dictionary(timelines.map { ($0.subject, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The same for the subjects of which this holds (`als` of a norm).
    func narrowed(to condition: Condition?) -> Sample {
        var sample = self
        sample.condition = condition
        return sample
    }

    /// The day on which presence and attributes are looked at: the last one of the school year, or today.
    public var measuredOn: Day { min(today, year.lastDay) }

    /// Whether the school year is over.
    public var isOver: Bool { today > year.lastDay }

    /// The cases that count in the school year, about subjects that count.
    var cases: [CaseFacts] { history.filter { $0.year == year && counts($0.subject) } }

    /// The visits of a step, or of every step, in cases of the school year, about subjects that count. Within a
    /// `voor_elke` the pupil or group is the subject.
    func visits(of step: StepID? = nil) -> [VisitFacts] {
        history.filter { $0.year == year }.flatMap { found in
            found.visits.filter { (step == nil || $0.step == step) && counts($0.subject) }
        }
    }

    /// The subjects that are there on the day on which it is measured, and that count.
    var present: [Subject] {
        timelines.filter {
            $0.subject.kind == card.subject && $0.isPresent(on: measuredOn) && counts($0.subject)
        }.map(\.subject)
    }

    /// Whether the condition holds for a subject on the day on which it is measured.
    func counts(_ subject: Subject) -> Bool {
        guard let condition else { return true }
        let facts = (known[subject] ?? SubjectTimeline(of: subject)).facts(on: measuredOn)
        let reckoner = Reckoner(calendar: calendar, group: subject.group, year: year) { anchor in
            guard case .named(let name) = anchor, let day = facts.date(of: name) else { return nil }
            return DaySpan(first: day, last: day)
        }
        return condition.holds(
            valueOf: { operand in
                guard case .attribute(let name) = operand else { return nil }
                return facts.value(of: name, on: measuredOn)
            }, dayOf: { reckoner.day(of: $0, from: measuredOn, edge: $1) })
    }

    /// The step of that id in the first of the texts that has it.
    func step(_ id: StepID) -> Step? { texts.lazy.compactMap { $0.step(id) }.first }

    /// What people call a step.
    func title(of step: StepID) -> String { self.step(step)?.title ?? step.rawValue }

    /// What people call an end.
    func title(of end: EndID) -> String {
        texts.lazy.compactMap { $0.end(end)?.title }.first ?? end.rawValue
    }

    /// The one name of a role.
    func role(_ role: RoleID) -> RoleID { roles[role] ?? role }
}
