import SchoolTime

extension Decision {
    /// Opens a visit of signatures: everyone is asked anew.
    mutating func open(_ step: Step, _ sign: SignStep, at place: Place?) {
        let parents = facts(at: place).authorities
        let signers = sign.signers.flatMap { role in
            now.roster.own(role) == SignStep.parents && parents > 1
                ? (1...parents).map { Signer(role: role, number: $0) } : [Signer(role: role)]
        }
        emitOpened(step, performers: sign.signers, signers: signers, at: place)
    }

    /// Records an answer; when all have answered the step closes.
    mutating func sign(_ command: GiveSignature) throws(Refusal) {
        let (visit, step) = try openVisit(command.visit)
        guard case .sign(let sign) = step.kind else { throw .wrongAct(step.id) }
        let asked = visit.signatures.map(\.signer)
        let meant = visit.signatures.filter {
            now.roster.own($0.signer.role) == now.roster.own(command.signer.role)
                && (command.signer.number == nil || $0.signer.number == command.signer.number)
        }
        guard !meant.isEmpty else { throw .notASigner(command.signer, known: asked) }
        // Who answers for all of a role answers for those who did not yet; of one who did the answer and its day stay.
        let silent = meant.filter { $0.answer == nil }
        let signers = (silent.isEmpty ? meant : silent).map(\.signer)
        let roster = roster(at: visit.place)
        guard let capacity = roster.capacity(of: now.actor, among: [command.signer.role]) else {
            throw .roleNeeded([command.signer.role])
        }
        let day = command.day ?? now.today
        if let refusal = refusal(of: visit, doneOn: day) { throw refusal }
        let needsProof = sign.needsProof && command.answer != .notReached
        guard !needsProof || command.document?.hasText == true else { throw .proofNeeded(step.id) }
        if command.answer == .agreedWithRemark {
            guard command.remark?.hasText == true else { throw .remarkNeeded }
        }
        if let remark = command.remark {
            guard remark.hasText else { throw .remarkNeeded }
            try check(reason: remark)
        }
        if let document = command.document {
            guard document.hasText else { throw .proofNeeded(step.id) }
            try check(reason: document)
        }
        for signer in signers {
            emit(
                .signatureGiven(
                    SignatureGiven(
                        visit: visit.number, signer: signer, answer: command.answer, day: day,
                        role: capacity.role)),
                Content(reason: command.remark, document: command.document))
        }
        try closeIfSigned(visit.number, step, sign)
    }

    private mutating func closeIfSigned(_ number: Int, _ step: Step, _ sign: SignStep) throws(Refusal) {
        guard let visit = state.visit(number) else { return }
        let answers = visit.signatures.compactMap(\.answer)
        guard answers.count == visit.signatures.count else { return }
        // Terms count by the day on which the last one signed.
        day = visit.signatures.compactMap(\.day).max() ?? day
        let outcome = sign.outcome(of: answers)
        // By a text of before that was forbidden: who has only seen it, agrees to nothing.
        let hasOnlySeen = outcome == SignStep.agreed && answers.contains(.seen)
        if let grant = sign.grant, !hasOnlySeen {
            decideConsent(grant, with: outcome, on: day, at: visit.place)
        }
        try end(visit, with: outcome)
    }

    /// A step of signatures runs out: who had refused did not consent, whatever the others might have said.
    mutating func refuseConsentIfAny(in visit: Visit) {
        guard case .sign(let sign)? = card.step(visit.step)?.kind, let grant = sign.grant,
            let day = visit.signatures.filter({ $0.answer == .refused }).compactMap(\.day).max()
        else { return }
        decideConsent(grant, with: SignStep.refused, on: day, at: visit.place)
    }

    /// Agreement makes a standing consent, a refusal ends it (kaarttaal, section 4.2). Neither undoes what was decided on
    /// a later day, and an agreement until a day that nobody can tell is none.
    private mutating func decideConsent(
        _ grant: ConsentGrant, with outcome: String, on day: Day, at place: Place?
    ) {
        guard outcome != SignStep.incomplete, let subject = state.subject(at: place) else { return }
        let isGiven = outcome == SignStep.agreed
        let until = grant.until.flatMap { self.day(of: $0, from: day, edge: .last, at: place) }
        guard !isGiven || grant.until == nil || until != nil else { return }
        // When it can't be told any more whom a refusal is about, none of that purpose stays: rather one too few than one too
        // many.
        let standing = (state.subjects[subject]?.consents ?? []).filter { $0.purpose == grant.purpose }
        let named = recipients(of: grant, at: place).map { $0.map { $0.map { now.roster.own($0) } } }
        let recipients = named ?? (isGiven ? [] : standing.map(\.recipient))
        let later = (known(of: subject)?.decidedOn ?? [:]).filter { $0.value > day }.keys.map {
            now.roster.own($0)
        }
        for recipient in recipients {
            let scope = Consent.Scope(purpose: grant.purpose, recipient: recipient)
            guard !later.contains(now.roster.own(scope)) else { continue }
            // What stands under another name of the role gives way.
            let renamed = standing.filter {
                !recipients.contains($0.recipient) && now.roster.own($0.scope) == scope
            }
            let decided = Consent(purpose: grant.purpose, recipient: recipient, until: until)
            for (consent, given) in renamed.map({ ($0, false) }) + [(decided, isGiven)] {
                emit(
                    .consentDecided(
                        ConsentDecided(
                            subject: subject, consent: consent, given: given,
                            day: unlessToday(day))))
            }
        }
    }
}

extension Decision {
    /// For whom a consent is: roles outside, or the school itself; nil when a field does not tell it, or not any more.
    private func recipients(of grant: ConsentGrant, at place: Place?) -> [RoleID?]? {
        switch grant.recipient {
        case .school: return [nil]
        case .roles(let roles): return roles
        case .field(let field):
            switch value(of: field, at: place) {
            case .choice(let name), .text(let name): return [RoleID(name)]
            case .person(let person):
                let roster = roster(at: place)
                if let role = roster.contacts[person] { return [role] }
                // Who works there is the school itself.
                return roster.staff.contains(person) ? [nil] : nil
            case .number, .date, .yesNo, .choices, .document, .pupil, .rows, nil: return nil
            }
        }
    }
}

extension SignStep {
    /// What the answers come to, when all have answered.
    func outcome(of answers: [SignatureAnswer]) -> String {
        if answers.contains(.refused) { return Self.refused }
        let isEnough = answers.allSatisfy { answer in
            switch answer {
            case .agreed, .agreedWithRemark: true
            case .seen: question == .seen
            case .refused, .notReached: false
            }
        }
        return isEnough ? Self.agreed : Self.incomplete
    }
}
