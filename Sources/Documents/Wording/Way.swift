public import CardEngine

/// A way out of a step.
public struct Way: Hashable, Sendable {
    /// What makes the case go this way: an outcome, a row of a choice, `overgeslagen`; nil when it just goes on.
    public let label: String?
    /// Where it leads.
    public let target: Target
    /// What must be filled in besides.
    let required: [FieldID]
}

extension CardWording {
    /// The ways out of a step, in the order of the card; that of a skipped step last.
    public func ways(of place: Int) -> [Way] {
        let step = card.steps[place]
        var ways = step.outcomes.map { outcome in
            Way(
                label: isPlain(step) ? nil : label(of: outcome.name, step), target: outcome.target,
                required: outcome.required)
        }
        if case .choice(let choice) = step.kind {
            for row in choice.rows {
                let label = row.condition.map { "als \(phrase($0))" } ?? "anders"
                ways.append(Way(label: label, target: row.target, required: []))
            }
        } else {
            if let otherwise = step.otherwise {
                ways.append(Way(label: "anders", target: otherwise, required: []))
            }
            if ways.isEmpty { ways.append(Way(label: nil, target: step.next, required: [])) }
        }
        let isSkippable: Bool = if case .forEach = step.kind { false } else { step.condition != nil }
        if isSkippable { ways.append(Way(label: Outcome.skipped, target: step.next, required: [])) }
        return ways
    }

    /// Whether `gereed` is all that can come of it: then the word says nothing.
    private func isPlain(_ step: Step) -> Bool {
        step.outcomes.count == 1 && step.outcomes[0].name == Outcome.done && step.otherwise == nil
    }

    /// Of a call the outcomes are the ends of that card.
    private func label(of outcome: String, _ step: Step) -> String {
        guard case .call(let call) = step.kind else { return outcome.onOneLine }
        return others[call.card]?.end(EndID(outcome))?.title.onOneLine ?? outcome.onOneLine
    }

    /// Where a way leads, for who reads the table.
    func destination(_ target: Target, from place: Int) -> String {
        switch target {
        case .step(let next) where isFollowing(next, place): "verder met \(numbers[next])"
        case .step(let next):
            "\(next == place ? "opnieuw" : "naar") \(numbers[next]), \(card.steps[next].title.onOneLine)"
        case .end(let end): "het traject eindigt met ‘\(card.ends[end].title.onOneLine)’"
        case .branchDone: "deze tak is klaar"
        }
    }

    private func isFollowing(_ next: Int, _ place: Int) -> Bool {
        let steps = card.lists[card.steps[place].list].steps
        guard let index = steps.firstIndex(of: place), index + 1 < steps.count else { return false }
        return steps[index + 1] == next
    }
}
