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

    /// Each step that looks at a field or a step of another branch.
    fileprivate func usedElsewhere(in branches: [[Int]]) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        var fillers: [FieldID: Set<Int>] = [:]
        var places: [StepID: Int] = [:]
        for (branch, steps) in branches.enumerated() {
            for step in steps {
                places[card.steps[step].id] = branch
                for field in card.steps[step].asked { fillers[field, default: []].insert(branch) }
            }
        }
        func isElsewhere(_ step: StepID, than branch: Int) -> Bool {
            places[step].map { $0 != branch } ?? false
        }
        func isElsewhere(_ field: FieldID, than branch: Int) -> Bool {
            fillers[field].map { !$0.contains(branch) } ?? false
        }
        for (branch, steps) in branches.enumerated() {
            for step in steps {
                let used = card.steps[step].looksAt
                let name =
                    used.steps.first { isElsewhere($0, than: branch) }.map { "de stap `\($0)`" }
                    ?? used.fields.first { isElsewhere($0, than: branch) }.map { "het veld `\($0)`" }
                guard let name else { continue }
                diagnostics.append(
                    Diagnostic(
                        .branchesCollide, at: place(ofStep: step),
                        "De stap `\(card.steps[step].id)` kijkt naar \(name), maar dat gebeurt in een tak ernaast: wat eerst "
                            + "komt is niet te zeggen. Zet de stap achter het blok."))
            }
        }
        return diagnostics
    }
}

extension Step {
    /// The fields and steps that it looks at: in conditions, moments and names of persons, in the order of the card.
    fileprivate var looksAt: (fields: [FieldID], steps: [StepID]) {
        var fields = fieldsThatName.map(\.field)
        var steps: [StepID] = []
        var conditions = condition.map { [$0] } ?? []
        var moments = terms.moments
        switch kind {
        case .choice(let choice): conditions += choice.rows.compactMap(\.condition)
        case .task(let task): steps += [task.otherThan, task.sameAs].compactMap(\.self)
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
        for condition in conditions {
            for (operand, test) in condition.tests {
                switch operand {
                case .field(let field): fields.append(field)
                case .outcome(let step), .visits(let step): steps.append(step)
                case .consent, .attribute: break
                }
                switch test {
                case .before(let moment), .after(let moment): moments.append(moment)
                case .oneOf, .atLeast, .atMost, .empty, .filled: break
                }
            }
        }
        for moment in moments {
            switch moment.anchor {
            case .step(let step): steps.append(step)
            case .field(let field): fields.append(field)
            case .start, .occasion, .named, nil: break
            }
        }
        return (fields, steps)
    }
}
