import CardEngine

extension CardCompiler {
    mutating func step(at index: Int) -> Step {
        let declared = layout.steps[index]
        scope = layout.home[index]
        defer { scope = nil }
        checkFixedItems(of: declared)
        let next = next(of: index)
        let condition = declared.condition.flatMap { written in
            // Of a `voor_elke` it is asked of each item.
            if case .forEach = declared.kind { scope = index }
            let condition = self.condition(written)
            scope = layout.home[index]
            return condition
        }
        let kind = kind(of: declared, at: index, next: next)
        let terms = terms(declared.terms)
        let outcomes = outcomes(of: declared, at: index, next: next)
        let otherwise = declared.otherwise.flatMap { target($0, from: index, next: next) }
        return Step(
            id: StepID(declared.id.value), title: declared.title.value, explanation: declared.explanation,
            phase: declared.phase, documents: declared.documents, condition: condition, kind: kind,
            terms: terms,
            outcomes: outcomes, otherwise: otherwise, next: next, list: layout.listOfStep[index])
    }

    /// `daarna`, else what follows in the list; a list that runs out is done.
    private mutating func next(of index: Int) -> Target {
        let done: Target =
            layout.listOfStep[index] == 0 ? .end(endIndex[End.completed.rawValue] ?? 0) : .branchDone
        let following = layout.following[index].map { Target.step($0) } ?? done
        return layout.steps[index].next.flatMap { target($0, from: index, next: following) } ?? following
    }

    private mutating func kind(of step: StepDeclaration, at index: Int, next: Target) -> StepKind {
        switch step.kind {
        case .task(let task): .task(self.task(task))
        case .sign(let sign): .sign(self.sign(sign))
        case .choice(let rows):
            .choice(
                ChoiceStep(rows: rows.indices.compactMap { row(at: $0, of: rows, from: index, next: next) }))
        case .parallel(let block): .parallel(parallel(block, at: index))
        case .forEach(let block): .forEach(forEach(block, at: index))
        case .call(let call): .call(self.call(call))
        case .wait(let wait): .wait(self.wait(wait))
        case .register(let register): .register(self.register(register))
        case .unread: .choice(ChoiceStep(rows: []))
        }
    }

    /// The outcomes as written; without any those that the step has by itself, which lead on.
    private mutating func outcomes(of step: StepDeclaration, at index: Int, next: Target) -> [Outcome] {
        if let written = step.outcomes {
            return written.map { outcome in
                Outcome(
                    name: outcome.name.value, target: target(outcome.target, from: index, next: next) ?? next,
                    required: outcome.required.map { fieldID($0) })
            }
        }
        switch step.kind {
        case .task, .register, .parallel, .forEach, .wait: return [Outcome(name: Outcome.done, target: next)]
        case .call(let call): return call.goesOn ? [Outcome(name: Outcome.done, target: next)] : []
        case .sign, .choice, .unread: return []
        }
    }

    private mutating func task(_ task: TaskDeclaration) -> TaskStep {
        TaskStep(
            performers: performers(task.performers), together: task.together.map { role($0) },
            required: task.required.map { fieldID($0) }, optional: task.optional.map { fieldID($0) },
            checklist: task.checklist, records: task.records.map { record($0) },
            disclosure: task.disclosure.map { disclosure($0) },
            otherThan: task.otherThan.map { taskID($0) }, sameAs: task.sameAs.map { taskID($0) })
    }

    private mutating func disclosure(_ disclosure: DisclosureDeclaration) -> Disclosure {
        let ground: Disclosure.Ground =
            switch disclosure.ground {
            case .law(let law): .law(law)
            case .consent(let purpose): .consent(PurposeID(purpose.value))
            case .unread: .law("")
            }
        return Disclosure(
            recipient: externalRole(disclosure.recipient), fields: disclosure.fields.map { fieldID($0) },
            ground: ground)
    }

    private mutating func row(
        at index: Int, of rows: [ChoiceRowDeclaration], from place: Int, next: Target
    ) -> ChoiceRow? {
        let row = rows[index]
        if row.condition == nil, index + 1 < rows.count {
            report(
                .wordDoesNotFit, at: SourceRange(at: row.range.start),
                "`anders` staat voor de rest en hoort als laatste. De regels hierna gelden nooit.")
        }
        let condition = row.condition.flatMap { self.condition($0) }
        return target(row.target, from: place, next: next).map { ChoiceRow(condition: condition, target: $0) }
    }

    private mutating func sign(_ sign: SignDeclaration) -> SignStep {
        SignStep(
            signers: sign.signers.map { role($0) }, question: sign.question ?? .agreement,
            needsProof: sign.needsProof, grant: sign.grant.map { grant($0) })
    }

    private mutating func grant(_ grant: ConsentGrantDeclaration) -> ConsentGrant {
        let recipient: ConsentGrant.Recipient =
            switch grant.recipient {
            case .school: .school
            case .roles(let names): .roles(names.map { externalRole($0, for: "Toestemming is er voor") })
            case .field(let name): .field(recipientField(name))
            }
        return ConsentGrant(
            purpose: PurposeID(grant.purpose.value), recipient: recipient,
            until: grant.until.flatMap { moment($0) })
    }

    /// A field that names for whom a consent is: by a role outside, or by a person. A text that is kept may have another.
    private mutating func recipientField(_ name: Located<String>) -> FieldID {
        guard school != nil else { return fieldID(name) }
        let id = fieldID(name, of: [.choice, .person], "keuze (met rollen van buiten als opties) of persoon")
        let field = fields[name.value]?.declaration
        for option in field?.options ?? [] where field?.kind == .choice && !option.value.isEmpty {
            guard roles[option.value]?.isExternal != true else { continue }
            report(
                .roleDoesNotFit, at: option.range,
                "Met `\(Keyword.recipient.rawValue): {\(Keyword.field.rawValue): \(name.value)}` is een optie van dit veld een rol van buiten "
                    + "de school, en \(option.value.quoted) is dat niet: toestemming daarvoor zou voor niemand zijn. Noem alleen "
                    + "rollen met `extern: ja`.")
        }
        return id
    }

    private mutating func call(_ call: CallDeclaration) -> CallStep {
        CallStep(
            card: CardID(call.card.value),
            about: call.about.map { .field(fieldID($0, of: [.pupil, .person], "leerling of persoon")) }
                ?? .same,
            occasion: call.occasion.flatMap { moment($0) },
            proposals: call.proposals.map { proposal in
                .init(theirs: FieldID(proposal.theirs.value), ours: fieldID(proposal.ours))
            },
            goesOn: call.goesOn)
    }

    private mutating func wait(_ wait: WaitDeclaration) -> WaitStep {
        let goal: WaitStep.Goal =
            switch wait.goal {
            case .moment(let written): .moment(moment(written) ?? .today)
            case .card(let card, let since):
                .card(CardID(card.value), since: since.flatMap { moment($0) })
            }
        return WaitStep(goal: goal, earlier: wait.earlier.map { internalRole($0) })
    }

    private mutating func register(_ register: RegisterDeclaration) -> RegisterStep {
        RegisterStep(
            performers: performers(register.performers), list: fieldID(register.list, of: [.list], "lijst"))
    }
}
