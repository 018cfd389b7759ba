public import CardEngine
import CardLanguage
import CaseStore
public import SchoolTime

/// What a step asks of who completes it: the form, with what was filled in before.
public struct StepForm: Hashable, Sendable {
    /// How people name the step: `k7m3.2`.
    public let reference: CaseReference
    /// The card that the case lives by.
    public let card: Card
    /// The step of the card.
    public let step: Step
    /// Whom the answer to a request to sign can be recorded for; empty when it is no such request.
    public let signers: [Signer]
    /// Whom or what the case is about.
    public let subject: Subject
    /// Within a `voor_elke` over rows or values: which.
    public let items: [Item]
    /// The last day, if there is one.
    public let deadline: Day?
    /// Whether a deadline has passed.
    public let isLate: Bool
    /// What the fields of this step hold already, or what a caller proposes.
    public let values: [FieldID: FieldValue]
    /// Which of these a caller only proposes: no field holds them until somebody records them.
    public let proposed: Set<FieldID>

    /// The task; nil when the step is of another kind.
    public var task: TaskStep? { if case .task(let task) = step.kind { task } else { nil } }

    /// What a caller proposes for a field, as somebody would type it, or of a list as its file would hold it; nil when nothing
    /// is.
    public func proposal(for field: Field) -> String? {
        guard proposed.contains(field.id), let value = values[field.id] else { return nil }
        if case .list(let columns, _) = field.kind, case .rows(let rows) = value {
            return ListTable(columns).text(of: rows)
        }
        return FieldText.text(of: value)
    }

    /// The same form that shows these values.
    public func with(values: [FieldID: FieldValue]) -> StepForm {
        StepForm(
            reference: reference, card: card, step: step, signers: signers, subject: subject,
            items: items, deadline: deadline, isLate: isLate, values: values, proposed: proposed)
    }
}

/// What somebody answers, as typed.
public struct StepAnswers: Sendable {
    /// The name of the outcome; nil where there is one.
    public var outcome: String?
    /// The day on which it was done; nil for today.
    public var doneOn: Day?
    /// The external role for which it is recorded.
    public var onBehalfOf: String?
    /// Field and text, in the order in which they were typed.
    public var values: [(field: String, text: String)] = []
    /// Whether every point of the checklist was done.
    public var checklistDone = false
    /// Role, or role and persons, who were there: `leerkracht=bas,gijs`.
    public var present: [(role: String, people: [String])] = []
    /// Whom or what a table says that the step is about; nil where nothing says so.
    public var about: String?
    /// Roles of which nobody was there, and why.
    public var absent: [(role: String, reason: String)] = []

    /// No answers yet.
    public init() {}
}

extension Workplace {
    /// The form of an open step that the actor can do.
    ///
    /// - Parameter doneOn: the day on which it was done; nil: today.
    /// - Throws: `CaseworkFailure`, among them every reason why the actor can't do it.
    public func form(for reference: CaseReference, doneOn: Day? = nil) throws -> StepForm {
        try store.read { reading in
            let (loaded, visit) = try loadToComplete(reference, doneOn: doneOn, from: reading)
            let circumstances = try circumstances(for: loaded, from: reading)
            let signers = signers(of: visit, in: loaded, at: circumstances)
            if signers.isEmpty,
                let refusal = refusal(
                    toComplete: visit, doneOn: doneOn, in: loaded.state, on: loaded.card, at: circumstances)
            {
                return try naming(reference) { throw CaseworkFailure.refused(refusal, card: loaded.card) }
            }
            guard let open = loaded.state.visit(visit), let step = loaded.card.step(open.step)
            else { throw CaseworkFailure.refused(.unknownVisit(visit), card: loaded.card) }
            // Who sees the step only as long as it is open is not shown what others filled in since.
            let view = view(of: loaded, at: circumstances)
            let shown = step.asked.filter { field in
                open.isOpen
                    || view?.sees(field, at: loaded.state.home(of: field, at: open.place, on: loaded.card))
                        == true
            }
            let held = shown.compactMap { field in
                loaded.state.value(of: field, at: open.place, on: loaded.card).map { (field, $0) }
            }
            let values = Dictionary(held, uniquingKeysWith: { first, _ in first })
            let proposals = try proposals(to: loaded, from: reading).filter {
                shown.contains($0.key) && values[$0.key] == nil
            }
            return StepForm(
                reference: CaseReference(caseID: loaded.id, visit: visit), card: loaded.card, step: step,
                signers: signers, subject: loaded.state.subject(at: open.place) ?? loaded.subject,
                items: loaded.state.plainItems(at: open.place), deadline: open.deadline,
                isLate: open.isLate(on: clock.today),
                values: values.merging(proposals) { held, _ in held }, proposed: Set(proposals.keys))
        }
    }

