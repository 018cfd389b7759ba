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
    /// What the step asks.
    public let task: TaskStep
    /// Whom or what the case is about.
    public let subject: Subject
    /// The last day, if there is one.
    public let deadline: Day?
    /// Whether a deadline has passed.
    public let isLate: Bool
    /// What the fields of this step hold already.
    public let values: [FieldID: FieldValue]
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
    /// Roles of which nobody was there, and why.
    public var absent: [(role: String, reason: String)] = []

    /// No answers yet.
    public init() {}
}

extension Workplace {
    /// The form of an open step that the actor can do.
    ///
    /// - Throws: `CaseworkFailure`, among them every reason why the actor can't do it.
    public func form(for reference: CaseReference) throws -> StepForm {
        try store.read { reading in
            let (loaded, visit) = try loadToComplete(reference, from: reading)
            if let refusal = refusal(
                toComplete: visit, in: loaded.state, on: loaded.card,
                at: circumstances(for: loaded.opening.facts.subject))
            {
                throw CaseworkFailure.refused(refusal, card: loaded.card)
            }
            guard let open = loaded.state.visit(visit), let step = loaded.card.step(open.step),
                case .task(let task) = step.kind
            else { throw CaseworkFailure.refused(.unknownVisit(visit), card: loaded.card) }
            let asked = task.required + task.optional + task.outcomes.flatMap(\.required)
            return StepForm(
                reference: CaseReference(caseID: loaded.id, visit: visit), card: loaded.card, step: step,
                task: task,
                subject: loaded.opening.facts.subject, deadline: open.deadline,
                isLate: open.isLate(on: clock.today),
                values: loaded.state.values.filter { asked.contains($0.key) })
        }
    }

    /// Completes a step (`kaart klaar`): one transaction, all or nothing.
    ///
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func completeStep(_ reference: CaseReference, _ answers: StepAnswers) throws -> Progress {
        try store.write { writing in
            let (loaded, visit) = try loadToComplete(reference, from: writing)
            let command = CardEngine.CompleteStep(
                visit: visit, outcome: answers.outcome,
                doneOn: answers.doneOn,
                onBehalfOf: try answers.onBehalfOf.map { try role($0, on: loaded.card) },
                values: try values(answers.values, of: loaded.card), checklistDone: answers.checklistDone,
                presence: try presence(answers, on: loaded.card))
            return try carryOut(.complete(command), on: loaded, in: writing)
        }
    }

    /// The case and the visit that is meant, for who may know of it: who sees the case, and who can do that step. Who
    /// only knows that the case runs learns nothing else.
    private func loadToComplete(_ reference: CaseReference, from reading: any CaseReading) throws -> (
        LoadedCase, Int
    ) {
        let loaded = try load(reference.caseID, from: reading)
        let roster = school.roster(for: loaded.opening.facts.subject)
        guard let view = view(of: loaded.state, on: loaded.card, for: identity.actor, in: roster) else {
            throw beaten(to: reference, in: loaded, roster)
                ?? CaseworkFailure.noSuchCase(reference.caseID.rawValue)
        }
        guard let visit = reference.visit else {
            let open = loaded.state.openVisits.filter { view.seesCase || view.doable.contains($0.number) }
            throw CaseworkFailure.stepNeeded(
                loaded.id,
                open: open.map { visit in
                    CaseworkFailure.OpenStep(
                        reference: CaseReference(caseID: loaded.id, visit: visit.number),
                        title: loaded.card.step(visit.step)?.title ?? visit.step.rawValue)
                })
        }
        guard view.seesCase || view.doable.contains(visit) else {
            throw beaten(to: reference, in: loaded, roster)
                ?? CaseworkFailure.refused(.roleNeeded([loaded.card.owner]), card: loaded.card)
        }
        return (loaded, visit)
    }

    /// Who was first, for somebody who could have done a step that has just been done; nil when that is not so.
    ///
    /// Of a hidden case nobody learns this way: its steps may have been barred for this person all along.
    private func beaten(to reference: CaseReference, in loaded: LoadedCase, _ roster: Roster)
        -> CaseworkFailure?
    {
        guard !loaded.card.isHidden, let visit = reference.visit.flatMap({ loaded.state.visit($0) }),
            let completion = visit.completion,
            roster.capacity(of: identity.actor, among: visit.performers) != nil
        else { return nil }
        return .refused(.stepDone(visit.step, completion), card: loaded.card)
    }

    private func values(_ typed: [(field: String, text: String)], of card: Card) throws -> [FieldID:
        FieldValue]
    {
        var values: [FieldID: FieldValue] = [:]
        for (name, text) in typed {
            guard let field = card.field(FieldID(name)) else {
                throw CaseworkFailure.unknownField(name, known: card.fields.map(\.id.rawValue))
            }
            guard values[field.id] == nil else { throw CaseworkFailure.givenTwice(name) }
            switch FieldText.value(of: text, for: field) {
            case .success(let value): values[field.id] = value
            case .failure(let fault): throw CaseworkFailure.wrongValue(field, fault)
            }
        }
        return values
    }

    private func presence(_ answers: StepAnswers, on card: Card) throws -> [RoleID: Presence] {
        var presence: [RoleID: Presence] = [:]
        for (name, people) in answers.present {
            let role = try role(name, on: card)
            guard presence[role] == nil else { throw CaseworkFailure.givenTwice(name) }
            presence[role] = .present(people.map { PersonID($0) })
        }
        for (name, reason) in answers.absent {
            let role = try role(name, on: card)
            guard presence[role] == nil else { throw CaseworkFailure.presenceOf(name) }
            presence[role] = .absent(reason: reason)
        }
        return presence
    }

    /// A role of the school, or one that the card asks for and the school no longer has: the case must be able to go on.
    private func role(_ name: String, on card: Card) throws -> RoleID {
        let role = RoleID(name)
        let isAsked = card.steps.contains { step in
            if case .task(let task) = step.kind { task.together.contains(role) } else { false }
        }
        guard isAsked || school.role(role) != nil else {
            throw CaseworkFailure.unknownRole(name, known: school.roles.map(\.id.rawValue))
        }
        return role
    }
}
