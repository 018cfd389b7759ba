import CardEngine

/// An outcome in its short (`ja: verder`) or long form.
struct OutcomeDeclaration: Hashable, Sendable {
    let name: Located<String>
    let target: Located<String>
    let required: [Located<String>]
}

/// A row of a choice; without a condition it is `anders`.
struct ChoiceRowDeclaration: Hashable, Sendable {
    let condition: ConditionDeclaration?
    let target: Located<String>
    let range: SourceRange
}

extension StepDeclaration.Kind {
    /// The outcomes that this kind of step has by itself; nil when the card gives them their names.
    var ownOutcomes: [String]? {
        switch self {
        case .sign: [SignStep.agreed, SignStep.refused, SignStep.incomplete]
        case .parallel, .forEach, .wait: [Outcome.done]
        case .call(let call): call.goesOn ? [Outcome.done] : nil
        case .choice: []
        case .task, .register, .unread: nil
        }
    }

    /// Whether `anders` can stand for the outcomes that are not named.
    fileprivate var knowsOtherwise: Bool {
        switch self {
        case .sign: true
        case .call: !goesOn
        case .task, .choice, .parallel, .forEach, .wait, .register, .unread: false
        }
    }

    /// Whether it is over as soon as it begins, so that no term can pass.
    fileprivate var goesOn: Bool {
        if case .call(let call) = self { call.goesOn } else { false }
    }

    /// Whether the step can end with `geen toestemming`.
    fileprivate var needsConsent: Bool {
        if case .task(let task) = self, case .consent? = task.disclosure?.ground { true } else { false }
    }

    /// Whether a person gives the outcome, and so can fill in something with it.
    fileprivate var isAnswered: Bool {
        switch self {
        case .task, .register, .unread: true
        case .sign, .choice, .parallel, .forEach, .call, .wait: false
        }
    }
}

extension DeclarationReader {
    /// The outcomes with where `anders` leads.
    mutating func outcomes(
        _ node: SyntaxNode, of kind: StepDeclaration.Kind, hasDeadline: Bool
    ) -> (named: [OutcomeDeclaration], otherwise: Located<String>?) {
        guard !node.isEmpty else { return ([], nil) }
        guard case .mapping(let entries) = node.content, !entries.isEmpty else {
            report(
                .wrongShape, at: SourceRange(at: node.range.start),
                "Hier horen uitkomsten te staan, elk met waar het heen gaat, zoals `akkoord: verder`\(withoutDash(node))."
            )
            return ([], nil)
        }
        var named: [OutcomeDeclaration] = []
        var otherwise: Located<String>?
        for entry in bounded(entries, "uitkomsten", at: node.range) {
            if entry.key.value == Keyword.otherwise.rawValue {
                otherwise = word(entry.value)
                if !kind.knowsOtherwise { reportOtherwise(entry.key, kind) }
            } else {
                reportMisfit(entry.key, kind, hasDeadline: hasDeadline)
                named.append(outcome(entry, kind))
            }
        }
        reportMissingOutcomes(of: kind, named, hasOtherwise: otherwise != nil, at: node)
        return (named, otherwise)
    }

    private mutating func outcome(
        _ entry: SyntaxNode.Entry, _ kind: StepDeclaration.Kind
    ) -> OutcomeDeclaration {
        if case .text = entry.value.content {
            return OutcomeDeclaration(name: entry.key, target: word(entry.value), required: [])
        }
        if case .list = entry.value.content {
            report(
                .wrongShape, at: SourceRange(at: entry.value.range.start),
                "Een uitkomst gaat naar één stap of einde, zonder haken of streepje.")
            return OutcomeDeclaration(
                name: entry.key, target: Located(value: "", range: entry.value.range), required: [])
        }
        let words = words(of: entry.value, .outcome)
        if let node = words[.fillIn], !kind.isAnswered || Outcome.givenByEngine.contains(entry.key.value) {
            report(
                .wordDoesNotFit, at: SourceRange(at: node.range.start),
                "Bij de uitkomst `\(entry.key.value)` vult niemand iets in; `vul_in` kan hier niet.")
        }
        return OutcomeDeclaration(
            name: entry.key, target: word(words[.to]), required: oneOrMore(words[.fillIn]))
    }

    private mutating func reportOtherwise(_ key: Located<String>, _ kind: StepDeclaration.Kind) {
        let message =
            switch kind {
            case .task: "Bij een taak wordt elke uitkomst genoemd; `anders` kan hier niet."
            case .sign, .choice, .parallel, .forEach, .call, .wait, .register, .unread:
                "Hier wordt elke uitkomst genoemd; `anders` kan alleen bij `teken` en `kaart`."
            }
        report(.wordDoesNotFit, at: key.range, message)
    }

