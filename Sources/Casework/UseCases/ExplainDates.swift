public import CardEngine
import CaseStore
public import SchoolTime

/// Why the dates of a step, or of a case, are what they are.
public struct DatesReport: Hashable, Sendable {
    /// What it is about: `k7m3.2`, or `k7m3` for the whole case.
    public let reference: CaseReference
    /// The card that the case lives by.
    public let card: Card
    /// The step; nil for the whole case.
    public let step: Step?
    /// The day on which the step opened, or the case began.
    public let openedOn: Day
    /// Each date with how it came about.
    public let dates: [DateExplanation]
    /// Of a case without dates: an open step that has one; nil when there is none.
    public let visitWithTerm: Int?
    /// Whether the actor may know that another case called this one.
    public let isCallerVisible: Bool
    /// How the dates moved, in order, with who did that; none for who sees only the step.
    public let moves: [HistoryLine]
}

extension Workplace {
    /// Explains the dates of a step, or of the whole case (`kaart waarom-datum`).
    ///
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func explainDates(_ reference: CaseReference) throws -> DatesReport {
        try store.read { reading in
            let (loaded, view) = try loadVisible(reference.caseID, from: reading)
            guard view.seesCase || reference.visit.map(view.doable.contains) ?? false else {
                throw CaseworkFailure.refused(.roleNeeded([loaded.card.owner]), card: loaded.card)
            }
            let visit = try reference.visit.map { number in
                guard let visit = loaded.state.visit(number) else {
                    throw CaseworkFailure.refused(.unknownVisit(number), card: loaded.card)
                }
                return visit
            }
            let events = try reading.events(of: loaded.id) + loaded.due
            let dated = loaded.state.openVisits.first { visit in
                [visit.earliest, visit.deadline, visit.statutory, visit.until].contains { $0 != nil }
            }
            return DatesReport(
                reference: reference, card: loaded.card, step: visit.flatMap { loaded.card.step($0.step) },
                openedOn: visit?.openedOn ?? loaded.opening.day,
                dates: explanations(
                    ofDatesOf: reference.visit, in: loaded.state, on: loaded.card,
                    at: try circumstances(for: loaded, from: reading), to: view),
                visitWithTerm: visit == nil && loaded.state.isRunning ? dated?.number : nil,
                isCallerVisible: try visibleCaller(of: loaded.state, from: reading) != nil,
                moves: !view.seesCase
                    ? []
                    : try history(of: loaded, events, from: reading).filter {
                        $0.isTold && $0.fact.movesDate(of: reference.visit)
                    })
        }
    }
}

extension Fact {
    /// Whether it moved a date of that visit, or, without one, of the whole case.
    fileprivate func movesDate(of visit: Int?) -> Bool {
        switch self {
        case .dateMoved(let fact): fact.visit == visit
        case .termPostponed(let fact): fact.visit == visit
        case .momentMoved(let fact): visit == nil && fact.from != nil
        case .caseSuspended, .caseResumed: true
        case .caseOpened, .stepOpened, .stepCompleted, .stepClosed, .stepSkipped, .stepCancelled, .choiceMade,
            .branchClosed, .itemAdded, .signatureGiven, .entryAdded, .personAssigned, .stepTaken,
            .reminderSent,
            .stepEscalated, .dataDisclosed, .attributeRecorded, .consentDecided, .consentLapsed, .cardCalled,
            .callLinked, .callEnded, .callReopened, .subjectNoted, .subjectEventMet, .subjectEventTakenBack,
            .limitMoved, .occasionMoved,
            .momentPassed,
            .caseInterrupted, .caseReopened, .valuesCorrected, .caseMigrated, .caseEnded, .attributesSet,
            .authoritiesSet,
            .dayRun,
            .changePlanned, .planClosed, .dayForeseen, .fileUsed, .cardAdopted, .cardWithdrawn:
            false
        }
    }
}
