import CardEngine
import SchoolTime

/// What happens in a scenario, line by line.
extension DeclarationReader {
    mutating func scenarioLine(_ node: SyntaxNode, _ names: ScenarioNames?) -> ScenarioLine? {
        let words = words(of: node, .scenarioLine)
        let after = words[.after].flatMap { scenarioDuration($0) }
        let given = ScenarioLineKind.allCases.filter { words[$0.word] != nil }
        guard let kind = given.first, let value = words[kind.word] else {
            if !words.isEmpty {
                report(
                    .missingWord, at: SourceRange(at: node.range.start),
                    "Hier ontbreekt wat er gebeurt. Zet erbij: `stap: ...`, of een van: "
                        + "\(ScenarioLineKind.allCases.dropFirst().map(\.word.rawValue).joined(separator: ", "))."
                )
            }
            return nil
        }
        for other in given.dropFirst().map(\.word) {
            reportExcluded(other, by: kind.word, at: words[other]?.range)
        }
        reportMisplaced(in: words, beside: kind.word)
        let actor = words[.by].flatMap { scenarioActor($0, names) }
        let item = words[.item].map { wholeNumber($0) }
        let (isRefused, refusal) = scenarioRefusal(words[.refused])
        if let node = words[.refused], refusal != nil, kind.expectation != nil {
            report(
                .wordDoesNotFit, at: node.range,
                "Naast `\(kind.word.rawValue)` kan alleen `geweigerd: ja` staan: dan is het juist niet zo.")
        }
        guard let act = act(kind, value, words, names) else { return nil }
        return ScenarioLine(
            range: node.range, after: after, act: act, actor: actor, item: item, isRefused: isRefused,
            refusal: refusal)
    }

    /// Whether something must be refused, and why, if that is said.
    mutating func scenarioRefusal(_ node: SyntaxNode?) -> (isRefused: Bool, why: ScenarioRefusal?) {
        guard let node else { return (false, nil) }
        if case .text(let scalar) = node.content, let isRefused = Vocabulary.yesNo.value(of: scalar.text) {
            return (isRefused, nil)
        }
        let why = option(
            node, Vocabulary(Vocabulary.yesNo.all.map { ($0, nil) } + Vocabulary.refusals.optional))
        return (true, why ?? nil)
    }

    /// The words that belong to some kinds of line only.
    private static let companions: [(word: Keyword, beside: [Keyword])] = [
        (.by, [.step, .interrupts] + Construct.ownersActs), (.outcome, [.step]), (.input, [.step, .correct]),
        (.on, [.step, .event]), (.group, [.event]), (.item, Construct.itemKinds), (.end, [.step, .card]),
        (.row, [.step, .addItem]), (.present, [.step]), (.absent, [.step]), (.checklist, [.step]),
        (.proof, [.step]), (.days, [.postpone]), (.until, [.consent]), (.before, [.standsIn]),
        (.recipient, [.assign, .withdrawn, .consent, .expectedConsent, .expectedDisclosure]),
    ]

    private mutating func reportMisplaced(in words: Words, beside kind: Keyword) {
        for (word, kinds) in Self.companions where !kinds.contains(kind) {
            guard let node = words[word] else { continue }
            report(
                .wordDoesNotFit, at: SourceRange(at: node.range.start),
                "`\(word.rawValue)` hoort niet naast `\(kind.rawValue)`, maar naast "
                    + "\(kinds.map { "`\($0.rawValue)`" }.joined(separator: " of ")).")
        }
    }

