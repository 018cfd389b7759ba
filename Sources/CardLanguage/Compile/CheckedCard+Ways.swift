public import CardEngine
import SchoolTime

extension CheckedCard {
    /// A way out of a step, or into a block.
    struct Way: Sendable {
        enum Kind: Sendable {
            case ordinary
            /// Opens a branch of a block; the block stays open.
            case enters
            /// Closes a block, once enough of its branches are done.
            case closes
            /// A branch that is one step was skipped: it is over, and does not count.
            case passes
        }

        let label: String
        let target: Target
        /// Whether the engine takes it without a person, on the day on which it got there.
        let isAutomatic: Bool
        /// The fields that surely have a value after it.
        var fills: Set<FieldID> = []
        /// The attributes that surely have a value after it, as far as conditions tell.
        var knows: Set<AttributeID> = []
        var kind = Kind.ordinary
        /// The lists that somebody could fill before, or make entries in; they may be empty all the same.
        var offers: Set<FieldID> = []
    }

    static func ways(from step: Step, on card: Card) -> [Way] {
        var ways: [Way] = []
        var known: Set<FieldID> = []
        var attributes: Set<AttributeID> = []
        if let condition = step.condition, !step.asksEachItem {
            ways.append(
                Way(
                    label: Outcome.skipped, target: step.next, isAutomatic: true,
                    fills: condition.filledFields(whenItHolds: false),
                    knows: condition.filledAttributes(whenItHolds: false),
                    kind: card.isWholeBranch(step) ? .passes : .ordinary))
            known = condition.filledFields(whenItHolds: true)
            attributes = condition.filledAttributes(whenItHolds: true)
        }
        let first = ways.count
        switch step.kind {
        case .task: ways += answered(step, known, on: card)
        case .register(let register):
            let isAsked = if case .number? = card.field(register.list)?.minimum { true } else { false }
            ways += answered(
                step, known, alsoFills: isAsked ? [register.list] : [], offers: [register.list], on: card)
        case .sign: ways += ended(step, [SignStep.agreed, SignStep.refused, SignStep.incomplete], known)
        case .call(let call) where call.goesOn: ways += closed(step, known, isAutomatic: true)
        case .call: ways += ended(step, [], known)
        case .wait(let wait): ways += closed(step, known, isAutomatic: wait.mayBeOver)
        case .choice(let choice):
            for (index, row) in choice.rows.enumerated() {
                let held = row.condition?.filledFields(whenItHolds: true) ?? []
                ways.append(
                    Way(
                        label: "regel \(index + 1)", target: row.target, isAutomatic: true,
                        fills: known.union(held),
                        knows: attributes.union(row.condition?.filledAttributes(whenItHolds: true) ?? [])))
                // The rows below are reached when this one does not hold.
                known.formUnion(row.condition?.filledFields(whenItHolds: false) ?? [])
                attributes.formUnion(row.condition?.filledAttributes(whenItHolds: false) ?? [])
            }
        case .parallel(let parallel):
            ways += block(step, parallel.branches.map(\.list), entering: known, closing: known, on: card)
        case .forEach(let each):
            // Its `als` is asked of each item; there may be none for which it holds.
            let held = step.condition?.filledFields(whenItHolds: true) ?? []
            ways += block(step, [each.list], entering: held, closing: [], on: card)
        }
        if case .choice = step.kind { return ways }
        for index in ways.indices.dropFirst(first) { ways[index].knows.formUnion(attributes) }
        return ways
    }

    /// A person gives the outcome, but for those that the engine gives.
    private static func answered(
        _ step: Step, _ known: Set<FieldID>, alsoFills: Set<FieldID> = [], offers: Set<FieldID> = [],
        on card: Card
    ) -> [Way] {
        step.outcomes.map { outcome in
            if Outcome.givenByEngine.contains(outcome.name) {
                return Way(
                    label: outcome.name, target: outcome.target,
                    isAutomatic: outcome.name == Outcome.noConsent || step.mayBeExpired, fills: known,
                    offers: offers)
            }
            let required = Set(step.required(with: outcome))
            let mayBeOfNobody = required.filter { card.goesOverPupils($0) }
            return Way(
                label: outcome.name, target: outcome.target, isAutomatic: false,
                fills: known.union(required.subtracting(mayBeOfNobody)).union(alsoFills),
                offers: offers.union(mayBeOfNobody))
        }
    }

    /// Somebody outside the step decides: who signs, or the case that was called.
    private static func ended(_ step: Step, _ given: [String], _ known: Set<FieldID>) -> [Way] {
        let named = step.outcomes.map(\.name)
        var ways = closed(step, known, isAutomatic: false)
        let hasRest = step.outcomes.allSatisfy { $0.name == Outcome.expired } || step.otherwise != nil
        let isListed = !given.isEmpty && given.allSatisfy(named.contains)
        if hasRest, !isListed {
            ways.append(
                Way(
                    label: named.isEmpty ? Outcome.done : Keyword.otherwise.rawValue,
                    target: step.otherwise ?? step.next, isAutomatic: false, fills: known))
        }
        return ways
    }

    /// The outcomes as they are named; the engine gives them.
    private static func closed(_ step: Step, _ known: Set<FieldID>, isAutomatic: Bool) -> [Way] {
        step.outcomes.map { outcome in
            Way(
                label: outcome.name, target: outcome.target,
                isAutomatic: outcome.name == Outcome.expired ? step.mayBeExpired : isAutomatic, fills: known)
        }
    }

    private static func block(
        _ step: Step, _ lists: [Int], entering: Set<FieldID>, closing: Set<FieldID>, on card: Card
    ) -> [Way] {
        let enters = lists.compactMap { card.first(of: $0) }.map {
            Way(label: "", target: $0, isAutomatic: true, fills: entering, kind: .enters)
        }
        return enters
            + step.outcomes.map { outcome in
                outcome.name == Outcome.expired
                    ? Way(
                        label: outcome.name, target: outcome.target, isAutomatic: step.mayBeExpired,
                        fills: closing)
                    : Way(
                        label: outcome.name, target: outcome.target, isAutomatic: true, fills: closing,
                        kind: .closes)
            }
    }
}

extension Card {
    /// The ends that something leads to, and the one by which the owner can stop every case, in the order of the card.
    public var possibleEnds: [EndID] {
        let targets =
            steps.flatMap { CheckedCard.ways(from: $0, on: self) }.map(\.target)
            + interrupts.compactMap(\.target)
        return ends.enumerated().filter { index, end in
            end.id == End.lapsed || targets.contains(.end(index))
        }.map(\.element.id)
    }
}

extension Step {
    /// Whether `als` is asked of each item, and the step itself is never skipped.
    var asksEachItem: Bool { if case .forEach = kind { true } else { false } }

    /// Whether its term can be over when it opens: then it expires on that same day.
    fileprivate var mayBeExpired: Bool { (terms.term ?? terms.statutory)?.mayBePast ?? false }
}

extension WaitStep {
    /// Whether what it waits for can be there when it opens.
    fileprivate var mayBeOver: Bool {
        switch goal {
        case .moment(.span(let duration)): duration.amount == 0
        case .moment, .card: true
        }
    }
}

extension Moment {
    /// Whether it can lie before the day on which it is asked.
    fileprivate var mayBePast: Bool {
        switch self {
        case .span, .today: false
        case .relative, .anchor, .period, .dayBefore, .next: true
        }
    }
}
