public import SchoolTime

/// What an event of one stream asks of others.
public enum Reaction: Hashable, Sendable {
    /// Open a case of this card, for the visit of a case that called it.
    case open(CardCalled, by: Origin.Caller, proposals: [FieldID: FieldValue])
    /// Tell one case something.
    case tell(CaseID, Command)
    /// Keep facts in the stream of a subject.
    case keep(Subject, Fact, Content?)
    /// Let every open case that knows this subject look again.
    case refresh(Subject)
    /// Let every open case that waits for a case of this card look again.
    case refreshWaiting(CardID)
    /// Tell every open case about this subject, or with it as an item, what happened to it.
    case meet(Subject, SubjectEvent, Day)
}

/// The stream in which an event stands.
public enum Stream: Hashable, Sendable {
    /// A case, with how it was opened.
    case ofCase(CaseID, CaseOpened)
    case ofSubject(Subject)
}

/// What an event of one stream asks of others: pure, and the only way in which streams know of each other.
///
/// The command line, the daily run and the scenarios all go through this function; whoever carries it out goes on until
/// nothing is asked any more, in one transaction with the command that began it.
public func react(to event: Event, of stream: Stream) -> [Reaction] {
    switch stream {
    case .ofCase(let id, let opening): reactions(to: event, of: id, opening)
    case .ofSubject(let subject): reactions(to: event, of: subject)
    }
}

private func reactions(to event: Event, of id: CaseID, _ opening: CaseOpened) -> [Reaction] {
    switch event.fact {
    case .cardCalled(let fact):
        if let resumed = fact.resumes {
            let again = CallAgain(
                limit: fact.limit, occasion: fact.newOccasion, proposals: event.content?.values ?? [:])
            return [.tell(resumed, .calledAgain(again))]
        }
        return [
            .open(
                fact, by: Origin.Caller(caseID: id, visit: fact.visit),
                proposals: event.content?.values ?? [:])
        ]
    case .caseEnded(let fact):
        let day = fact.day ?? event.stamp.day
        let caller = opening.origin?.caller.map { Reaction.tell($0.caseID, .endCall(id, fact.end, day)) }
        return (caller.map { [$0] } ?? []) + [.refreshWaiting(opening.card)]
    case .caseReopened:
        return opening.origin?.caller.map { [.tell($0.caseID, .reopenCall(id))] } ?? []
    case .attributeRecorded(let fact):
        let kept = Reaction.keep(
            fact.subject, .attributesSet(AttributesSet(attributes: [fact.attribute])), event.content)
        guard let happened = SubjectEvent.allCases.first(where: { $0.attribute == fact.attribute }),
            case .date(let day)? = event.content?.attributes[fact.attribute]
        else { return [kept] }
        // The day of an event is the event, whoever records it.
        let met = SubjectEventMet(subject: fact.subject, event: happened, day: day)
        return [kept, .keep(fact.subject, .subjectEventMet(met), nil)]
    case .consentDecided(let fact):
        return [.keep(fact.subject, .consentDecided(fact), nil)]
    case .dateMoved(let fact):
        return fact.called.map { [.tell($0, .limit(fact.to))] } ?? []
    case .caseOpened, .stepOpened, .stepCompleted, .stepClosed, .stepSkipped, .stepCancelled,
        .choiceMade, .branchClosed, .itemAdded, .signatureGiven, .entryAdded, .personAssigned, .stepTaken,
        .termPostponed, .caseSuspended, .caseResumed, .reminderSent, .stepEscalated, .dataDisclosed,
        .consentLapsed, .callLinked, .callEnded, .callReopened, .subjectNoted, .subjectEventMet,
        .subjectEventTakenBack, .limitMoved, .occasionMoved,
        .momentMoved, .momentPassed,
        .caseInterrupted, .valuesCorrected, .caseMigrated, .attributesSet, .authoritiesSet, .dayRun,
        .changePlanned,
        .planClosed, .dayForeseen, .fileUsed, .cardAdopted, .cardWithdrawn:
        return []
    }
}

private func reactions(to event: Event, of subject: Subject) -> [Reaction] {
    switch event.fact {
    case .attributesSet, .authoritiesSet, .consentDecided: [.refresh(subject)]
    // What is announced is met on its day, by the clock.
    case .subjectEventMet(let fact) where fact.day > event.stamp.day: [.refresh(subject)]
    case .subjectEventMet(let fact): [.refresh(subject), .meet(subject, fact.event, fact.day)]
    case .cardCalled, .caseOpened, .stepOpened, .stepCompleted, .stepClosed, .stepSkipped, .stepCancelled,
        .choiceMade, .branchClosed, .itemAdded, .signatureGiven, .entryAdded, .personAssigned, .stepTaken,
        .dateMoved,
        .termPostponed, .caseSuspended, .caseResumed, .reminderSent, .stepEscalated, .dataDisclosed,
        .consentLapsed, .callLinked, .callEnded, .callReopened, .subjectNoted, .subjectEventTakenBack,
        .limitMoved, .occasionMoved, .momentMoved,
        .momentPassed,
        .caseInterrupted,
        .caseReopened, .valuesCorrected, .caseMigrated, .caseEnded, .attributeRecorded, .dayRun,
        .changePlanned, .planClosed,
        .dayForeseen,
        .fileUsed, .cardAdopted, .cardWithdrawn:
        []
    }
}
