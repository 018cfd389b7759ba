import SchoolTime

/// The state after an event. It can't refuse and needs no card: what happened, happened.
public func evolve(_ state: CaseState, with event: Event) -> CaseState {
    var state = state
    state.apply(event)
    return state
}

/// The state after some events.
public func evolve(_ state: CaseState, with events: [Event]) -> CaseState {
    var state = state
    for event in events { state.apply(event) }
    return state
}

/// The state that follows from a history.
public func replay(_ events: some Sequence<Event>) -> CaseState {
    var state = CaseState()
    for event in events { state.apply(event) }
    return state
}

extension CaseState {
    /// `evolve` in place.
    mutating func apply(_ event: Event) {
        eventCount += 1
        switch event.fact {
        case .caseOpened(let fact): open(fact, event)
        case .stepOpened(let fact): open(fact)
        case .stepCompleted(let fact): complete(fact, event)
        case .stepClosed(let fact): close(fact.visit, as: .closed(fact.outcome, fact.day))
        case .stepSkipped(let fact):
            pass(fact.step, number: fact.visit, at: fact.place, on: fact.day, as: .skipped(fact.day))
        case .choiceMade(let fact):
            pass(fact.step, number: fact.visit, at: fact.place, on: fact.day, as: .decided(fact.day))
        case .stepCancelled(let fact):
            close(fact.visit, as: .cancelled(event.stamp, fact.day ?? event.stamp.day))
        case .branchClosed(let fact):
            change(fact.place.block) { block in
                guard block.branches.indices.contains(fact.place.branch) else { return }
                block.branches[fact.place.branch].status = fact.counts ? .done : .passed
                block.branches[fact.place.branch].leftOn = fact.leftOn
            }
        case .itemAdded(let fact): add(fact, event)
        case .signatureGiven(let fact): sign(fact, event)
        case .entryAdded(let fact): enter(fact, event)
        case .personAssigned(let fact):
            change(fact.visit) {
                $0.person = fact.person
                $0.isAssigned = true
                $0.taken = nil
            }
        case .stepTaken(let fact):
            change(fact.visit) { visit in
                visit.taken = fact.person.map { Visit.Taken(person: $0, stamp: event.stamp) }
            }
        case .dateMoved(let fact): move(fact, on: fact.day ?? event.stamp.day)
        case .termPostponed(let fact):
            let last = fact.visit.map { visit($0)?.deadline } ?? deadline
            let postponement = Postponement(
                days: fact.days, over: suspensionsOver, last: last,
                on: running(event.stamp.day))
            if let visit = fact.visit {
                change(visit) { $0.postponements.append(postponement) }
            } else {
                postponements.append(postponement)
            }
        case .caseSuspended(let fact):
            suspensions.append(Suspension(from: fact.day, to: nil))
            for visit in openVisits { change(visit.number) { $0.stillSince = fact.day } }
        case .caseResumed(let fact):
            if isSuspended { suspensions[suspensions.count - 1].to = fact.day }
            for visit in openVisits { change(visit.number) { $0.stillSince = nil } }
        case .reminderSent(let fact):
            let sent = SentReminder(reminder: fact.reminder, day: fact.day)
            if let visit = fact.visit {
                change(visit) { $0.reminded.insert(sent) }
            } else {
                reminded.insert(sent)
            }
        case .stepEscalated(let fact):
            change(fact.visit) { visit in
                visit.escalatedTo += fact.roles
                visit.performers += fact.roles.filter { !visit.performers.contains($0) }
            }
        case .attributeRecorded(let fact):
            let value = event.content?.attributes[fact.attribute]
            subjects[fact.subject, default: SubjectFacts()].attributes[fact.attribute] = value
            recorded[fact.subject, default: [:]][fact.attribute] = value
        case .consentDecided(let fact): decideConsent(fact, event)
        case .consentLapsed(let fact):
            let lapsed = fact.scopes.map(Set.init)
            heldConsents = heldConsents.filter { held in
                lapsed.map { !$0.contains(held) } ?? (held.purpose != fact.purpose)
            }
        case .cardCalled(let fact):
            change(fact.visit) { visit in
                visit.calledAbout = fact.subject
                if let resumed = fact.resumes { visit.calledCase = resumed }
            }
        case .callLinked(let fact): change(fact.visit) { $0.calledCase = fact.caseID }
        case .callEnded(let fact): endedCalls[fact.caseID] = fact
        case .callReopened(let fact): endedCalls[fact.caseID] = nil
        case .subjectNoted(let fact): note(fact, event)
        case .subjectEventMet(let fact):
            metEvents.insert(fact)
        case .subjectEventTakenBack(let fact): metEvents.remove(fact)
        case .limitMoved(let fact):
            let since = fact.since ?? limit?.since ?? opening?.day ?? event.stamp.day
            limit = Limit(day: fact.limit, since: since)
            let again = event.content?.values ?? [:]
            if fact.proposes == true || fact.since != nil && !again.isEmpty { proposals = again }
        case .occasionMoved(let fact): occasion = fact.occasion
        case .momentMoved(let fact):
            moments[fact.interrupt] = fact.to.map {
                KnownMoment(day: $0, knownOn: fact.day ?? event.stamp.day)
            }
        case .momentPassed(let fact): passedMoments.insert(fact)
        case .caseReopened:
            // What lapsed while it was ended is no matter of the case that goes on.
            if ending != nil, let subject = opening?.facts.subject {
                heldConsents = Set(scopes(of: subjects[subject]?.consents ?? [], on: event.stamp.day))
            }
            if let ending {
                endsTakenBack.append(
                    EndTakenBack(
                        countsAs: ending.countsAs, endedOn: ending.day, recordedOn: ending.stamp.day,
                        on: event.stamp.day))
            }
            ending = nil
            reopenedOn = event.stamp.day
        case .valuesCorrected(let fact):
            for home in homes(of: fact.fields, fact.kept) {
                replaced[home, default: []].append(kept(home.field, at: home.place))
            }
            fill(fact.fields, fact.kept, at: fact.visit, event, on: event.stamp.day)
        case .caseMigrated(let fact): migrate(fact, on: event.stamp.day)
        case .caseEnded(let fact):
            ending = Ending(
                end: fact.end, countsAs: fact.countsAs, day: fact.day ?? event.stamp.day, stamp: event.stamp,
                reason: event.content?.reason)
        case .dataDisclosed, .caseInterrupted, .attributesSet, .authoritiesSet, .dayRun, .changePlanned,
            .planClosed, .dayForeseen, .fileUsed, .cardAdopted, .cardWithdrawn:
            break
        }
    }

