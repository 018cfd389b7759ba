import CardEngine
import SchoolTime

/// What a line of a scenario says that must hold then.
extension DeclarationReader {
    mutating func expectation(
        _ kind: ScenarioExpectationKind, _ value: SyntaxNode, _ words: Words, _ names: ScenarioNames?
    ) -> ScenarioLine.Expectation {
        switch kind {
        case .term: return .terms(lastDays(value, names))
        case .statutory: return .statutory(lastDays(value, names))
        case .field: return .fields(expectedValues(value, names))
        case .attribute: return .attributes(expectedAttributes(value, names))
        case .consent:
            var consents: [PurposeID: Bool] = [:]
            for entry in entries(value, of: "doelen") {
                checkPurpose(entry.id, names)
                consents[PurposeID(entry.id.value)] = yesNo(entry.value)
            }
            return .consents(
                consents, recipient: words[.recipient].flatMap { scenarioActor($0, names) }?.role)
        case .reminder: return .reminded(oneOrNone(value).compactMap { scenarioPart($0, names) })
        case .takenAlong: return .takenAlong(takenAlong(value, names))
        case .disclosure:
            let fields = oneOrNone(value).compactMap { name in
                names.map { scenarioField(name, $0)?.id } ?? FieldID(name.value)
            }
            let recipient = words[.recipient].flatMap { scenarioActor($0, names) }?.role
            return .disclosed(fields, to: recipient ?? "")
        case .open: return .open(oneOrNone(value).compactMap { scenarioStep($0, names) })
        }
    }

    /// Names, or one without a list, or an empty list. Several branches may stand in the same step: then its name stands
    /// there as often.
    private mutating func oneOrNone(_ node: SyntaxNode) -> [Located<String>] {
        switch node.content {
        case .text: return [word(node)]
        case .list(let items) where items.isEmpty: return []
        case .list, .mapping: return items(node, of: "stappen").map { word($0) }
        }
    }

    /// A step of the card, or `traject`; of a card with a step of that name the step is meant.
    mutating func scenarioPart(_ name: Located<String>, _ names: ScenarioNames?) -> ScenarioLine.Part? {
        if name.value == ScenarioLine.Part.wholeCaseName, names?.card.step(StepID(name.value)) == nil {
            return .wholeCase
        }
        return scenarioStep(name, names, or: [ScenarioLine.Part.wholeCaseName]).map { .step($0) }
    }

    private mutating func lastDays(
        _ node: SyntaxNode, _ names: ScenarioNames?
    ) -> [ScenarioLine.Part: Day?] {
        var days: [ScenarioLine.Part: Day?] = [:]
        for entry in entries(node, of: "stappen") {
            let day: Day?
            if entry.value.reads(ScenarioWords.none) {
                day = nil
            } else {
                guard let given = self.day(entry.value) else { continue }
                day = given.value
            }
            if let part = scenarioPart(entry.id, names) { days.updateValue(day, forKey: part) }
        }
        return days
    }

    private mutating func expectedValues(
        _ node: SyntaxNode, _ names: ScenarioNames?
    ) -> [FieldID: FieldValue?] {
        guard let names else { return [:] }
        var values: [FieldID: FieldValue?] = [:]
        for entry in entries(node, of: "velden") {
            guard let field = scenarioField(entry.id, names) else { continue }
            if entry.value.reads(ScenarioWords.empty) {
                values.updateValue(nil, forKey: field.id)
            } else if let value = value(entry.value, of: field, names) {
                values[field.id] = value
            }
        }
        return values
    }

    /// By step, what it takes along: the fields of the other card, each with a value as our field holds it.
    private mutating func takenAlong(
        _ node: SyntaxNode, _ names: ScenarioNames?
    ) -> [StepID: [FieldID: FieldValue?]] {
        var found: [StepID: [FieldID: FieldValue?]] = [:]
        for entry in entries(node, of: "stappen") {
            guard let id = scenarioStep(entry.id, names), let names, let step = names.card.step(id) else {
                continue
            }
            guard case .call(let call) = step.kind else {
                report(
                    .wordDoesNotFit, at: entry.id.range,
                    "De stap `\(id)` start geen andere kaart, en neemt dus niets mee.")
                continue
            }
            var values: [FieldID: FieldValue?] = [:]
            for value in entries(entry.value, of: "velden") {
                let theirs = FieldID(value.id.value)
                let proposal = call.proposals.first { $0.theirs == theirs }
                guard let proposal, let ours = names.card.field(proposal.ours) else {
                    report(
                        .unknownField, at: value.id.range,
                        "De stap `\(id)` neemt niets mee voor een veld \(value.id.value.quoted)."
                            + hint(value.id.value, among: call.proposals.map(\.theirs.rawValue)))
                    continue
                }
                if value.value.reads(ScenarioWords.empty) {
                    values.updateValue(nil, forKey: theirs)
                } else if let given = self.value(value.value, of: ours, names) {
                    values[theirs] = given
                }
            }
            found[id] = values
        }
        return found
    }

    private mutating func expectedAttributes(
        _ node: SyntaxNode, _ names: ScenarioNames?
    ) -> [AttributeID: FieldValue?] {
        var values: [AttributeID: FieldValue?] = [:]
        for entry in entries(node, of: "kenmerken") {
            let id = AttributeID(entry.id.value)
            guard id != .age, id != .isEnrolled else {
                report(
                    .wordDoesNotFit, at: entry.id.range,
                    "`\(id)` volgt uit een dag die bekend is. Noem die: `geboortedatum`, `inschrijving` of `uitschrijving`."
                )
                continue
            }
            if entry.value.reads(ScenarioWords.empty) {
                values.updateValue(nil, forKey: id)
            } else if let value = attribute(entry.id, entry.value, names, names?.school) {
                values[id] = value
            }
        }
        return values
    }
}

extension SyntaxNode {
    /// Whether this word stands there, and nothing else.
    fileprivate func reads(_ word: String) -> Bool {
        if case .text(let scalar) = content { scalar.text == word } else { false }
    }
}
