import CardEngine

/// How cases begin, and what may happen to them at any moment.
extension CardCompiler {
    mutating func startRule(_ rule: StartRuleDeclaration) -> StartRule? {
        let condition = rule.condition.flatMap { attributeCondition($0) }
        if case .event(let event) = rule.trigger {
            checkHappens(event, at: rule.range, otherwise: "zo begint er nooit een traject")
        }
        return trigger(rule.trigger).map { StartRule($0, condition: condition) }
    }

    /// A hidden card must leave no trace elsewhere (kaarttaal, section 2).
    mutating func checkHidden() {
        guard declaration.isHidden else { return }
        for rule in declaration.starts {
            switch rule.trigger {
            case .manual, .unread: continue
            case .event, .moment, .yearly, .after:
                report(
                    .wordDoesNotFit, at: SourceRange(at: rule.range.start),
                    "Een kaart met `verborgen: ja` begint alleen met de hand. Schrijf `handmatig: [...]`.")
            }
        }
        for step in layout.steps {
            switch step.kind {
            case .task(let task):
                guard let record = task.records.first else { continue }
                report(
                    .wordDoesNotFit, at: record.attribute.range,
                    "Een kaart met `verborgen: ja` legt geen kenmerken vast: die zien anderen. Laat `leg_vast` weg."
                )
            case .sign(let sign):
                guard let grant = sign.grant else { continue }
                report(
                    .wordDoesNotFit, at: grant.purpose.range,
                    "Een kaart met `verborgen: ja` legt geen toestemming vast: die zien anderen. Laat `geeft_toestemming` weg."
                )
            case .choice, .parallel, .forEach, .call, .wait, .register, .unread: continue
            }
        }
    }

    private mutating func trigger(_ trigger: StartRuleDeclaration.Trigger) -> StartRule.Trigger? {
        switch trigger {
        case .manual(let roles): .manual(roles.map { internalRole($0) })
        case .event(let event): .event(event)
        case .moment(let written): startMoment(written, isYearly: false).map { .moment($0) }
        case .yearly(let written):
            .yearly(written.compactMap { startMoment($0, isYearly: true) })
        case .after(let card, let end, let delay):
            .after(CardID(card.value), end: end.map { EndID($0.value) }, delay: delay)
        case .unread: nil
        }
    }

    /// When a case begins nothing of it is known yet: a moment counts from an attribute, or from the school year.
    private mutating func startMoment(_ written: MomentDeclaration, isYearly: Bool) -> Moment? {
        switch written.form {
        case .unread: return nil
        case .period, .dayBefore:
            if isYearly { return moment(written) }
            report(
                .notAMoment, at: written.range,
                "Dit komt elk schooljaar terug. Schrijf `jaarlijks: [...]` in plaats van `op`.")
        case .span, .today:
            report(
                .notAMoment, at: written.range,
                "Een begin heeft een dag om van te tellen. Schrijf bijvoorbeeld "
                    + (isYearly
                        ? "`september` of `3 weken voor lib-midden`." : "`12 weken voor tlv-einddatum`."))
        case .relative(_, _, let name), .anchor(let name), .next(_, after: let name):
            let isOfCase = stepIndex[name.value] != nil || fields[name.value] != nil
            if isOfCase || (reservedNames.contains(name.value) && attributes[name.value] == nil) {
                report(
                    .unknownAnchor, at: name.range,
                    "\(name.value.quoted) is er pas als het traject loopt; daar kan een begin niet van tellen."
                )
            } else if isYearly, school != nil, attributes[name.value] != nil {
                report(
                    .unknownAnchor, at: name.range,
                    "\(name.value.quoted) is een kenmerk, en voor ieder anders. Schrijf `op: ...` in plaats van `jaarlijks`."
                )
            } else if !isYearly, plannedNames?.contains(name.value) == true {
                report(
                    .unknownAnchor, at: name.range,
                    "\(name.value.quoted) komt elk schooljaar terug. Schrijf `jaarlijks: [...]` in plaats van `op`."
                )
            } else {
                return moment(written)
            }
        }
        return nil
    }

    mutating func interrupt(_ interrupt: InterruptDeclaration) -> Interrupt? {
        let condition = interrupt.condition.flatMap { self.condition($0) }
        if case .event(let event) = interrupt.trigger {
            checkHappens(event, at: interrupt.range, otherwise: "deze onderbreking komt dus nooit")
        }
        let trigger: Interrupt.Trigger? =
            switch interrupt.trigger {
            case .event(let event): .event(event)
            case .withdrawn(let purpose): .withdrawn(PurposeID(purpose.value))
            case .moment(let written): moment(written).map { .moment($0) }
            case .person(let outcome, let performers):
                .person(outcome: outcome.value, performers: performers.map { internalRole($0) })
            case .unread: nil
            }
        if goesOn(interrupt) { return trigger.map { Interrupt($0, condition: condition, target: nil) } }
        let target = target(interrupt.target, from: nil, next: nil) ?? .step(0)
        return trigger.map { Interrupt($0, condition: condition, target: target) }
    }

    /// `verder`: the case goes on as if nothing happened. Only of an event.
    private func goesOn(_ interrupt: InterruptDeclaration) -> Bool {
        guard interrupt.target.value == "verder" else { return false }
        switch interrupt.trigger {
        case .event, .unread: return true
        case .withdrawn, .moment, .person: return false
        }
    }
}