    private mutating func change(_ number: Int, _ body: (inout Visit) -> Void) {
        guard hasVisit(number) else { return }
        body(&visits[number - 1])
    }

    private mutating func close(_ number: Int, as status: Visit.Status) {
        let over = suspensionsOver
        change(number) { ($0.status, $0.suspensionsOver) = (status, over) }
    }

    private var suspensionsOver: Int { suspensions.count { $0.to != nil } }

    private mutating func open(_ fact: CaseOpened, _ event: Event) {
        opening = Opening(facts: fact, stamp: event.stamp)
        cardVersion = CardVersion(fact)
        deadline = fact.deadline
        statutory = fact.statutory
        limit = fact.limit.map { Limit(day: $0, since: fact.day ?? event.stamp.day) }
        occasion = fact.occasion ?? Occasion(day: event.stamp.day)
        proposals = event.content?.values ?? [:]
    }

    private mutating func open(_ fact: StepOpened) {
        var visit = Visit(
            number: fact.visit, step: fact.step, place: fact.place, openedOn: fact.openedOn,
            performers: fact.performers, person: fact.person, earliest: fact.earliest,
            deadline: fact.deadline, statutory: fact.statutory, until: fact.until, list: fact.list,
            datesKnownOn: fact.openedOn, status: .open)
        visit.branches = (fact.branches ?? []).map { BranchState(id: $0.id, item: $0.item) }
        visit.signatures = (fact.signers ?? []).map { Signature(signer: $0) }
        if isSuspended { visit.stillSince = suspensions.last?.from }
        visits.append(visit)
        for branch in visit.branches.indices { inherit(Place(block: visit.number, branch: branch)) }
    }

    /// What was filled in for an item stays with it: a later branch of the same item begins with it, as in a second visit
    /// of the block. What was filled in for a row stands in the row.
    private mutating func inherit(_ place: Place) {
        guard let before = branchBefore(place) else { return }
        itemValues[place] = itemValues[before]
        fillers[place] = fillers[before]
    }

