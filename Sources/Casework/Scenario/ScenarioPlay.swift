import CardEngine
import CardLanguage
import SchoolTime

/// A scenario while it is played: one case, in a made-up school, by a simulated clock.
///
/// What a case asks of others is answered here by the same `react` that the store uses: attributes and consents are kept,
/// and a called card gets a made-up case, whose end the scenario gives.
struct ScenarioPlay {
    let scenario: Scenario
    let card: Card
    let school: MadeUpSchool
    let sentences: Sentences
    /// The cards that are known.
    let cards: [CardID: Card]
    var state = CaseState()
    var today: Day
    /// What is known of the subject, and of the pupils and groups that are part of it.
    private var histories: [Subject: SubjectHistory] = [:]
    /// The days on which cases of cards that are waited for ended as `voltooid`.
    private var completed: [CardID: [Day]] = [:]
    /// What persons closed, in order.
    private(set) var path: [StepID] = []
    private(set) var passed: Set<Transition> = []

    init(
        _ scenario: Scenario, on card: Card, among cards: [CardID: Card], _ school: MadeUpSchool,
        _ sentences: Sentences
    ) {
        self.scenario = scenario
        self.card = card
        self.cards = cards
        self.school = school
        self.sentences = sentences
        today = scenario.begin
        for subject in [school.subject] + school.groups + school.pupils where histories[subject] == nil {
            describe(subject)
        }
    }

    /// What is known of a subject at the beginning.
    private mutating func describe(_ subject: Subject) {
        let given = scenario.subject
        var attributes = given.attributes
        attributes[.group] = subject.group.map { .text($0.rawValue) }
        if subject.kind == .pupil {
            if given.isEnrolled, attributes[.enrolment] == nil {
                attributes[.enrolment] = .date(scenario.begin)
            }
            if let age = given.age { attributes[.birth] = .date(scenario.begin.adding(months: -12 * age)) }
        }
        histories[subject] = SubjectHistory()
        note(
            .attributesSet(AttributesSet(attributes: attributes.keys.sorted())),
            Content(attributes: attributes), of: subject)
        if subject.kind == .pupil, given.parents > 0 {
            note(.authoritiesSet(AuthoritiesSet(count: given.parents)), nil, of: subject)
        }
    }

    // MARK: - What the engine is told

    private func circumstances(_ actor: PersonID) -> Circumstances {
        let awaited = completed.mapValues { days in
            World.Awaited(subjects: [school.subject], completed: [school.subject: days])
        }
        let time = Timestamp(secondsSince1970: today.number * 86_400 + 43_200, offsetSeconds: 0)
        return Circumstances(
            today: today, time: time, actor: actor, roster: school.roster, calendar: school.calendar,
            world: World(
                facts: histories.mapValues(\.facts), pupils: school.pupils, groups: school.groups,
                awaited: awaited))
    }

    /// Keeps a fact in the stream of a subject.
    mutating func note(_ fact: Fact, _ content: Content?, of subject: Subject) {
        let stamp = Stamp(
            day: today, time: circumstances(school.ownerPerson).time, actor: Stamp.engine)
        histories[subject, default: SubjectHistory()].apply(Event(stamp: stamp, fact: fact, content: content))
    }

    /// What is known of a subject now.
    func facts(of subject: Subject) -> SubjectFacts { histories[subject]?.facts ?? SubjectFacts() }

    /// A case of a card that is waited for ended as `voltooid`.
    mutating func complete(_ card: CardID) { completed[card, default: []].append(today) }

    // MARK: - What it decides

    /// Carries out a command with all that follows from it; gives why not, if it was refused.
    mutating func carryOut(_ command: Command, by actor: PersonID) -> Refusal? {
        switch decide(command, in: state, on: card, at: circumstances(actor)) {
        case .failure(let refusal): return refusal
        case .success(let events):
            for event in events { take(event) }
            answer(events)
            return nil
        }
    }

    /// Lets the day pass by: what is due is done.
    mutating func catchUp() { _ = carryOut(.catchUp, by: school.ownerPerson) }

    private mutating func take(_ event: Event) {
        state = evolve(state, with: event)
        passed.formUnion(Transition.passed(by: event, on: card))
        switch event.fact {
        case .stepCompleted(let fact): path.append(fact.step)
        case .stepClosed(let fact):
            // Signatures close by the last answer; what the clock closes was nobody's work.
            if case .sign? = card.step(fact.step)?.kind, fact.outcome != Outcome.expired {
                path.append(fact.step)
            }
        case .caseOpened, .stepOpened, .stepSkipped, .stepCancelled, .choiceMade, .branchClosed, .itemAdded,
            .signatureGiven, .entryAdded, .personAssigned, .dateMoved, .termPostponed, .caseSuspended,
            .caseResumed, .reminderSent, .stepEscalated, .dataDisclosed, .attributeRecorded, .consentDecided,
            .consentLapsed, .cardCalled, .callLinked, .callEnded, .subjectNoted, .subjectEventMet,
            .occasionMoved, .momentPassed, .caseInterrupted, .caseReopened, .caseMigrated, .caseEnded,
            .attributesSet, .authoritiesSet,
            .dayRun,
            .changePlanned, .planClosed, .dayForeseen, .fileUsed:
            break
        }
    }

    /// What the events ask of others.
    private mutating func answer(_ events: [Event]) {
        guard let opening = state.opening?.facts else { return }
        var isNews = false
        for event in events {
            for reaction in react(to: event, of: .ofCase("scenario", opening)) {
                switch reaction {
                case .open(let call, let caller, _):
                    let made = CaseID("\(call.card)-\(caller.visit)")
                    _ = carryOut(.linkCall(visit: caller.visit, made), by: school.ownerPerson)
                case .keep(let subject, let fact, let content):
                    note(fact, content, of: subject)
                    isNews = true
                case .tell, .refresh, .refreshWaiting, .meet: break
                }
            }
        }
        if isNews { catchUp() }
    }
}
