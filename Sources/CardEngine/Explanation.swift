public import SchoolTime

/// How a computed date came about.
public struct DateExplanation: Hashable, Sendable {
    /// Which date.
    public enum Kind: Hashable, Sendable {
        case earliest, deadline, statutory, until
        /// The day on which an interrupt happens (`op`).
        case interrupt
    }

    /// Which date it is.
    public let kind: Kind
    /// The rule, as the card says it; nil: it is the deadline of the step that called this case.
    public let moment: Moment?
    /// The day that was counted from; nil when the moment names its day itself, its anchor has none yet, or the person may
    /// not see it.
    public fileprivate(set) var countedFrom: Day?
    /// Whether it counts from a day that the person who asks may not see: neither that day is told, nor what leads back to it.
    public fileprivate(set) var isAnchorHidden = false
    /// Whether it was counted by the Algemene termijnenwet.
    public let isByLaw: Bool
    /// The days that were passed over, each with its rule.
    public fileprivate(set) var skipped: [SkippedDay]
    /// The first day that the calendar does not know, when counting met one.
    public let unknownFrom: Day?
    /// The day before postponement and suspension; nil when there is none yet.
    public let counted: Day?
    /// By how many days the owner postponed it.
    public let postponedBy: Int
    /// By how many days it moved because the case was suspended.
    public let suspendedBy: Int
    /// The day that stands now.
    public let day: Day?
}

/// Explains every date of a visit, or, without one, of the whole case, to a person; in the order `vanaf`, `termijn`,
/// `wettelijk`, `wacht`, and the `op` of `onderbreek`.
///
/// - Parameter view: what that person may see of the case.
public func explanations(
    ofDatesOf visit: Int?, in state: CaseState, on card: Card, at now: Circumstances, to view: CaseView
) -> [DateExplanation] {
    let visited = visit.flatMap { state.visit($0) }
    let place = visited?.place
    let isOver = !(visited?.isOpen ?? state.isRunning)
    let then = visited.map { state.asSuspended(when: $0) } ?? state
    return Decision(state: then, card: card, now: now).explanations(of: visit).compactMap { date in
        let date = isOver && date.day != nil && !date.isAsCounted ? date.withoutCount : date
        let told = date.told(to: view, on: card) { state.home(of: $0, at: place, on: card) }
        // That day itself stands nowhere else: it would tell the one that it counts from.
        return told.kind == .interrupt && told.isAnchorHidden ? nil : told
    }
}

extension DateExplanation {
    /// Whether the day that stands is the one that it counts to now.
    fileprivate var isAsCounted: Bool { day == counted.map { $0 + postponedBy + suspendedBy } }

    /// Only what the card says and the day: of what is over, and counted from a day that is another one by now.
    fileprivate var withoutCount: DateExplanation {
        DateExplanation(
            kind: kind, moment: moment, countedFrom: nil, isByLaw: isByLaw, skipped: [], unknownFrom: nil,
            counted: day, postponedBy: 0, suspendedBy: 0, day: day)
    }

    /// Without the day that was counted from, and the days that were passed over from there, when the person may not see
    /// it (kaarttaal, section 2, "Who sees it").
    fileprivate func told(
        to view: CaseView, on card: Card, home: (FieldID) -> Place?
    ) -> DateExplanation {
        guard let anchor = moment?.anchor, !view.sees(anchor, on: card, home: home) else { return self }
        var told = self
        told.isAnchorHidden = true
        told.countedFrom = nil
        told.skipped = []
        return told
    }
}

extension Decision {
    fileprivate func explanations(of number: Int?) -> [DateExplanation] {
        guard let number else { return explanationsOfCase }
        guard let visit = state.visit(number), let step = card.step(visit.step) else { return [] }
        let place = visit.place
        var found: [DateExplanation] = []
        if let moment = step.terms.earliest {
            found.append(
                explain(
                    .earliest, moment, from: visit.openedOn, .first, at: place, openedOn: visit.openedOn,
                    visit.earliest))
        }
        let base = max(visit.openedOn, visit.earliest ?? visit.openedOn)
        if let moment = step.terms.term {
            found.append(
                explain(
                    .deadline, moment, from: base, .last, at: place, openedOn: visit.openedOn, visit.deadline,
                    postponements: visit.postponements, isSuspendable: true))
        }
        if let moment = step.terms.statutory {
            found.append(
                explain(
                    .statutory, moment, from: base, .last, at: place, openedOn: visit.openedOn,
                    visit.statutory, byLaw: true))
        }
        if case .wait(let wait) = step.kind, case .moment(let moment) = wait.goal {
            found.append(
                explain(
                    .until, moment, from: visit.openedOn, .first, at: place, openedOn: visit.openedOn,
                    visit.until, isSuspendable: moment.isSpan))
        }
        return found
    }