    /// The signers of a visit for whom the actor can record an answer.
    func signers(of visit: Int, in loaded: LoadedCase, at now: Circumstances) -> [Signer] {
        for case .sign(let open, _, let signers) in possibilities(in: loaded.state, on: loaded.card, at: now)
        where open.number == visit {
            return signers
        }
        return []
    }

    /// Completes a step (`kaart klaar`): one transaction, all or nothing.
    ///
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func completeStep(_ reference: CaseReference, _ answers: StepAnswers) throws -> Progress {
        try store.write { writing in
            var act = Act(self, writing)
            try complete(reference, answers, &act, writing)
            return try progress(
                of: reference.caseID, after: act, toldApart: [reference.caseID], in: writing)
        }
    }

    /// Completes a step with all that follows from it, as part of an act.
    func complete(
        _ reference: CaseReference, _ answers: StepAnswers, _ act: inout Act, _ writing: any CaseWriting
    ) throws {
        let (loaded, visit) = try loadToComplete(reference, doneOn: answers.doneOn, from: writing)
        let place = loaded.state.visit(visit)?.place
        let subject = loaded.state.subject(at: place) ?? loaded.subject
        guard answers.about.map({ isName($0, of: subject) }) ?? true else {
            throw CaseworkFailure.aboutAnother(Subject(kind: subject.kind, id: subject.id))
        }
        let command = CardEngine.CompleteStep(
            visit: visit, outcome: answers.outcome.map { outcome($0, of: visit, in: loaded) },
            doneOn: answers.doneOn,
            onBehalfOf: try answers.onBehalfOf.map { try behalf($0, of: visit, in: loaded) },
            values: try values(answers.values.map { ($0.field, $0.text) }, of: loaded.card.fields) { field in
                // Which rows there are is not told to who may not see them.
                try view(of: loaded, from: writing)?
                    .sees(field, at: loaded.state.home(of: field, at: place, on: loaded.card)) == true
                    ? loaded.list(field, at: place) : ([], 0)
            },
            checklistDone: answers.checklistDone,
            presence: try presence(answers, on: loaded.card))
        try naming(reference) { try act.carryOut(.complete(command), on: loaded) }
        // Said last, so that who can't close it hears that instead; nothing of the act is kept.
        if answers.outcome == nil,
            let step = loaded.state.visit(visit).flatMap({ loaded.card.step($0.step) }),
            case .register = step.kind
        {
            throw CaseworkFailure.closesRegister(
                CaseReference(caseID: loaded.id, visit: visit), step.answers.map(\.name))
        }
        try act.rest()
    }

    /// The result of work at a step; when that asks another act, with the name by which people can do it.
    @discardableResult
    func naming<Result>(_ reference: CaseReference, _ work: () throws -> Result) throws -> Result {
        do {
            return try work()
        } catch CaseworkFailure.refused(.wrongAct(let step), let card) {
            throw CaseworkFailure.otherAct(reference, step, card: card)
        }
    }

    /// The role that is asked and for which it is recorded, by the name that the card has for it.
    private func behalf(_ name: String, of visit: Int, in loaded: LoadedCase) throws -> RoleID {
        let meant = try role(name, on: loaded.card)
        guard let open = loaded.state.visit(visit), open.isOpen, open.isAsked else { return meant }
        let asked = (open.performers + open.escalatedTo).first { school.own($0) == school.own(meant) }
        guard let asked else {
            throw CaseworkFailure.notOnBehalfOf(meant, open.step, card: loaded.card)
        }
        return asked
    }

    /// Whether people mean this subject; of a pupil whatever its group, which may be another by now.
    private func isName(_ text: String, of subject: Subject) -> Bool {
        func plain(_ text: String) -> String {
            text.unicodeScalars.split { $0.properties.isWhitespace }.map { String($0) }.joined(
                separator: " "
            )
            .lowercased()
        }
        let title = Sentences(school: school).title(of: Subject(kind: subject.kind, id: subject.id))
        let named = subject.kind == .pupil ? String(text.prefix { $0 != "(" }) : text
        return [title, subject.id].map(plain).contains(plain(named))
    }

    /// The outcome that is meant when only capitals differ: a spreadsheet makes them where a sentence begins.
    private func outcome(_ typed: String, of visit: Int, in loaded: LoadedCase) -> String {
        let names =
            loaded.state.visit(visit).flatMap { loaded.card.step($0.step) }?.answers.map(\.name) ?? []
        return typed.meant(among: names)
    }

