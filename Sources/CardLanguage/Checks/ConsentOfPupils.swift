import CardEngine

extension CardCheck {
    /// A consent where it is about no pupil. Parents give it for their own child: one signature about a group or the school
    /// would let out what is of others, and nobody could withdraw it (docs/kaarttaal.md, choice 109).
    static let consentOfPupils = CardCheck(name: "ConsentOfPupils") { checked in
        let inSteps = checked.declaration.allSteps.enumerated().compactMap { index, step -> Diagnostic? in
            let kind = checked.card.subject(at: index)
            guard kind != .pupil, let purpose = step.consent else { return nil }
            let elsewhere =
                kind == .staffMember
                ? "Laat haar hier weg"
                : "Zet de stap in een `voor_elke: leerling`, of laat de kaart over een leerling gaan"
            return Diagnostic(
                .wordDoesNotFit, at: purpose.range,
                "Toestemming is er voor één leerling, en de stap `\(step.id.value)` gaat over \(kind.named). \(elsewhere)."
            )
        }
        guard checked.card.subject != .pupil else { return inSteps }
        return inSteps
            + checked.declaration.interrupts.compactMap { interrupt in
                guard case .withdrawn(let purpose) = interrupt.trigger else { return nil }
                return Diagnostic(
                    .wordDoesNotFit, at: purpose.range,
                    "Toestemming is er voor één leerling, en deze kaart gaat over \(checked.card.subject.named): zij wordt hier "
                        + "nooit ingetrokken. Laat deze onderbreking weg.")
            }
    }
}

extension StepDeclaration {
    /// The purpose of the consent that is given here, or on which something is provided.
    fileprivate var consent: Located<String>? {
        switch kind {
        case .sign(let sign): return sign.grant?.purpose
        case .task(let task):
            guard case .consent(let purpose)? = task.disclosure?.ground else { return nil }
            return purpose
        case .choice, .parallel, .forEach, .call, .wait, .register, .unread: return nil
        }
    }
}
