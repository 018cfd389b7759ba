public import CardEngine
import CardLanguage
import CaseStore

/// A step of somebody's that was, or would be, handed over.
public struct HandedOver: Hashable, Sendable {
    /// How people name the step: `k7m3.2`.
    public let reference: CaseReference
    /// The card that the case lives by.
    public let card: Card
    /// The step of the card.
    public let step: Step
    /// Whom or what the step is about.
    public let subject: Subject
    /// Why it can't be; nil when it was.
    public let failure: CaseworkFailure?

    /// By whom they are about.
    fileprivate static func comesBefore(_ left: HandedOver, _ right: HandedOver) -> Bool {
        guard left.subject == right.subject else { return left.subject.comesBefore(right.subject) }
        return left.reference.comesBefore(right.reference)
    }
}

/// What became of the work of somebody who leaves or is ill.
public struct HandoverReport: Hashable, Sendable {
    /// Whose work it was.
    public let from: PersonID
    /// Who got it.
    public let to: PersonID
    /// What was the person's own, or taken: handed over, or why not.
    public let steps: [HandedOver]
    /// What nobody but the person can do now, by a role: a substitute needs that role.
    public let stranded: [HandedOver]
}

// Who is at a step, and a change of that (kaarttaal, section 11).
extension Workplace {
    /// Says that the actor is at steps that others can do too (`kaart pak`): one transaction.
    ///
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func takeSteps(_ references: [CaseReference], reason: String?) throws -> [Progress] {
        try take(references, for: identity.actor, reason: reason)
    }

    /// Takes that back (`kaart pak --laat-los`): one transaction.
    ///
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func letGo(_ references: [CaseReference], reason: String?) throws -> [Progress] {
        try take(references, for: nil, reason: reason)
    }

    /// Hands steps over to a colleague (`kaart geef-over`): one transaction.
    ///
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func handOver(_ references: [CaseReference], to person: String, reason: String) throws
        -> [Progress]
    {
        try take(references, for: try staffMember(person).id, reason: reason)
    }

    /// Hands over all that is a person's own or that the person took, in the cases that the actor may see (`kaart geef-over
    /// --alles-van`): what can be, in one transaction; of the rest it is told why not.
    ///
    /// - Parameter reason: why; nil to be told what would be handed over, and then nothing is.
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func handOverAll(of name: String, to other: String, reason: String?) throws -> HandoverReport {
        let to = try staffMember(other).id
        let member = Result { try staffMember(name) }
        let from = (try? member.get().id) ?? PersonID(name.asTyped)
        guard from != to else { throw CaseworkFailure.givenTwice(other) }
        return try inTransaction(reason == nil) { writing in
            let (held, stranded) = try work(of: from, in: writing)
            // Who has left the school file is known by the work that was left.
            if held.isEmpty { _ = try member.get() }
            let steps = try held.map { step -> HandedOver in
                do {
                    try writing.attempt {
                        var act = Act(self, writing)
                        try take(step.reference, for: to, reason: reason ?? "proef", &act, writing)
                    }
                    return step
                } catch let failure as CaseworkFailure {
                    return HandedOver(
                        reference: step.reference, card: step.card, step: step.step, subject: step.subject,
                        failure: failure)
                }
            }
            return HandoverReport(from: from, to: to, steps: steps, stranded: stranded)
        }
    }

    /// The open steps that are a person's own or that the person took, and those that nobody else can do.
    private func work(
        of person: PersonID, in reading: any CaseReading
    ) throws -> (held: [HandedOver], stranded: [HandedOver]) {
        var (held, stranded): ([HandedOver], [HandedOver]) = ([], [])
        for record in try reading.cases(.running) {
            guard let (loaded, now) = try loadCurrentUnlessLost(record.caseID, from: reading),
                loaded.state.isRunning, let view = view(of: loaded, at: now)
            else { continue }
            for visit in loaded.state.openVisits {
                guard view.seesCase || view.doable.contains(visit.number), visit.branches.isEmpty,
                    let step = loaded.card.step(visit.step)
                else { continue }
                let line = HandedOver(
                    reference: CaseReference(caseID: loaded.id, visit: visit.number), card: loaded.card,
                    step: step, subject: loaded.state.subject(at: visit.place) ?? loaded.subject,
                    failure: nil)
                if visit.person == person || visit.taken?.person == person {
                    held.append(line)
                } else if visit.isAsked, visit.calledCase == nil,
                    candidates(for: visit.number, in: loaded.state, on: loaded.card, at: now) == [person]
                {
                    // By `zelfde_als` it can be handed over; by a role somebody else must get that first.
                    let others = takers(of: visit.number, in: loaded.state, on: loaded.card, at: now)
                    if others.contains(where: { $0 != person }) {
                        held.append(line)
                    } else {
                        stranded.append(line)
                    }
                }
            }
        }
        return (held.sorted(by: HandedOver.comesBefore), stranded.sorted(by: HandedOver.comesBefore))
    }

    /// The open visits that others can do as well as the actor, who is not at them yet.
    func takeable(in loaded: LoadedCase, at now: Circumstances) -> [Int] {
        loaded.state.openVisits.filter { visit in
            takers(of: visit.number, in: loaded.state, on: loaded.card, at: now).contains(identity.actor)
                && candidates(for: visit.number, in: loaded.state, on: loaded.card, at: now).count > 1
        }.map(\.number)
    }

    private func take(_ references: [CaseReference], for person: PersonID?, reason: String?) throws
        -> [Progress]
    {
        try inEach(references.map { (nil, $0) }) { reference, _, act, writing in
            try take(reference, for: person, reason: reason, &act, writing)
        }
    }

    private func take(
        _ reference: CaseReference, for person: PersonID?, reason: String?, _ act: inout Act,
        _ writing: any CaseWriting
    ) throws {
        let (loaded, visit) = try loadToComplete(reference, from: writing)
        do {
            try act.carryOut(.take(TakeStep(visit: visit, person: person, reason: reason)), on: loaded)
        } catch CaseworkFailure.refused(let refusal, let card) where refusal.namesOtherStep {
            // Who did another step is told to who sees the whole case.
            guard let person, try view(of: loaded, from: writing)?.seesCase != true else {
                throw CaseworkFailure.refused(refusal, card: card)
            }
            throw CaseworkFailure.refused(.cannotTake(person, []), card: card)
        }
        try act.rest()
    }
}

extension Refusal {
    /// Whether it tells who did another step (`anders_dan`, `zelfde_als`).
    fileprivate var namesOtherStep: Bool {
        if case .otherPersonNeeded = self { return true }
        if case .samePersonNeeded = self { return true }
        return false
    }
}
