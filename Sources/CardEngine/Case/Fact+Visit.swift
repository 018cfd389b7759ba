extension Fact {
    /// The visit that it is about; nil when it is about the whole case.
    public var visit: Int? {
        switch self {
        case .stepOpened(let fact): fact.visit
        case .stepCompleted(let fact): fact.visit
        case .stepClosed(let fact): fact.visit
        case .stepSkipped(let fact): fact.visit
        case .stepCancelled(let fact): fact.visit
        case .choiceMade(let fact): fact.visit
        case .itemAdded(let fact): fact.visit
        case .signatureGiven(let fact): fact.visit
        case .entryAdded(let fact): fact.visit
        case .personAssigned(let fact): fact.visit
        case .stepTaken(let fact): fact.visit
        case .stepEscalated(let fact): fact.visit
        case .dataDisclosed(let fact): fact.visit
        case .cardCalled(let fact): fact.visit
        case .callLinked(let fact): fact.visit
        case .caseReopened(let fact): fact.visit
        case .valuesCorrected(let fact): fact.visit
        case .dateMoved(let fact): fact.visit
        case .termPostponed(let fact): fact.visit
        case .reminderSent(let fact): fact.visit
        case .caseOpened, .branchClosed, .caseSuspended, .caseResumed, .attributeRecorded, .consentDecided,
            .consentLapsed, .callEnded, .callReopened, .subjectNoted, .subjectEventMet,
            .subjectEventTakenBack, .limitMoved, .occasionMoved,
            .momentMoved,
            .momentPassed,
            .caseInterrupted, .caseMigrated, .caseEnded, .attributesSet, .authoritiesSet, .dayRun,
            .changePlanned,
            .planClosed, .dayForeseen, .fileUsed, .cardAdopted, .cardWithdrawn:
            nil
        }
    }
}
