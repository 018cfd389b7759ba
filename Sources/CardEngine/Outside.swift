import SchoolTime

/// What other streams bring: news of the subject, and of called cases.
extension Decision {
    /// Notes what is known now of the subject of the case and of those of open items, and what did not happen to them.
    mutating func noteSubjects() {
        guard let subject = state.opening?.facts.subject else { return }
        for met in now.world.takenBack where state.metEvents.contains(met) {
            emit(.subjectEventTakenBack(met))
        }
        noteSubject(subject)
        for visit in state.visits.indices where state.visits[visit].isOpen {
            for branch in state.visits[visit].branches where branch.status == .open {
                if let subject = branch.item?.subject { noteSubject(subject) }
            }
        }
    }

    /// Notes what is known of a subject now, as far as the card asks for it: no more of a child than it needs.
    mutating func noteSubject(_ subject: Subject) {
        guard let known = known(of: subject) else { return }
        let noted = state.subjects[subject] ?? SubjectFacts()
        var changed: [AttributeID] = []
        var values: [AttributeID: FieldValue] = [:]
        var asked = card.notedAttributes
        // A date that moves takes its occasion along, also when the card itself does not name it.
        if subject == state.opening?.facts.subject, let name = state.occasion?.name, !asked.contains(name) {
            asked = (asked + [name]).sorted()
        }
        for attribute in asked {
            // The group decides who holds the roles; that in which a case was opened is known without a note.
            let before =
                attribute == .group
                ? noted.attributes[.group] ?? subject.group.map { .text($0.rawValue) }
                : noted.attributes[attribute]
            let isUnknown = attribute == .group && known.attributes[.group] == nil
            guard known.attributes[attribute] != before, !isUnknown || noted.attributes[.group] != nil else {
                continue
            }
            changed.append(attribute)
            values[attribute] = known.attributes[attribute]
        }
        let consents = known.consents.filter { card.namedPurposes.contains($0.purpose) }
        let asksParents = card.signers.contains { now.roster.own($0) == SignStep.parents }
        let authorities = asksParents ? known.authorities : 0
        guard !changed.isEmpty || consents != noted.consents || authorities != noted.authorities else {
            return
        }
        if consents != noted.consents { consentsNotedOn[subject] = day }
        emit(
            .subjectNoted(
                SubjectNoted(
                    subject: subject, attributes: changed,
                    consents: consents == noted.consents ? nil : consents,
                    authorities: authorities == noted.authorities ? nil : authorities,
                    day: unlessToday(day))),
            Content(attributes: values))
    }

    /// What is known of a subject, with what this very decision decided: that has yet to reach the stream of the subject.
    func known(of subject: Subject) -> SubjectFacts? {
        guard var facts = now.world.facts[subject] else { return nil }
        for event in events {
            if case .attributeRecorded(let fact) = event.fact, fact.subject == subject {
                facts.attributes[fact.attribute] = event.content?.attributes[fact.attribute]
            } else if case .consentDecided(let fact) = event.fact, fact.subject == subject {
                facts.decide(fact, on: event.stamp.day)
            }
        }
        return facts
    }

    /// Something happened to the subject of the case, or of an item.
    mutating func meet(_ subject: Subject, _ event: SubjectEvent, on day: Day) throws(Refusal) {
        guard state.isRunning, let opening = state.opening else { return }
        guard !hasMet(SubjectEventMet(subject: subject, event: event, day: day)) else { return }
        let wasEngine = isEngine
        isEngine = true
        defer { isEngine = wasEngine }
        if subject == opening.facts.subject {
            emit(.subjectEventMet(SubjectEventMet(subject: subject, event: event, day: day)))
            let happened = try interruptIfAny(event, since: day)
            guard event == .left, !happened else { return }
            cancelOpenVisits(since: day)
            emit(
                .caseEnded(
                    CaseEnded(
                        end: End.lapsed, countsAs: .aborted, day: unlessToday(self.day))))
        } else if event == .left {
            let branches = state.openVisits.flatMap { visit in
                visit.branches.indices.filter {
                    visit.branches[$0].status == .open && visit.branches[$0].item?.subject?.id == subject.id
                        && visit.branches[$0].item?.subject?.kind == subject.kind
                }.map { Place(block: visit.number, branch: $0) }
            }
            guard !branches.isEmpty else { return }
            emit(.subjectEventMet(SubjectEventMet(subject: subject, event: event, day: day)))
            for place in branches where state.visit(place.block)?.isOpen == true {
                try passBranch(place, since: day)
            }
        }
    }

    /// Whether the case has met what happened, on the day it is or on one that was put right (docs/kaarttaal.md, choice 16);
    /// or has nothing to meet: it began by it, or after it, as far as anybody knew then.
    func hasMet(_ met: SubjectEventMet) -> Bool {
        var wrong = now.world.wrongDays[met] ?? []
        // Who reopened a case took back that it had met a departure; one on a later day is still to come.
        if met.event == .left, let reopened = state.reopenedOn, met.day > reopened {
            wrong.removeAll { $0 <= reopened }
        }
        let isMet = ([met.day] + wrong).contains { day in
            state.metEvents.contains(SubjectEventMet(subject: met.subject, event: met.event, day: day))
        }
        guard !isMet, let opening = state.opening, met.subject == opening.facts.subject else { return isMet }
        if let rule = opening.facts.origin?.rule?.rule,
            (state.began ?? BeganBy(event: card.startEvent(rule))).event == met.event,
            let first = opening.facts.occasion?.firstDay, first == met.day || wrong.contains(first)
        {
            return true
        }
        let began = state.reopenedOn ?? opening.day
        return met.day <= began && wrong.contains { $0 <= began }
    }

    // MARK: - Called cases

