import SchoolTime
import Testing

@testable import CardEngine

/// A mistake that the engine is made to make, to see that the naive interpreter notices: it gets another card, day, school or
/// command than the interpreter, or what it answers is changed.
struct PlantedFault: Sendable, CustomTestStringConvertible {
    let name: String
    var card: @Sendable (Card) -> Card = { $0 }
    var now: @Sendable (Circumstances) -> Circumstances = { $0 }
    var command: @Sendable (Command) -> Command = { $0 }
    /// What becomes of an event; nil: it is forgotten.
    var event: @Sendable (Event) -> Event? = { $0 }
    var answer: @Sendable (Result<[Event], Refusal>) -> Result<[Event], Refusal> = { $0 }

    var testDescription: String { name }

    func decide(
        _ command: Command, in state: CaseState, on card: Card, at now: Circumstances
    ) -> Result<[Event], Refusal> {
        answer(CardEngine.decide(self.command(command), in: state, on: self.card(card), at: self.now(now)))
            .map { $0.compactMap(event) }
    }

    static let all = ofTime + ofRoad + ofSubjects + ofPeople + ofMemory + ofNews

    // MARK: - Time

    private static let ofTime = [
        PlantedFault(
            name: "a term is a day off", card: steps { $0.with(terms: $0.terms.with(term: longer)) }),
        PlantedFault(
            name: "`vanaf` is forgotten", card: steps { $0.with(terms: $0.terms.with(earliest: nothing)) }),
        PlantedFault(
            name: "`wettelijk` is a day off",
            card: steps { $0.with(terms: $0.terms.with(statutory: longer)) }),
        PlantedFault(
            name: "a reminder is forgotten", card: steps { $0.with(terms: $0.terms.with(reminders: [])) }),
        PlantedFault(
            name: "an escalation is forgotten",
            card: steps { $0.with(terms: $0.terms.with(escalation: nil)) }),
        PlantedFault(name: "nothing expires", card: steps { $0.with(outcomes: $0.lasting) }),
        PlantedFault(
            name: "the school is never closed", now: { $0.with(calendar: $0.calendar.withoutClosures) }),
        PlantedFault(name: "the clock is a day slow", now: { $0.with(today: -1) }),
        PlantedFault(
            name: "the day on which it was done is lost",
            command: { command in
                guard case .complete(let given) = command else { return command }
                return .complete(
                    CompleteStep(
                        visit: given.visit, outcome: given.outcome, onBehalfOf: given.onBehalfOf,
                        values: given.values, checklistDone: given.checklistDone, presence: given.presence))
            }),
    ]

    // MARK: - Where it goes

    private static let ofRoad = [
        PlantedFault(
            name: "outcomes lead where the next one should", card: steps { $0.with(outcomes: $0.turned) }),
        PlantedFault(name: "`als` is not asked", card: steps { $0.with(condition: { _ in nil }) }),
        PlantedFault(
            name: "`als` is turned around", card: steps { $0.with(condition: { $0.map(Condition.not) }) }),
        PlantedFault(
            name: "the last row of a choice counts",
            card: kinds {
                guard case .choice(let choice) = $0 else { return $0 }
                return .choice(ChoiceStep(rows: choice.rows.reversed()))
            }),
        PlantedFault(
            name: "a block waits for all its branches",
            card: kinds {
                if case .parallel(let block) = $0 { return .parallel(ParallelStep(branches: block.branches)) }
                if case .forEach(let block) = $0 {
                    return .forEach(ForEachStep(source: block.source, list: block.list))
                }
                return $0
            }),
        PlantedFault(
            name: "a call is not waited for",
            card: kinds {
                guard case .call(let call) = $0 else { return $0 }
                return .call(
                    CallStep(
                        card: call.card, about: call.about, occasion: call.occasion,
                        proposals: call.proposals, goesOn: true))
            }),
        PlantedFault(name: "nothing interrupts", card: { $0.with(interrupts: []) }),
        PlantedFault(
            name: "the last interrupt that fits counts",
            card: { $0.with(interrupts: $0.interrupts.reversed()) }
        ),
    ]

    // MARK: - About whom

    private static let ofSubjects = [
        PlantedFault(
            name: "a call is about the subject itself",
            card: kinds {
                guard case .call(let call) = $0 else { return $0 }
                return .call(
                    CallStep(
                        card: call.card, occasion: call.occasion, proposals: call.proposals,
                        goesOn: call.goesOn
                    ))
            }),
        PlantedFault(
            name: "a consent for whom a field names is not made",
            event: { event in
                guard case .consentDecided(let fact) = event.fact, let recipient = fact.consent.recipient,
                    recipient != "vo-school"
                else { return event }
                return nil
            }),
        PlantedFault(
            name: "the last group is left out",
            now: { now in
                var world = now.world
                world.groups.removeLast()
                return now.with(world: world)
            }),
        PlantedFault(
            name: "a pupil stays in the first group",
            now: { now in
                var world = now.world
                for subject in world.facts.keys where subject.kind == .pupil {
                    world.facts[subject]?.attributes[.group] = .text("groep-geel")
                }
                return now.with(world: world)
            }),
    ]

