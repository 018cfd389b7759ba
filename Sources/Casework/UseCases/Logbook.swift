public import CardEngine
import CardLanguage
import CaseStore
public import SchoolTime

/// A line to put in the log of a pupil: a step that was completed.
public struct LogbookLine: Hashable, Sendable {
    /// The pupil, in the group of now.
    public let subject: Subject
    /// How people name the step: `k7m3.2`.
    public let reference: CaseReference
    /// The card by which the case lived then.
    public let card: Card
    /// The step of the card.
    public let step: StepID
    /// Within a `voor_elke` over rows or values: which.
    public let items: [Item]
    /// What it led to.
    public let outcome: String
    /// The day on which it was done.
    public let doneOn: Day
    /// Who recorded it, and when.
    public let stamp: Stamp
    /// The role in which that person did it; nil of signatures.
    public let role: RoleID?
    /// The external role for which it was recorded.
    public let onBehalfOf: RoleID?
    /// Of signatures: what each signer answered.
    public let answers: [Answer]

    /// What a signer answered.
    public struct Answer: Hashable, Sendable {
        /// Who.
        public let signer: Signer
        /// What.
        public let answer: SignatureAnswer
    }

    /// By pupil, day, case and visit.
    fileprivate static func comesBefore(_ left: LogbookLine, _ right: LogbookLine) -> Bool {
        guard left.subject == right.subject else { return left.subject.comesBefore(right.subject) }
        guard left.doneOn == right.doneOn else { return left.doneOn < right.doneOn }
        guard left.card.id == right.card.id else { return left.card.id.comesBefore(right.card.id) }
        return left.reference.comesBefore(right.reference)
    }
}

/// The lines to put in the logs of pupils.
public struct Logbook: Hashable, Sendable {
    /// By pupil and day.
    public let lines: [LogbookLine]
    /// What was recorded on this day or later.
    public let since: Day
    /// The cards among them that not everybody at school may see.
    public let restricted: [Card]
}

extension Workplace {
    /// The draft lines for the pupil's log (`kaart logvel`): completed steps, in the cases that the actor may see.
    ///
    /// What is asked for is chosen by the day of the record, not by that on which a step was done: what is recorded late is
    /// never passed over. Of hidden cards there is never a line, for whomever: a pupil's log has more readers.
    ///
    /// - Parameters:
    ///   - name: the number of a pupil or the id of a group; nil: all pupils.
    ///   - since: the first day of the record; nil: that of this school year.
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func logbook(of name: String?, since: Day?) throws -> Logbook {
        let group = name.flatMap { name in school.groups.first { $0.id.rawValue == name }?.id }
        let ids = school.groups.map(\.id.rawValue)
        // Only what is nearly a group is repeated: it may be the name of a child.
        if group == nil, let name, !name.isPupilNumber, ids.nearest(to: name) != nil {
            throw CaseworkFailure.unknownGroup(name, known: ids)
        }
        let pupil = try group == nil ? name.map { try self.pupil($0) } : nil
        let since = since ?? SchoolYearNumber(of: clock.today).firstDay
        return try store.read { reading in
            var groups: [Subject: GroupID?] = [:]
            func now(_ subject: Subject) throws -> Subject {
                if groups[subject] == nil {
                    groups[subject] = try history(of: subject, from: reading).facts.group
                }
                return subject.moved(to: (groups[subject] ?? nil) ?? subject.group)
            }
            var lines: [LogbookLine] = []
            for record in try reading.cases() where shelf.cards[record.card]?.card.isHidden != true {
                let events = try reading.events(of: record.caseID)
                guard events.contains(where: { $0.stamp.day >= since }) else { continue }
                guard let (loaded, circumstances) = try loadCurrentUnlessLost(record.caseID, from: reading),
                    !loaded.card.isHidden, view(of: loaded, at: circumstances)?.seesCase == true
                else {
                    continue
                }
                for line in try history(of: loaded, events, from: reading)
                where line.stamp.day >= since && !line.card.isHidden {
                    guard let visit = line.visit, let subject = loaded.state.subject(at: visit.place),
                        subject.kind == .pupil
                    else { continue }
                    let about = try now(subject)
                    guard pupil == nil || about == pupil, group == nil || about.group == group,
                        let entry = entry(line, of: visit, about: about, in: loaded)
                    else { continue }
                    lines.append(entry)
                }
            }
            lines.sort(by: LogbookLine.comesBefore)
            var seen: Set<CardID> = []
            let cards = lines.map(\.card).filter { seen.insert($0.id).inserted }
            return Logbook(lines: lines, since: since, restricted: cards.filter { $0.visibleTo != nil })
        }
    }

    private func entry(
        _ line: HistoryLine, of visit: Visit, about subject: Subject, in loaded: LoadedCase
    ) -> LogbookLine? {
        func entry(
            _ step: StepID, _ outcome: String, _ day: Day, _ role: RoleID?, _ external: RoleID?,
            _ answers: [LogbookLine.Answer]
        ) -> LogbookLine {
            LogbookLine(
                subject: subject, reference: CaseReference(caseID: loaded.id, visit: visit.number),
                card: line.card, step: step, items: loaded.state.plainItems(at: visit.place),
                outcome: outcome,
                doneOn: day, stamp: line.stamp, role: role, onBehalfOf: external, answers: answers)
        }
        switch line.fact {
        case .stepCompleted(let fact):
            return entry(fact.step, fact.outcome, fact.doneOn, fact.role, fact.onBehalfOf, [])
        case .stepClosed(let fact):
            // Signatures close when the last one has answered: persons did that, the engine tells the outcome.
            guard case .sign? = line.card.step(fact.step)?.kind, fact.outcome != Outcome.expired else {
                return nil
            }
            let answers = visit.signatures.compactMap { signature in
                signature.answer.map { LogbookLine.Answer(signer: signature.signer, answer: $0) }
            }
            return entry(fact.step, fact.outcome, fact.day, nil, nil, answers)
        case .caseOpened, .stepOpened, .stepSkipped, .stepCancelled, .choiceMade, .branchClosed, .itemAdded,
            .signatureGiven, .entryAdded, .personAssigned, .stepTaken, .dateMoved, .termPostponed,
            .caseSuspended, .caseResumed, .reminderSent, .stepEscalated, .dataDisclosed, .attributeRecorded,
            .consentDecided, .consentLapsed, .cardCalled, .callLinked, .callEnded, .callReopened,
            .subjectNoted,
            .subjectEventMet, .subjectEventTakenBack, .limitMoved, .occasionMoved, .momentPassed,
            .momentMoved, .caseInterrupted, .caseReopened, .valuesCorrected,
            .caseMigrated, .caseEnded, .attributesSet, .authoritiesSet, .dayRun, .changePlanned, .planClosed,
            .dayForeseen, .fileUsed, .cardAdopted, .cardWithdrawn:
            return nil
        }
    }
}
