public import SchoolTime

extension Condition {
    /// Whether the condition holds, given the value of each operand and the day of each moment.
    ///
    /// An empty value (nil) fits nothing but `leeg` (kaarttaal, section 7). The checker asks the same question of values
    /// that it makes up.
    public func holds(valueOf value: (Operand) -> FieldValue?, dayOf day: (Moment) -> Day?) -> Bool {
        switch self {
        case .all(let parts): parts.allSatisfy { $0.holds(valueOf: value, dayOf: day) }
        case .any(let parts): parts.contains { $0.holds(valueOf: value, dayOf: day) }
        case .not(let part): !part.holds(valueOf: value, dayOf: day)
        case .test(let operand, let test): test.passes(value(operand), dayOf: day)
        }
    }

    /// Every test in it, from left to right.
    public var tests: [(operand: Operand, test: Test)] {
        switch self {
        case .all(let parts), .any(let parts): parts.flatMap(\.tests)
        case .not(let part): part.tests
        case .test(let operand, let test): [(operand, test)]
        }
    }
}

extension Condition {
    /// The fields that surely have a value when the condition holds, or when it does not.
    public func filledFields(whenItHolds holds: Bool) -> Set<FieldID> {
        switch self {
        case .all(let parts) where holds, .any(let parts) where !holds:
            parts.reduce(into: []) { $0.formUnion($1.filledFields(whenItHolds: holds)) }
        case .all(let parts), .any(let parts):
            parts.dropFirst().reduce(parts.first?.filledFields(whenItHolds: holds) ?? []) {
                $0.intersection($1.filledFields(whenItHolds: holds))
            }
        case .not(let part): part.filledFields(whenItHolds: !holds)
        case .test(.field(let field), let test): (test == .empty) != holds ? [field] : []
        case .test(.outcome, _), .test(.visits, _): []
        }
    }
}

extension Test {
    /// Whether the test asks if there is a value at all; who asks that has reckoned with an empty one.
    public var asksForEmpty: Bool {
        switch self {
        case .empty, .filled: true
        case .oneOf, .atLeast, .atMost, .before, .after: false
        }
    }

    fileprivate func passes(_ value: FieldValue?, dayOf day: (Moment) -> Day?) -> Bool {
        guard let value else { return self == .empty }
        switch self {
        case .empty: return false
        case .filled: return true
        case .oneOf(let wanted):
            if case .choices(let chosen) = value {
                return chosen.contains { wanted.contains(.choice($0)) }
            }
            return wanted.contains(value)
        case .atLeast(let least):
            guard case .number(let number) = value else { return false }
            return number >= least
        case .atMost(let most):
            guard case .number(let number) = value else { return false }
            return number <= most
        case .before(let moment):
            guard case .date(let date) = value, let limit = day(moment) else { return false }
            return date < limit
        case .after(let moment):
            guard case .date(let date) = value, let limit = day(moment) else { return false }
            return date > limit
        }
    }
}

extension Decision {
    /// Whether a condition holds in this case, now.
    func holds(_ condition: Condition) -> Bool {
        condition.holds(valueOf: value, dayOf: { day(of: $0, from: day) })
    }

    private func value(of operand: Operand) -> FieldValue? {
        switch operand {
        case .field(let field): state.values[field]
        case .outcome(let step): state.outcome(of: step).map(FieldValue.choice)
        case .visits(let step): .number(Number(state.timesDone(step)))
        }
    }
}
