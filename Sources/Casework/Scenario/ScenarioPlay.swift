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
    private var completed: [CardID: [Subject: [Day]]] = [:]
    /// Who holds which role now.
    var roster: Roster
    /// What was reminded of since the line before.
    var reminded: [ScenarioLine.Part] = []
    /// What visits took along to the cases that they called, by the fields of those.
    private(set) var takenAlong: [Int: [FieldID: FieldValue]] = [:]
    /// Which fields were provided to whom.
    private(set) var disclosed: [RoleID: Set<FieldID>] = [:]
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
        roster = school.roster
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
        for consent in scenario.consents { give(consent, to: subject) }
    }

    // MARK: - What the engine is told

    private func circumstances(_ actor: PersonID) -> Circumstances {
        let items = card.awaitsWithinItems ? pupils + school.groups : []
        let byItems = Dictionary(
            items.map { ($0, awaited(by: $0)) }, uniquingKeysWith: { first, _ in first })
        let time = Timestamp(secondsSince1970: today.number * 86_400 + 43_200, offsetSeconds: 0)
        return Circumstances(
            today: today, time: time, actor: actor, roster: roster, calendar: school.calendar,
            world: World(
                facts: histories.mapValues(\.facts), pupils: pupils, groups: school.groups,
                awaited: awaited(by: school.subject), awaitedByItems: byItems, announced: announced))
    }

    private func awaited(by subject: Subject) -> [CardID: World.Awaited] {
        Dictionary(
            uniqueKeysWithValues: card.awaitedCards.map { card in
                (
                    card,
                    World.Awaited(
                        subjects: subjects(of: card, for: subject), completed: completed[card] ?? [:],
                        gone: cards[card]?.subject == .pupil && subject.kind != .pupil
                            ? gone(from: subject) : [:])
                )
            })
    }

    /// The pupils who are part of the subject today.
    private var pupils: [Subject] {
        let whole = school.subject
        return school.pupils.compactMap { pupil in
            let facts = facts(of: pupil)
            guard facts.isEnrolled(on: today) else { return nil }
            guard case .text(let name)? = facts.attributes[.group] else { return pupil }
            let here = pupil.moved(to: GroupID(name))
            return switch whole.kind {
            case .group: here.group?.rawValue == whole.id ? here : nil
            case .pupil, .school, .staffMember: here
            }
        }
    }

    /// Who was part of the subject, or of a group of it, while the case ran and is none any more, each with since when.
    private func gone(from whole: Subject) -> [Subject: Day] {
        guard let opened = state.opening?.day else { return [:] }
        let here = Set(pupils.filter { $0.isPart(of: whole) }.map(\.id))
        let days = school.pupils.filter { !here.contains($0.id) }.compactMap { pupil in
            histories[pupil]?.dayGone(from: whole).map { (pupil, $0) }
        }
        return Dictionary(
            days.filter { opened < $0.1 && $0.1 <= today }, uniquingKeysWith: { first, _ in first })
    }

    /// What was said beforehand to happen, and has happened by now.
    private var announced: [SubjectEventMet] {
        let items = state.openVisits.flatMap { $0.branches.compactMap(\.item?.subject) }
        return Set([school.subject] + items).sorted { ($0.kind.rawValue, $0.id) < ($1.kind.rawValue, $1.id) }
            .flatMap { subject in
                (histories[subject]?.happened ?? []).filter { $0.day > $0.recordedOn && $0.day <= today }.map
                {
                    SubjectEventMet(subject: subject, event: $0.event, day: $0.day)
                }
            }
    }

    /// About whom the cases of a card are that the case waits for, or a branch about that subject: the subject, the one that
    /// it is part of, or all that are part of it, as the store has it (kaarttaal, section 4.7).
    func subjects(of card: CardID, for subject: Subject) -> [Subject] {
        switch (cards[card]?.subject ?? subject.kind, subject.kind) {
        case (.pupil, .school): pupils
        case (.pupil, .group):
            subject == school.subject ? pupils : pupils.filter { $0.group?.rawValue == subject.id }
        case (.group, .school): school.groups
        case (.group, .pupil):
            subject.group.map { [Subject(kind: .group, id: $0.rawValue, group: $0)] } ?? []
        case (.school, .pupil), (.school, .group), (.school, .staffMember):
            [Subject(kind: .school, id: "school")]
        case (.pupil, .pupil), (.pupil, .staffMember), (.group, .group), (.group, .staffMember),
            (.school, .school), (.staffMember, _):
            [subject]
        }
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
    mutating func complete(_ card: CardID, of subject: Subject) {
        completed[card, default: [:]][subject, default: []].append(today)
    }

    /// A consent is given outside the case.
    mutating func give(_ consent: ScenarioConsent, to subject: Subject) {
        let consent = Consent(
            purpose: consent.purpose, recipient: consent.recipient.map(school.roster.own),
            until: consent.until)
        note(
            .consentDecided(ConsentDecided(subject: subject, consent: consent, given: true)), nil,
            of: subject)
    }

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
        case .reminderSent(let fact):
            let step = fact.visit.flatMap { state.visit($0)?.step }
            reminded.append(step.map { .step($0) } ?? .wholeCase)
        case .stepClosed(let fact):
            // Signatures close by the last answer; what the clock closes was nobody's work.
            if case .sign? = card.step(fact.step)?.kind, fact.outcome != Outcome.expired {
                path.append(fact.step)
            }
        case .cardCalled(let fact): takenAlong[fact.visit] = event.content?.values ?? [:]
        case .dataDisclosed(let fact):
            disclosed[fact.recipient, default: []].formUnion(fact.fields)
        case .caseOpened, .stepOpened, .stepSkipped, .stepCancelled, .choiceMade, .branchClosed, .itemAdded,
            .signatureGiven, .entryAdded, .personAssigned, .stepTaken, .dateMoved, .momentMoved,
            .termPostponed,
            .caseSuspended,
            .caseResumed, .stepEscalated, .attributeRecorded, .consentDecided,
            .consentLapsed, .callLinked, .callEnded, .callReopened, .subjectNoted, .subjectEventMet,
            .subjectEventTakenBack, .limitMoved, .occasionMoved, .momentPassed, .caseInterrupted,
            .caseReopened, .valuesCorrected, .caseMigrated, .caseEnded,
            .attributesSet, .authoritiesSet,
            .dayRun,
            .changePlanned, .planClosed, .dayForeseen, .fileUsed, .cardAdopted, .cardWithdrawn:
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