    private mutating func add(_ fact: ItemAdded, _ event: Event) {
        change(fact.visit) { $0.branches.append(BranchState(id: fact.branch.id, item: fact.branch.item)) }
        guard let block = visit(fact.visit), let last = block.branches.indices.last else { return }
        let place = Place(block: fact.visit, branch: last)
        if fact.isNewRow == true, let number = fact.branch.item?.row, let list = block.list {
            let home = listPlace(of: place, list)
            append(Row(number: number, cells: event.content?.values ?? [:]), to: list, at: home)
            note(list, at: home, isFilled: true, on: event.stamp.day)
        }
        inherit(place)
    }

    /// Puts a row behind those of a list, of the whole case or of an item.
    private mutating func append(_ row: Row, to list: FieldID, at home: Place?) {
        var rows: [Row] = []
        if case .rows(let known)? = kept(list, at: home) { rows = known }
        keep(.rows(rows + [row]), as: list, at: home)
    }

    private mutating func complete(_ fact: StepCompleted, _ event: Event) {
        let completion = Completion(
            outcome: fact.outcome, doneOn: fact.doneOn, stamp: event.stamp, role: fact.role,
            onBehalfOf: fact.onBehalfOf, presence: event.content?.presence ?? [:])
        close(fact.visit, as: .done(completion))
        for home in homes(of: fact.filled, fact.kept) { replaced[home] = nil }
        fill(fact.filled, fact.kept, at: fact.visit, event, on: fact.doneOn)
    }

    /// A visit fills in fields: of the whole case, or of items.
    private mutating func fill(
        _ fields: [FieldID], _ kept: [KeptField]?, at visit: Int, _ event: Event, on day: Day
    ) {
        for home in homes(of: fields, kept) {
            // The latest entry counts, also when its content is there no more: then there is no value left.
            let value = event.content?.values[home.field]
            keep(value, as: home.field, at: home.place)
            note(home.field, at: home.place, isFilled: value != nil && value != .rows([]), on: day)
            fillers[home.place, default: [:]][home.field] = visit
        }
    }

    /// Keeps a value: of the whole case, of an item, or in the row that the item is.
    mutating func keep(_ value: FieldValue?, as field: FieldID, at place: Place?) {
        if case .rows(let rows)? = value, let highest = rows.map(\.number).max() {
            let home = FieldHome(field: field, place: place)
            rowNumbers[home] = max(rowNumbers[home] ?? 0, highest)
        }
        guard let place else {
            values[field] = value
            return
        }
        guard let number = item(at: place)?.row, let list = visit(place.block)?.list else {
            itemValues[place, default: [:]][field] = value
            return
        }
        let home = listPlace(of: place, list)
        guard case .rows(var rows)? = kept(list, at: home),
            let index = rows.firstIndex(where: { $0.number == number })
        else { return }
        var cells = rows[index].cells
        cells[field] = value
        rows[index] = Row(number: number, cells: cells)
        keep(.rows(rows), as: list, at: home)
    }

    /// What is kept of a field: of the whole case, of an item, or in the row that the item is.
    func kept(_ field: FieldID, at place: Place?) -> FieldValue? {
        guard let place else { return values[field] }
        guard let number = item(at: place)?.row, let list = visit(place.block)?.list else {
            return itemValues[place]?[field]
        }
        guard case .rows(let rows)? = kept(list, at: listPlace(of: place, list)) else { return nil }
        return rows.first { $0.number == number }?.cells[field]
    }

    /// Which item holds the list that a block goes over; nil when it is one of the whole case.
    func listPlace(of place: Place, _ list: FieldID) -> Place? {
        branches(from: visit(place.block)?.place).first { kept(list, at: $0) != nil }
    }

    private mutating func pass(
        _ step: StepID, number: Int, at place: Place?, on day: Day, as status: Visit.Status
    ) {
        visits.append(
            Visit(
                number: number, step: step, place: place, openedOn: day, performers: [], list: nil,
                datesKnownOn: day, status: status))
    }

    private mutating func sign(_ fact: SignatureGiven, _ event: Event) {
        change(fact.visit) { visit in
            guard let index = visit.signatures.firstIndex(where: { $0.signer == fact.signer }) else { return }
            visit.signatures[index] = Signature(
                signer: fact.signer, answer: fact.answer, day: fact.day, stamp: event.stamp,
                remark: event.content?.reason, document: event.content?.document)
        }
    }

