public import CardEngine
import CaseStore
import SchoolTime

extension DayReport {
    /// Groups in the school file in which nobody is or will be, with the cards that count on them all the same.
    public struct EmptyGroups: Hashable, Sendable {
        /// The groups, in the order of the school; never none.
        public let groups: [GroupID]
        /// The cards in force by which something begins for them by itself, has a branch for each, or is waited for; in order
        /// of id, and never none.
        public let cards: [CardID]
    }
}

extension Workplace {
    /// The groups in which no pupil is today, or is known to come; nil where no card asks anything of them, or where no pupil
    /// is kept in any group, so that nobody can tell.
    func emptyGroups(from reading: any CaseReading) throws -> DayReport.EmptyGroups? {
        let pupils = try self.pupils(from: reading).map(\.history)
        let isKnown = pupils.contains { $0.facts.group != nil || !$0.plannedGroups.isEmpty }
        let filled = pupils.reduce(into: Set<GroupID>()) { filled, pupil in
            filled.formUnion(pupil.plannedGroups)
            if let group = pupil.facts.group, !pupil.facts.hasLeft(by: clock.today) { filled.insert(group) }
        }
        let empty = school.groups.map(\.id).filter { !filled.contains($0) }
        guard isKnown, !empty.isEmpty else { return nil }
        let cards = try shelf.named.filter { id in
            guard let card = try cardInForce(id, from: reading)?.card else { return false }
            return try card.subject == .group && card.startsByCalendar || card.goesOverGroups
                || card.subject == .school
                    && card.awaitedCards.contains {
                        try cardInForce($0, from: reading)?.card.subject == .group
                    }
        }
        return cards.isEmpty ? nil : DayReport.EmptyGroups(groups: empty, cards: cards)
    }
}

extension SubjectHistory {
    /// The groups to which a pupil is planned to go.
    fileprivate var plannedGroups: [GroupID] {
        plans.filter { $0.stillFits(facts) }.compactMap { GroupID(named: $0.values[.group]) }
    }
}

extension Card {
    /// Whether something begins for a group of which nobody does anything; what follows another case begins for who had that.
    fileprivate var startsByCalendar: Bool {
        startRules.contains { rule in
            switch rule.trigger {
            case .yearly, .moment, .event: true
            case .manual, .after: false
            }
        }
    }

    /// Whether some step has a branch for each group of the school.
    fileprivate var goesOverGroups: Bool {
        steps.contains { step in
            if case .forEach(let each) = step.kind { each.source == .groups } else { false }
        }
    }
}