    private var explanationsOfCase: [DateExplanation] {
        guard let opening = state.opening else { return [] }
        let day = opening.day
        var found: [DateExplanation] = []
        var agreed: DateExplanation?
        if let moment = card.terms.term {
            agreed = explain(
                .deadline, moment, from: day, .last, at: nil, openedOn: day, state.deadline,
                postponements: state.postponements, isSuspendable: true)
        }
        // The first of its own term and that of the step that called it.
        let suspended = state.limit.map { state.suspensions.days(since: $0.since) } ?? 0
        if let limit = state.limit?.day,
            agreed.flatMap({ own in own.counted.map { limit + suspended < $0 + own.suspendedBy } }) ?? true
        {
            agreed = DateExplanation(
                kind: .deadline, moment: nil, countedFrom: nil, isByLaw: false, skipped: [], unknownFrom: nil,
                counted: limit, postponedBy: state.postponedBy, suspendedBy: suspended, day: state.deadline)
        }
        if let agreed { found.append(agreed) }
        if let moment = card.terms.statutory {
            found.append(
                explain(
                    .statutory, moment, from: day, .last, at: nil, openedOn: day, state.statutory, byLaw: true
                ))
        }
        return found + explanationsOfInterrupts(since: day)
    }

    /// Of each moment that is still to interrupt the case.
    private func explanationsOfInterrupts(since opening: Day) -> [DateExplanation] {
        guard state.isRunning else { return [] }
        return card.interrupts.enumerated().compactMap { number, interrupt in
            guard case .moment(let moment) = interrupt.trigger else { return nil }
            let day = state.moments[number]?.day
            let isPast = day.map { state.passedMoments.contains(MomentPassed(interrupt: number, day: $0)) }
            guard isPast != true else { return nil }
            return explain(
                .interrupt, moment, from: opening, .first, at: nil, openedOn: opening, day)
        }
    }

    private func explain(
        _ kind: DateExplanation.Kind, _ moment: Moment, from base: Day, _ edge: Edge, at place: Place?,
        openedOn: Day,
        _ day: Day?, byLaw: Bool = false, postponements: [Postponement] = [],
        isSuspendable: Bool = false
    ) -> DateExplanation {
        let reckoner = reckoner(at: place, openedOn: yearDay(of: moment, openedOn: openedOn))
        let count = reckoner.count(of: moment, from: base, edge: edge, byLaw: byLaw)
        var unknown: Day?
        if case .beyondCalendar(let first)? = count { unknown = first }
        let suspendedBy =
            isSuspendable
            ? count?.day.map {
                suspendedDays(
                    of: moment, meaning: $0, from: base, openedOn: openedOn, reckoner, postponements)
            } : nil
        return DateExplanation(
            kind: kind, moment: moment, countedFrom: reckoner.start(of: moment, from: base), isByLaw: byLaw,
            skipped: count?.skipped ?? [], unknownFrom: unknown, counted: count?.day,
            postponedBy: postponements.days,
            suspendedBy: suspendedBy ?? 0, day: day)
    }
}

extension Reckoner {
    /// The day from which a term runs, so that a suspension takes days from it: that from which it counts a duration onwards,
    /// else that on which its step or case opened.
    func begin(of term: Moment, from base: Day, openedOn: Day) -> Day {
        switch term {
        case .span, .relative(_, .after, _): start(of: term, from: base) ?? openedOn
        case .relative(_, .before, _), .anchor, .today, .period, .dayBefore, .next: openedOn
        }
    }

    /// The day from which a duration is counted, or a day of the year is looked for; nil for a moment that names its day itself.
    func start(of moment: Moment, from base: Day) -> Day? {
        switch moment {
        case .span: base
        case .relative(_, let direction, let anchor):
            span(of: anchor).map { direction == .before ? $0.first : $0.last }
        case .next(_, after: let anchor): span(of: anchor)?.last
        case .anchor, .today, .period, .dayBefore: nil
        }
    }
}
