import SchoolTime

@testable import CardEngine

/// Whether a condition holds (kaarttaal, section 7).
extension NaiveCase {
    func holds(_ condition: Condition, at place: Place?) -> Bool {
        holds(condition, at: place) { value(of: $0, at: place) }
    }

    /// Asked of an item of a block that has not been opened yet.
    func holds(_ condition: Condition, of item: Item, in each: ForEachStep, home: Int, at place: Place?)
        -> Bool
    {
        holds(condition, at: place) { operand in
            if case .field(let field) = operand,
                let found = value(of: field, in: item, of: each, home: home, around: place)
            {
                return found.value
            }
            if let subject = item.subject {
                // What is known of it today: it is no part of the case yet.
                let facts = known[subject] ?? now.world.facts[subject] ?? SubjectFacts()
                if case .attribute(let attribute) = operand {
                    return value(of: attribute, in: facts, of: subject)
                }
                if case .consent(let purpose) = operand {
                    return .yesNo(consents(in: facts, to: purpose, for: nil))
                }
            }
            return value(of: operand, at: place)
        }
    }

    /// Asked of whom a case would be about.
    func holds(_ condition: Condition, of subject: Subject) -> Bool {
        holds(condition, at: nil) { operand in
            guard case .attribute(let attribute) = operand else { return nil }
            return value(of: attribute, in: now.world.facts[subject] ?? SubjectFacts(), of: subject)
        }
    }

    private func holds(_ condition: Condition, at place: Place?, value: (Operand) -> FieldValue?) -> Bool {
        switch condition {
        case .all(let parts): return parts.allSatisfy { holds($0, at: place, value: value) }
        case .any(let parts): return parts.contains { holds($0, at: place, value: value) }
        case .not(let part): return !holds(part, at: place, value: value)
        case .test(let operand, let test):
            let isText = if case .attribute = operand { true } else { false }
            return passes(test, value(operand), comparesText: isText, at: place)
        }
    }

    private func passes(_ test: Test, _ value: FieldValue?, comparesText: Bool, at place: Place?) -> Bool {
        if case .rows(let rows)? = value, rows.isEmpty { return test == .empty }
        guard let value else { return test == .empty }
        switch test {
        case .empty: return false
        case .filled: return true
        case .oneOf(let wanted):
            return wanted.contains { one in
                if case .choices(let chosen) = value {
                    return chosen.contains { fits(.choice($0), one, comparesText) }
                }
                return fits(value, one, comparesText)
            }
        case .atLeast(let least):
            if case .number(let number) = value { return number >= least } else { return false }
        case .atMost(let most):
            if case .number(let number) = value { return number <= most } else { return false }
        case .before(let moment):
            guard case .date(let date) = value,
                let limit = self.day(of: moment, from: day, year: day, edge: .first, at: place).day
            else { return false }
            return date < limit
        case .after(let moment):
            guard case .date(let date) = value,
                let limit = self.day(of: moment, from: day, year: day, edge: .last, at: place).day
            else { return false }
            return date > limit
        }
    }

    private func fits(_ value: FieldValue, _ wanted: FieldValue, _ comparesText: Bool) -> Bool {
        guard comparesText, case .text(let text) = wanted else { return value == wanted }
        switch value {
        case .text(let mine), .choice(let mine), .document(let mine), .pupil(let mine): return mine == text
        case .yesNo(let mine): return text == (mine ? "ja" : "nee")
        case .number(let mine): return Number(text) == mine
        case .date(let mine): return mine.description == text
        case .person(let mine): return mine.rawValue == text
        case .choices, .rows: return false
        }
    }

    func value(of operand: Operand, at place: Place?) -> FieldValue? {
        switch operand {
        case .field(let field): return value(of: field, at: place)
        case .outcome(let step): return outcome(of: step, from: place).map { .choice($0) }
        case .visits(let step): return .number(Number(times(step, from: place)))
        case .consent(let purpose): return .yesNo(consents(to: purpose, for: nil, at: place))
        case .attribute(let attribute):
            let subject = subject(at: place)
            return value(of: attribute, in: known[subject] ?? SubjectFacts(), of: subject)
        }
    }

    func consents(to purpose: PurposeID, for recipient: RoleID?, at place: Place?) -> Bool {
        consents(in: known[subject(at: place)] ?? SubjectFacts(), to: purpose, for: recipient)
    }

    private func consents(in facts: SubjectFacts, to purpose: PurposeID, for recipient: RoleID?) -> Bool {
        for consent in facts.consents where consent.purpose == purpose {
            if recipient != nil, consent.recipient != recipient { continue }
            if let until = consent.until, until < day { continue }
            return true
        }
        return false
    }

    private func value(of attribute: AttributeID, in facts: SubjectFacts, of subject: Subject) -> FieldValue?
    {
        // It is in the group with which it came, until another is known.
        if attribute == .group, facts.attributes[.group] == nil {
            return subject.group.map { .text($0.rawValue) }
        }
        if attribute == .age {
            guard let birth = facts.date(of: .birth), birth <= day else { return nil }
            var years = 0
            while birth.adding(months: 12 * (years + 1)) <= day { years += 1 }
            return .number(Number(years))
        }
        if attribute == .isEnrolled {
            guard let first = facts.date(of: .enrolment), first <= day else { return .yesNo(false) }
            if let last = facts.date(of: .departure), last >= first, last < day { return .yesNo(false) }
            return .yesNo(true)
        }
        return facts.attributes[attribute]
    }
}