    // MARK: - Who

    private static let ofPeople = [
        PlantedFault(name: "anybody may do anything", now: { $0.with(roster: $0.roster.open) }),
        PlantedFault(
            name: "`anders_dan` is forgotten", card: tasks { $0.with(otherThan: { _ in nil }) }),
        PlantedFault(name: "`zelfde_als` is forgotten", card: tasks { $0.with(sameAs: { _ in nil }) }),
        PlantedFault(
            name: "a refusal is another",
            answer: { answer in
                guard case .failure(.samePersonNeeded) = answer else { return answer }
                return .failure(.checklistOpen([]))
            }),
        PlantedFault(
            name: "one parent signs for all",
            now: { now in
                var world = now.world
                for subject in world.facts.keys { world.facts[subject]?.authorities = 1 }
                return now.with(world: world)
            }),
        PlantedFault(
            name: "a consent is not asked for",
            card: tasks { task in
                task.with(disclosure: {
                    $0.map { Disclosure(recipient: $0.recipient, fields: $0.fields, ground: .law("wet")) }
                })
            }),
        PlantedFault(
            name: "a consent never ends",
            now: { now in
                var world = now.world
                for (subject, facts) in world.facts {
                    world.facts[subject]?.consents = facts.consents.map {
                        Consent(purpose: $0.purpose, recipient: $0.recipient, until: nil)
                    }
                }
                return now.with(world: world)
            }),
    ]

    // MARK: - What is remembered

    private static let ofMemory = [
        PlantedFault(
            name: "`leg_vast` is forgotten",
            card: tasks { $0.with(records: []) }),
        PlantedFault(
            name: "a provision is not logged",
            event: { if case .dataDisclosed = $0.fact { nil } else { $0 } }),
        PlantedFault(
            name: "who was there is lost",
            event: { event in
                guard var content = event.content, !content.presence.isEmpty else { return event }
                content = Content(
                    values: content.values, attributes: content.attributes, reason: content.reason,
                    document: content.document)
                return Event(stamp: event.stamp, fact: event.fact, content: content.ifAny)
            }),
        PlantedFault(
            name: "a suspension takes a day too many",
            event: { event in
                guard case .caseResumed(let fact) = event.fact else { return event }
                return Event(
                    stamp: event.stamp, fact: .caseResumed(CaseResumed(day: fact.day + 1)),
                    content: event.content)
            }),
        PlantedFault(
            name: "news of the subject is not heard",
            now: { now in
                var world = now.world
                for subject in world.facts.keys { world.facts[subject]?.attributes["kenmerk"] = nil }
                return now.with(world: world)
            }),
    ]

    private static let ofNews = [
        PlantedFault(
            name: "a deadline that the caller moves is not heard",
            command: { if case .limit = $0 { .catchUp } else { $0 } }),
        PlantedFault(
            name: "what was taken back stays met",
            now: { now in
                var world = now.world
                world.takenBack = []
                return now.with(world: world)
            }),
        PlantedFault(
            name: "what was planned counts only from the day on which it becomes known",
            now: { now in
                var world = now.world
                world.newsSince = nil
                return now.with(world: world)
            }),
        PlantedFault(
            name: "a consent that was known as of an earlier day and has run out since is not noted",
            event: { event in
                guard case .subjectNoted(let fact) = event.fact, let day = fact.day,
                    let until = fact.consents?.first?.until, until >= day, until < event.stamp.day
                else { return event }
                return nil
            }),
        PlantedFault(
            name: "a list with `rijen` is taken without a row",
            card: { $0.with(fields: $0.fields.map(\.withoutRowSource)) }),
        PlantedFault(name: "a correction is lost", event: { $0.isCorrection ? nil : $0 }),
        PlantedFault(
            name: "what a correction kept of the subject stays as it was",
            answer: { answer in
                answer.map { events in
                    guard events.contains(where: \.isCorrection) else { return events }
                    return events.filter { if case .attributeRecorded = $0.fact { false } else { true } }
                }
            }),
    ]

    // MARK: - Changing a card

    private static func steps(_ change: @escaping @Sendable (Step) -> Step) -> @Sendable (Card) -> Card {
        { $0.with(steps: $0.steps.map(change)) }
    }

    private static func kinds(_ change: @escaping @Sendable (StepKind) -> StepKind)
        -> @Sendable (Card) -> Card
    {
        steps { $0.with(kind: change($0.kind)) }
    }

    private static func tasks(_ change: @escaping @Sendable (TaskStep) -> TaskStep)
        -> @Sendable (Card) -> Card
    {
        kinds { if case .task(let task) = $0 { .task(change(task)) } else { $0 } }
    }

