import CardEngine

extension CardCheck {
    /// Two branches of a `tegelijk` that fill in the same field, or one that uses what happens in another: what comes first
    /// would decide, and nobody can say what that is (kaarttaal, section 4.4).
    static let sideBySide = CardCheck(name: "SideBySide") { checked in
        checked.card.steps.indices.flatMap { index -> [Diagnostic] in
            guard case .parallel(let parallel) = checked.card.steps[index].kind else { return [] }
            let places = Dictionary(
                parallel.branches.indices.map { (parallel.branches[$0].list, $0) },
                uniquingKeysWith: { first, _ in first })
            var branches = parallel.branches.map { _ in [Int]() }
            for step in checked.card.steps.indices {
                let around = checked.card.blocks(around: step).first { $0.block == index }
                if let branch = around.flatMap({ places[$0.list] }) { branches[branch].append(step) }
            }
            return checked.filledTwice(in: branches) + checked.usedElsewhere(in: branches)
        }
    }
}

extension CheckedCard {
    /// Of each field the first step that fills it in while another branch does so too.
    fileprivate func filledTwice(in branches: [[Int]]) -> [Diagnostic] {
        var first: [FieldID: (branch: Int, step: Int)] = [:]
        var told: Set<FieldID> = []
        var diagnostics: [Diagnostic] = []
        for (branch, steps) in branches.enumerated() {
            for step in steps {
                for field in card.steps[step].asked {
                    guard let earlier = first[field] else {
                        first[field] = (branch, step)
                        continue
                    }
                    guard earlier.branch != branch, told.insert(field).inserted else { continue }
                    diagnostics.append(
                        Diagnostic(
                            .branchesCollide, at: place(ofStep: step),
                            "De stap `\(card.steps[step].id)` vult `\(field)` in, en in een tak ernaast doet "
                                + "`\(card.steps[earlier.step].id)` dat ook. Laat één van de twee het invullen.",
                            notes: [
                                .init(
                                    range: place(ofStep: earlier.step), message: "De andere stap staat hier.")
                            ]))
                }
            }
        }
        return diagnostics
    }

    /// Each step that uses what happens in another branch.
    fileprivate func usedElsewhere(in branches: [[Int]]) -> [Diagnostic] {
        var makers: [Happening: Set<Int>] = [:]
        for (branch, steps) in branches.enumerated() {
            for happening in steps.flatMap(happenings) { makers[happening, default: []].insert(branch) }
        }
        var diagnostics: [Diagnostic] = []
        for (branch, steps) in branches.enumerated() {
            for step in steps {
                let used = uses(at: step).first { makers[$0.what].map { !$0.contains(branch) } ?? false }
                guard let used else { continue }
                diagnostics.append(
                    Diagnostic(
                        .branchesCollide, at: place(ofStep: step),
                        "De stap `\(card.steps[step].id)` \(used.inWords), maar \(used.what.elsewhere): wat eerst komt is niet "
                            + "te zeggen. Zet de stap achter het blok."))
            }
        }
        return diagnostics
    }

    /// What comes about at a step.
    private func happenings(at index: Int) -> [Happening] {
        let step = card.steps[index]
        var found: [Happening] = [.step(step.id)] + step.asked.map { .field($0) }
        switch step.kind {
        case .task(let task):
            found += task.records.map { .attribute($0.attribute, of: card.subject(at: index)) }
        case .sign(let sign): found += sign.grant.map { [.consent($0.purpose)] } ?? []
        case .choice, .parallel, .forEach, .call, .wait, .register: break
        }
        return found
    }

    /// What a step uses, in the order in which complaints name it.
    private func uses(at index: Int) -> [Use] {
        let step = card.steps[index]
        var looked = LookedAt(by: step)
        // A limit of what is filled in here may count from something else.
        for field in step.asked.compactMap({ card.field($0) }) {
            var limited = [field]
            if case .list(let columns, _) = field.kind { limited += columns }
            for case .moment(let moment)? in limited.flatMap({ [$0.minimum, $0.maximum] }) {
                looked.look(at: moment)
            }
        }
        var kind = card.subject(at: index)
        if case .forEach(let each) = step.kind {
            // Its `als` is asked of each item.
            switch each.source {
            case .pupils: kind = .pupil
            case .groups: kind = .group
            case .rows, .fixed: break
            }
        }
        let seen: [Happening] =
            looked.steps.map { .step($0) } + looked.fields.map { .field($0) }
            + looked.consents.map { .consent($0) }
            + looked.attributes.flatMap(\.followsFrom).map { .attribute($0, of: kind) }
        return seen.map { Use(what: $0, how: .looks) } + step.handsOn
    }
}

