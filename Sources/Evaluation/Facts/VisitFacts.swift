public import CardEngine
public import SchoolTime

/// What the evaluation knows of one time that a case reached a step. Steps that were skipped and choices of the engine are
/// none: nobody did them.
public struct VisitFacts: Hashable, Sendable {
    /// What became of it.
    public enum Course: Hashable, Sendable {
        case open
        /// Somebody did it, or the engine ended it: with this outcome, as of that day.
        case done(String, Day)
        case cancelled
    }

    /// An item of a `voor_elke` around it, whichever time the block was reached.
    struct ItemStep: Hashable, Sendable {
        let block: StepID
        let item: Item
    }

    /// The case.
    public let caseID: CaseID
    /// Its number in the case.
    public let number: Int
    /// The step.
    public let step: StepID
    /// Whom or what it is about: that of the case, or of an item.
    public let subject: Subject
    /// Since when it could be done: when it opened, or its `vanaf` if later.
    public let from: Day
    /// What became of it.
    public let course: Course
    /// How it stands to what the school agreed.
    public let agreed: Promptness
    /// How it stands to what the law says.
    public let statutory: Promptness
    /// Whether it was over too late for its agreed term, had that not been postponed once it had passed.
    let neededLatePostponement: Bool
    /// For each role of `samen_met` that was asked for, as the card writes it: whether somebody was there.
    public let presence: [RoleID: Bool]
    /// The items around it, from the innermost outwards.
    let items: [ItemStep]
    /// The branches of those items: another each time that their block is reached. By these `keer` tells visits apart.
    let places: [Place]

    /// Nil for what nobody does.
    init?(_ visit: Visit, in state: CaseState, id: CaseID, today: Day) {
        switch visit.status {
        case .decided, .skipped: return nil
        case .open: course = .open
        case .done(let completion): course = .done(completion.outcome, completion.doneOn)
        case .closed(let outcome, let day): course = .done(outcome, day)
        case .cancelled: course = .cancelled
        }
        if case .closed(Outcome.noConsent, _) = visit.status {
            lackedConsent = true
        } else {
            lackedConsent = false
        }
        guard let subject = state.subject(at: visit.place) else { return nil }
        caseID = id
        number = visit.number
        step = visit.step
        self.subject = subject
        from = max(visit.openedOn, visit.earliest ?? visit.openedOn)
        var items: [ItemStep] = []
        var places: [Place] = []
        var endedOn = state.ending?.day
        // As of when there was no need any more of what was not done.
        var lapses: [Day?] = []
        var place = visit.place
        while let around = place, let block = state.visit(around.block), block.number < visit.number {
            if let item = block.branches.indices.contains(around.branch)
                ? block.branches[around.branch].item : nil
            {
                items.append(ItemStep(block: block.step, item: item))
                places.append(around)
                lapses.append(block.branches[around.branch].leftOn)
            }
            // What a block cancels came to nothing when the block was over, also when that was found out later.
            if let closedOn = block.closedOn { endedOn = min(closedOn, endedOn ?? closedOn) }
            place = block.place
        }
        self.items = items
        self.places = places
        if case .closed(Outcome.expired, _) = visit.status {
            lapses.append(state.doneAgainOn(after: visit))
            lapses.append(state.ending.flatMap { $0.countsAs == .completed ? nil : $0.day })
            let left = state.metEvents.filter {
                $0.event == .left && $0.subject == state.opening?.facts.subject && $0.day >= visit.openedOn
            }
            lapses += left.map(\.day)
        }
        let lapsedOn = lapses.compactMap(\.self).min()
        agreed = Promptness(of: visit, byLaw: false, cancelledOn: endedOn, lapsedOn: lapsedOn, today: today)
        statutory = Promptness(of: visit, byLaw: true, cancelledOn: endedOn, lapsedOn: lapsedOn, today: today)
        neededLatePostponement = visit.neededLatePostponement
        presence =
            visit.completion?.presence.mapValues { presence in
                switch presence {
                case .present: true
                case .absent: false
                }
            } ?? [:]
    }

    /// Whether the engine ended it for want of a consent: with an outcome, and without anything having been done.
    let lackedConsent: Bool

    /// As of which day something was done; nil when nothing was.
    var doneOn: Day? { lackedConsent ? nil : doneWith?.day }

    /// With what outcome and as of which day it was over; nil when it was not.
    var doneWith: (outcome: String, day: Day)? {
        switch course {
        case .done(let outcome, let day): (outcome, day)
        case .open, .cancelled: nil
        }
    }

    /// How many calendar days it took; nil when it was not done.
    var days: Int? { doneOn.map { max(0, $0 - from) } }

    /// As what was counted.
    var source: Figure.Source { Figure.Source(subject, caseID: caseID, visit: number) }

    /// By the agreed term or that of the law.
    func promptness(byLaw: Bool) -> Promptness { byLaw ? statutory : agreed }
}