    private mutating func enter(_ fact: EntryAdded, _ event: Event) {
        append(Row(number: fact.row, cells: event.content?.values ?? [:]), to: fact.list, at: fact.place)
        fillers[fact.place, default: [:]][fact.list] = fact.visit
        note(fact.list, at: fact.place, isFilled: true, on: fact.day)
    }

    private mutating func move(_ fact: DateMoved, on day: Day) {
        guard let number = fact.visit else {
            switch fact.kind {
            case .statutory: statutory = fact.to
            case .deadline, .earliest, .until: deadline = fact.to
            }
            // A deadline that went with the caller's was none of its own text.
            if fact.to != nil || fact.kind == .statutory || limit == nil { lostTerms.note(fact) }
            // A deadline that the caller gives moves by itself, too.
            if limit?.day == nil { postponements.follow(fact, over: suspensionsOver) }
            return
        }
        let over = suspensionsOver
        change(number) { visit in
            visit.lostTerms.note(fact)
            visit.postponements.follow(fact, over: over)
            visit.datesKnownOn = max(visit.datesKnownOn, day)
            switch fact.kind {
            case .earliest: visit.earliest = fact.to
            case .deadline: visit.deadline = fact.to
            case .statutory: visit.statutory = fact.to
            case .until: visit.until = fact.to
            }
        }
    }

    private mutating func migrate(_ fact: CaseMigrated, on day: Day) {
        func sent(_ marks: [ReminderMark]) -> Set<SentReminder> {
            Set(marks.map { SentReminder(reminder: $0.reminder, day: $0.day) })
        }
        if let cardVersion { formerVersions.append(FormerVersion(version: cardVersion, until: day)) }
        cardVersion = CardVersion(version: fact.version, textHash: fact.textHash)
        for migrated in fact.visits {
            change(migrated.visit) { visit in
                // Who is at it may not be one of those who can do it now.
                if visit.performers != migrated.performers { visit.taken = nil }
                visit.performers = migrated.performers
                if visit.person != migrated.person { visit.isAssigned = false }
                visit.person = migrated.person
                visit.reminded = sent(migrated.reminded)
                // What was due by the old text was done before: what the new one makes of a past term counts as of today.
                if migrated.hasOtherTerms == true {
                    visit.datesKnownOn = max(visit.datesKnownOn, day)
                    visit.lostTerms = []
                }
            }
        }
        if let began = fact.began { self.began = began }
        // Its own terms may be others.
        lostTerms = []
        reminded = sent(fact.reminded)
        passedMoments = Set(fact.passed)
        moments = Dictionary(
            (fact.moments ?? []).map { ($0.interrupt, KnownMoment(day: $0.day, knownOn: $0.knownOn)) },
            uniquingKeysWith: { first, _ in first })
        heldConsents = heldConsents.filter { fact.purposes.contains($0.purpose) }
    }

    private mutating func decideConsent(_ fact: ConsentDecided, _ event: Event) {
        var facts = subjects[fact.subject] ?? SubjectFacts()
        facts.decide(fact, on: event.stamp.day)
        if fact.given, fact.subject == opening?.facts.subject { heldConsents.insert(fact.consent.scope) }
        subjects[fact.subject] = facts
    }

    private mutating func note(_ fact: SubjectNoted, _ event: Event) {
        var facts = subjects[fact.subject] ?? SubjectFacts()
        for attribute in fact.attributes {
            facts.attributes[attribute] = event.content?.attributes[attribute]
        }
        if let consents = fact.consents {
            if fact.subject == opening?.facts.subject {
                // What ran out before the case knew of it never held here, and what it knew has lapsed if it does not hold.
                let news = consents.filter { !facts.consents.contains($0) }
                heldConsents.formUnion(scopes(of: news, on: fact.day ?? event.stamp.day))
            }
            facts.consents = consents
        }
        if let authorities = fact.authorities { facts.authorities = authorities }
        subjects[fact.subject] = facts
    }

    /// The purposes and recipients of those that hold on a day.
    private func scopes(of consents: [Consent], on day: Day) -> [Consent.Scope] {
        consents.filter { $0.until.map { day <= $0 } ?? true }.map(\.scope)
    }
}