/// What comes about in a branch, and another may not use.
private enum Happening: Hashable {
    case step(StepID)
    case field(FieldID)
    case consent(PurposeID)
    /// Kept of what the card is about, or of the items of a block.
    case attribute(AttributeID, of: SubjectKind)

    var named: String {
        switch self {
        case .step(let step): "de stap `\(step)`"
        case .field(let field): "het veld `\(field)`"
        case .consent(let purpose): "de toestemming `\(purpose)`"
        case .attribute(let attribute, _): "het kenmerk `\(attribute)`"
        }
    }

    /// That it comes about in another branch.
    var elsewhere: String {
        switch self {
        case .step: "dat gebeurt in een tak ernaast"
        case .field: "dat wordt in een tak ernaast ingevuld"
        case .consent: "daar wordt in een tak ernaast om gevraagd"
        case .attribute: "dat wordt in een tak ernaast vastgelegd"
        }
    }
}

/// How a step uses something.
private struct Use {
    enum How {
        case looks, provides, proposes, keeps
    }

    let what: Happening
    let how: How

    var inWords: String {
        switch how {
        case .looks: "kijkt naar \(what.named)"
        case .provides: "verstrekt \(what.named)"
        case .proposes: "neemt \(what.named) mee"
        case .keeps: "legt \(what.named) vast"
        }
    }
}

extension AttributeID {
    /// What decides its value: itself, or what is kept instead.
    fileprivate var followsFrom: [AttributeID] {
        switch self {
        case .age: [.birth]
        case .isEnrolled: [.enrolment, .departure]
        default: [self]
        }
    }
}

extension Step {
    /// The fields that it hands to others as they are.
    fileprivate var handsOn: [Use] {
        switch kind {
        case .task(let task):
            (task.disclosure?.fields ?? []).map { Use(what: .field($0), how: .provides) }
                + task.records.map { Use(what: .field($0.field), how: .keeps) }
        case .call(let call): call.proposals.map { Use(what: .field($0.ours), how: .proposes) }
        case .sign, .choice, .parallel, .forEach, .wait, .register: []
        }
    }
}

/// What a step looks at: in conditions, moments, names of persons and the consent that it needs, in the order of the card.
private struct LookedAt {
    var steps: [StepID] = []
    var fields: [FieldID]
    var consents: [PurposeID] = []
    var attributes: [AttributeID] = []

    init(by step: Step) {
        fields = step.fieldsThatName.map(\.field)
        var conditions = step.condition.map { [$0] } ?? []
        var moments = step.terms.moments
        switch step.kind {
        case .choice(let choice): conditions += choice.rows.compactMap(\.condition)
        case .task(let task):
            steps += [task.otherThan, task.sameAs].compactMap(\.self)
            if case .consent(let purpose)? = task.disclosure?.ground { consents.append(purpose) }
        case .forEach(let each): fields += each.rows.map { [$0] } ?? []
        case .wait(let wait):
            switch wait.goal {
            case .moment(let moment): moments.append(moment)
            case .card(_, let since): moments += since.map { [$0] } ?? []
            }
        case .call(let call): moments += call.occasion.map { [$0] } ?? []
        case .sign(let sign): moments += sign.grant?.until.map { [$0] } ?? []
        case .parallel, .register: break
        }
        for (operand, test) in conditions.flatMap(\.tests) {
            switch operand {
            case .field(let field): fields.append(field)
            case .outcome(let step), .visits(let step): steps.append(step)
            case .consent(let purpose): consents.append(purpose)
            case .attribute(let attribute): attributes.append(attribute)
            }
            switch test {
            case .before(let moment), .after(let moment): moments.append(moment)
            case .oneOf, .atLeast, .atMost, .empty, .filled: break
            }
        }
        for moment in moments { look(at: moment) }
    }

    mutating func look(at moment: Moment) {
        switch moment.anchor {
        case .step(let step): steps.append(step)
        case .field(let field): fields.append(field)
        case .named(let name): attributes.append(name)
        case .start, .occasion, nil: break
        }
    }
}