    private mutating func act(
        _ kind: ScenarioLineKind, _ value: SyntaxNode, _ words: Words, _ names: ScenarioNames?
    ) -> ScenarioLine.Act? {
        switch kind {
        case .step: return stepAct(value, words, names)
        case .event:
            let day = day(words[.on])?.value
            let group = words[.group].map { scenarioGroup(word($0), names) }
            return option(value, .events).map { .happen($0, day: day, group: group) }
        case .interrupts:
            let text = word(value)
            checkInterrupt(text, names)
            return .interrupt(text.value)
        case .withdrawn:
            let purpose = word(value)
            checkPurpose(purpose, names)
            let recipient = words[.recipient].flatMap { scenarioActor($0, names) }
            return .withdraw(PurposeID(purpose.value), recipient: recipient?.role)
        case .consent: return .consent(scenarioConsent(value, words, names))
        case .expectedOpen, .expectedTerm, .expectedStatutory, .expectedField, .expectedAttribute,
            .expectedConsent, .expectedReminder, .expectedTakenAlong:
            return kind.expectation.map { .expect(expectation($0, value, words, names)) }
        case .expectedDisclosure:
            guard words[.recipient] != nil else {
                report(
                    .missingWord, at: SourceRange(at: value.range.start),
                    "Naast `verwacht_verstrekt` ontbreekt `aan`. Zet erbij: `aan: vo-school`.")
                return nil
            }
            return .expect(expectation(.disclosure, value, words, names))
        case .leaves: return scenarioActor(value, names).map { .leave($0) }
        case .standsIn: return standIn(value, words[.before], names)
        case .attribute:
            var values: [AttributeID: FieldValue] = [:]
            var parents: Int?
            for entry in entries(value, of: "kenmerken") {
                if entry.id.value == Keyword.parents.rawValue {
                    parents = parentCount(entry.value)
                } else if let value = attribute(entry.id, entry.value, names, names?.school) {
                    values[AttributeID(entry.id.value)] = value
                }
            }
            return .keep(values, parents: parents)
        case .assign:
            guard let person = words[.recipient] else {
                report(
                    .missingWord, at: SourceRange(at: value.range.start),
                    "Naast `wijs_toe` ontbreekt `aan`. Zet erbij: `aan: kc`.")
                return nil
            }
            let actor = scenarioActor(person, names)
            return scenarioStep(word(value), names).flatMap { step in actor.map { .assign(step, $0) } }
        case .reopen: return scenarioStep(word(value), names).map { .reopen($0) }
        case .correct:
            guard let input = words[.input] else {
                report(
                    .missingWord, at: SourceRange(at: value.range.start),
                    "Naast `verbeter` ontbreekt wat er verbeterd wordt. Zet erbij: `invoer: {veld: waarde}`.")
                return nil
            }
            guard let step = scenarioStep(word(value), names), let names else { return nil }
            return .correct(step, self.input(input, names))
        case .postpone:
            guard let days = words[.days] else {
                report(
                    .missingWord, at: SourceRange(at: value.range.start),
                    "Naast `uitstel` ontbreekt `dagen`. Zet erbij: `dagen: 7`.")
                return nil
            }
            let count = wholeNumber(days)
            return scenarioPart(word(value), names).map { .postpone($0, days: count) }
        case .suspend: return yes(value, .suspend)
        case .resume: return yes(value, .resume)
        case .stop: return yes(value, .stop)
        case .addItem: return addItem(value, words[.item], words[.row], names)
        case .card: return otherCard(value, words[.end], names)
        }
    }

    /// `opschorten: ja`; `nee` says nothing.
    private mutating func yes(_ node: SyntaxNode, _ act: ScenarioLine.Act) -> ScenarioLine.Act? {
        let before = diagnostics.count
        if yesNo(node) { return act }
        if diagnostics.count == before, !node.isEmpty {
            report(
                .notAnOption, at: node.range,
                "Hier kan alleen `ja` staan. Laat de regel weg als dit niet gebeurt.")
        }
        return nil
    }

    private mutating func addItem(
        _ node: SyntaxNode, _ item: SyntaxNode?, _ row: SyntaxNode?, _ names: ScenarioNames?
    ) -> ScenarioLine.Act? {
        if item == nil, row == nil {
            report(
                .missingWord, at: SourceRange(at: node.range.start),
                "Naast `voeg_toe` ontbreekt wat erbij komt. Zet erbij: `item: 2`, of `rij: {...}` met een nieuwe rij."
            )
        } else if item != nil {
            reportExcluded(.row, by: .item, at: row?.range)
        }
        let name = word(node)
        guard let id = scenarioStep(name, names), let names, let step = names.card.step(id) else {
            return nil
        }
        if case .forEach(let each) = step.kind {
            guard item == nil, let row else { return .addItem(id) }
            if case .rows(let list) = each.source { return .addRow(id, cells: cells(row, of: list, names)) }
            report(
                .wordDoesNotFit, at: SourceRange(at: row.range.start),
                "De stap `\(id)` gaat niet over een lijst, dus een `rij` kan er niet bij. Zet er `item` naast."
            )
            return nil
        }
        report(
            .wordDoesNotFit, at: name.range,
            "Aan de stap `\(id)` is niets toe te voegen. Noem een stap met `voor_elke`.")
        return nil
    }

    private mutating func standIn(
        _ node: SyntaxNode, _ role: SyntaxNode?, _ names: ScenarioNames?
    ) -> ScenarioLine.Act? {
        guard let role else {
            report(
                .missingWord, at: SourceRange(at: node.range.start),
                "Naast `valt_in` ontbreekt waarvoor. Zet erbij: `voor: leerkracht`.")
            return nil
        }
        let id = scenarioRole(word(role), names)
        return scenarioActor(node, names).map { .standIn($0, for: id) }
    }