    private static let longer: @Sendable (Moment?) -> Moment? = { moment in
        guard case .span(let duration)? = moment else { return moment }
        return .span(SchoolDuration(amount: duration.amount + 1, unit: duration.unit))
    }

    private static let nothing: @Sendable (Moment?) -> Moment? = { _ in nil }
}

// MARK: - The parts with something else in them

extension Event {
    fileprivate var isCorrection: Bool { if case .valuesCorrected = fact { true } else { false } }
}

extension Card {
    func with(
        steps: [Step]? = nil, interrupts: [Interrupt]? = nil, fields: [Field]? = nil
    ) -> Card {
        Card(
            id: id, title: title, version: version, status: status, subject: subject, owner: owner,
            purpose: purpose, visibleTo: visibleTo, isHidden: isHidden, startRules: startRules, terms: terms,
            fields: fields ?? self.fields, steps: steps ?? self.steps, lists: lists, ends: ends,
            interrupts: interrupts ?? self.interrupts)
    }
}

extension Field {
    /// Without `rijen`.
    fileprivate var withoutRowSource: Field {
        guard case .list(let columns, _) = kind else { return self }
        return Field(
            id: id, title: title, kind: .list(columns, nil), minimum: minimum, maximum: maximum,
            isSensitive: isSensitive, visibleTo: visibleTo, mayBeEmpty: mayBeEmpty, home: home)
    }
}

extension Step {
    func with(
        condition: ((Condition?) -> Condition?)? = nil, kind: StepKind? = nil, terms: StepTerms? = nil,
        outcomes: [Outcome]? = nil
    ) -> Step {
        Step(
            id: id, title: title, condition: condition.map { $0(self.condition) } ?? self.condition,
            kind: kind ?? self.kind, terms: terms ?? self.terms, outcomes: outcomes ?? self.outcomes,
            otherwise: otherwise, next: next, list: list)
    }

    /// Each outcome with the target of the next one.
    fileprivate var turned: [Outcome] {
        let targets = outcomes.map(\.target)
        return zip(outcomes, targets.dropFirst() + targets.prefix(1)).map { outcome, target in
            Outcome(name: outcome.name, target: target, required: outcome.required)
        }
    }

    /// The outcomes without `verlopen`.
    fileprivate var lasting: [Outcome] { outcomes.filter { $0.name != Outcome.expired } }
}

extension StepTerms {
    fileprivate func with(
        earliest: ((Moment?) -> Moment?)? = nil, term: ((Moment?) -> Moment?)? = nil,
        statutory: ((Moment?) -> Moment?)? = nil
    ) -> StepTerms {
        StepTerms(
            earliest: earliest.map { $0(self.earliest) } ?? self.earliest,
            term: term.map { $0(self.term) } ?? self.term,
            statutory: statutory.map { $0(self.statutory) } ?? self.statutory, reminders: reminders,
            escalation: escalation)
    }

    fileprivate func with(reminders: [Reminder]) -> StepTerms {
        StepTerms(
            earliest: earliest, term: term, statutory: statutory, reminders: reminders, escalation: escalation
        )
    }

    fileprivate func with(escalation: Escalation?) -> StepTerms {
        StepTerms(
            earliest: earliest, term: term, statutory: statutory, reminders: reminders, escalation: escalation
        )
    }
}

extension TaskStep {
    fileprivate func with(
        otherThan: ((StepID?) -> StepID?)? = nil, sameAs: ((StepID?) -> StepID?)? = nil,
        records: [AttributeRecord]? = nil, disclosure: ((Disclosure?) -> Disclosure?)? = nil
    ) -> TaskStep {
        TaskStep(
            performers: performers, together: together, required: required, optional: optional,
            checklist: checklist, records: records ?? self.records,
            disclosure: disclosure.map { $0(self.disclosure) } ?? self.disclosure,
            otherThan: otherThan.map { $0(self.otherThan) } ?? self.otherThan,
            sameAs: sameAs.map { $0(self.sameAs) } ?? self.sameAs)
    }
}

extension Circumstances {
    fileprivate func with(
        today: Int = 0, roster: Roster? = nil, calendar: SchoolCalendar? = nil, world: World? = nil
    ) -> Circumstances {
        Circumstances(
            today: self.today + today, time: time, actor: actor, enteredBy: enteredBy,
            roster: roster ?? self.roster, calendar: calendar ?? self.calendar, world: world ?? self.world)
    }
}

extension Roster {
    /// With everybody in every role that somebody has.
    fileprivate var open: Roster {
        Roster(
            holders: holders.mapValues { $0.isEmpty ? [] : staff.sorted() }, registrars: registrars,
            staff: staff, contacts: contacts)
    }
}

extension SchoolCalendar {
    fileprivate var withoutClosures: SchoolCalendar {
        SchoolCalendar(
            years: years.map {
                SchoolYear(
                    name: $0.name, firstDay: $0.firstDay, lastDay: $0.lastDay, closures: [],
                    planning: $0.planning)
            })
    }
}