    /// The case and the visit that is meant, for who may know of it: who sees the case, and who can do that step. Who
    /// only knows that the case runs learns nothing else.
    ///
    /// - Parameter doneOn: the day on which it was done, of who records a provision that could not be recorded in time.
    func loadToComplete(
        _ reference: CaseReference, doneOn: Day? = nil, from reading: any CaseReading
    ) throws -> (LoadedCase, Int) {
        let (loaded, circumstances) = try loadCurrent(reference.caseID, from: reading)
        if !loaded.card.isHidden, let visit = reference.visit,
            mayRecordProvision(
                visit, doneOn: doneOn, in: loaded.state, on: loaded.card, at: circumstances)
        {
            return (loaded, visit)
        }
        guard let view = view(of: loaded, at: circumstances) else {
            throw try beaten(to: reference, in: loaded, from: reading)
                ?? CaseworkFailure.noSuchCase(reference.caseID.rawValue)
        }
        guard let visit = reference.visit else {
            let open = loaded.state.openVisits.filter {
                $0.isAsked && (view.seesCase || view.doable.contains($0.number))
            }
            throw CaseworkFailure.stepNeeded(
                loaded.id,
                open: open.map { visit in
                    CaseworkFailure.OpenStep(
                        reference: CaseReference(caseID: loaded.id, visit: visit.number),
                        title: loaded.card.step(visit.step)?.title ?? visit.step.rawValue)
                })
        }
        guard view.seesCase || view.doable.contains(visit) else {
            throw try beaten(to: reference, in: loaded, from: reading)
                ?? CaseworkFailure.refused(.roleNeeded([loaded.card.owner]), card: loaded.card)
        }
        return (loaded, visit)
    }

    /// Who was first, or why it need not be done any more, for somebody who could have done a step that was open; nil when
    /// that is not so.
    ///
    /// Of a hidden case nobody learns this way: its steps may have been barred for this person all along. Nor does who
    /// holds the role only since, or no more: of a pupil that went to another group its teachers there and here.
    private func beaten(
        to reference: CaseReference, in loaded: LoadedCase, from reading: any CaseReading
    ) throws -> CaseworkFailure? {
        guard !loaded.card.isHidden, let visit = reference.visit.flatMap({ loaded.state.visit($0) }),
            let step = loaded.card.step(visit.step)
        else { return nil }
        let refusal: Refusal
        let closed: (day: Day, stamp: Stamp?)
        switch visit.status {
        case .done(let completion):
            refusal = .stepDone(visit.step, completion)
            closed = (completion.stamp.day, completion.stamp)
        case .closed(let outcome, let day):
            refusal = .stepClosed(visit.step, outcome, day)
            closed = (day, nil)
        case .cancelled(let stamp, _):
            refusal = .stepCancelled(visit.step, stamp)
            closed = (stamp.day, stamp)
        case .open, .decided, .skipped: return nil
        }
        var subject = loaded.state.subject(at: visit.place) ?? loaded.subject
        if subject.kind == .pupil {
            let events = try reading.events(of: CaseID(streamOf: subject))
            let then = events.prefix { event in
                closed.stamp.map { event.stamp.time.secondsSince1970 <= $0.time.secondsSince1970 }
                    ?? (event.stamp.day <= closed.day)
            }
            let group = SubjectHistory(replaying: events).facts.group
            guard SubjectHistory(replaying: then).facts.group == group else { return nil }
            subject = subject.moved(to: group ?? subject.group)
        }
        for day in [closed.day, clock.today] {
            let roster = school.roster(for: subject, on: day)
            guard visit.canBeDone(by: identity.actor, step, in: loaded.state, roster) else { return nil }
        }
        return .refused(refusal, card: loaded.card)
    }

    private func presence(_ answers: StepAnswers, on card: Card) throws -> [RoleID: Presence] {
        var presence: [RoleID: Presence] = [:]
        for (name, people) in answers.present {
            let role = try roleOfPresent(name, on: card)
            guard presence[role] == nil else { throw CaseworkFailure.givenTwice(name) }
            let isInternal = school.role(role)?.isExternal == false
            presence[role] = .present(
                try people.map { try isInternal ? staffMember($0).id : PersonID($0.asTyped) })
        }
        for (name, reason) in answers.absent {
            let role = try role(name, on: card)
            guard presence[role] == nil else { throw CaseworkFailure.presenceOf(name) }
            presence[role] = .absent(reason: reason)
        }
        return presence
    }

    private func roleOfPresent(_ name: String, on card: Card) throws -> RoleID {
        do {
            return try role(name, on: card)
        } catch CaseworkFailure.unknownRole where school.person(PersonID(name.asTyped)) != nil {
            throw CaseworkFailure.roleOfPerson(name.asTyped)
        }
    }

    /// A role of the school, or one that the card asks for and the school no longer has: the case must be able to go on.
    func role(_ name: String, on card: Card) throws -> RoleID {
        let role = RoleID(name.asTyped)
        let asked = card.steps.flatMap { step in
            switch step.kind {
            case .task(let task): task.together
            case .sign(let sign): sign.signers
            case .choice, .parallel, .forEach, .call, .wait, .register: [RoleID]()
            }
        }
        guard !asked.contains(role), school.role(role) == nil else { return role }
        let titled = try school.role(named: name)
        // By the name that the card has for it.
        return asked.first { school.role($0)?.id == titled.id } ?? titled.id
    }
}
