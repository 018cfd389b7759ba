import SchoolTime

/// What a card looks at outside its own cases.
extension Card {
    /// Every condition of the card, where it stands in the order of the card.
    public var conditions: [Condition] {
        startRules.compactMap(\.condition)
            + steps.flatMap { step -> [Condition] in
                var found = step.condition.map { [$0] } ?? []
                if case .choice(let choice) = step.kind { found += choice.rows.compactMap(\.condition) }
                return found
            } + interrupts.compactMap(\.condition)
    }

    /// As which attributes some step keeps each field (`leg_vast`).
    func findKept() -> [FieldID: [AttributeID]] {
        var found: [FieldID: [AttributeID]] = [:]
        for step in steps {
            guard case .task(let task) = step.kind else { continue }
            for record in task.records { found[record.field, default: []].append(record.attribute) }
        }
        return found
    }

    /// Every moment of the card, those in conditions and limits too.
    public var moments: [Moment] {
        var found = terms.moments
        for rule in startRules {
            switch rule.trigger {
            case .moment(let moment): found.append(moment)
            case .yearly(let moments): found += moments
            case .manual, .event, .after: break
            }
        }
        for step in steps {
            found += step.terms.moments
            switch step.kind {
            case .wait(let wait):
                switch wait.goal {
                case .moment(let moment): found.append(moment)
                case .card(_, let since): found += since.map { [$0] } ?? []
                }
            case .call(let call): found += call.occasion.map { [$0] } ?? []
            case .sign(let sign): found += sign.grant?.until.map { [$0] } ?? []
            case .task, .choice, .parallel, .forEach, .register: break
            }
        }
        for interrupt in interrupts {
            if case .moment(let moment) = interrupt.trigger { found.append(moment) }
        }
        for condition in conditions {
            for (_, test) in condition.tests {
                switch test {
                case .before(let moment), .after(let moment): found.append(moment)
                case .oneOf, .atLeast, .atMost, .empty, .filled: break
                }
            }
        }
        for field in fields {
            for case .moment(let moment)? in [field.minimum, field.maximum] { found.append(moment) }
        }
        return found
    }

    /// The attributes of the subject that the card looks at, with those that they follow from.
    func findAttributes() -> Set<AttributeID> {
        var names: Set<AttributeID> = []
        for moment in moments { if case .named(let name)? = moment.anchor { names.insert(name) } }
        for condition in conditions {
            for case (.attribute(let name), _) in condition.tests { names.insert(name) }
        }
        for step in steps {
            if case .task(let task) = step.kind { names.formUnion(task.records.map(\.attribute)) }
        }
        if names.remove(.age) != nil { names.insert(.birth) }
        if names.remove(.isEnrolled) != nil { names.formUnion([.enrolment, .departure]) }
        return names
    }

    /// The purposes of consent that the card asks about, needs or gives.
    func findPurposes() -> Set<PurposeID> {
        var names: Set<PurposeID> = []
        for condition in conditions {
            for case (.consent(let purpose), _) in condition.tests { names.insert(purpose) }
        }
        for step in steps {
            switch step.kind {
            case .task(let task):
                if case .consent(let purpose)? = task.disclosure?.ground { names.insert(purpose) }
            case .sign(let sign): if let grant = sign.grant { names.insert(grant.purpose) }
            case .choice, .parallel, .forEach, .call, .wait, .register: break
            }
        }
        for interrupt in interrupts {
            if case .withdrawn(let purpose) = interrupt.trigger { names.insert(purpose) }
        }
        return names
    }

    /// The roles that sign somewhere.
    func findSigners() -> Set<RoleID> {
        Set(steps.flatMap { if case .sign(let sign) = $0.kind { sign.signers } else { [RoleID]() } })
    }

    /// Whether something is counted back from the occasion: then who starts by hand must give it.
    func findCountingBack() -> Bool {
        moments.contains { moment in
            if case .relative(_, .before, .occasion) = moment { true } else { false }
        }
    }

    /// Whether it looks at the pupils or groups that are part of its subject, or names a pupil in a field.
    public var looksAtParts: Bool {
        let goesOver = steps.contains { step in
            if case .forEach(let each) = step.kind { each.goesOverSubjects } else { false }
        }
        return goesOver || fields.contains { $0.kind.namesPupils }
    }

    /// The cards that it calls or waits for.
    public var namedCards: Set<CardID> { calledCards.union(awaitedCards) }

    /// The cards that a step of this card calls.
    public var calledCards: Set<CardID> {
        Set(steps.compactMap { if case .call(let call) = $0.kind { call.card } else { nil } })
    }

    /// Whether a field says whom a called case is about (`betreft: {veld: ...}`).
    func callsAbout(_ field: FieldID) -> Bool {
        steps.contains { if case .call(let call) = $0.kind { call.about == .field(field) } else { false } }
    }

    /// Whether the engine may find that it can't go on: at a card that can't be called, or for want of what a choice or a step
    /// needs.
    public var mayBeHeldUp: Bool {
        steps.contains { step in
            switch step.kind {
            case .choice, .call: true
            case .task, .sign, .parallel, .forEach, .wait, .register: step.neededField != nil
            }
        }
    }

    /// The cards that a step of this card waits for.
    public var awaitedCards: Set<CardID> {
        Set(
            steps.compactMap { step in
                if case .wait(let wait) = step.kind, case .card(let card, _) = wait.goal { card } else { nil }
            })
    }

    /// Whether a branch about a pupil or group waits for a card: for that of its own subject.
    public var awaitsWithinItems: Bool {
        steps.contains { step in
            guard case .wait(let wait) = step.kind, case .card = wait.goal else { return false }
            var list = step.list
            for _ in lists.indices {
                guard lists.indices.contains(list), let block = lists[list].block,
                    steps.indices.contains(block)
                else { return false }
                if case .forEach(let each) = steps[block].kind, each.goesOverSubjects { return true }
                list = steps[block].list
            }
            return false
        }
    }
}

extension StepTerms {
    /// Every moment in it.
    public var moments: [Moment] {
        [earliest, term, statutory].compactMap(\.self)
            + reminders.compactMap { if case .at(let moment, _) = $0 { moment } else { nil } }
    }
}

extension Moment {
    /// What it counts from, if that is named.
    public var anchor: Anchor? {
        switch self {
        case .span, .today, .period, .dayBefore: nil
        case .relative(_, _, let anchor), .anchor(let anchor), .next(_, after: let anchor): anchor
        }
    }
}

extension FieldKind {
    /// Whether a value can name a pupil.
    fileprivate var namesPupils: Bool {
        switch self {
        case .pupil: true
        case .list(let columns, let rows): rows == .pupils || columns.contains { $0.kind.namesPupils }
        case .text, .longText, .number, .wholeNumber, .date, .yesNo, .choice, .multipleChoice, .document,
            .person:
            false
        }
    }
}
