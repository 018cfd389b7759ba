import CardEngine

/// Which attributes of the subject a case can lack.
extension CheckedCard {
    /// A path to the point where a step opens along which an attribute of what the step is about may have no value: nobody
    /// asked whether it has one, no way to begin and no condition needs it, and nothing keeps it. Nil when there is none, and
    /// for what is no attribute of this school.
    func pathWithout(_ attribute: AttributeID, to index: Int) -> String? {
        guard isAttribute(attribute) else { return nil }
        let kind = card.subject(at: index)
        let isOfCase = card.blocks(around: index).allSatisfy { !goesOverSubjects($0.block) }
        if isOfCase, !card.startRules.isEmpty, card.startRules.allSatisfy({ $0.knows(attribute) }) {
            return nil
        }
        // The step opens only when its own `als` holds.
        let own = card.steps[index].asksEachItem ? nil : card.steps[index].condition
        if own?.filledAttributes(whenItHolds: true).contains(attribute) == true { return nil }
        let begins = entries.filter { !isOfCase || !$0.knows.contains(attribute) }
        let search = Search(map, from: begins) { at, way in
            // An `als` of a `voor_elke` is asked of its items.
            if way.kind == .enters, case .forEach = card.steps[at].kind, goesOverSubjects(at) {
                let asked = card.steps[at].condition?.filledAttributes(whenItHolds: true) ?? []
                return asked.contains(attribute)
            }
            guard card.subject(at: at) == kind else { return false }
            return way.knows.contains(attribute) || keeps(attribute, at: at, leavingBy: way)
        }
        return path(to: index, in: search)
    }

    private func isAttribute(_ name: AttributeID) -> Bool {
        guard let school else { return false }
        return (Attribute.given + school.attributes).contains { $0.id == name }
    }

    private func goesOverSubjects(_ index: Int) -> Bool {
        if case .forEach(let each) = card.steps[index].kind { each.goesOverSubjects } else { false }
    }

    /// Whether a step surely keeps an attribute when it is left that way.
    private func keeps(_ attribute: AttributeID, at index: Int, leavingBy way: Way) -> Bool {
        guard case .task(let task) = card.steps[index].kind, way.label != Outcome.skipped,
            !Outcome.givenByEngine.contains(way.label)
        else { return false }
        return task.records.contains { record in
            guard record.attribute == attribute else { return false }
            if way.fills.contains(record.field) { return true }
            let without = Search(map, from: entries.filter { !$0.fills.contains(record.field) }) { _, way in
                way.fills.contains(record.field)
            }
            return !without.reaches(index)
        }
    }
}

extension StartRule {
    /// Whether who begins by it surely has that attribute.
    fileprivate func knows(_ attribute: AttributeID) -> Bool {
        if condition?.filledAttributes(whenItHolds: true).contains(attribute) == true { return true }
        return switch trigger {
        case .manual: false
        // By itself a case begins for who is enrolled.
        case .event(let event): event.attribute == attribute || attribute == .enrolment
        case .moment(let moment): moment.anchor == .named(attribute) || attribute == .enrolment
        case .yearly, .after: attribute == .enrolment
        }
    }
}

extension Condition {
    /// The attributes that surely have a value when the condition holds, or when it does not; with those that they follow
    /// from.
    func filledAttributes(whenItHolds holds: Bool) -> Set<AttributeID> {
        surely(whenItHolds: holds) { operand, test, holds in
            guard case .attribute(let attribute) = operand else { return [] }
            if attribute == .isEnrolled {
                return test == .oneOf([.text(holds ? "ja" : "nee")]) ? [.enrolment] : []
            }
            guard (test == .empty) != holds else { return [] }
            return attribute == .age ? [.birth] : [attribute]
        }
    }
}
