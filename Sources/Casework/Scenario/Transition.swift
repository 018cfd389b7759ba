public import CardEngine
import CardLanguage

/// A way on in a card that a scenario can pass.
public enum Transition: Hashable, Sendable {
    /// A case begins.
    case start
    /// A step ends with that outcome; also `verlopen`, `geen toestemming` and `overgeslagen`.
    case outcome(StepID, String)
    /// A row of a choice decides, from 1.
    case row(StepID, Int)
    /// What may happen at any moment does: which of the interrupts, from 0, and how it is known.
    case interrupt(Int, String)

    /// As a report names it: `bespreken [oneens]`.
    public var title: String { place + (name.map { " [\($0)]" } ?? "") }

    /// Where in the card: the step, or `onderbreek`.
    public var place: String {
        switch self {
        case .start: "start"
        case .outcome(let step, _), .row(let step, _): step.rawValue
        case .interrupt: "onderbreek"
        }
    }

    /// Which of the ways on from there; nil when there is only one.
    public var name: String? {
        switch self {
        case .start: nil
        case .outcome(_, let outcome): outcome
        case .row(_, let row): "regel \(row)"
        case .interrupt(_, let name): name
        }
    }

    /// Every transition of a card, in its order.
    ///
    /// - Parameter cards: the cards that are known, for the ends of those that are called.
    public static func all(of card: Card, among cards: [CardID: Card]) -> [Transition] {
        var found: [Transition] = [.start]
        for step in card.steps {
            if case .choice(let choice) = step.kind {
                found += choice.rows.indices.map { .row(step.id, $0 + 1) }
            }
            found += outcomes(of: step, among: cards).map { .outcome(step.id, $0) }
            if step.isSkippable { found.append(.outcome(step.id, Outcome.skipped)) }
        }
        return found
            + card.interrupts.indices.filter { card.interrupts[$0].target != nil }.map {
                .interrupt($0, on: card)
            }
    }

    /// An interrupt, by its name in the card; of several with that name by its place in the list as well.
    private static func interrupt(_ index: Int, on card: Card) -> Transition {
        let name = card.interrupts[index].name
        let isAlone = card.interrupts.count { $0.name == name } == 1
        return .interrupt(index, isAlone ? name : "\(name), regel \(index + 1)")
    }

    private static func outcomes(of step: Step, among cards: [CardID: Card]) -> [String] {
        let named = step.outcomes.map(\.name)
        let own: [String]
        switch step.kind {
        case .choice: return []
        case .sign: own = [SignStep.agreed, SignStep.refused, SignStep.incomplete]
        case .call(let call) where !call.goesOn && (named.isEmpty || step.otherwise != nil):
            own = cards[call.card]?.possibleEnds.map(\.rawValue) ?? []
        case .call, .task, .register, .wait, .parallel, .forEach: own = []
        }
        return own + named.filter { !own.contains($0) }
    }

    /// What an event of a case passes.
    static func passed(by event: Event, on card: Card) -> [Transition] {
        switch event.fact {
        case .caseOpened: return [.start]
        case .stepCompleted(let fact): return [.outcome(fact.step, fact.outcome)]
        case .stepClosed(let fact): return [.outcome(fact.step, fact.outcome)]
        case .stepSkipped(let fact): return [.outcome(fact.step, Outcome.skipped)]
        case .choiceMade(let fact): return [.row(fact.step, fact.row)]
        case .caseInterrupted(let fact):
            guard let place = fact.interrupt, card.interrupts.indices.contains(place) else { return [] }
            return [.interrupt(place, on: card)]
        case .stepOpened, .stepCancelled, .branchClosed, .itemAdded, .signatureGiven, .entryAdded,
            .personAssigned, .stepTaken, .dateMoved, .termPostponed, .caseSuspended, .caseResumed,
            .reminderSent,
            .stepEscalated, .dataDisclosed, .attributeRecorded, .consentDecided, .consentLapsed, .cardCalled,
            .callLinked, .callEnded, .callReopened, .subjectNoted, .subjectEventMet, .subjectEventTakenBack,
            .limitMoved, .occasionMoved,
            .momentMoved,
            .momentPassed,
            .caseReopened, .valuesCorrected, .caseMigrated, .caseEnded, .attributesSet, .authoritiesSet,
            .dayRun,
            .changePlanned, .planClosed,
            .dayForeseen, .fileUsed, .cardAdopted, .cardWithdrawn:
            return []
        }
    }
}

extension Step {
    /// Whether the case can pass it without opening it.
    fileprivate var isSkippable: Bool {
        if case .forEach = kind { false } else { condition != nil }
    }
}

extension Interrupt {
    /// How people know it.
    fileprivate var name: String {
        switch trigger {
        case .event(let event): FieldText.text(of: event)
        case .withdrawn(let purpose): "ingetrokken: \(purpose)"
        case .moment(let moment): MomentText.text(of: moment)
        case .person(let outcome, _): outcome
        }
    }
}