    private mutating func otherCard(
        _ node: SyntaxNode, _ endNode: SyntaxNode?, _ names: ScenarioNames?
    ) -> ScenarioLine.Act? {
        let card = word(node)
        let awaited = (names?.card.awaitedCards ?? []).map(\.rawValue).sorted()
        if names != nil, !awaited.contains(card.value), !card.value.isEmpty {
            report(
                .unknownCard, at: card.range,
                "Deze kaart wacht niet op de kaart \(card.value.quoted)." + hint(card.value, among: awaited))
        }
        guard let end = requiredEnd(endNode, beside: .card, at: node) else { return nil }
        if let other = names?.cards[CardID(card.value)] ?? nil { checkEnd(end, of: other) }
        return .endOther(CardID(card.value), EndID(end.value))
    }

    // MARK: - Steps

    private mutating func stepAct(
        _ node: SyntaxNode, _ words: Words, _ names: ScenarioNames?
    ) -> ScenarioLine.Act? {
        let name = word(node)
        let day = day(words[.on])?.value
        guard let id = scenarioStep(name, names), let names, let step = names.card.step(id) else {
            return nil
        }
        switch step.kind {
        case .task, .wait:
            reportUnfit([.end, .row, .proof], words, step, "die iemand doet")
            return .complete(id, work(words, step, names, day))
        case .register(let register):
            reportUnfit([.end, .proof, .checklist], words, step, "die iemand doet")
            guard let row = words[.row] else { return .complete(id, work(words, step, names, day)) }
            reportUnfit([.outcome, .input], words, step, "waarin hier een regel komt")
            return .enter(id, cells: cells(row, of: register.list, names), day: day)
        case .sign:
            reportUnfit(
                [.end, .row, .input, .present, .absent, .checklist], words, step, "die getekend wordt")
            guard let answer = words[.outcome] else {
                report(
                    .missingWord, at: SourceRange(at: node.range.start),
                    "Bij `\(id)` ontbreekt het antwoord van wie tekent. Zet erbij: `uitkomst: akkoord`.")
                return nil
            }
            let hasProof = words[.proof].map { yesNo($0) } ?? true
            return option(answer, .answers).map { .sign(id, $0, day: day, hasProof: hasProof) }
        case .call(let call):
            reportUnfit(
                [.by, .outcome, .row, .input, .present, .absent, .on, .checklist, .proof], words, step,
                "die een andere kaart start")
            guard let end = requiredEnd(words[.end], beside: .step, at: node) else { return nil }
            if let other = names.cards[call.card] ?? nil { checkEnd(end, of: other) }
            return .endCall(id, EndID(end.value))
        case .choice, .parallel, .forEach:
            report(
                .wordDoesNotFit, at: name.range,
                "De stap `\(id)` doet niemand: dat gaat vanzelf. Noem een stap die iemand doet of tekent.")
            return nil
        }
    }

    private mutating func requiredEnd(
        _ node: SyntaxNode?, beside kind: Keyword, at place: SyntaxNode
    ) -> Located<String>? {
        if let node { return word(node) }
        report(
            .missingWord, at: SourceRange(at: place.range.start),
            "Een andere kaart wordt niet nagespeeld: geef haar einde. Zet naast `\(kind.rawValue)`: `einde: voltooid`."
        )
        return nil
    }

    private mutating func reportUnfit(
        _ unfit: [Keyword], _ words: Words, _ step: Step, _ what: String
    ) {
        for word in unfit {
            guard let node = words[word] else { continue }
            report(
                .wordDoesNotFit, at: SourceRange(at: node.range.start),
                "`\(word.rawValue)` past niet bij `\(step.id)`, een stap \(what).")
        }
    }

    private mutating func work(
        _ words: Words, _ step: Step, _ names: ScenarioNames, _ day: Day?
    ) -> ScenarioWork {
        let outcome = words[.outcome].map { word($0) }
        if let outcome, !outcome.value.isEmpty {
            let known = step.answers.map(\.name)
            if !known.contains(outcome.value) {
                report(
                    .unknownOutcome, at: outcome.range,
                    "De stap `\(step.id)` heeft geen uitkomst \(outcome.value.quoted). Kies uit: "
                        + "\(known.joined(separator: ", "))." + hint(outcome.value, among: known))
            }
        }
        var absent: [RoleID: String] = [:]
        for entry in entries(words[.absent], of: "rollen") {
            absent[scenarioRole(entry.id, names)] = runningText(entry.value).value
        }
        let present = words[.present].map { node in oneOrMore(node).map { scenarioRole($0, names) } }
        return ScenarioWork(
            outcome: outcome?.value, values: input(words[.input], names), day: day, present: present,
            absent: absent, isChecked: words[.checklist].map { yesNo($0) } ?? true)
    }
}
