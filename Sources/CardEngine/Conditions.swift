public import SchoolTime

extension Condition {
    /// Whether the condition holds, given the value of each operand and the day of each moment; of a period its first day
    /// after `voor`, its last after `na`.
    ///
    /// An empty value (nil) fits nothing but `leeg` (kaarttaal, section 7). The checker asks the same question of values
    /// that it makes up.
    public func holds(valueOf value: (Operand) -> FieldValue?, dayOf day: (Moment, Edge) -> Day?) -> Bool {
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
        surely(whenItHolds: holds) { operand, test, holds in
            guard case .field(let field) = operand, (test == .empty) != holds else { return [] }
            return [field]
        }
    }

    /// What surely is so when the condition holds, or when it does not.
    ///
    /// - Parameter told: what one test tells when it passes, or when it does not.
    public func surely<Known>(
        whenItHolds holds: Bool, _ told: (Operand, Test, Bool) -> Set<Known>
    ) -> Set<Known> {
        switch self {
        case .all(let parts) where holds, .any(let parts) where !holds:
            parts.reduce(into: []) { $0.formUnion($1.surely(whenItHolds: holds, told)) }
        case .all(let parts), .any(let parts):
            parts.dropFirst().reduce(parts.first?.surely(whenItHolds: holds, told) ?? []) {
                $0.intersection($1.surely(whenItHolds: holds, told))
            }
        case .not(let part): part.surely(whenItHolds: !holds, told)
        case .test(let operand, let test): told(operand, test, holds)
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

    fileprivate func passes(_ value: FieldValue?, dayOf day: (Moment, Edge) -> Day?) -> Bool {
        // A list without rows holds nothing.
        guard let value, value != .rows([]) else { return self == .empty }
        switch self {
        case .empty: return false
        case .filled: return true
        case .oneOf(let wanted):
            if case .choices(let chosen) = value {
                return chosen.contains { one in wanted.contains { $0.fits(.choice(one)) } }
            }
            return wanted.contains { $0.fits(value) }
        case .atLeast(let least):
            guard case .number(let number) = value else { return false }
            return number >= least
        case .atMost(let most):
            guard case .number(let number) = value else { return false }
            return number <= most
        case .before(let moment):
            guard case .date(let date) = value, let limit = day(moment, .first) else { return false }
            return date < limit
        case .after(let moment):
            guard case .date(let date) = value, let limit = day(moment, .last) else { return false }
            return date > limit
        }
    }
}

extension FieldValue {
    /// Whether a value that a card compares with is this one. Of an attribute the card knows only how the value is
    /// written, for what kind it is the school decides.
    fileprivate func fits(_ value: FieldValue) -> Bool {
        guard case .text(let wanted) = self else { return self == value }
        switch value {
        case .text(let text), .choice(let text), .document(let text), .pupil(let text): return text == wanted
        case .number(let number): return Number(wanted) == number
        case .yesNo(let answer): return wanted == (answer ? "ja" : "nee")
        case .date(let day): return wanted == day.description
        case .person(let person): return wanted == person.rawValue
        case .choices, .rows: return false
        }
    }
}

extension Decision {
    /// Whether a condition holds in this case, now, as seen from a place.
    func holds(_ condition: Condition, at place: Place?) -> Bool {
        condition.holds(
            valueOf: { value(of: $0, at: place) },
            dayOf: { day(of: $0, from: day, edge: $1, at: place) })
    }

    /// What an operand is worth now, as seen from a place.
    func value(of operand: Operand, at place: Place?) -> FieldValue? {
        switch operand {
        case .field(let field): value(of: field, at: place)
        case .outcome(let step): state.outcome(of: step, from: place).map(FieldValue.choice)
        case .visits(let step): .number(Number(state.timesDone(step, from: place)))
        case .consent(let purpose):
            .yesNo(facts(at: place).consents(to: purpose, on: day))
        case .attribute(let attribute): facts(at: place).value(of: attribute, on: day)
        }
    }

    /// What is known of the subject at a place: also the group in which it is, of which there is no note as long as it is
    /// that with which the case or the item was opened.
    func facts(at place: Place?) -> SubjectFacts {
        guard let subject = state.subject(at: place) else { return SubjectFacts() }
        var facts = (state.subjects[subject] ?? SubjectFacts()).knowing(subject.group)
        if !now.roster.ownNames.isEmpty { facts.consents = facts.consents.map { now.roster.own($0) } }
        return facts
    }

    /// The value of a field as seen from a place.
    func value(of id: FieldID, at place: Place?, in state: CaseState? = nil) -> FieldValue? {
        (state ?? self.state).value(of: id, at: place, on: card)
    }

    /// The branch to whose item a field belongs, as seen from a place; nil when it belongs to the whole case.
    func home(of id: FieldID, at place: Place?) -> Place? { state.home(of: id, at: place, on: card) }
}

extension CaseState {
    /// The value of a field as seen from a place: of an item, of its row, or of the whole case.
    public func value(of id: FieldID, at place: Place?, on card: Card) -> FieldValue? {
        guard let home = home(of: id, at: place, on: card) else { return values[id] }
        guard let block = visit(home.block), let item = item(at: home) else { return nil }
        if let value = item.value, case .forEach(let each)? = card.step(block.step)?.kind,
            case .fixed(id, _) = each.source
        {
            return .choice(value)
        }
        return kept(id, at: home)
    }

    /// The branch to whose item a field belongs, as seen from a place; nil when it belongs to the whole case.
    public func home(of id: FieldID, at place: Place?, on card: Card) -> Place? {
        guard let index = card.field(id)?.home, card.steps.indices.contains(index) else { return nil }
        return branches(from: place).first { branch in
            guard let step = visit(branch.block)?.step else { return false }
            return step == card.steps[index].id || card.goes(over: id, in: step)
        }
    }
}

extension Card {
    /// Whether a block goes over a field: its fixed values, or the list of which it is a column. More than one block may
    /// go over the same.
    fileprivate func goes(over id: FieldID, in step: StepID) -> Bool {
        guard case .forEach(let each)? = self.step(step)?.kind else { return false }
        switch each.source {
        case .fixed(let field, _): return field == id
        case .rows(let list):
            guard case .list(let columns, _)? = field(list)?.kind else { return false }
            return columns.contains { $0.id == id }
        case .pupils, .groups: return false
        }
    }
}