    /// Opens the visit of a call; gives where the case goes on when it does not wait.
    ///
    /// What can't be called stays due: the steps before it wait, and keep nothing else from being done.
    mutating func open(_ step: Step, _ call: CallStep, at place: Place?) throws(Refusal) -> Target? {
        let number = nextVisit
        let subject = subject(of: call, at: place)
        // A new visit takes up the case it started before, if that is still open (kaarttaal, section 4.6) and about the same.
        let resumed = subject.flatMap {
            state.openCall(of: step.id, about: $0, from: place, except: now.world.callsElsewhere)
        }
        if let callable = now.world.callable, let subject, resumed == nil {
            guard callable[call.card]?.follows(from: subject) == true else {
                throw .notCallable(step.id, call.card)
            }
        }
        let given = subject.flatMap { subject in
            call.occasion.flatMap { occasion($0, about: subject, at: place) }
        }
        // A call that names none, as an older text may, gives the day of the call.
        if subject != nil, resumed == nil, call.occasion != nil, given == nil,
            now.world.countingBack.contains(call.card)
        {
            if case .field(let field)? = call.occasion?.anchor, value(of: field, at: place) == nil,
                !canBeFilledIn(field, at: place)
            {
                throw .occasionLost(step.id, call.card)
            }
            throw .occasionUnknown(step.id, call.card)
        }
        emitOpened(step, at: place)
        if let subject {
            emit(
                .cardCalled(
                    CardCalled(
                        visit: number, card: call.card, subject: subject,
                        occasion: given ?? Occasion(day: day),
                        limit: state.visit(number)?.deadline, resumes: resumed,
                        movesOccasion: resumed != nil && given != nil)),
                Content(values: proposals(of: call, at: place)))
        }
        return call.goesOn ? close(number, step, with: Outcome.done) : nil
    }

    /// The occasion that a moment gives: what it is the name of moves along with that, for whom it is the same.
    private func occasion(_ moment: Moment, about subject: Subject, at place: Place?) -> Occasion? {
        guard let first = self.day(of: moment, from: day, edge: .first, at: place),
            let last = self.day(of: moment, from: day, edge: .last, at: place)
        else { return nil }
        var name: AttributeID?
        if case .anchor(.named(let named)) = moment { name = named }
        if case .anchor(.occasion) = moment, state.subject(at: place) == state.subject(at: nil) {
            name = state.occasion?.name
        }
        let isSame = subject == state.subject(at: place)
        return Occasion(firstDay: first, lastDay: last, name: isSame ? name : nil)
    }

    private func subject(of call: CallStep, at place: Place?) -> Subject? {
        switch call.about {
        case .same: return state.subject(at: place)
        case .field(let field):
            switch value(of: field, at: place) {
            case .pupil(let number):
                return now.world.pupils.first { $0.id == number }
                    ?? Subject(kind: .pupil, id: number, group: state.subject(at: place)?.group)
            case .person(let person): return Subject(kind: .staffMember, id: person.rawValue)
            case .text, .number, .date, .yesNo, .choice, .choices, .document, .rows, nil: return nil
            }
        }
    }

    private func proposals(of call: CallStep, at place: Place?) -> [FieldID: FieldValue] {
        Dictionary(
            call.proposals.compactMap { pass in value(of: pass.ours, at: place).map { (pass.theirs, $0) } },
            uniquingKeysWith: { first, _ in first })
    }

    mutating func linkCall(_ visit: Int, _ caseID: CaseID) {
        guard let caller = state.visit(visit), caller.calledCase == nil,
            case .call? = card.step(caller.step)?.kind
        else { return }
        isEngine = true
        defer { isEngine = false }
        emit(.callLinked(CallLinked(visit: visit, caseID: caseID)))
    }

    /// Another case tells this one something: it is kept, and by itself it leads to nothing but that dates move.
    mutating func hear(_ command: Command) {
        isEngine = true
        defer { isEngine = false }
        for (fact, content) in state.told(command, on: day) { emit(fact, content) }
    }

    /// A called case ended, and with that the step that waits for it, unless the case can't go on from there.
    mutating func endCall(_ caseID: CaseID, _ end: EndID, on day: Day) {
        hear(.endCall(caseID, end, day))
        guard state.isRunning, let waiting = state.openVisits.first(where: { $0.calledCase == caseID }) else {
            return
        }
        isEngine = true
        defer { isEngine = false }
        var attempt = self
        attempt.day = max(day, waiting.openedOn)
        do throws(Refusal) {
            try attempt.end(waiting, with: end.rawValue)
            self = attempt
        } catch {
            // That it ends stays due.
        }
    }
}

extension Fact {
    /// Whether a decision that leads to it may know more of a subject than the case has noted, or of more subjects.
    var bringsNews: Bool {
        switch self {
        case .caseOpened, .itemAdded, .attributeRecorded, .consentDecided, .caseMigrated: true
        case .stepOpened(let fact): fact.branches != nil
        case .stepCompleted, .stepClosed, .stepSkipped, .stepCancelled, .choiceMade, .branchClosed,
            .signatureGiven, .entryAdded, .personAssigned, .stepTaken, .dateMoved, .termPostponed,
            .caseSuspended, .caseResumed, .reminderSent, .stepEscalated, .dataDisclosed, .consentLapsed,
            .cardCalled, .callLinked, .callEnded, .callReopened, .subjectNoted, .subjectEventMet,
            .subjectEventTakenBack, .limitMoved, .occasionMoved,
            .momentMoved, .momentPassed, .caseInterrupted, .caseReopened, .valuesCorrected, .caseEnded,
            .attributesSet,
            .authoritiesSet, .dayRun, .changePlanned, .planClosed, .dayForeseen, .fileUsed, .cardAdopted,
            .cardWithdrawn:
            false
        }
    }
}
