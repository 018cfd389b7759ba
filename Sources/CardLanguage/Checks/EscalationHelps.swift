import CardEngine

extension CardCheck {
    /// An `escaleer` of signatures to roles that can't sign: they are told, and nothing can come of it
    /// (docs/kaarttaal.md, choice 132).
    static let escalationHelps = CardCheck(name: "EscalationHelps") { checked in
        guard let school = checked.school else { return [] }
        return zip(checked.declaration.allSteps, checked.card.steps).compactMap { written, step in
            guard case .sign(let sign) = step.kind, let told = written.terms.escalation?.roles.first,
                let escalation = step.terms.escalation
            else { return nil }
            let signers = sign.signers.compactMap { school.role($0) }
            let able = Set(signers.flatMap { $0.isExternal ? $0.registrars : [$0.id] }.map { school.own($0) })
            // That a role is not there has been said.
            guard signers.count == sign.signers.count,
                escalation.roles.allSatisfy({ school.role($0) != nil && !able.contains(school.own($0)) })
            else { return nil }
            return Diagnostic(
                .escalatedInVain, .warning, at: told.range,
                "`escaleer` laat weten dat de stap `\(step.id)` te laat is, maar wie het hoort kan daar niet tekenen: er komt zo geen "
                    + "handtekening bij. Noem een rol die tekent, of die namens een rol van buiten vastlegt.")
        }
    }
}
