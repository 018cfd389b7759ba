import CardEngine

extension CardNotation {
    /// A step with its branches and outcomes.
    func step(_ index: Int) -> [OutlinedPart] {
        let step = card.steps[index]
        let id = name(step.id)
        let around = place(of: index)
        var part = OutlinedPart(.step(id), title: step.title, within: around)
        part.say(.title, step.title)
        part.say(CardAspect.kind, StepWord(of: step.kind).word.rawValue)
        part.say(.place, around.isEmpty ? nil : text(around))
        part.say(.explanation, step.explanation)
        part.say(.phase, step.phase.flatMap { word(for: $0, .phases) })
        part.say(.documents, list(step.documents))
        part.say(.condition, text(step.condition))
        say(step.terms, in: &part)
        if step.next != following(index) {
            // Not `verder`: that is what it leads to.
            part.say(.next, text(step.next, from: nil))
        }
        say(step.kind, of: step, in: &part)
        part.say(.otherwise, step.otherwise.map { text($0, from: step) })
        var parts = [part]
        if case .parallel(let block) = step.kind {
            for branch in block.branches where !isStep(branch) {
                var part = OutlinedPart(
                    .branch(id, branch.id), title: branch.title, within: around + [.step(id)])
                part.say(.title, branch.title)
                parts.append(part)
            }
        }
        return parts + outcomes(of: step, within: around + [.step(id)])
    }

    /// Those that the card names.
    private func outcomes(of step: Step, within: [CardPart]) -> [OutlinedPart] {
        guard step.outcomes != [Outcome(name: Outcome.done, target: step.next)] else { return [] }
        return step.outcomes.map { outcome in
            var part = OutlinedPart(
                .outcome(name(step.id), outcome.name), title: outcome.name, within: within)
            part.say(.to, text(outcome.target, from: step))
            part.say(.fillIn, text(outcome.required))
            return part
        }
    }

    /// Whether a branch is one step, and has no name but that of the step.
    private func isStep(_ branch: Branch) -> Bool {
        let steps = card.lists[branch.list].steps
        return steps.count == 1 && card.steps[steps[0]].id.rawValue == branch.id
    }

    // MARK: - Where it stands

    /// The blocks around a step, each with the branch that has a name.
    private func place(of index: Int) -> [CardPart] {
        var found: [CardPart] = []
        var list = card.steps[index].list
        while let block = card.lists[list].block {
            let step = card.steps[block]
            if case .parallel(let parallel) = step.kind,
                let branch = parallel.branches.first(where: { $0.list == list }), !isStep(branch)
            {
                found.append(.branch(name(step.id), branch.id))
            }
            found.append(.step(name(step.id)))
            list = step.list
        }
        return found
    }

    private func text(_ around: [CardPart]) -> String {
        around.reversed().compactMap { part in
            switch part {
            case .step(let step): step.rawValue
            case .branch(_, let branch): branch
            case .card, .start, .field, .column, .outcome, .end, .interrupt, .norm: nil
            }
        }.joined(separator: ", ")
    }

    /// The steps that follow each other, by where they stand; nil for the top level.
    var sequences: [CardPart?: [StepID]] {
        var found: [CardPart?: [StepID]] = [:]
        for list in card.lists where list.steps.count > 1 {
            guard let first = list.steps.first else { continue }
            found[place(of: first).first] = list.steps.map { name(card.steps[$0].id) }
        }
        return found
    }

    // MARK: - What only its kind has

    private func say(_ kind: StepKind, of step: Step, in part: inout OutlinedPart) {
        switch kind {
        case .task(let task): say(task, in: &part)
        case .sign(let sign):
            part.say(.sign, text(sign.signers))
            part.say(.asks, word(for: sign.question, .questions))
            part.say(.proof, yes(sign.needsProof))
            part.say(.givesConsent, sign.grant.map { text($0) })
        case .choice(let choice):
            part.say(
                .choose,
                choice.rows.map { row in
                    (text(row.condition).map { "\(Keyword.condition.rawValue) {\($0)}" }
                        ?? Keyword.otherwise.rawValue) + ": \(text(row.target, from: step))"
                }.joined(separator: "; "))
        case .parallel(let block): part.say(.closesAt, text(block.closesAt))
        case .forEach(let each):
            part.say(.forEach, text(each.source))
            part.say(.closesAt, text(each.closesAt))
        case .call(let call):
            part.say(.card, call.card.rawValue)
            if case .field(let field) = call.about { part.say(.subject, text(field)) }
            part.say(.occasion, text(call.occasion))
            part.say(
                .passAlong,
                call.proposals.map { "\($0.theirs): \(name($0.ours))" }.sorted().joined(separator: ", "))
            part.say(.goOn, yes(call.goesOn))
        case .wait(let wait):
            switch wait.goal {
            case .moment(let moment): part.say(.wait, text(moment))
            case .card(let card, let since):
                part.say(.wait, card.rawValue)
                part.say(.since, text(since))
            }
            part.say(.earlier, wait.earlier.isEmpty ? nil : text(wait.earlier))
        case .register(let register):
            part.say(.register, name(register.list).rawValue)
            part.say(.performers, text(register.performers))
        }
    }

    private func say(_ task: TaskStep, in part: inout OutlinedPart) {
        part.say(.performers, text(task.performers))
        part.say(.together, task.together.isEmpty ? nil : text(task.together))
        part.say(.fillIn, text(task.required))
        part.say(.fillAlso, text(task.optional))
        part.say(.checklist, list(task.checklist))
        part.say(
            .record,
            task.records.map { "\($0.attribute): \(name($0.field))" }.sorted().joined(separator: ", "))
        part.say(
            .discloses,
            task.disclosure.map { disclosure in
                let ground: (String, String) =
                    switch disclosure.ground {
                    case .law(let law): (Keyword.legalBasis.rawValue, law)
                    case .consent(let purpose): (Keyword.consent.rawValue, purpose.rawValue)
                    }
                return mapping([
                    (Keyword.recipient.rawValue, role(disclosure.recipient).rawValue),
                    (Keyword.fields.rawValue, text(disclosure.fields)), ground,
                ])
            })
        part.say(.otherThan, task.otherThan.map { name($0).rawValue })
        part.say(.sameAs, task.sameAs.map { name($0).rawValue })
    }

    private func text(_ performers: Performers) -> String? {
        switch performers {
        case .roles(let roles): text(roles)
        case .field(let field): text(field)
        }
    }

    /// `{veld: ...}`.
    private func text(_ field: FieldID) -> String { "{\(Keyword.field.rawValue): \(name(field))}" }

    private func text(_ grant: ConsentGrant) -> String {
        let recipient: String? =
            switch grant.recipient {
            case .school: nil
            case .roles(let roles): text(roles)
            case .field(let field): text(field)
            }
        return mapping([
            (Keyword.purpose.rawValue, grant.purpose.rawValue), (Keyword.recipient.rawValue, recipient),
            (Keyword.until.rawValue, text(grant.until)),
        ])
    }

    private func text(_ rule: ClosingRule) -> String? {
        switch rule {
        case .all: nil
        case .first: word(for: rule, .closingRules)
        case .count(let count): String(count)
        }
    }

    private func text(_ source: ForEachStep.Source) -> String {
        switch source {
        case .pupils, .groups: word(for: source, .itemSources) ?? ""
        case .rows(let list): name(list).rawValue
        case .fixed(let field, let values): "{\(name(field)): \(list(values) ?? "")}"
        }
    }
}