    /// Complains about an outcome that this step can't have.
    private mutating func reportMisfit(
        _ name: Located<String>, _ kind: StepDeclaration.Kind, hasDeadline: Bool
    ) {
        if emptinessWords.contains(name.value) || name.value == Outcome.skipped {
            report(
                .reservedName, at: name.range,
                "\(name.value.quoted) heeft in een voorwaarde een eigen betekenis. Noem de uitkomst anders.")
        } else if name.value == Outcome.expired, !kind.goesOn {
            if !hasDeadline {
                report(
                    .wordDoesNotFit, at: name.range,
                    "De uitkomst `verlopen` komt als een termijn voorbij is, en deze stap heeft er geen. Zet er `termijn` of "
                        + "`wettelijk` bij.")
            }
        } else if name.value == Outcome.noConsent {
            if !kind.needsConsent {
                report(
                    .wordDoesNotFit, at: name.range,
                    "De uitkomst `geen toestemming` hoort bij een taak met `verstrekt` en daarin `toestemming`."
                )
            }
        } else if let own = kind.ownOutcomes, !own.isEmpty, !own.contains(name.value) {
            report(
                .unknownOutcome, at: name.range,
                "Deze stap heeft geen uitkomst \(name.value.quoted). Kies uit: \((kind.goesOn ? own : own + [Outcome.expired]).joined(separator: ", "))."
                    + hint(name.value, among: own))
        }
    }

    private mutating func reportMissingOutcomes(
        of kind: StepDeclaration.Kind, _ named: [OutcomeDeclaration], hasOtherwise: Bool, at node: SyntaxNode
    ) {
        let names = Set(named.map(\.name.value))
        var missing: [String] = []
        let own = kind.ownOutcomes ?? []
        // A strange outcome is told, and what it stands for is not missed as well.
        let isStrange = !own.isEmpty && !names.subtracting(own).isSubset(of: Outcome.givenByEngine)
        if !hasOtherwise, !isStrange { missing += own.filter { !names.contains($0) } }
        if kind.needsConsent, !names.contains(Outcome.noConsent) { missing.append(Outcome.noConsent) }
        if kind.waitsForCard, !names.contains(Outcome.expired) { missing.append(Outcome.expired) }
        if !missing.isEmpty {
            report(
                .missingWord, at: SourceRange(at: node.range.start),
                "Onder `uitkomsten` \(missing.count > 1 ? "ontbreken" : "ontbreekt") \(missing.map { "`\($0)`" }.inWords). Zet erbij waar dat heen "
                    + "gaat\(kind.knowsOtherwise && !hasOtherwise ? ", of `anders: ...` voor de rest" : "").")
        } else if kind.ownOutcomes == nil, !hasOtherwise, names.isSubset(of: Outcome.givenByEngine),
            !names.isEmpty
        {
            report(
                .missingWord, at: SourceRange(at: node.range.start),
                "Zo kan niemand deze stap afronden. Noem ook een andere uitkomst, zoals `gereed: verder`.")
        }
    }

    /// Without `uitkomsten`: complains when one must be named.
    mutating func reportMissingOutcomes(of kind: StepDeclaration.Kind, at range: SourceRange) {
        let missing =
            kind.needsConsent ? Outcome.noConsent : kind.waitsForCard ? Outcome.expired : nil
        guard let missing else { return }
        report(
            .missingWord, at: SourceRange(at: range.start),
            "Bij deze stap moet de uitkomst `\(missing)` genoemd worden. Zet erbij: `uitkomsten: {gereed: verder, \(missing): "
                + "...}`.")
    }

    mutating func choiceRow(_ node: SyntaxNode) -> ChoiceRowDeclaration {
        let words = words(of: node, .choiceRow)
        if let otherwise = words[.otherwise] {
            if words.count > 1 {
                report(
                    .wordDoesNotFit, at: SourceRange(at: node.range.start),
                    "Een regel met `anders` heeft geen `als` of `naar`. Schrijf alleen `anders: <stap of einde>`."
                )
            }
            return ChoiceRowDeclaration(condition: nil, target: word(otherwise), range: node.range)
        }
        if words[.condition] == nil || words[.to] == nil, case .mapping(let entries) = node.content,
            entries.allSatisfy({ Construct.choiceRow.known.map(\.rawValue).contains($0.key.value) }),
            !entries.isEmpty
        {
            report(
                .missingWord, at: SourceRange(at: node.range.start),
                "Een regel van `kies` heeft `als` en `naar`, of alleen `anders`.")
        }
        return ChoiceRowDeclaration(
            condition: condition(words[.condition]) ?? .all([]), target: word(words[.to]), range: node.range)
    }
}
