public import CardEngine
import CardLanguage
import CaseStore

/// What withdrawing a consent led to.
public struct ConsentWithdrawal: Hashable, Sendable {
    /// The consents that do not hold any more.
    public let consents: [Consent]
    /// What happened by it in cases that the actor sees.
    public let cases: [Progress.Other]
}

extension Workplace {
    /// Withdraws a standing consent (`kaart toestemming`): each signer can at any time (kaarttaal, section 4.2).
    ///
    /// - Parameter recipient: the external role; nil: for whomever it was given.
    /// - Throws: `CaseworkFailure`, `StoreFailure`.
    public func withdrawConsent(_ typed: String, of number: String, for recipient: String?) throws
        -> ConsentWithdrawal
    {
        try store.write { writing in
            let pupil = try pupil(number)
            let history = try history(of: pupil, from: writing)
            let here = pupil.moved(to: history.facts.group)
            let standing = history.facts.consents.filter { $0.holds(on: clock.today) }
            let asked = try signSteps(from: writing).compactMap { $0.grant?.purpose.rawValue }
            let purpose = typed.meant(among: asked + standing.map(\.purpose.rawValue))
            try requireSigner(of: purpose, for: here, from: writing)
            let roster = roster(for: here)
            let wanted = try recipient.map { name in
                // Also a role that the school has no more.
                let known = standing.compactMap(\.recipient).map(\.rawValue)
                let meant = name.meant(among: known)
                return roster.own(known.contains(meant) ? RoleID(meant) : try school.role(named: name).id)
            }
            let withdrawn = standing.filter { consent in
                consent.purpose.rawValue == purpose
                    && (wanted == nil || consent.recipient.map { roster.own($0) } == wanted)
            }
            guard !withdrawn.isEmpty else {
                // What other consents there are, is not told: not everyone who records for the parents may know.
                throw CaseworkFailure.noSuchConsent(
                    purpose, for: wanted, known: asked.contains(purpose) ? [] : Set(asked).sorted())
            }
            var act = Act(self, writing)
            try act.keep(
                withdrawn.map {
                    (.consentDecided(ConsentDecided(subject: here, consent: $0, given: false)), Content())
                }, of: here)
            try act.rest()
            return ConsentWithdrawal(
                consents: withdrawn, cases: try others(after: act, apart: [], in: writing))
        }
    }

    /// Whether the actor signs, or records for who signs, where a consent for that purpose is given: by the cards that
    /// the school works by, and always for the parents.
    private func requireSigner(of purpose: String, for pupil: Subject, from reading: any CaseReading) throws {
        let roster = roster(for: pupil)
        let signers = try signSteps(from: reading).filter { $0.grant?.purpose.rawValue == purpose }
            .flatMap(\.signers)
        let roles = [SignStep.parents] + Set(signers).subtracting([SignStep.parents]).sorted()
        guard roster.capacity(of: identity.actor, among: roles) != nil else {
            let recorders = roles.flatMap { roster.registrars[$0] ?? [$0] }
            throw CaseworkFailure.registryNeeded(Set(recorders).sorted())
        }
    }

    /// Where signatures are asked, by the cards that the school works by.
    private func signSteps(from reading: any CaseReading) throws -> [SignStep] {
        try shelf.named.compactMap { try cardAtWork($0, from: reading) }.flatMap(\.steps).compactMap { step in
            if case .sign(let sign) = step.kind { sign } else { nil }
        }
    }
}
